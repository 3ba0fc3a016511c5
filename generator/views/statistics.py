"""Statistics by year and source, of the site and of one community; every number has the address of its records."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.ledger import Ledger, Sums
from generator.money import yuan
from generator.records.place import Source
from generator.views.facts import Facts
from generator.views.gifts import Amount, GiverLine, Line, bars, givers, in_all
from generator.views.money import Segment, segments
from generator.views.paging import Leaf, Piece, leaves, places, split
from generator.views.site import SOURCES
from generator.views.tally import Cell, Counts, Tally, stated
from generator.views.totals import SourceTotal, add, by_year, totals, whole
from generator.wording import DOTTED, Said, listed, say

PARTS = "parts"
"""The section of all years."""


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
    facts: Sequence[Facts]
    sections: Sequence[Section]
    places: Mapping[str, str]
    of_source: Mapping[str, str]
    held: Mapping[str, str]
    """Year → where its meetings are; the empty year: all of them."""
    projects: str


def span(years: Iterable[str]) -> Said:
    """Name the years from the first to the last."""
    ordered = sorted(years)
    if ordered[0] == ordered[-1]:
        return say("{year}年", year=ordered[0])
    return say("{first}年到{last}年", first=ordered[0], last=ordered[-1])


def own_places(facts: Facts) -> Mapping[str, str]:
    """Give where a community's page tells of all projects, of each year (`y2023`) and of each source."""
    years = [(f"y{year}", facts["years"][year]["counts"].projects) for year in sorted(facts["years"], reverse=True)]
    given = [(source.value, facts["gave"][source][1]) for source in Source if facts["gave"][source][1]]
    return places("statistics", [(PARTS, facts["counts"].projects), *years, *given])


def _site_places(facts: Sequence[Facts]) -> Mapping[str, str]:
    years = sorted({year for one in facts for year in one["years"]}, reverse=True)
    counts = [(f"y{year}", sum(year in one["years"] for one in facts)) for year in years]
    return places("statistics", [(PARTS, len(facts)), *counts])


def years(facts: Sequence[Facts]) -> list[tuple[str, str]]:
    """Name the years of the site, newest first, each with its address."""
    at = _site_places(facts)
    return [(say("{year}年", year=id_.removeprefix("y")), href) for id_, href in at.items() if id_ != PARTS]


def site(
    facts: Sequence[Facts], given: Mapping[Source, Mapping[str, str]], held: Mapping[str, str]
) -> Iterator[StatisticsPage]:
    """Work out the statistics of the site, by community.

    `given` says where each source's page tells of a year, `held` where the meetings of a year are listed.
    """
    at, sums = _site_places(facts), by_year(one["years"] for one in facts)
    sections: list[Section] = [(Head(PARTS, say("各社区"), "all"), [_community(one) for one in facts])]
    for year in reversed(sums):
        head = _year_head(year, sums[year], {source: given[source].get(year, "") for source in Source})
        sections.append((head, [_community(one, year) for one in facts if year in one["years"]]))
    pages = {source.value: f"{SOURCES}/{source.value}.html" for source in Source}
    scope = _Scope("statistics", "", facts, sections, at, pages, {"": "meetings.html", **held}, "projects.html")
    return _pages(scope)


def community(ledger: Ledger, facts: Facts, tallied: Tally) -> Iterator[StatisticsPage]:
    """Work out the statistics of a community, by project."""
    at = own_places(facts)
    cells: dict[str, list[Cell]] = {id_: [] for id_ in ledger.books}
    for (project, _), cell in tallied.cells.items():
        cells[project].append(cell)
    rows = [_project(ledger, id_, own) for id_, own in cells.items()]
    sections: list[Section] = [(Head(PARTS, say("各项目"), "all"), _most_first(rows))]
    of_source = {source.value: at[source] for source in Source if source in at}
    for year, sums in reversed(by_year([facts["years"]]).items()):
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
    held = dict.fromkeys(("", *facts["years"]), "index.html#meetings")
    stem = f"{ledger.id}/statistics"
    return _pages(_Scope(stem, facts["name"], [facts], sections, at, of_source, held, "index.html#projects"))


def _most_first(rows: Sequence[tuple[int, Row]]) -> list[Row]:
    return [row for _, row in sorted(rows, key=lambda pair: (-pair[0], pair[1].href))]


def _community(facts: Facts, year: str = "") -> Row:
    said = facts["years"][year] if year else facts
    href = f"{facts['id']}/{own_places(facts)[f'y{year}' if year else PARTS]}"
    received = whole(add([said["sums"]])).received
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


def _pages(scope: _Scope) -> Iterator[StatisticsPage]:
    sums = add(one["sums"] for one in scope.facts)
    counts = Counts(*(sum(of_each) for of_each in zip(*(one["counts"] for one in scope.facts), strict=True)))
    total = whole(sums)
    rows, row = totals(sums, scope.of_source)
    received = {source: own.received for source, own in sums.items()}
    pages = split(scope.sections)
    for leaf, pieces in zip(leaves(scope.stem, len(pages)), pages, strict=True):
        yield StatisticsPage(
            leaf=leaf,
            community=scope.community,
            finding=finding(scope.facts),
            planned=yuan(total.planned),
            received=yuan(total.received),
            paid=yuan(counts.paid),
            in_kind=row.in_kind,
            together=yuan(total.received + total.received_in_kind),
            segments=tuple(segments(received, total.received)),
            figures=_figures(scope, counts),
            unstated=counts.unstated,
            sources=rows,
            total=row,
            years=_years(scope),
            givers=givers((giver for one in scope.facts for giver in one["givers"]), scope.of_source),
            contents=[(head.title, scope.places[head.id]) for head, _ in scope.sections],
            pieces=pieces,
        )


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


def _years(scope: _Scope) -> tuple[YearLine, ...]:
    lines, years = [], by_year(one["years"] for one in scope.facts)
    drawn = bars(years)
    for year, sums in reversed(years.items()):
        href = scope.places[f"y{year}"]
        of_each = [one["years"][year]["counts"] for one in scope.facts if year in one["years"]]
        counts = Counts(*(sum(each) for each in zip(*of_each, strict=True)))
        notes = _noted(list(_notes(counts._replace(meetings=0))), href)
        if counts.meetings:
            notes += (Amount(say("会议 {n} 次", n=counts.meetings), scope.held[year]),)
        received = Amount(yuan(whole(sums).received), href)
        lines.append(YearLine(say("{year}年", year=year), href, received, _paid(counts, href), notes, drawn.get(year, ())))
    return tuple(lines)


def finding(facts: Sequence[Facts]) -> Said:
    """Say in a sentence or two what the numbers come to."""
    sums = add(one["sums"] for one in facts)
    total = whole(sums).received
    if not total:
        return say("还没有钱到账。")
    came = [year for year, own in by_year(one["years"] for one in facts).items() if whole(own).received]
    most = max(sums, key=lambda source: sums[source].received)
    return say(
        "{span}，六个来源一共到账 {amount} 元，已付出 {paid} 元。{source}最多，占 {percent}%。",
        span=span(came),
        amount=yuan(total),
        paid=yuan(sum(one["counts"].paid for one in facts)),
        source=most.label,
        percent=sums[most].received * 100 // total,
    )
