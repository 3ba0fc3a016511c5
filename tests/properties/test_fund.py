"""The same money on every page: projects add up to their community, communities to the site."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ledger import Ledger, Record, gather
from generator.money import plain, yuan
from generator.records import KINDS, Community
from generator.records.place import Source
from generator.views import facts, lists, project
from generator.views.site import Site

SITE = Site("示例", "", date(2026, 3, 31), demonstration=False)
COMMUNITY = Community.model_validate(
    {"name": "示例", "subdistrict": "示例", "district": "示例", "objection": {"phone": "000"}}
)
PROJECT = {
    "title": "示例",
    "number": "1",
    "estate": "示例",
    "tagline": "示例",
    "summary": "示例",
    "scope": {"level": "estate", "text": "示例"},
    "stage": "works",
}
Lines = list[tuple[str, int, int]]
"""Source, cash and help in kind."""

fen = st.integers(0, 10**12)
lines = st.lists(st.tuples(st.sampled_from([source.value for source in Source]), fen, fen), max_size=4)
communities = st.lists(st.lists(st.tuples(lines, lines), min_size=1, max_size=3), min_size=1, max_size=3)


def ledger(id_: str, projects: list[tuple[Lines, Lines]]) -> Ledger:
    records: dict[str, dict[str, Record[Any]]] = {kind: {} for kind in KINDS}
    for number, (planned, given_) in enumerate(projects):
        name = f"p{number}"
        sources = [{"source": one, "amount": plain(cash), "in_kind": plain(kind)} for one, cash, kind in planned]
        value = KINDS["projects"].model_validate({**PROJECT, "sources": sources})
        records["projects"][name] = Record(name, f"records/{id_}/projects/{name}.yml", value)
        rows = [
            {"source": one, "amount": plain(amount), "month": "2026-01", "form": form, "reason": "示例"}
            for one, cash, kind in given_
            for form, amount in (("cash", cash), ("goods", kind))
        ]
        if rows:
            batch = KINDS["contributions"].model_validate({"project": name, "rows": rows})
            records["contributions"][name] = Record(name, f"records/{id_}/contributions/{name}.yml", batch)
    return gather(id_, Record("community", f"records/{id_}/community.yml", COMMUNITY), records)


@settings(max_examples=40)
@given(communities)
def test_projects_add_up_to_communities_and_communities_to_the_site(drawn: list[list[tuple[Lines, Lines]]]) -> None:
    ledgers = [ledger(f"c{number}", projects) for number, projects in enumerate(drawn)]
    of_each = [
        facts.gather(one, [project.page(one, book, SITE) for book in one.books.values()], SITE) for one in ledgers
    ]
    books = [book for one in ledgers for book in one.books.values()]
    home = lists.home(of_each)
    assert home.total.planned == yuan(sum(book.total.planned for book in books))
    assert home.total.received == yuan(sum(book.total.received for book in books))
    in_kind = sum(book.total.received_in_kind for book in books)
    assert home.total.in_kind == (yuan(in_kind) if in_kind else "")
    for one, gathered in zip(ledgers, of_each, strict=True):
        total = lists.totals([gathered])[1]
        assert total.received == yuan(sum(book.total.received for book in one.books.values()))
        assert [card.received for card in sorted(gathered["projects"], key=lambda card: card.id)] == [
            yuan(book.total.received) for book in one.books.values()
        ]
