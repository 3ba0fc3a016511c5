"""By what a page is found: pairs of neighbouring characters, single characters, whole words and numbers.

A page that has every pair of 老年食堂 (老年, 年食, 食堂) almost surely has the word: no dictionary is needed, and a
name or a word across two words is found as well. Only Chinese is cut so. `=` stands before a whole word or number,
`=20*` for whatever begins with 20. Where a number meets Chinese its two nearest digits are of the key: 11月 is not
1月. `^` stands before a key that is in the title.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import accumulate, pairwise

from generator.search.folding import WORD

HAN = "々-〇〡-〩぀-ヿ㐀-鿿가-힯豈-﫿\U00020000-\U0003ffff"
"""Characters that are searched one by one: a class for a regular expression."""

TITLE = "^"
_PART = rf"(?:[{WORD}]*[0-9]\.(?=[0-9]))*[{WORD}]+"
_JOINT = re.compile("[-/:_@]")
_TOKEN = re.compile(rf"{_PART}(?:[-/:_@]{_PART})*")
_BUCKET = re.compile("=(?:.*[-/:_@].|.{1,3})")
_PARTS = 6
"""Parts of a compound that are looked at, for all their combinations are keys."""

_HAN = re.compile(f"[{HAN}]")
_BEFORE, _AFTER = re.compile(f"[{WORD}]{{1,2}}[{HAN}]"), re.compile(f"[{HAN}][{WORD}]{{1,2}}")
_KNOWN = 50_000
"""Neighbours remembered at most, for memory."""


def _neighbours(one: str, other: str) -> tuple[str, ...]:
    """Give the keys of two characters that stand side by side: of each alone, and of both if they are Chinese."""
    han = tuple(each for each in (one, other) if _HAN.match(each))
    return (*han, one + other) if len(han) == 2 else han


class _Pairs(dict[int, tuple[str, ...]]):
    """The keys of two neighbours, who are given as one number of 32 bits."""

    def __missing__(self, both: int) -> tuple[str, ...]:
        self[both] = found = _neighbours(chr(both & 0xFFFF), chr(both >> 16))
        return found


_pairs = _Pairs()


def keys(folded: str) -> set[str]:
    """Give every key of a folded text; the ends of lines and cells part what is not one."""
    text = f"\n{folded}\n"
    raw = text.encode("utf-16-le")
    if len(raw) == 2 * len(text):  # measured: twice as fast as pairs of characters
        if len(_pairs) > _KNOWN:
            _pairs.clear()
        even, odd = raw[: len(raw) // 4 * 4], raw[2 : 2 + (len(raw) - 2) // 4 * 4]
        both = set(memoryview(even).cast("I")).union(memoryview(odd).cast("I"))
        found = set().union(*map(_pairs.__getitem__, both))
    else:
        found = {key for one, other in set(pairwise(text)) for key in _neighbours(one, other)}
    found.update(_BEFORE.findall(text), _AFTER.findall(text))
    tokens = set(_TOKEN.findall(text))
    joined = {token for token in tokens if _JOINT.search(token)}
    tokens.update(*map(_JOINT.split, joined))
    tokens -= joined
    found.update([f"={token}" for token in tokens], [f"={token[:2]}*" for token in tokens if len(token) > 1])
    return found.union(*map(_joined, joined))


def _joined(token: str) -> Iterator[str]:
    """Give the keys of parts joined by hyphens and the like: whatever parts follow one another."""
    parts = _JOINT.split(token)
    at = [0, *accumulate(len(part) + 1 for part in parts)]
    for first in range(len(parts)):
        for last in range(first + 2, min(first + _PARTS, len(parts)) + 1):
            yield f"={token[at[first] : at[last] - 1]}"


def bucket(key: str) -> int:
    """Number what a key lies with, by 32 bits: Chinese alone, words and numbers with all that begin alike."""
    plain = key[1:] if key[0] == TITLE else key
    word = _BUCKET.match(plain)
    return zlib.crc32((word[0].rstrip("*") if word else plain).encode())


def worded(key: str) -> bool:
    """Tell whether a key is of a word or a number: those lie in files of their own."""
    return "=" in key
