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
from generator.wording import DOTTED, Said, listed, say


class Head(NamedTuple):
    """A section: all years, one year by source, or one source."""

    id: str
    title: str
    kind: str
    """`all`, `year` or `source`."""
    sources: Sequence[SourceTotal] = ()
    total: SourceTotal | None = None


class Row(NamedTuple):
    """A community or a project in the statistics; notes are words with the address of what is behind them."""

    name: str
    href: str
    about: str
    received: Amount
    paid: Amount
    notes: Sequence[Amount]


class YearLine(NamedTuple):
    """A year in the table of years."""

    label: str
    href: str
    received: Amount
    paid: Amount
    notes: Sequence[Amount]
    segments: Sequence[Segment]


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
    figures: Sequence[tuple[str, Amount]]
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


def years(whole: Whole) -> list[tuple[str, str]]:
    """Name the years of the site, newest first, each with its address."""
    at = _places(whole)
    return [(say("{year}年", year=id_.removeprefix("y")), href) for id_, href in at.items() if id_ != PARTS]


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
        rows = [_project(ledger, id_, [cell]) for (id_, of), cell in tallied.cells.items() if of == year]
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
    notes = _noted(list(_notes(counts)), href)
    return Row(facts["name"], href, facts["subdistrict"], Amount(yuan(received), href), _paid(counts, href), notes)


def _noted(texts: Sequence[str], href: str) -> tuple[Amount, ...]:
    """Put what leads to one place into one link."""
    return (Amount(listed(texts, DOTTED), href),) if texts else ()


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


def _paid(counts: Counts, href: str) -> Amount:
    return Amount(yuan(counts.paid), href)


def _project(ledger: Ledger, id_: str, cells: Sequence[Cell]) -> tuple[int, Row]:
    book, href = ledger.books[id_], f"projects/{id_}.html"
    received = sum(sums.received for cell in cells for sums in cell.sums.values())
    households, pledges = stated(ledger, book), sum(cell.pledges for cell in cells)
    payments, meetings = sum(cell.payments for cell in cells), sum(cell.meetings for cell in cells)
    notes = [Amount(say("{n} 户", n=households), href)] if households else []
    notes += [Amount(say("认捐 {n} 笔", n=pledges), f"{href}#pledges")] if pledges else []
    notes += [Amount(say("付款 {n} 笔", n=payments), f"{href}#payments")] if payments else []
    notes += [Amount(say("会议 {n} 次", n=meetings), f"{href}#meetings")] if meetings else []
    paid = Amount(yuan(sum(cell.paid for cell in cells)), f"{href}#payments")
    row = Row(
        book.project.title, href, book.project.estate, Amount(yuan(received), f"{href}#funding"), paid, tuple(notes)
    )
    return received, row


def _year_head(year: str, sums: Mapping[Source, Sums], hrefs: Mapping[str, str]) -> Head:
    rows, total = totals(sums, hrefs)
    return Head(f"y{year}", say("{year}年", year=year), "year", rows, total)


def _pages(whole: Whole, scope: _Scope) -> Iterator[StatisticsPage]:
    total, (rows, row) = over(whole.sums), totals(whole.sums, scope.of_source)
    received = {source: own.received for source, own in whole.sums.items()}
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
        segments=tuple(segments(received, total.received)),
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


def _figures(scope: _Scope, counts: Counts) -> tuple[tuple[str, Amount], ...]:
    parts = scope.places[PARTS]
    return (
        (say("支出（元）"), _paid(counts, parts)),
        (say("认捐"), Amount(say("{n} 笔", n=counts.pledges), parts)),
        (say("付款"), Amount(say("{n} 笔", n=counts.payments), parts)),
        (say("项目"), Amount(say("{n} 个", n=counts.projects), scope.projects)),
        (say("会议"), Amount(say("{n} 次", n=counts.meetings), scope.held[""] if counts.meetings else "")),
        (say("涉及住户"), Amount(say("{n} 户", n=counts.households), parts)),
    )


def _years(whole: Whole, scope: _Scope) -> tuple[YearLine, ...]:
    lines, drawn = [], bars(whole.years)
    for year, sums in whole.years.items():
        href, counts = scope.places[f"y{year}"], whole.counts_of[year]
        notes = _noted(list(_notes(counts._replace(meetings=0))), href)
        if counts.meetings:
            notes += (Amount(say("会议 {n} 次", n=counts.meetings), scope.held[year]),)
        received, segments_ = Amount(yuan(over(sums).received), href), drawn.get(year, ())
        lines.append(YearLine(say("{year}年", year=year), href, received, _paid(counts, href), notes, segments_))
    return tuple(lines)


def finding(whole: Whole) -> Said:
    """Say in a sentence or two what the numbers come to."""
    total = over(whole.sums).received
    if not total:
        return say("还没有钱到账。")
    most = max(whole.sums, key=lambda source: whole.sums[source].received)
    return say(
        "{span}，六个来源一共到账 {amount} 元，已付出 {paid} 元。{source}最多，占 {percent}%。",
        span=span(year for year, sums in whole.years.items() if over(sums).received),
        amount=yuan(total),
        paid=yuan(whole.counts.paid),
        source=most.label,
        percent=whole.sums[most].received * 100 // total,
    )
