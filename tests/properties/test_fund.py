"""The same money on every page: projects add up to their community, communities to the site, years to the whole."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ledger import Ledger, Record, Sums, gather
from generator.money import parse, plain, yuan
from generator.records import KINDS
from generator.records.place import Source
from generator.views import gathering, project, sources, statistics
from generator.views.facts import Facts
from generator.views.gifts import Line
from generator.views.site import Site
from generator.views.tally import Tally, tally
from generator.views.totals import add, by_year, over, totals, whole
from tests.least import COMMUNITY, PROJECT

SITE = Site("示例", "", date(2026, 3, 31), demonstration=False)
Lines = list[tuple[str, int, int]]
"""Source, cash and help in kind."""

Project = tuple[Lines, list[tuple[str, str, int, int]], list[tuple[str, str, int]], list[tuple[str, int]]]
"""Planned lines; what arrived, with its month; pledges, with theirs; payments, each with its day."""

fen = st.integers(0, 10**12)
keys = st.sampled_from([source.value for source in Source])
months = st.sampled_from(["2023-12", "2024-01", "2024-07", "2026-03"])
days = st.sampled_from(["2024-01-31", "2025-06-30"])
projects = st.tuples(
    st.lists(st.tuples(keys, fen, fen), max_size=4),
    st.lists(st.tuples(keys, months, fen, fen), max_size=4),
    st.lists(st.tuples(keys, months, fen), max_size=3),
    st.lists(st.tuples(days, fen), max_size=3),
)
communities = st.lists(st.lists(projects, min_size=1, max_size=3), min_size=1, max_size=3)


def ledger(id_: str, drawn: list[Project]) -> Ledger:
    records: dict[str, dict[str, Record[Any]]] = {kind: {} for kind in KINDS}

    def keep(kind: str, name: str, said: dict[str, Any]) -> None:
        value = KINDS[kind].model_validate(said)
        records[kind][name] = Record(name, f"records/{id_}/{kind}/{name}.yml", value)

    keep("parties", "shop", {"name": "示例商店", "kind": "organisation"})
    for number, (planned, arrived, pledged, paid) in enumerate(drawn):
        name = f"p{number}"
        lines = [{"source": one, "amount": plain(cash), "in_kind": plain(kind)} for one, cash, kind in planned]
        keep("projects", name, {**PROJECT, "sources": lines, "uses": [{"name": "用途"}]})
        rows: dict[str, list[dict[str, Any]]] = {
            "contributions": [
                {
                    "source": one,
                    "amount": plain(amount),
                    "month": month,
                    "form": form,
                    "reason": "示例",
                    "party": "shop",
                }
                for one, month, cash, kind in arrived
                for form, amount in (("cash", cash), ("goods", kind))
            ],
            "pledges": [
                {"number": f"{at}", "source": one, "amount": plain(amount), "month": month}
                for at, (one, month, amount) in enumerate(pledged, 1)
            ],
            "disbursements": [
                {"use": "用途", "payee": "shop", "amount": plain(amount), "paid": day, "invoice": "1"}
                for day, amount in paid
            ],
        }
        for kind, of_kind in rows.items():
            if of_kind:
                keep(kind, name, {"project": name, "rows": of_kind})
    return gather(id_, Record("community", f"records/{id_}/community.yml", COMMUNITY), records)


def known(one: Ledger) -> tuple[Tally, Facts]:
    tallied = tally(one, SITE.as_of)
    return tallied, gathering.gather(one, [project.page(one, book, SITE) for book in one.books.values()], SITE, tallied)


def amounts(lines: Any) -> tuple[int, int]:
    """Add up what the lines of a page say."""
    shown = [(line.first, line.received) for line in lines if isinstance(line, Line)]
    return sum(fen_of(first) for first, _ in shown), sum(fen_of(received) for _, received in shown)


def fen_of(text: str) -> int:
    found = parse(text.replace(",", ""))
    assert found is not None
    return found


@settings(max_examples=40)
@given(communities)
def test_projects_add_up_to_communities_and_communities_to_the_site(drawn: list[list[Project]]) -> None:
    ledgers = [ledger(f"c{number}", of_each) for number, of_each in enumerate(drawn)]
    of_each = [known(one)[1] for one in ledgers]
    books = [book for one in ledgers for book in one.books.values()]
    site = next(statistics.site(whole(of_each), {source: {} for source in Source}, {}))
    assert site.planned == site.total.planned == yuan(sum(book.total.planned for book in books))
    assert site.received == site.total.received == yuan(sum(book.total.received for book in books))
    waiting = [max(sums.pledged - sums.received, 0) for book in books for sums in book.sums.values()]
    assert site.waiting == (yuan(sum(waiting)) if any(waiting) else "")
    assert len(site.due) + site.more_due == sum(
        any(sums.pledged > sums.received for sums in book.sums.values()) for book in books
    )
    in_kind = sum(book.total.received_in_kind for book in books)
    assert site.total.in_kind == (yuan(in_kind) if in_kind else "")
    for one, gathered in zip(ledgers, of_each, strict=True):
        total = totals(add([gathered["sums"]]), {})[1]
        assert total.received == yuan(sum(book.total.received for book in one.books.values()))
        assert [card.received for card in sorted(gathered["projects"], key=lambda card: card.id)] == [
            yuan(book.total.received) for book in one.books.values()
        ]


@settings(max_examples=40)
@given(communities)
def test_years_and_sources_add_up_to_the_whole(drawn: list[list[Project]]) -> None:
    ledgers = [ledger(f"c{number}", of_each) for number, of_each in enumerate(drawn)]
    of_each = [known(one)[1] for one in ledgers]
    books = [book for one in ledgers for book in one.books.values()]
    for source, total in add(one["sums"] for one in of_each).items():
        own = Sums(planned=total.planned, planned_in_kind=total.planned_in_kind)  # a plan has no year
        for sums in by_year(one["years"] for one in of_each).values():
            own.add(sums[source])
        assert own == total
        assert total.received == sum(book.sums[source].received for book in books)
        given_ = [giver for one in of_each for giver in one["givers"] if giver.source == source]
        assert sum(giver.cash for giver in given_) == total.received
        assert sum(giver.in_kind for giver in given_) == total.received_in_kind
    for one in of_each:
        assert sum(said["counts"].paid for said in one["years"].values()) == one["counts"].paid
        assert sum(said["counts"].pledges for said in one["years"].values()) == one["counts"].pledges
    assert sum(one["counts"].paid for one in of_each) == sum(book.paid for book in books)


@settings(max_examples=40)
@given(communities)
def test_the_lines_of_a_source_add_up_to_what_the_statistics_say(drawn: list[list[Project]]) -> None:
    of_each = [known(ledger(f"c{number}", projects_))[1] for number, projects_ in enumerate(drawn)]
    years = by_year(one["years"] for one in of_each)
    for source, total in add(one["sums"] for one in of_each).items():
        found = sources.sections(whole(of_each), source)
        for year in {head.year for head, _ in found}:
            sums = years[year][source] if year else total
            of_year = [line for head, own in found if head.year == year for line in own]
            assert amounts(of_year) == (sums.pledged if year else sums.planned, sums.received)
        for head, lines in found:
            assert head != sources.DUE or amounts(lines)[1] == 0
        assert {head.year for head, _ in found if head.year} == {
            year for year, sums in years.items() if sums[source] != Sums()
        }


@settings(max_examples=40)
@given(st.lists(projects, min_size=1, max_size=3))
def test_a_community_says_of_its_projects_what_they_say_themselves(drawn: list[Project]) -> None:
    one = ledger("c", drawn)
    tallied, gathered = known(one)
    pages = list(statistics.community(one, whole([gathered]), tallied))
    pieces = [piece for page in pages for piece in page.pieces]
    rows = {row.href: row for row in pieces[0].rows if isinstance(row, statistics.Row)}
    for book in one.books.values():
        row = rows[f"projects/{book.id}.html"]
        assert (row.received, row.paid) == (yuan(book.total.received), yuan(book.paid))
    for piece in pieces[1:]:
        if piece.head.kind == "source":
            sums = add([gathered["sums"]])[Source[piece.head.id.upper()]]
            assert amounts(piece.rows) == (sums.planned, sums.received)
        else:
            year = gathered["years"][piece.head.id.removeprefix("y")]
            shown = [row for row in piece.rows if isinstance(row, statistics.Row)]
            assert sum(fen_of(row.received) for row in shown) == over(add([year["sums"]])).received
            assert sum(fen_of(row.paid) for row in shown) == year["counts"].paid
