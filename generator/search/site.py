"""The index at each build: a place's part is made with its pages and kept; all parts are merged once at the end."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator import shards
from generator.search import index, part
from generator.search.files import put
from generator.search.part import Entry
from generator.search.text import hand_written

FOLDER = "search"
"""The index lies in this folder of the site, what a community's results show in that of the community."""

_LOTS = 8
"""Lots that merging is divided into, where processes share it."""

_ALONE = 1000
"""Portions to merge that do not pay for starting processes."""


class Merged(NamedTuple):
    """What an index was made of: the names of its parts, and the stamp of each group of postings."""

    parts: frozenset[str]
    stamps: list[str]


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


@dataclass(frozen=True, slots=True)
class Sites:
    """Where the old site is and where the new one grows, in one language; and where parts are kept."""

    fresh: Path
    old: Path
    kept: Path
    jobs: int | None


def write(sites: Sites, written: Iterable[Entry], parts: Mapping[str, str], before: Sequence[str]) -> Merged:
    """Index the hand-written pages and merge them with the parts of all communities (id → part).

    A group of postings that has the stamp it had `before` is taken over from the old site.
    """
    own = place("", written, sites.fresh, sites.old, sites.kept)
    places = {"": own} | {f"{id_}/": name for id_, name in parts.items()}
    paths = [sites.kept / name for name in places.values()]
    merging = index.Merging(paths, [part.head(path) for path in paths], sites.fresh / FOLDER, sites.old / FOLDER)
    stamps = [merging.stamp(number) for number in range(part.GROUPS)]
    same = {number for number, stamp in enumerate(before) if stamp == stamps[number] and index.link(merging, number)}
    changed = [number for number in range(part.GROUPS) if number not in same]
    lots = [changed[at::_LOTS] for at in range(_LOTS)]
    with shards.pool(_LOTS if len(paths) * len(changed) > _ALONE else 1, sites.jobs) as executor:
        for _ in shards.run(lots, partial(index.write, merging), executor):
            pass
    index.finish(merging, [f"{address}{FOLDER}/" for address in places])
    return Merged(frozenset(places.values()), stamps)
