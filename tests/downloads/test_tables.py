"""Rows fit their fields, and their sums are those of the pages, to the 分."""

from decimal import Decimal
from pathlib import Path

import pytest

from generator.downloads import tables
from generator.downloads.dictionary import OF_MEETING, TABLES
from generator.ledger import Ledger
from generator.load import load
from generator.money import yuan
from generator.views import project
from generator.views.site import Site


@pytest.fixture
def ledger(records: Path) -> Ledger:
    found, findings = load(records, "demo")
    assert found, findings
    return found


def every(ledger: Ledger, site: Site) -> list[tables.Rows]:
    views = [project.page(ledger, book, site) for book in ledger.books.values()]
    return [
        tables.of_community(ledger, site),
        *(tables.of_project(ledger, view, site) for view in views),
        *(tables.of_meeting(ledger, record, site) for record in ledger.meetings.values()),
    ]


def test_rows_have_a_cell_for_each_field_and_together_every_field_is_used(ledger: Ledger, site: Site) -> None:
    used: set[tuple[str, str]] = set()
    for rows in every(ledger, site):
        for key, some in rows.items():
            for row in some:
                pairs = list(zip(TABLES[key].fields, row, strict=True))
                used |= {(key, one.key) for one, cell in pairs if cell is not None}
    assert {(key, one.key) for key, table in TABLES.items() for one in table.fields} - used == {
        ("communities", "households"),
        ("communities", "area"),
        ("pledges", "note"),
        ("meetings", "place"),
        ("milestones", "note"),
    }


def test_choices_are_those_of_the_dictionary(ledger: Ledger, site: Site) -> None:
    for rows in every(ledger, site):
        for key, some in rows.items():
            for at, one in enumerate(TABLES[key].fields):
                if one.choices:
                    assert {row[at] for row in some} <= {*one.choices, None}, (key, one.key)


def test_sums_are_those_of_the_page(ledger: Ledger, site: Site) -> None:
    for book in ledger.books.values():
        view = project.page(ledger, book, site)
        rows = tables.of_project(ledger, view, site)

        def added(key: str, column: str, rows: tables.Rows = rows, **only: str | tuple[str, ...]) -> str:
            at = {one.key: place for place, one in enumerate(TABLES[key].fields)}
            kept = [row for row in rows[key] if all(row[at[name]] in wanted for name, wanted in only.items())]
            return yuan(int(sum(Decimal(str(row[at[column]])) for row in kept) * 100))

        funding = view.funding
        assert added("pledges", "amount", form=("现金",), state=("认捐", "分摊")) == funding.pledged
        assert added("contributions", "amount") == funding.received
        assert added("disbursements", "amount", kind=("付款", "垫付")) == funding.paid
        assert added("sources", "planned") == added("uses", "planned") == funding.planned
        assert added("sources", "pledged") == funding.pledged
        assert added("sources", "received") == added("projects", "received") == funding.received
        assert added("projects", "pledged") == funding.pledged
        assert added("projects", "paid") == funding.paid
        assert added("projects", "balance") == funding.balance
        assert not book.project.sources or added("projects", "planned") == funding.planned
        assert added("uses", "paid") == funding.paid
        assert len(rows["changes"]) == len(view.changes)


def test_floor_areas_are_told_only_where_they_count(ledger: Ledger, site: Site) -> None:
    rows = tables.of_meeting(ledger, ledger.meetings["vote"], site)["resolutions"]
    keys = [one.key for one in TABLES["resolutions"].fields]
    voted, signed, _ = (dict(zip(keys, row, strict=True)) for row in rows)
    assert (voted["eligible_area"], voted["agree_area"], voted["passed"]) == ("1000.00", "700.50", True)
    assert (voted["against"], voted["abstain"]) == (1, 1)
    assert (signed["entrance"], signed["agree"], signed["agree_area"], signed["passed"]) == ("一单元", 4, None, True)


def test_a_resolution_without_a_vote_is_a_row_all_the_same(records: Path, site: Site) -> None:
    meeting = records / "demo" / "meetings" / "vote.yml"
    meeting.write_text(meeting.read_text(encoding="utf-8") + "  - text: 公开账目\n", encoding="utf-8")
    ledger, findings = load(records, "demo")
    assert ledger, findings
    last = tables.of_meeting(ledger, ledger.meetings["vote"], site)["resolutions"][-1]
    assert last[:5] == ("demo", "vote", "车棚改建表决", None, "公开账目")
    assert set(last[5:]) == {None}
    assert {table.key for table in OF_MEETING} == set(tables.about("shed", every(ledger, site)[-1]))
