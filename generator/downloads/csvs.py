"""Tables → CSV as spreadsheets take it: UTF-8 with BOM, CRLF, and no cell that a program would run."""

import csv
import io
from collections.abc import Iterable
from functools import lru_cache

from generator.downloads.fields import Table
from generator.downloads.tables import Cell, Row

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a formula begins; the wide signs too, which a Chinese Excel takes for the same."""


def lines(table: Table, rows: Iterable[Row]) -> str:
    """Write rows, without a header: files of many projects are put together of these."""
    numbers = [one.kind.number for one in table.fields]
    out = io.StringIO()
    csv.writer(out).writerows(
        [cell if number or cell is None else _text(cell) for cell, number in zip(row, numbers, strict=True)]
        for row in rows
    )
    return out.getvalue()


@lru_cache(2048)
def _text(cell: Cell) -> str:
    """Write a cell that is no number; what would be a formula gets an apostrophe, which makes it text."""
    if not isinstance(cell, str):
        return "是" if cell else "否"
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def header(table: Table) -> str:
    """Write the first line."""
    return f"{BOM}{','.join(one.title for one in table.fields)}\r\n"


def whole(table: Table, body: str) -> bytes:
    """Put the header before some lines."""
    return (header(table) + body).encode()
