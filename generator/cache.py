"""What the last check came to, community by community, so that unchanged records are not checked again.

A community is known by the bytes and names of everything in its folder; all of them by the day, the code and the
libraries under it. Deleting the file changes nothing but time.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from generator import manifest, outcome, tree
from generator.outcome import Outcome

_CODE = (".py", ".toml", ".yml")
_CHUNK = 32 * 1024


def check(records: Path, as_of: date, jobs: int | None, folder: Path) -> Outcome:
    """Check the whole records folder as of a day, taking over what is known of unchanged communities."""
    path = folder / "check.json"
    names, misplaced = tree.communities(records)
    key = _key(records, as_of)
    known = _known(path, key)
    stamps = {name: stamp(records / name) for name in names}
    outcomes = {name: found for name in names if (found := _outcome(known.get(name), stamps[name]))}
    changed = [name for name in names if name not in outcomes]
    if changed:
        from generator import check as checking

        outcomes |= dict(zip(changed, checking.each(records, as_of, changed, jobs), strict=True))
    if changed or set(known) != set(names):
        _write(path, key, {name: (stamps[name], outcomes[name]) for name in names})
    return outcome.merge([outcomes[name] for name in names], misplaced, records)


def stamp(folder: Path) -> str:
    """Hash everything that lies in a folder: names, kinds, and the bytes of plain files."""
    digest = hashlib.blake2b(digest_size=16)
    for kind, name, content in _contents(str(folder), ""):
        place = os.fsencode(name)
        digest.update(b"%c%d %d " % (kind, len(place), len(content)))
        digest.update(place)
        digest.update(content)
    return digest.hexdigest()


def _contents(folder: str, below: str) -> Iterator[tuple[bytes, str, bytes]]:
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        name = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield b"d", name, b""
            yield from _contents(entry.path, f"{name}/")
        elif entry.is_file(follow_symlinks=False):
            yield _read(entry.path, name)
        else:
            yield b"o", name, b""


def _read(path: str, name: str) -> tuple[bytes, str, bytes]:
    try:  # measured: a file object for each of thousands of small files costs as much as hashing them
        descriptor = os.open(path, os.O_RDONLY)
        try:
            content = chunk = os.read(descriptor, _CHUNK)
            while len(chunk) == _CHUNK:
                chunk = os.read(descriptor, _CHUNK)
                content += chunk
        finally:
            os.close(descriptor)
    except OSError:
        return b"u", name, b""
    return b"f", name, content


def _key(records: Path, as_of: date) -> str:
    """Hash all that every outcome depends on beside the records: the day, our code, what is installed, the Python."""
    digest = hashlib.blake2b(f"{records.name}\0{as_of}\0{sys.version}".encode(), digest_size=16)
    code = Path(__file__).parent
    for name, _ in manifest.walk(code, frozenset({"__pycache__", "locale", "report", "templates", "views"})):
        if name.endswith(_CODE):
            digest.update(name.encode() + b"\0" + (code / name).read_bytes())
    for library in ("pydantic", "yaml"):  # found, not imported, for importing is what is to be saved
        spec = PathFinder.find_spec(library)
        if spec is not None and spec.origin:
            installed = os.listdir(Path(spec.origin).parents[1])  # noqa: PTH208 - names are all that is wanted
            digest.update("\n".join(sorted(name for name in installed if name.endswith("-info"))).encode())
    return digest.hexdigest()


def _known(path: Path, key: str) -> Mapping[str, Any]:
    data = manifest.read(path)
    known = data.get("communities") if data.get("key") == key else None
    return known if isinstance(known, dict) else {}


def _outcome(entry: Any, stamped: str) -> Outcome | None:
    """Take over an outcome; none where it is of other records or cannot be read."""
    try:
        return outcome.from_json(entry["outcome"]) if entry["stamp"] == stamped else None
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None


def _write(path: Path, key: str, outcomes: Mapping[str, tuple[str, Outcome]]) -> None:
    entries = {name: {"stamp": made, "outcome": outcome.to_json(found)} for name, (made, found) in outcomes.items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        manifest.write(path, {"key": key, "communities": entries})
    except OSError:
        pass  # a cache that cannot be kept is only slow
