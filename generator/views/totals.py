"""Sums of many projects by source, ready for a table; each number with the address of what is behind it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.ledger import Sums
from generator.money import yuan
from generator.records.place import Source
from generator.views.facts import YearFacts
from generator.views.money import INITIAL
from generator.wording import say

OfSource = Mapping[str, Sequence[int]]
"""Sums by source, as facts keep them."""


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
    """Add up by year and source, years in their order."""
    years: dict[str, list[OfSource]] = defaultdict(list)
    for own in of_each:
        for year, said in own.items():
            years[year].append(said["sums"])
    return {year: add(years[year]) for year in sorted(years)}


def whole(sums: Mapping[Source, Sums]) -> Sums:
    """Add up all sources."""
    total = Sums()
    for own in sums.values():
        total.add(own)
    return total


def totals(sums: Mapping[Source, Sums], hrefs: Mapping[str, str]) -> tuple[tuple[SourceTotal, ...], SourceTotal]:
    """Give a line for each source that has anything, and the line of their total."""
    rows = [
        _total(source, INITIAL[source], source.label, own, hrefs.get(source, ""))
        for source, own in sums.items()
        if own != Sums()
    ]
    return tuple(rows), _total("total", "", say("合计"), whole(sums), "")


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
