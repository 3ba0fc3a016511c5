"""Fold text so that what is typed equals what is written: width, case, traditional and simplified, spaces, commas.

`docs/assets/search.js` folds the same way, character by character; a test holds the two together.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

WORD = "0-9a-zß-öø-ɏͰ-ϿЀ-ԯ"
"""Letters and digits of a word or a number, as they are once folded: a class for a regular expression."""

_SPACE = re.compile(f" (?:(?<![{WORD}] )|(?![{WORD}]))")
_COMMA = re.compile(",(?<=[0-9],)(?=[0-9]{3})")
_TABLE = Path(__file__).parent / "folding.txt"


@cache
def variants() -> Mapping[str, str]:
    """Give every variant of a character and what it is folded to: 車 → 车. Made from OpenCC by `.ci/folding.py`."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {variant: line[0] for line in lines for variant in line[1:]}


class _Folded(dict[str, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, one: str) -> str:
        known = variants()
        alike = unicodedata.normalize("NFKC", one).lower()
        self[one] = folded = "".join([known.get(each, each) for each in alike])
        return folded


_folded = _Folded()


def fold(text: str) -> str:
    """Fold a text; a space stays only between two words, and 483,768.50 loses its comma."""
    for one in set(text):  # measured: few of a page's characters change, so replacing them beats `str.translate`
        if _folded[one] != one:
            text = text.replace(one, _folded[one])
    return _COMMA.sub("", _SPACE.sub("", text))


def pairs(characters: Iterable[str]) -> str:
    """List the variants among some characters, each before what it is folded to: 車车棚 → 車车."""
    known = variants()
    return "".join(sorted({one + known[one] for one in characters if one in known}))
