"""What the last build was made from and what it made, so that an unchanged community is left alone."""

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

Manifest = dict[str, Any]
"""`key` (everything all pages depend on), `merged` (stamps of the search index), for each community `stamp`, `made`
and the facts it left."""


def read(path: Path) -> Manifest:
    """Read a manifest; empty where there is none or it cannot be read: then everything is made again."""
    try:
        with path.open("rb") as lines:
            whole, *communities = map(json.loads, lines)
        return {**whole, "communities": dict(communities)}
    except (OSError, ValueError, TypeError):
        return {}


def write(path: Path, manifest: Manifest) -> None:
    """Write a manifest whole or not at all: a line for the site, then one for each community, which spares memory."""
    draft = path.with_suffix(f".{os.getpid()}")
    with draft.open("w", encoding="utf-8") as lines:
        for part in ({**manifest, "communities": {}}, *manifest["communities"].items()):
            lines.write(json.dumps(part, ensure_ascii=False, separators=(",", ":")) + "\n")
    draft.replace(path)


def inputs(folder: Path) -> str:
    """Stamp a folder of inputs: any edit shows in size or times, so no file is opened."""
    stats = walk(folder)
    return _digest(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ctime_ns}" for name, stat in stats)


def outputs(folder: Path, skip: frozenset[str] = frozenset()) -> str:
    """Stamp a folder of outputs but for some folders in it; a hard link changes no size and no time of writing."""
    return _digest(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}" for name, stat in walk(folder, skip))


def made(out: Path, folders: Iterable[str], id_: str) -> list[str]:
    """Stamp what a community became, in the folder of every language."""
    return [outputs(out / folder / id_) for folder in folders]


def rest(out: Path, folders: Iterable[str], ids: Iterable[str], languages: Iterable[str]) -> list[str]:
    """Stamp what is in a site beside the folders of communities."""
    skip = frozenset([*ids, *languages])
    return [outputs(out / folder, skip=skip) for folder in folders]


def sheets(known: Mapping[str, Any]) -> list[Any]:
    """List the notices of communities that are open now, as `facts.Sheet` tells them."""
    return [one for each in known.values() if each["facts"] for one in each["facts"]["sheets"]]


def tidy(folder: Path, used: Collection[str]) -> None:
    """Take out what is kept beside a manifest and not of use any more."""
    for path in folder.glob("*"):
        if path.name not in used:
            path.unlink()


def walk(folder: Path, skip: frozenset[str] = frozenset()) -> Iterator[tuple[str, os.stat_result]]:
    """List the files below a folder in a fixed order; `skip` names folders directly in it to pass over."""
    pending = [(str(folder), "")]
    while pending:
        place, below = pending.pop()
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__" and (below or entry.name not in skip):
                    pending.append((entry.path, f"{below}{entry.name}/"))
            else:
                yield f"{below}{entry.name}", entry.stat(follow_symlinks=False)


def _digest(lines: Iterator[str]) -> str:
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()
