"""Sums of many projects by source, ready for a table; each number with the address of what is behind it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.ledger import Sums
from generator.money import yuan
from generator.records.place import Source
from generator.views.facts import Facts, YearFacts
from generator.views.origins import INITIAL
from generator.views.paging import places
from generator.views.tally import Counts
from generator.wording import Said, say

OfSource = Mapping[str, Sequence[int]]
"""Sums by source, as facts keep them."""


PARTS = "parts"
"""The section of all years in the statistics."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The numbers of many communities together, or of one."""

    facts: Sequence[Facts]
    sums: Mapping[Source, Sums]
    counts: Counts
    years: Mapping[str, Mapping[Source, Sums]]
    """Newest first."""
    counts_of: Mapping[str, Counts]
    """By year; meetings are all of that year, wherever money moved."""
    places: Mapping[str, Mapping[str, str]]
    """Where each community's own statistics tell of what."""


@dataclass(frozen=True, slots=True)
class SourceTotal:
    """One source over many projects; text in 元."""

    key: str
    letter: str
    label: str
    planned: str
    pledged: str
    received: str
    in_kind: str
    refunded: str
    href: str


def add(of_each: Iterable[OfSource]) -> dict[Source, Sums]:
    """Add up by source."""
    total = {source: Sums() for source in Source}
    for sums in of_each:
        for source in Source:
            if source in sums:
                total[source].add(Sums(*sums[source]))
    return total


def by_year(of_each: Iterable[Mapping[str, YearFacts]]) -> dict[str, dict[Source, Sums]]:
    """Add up by year and source, newest first."""
    years: dict[str, list[OfSource]] = defaultdict(list)
    for own in of_each:
        for year, said in own.items():
            years[year].append(said["sums"])
    return {year: add(years[year]) for year in sorted(years, reverse=True)}


def over(sums: Mapping[Source, Sums]) -> Sums:
    """Add up all sources."""
    total = Sums()
    for own in sums.values():
        total.add(own)
    return total


def count(of_each: Iterable[Counts]) -> Counts:
    """Add up counts."""
    return Counts(*(sum(each) for each in zip(*of_each, strict=True)))


def whole(facts: Sequence[Facts]) -> Whole:
    """Put the numbers of communities together."""
    years = by_year(one["years"] for one in facts)
    of_year = {year: [one["years"][year]["counts"] for one in facts if year in one["years"]] for year in years}
    held = Counter(met.iso[:4] for one in facts for met in one["meetings"] if not met.upcoming)
    return Whole(
        facts=facts,
        sums=add(one["sums"] for one in facts),
        counts=count(one["counts"] for one in facts),
        years=years,
        counts_of={year: count(counts)._replace(meetings=held[year]) for year, counts in of_year.items()},
        places={one["id"]: own_places(one) for one in facts},
    )


def own_places(facts: Facts) -> Mapping[str, str]:
    """Give where a community's page tells of all projects, of each year (`y2023`) and of each source."""
    years = [(f"y{year}", facts["years"][year]["counts"].projects) for year in sorted(facts["years"], reverse=True)]
    given = [(source.value, facts["gave"][source][1]) for source in Source if facts["gave"][source][1]]
    return places("statistics", [(PARTS, facts["counts"].projects), *years, *given])


def span(years: Iterable[str]) -> Said:
    """Name the years from the first to the last."""
    ordered = sorted(years)
    if ordered[0] == ordered[-1]:
        return say("{year}年", year=ordered[0])
    return say("{first}年到{last}年", first=ordered[0], last=ordered[-1])


def totals(sums: Mapping[Source, Sums], hrefs: Mapping[str, str]) -> tuple[tuple[SourceTotal, ...], SourceTotal]:
    """Give a line for each source that has anything, and the line of their total."""
    rows = [
        _total(source, INITIAL[source], source.label, own, hrefs.get(source, ""))
        for source, own in sums.items()
        if any(own.row)
    ]
    return tuple(rows), _total("total", "", say("合计"), over(sums), "")


def _total(key: str, letter: str, label: str, sums: Sums, href: str) -> SourceTotal:
    return SourceTotal(
        key=key,
        letter=letter,
        label=label,
        planned=yuan(sums.planned),
        pledged=yuan(sums.pledged),
        received=yuan(sums.received),
        in_kind=yuan(sums.received_in_kind) if sums.received_in_kind else "",
        refunded=yuan(sums.refunded) if sums.refunded else "",
        href=href,
    )
