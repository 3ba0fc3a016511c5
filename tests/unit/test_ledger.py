from pathlib import Path

from generator.ledger import Ledger
from generator.load import load
from generator.records.place import Source


def read(records: Path) -> Ledger:
    ledger, findings = load(records, "demo")
    assert findings == ()
    assert ledger is not None
    return ledger


def test_a_book_holds_everything_about_its_project(records: Path) -> None:
    book = read(records).books["shed"]
    kinds = (book.notices, book.meetings, book.contracts, book.declarations, book.pledges, book.contributions)
    assert [len(kind) for kind in (*kinds, book.disbursements, book.progress)] == [3, 1, 1, 1, 7, 5, 2, 2]
    assert book.pledges[2].at("shown").field == ("rows", 2, "shown")
    assert book.progress[1].at("percent").field == ("entries", 1, "percent")


def test_sums_keep_cash_and_help_in_kind_apart_and_leave_intentions_out(records: Path) -> None:
    book = read(records).books["shed"]
    owners, organisation = book.sums[Source.OWNERS], book.sums[Source.ORGANISATION]
    assert (owners.planned, owners.pledged, owners.received) == (100_000, 100_000, 85_000)
    assert (organisation.planned, organisation.pledged, organisation.received) == (50_000, 50_000, 50_000)
    assert (organisation.planned_in_kind, organisation.pledged_in_kind, organisation.received_in_kind) == (30_000,) * 3
    assert (book.total.planned, book.total.received, book.paid) == (150_000, 135_000, 65_000)


def test_pledge_number_0_counts_like_any_other(records: Path) -> None:
    for kind in ("pledges", "contributions"):
        path = records / "demo" / kind / "first.yml"
        text = (
            path.read_text(encoding="utf-8").replace("number: 1\n", "number: 0\n").replace("pledge: 1\n", "pledge: 0\n")
        )
        path.write_text(text, encoding="utf-8")
    book = read(records).books["shed"]
    assert book.sums[Source.OWNERS].received == 85_000
    assert book.source_of(book.contributions[0].value) is Source.OWNERS


def test_a_meeting_that_lists_a_project_twice_is_one_meeting(records: Path) -> None:
    path = records / "demo" / "meetings" / "vote.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("[shed]", "[shed, shed]"), encoding="utf-8")
    assert len(read(records).books["shed"].meetings) == 1


def test_a_ledger_is_complete_when_every_record_found_its_project(records: Path) -> None:
    assert read(records).complete
    path = records / "demo" / "progress" / "works.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("shed", "shred"), encoding="utf-8")
    assert not read(records).complete


def test_parties_are_found_by_id(records: Path) -> None:
    ledger = read(records)
    party = ledger.party("shop")
    assert party is not None
    assert party.name == "示例商店"
    assert ledger.party("none") is None
    assert ledger.party(None) is None
