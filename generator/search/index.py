"""The index of a whole site: parts merged into shards, each a small file that holds the pages of some keys."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from generator.search import files, part
from generator.search.files import line, varint
from generator.search.folding import variants
from generator.search.keys import worded
from generator.search.part import GROUPS

SHARD = 2_000
"""Bytes of postings that one shard is to hold, before it is compressed."""

MOST = 64
"""Shards of one group at most."""

SMALL = 2_000
"""Pages of a site whose every page is ranked to the day: of more pages, that would be most of a first query."""

RECENT = 31
"""Days that are told apart on a larger site; before them it is months."""

_SHORT = [varint(number) for number in range(128)]


@dataclass(frozen=True, slots=True)
class Merging:
    """What every group is merged from, and where its shards go."""

    parts: Sequence[Path]
    heads: Sequence[part.Head]
    fresh: Path
    old: Path

    @property
    def shards(self) -> Sequence[int]:
        """How many shards there are, for Chinese and for words: powers of two, so that a shard is of one group."""
        return [_count(sum(sizes)) for sizes in zip(*(head.sizes for head in self.heads), strict=True)]

    @property
    def bases(self) -> Iterator[int]:
        """The number of each part's first page."""
        return accumulate((len(head.ages) for head in self.heads), initial=0)

    def stamp(self, number: int) -> str:
        """Name a group by all that its shards are made from."""
        made = [(base, head.groups[number].checksum) for base, head in zip(self.bases, self.heads, strict=False)]
        return hashlib.blake2b(repr((self.shards, made)).encode(), digest_size=8).hexdigest()


def _count(size: int) -> int:
    count = GROUPS
    while count < GROUPS * MOST and count * SHARD < size:
        count *= 2
    return count


def link(merging: Merging, number: int) -> bool:
    """Take the shards of a group over from the old site; tell whether all of them were there."""
    return all(files.link(f"{merging.fresh}/{name}", f"{merging.old}/{name}") for name in _names(merging, number))


def _names(merging: Merging, number: int) -> list[str]:
    kinds = zip("hw", merging.shards, strict=True)
    return [f"{kind}{at}" for kind, count in kinds for at in range(number, count, GROUPS)]


def write(merging: Merging, numbers: Iterable[int]) -> None:
    """Write the shards of some groups."""
    counts = merging.shards
    for number in numbers:
        shards: dict[str, dict[str, bytes]] = {name: {} for name in _names(merging, number)}
        for key, (lies, posting) in merge(merging, number).items():
            words = worded(key)
            shards[f"{'hw'[words]}{lies % counts[words]}"][key] = posting
        for name, postings in shards.items():
            files.put(f"{merging.fresh}/{name}", f"{merging.old}/{name}", encode(postings))


def finish(merging: Merging, places: Sequence[str]) -> None:
    """Write what is read before any shard, and the variants of characters, which are read where nothing is found."""
    known, characters = variants(), set("").union(*(head.characters for head in merging.heads))
    folded = "".join(sorted(one + known[one] for one in known if known[one] in characters))
    files.put(f"{merging.fresh}/folding", f"{merging.old}/folding", line(folded).encode())
    newest = max((age for head in merging.heads for age in head.ages), default=0)
    pages = sum(len(head.ages) for head in merging.heads)
    exact = 0 if pages <= SMALL else newest - RECENT
    ages = (age for head in merging.heads for age in head.ages)
    listed = [(place, *head.counts) for place, head in zip(places, merging.heads, strict=True)]
    said = {"shards": merging.shards, "places": listed}
    files.put(f"{merging.fresh}/index", f"{merging.old}/index", line(said).encode() + _ranks(ages, newest, exact))


def _ranks(ages: Iterable[int], newest: int, exact: int) -> bytes:
    """Write how far each page is behind the newest of all, as the step from the page before, modulo 2¹⁶."""
    behind = [newest - age if age > exact else newest - exact + (exact - age) // 32 for age in ages]
    return b"".join(varint((after - before) % 65536) for before, after in pairwise((0, *behind)))


def merge(merging: Merging, number: int) -> Mapping[str, tuple[int, bytes]]:
    """Put the postings of one group together, with their buckets; each part's pages are numbered from its base."""
    merged: dict[str, tuple[int, list[int], list[bytes]]] = {}
    for base, path, head in zip(merging.bases, merging.parts, merging.heads, strict=False):
        for key, lies, first, last, gaps in part.portion(path, head, number):
            if (known := merged.get(key)) is None:
                merged[key] = lies, [base + last], [varint(base + first), gaps]
            else:
                _, end, pieces = known
                gap = base + first - end[0] - 1
                pieces += (_SHORT[gap] if gap < 128 else varint(gap), gaps)
                end[0] = base + last
    return {key: (lies, b"".join(pieces)) for key, (lies, _, pieces) in merged.items()}


def encode(postings: Mapping[str, bytes]) -> bytes:
    """Write a shard: a line of JSON that says how long the posting of each key is, then the postings."""
    names = sorted(postings)
    lengths = {name: len(postings[name]) for name in names}
    return line(lengths).encode() + b"".join(postings[name] for name in names)
