"""One place's share of the index, a community's or the hand-written pages': files to show results from, and postings.

Pages are numbered within their place by kind and then newest first, so that numbers that go together lie together.
The postings are kept between builds: those of an unchanged community are merged again, its pages are not read again.
"""

import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import NamedTuple

from generator.search.files import line, varint
from generator.search.folding import pairs
from generator.search.keys import TITLE, bucket, keys, worded

GROUPS = 64
"""Postings are merged in so many portions: those that are as they were need not be, and no more than one is in memory.

The number of shards is a multiple of it."""

KINDS = ("project", "meeting", "community", "page")
SHARED = {"meeting": 4}
"""How many pages of a kind share a file, for they are short; other pages have one of their own."""


class Entry(NamedTuple):
    """A page as it is found: address, title, kind, when (for readers), the day (ISO, to the month at least), text."""

    path: str
    title: str
    kind: str
    when: str
    day: str
    text: str

    @property
    def age(self) -> int:
        """The day as a number that grows with time, 32 to the month; 0 for a page without one."""
        return (int(self.day[:4]) * 12 + int(self.day[5:7])) * 32 + int(self.day[8:10] or 0) if self.day else 0


class Group(NamedTuple):
    """Where one group of postings lies in a part: keys, bytes of their names, of all, and a checksum of all."""

    keys: int
    names: int
    size: int
    checksum: int


class Head(NamedTuple):
    """What is known of a part before its postings are read."""

    counts: Sequence[int]
    """Pages of each kind."""
    ages: Sequence[int]
    """The age of every page."""
    characters: str
    """Whatever Chinese is in its keys."""
    sizes: Sequence[int]
    """Bytes of postings of Chinese, and of words."""
    groups: Sequence[Group]
    start: int = 0
    """Where the first group begins."""


def ordered(entries: Iterable[Entry]) -> Sequence[Entry]:
    """Put pages into the order of their numbers."""
    return sorted(entries, key=lambda entry: (KINDS.index(entry.kind), -entry.age, entry.path))


def files(name: str, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Give the files that results are shown from, by the number of their first page; `name` is said of every page."""
    number = 0
    for kind in KINDS:
        some = [entry for entry in entries if entry.kind == kind]
        share = SHARED.get(kind, 1)
        for at in range(0, len(some), share):
            yield str(number + at), _file(name, some[at : at + share])
        number += len(some)


def _file(name: str, entries: Sequence[Entry]) -> str:
    texts = "\f".join(entry.text for entry in entries)
    rows = [(entry.path, entry.title, KINDS.index(entry.kind), entry.when) for entry in entries]
    characters = set(texts).union(*(entry.title for entry in entries))
    return line({"name": name, "fold": pairs(characters), "rows": rows}) + texts


def postings(entries: Iterable[Entry]) -> Mapping[str, int]:
    """Give the pages that have a key, for every key: bit n of a number stands for page n."""
    cells: dict[str, int] = defaultdict(int)
    titles: dict[str, int] = defaultdict(int)
    for number, entry in enumerate(entries):
        for cell in dict.fromkeys(entry.text.replace("\t", "\n").split("\n")):
            cells[cell] |= 1 << number
        titles[entry.title] |= 1 << number
    return {**keys(cells), **{TITLE + key: mask for key, mask in keys(titles).items()}}


def pack(entries: Sequence[Entry]) -> bytes:
    """Write the part of a place: a line of JSON, then each group's keys, four columns of numbers, and gaps."""
    grouped: list[list[tuple[str, int, int, int, bytes]]] = [[] for _ in range(GROUPS)]
    sizes = [0, 0]
    found = postings(entries)
    for key, mask in found.items():
        lies, tail = bucket(key), gaps(mask)
        grouped[lies % GROUPS].append((key, lies, (mask & -mask).bit_length() - 1, mask.bit_length() - 1, tail))
        sizes[worded(key)] += len(tail) + 1
    groups, body = [], []
    for rows in grouped:
        names, *columns, tails = zip(*rows, strict=True) if rows else ((),) * 5
        named = "\n".join(names).encode()
        raw = named + array("I", chain(*columns, map(len, tails))).tobytes() + b"".join(tails)
        groups.append(Group(len(rows), len(named), len(raw), zlib.crc32(raw)))
        body.append(raw)
    head = Head(
        counts=[sum(entry.kind == kind for entry in entries) for kind in KINDS],
        ages=[entry.age for entry in entries],
        characters="".join(key for key in found if len(key) == 1),
        sizes=sizes,
        groups=groups,
    )
    return line(head._asdict()).encode() + b"".join(body)


def gaps(mask: int) -> bytes:
    """Write how far each page is from the one before, less one; the first is left to who merges."""
    if not mask & mask - 1:
        return b""
    steps = [len(zeros) for zeros in f"{mask:b}"[::-1].split("1")[1:-1]]
    return bytes(steps) if max(steps) < 128 else b"".join(map(varint, steps))


def head(path: Path) -> Head:
    """Read what a part says of itself."""
    with path.open("rb") as file:
        said = json.loads(file.readline())
        return Head(**{**said, "groups": [Group(*one) for one in said["groups"]], "start": file.tell()})


def portion(path: Path, head: Head, number: int) -> Iterator[tuple[str, int, int, int, bytes]]:
    """Read one group of a part: key, its bucket, first number, last number, gaps."""
    group = head.groups[number]
    with path.open("rb") as file:
        file.seek(head.start + sum(one.size for one in head.groups[:number]))
        raw = file.read(group.size)
    at = group.names + 16 * group.keys
    columns = array("I", raw[group.names : at])
    lies, firsts, lasts, lengths = (columns[group.keys * column : group.keys * (column + 1)] for column in range(4))
    tails = [raw[start:end] for start, end in pairwise(accumulate(lengths, initial=at))]
    return zip(raw[: group.names].decode().split("\n"), lies, firsts, lasts, tails, strict=False)
