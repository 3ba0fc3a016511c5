"""One place's share of the index, a community's or the hand-written pages': files to show results from, and postings.

Pages are numbered within their place by kind and then newest first, so that numbers that go together lie together.
The postings are kept between builds: those of an unchanged community are merged again, its pages are not read again.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from generator.search.files import line, varint
from generator.search.folding import pairs
from generator.search.keys import TITLE, bucket, keys, worded

GROUPS = 16
"""Postings are merged in so many portions, which spares memory; the number of shards is a multiple of it."""

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


class Head(NamedTuple):
    """What is known of a part before its postings are read."""

    counts: Sequence[int]
    """Pages of each kind."""
    ages: Sequence[int]
    """The age of every page."""
    sizes: Sequence[int]
    """Bytes of postings of Chinese, and of words."""


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
        for cell in set(entry.text.replace("\t", "\n").split("\n")):
            cells[cell] |= 1 << number
        titles[entry.title] |= 1 << number
    return {**keys(cells), **{TITLE + key: mask for key, mask in keys(titles).items()}}


def pack(entries: Sequence[Entry]) -> bytes:
    """Write the part of a place: two lines of JSON, then each group's keys, four columns of numbers, and gaps."""
    groups: list[list[tuple[str, int, int, int, bytes]]] = [[] for _ in range(GROUPS)]
    sizes = [0, 0]
    for key, mask in postings(entries).items():
        lies, tail = bucket(key), gaps(mask)
        groups[lies % GROUPS].append((key, lies, (mask & -mask).bit_length() - 1, mask.bit_length() - 1, tail))
        sizes[worded(key)] += len(tail) + 1
    shapes, body = [], []
    for group in groups:
        keys_, lies_, firsts, lasts, tails = zip(*group, strict=True) if group else ((),) * 5
        names = "\n".join(keys_).encode()
        columns = array("I", (*lies_, *firsts, *lasts, *map(len, tails)))
        shapes.append((len(group), len(names), len(names) + 4 * len(columns) + sum(map(len, tails))))
        body += [names, columns.tobytes(), *tails]
    counts = [sum(entry.kind == kind for entry in entries) for kind in KINDS]
    said = Head(counts, [entry.age for entry in entries], sizes)
    return (line(shapes) + line(said._asdict())).encode() + b"".join(body)


def gaps(mask: int) -> bytes:
    """Write how far each page is from the one before, less one; the first is left to who merges."""
    if not mask & mask - 1:
        return b""
    steps = [len(zeros) for zeros in f"{mask:b}"[::-1].split("1")[1:-1]]
    return bytes(steps) if max(steps) < 128 else b"".join(map(varint, steps))


def head(path: Path) -> Head:
    """Read what a part says of itself."""
    with path.open("rb") as file:
        file.readline()
        return Head(**json.loads(file.readline()))


def portion(path: Path, group: int) -> Iterator[tuple[str, int, int, int, bytes]]:
    """Read one group of a part: key, its bucket, first number, last number, gaps."""
    with path.open("rb") as file:
        shapes = json.loads(file.readline())
        file.readline()
        file.seek(sum(size for _, _, size in shapes[:group]), 1)
        count, named, size = shapes[group]
        raw = file.read(size)
    at = named + 16 * count
    columns = array("I", raw[named:at])
    lies, firsts, lasts, lengths = (columns[column * count : (column + 1) * count] for column in range(4))
    tails = [raw[start:end] for start, end in pairwise(accumulate(lengths, initial=at))]
    return zip(raw[:named].decode().split("\n"), lies, firsts, lasts, tails, strict=False)
