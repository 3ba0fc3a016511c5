"""No download holds what a page masks. Every secret is on a record, and must be in no byte of no file."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.downloads.dictionary import TABLES

Take = Callable[..., Path]

SECRETS = {
    "single gifts of those shown only as a sum": ("137.31", "162.69"),
    "the consent to show a name": ("C-0001", "C-0002"),
    "the commitment to a row": ("ab" * 32,),
    "remarks to colleagues": ("只给同事看",),
    "why more came than was pledged": ("现场追加", "悄悄多给"),
    "who bore an advance": ("垫付的单位", "lender"),
    "the day and area of one home's signature": ("2025-12-03", "87.65"),
    "the area of the few who said no": ("111.11", "88.89"),
    "texts that may stay only where they are": ("62000000",),
}


@pytest.fixture
def told(records: Path, take: Take) -> Path:
    """Downloads of records that hold every secret."""
    demo = records / "demo"

    def change(path: str, *changes: tuple[str, str]) -> None:
        text = (demo / path).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        (demo / path).write_text(text, encoding="utf-8")

    gifts = "".join(
        f"  - {{pledge: 2, amount: {amount}, month: 2026-02{reason}}}\n"
        for amount, reason in (("137.31", ""), ("162.69", ", reason: 悄悄多给"), ("200.00", ""))
    )
    change("pledges/first.yml", ("  - number: 1\n", f"  - number: 1\n    commitment: {'ab' * 32}\n"))
    change("pledges/first.yml", ("project: shed\n", "project: shed\nremarks: 只给同事看\n"))
    change("contributions/first.yml", ("  - source: owners\n    amount: 500.00\n    month: 2026-02\n", gifts))
    change("disbursements/first.yml", ("bearer: shop", "bearer: lender"))
    (demo / "parties" / "lender.yml").write_text("name: 垫付的单位\nkind: organisation\n", encoding="utf-8")
    change(
        "meetings/vote.yml",
        ("against:\n        heads: 1\n        area: 100.00", "against:\n        heads: 1\n        area: 111.11"),
        ("abstain:\n        heads: 1\n        area: 100.00", "abstain:\n        heads: 1\n        area: 88.89"),
        ("signed: 2025-12\n            heads: 3", "signed: 2025-12-03\n            heads: 3\n            area: 87.65"),
    )
    return take()


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Give every file as text; a workbook part by part, a calendar with its lines put together."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                yield from ((f"{name}/{part}", parts.read(part).decode()) for part in parts.namelist())
        elif path.is_file():
            yield name, path.read_text(encoding="utf-8").replace("\r\n ", "").replace("\n ", "")


def leaks(folder: Path, secrets: tuple[str, ...]) -> list[str]:
    return [f"{name}: {secret}" for name, text in texts(folder) for secret in secrets if secret in text]


@pytest.mark.parametrize("what", SECRETS)
def test_no_file_holds_what_the_pages_mask(told: Path, what: str) -> None:
    assert leaks(told, SECRETS[what]) == []


def test_what_is_public_is_there(told: Path) -> None:
    said = (told / "demo" / "data" / "pledges.csv").read_text("utf-8-sig")
    assert "不公开姓名" in said
    assert "示例某某" in said
    assert ",合并列示 4 笔,4,业主出,现金,认捐,,2026-01,500.00,500.00," in said
    arrived = (told / "demo" / "data" / "contributions.csv").read_text("utf-8-sig")
    assert "demo,shed,车棚改建,2026-02,业主出,4,750.00\n" in arrived


@pytest.mark.parametrize("name", ["demo/data/tables.xlsx", "demo/data/calendar.ics", "data/index.json"])
def test_a_leak_would_be_found(told: Path, name: str) -> None:
    path = told / name
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path, "a") as parts:
            parts.writestr("xl/extra.xml", "<t>137.31</t>")
    else:
        path.write_bytes(path.read_bytes() + b"1\r\n 37.31")
    assert len(leaks(told, ("137.31",))) == 1


def test_tables_have_no_column_that_could_hold_more() -> None:
    pledges = [one.key for one in TABLES["pledges"].fields]
    assert not {"consent", "commitment", "party", "display", "day", "date", "remarks"} & set(pledges)
    assert [one.key for one in TABLES["contributions"].fields[3:]] == ["month", "source", "gifts", "amount"]
