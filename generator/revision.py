"""What a git revision holds, read object by object: no attribute that a commit may set changes what comes out."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.wording import say


class RevisionError(Exception):
    """There is no such revision, or no git to ask; told in Chinese."""


def commit(folder: Path, revision: str) -> str:
    """Give the commit that a revision names.

    Raises:
        RevisionError: git is missing, or knows no such revision.
    """
    try:
        named = git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except subprocess.CalledProcessError:
        raise RevisionError(
            say("git 里没有“{revision}”这个版本；自动检查时要取全部历史（fetch-depth: 0）", revision=revision)
        ) from None
    return named.decode().strip()


def files(folder: Path, revision: str, below: str) -> Mapping[str, bytes]:
    """Read the plain files below a folder of a revision, by their paths from the project folder; links are left out."""
    listing = os.fsdecode(git(folder, "ls-tree", "-r", "-z", revision, "--", f"{below}/"))
    entries = (line.partition("\t") for line in listing.split("\0") if line.startswith(("100644 ", "100755 ")))
    ids = {path: entry.split()[2] for entry, _, path in entries}
    answer = git(folder, "cat-file", "--batch", given="".join(f"{id_}\n" for id_ in ids.values()).encode())
    found, at = {}, 0
    for path in ids:
        start = answer.index(b"\n", at) + 1
        end = start + int(answer[at:start].split()[2])
        found[path], at = answer[start:end], end + 1
    return found


@contextlib.contextmanager
def checkout(root: Path, revision: str) -> Iterator[Path]:
    """Give a folder with the records of a revision as they were committed; empty where it had none.

    Raises:
        RevisionError: git is missing, or knows no such revision.
    """
    with tempfile.TemporaryDirectory(prefix="gongshi-") as folder:
        (Path(folder) / "records").mkdir()
        for path, content in files(root, commit(root, revision), "records").items():
            target = Path(folder) / path
            if ".." not in target.parts:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        yield Path(folder) / "records"


def git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """Ask git, and give what it answers.

    Raises:
        RevisionError: git is missing.
        subprocess.CalledProcessError: git refused.
    """
    try:
        ran = subprocess.run(["git", "-C", folder, *words], input=given, capture_output=True, check=True)  # noqa: S603, S607 - fixed words; git is where the system has it
    except FileNotFoundError:
        raise RevisionError(say("没有装 git，不能和以前比")) from None
    return ran.stdout
