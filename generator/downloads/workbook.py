"""Tables → XLSX. XlsxWriter makes a book with headers and 字段说明 once; the rows of each project are put into a copy.

Written by the library cell by cell, a book takes longer than everything else a project needs.
"""

import hashlib
import importlib.metadata
import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from html import escape
from itertools import islice
from pathlib import Path

from generator.calendar import first_day
from generator.downloads.dictionary import COMMUNITIES, PROJECTS, TABLES
from generator.downloads.fields import EXACT, Field, Table
from generator.downloads.tables import Cell, Row

DICTIONARY = "字段说明"
BOOKS: Mapping[str, tuple[Table, ...]] = {
    "project": tuple(table for table in TABLES.values() if table is not COMMUNITIES),
    "community": tuple(TABLES.values()),
    "site": (PROJECTS, COMMUNITIES),
}
"""The sheets of each sort of book, 字段说明 after the first; that of one project says nowhere whose a row is."""

_HEADERS = {"表": 12, "字段": 16, "含义": 44, "单位": 6, "取值": 44, "来源": 30, "JSON 里的名称": 20}
_CORE = "docProps/core.xml"
_UNDATED = datetime(1980, 1, 1)  # noqa: DTZ001 - XlsxWriter writes it as it stands
_STAMP = "GONGSHI-STAMP"
_PIECE = 200
"""Rows of a sheet written at once."""
_SHEET = re.compile(r'<dimension ref="[^"]*"/>(.*</row>)(</sheetData>.*)', re.DOTALL)


