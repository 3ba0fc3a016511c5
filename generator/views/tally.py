"""How much came, from whom, and how often people met: of a community, by year and by source, in 分.

A pledge counts in its month's year, a contribution in the month it arrived, a payment on its day, a meeting once it was
held. A plan has no year. Households are those the records declare.
"""

import base64
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from generator.ledger import Book, Ledger, Sums
from generator.records.funds import COSTS, Form, OrganisationPledge, PledgeState
from generator.records.place import Source
from generator.records.project import Level
from generator.views.meeting import upcoming
from generator.views.origins import organisations
from generator.views.pledges import together


class Counts(NamedTuple):
    """How much of everything else. `paid` is 分; `unstated` projects say no number of households."""

    projects: int = 0
    households: int = 0
    unstated: int = 0
    meetings: int = 0
    pledges: int = 0
    arrivals: int = 0
    payments: int = 0
    paid: int = 0


@dataclass(slots=True)
class Cell:
    """What happened for one project in one year."""

    sums: dict[Source, Sums] = field(default_factory=lambda: defaultdict(Sums))
    months: dict[Source, list[str]] = field(default_factory=lambda: defaultdict(list))
    """When cash or help in kind arrived."""
    pledges: int = 0
    arrivals: int = 0
    payments: int = 0
    paid: int = 0
    meetings: int = 0

    @property
    def moved(self) -> bool:
        """Whether anything was pledged, arrived or was paid: a year of meetings alone has no line of noughts."""
        return bool(self.pledges or self.arrivals or self.payments or any(any(sums.row) for sums in self.sums.values()))


class Part(NamedTuple):
    """What one source gave to one project in one year; `sums` as `Sums` lists them, months as `2026-03`."""

    year: str
    sums: Sequence[int]
    first: str
    last: str


class Gift(NamedTuple):
    """What one source gave to one project."""

    project: str
    source: str
    who: Sequence[str]
    sums: Sequence[int]
    parts: Sequence[Part]


class Giver(NamedTuple):
    """What arrived from one organisation, or from all others of a source together: then it has no name."""

    source: str
    name: str
    cash: int
    in_kind: int


class Waiting(NamedTuple):
    """Cash that was pledged to a project and has not arrived, and the year in which the last of it was pledged."""

    project: str
    amount: int
    year: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of one community."""

    cells: dict[tuple[str, str], Cell]
    """By project and year."""
    counts: Counts
    years: dict[str, Counts]
    """The years in which money moved, with the projects that it moved for and all meetings."""
    gifts: tuple[Gift, ...]
    givers: tuple[Giver, ...]
    waiting: tuple[Waiting, ...]


def tally(ledger: Ledger, as_of: date) -> Tally:
    """Count and add up a community's records."""
    of_each = {book.id: _cells(book, as_of) for book in ledger.books.values()}
    cells = {(id_, year): cell for id_, own in of_each.items() for year, cell in own.items()}
    held: dict[str, set[str]] = defaultdict(set)
    for record in ledger.meetings.values():
        if not upcoming(record.value.held, as_of):
            held[record.value.held[:4]].add(record.id)
    years = {}
    for year in sorted({year for (_, year), cell in cells.items() if cell.moved}):
        books = [book for book in ledger.books.values() if (book.id, year) in cells and cells[book.id, year].moved]
        of_year = [cells[book.id, year] for book in books]
        years[year] = _counts(ledger, books, of_year, len(held[year]))
    whole = _counts(ledger, list(ledger.books.values()), cells.values(), sum(map(len, held.values())))
    gifts = tuple(gift for book in ledger.books.values() for gift in _gifts(ledger, book, of_each[book.id]))
    waiting = tuple(one for book in ledger.books.values() for one in _waiting(book))
    return Tally(cells, whole, years, gifts, tuple(_givers(ledger)), waiting)


def _cells(book: Book, as_of: date) -> dict[str, Cell]:
    """Sort what happened for a project by year."""
    cells: dict[str, Cell] = defaultdict(Cell)
    for meeting in book.meetings:
        if not upcoming(meeting.value.held, as_of):
            cells[meeting.value.held[:4]].meetings += 1
    for row in book.pledges:
        pledge = row.value
        cell = cells[pledge.month[:4]]
        cell.pledges += together(pledge)
        if pledge.state is PledgeState.INTENTION:
            continue
        if pledge.form is Form.CASH:
            cell.sums[pledge.source].pledged += pledge.amount
        else:
            cell.sums[pledge.source].pledged_in_kind += pledge.amount
    _arrivals(book, cells)
    for spent in book.disbursements:
        cell = cells[f"{spent.value.paid.year}"]
        if spent.value.source is not None:
            cell.sums[spent.value.source].refunded += spent.value.amount
        if spent.value.kind in COSTS:
            cell.payments += 1
            cell.paid += spent.value.amount
    return cells


