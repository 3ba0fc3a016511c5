"""By what a page is found: pairs of neighbouring characters, single characters, whole words and numbers.

A page that has every pair of 老年食堂 (老年, 年食, 食堂) almost surely has the word: no dictionary is needed, and a
name or a word across two words is found as well. Only Chinese is cut so. `=` stands before a whole word or number,
`=20*` for whatever begins with 20. Where a number meets Chinese its two nearest digits are of the key: 11月 is not
1月. A mark between two characters makes a key with them: 会（第. `^` stands before a key that is in the title.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from generator.search.folding import WORD, fold

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
_BESIDE = (
    re.compile(f"([{WORD}]{{1,2}}[{HAN}])"),
    re.compile(f"([{HAN}][{WORD}]{{1,2}})"),
    re.compile(rf"(?=([{HAN}{WORD}][^{HAN}{WORD}\s/_@.-][{HAN}{WORD}]))"),
)


def keys(cells: Mapping[str, int]) -> Mapping[str, int]:
    """Give, for every key in some texts, the pages it is on: bit n of a number stands for page n.

    All texts are looked at in one go, for there are many and they are short; none has more than one line.
    """
    folded = fold("\n".join(cells)).split("\n")
    text = "".join([f"{cell}\n" for cell in folded])
    pages: list[int] = []
    for cell, mask in zip(folded, cells.values(), strict=True):
        pages += [mask] * (len(cell) + 1)
    found = _paired(text, pages)
    for pattern in _BESIDE:
        for beside in pattern.finditer(text):
            found[beside[1]] |= pages[beside.start()]
    tokens: dict[str, int] = defaultdict(int)
    for met in _TOKEN.finditer(text):
        tokens[met[0]] |= pages[met.start()]
    for token, mask in tokens.items():
        for key in _worded(token):
            found[key] |= mask
    return found


def _paired(text: str, pages: Sequence[int]) -> dict[str, int]:
    """Give the keys of Chinese, single characters and pairs; `pages` has those of each place in the text."""
    pairs: dict[str, int] = defaultdict(int)
    for one, other, mask in zip(text, text[1:], pages, strict=False):
        pairs[one + other] |= mask
    found: dict[str, int] = defaultdict(int)
    for pair, mask in pairs.items():
        if _HAN.match(pair):
            found[pair[0]] |= mask
            if _HAN.match(pair[1]):
                found[pair] |= mask
    return found


def _worded(token: str) -> Iterator[str]:
    """Give the keys of a word, and of one whose parts are joined by hyphens and the like: each, and all in a row."""
    parts = _JOINT.split(token)
    for part in parts:
        yield f"={part}"
        if len(part) > 1:
            yield f"={part[:2]}*"
    if len(parts) > 1:
        yield from _joined(token)


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
