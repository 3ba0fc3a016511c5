import csv
import io
from pathlib import Path

import pytest

from generator.downloads import csvs
from generator.downloads.dictionary import CHANGES, CONTRACTS, TABLES


def read(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("key", TABLES)
def test_every_table_is_read_back_with_the_headers_of_the_dictionary(taken: Path, key: str) -> None:
    header, *rows = read(taken / "demo" / "data" / f"{key}.csv")
    assert header == [one.title for one in TABLES[key].fields]
    assert rows
    assert {len(row) for row in rows} == {len(header)}


def test_files_have_a_bom_and_lines_end_as_spreadsheets_want(taken: Path) -> None:
    files = list(taken.rglob("*.csv"))
    assert len(files) > 2 * len(TABLES)
    for path in files:
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert raw.count(b"\xef\xbb\xbf") == 1
        assert raw.endswith(b"\r\n")
        assert raw.count(b"\n") == raw.count(b"\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x"])
def test_text_that_a_spreadsheet_would_run_is_made_text(text: str) -> None:
    line = csvs.lines(CHANGES, [("demo", "shed", "车棚", "2026-01", "更新", text, None, "1.00")])
    assert next(csv.reader(io.StringIO(line, newline="")))[5] == f"'{text}"


@pytest.mark.parametrize("text", ["1+1", "a=1", "说明", "'=1", "“=1”", "http://example.org/?a=1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    line = csvs.lines(CHANGES, [("demo", "shed", "车棚", "2026-01", "更新", text, None, "1.00")])
    assert next(csv.reader(io.StringIO(line, newline="")))[5] == text


def test_a_number_of_ours_stays_a_number() -> None:
    row = ("demo", "shed", "-车棚", "甲", "乙", "比选", "2026-01-01", None, None, "9.00", "-1.00", "8.00", True)
    line = csvs.lines(CONTRACTS, [row])
    assert line == "demo,shed,'-车棚,甲,乙,比选,2026-01-01,,,9.00,-1.00,8.00,是\r\n"


def test_the_lines_of_a_project_stand_in_its_community_and_in_the_site(taken: Path) -> None:
    header, *rows = read(taken / "demo" / "projects" / "shed-pledges.csv")
    of_community, of_site = (read(taken / part / "pledges.csv") for part in ("demo/data", "data"))
    assert of_community[0] == of_site[0] == header
    assert [row for row in of_community if row[1] == "shed"] == rows
    assert of_site == of_community


def test_a_project_has_no_file_for_what_it_has_not(taken: Path) -> None:
    assert {path.name for path in (taken / "demo" / "projects").glob("paths*")} == {
        "paths-contributions.csv",
        "paths-disbursements.csv",
        "paths.json",
        "paths.xlsx",
    }
