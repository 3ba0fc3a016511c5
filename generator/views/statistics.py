"""Statistics by year and source, of the site and of one community; every number has the address of its records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.ledger import Ledger, Sums
from generator.money import yuan
from generator.records.place import Source
from generator.views.facts import Facts
from generator.views.gifts import Amount, GiverLine, Line, bars, givers, in_all
from generator.views.money import Segment, segments
from generator.views.paging import Leaf, Piece, leaves, places, split
from generator.views.site import SOURCE_PAGES
from generator.views.tally import Cell, Counts, Tally, stated
from generator.views.totals import PARTS, SourceTotal, Whole, over, span, totals
from generator.wording import Said, say


class Head(NamedTuple):
    """A section: all years, one year by source, or one source."""

    id: str
    title: str
    kind: str
    """`all`, `year` or `source`."""
    sources: Sequence[SourceTotal] = ()
    total: SourceTotal | None = None


class Row(NamedTuple):
    """A community or a project in the statistics; its address splits all that stands on the line."""

    name: str
    href: str
    about: str
    received: str
    paid: str
    notes: Sequence[str]


class YearLine(NamedTuple):
    """A year in the table of years; notes that lead elsewhere than the year itself have an address."""

    label: str
    href: str
    received: str
    paid: str
    notes: Sequence[Amount]
    segments: Sequence[Segment]


class Figure(NamedTuple):
    """A number by itself, and what is to be known of it."""

    label: str
    amount: Amount
    note: str = ""


class Due(NamedTuple):
    """What was pledged to a project and has not arrived, and the year of the pledge."""

    title: str
    href: str
    amount: str
    year: str


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """One page of statistics; text in 元."""

    leaf: Leaf
    community: str
    """Empty for the site."""
    finding: str
    planned: str
    received: str
    paid: str
    in_kind: str
    together: str
    """Cash and help in kind, where there is both."""
    segments: Sequence[Segment]
    waiting: str
    gap: str
    due: Sequence[Due]
    more_due: int
    figures: Sequence[Figure]
    unstated: int
    sources: Sequence[SourceTotal]
    total: SourceTotal
    years: Sequence[YearLine]
    givers: Sequence[GiverLine]
    contents: Sequence[tuple[str, str]]
    """Title and address of each section."""
    pieces: Sequence[Piece[Head, Row | Line]]


Section = tuple[Head, Sequence[Row | Line]]


@dataclass(frozen=True, slots=True)
class _Scope:
    """What the statistics of the site and of a community differ in."""

    stem: str
    community: str
    sections: Sequence[Section]
    places: Mapping[str, str]
    of_source: Mapping[str, str]
    held: Mapping[str, str]
    """Year → where its meetings are; the empty year: all of them."""
    projects: str


DUE = 5
"""Projects named with what is still to arrive; of more, only how many."""


def _places(whole: Whole) -> Mapping[str, str]:
    counts = [(f"y{year}", sum(year in one["years"] for one in whole.facts)) for year in whole.years]
    return places("statistics", [(PARTS, len(whole.facts)), *counts])


def site(whole: Whole, given: Mapping[Source, Mapping[str, str]], held: Mapping[str, str]) -> Iterator[StatisticsPage]:
    """Work out the statistics of the site, by community.

    `given` says where each source's page tells of a year, `held` where the meetings of a year are listed.
    """
    rows = [_community(whole, one) for one in whole.facts]
    sections: list[Section] = [(Head(PARTS, say("各社区"), "all"), rows)]
    for year, sums in whole.years.items():
        head = _year_head(year, sums, {source: given[source].get(year, "") for source in Source})
        sections.append((head, [_community(whole, one, year) for one in whole.facts if year in one["years"]]))
    pages = {source.value: f"{SOURCE_PAGES}/{source.value}.html" for source in Source}
    scope = _Scope("statistics", "", sections, _places(whole), pages, {"": "meetings.html", **held}, "projects.html")
    return _pages(whole, scope)


def community(ledger: Ledger, whole: Whole, tallied: Tally) -> Iterator[StatisticsPage]:
    """Work out the statistics of a community, by project."""
    at = whole.places[ledger.id]
    cells: dict[str, list[Cell]] = {id_: [] for id_ in ledger.books}
    for (project, _), cell in tallied.cells.items():
        cells[project].append(cell)
    rows = [_project(ledger, id_, own) for id_, own in cells.items()]
    sections: list[Section] = [(Head(PARTS, say("各项目"), "all"), _most_first(rows))]
    of_source = {source.value: at[source] for source in Source if source in at}
    for year, sums in whole.years.items():
        moved = [(id_, cell) for (id_, of), cell in tallied.cells.items() if of == year and cell.moved]
        rows = [_project(ledger, id_, [cell]) for id_, cell in moved]
        sections.append((_year_head(year, sums, of_source), _most_first(rows)))
    for source in Source:
        lines = [
            in_all(gift, ledger.books[gift.project].project.title, f"projects/{gift.project}.html")
            for gift in tallied.gifts
            if gift.source == source
        ]
        if lines:
            sections.append((Head(source.value, source.label, "source"), lines))
    held = dict.fromkeys(("", *whole.years), "index.html#meetings")
    name = ledger.community.value.name
    scope = _Scope(f"{ledger.id}/statistics", name, sections, at, of_source, held, "index.html#projects")
    return _pages(whole, scope)


def _most_first(rows: Sequence[tuple[int, Row]]) -> list[Row]:
    return [row for _, row in sorted(rows, key=lambda pair: (-pair[0], pair[1].href))]


def _community(whole: Whole, facts: Facts, year: str = "") -> Row:
    said = facts["years"][year] if year else facts
    href = f"{facts['id']}/{whole.places[facts['id']][f'y{year}' if year else PARTS]}"
    received = sum(Sums(*sums).received for sums in said["sums"].values())
    counts = said["counts"]
    notes = tuple(_notes(counts))
    return Row(facts["name"], href, facts["subdistrict"], yuan(received), yuan(counts.paid), notes)


def _notes(counts: Counts) -> Iterator[str]:
    if counts.projects:
        yield say("{n} 个项目", n=counts.projects)
    if counts.households:
        yield say("{n} 户", n=counts.households)
    if counts.pledges:
        yield say("认捐 {n} 笔", n=counts.pledges)
    if counts.payments:
        yield say("付款 {n} 笔", n=counts.payments)
    if counts.meetings:
        yield say("会议 {n} 次", n=counts.meetings)


def _project(ledger: Ledger, id_: str, cells: Sequence[Cell]) -> tuple[int, Row]:
    book, href = ledger.books[id_], f"projects/{id_}.html"
    received = sum(sums.received for cell in cells for sums in cell.sums.values())
    counts = Counts(
        households=stated(ledger, book),
        pledges=sum(cell.pledges for cell in cells),
        payments=sum(cell.payments for cell in cells),
        meetings=sum(cell.meetings for cell in cells),
    )
    paid = yuan(sum(cell.paid for cell in cells))
    return received, Row(book.project.title, href, book.project.estate, yuan(received), paid, tuple(_notes(counts)))


def _year_head(year: str, sums: Mapping[Source, Sums], hrefs: Mapping[str, str]) -> Head:
    rows, total = totals(sums, hrefs)
    return Head(f"y{year}", say("{year}年", year=year), "year", rows, total)


def _pages(whole: Whole, scope: _Scope) -> Iterator[StatisticsPage]:
    total, (rows, row) = over(whole.sums), totals(whole.sums, scope.of_source)
    received = {source: own.received for source, own in whole.sums.items()}
    due = _due(whole, scope)
    waiting = sum(one.amount for facts in whole.facts for one in facts["waiting"])
    gap = total.planned - total.received - waiting
    pages = split(scope.sections)
    first, *others = leaves(scope.stem, len(pages))
    page = StatisticsPage(
        leaf=first,
        community=scope.community,
        finding=finding(whole),
        planned=yuan(total.planned),
        received=yuan(total.received),
        paid=yuan(whole.counts.paid),
        in_kind=row.in_kind,
        together=yuan(total.received + total.received_in_kind),
        segments=tuple(segments(received, max(total.planned, total.received + waiting), waiting)),
        waiting=yuan(waiting) if waiting else "",
        gap=yuan(gap) if gap > 0 else "",
        due=due[:DUE],
        more_due=len(due[DUE:]),
        figures=_figures(scope, whole.counts),
        unstated=whole.counts.unstated,
        sources=rows,
        total=row,
        years=_years(whole, scope),
        givers=givers((giver for one in whole.facts for giver in one["givers"]), scope.of_source),
        contents=[(head.title, scope.places[head.id]) for head, _ in scope.sections],
        pieces=pages[0],
    )
    yield page
    for leaf, pieces in zip(others, pages[1:], strict=True):
        yield replace(page, leaf=leaf, pieces=pieces)


def _due(whole: Whole, scope: _Scope) -> list[Due]:
    """Name the projects that wait for what was pledged, most first."""
    found = [(one, facts) for facts in whole.facts for one in facts["waiting"]]
    made = []
    for one, facts in sorted(found, key=lambda pair: (-pair[0].amount, pair[0].project)):
        title = next(card.title for card in facts["projects"] if card.id == one.project)
        below = "" if scope.community else f"{facts['id']}/"
        made.append(Due(title, f"{below}projects/{one.project}.html#funding", yuan(one.amount), one.year))
    return made


def _figures(scope: _Scope, counts: Counts) -> tuple[Figure, ...]:
    parts, some = scope.places[PARTS], counts.projects - counts.unstated
    of = say("{n} 个项目里 {some} 个写了户数", n=counts.projects, some=some) if counts.unstated else ""
    return (
        Figure(say("支出（元）"), Amount(yuan(counts.paid), parts)),
        Figure(say("认捐"), Amount(say("{n} 笔", n=counts.pledges), parts)),
        Figure(say("付款"), Amount(say("{n} 笔", n=counts.payments), parts)),
        Figure(say("项目"), Amount(say("{n} 个", n=counts.projects), scope.projects)),
        Figure(say("会议"), Amount(say("{n} 次", n=counts.meetings), scope.held[""] if counts.meetings else "")),
        Figure(say("涉及住户"), Amount(say("{n} 户", n=counts.households), parts), of),
    )


def _years(whole: Whole, scope: _Scope) -> tuple[YearLine, ...]:
    lines, drawn = [], bars(whole.years)
    for year, sums in whole.years.items():
        href, counts = scope.places[f"y{year}"], whole.counts_of[year]
        notes = [Amount(text, "") for text in _notes(counts._replace(meetings=0))]
        if counts.meetings:
            notes.append(Amount(say("会议 {n} 次", n=counts.meetings), scope.held[year]))
        received, paid = yuan(over(sums).received), yuan(counts.paid)
        lines.append(YearLine(say("{year}年", year=year), href, received, paid, notes, drawn.get(year, ())))
    return tuple(lines)


def finding(whole: Whole) -> Said:
    """Say in a sentence or two what the numbers come to."""
    total = over(whole.sums).received
    if not total:
        return say("还没有钱到账。")
    most = max(whole.sums, key=lambda source: whole.sums[source].received)
    return say(
        "{span}，一共到账 {amount} 元，支出 {paid} 元。{source}最多，占 {percent}%。",
        span=span(year for year, sums in whole.years.items() if over(sums).received),
        amount=yuan(total),
        paid=yuan(whole.counts.paid),
        source=most.label,
        percent=(whole.sums[most].received * 200 + total) // (2 * total),  # rounded
    )