def _arrivals(book: Book, cells: dict[str, Cell]) -> None:
    for row in book.contributions:
        source = book.source_of(row.value)
        if source is None or not row.value.amount:
            continue
        cell = cells[row.value.month[:4]]
        cell.arrivals += 1
        cell.months[source].append(row.value.month)
        if row.value.form is Form.CASH:
            cell.sums[source].received += row.value.amount
        else:
            cell.sums[source].received_in_kind += row.value.amount


def _counts(ledger: Ledger, books: Sequence[Book], cells: Iterable[Cell], meetings: int) -> Counts:
    households, unstated = reached(ledger, books)
    pledges = arrivals = payments = paid = 0
    for cell in cells:
        pledges += cell.pledges
        arrivals += cell.arrivals
        payments += cell.payments
        paid += cell.paid
    return Counts(len(books), households, unstated, meetings, pledges, arrivals, payments, paid)


def reached(ledger: Ledger, books: Iterable[Book]) -> tuple[int, int]:
    """Count the households that projects reach, none twice, and the projects that do not say.

    Of several projects in one estate only the one with most households counts, for the same people live there; one for
    the whole community counts for all of it. So it is the least that can be said.
    """
    whole, unstated = 0, 0
    estates: dict[str, int] = defaultdict(int)
    for book in books:
        households = stated(ledger, book)
        unstated += not households
        if book.project.scope.level is Level.COMMUNITY:
            whole = max(whole, households)
        else:
            estate = book.project.estate
            estates[estate] = max(estates[estate], households)
    return max(whole, sum(estates.values())), unstated


def stated(ledger: Ledger, book: Book) -> int:
    """Give the households of a project: its own number, else the community's where it is for all of it, else 0."""
    scope = book.project.scope
    whole = ledger.community.value.households if scope.level is Level.COMMUNITY else None
    return scope.households or whole or 0


def _gifts(ledger: Ledger, book: Book, cells: dict[str, Cell]) -> Iterator[Gift]:
    who = organisations(ledger, book)
    for source, sums in book.sums.items():
        parts = []
        for year in sorted(cells):
            own = cells[year].sums.get(source)
            if own and any(own.row):
                months = cells[year].months[source]
                parts.append(Part(year, own.row, min(months, default=""), max(months, default="")))
        if parts or any(sums.row):
            yield Gift(book.id, source.value, tuple(who.get(source, ())), sums.row, tuple(parts))


def _waiting(book: Book) -> Iterator[Waiting]:
    left = {source: sums.pledged - sums.received for source, sums in book.sums.items() if sums.pledged > sums.received}
    months = [row.value.month for row in book.pledges if row.value.source in left and row.value.form is Form.CASH]
    if left:
        yield Waiting(book.id, sum(left.values()), max(months)[:4])


def _givers(ledger: Ledger) -> Iterator[Giver]:
    given: dict[tuple[Source, str], list[int]] = defaultdict(lambda: [0, 0])
    for book in ledger.books.values():
        for row in book.contributions:
            source = book.source_of(row.value)
            pledge = book.by_number.get(row.value.pledge or 0)
            pledged = pledge.value.party if pledge and isinstance(pledge.value, OrganisationPledge) else None
            party = ledger.party(row.value.party or pledged)
            if source is not None:
                given[source, party.name if party else ""][row.value.form is not Form.CASH] += row.value.amount
    for (source, name), (cash, in_kind) in given.items():
        if cash or in_kind:
            yield Giver(source.value, name, cash, in_kind)


def pack(gifts: Sequence[Gift]) -> str:
    """Write gifts small: on a large site they wait by the ten thousand, and most are never asked for."""
    return base64.b64encode(zlib.compress(json.dumps(gifts, separators=(",", ":")).encode())).decode()


def unpack(packed: str) -> list[Gift]:
    """Read what `pack` wrote."""
    rows = json.loads(zlib.decompress(base64.b64decode(packed)))
    return [Gift._make((*of, [Part(*part) for part in parts])) for *of, parts in rows]
