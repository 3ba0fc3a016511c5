"""A cost split among homes, to the 分: largest remainders, ties in the order of the homes' ids. Integers only."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WHOLE = 100
"""A coefficient of 1.00, and an area of 1 ㎡."""


@dataclass(frozen=True, slots=True)
class Home:
    """One line of the private file; area in hundredths of a ㎡, 0 where it plays no part, as the floor."""

    id: str
    area: int
    floor: int
    takes_part: bool


@dataclass(frozen=True, slots=True)
class Split:
    """What each home bears, in 分, and the 分 that plain rounding down would have left over."""

    lines: Mapping[str, int]
    residue: int


def weights(homes: Iterable[Home], *, by_area: bool, coefficients: Mapping[int, int] | None) -> Mapping[str, int]:
    """Give each home that takes part its weight in ten-thousandths: area, coefficient, both multiplied, or 1."""
    return {
        home.id: (home.area if by_area else WHOLE) * (WHOLE if coefficients is None else coefficients[home.floor])
        for home in homes
        if home.takes_part
    }


def split(total: int, of: Mapping[str, int]) -> Split:
    """Split a total by weight: round every share down, then give one 分 more where most was cut off.

    Shares cut off alike come in the order of their ids, so the order of the lines cannot favour anyone. There are
    fewer 分 over than homes that lost a part of one, so nobody gets two and a home of weight 0 gets none.
    """
    whole = sum(of.values())
    if total < 0 or whole <= 0 or min(of.values()) < 0:
        raise ValueError("a total of 0 or more and weights of 0 or more that are not all 0")
    lines = {id_: total * weight // whole for id_, weight in of.items()}
    residue = total - sum(lines.values())
    for id_ in sorted(of, key=lambda id_: (-(total * of[id_] % whole), id_))[:residue]:
        lines[id_] += 1
    return Split(lines, residue)


def commitment(homes: Iterable[Home], done: Split, key: bytes) -> str:
    """Digest what the homes' lines say and what each bears, in any order.

    The key keeps a stranger from trying out likely files until one fits.
    """
    said = sorted([home.id, home.area, home.floor, home.takes_part, done.lines.get(home.id, 0)] for home in homes)
    return hashlib.blake2b(json.dumps(said, ensure_ascii=True).encode(), key=key, digest_size=32).hexdigest()


def written(weight: int) -> str:
    """Write ten-thousandths as a record spells them: 6403500 is `640.35`."""
    return f"{weight // 10_000}.{weight % 10_000:04d}".rstrip("0").removesuffix(".")
