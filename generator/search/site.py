"""The index at each build: a place's part is made with its pages and kept; all parts are merged once at the end."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from generator import shards
from generator.search import index, part
from generator.search.files import put
from generator.search.part import Entry
from generator.search.text import hand_written

FOLDER = "search"
"""The index lies in this folder of the site, what a community's results show in that of the community."""


def place(name: str, entries: Iterable[Entry], fresh: Path, old: Path, kept: Path) -> str:
    """Write what the results of one place show below `fresh`, keep its part, and give the part's name."""
    numbered = part.ordered(entries)
    (fresh / FOLDER).mkdir(parents=True, exist_ok=True)
    for file, content in part.files(name, numbered):
        put(f"{fresh}/{FOLDER}/{file}", f"{old}/{FOLDER}/{file}", content.encode())
    raw = part.pack(numbered)
    digest = hashlib.blake2b(raw, digest_size=16).hexdigest()
    if not (kept / digest).exists():
        kept.mkdir(parents=True, exist_ok=True)
        draft = kept / f"{digest}.{os.getpid()}"
        draft.write_bytes(raw)
        draft.replace(kept / digest)
    return digest


def pages(folder: Path, names: Iterable[str], up: str) -> Iterator[Entry]:
    """Give the hand-written pages among the files of an engine; `up` leads to them from the search page."""
    for name in names:
        if name.endswith(".html") and name != "404.html":
            title, text = hand_written((folder / name).read_text(encoding="utf-8"))
            if title:
                yield Entry(up + name, title, "page", "", "", text)


def write(parts: Mapping[str, Path], fresh: Path, old: Path, jobs: int | None) -> None:
    """Merge the parts of all places, by their addresses below the site, into the index."""
    addresses = [f"{address}{FOLDER}/" for address in parts]
    heads = [part.head(path) for path in parts.values()]
    merging = index.Merging(tuple(parts.values()), heads, fresh / FOLDER, old / FOLDER)
    with shards.pool(part.GROUPS if len(parts) > shards.PARALLEL_FROM else 1, jobs) as executor:
        used = list(shards.run(range(part.GROUPS), partial(index.group, merging), executor))
    index.finish(merging, addresses, used)
