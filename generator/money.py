"""Exact amounts. Money is whole 分 and floor area whole hundredths of a ㎡: integers, never floats."""

import re
from functools import lru_cache

_AMOUNT = re.compile(r"(-?)(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,2}))?\Z")


def parse(text: str) -> int | None:
    """Read `"12.3"` as 1230; None where the text is no plain decimal with at most two places.

    Twelve digits before the point hold the sums of a whole city with room to spare. Refused on purpose: `1e3`,
    `1_000`, `1,000`, `+5`, `.5`, `007`, full-width digits and units.
    """
    found = _AMOUNT.match(text)
    if found is None:
        return None
    sign, whole, places = found.groups()
    hundredths = int(whole) * 100 + int((places or "0").ljust(2, "0"))
    return -hundredths if sign else hundredths


@lru_cache(4096)
def yuan(fen: int) -> str:
    """Write 分 as 元: 48376850 is `483,768.50`; whole yuan carry no places."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    whole, rest = divmod(fen, 100)
    return f"{sign}{whole:,}.{rest:02d}" if rest else f"{sign}{whole:,}"


def plain(fen: int) -> str:
    """Write 分 as a record spells it: 48376850 is `483768.50`."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100}.{fen % 100:02d}"
