"""What search should find, worked out without its index: the texts of all pages, and queries made from records."""

import json
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from opencc import OpenCC

from generator.search.folding import WORD, fold
from generator.search.keys import HAN
from generator.search.part import KINDS, SHARED

TRADITIONAL = tuple(OpenCC(name).convert for name in ("s2t", "s2tw", "s2hk"))
LONGEST = 8
_TERM = re.compile(f"^[^{HAN}{WORD}]+|[^{HAN}{WORD}]+$")


class Found(NamedTuple):
    """A page as the site's own files hold it."""

    path: str
    title: str
    text: str


def unpack(path: Path) -> tuple[Any, str]:
    """Read a file of the index that is text: its line of JSON, and what comes after."""
    first, _, rest = zlib.decompress(path.read_bytes(), wbits=31).partition(b"\n")
    return json.loads(first), rest.decode("utf-8", "replace")


def pages(site: Path) -> list[Found]:
    """List all pages in the order of their numbers."""
    found = []
    for folder, *counts in unpack(site / "search" / "index.bin")[0]["places"]:
        number = 0
        for kind, count in zip(KINDS, counts, strict=True):
            for at in range(0, count, SHARED.get(kind, 1)):
                head, texts = unpack(site / f"{folder}{number + at}.bin")
                rows = zip(head["rows"], texts.split("\f"), strict=True)
                found += [Found(row[0], row[1], text) for row, text in rows]
            number += count
    return found


def truth(query: str, folded: Sequence[str]) -> set[int]:
    """Find the pages that have every term of a query: as it stands, a word or a number from its start."""
    terms = [term for typed in query.split() if (term := _TERM.sub("", fold(typed)))]
    patterns = [_pattern(term) for term in terms]
    return {at for at, text in enumerate(folded) if patterns and all(one.search(text) for one in patterns)}


def _pattern(term: str) -> re.Pattern[str]:
    """Words are found from their start, single letters and digits only alone; a decimal point is part of a number."""
    pattern = re.escape(term)
    if re.match(f"[{WORD}]", term):
        pattern = f"(?<![{WORD}]){pattern}"
        if term[0].isdigit():
            pattern = rf"(?<![0-9]\.){pattern}"
    if re.search(f"(?:^|[^-{WORD}/:_@.])[{WORD}]$", term):
        pattern = rf"{pattern}(?![{WORD}])(?!\.[0-9])"
    return re.compile(pattern)


def strings(records: Path) -> Iterator[str]:
    """Give every text and number of some records."""

    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                yield from walk(item)
        else:
            yield str(value)

    for path in sorted(records.rglob("*.yml")):
        yield from walk(yaml.safe_load(path.read_text(encoding="utf-8")))


def queries(texts: Sequence[str], count: int) -> list[str]:
    """Make queries from the texts of records, the same ones every time: see `_query`."""
    draw = random.Random(20260401)  # noqa: S311 - the same draw every time is the point
    chinese = [run for text in texts for run in re.findall(f"[{HAN}]+", text)]
    words = [word for text in texts for word in re.findall("[0-9A-Za-z][0-9A-Za-z.,-]*", text)]
    mixed = [text for text in texts if re.search(f"[{HAN}]", text)]
    made = [_query(draw, at % 8, chinese, words, mixed) for at in range(2 * count)]
    return [query for query in made if query.strip()][:count]


def _query(draw: random.Random, sort: int, chinese: Sequence[str], words: Sequence[str], mixed: Sequence[str]) -> str:
    piece, word = _piece(draw, draw.choice(chinese), 1), draw.choice(words)
    number = word.replace(",", "")
    if sort == 0:
        piece = str(draw.choice(TRADITIONAL)(piece))
    elif sort == 1:
        piece = word
    elif sort == 2:  # numbers without their commas, or with all of them; words by their beginning
        piece = f"{float(number):,.2f}" if re.fullmatch(r"[0-9]+\.[0-9]{2}", number) else number[:3]
    elif sort == 3:
        piece = _piece(draw, draw.choice(mixed), 2)
    elif sort == 4:
        piece = f"{piece[:3]} {_piece(draw, draw.choice(chinese), 1)[:3]}"
    elif sort == 5:  # in most cases on no page: characters of one word, shuffled
        piece = "".join(draw.sample(piece, len(piece))) + draw.choice("龘鑫卍")
    return piece


def _piece(draw: random.Random, text: str, shortest: int) -> str:
    length = draw.randint(shortest, LONGEST)
    start = draw.randrange(max(1, len(text) - length + 1))
    return text[start : start + length]
