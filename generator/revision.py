"""The records as a git revision holds them."""

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath


class RevisionError(Exception):
    """There is no such revision, or no git to ask."""


@contextlib.contextmanager
def checkout(root: Path, revision: str) -> Iterator[Path]:
    """Give a folder with the records of a revision as they were committed; empty where it had none.

    Objects are read directly, for what `git archive` gives out depends on attributes that a commit may set.

    Raises:
        RevisionError: git is missing, or knows no such revision.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    listing = _git(root, "ls-tree", "-r", "-z", commit.decode().strip(), "--", "records")
    files = [line.split(b"\t", 1) for line in listing.split(b"\0") if line.startswith((b"100644 ", b"100755 "))]
    with tempfile.TemporaryDirectory(prefix="gongshi-") as folder:
        records = Path(folder) / "records"
        records.mkdir()
        hashes = b"".join(entry.split()[2] + b"\n" for entry, _ in files)
        contents = _contents(_git(root, "cat-file", "--batch", asked=hashes))
        for (_, name), content in zip(files, contents, strict=True):
            path = PurePosixPath(name.decode("utf-8", "surrogateescape"))
            if ".." not in path.parts:
                target = Path(folder) / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        yield records


def _contents(answer: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + size + 2


def _git(root: Path, *words: str, asked: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], input=asked, capture_output=True, check=True)  # noqa: S603, S607 - the user's own git
    except (OSError, subprocess.CalledProcessError) as trouble:
        raise RevisionError("git 里找不到这个版本，或这里不是 git 仓库") from trouble
    return done.stdout
