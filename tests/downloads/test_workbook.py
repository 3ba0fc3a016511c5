import io
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from generator.downloads import workbook
from generator.downloads.dictionary import PROGRESS, TABLES
from generator.downloads.fields import EXACT
from generator.downloads.tables import Cell, Row

HOSTILE = ["=1+1", "<b>&amp;", "]]>", '" s="1', "%s %d", "第一行\n第二行", " 前后有空格 ", "😀𠮷"]


def opened(raw: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(raw))


def written(rows: dict[str, list[Row]], updated: str = "2026-01") -> Workbook:
    return opened(workbook.write("community", rows, updated))


def progress(text: Cell, percent: Cell = None) -> Row:
    return ("demo", "shed", "车棚", "2026-01-01", percent, text, None, None, False)


@pytest.mark.parametrize("path", ["demo/projects/shed.xlsx", "demo/data/tables.xlsx", "data/tables.xlsx"])
def test_every_column_of_every_sheet_is_explained_in_the_book(taken: Path, path: str) -> None:
    book = opened((taken / path).read_bytes())
    told = {(row[0], row[1]) for row in book["字段说明"].iter_rows(min_row=2, values_only=True)}
    assert book.sheetnames.index("字段说明") == 1
    for sheet in book.worksheets:
        if sheet.title != "字段说明":
            headers = [cell.value for cell in sheet[1]]
            assert all((sheet.title, header) in told for header in headers)
            assert sheet.freeze_panes == "A2"


def test_amounts_are_numbers_and_everything_else_is_text(taken: Path) -> None:
    book = opened((taken / "demo" / "data" / "tables.xlsx").read_bytes())
    seen = set()
    for table in TABLES.values():
        for row in book[table.title].iter_rows(min_row=2):
            for cell, one in zip(row, table.fields, strict=True):
                if cell.value is not None:
                    assert cell.data_type == ("n" if one.kind.number else "s"), (table.key, one.key)
                    assert cell.number_format == ("0.00" if one.kind in EXACT else "General")
                    seen.add(one.kind.number)
    assert seen == {True, False}


def test_the_book_of_a_project_says_the_same_as_its_csv_to_the_fen(taken: Path) -> None:
    sheet = opened((taken / "demo" / "projects" / "shed.xlsx").read_bytes())["认捐"]
    headers, *rows = sheet.iter_rows(values_only=True)
    amounts = [Decimal(str(row[headers.index("金额")])) for row in rows]
    lines = (taken / "demo" / "projects" / "shed-pledges.csv").read_text("utf-8-sig").splitlines()
    at = lines[0].split(",").index("金额")
    assert amounts == [Decimal(line.split(",")[at]) for line in lines[1:]]
    assert "项目" not in headers


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_read_back_as_it_was_and_is_never_a_formula(text: str) -> None:
    cell = written({"progress": [progress(text)]})["施工进展"]["F2"]
    assert cell.value == text
    assert cell.data_type == "s"


def test_flags_counts_and_blanks_keep_apart() -> None:
    rows = [
        progress("甲", 1),
        progress("乙", 0),
        progress("丙"),
        ("a", "b", "c", "2026-01-01", 1, "丁", "戊", None, True),
    ]
    sheet = written({"progress": rows})["施工进展"]
    assert [sheet[f"E{at}"].value for at in range(2, 6)] == [1, 0, None, 1]
    assert [sheet[f"I{at}"].value for at in range(2, 6)] == ["否", "否", "否", "是"]
    assert [sheet[f"G{at}"].value for at in range(2, 6)] == [None, None, None, "戊"]


def test_a_long_table_loses_no_row() -> None:
    rows = [progress(f"第 {at} 条") for at in range(1003)]
    sheet = written({"progress": rows})["施工进展"]
    assert [row[5] for row in sheet.iter_rows(min_row=2, values_only=True)] == [row[5] for row in rows]


def test_columns_have_letters() -> None:
    assert max(len(table.fields) for table in TABLES.values()) <= 26
    assert PROGRESS.fields[5].key == "text"


@pytest.mark.parametrize(
    ("updated", "expected"),
    [("2026-02", datetime(2026, 2, 1)), ("2026-02-11", datetime(2026, 2, 11)), ("", datetime(1980, 1, 1))],  # noqa: DTZ001 - as it stands in the file
)
def test_a_book_is_dated_by_its_records(updated: str, expected: datetime) -> None:
    raw = workbook.write("project", {}, updated)
    assert opened(raw).properties.created == opened(raw).properties.modified == expected
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len(parts.namelist()) == len(set(parts.namelist()))
        assert parts.testzip() is None


def test_a_book_is_known_by_its_stamp() -> None:
    raw = workbook.write("project", {}, "", "abc")
    assert workbook.stamped(raw, "abc")
    assert not workbook.stamped(raw, "ab")
    assert not workbook.stamped(b"", "abc")


def test_the_empty_books_are_kept_and_old_ones_go(tmp_path: Path) -> None:
    (tmp_path / "book-project-0.xlsx").touch()
    workbook.prepare(tmp_path)
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert len(kept) == len(workbook.BOOKS)
    assert "book-project-0.xlsx" not in kept
    fresh = workbook.write("project", {}, "2026-01")
    workbook.prepare(tmp_path)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept
    assert workbook.write("project", {}, "2026-01") == fresh