def dictionary(tables: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    """Tell every field of some tables, a row a field."""
    for table in tables:
        for one in table.fields:
            origin = "算出来的" if one.worked_out else f"记录 {table.source}"
            yield table.title, one.title, one.about, one.kind.unit, one.spelling, origin, one.key


def columns(sort: str, table: Table) -> tuple[Field, ...]:
    """Give the columns of a table in a sort of book."""
    return table.fields[table.context :] if sort == "project" else table.fields


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet without its rows: where it is in the book, what stands around them, and its columns."""

    name: str
    before: str
    after: str
    fields: tuple[Field, ...]
    skip: int
    forms: dict[tuple[bool, ...], str] = field(default_factory=dict)
    """The row with these cells empty: a sheet has few sorts."""

    def filled(self, rows: Iterable[Row]) -> Iterator[str]:
        """Give the sheet in pieces: one of a whole community would not lie in memory twice."""
        lines = (self._line(str(at), row[self.skip :]) for at, row in enumerate(rows, 2))
        yield self.before
        while piece := "".join(islice(lines, _PIECE)):
            yield piece
        yield self.after

    def _line(self, at: str, row: Row) -> str:
        empty = tuple([cell is None for cell in row])
        form = self.forms.get(empty) or self.forms.setdefault(empty, _form(self.fields, empty))
        line = form % tuple([cell if type(cell) is int else _text(cell) for cell in row if cell is not None])
        return line.replace("\0", at)  # no record holds this character


def _form(fields: Sequence[Field], empty: Sequence[bool]) -> str:
    cells = [_cell(chr(ord("A") + at), one) for at, one in enumerate(fields) if not empty[at]]
    return f'<row r="\0">{"".join(cells)}</row>'


def _cell(column: str, one: Field) -> str:
    if one.kind.number:
        style = ' s="1"' if one.kind in EXACT else ""
        return f'<c r="{column}\0"{style}><v>%s</v></c>'
    return f'<c r="{column}\0" t="inlineStr"><is><t>%s</t></is></c>'


@lru_cache(2048)
def _text(cell: Cell) -> str:
    """Write a cell that is no number; the same words stand in most rows."""
    return escape(cell, quote=False) if isinstance(cell, str) else "是" if cell else "否"


@dataclass(frozen=True, slots=True)
class _Book:
    """A book without rows: the packed parts that never change, its properties, its sheets."""

    packed: bytes
    core: str
    sheets: Mapping[str, _Sheet]


def write(sort: str, rows: Mapping[str, Iterable[Row]], updated: str, stamp: str = "") -> bytes:
    """Write a book: the same rows give the same bytes, so its date is when the records last changed.

    `stamp` is carried along: a mark of what the book was made from, see `stamped`.
    """
    book = _book(sort)
    raw = io.BytesIO(book.packed)
    raw.seek(0, io.SEEK_END)
    day = first_day(updated) if updated else _UNDATED.date()
    core = book.core.replace(_UNDATED.date().isoformat(), day.isoformat()).replace(_STAMP, stamp)
    with zipfile.ZipFile(raw, "a", zipfile.ZIP_DEFLATED, compresslevel=3) as parts:
        parts.writestr(zipfile.ZipInfo(_CORE), core)  # stored, not packed, so that the stamp is found at a glance
        for key, sheet in book.sheets.items():
            _put(parts, sheet.name, sheet.filled(rows.get(key, ())))
    return raw.getvalue()


def stamped(raw: bytes, stamp: str) -> bool:
    """Tell whether a book of ours was made from the same by the same: then it need not be written again."""
    return f">{stamp}<".encode() in raw


def _put(parts: zipfile.ZipFile, name: str, pieces: Iterable[str]) -> None:
    """Write a part; opened like this it is dated 1980, and by no clock."""
    with parts.open(name, "w") as part:
        for piece in pieces:
            part.write(piece.encode())


@cache
def version() -> str:
    """Name all that a book depends on beside its rows."""
    spelt = (BOOKS, Path(__file__).read_bytes(), importlib.metadata.version("xlsxwriter"))
    return hashlib.blake2b(repr(spelt).encode(), digest_size=8).hexdigest()


_known: dict[str, _Book] = {}


def prepare(kept: Path) -> None:
    """Have every book without rows at hand, kept in a folder from build to build: making one takes its time."""
    paths = {sort: kept / f"book-{sort}-{version()}.xlsx" for sort in BOOKS}
    for old in set(kept.glob("book-*")) - set(paths.values()):
        old.unlink()
    for sort, path in paths.items():
        if not path.exists():
            draft = path.with_suffix(f".{os.getpid()}")
            draft.write_bytes(_empty(sort))
            draft.replace(path)
        _known[sort] = _taken_apart(sort, path.read_bytes())


def _book(sort: str) -> _Book:
    if sort not in _known:
        _known[sort] = _taken_apart(sort, _empty(sort))
    return _known[sort]


def _taken_apart(sort: str, raw: bytes) -> _Book:
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        named = {info.filename: parts.read(info) for info in parts.infolist()}
    places = [at for at in range(1, len(BOOKS[sort]) + 2) if at != 2]
    sheets = {
        table.key: _sheet(f"xl/worksheets/sheet{at}.xml", named, columns(sort, table), len(table.fields))
        for at, table in zip(places, BOOKS[sort], strict=True)
    }
    packed = io.BytesIO()
    changing = {_CORE, *(sheet.name for sheet in sheets.values())}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as parts:
        for name, part in named.items():
            if name not in changing:
                _put(parts, name, [part.decode()])
    return _Book(packed.getvalue(), named[_CORE].decode(), sheets)


def _sheet(name: str, named: Mapping[str, bytes], fields: tuple[Field, ...], whole: int) -> _Sheet:
    before, after = _SHEET.sub(r"\1\0\2", named[name].decode()).split("\0")
    return _Sheet(name, before, after, fields, whole - len(fields))


def _empty(sort: str) -> bytes:
    """Make a book with no rows in it."""
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 - loaded only where the empty book is not kept

    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    book.set_properties({"created": _UNDATED, "keywords": _STAMP})
    exact = book.add_format({"num_format": "0.00"})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for at, table in enumerate(BOOKS[sort]):
        sheet = book.add_worksheet(table.title)
        sheet.freeze_panes(1, 0)
        for column, one in enumerate(columns(sort, table)):
            sheet.set_column(column, column, one.kind.width, exact if one.kind in EXACT else None)
            sheet.write_string(0, column, one.title, head)
        if at == 0:
            told = book.add_worksheet(DICTIONARY)
            told.freeze_panes(1, 0)
            for column, (header, width) in enumerate(_HEADERS.items()):
                told.set_column(column, column, width)
                told.write_string(0, column, header, head)
            for line, cells in enumerate(dictionary(BOOKS[sort]), 1):
                for column, cell in enumerate(cells):
                    told.write_string(line, column, cell, wrap)
    book.close()
    return raw.getvalue()
