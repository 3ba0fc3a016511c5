"""Whatever the records of a project say, their sums hold and sound parts are never blamed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ledger import Book, Ledger, Record, gather
from generator.money import plain
from generator.reconcile import reconcile
from generator.records import KINDS
from tests.least import COMMUNITY, PROJECT

AS_OF = date(2026, 3, 31)
Item = dict[str, str]

amounts = st.integers(0, 100_000)
months = st.sampled_from(["2025-12", "2026-01", "2026-02", "2026-03"])
sources = st.sampled_from(["government", "organisation", "owners"])
forms = st.sampled_from(["cash", "goods", "labour"])
states = st.sampled_from(["pledged", "apportioned", "intention"])


@st.composite
def pledges(draw: st.DrawFn) -> list[Item]:
    numbers = draw(st.lists(st.integers(0, 8), unique=True, max_size=6))
    return [
        {
            "number": str(number),
            "source": draw(sources),
            "amount": plain(draw(amounts)),
            "month": draw(months),
            "form": draw(forms),
            "state": draw(states),
        }
        for number in numbers
    ]


@st.composite
def met(draw: st.DrawFn, promised: Sequence[Item]) -> list[Item]:
    """Give contributions that keep within the firm ones of some pledges: named, loose, or in several parts."""
    given_: list[Item] = []
    for pledge in promised:
        if pledge["state"] == "intention":
            continue
        left = int(pledge["amount"].replace(".", ""))
        by_number = draw(st.booleans())
        for _ in range(draw(st.integers(0, 3))):
            part = draw(st.integers(0, left))
            left -= part
            whose = {"pledge": pledge["number"]} if by_number else {"source": pledge["source"]}
            given_.append({**whose, "amount": plain(part), "month": draw(months), "form": pledge["form"]})
    return draw(st.permutations(given_))


def spread(rows: Iterable[Item], files: Iterable[int]) -> dict[str, list[Item]]:
    """Put each row into the file with its number."""
    batches: dict[str, list[Item]] = {}
    for row, file in zip(rows, files, strict=False):
        batches.setdefault(f"batch-{file}", []).append(row)
    return batches


def ledger(**kinds: Mapping[str, list[Item]]) -> Ledger:
    records: dict[str, dict[str, Record[Any]]] = {kind: {} for kind in KINDS}
    project = KINDS["projects"].model_validate(PROJECT | {"stage": "upkeep"})
    records["projects"]["shed"] = Record("shed", "records/demo/projects/shed.yml", project)
    for kind, batches in kinds.items():
        for id_, rows in batches.items():
            value = KINDS[kind].model_validate({"project": "shed", "rows": rows})
            records[kind][id_] = Record(id_, f"records/demo/{kind}/{id_}.yml", value)
    return gather("demo", Record("community", "records/demo/community.yml", COMMUNITY), records)


def book(**kinds: list[Item]) -> Book:
    return ledger(**{kind: {"all": rows} for kind, rows in kinds.items() if rows}).books["shed"]


def codes(of: Ledger) -> Counter[str]:
    return Counter(finding.code for finding in reconcile(of, AS_OF)[0])


@given(st.data())
def test_parts_that_keep_within_their_pledges_are_never_blamed(data: st.DataObject) -> None:
    promised = data.draw(pledges())
    received = data.draw(met(promised))
    sound = ledger(pledges=spread(promised, [0] * 9), contributions=spread(received, [0] * 99))
    assert codes(sound) == {}
    for source, sums in sound.books["shed"].sums.items():
        assert sums.received <= sums.pledged, source
        assert sums.received_in_kind <= sums.pledged_in_kind, source


@given(pledges(), st.data())
def test_one_fen_beyond_a_pledge_is_found(promised: list[Item], data: st.DataObject) -> None:
    firm = [pledge for pledge in promised if pledge["state"] != "intention"]
    if not firm:
        return
    pledge = data.draw(st.sampled_from(firm))
    beyond = plain(int(pledge["amount"].replace(".", "")) + 1)
    row = {"amount": beyond, "month": "2026-03", "form": pledge["form"]}
    named = ledger(pledges={"all": promised}, contributions={"all": [row | {"pledge": pledge["number"]}]})
    assert codes(named) == {"contribution-over-pledge": 1}
    others = [other for other in promised if other["source"] != pledge["source"]]
    loose = ledger(pledges={"all": [*others, pledge]}, contributions={"all": [row | {"source": pledge["source"]}]})
    assert codes(loose) == {"received-over-pledged": 1}


@given(pledges(), st.data())
def test_splitting_a_pledge_leaves_every_total(promised: list[Item], data: st.DataObject) -> None:
    if not promised:
        return
    chosen = data.draw(st.sampled_from(promised))
    whole = int(chosen["amount"].replace(".", ""))
    part = data.draw(st.integers(0, whole))
    rest = [pledge for pledge in promised if pledge is not chosen]
    halves = [
        chosen | {"amount": plain(part)},
        chosen | {"amount": plain(whole - part), "number": "99"},
    ]
    before, after = book(pledges=promised), book(pledges=[*rest, *halves])
    assert (before.sums, before.total) == (after.sums, after.total)


@given(st.data())
def test_how_rows_are_spread_over_files_does_not_matter(data: st.DataObject) -> None:
    promised = data.draw(pledges())
    received = data.draw(met(promised)) + data.draw(met(promised))
    files = st.lists(st.integers(0, 2), min_size=99, max_size=99)
    one = ledger(pledges=spread(promised, [0] * 99), contributions=spread(received, [0] * 99))
    many = ledger(
        pledges=spread(data.draw(st.permutations(promised)), data.draw(files)),
        contributions=spread(data.draw(st.permutations(received)), data.draw(files)),
    )
    assert one.books["shed"].sums == many.books["shed"].sums
    assert codes(one) == codes(many)


@settings(max_examples=50)
@given(pledges(), st.data())
def test_totals_are_the_sums_of_the_sources(promised: list[Item], data: st.DataObject) -> None:
    received = data.draw(met(promised))
    of = book(pledges=promised, contributions=received)
    for field in ("pledged", "received", "pledged_in_kind", "received_in_kind"):
        assert getattr(of.total, field) == sum(getattr(sums, field) for sums in of.sums.values())
    cash = sum(row.value.amount for row in of.contributions if row.value.form == "cash")
    assert (of.total.received, of.total.received + of.total.received_in_kind) == (
        cash,
        sum(row.value.amount for row in of.contributions),
    )
