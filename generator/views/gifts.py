"""Lines that tell what a source gave: to a project or a community, in all or in one year, and from whom it came."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.calendar import ym
from generator.ledger import Sums
from generator.money import yuan
from generator.records.place import Source
from generator.views.money import Segment, segments
from generator.views.origins import INITIAL
from generator.views.paging import PAGE
from generator.views.tally import Gift, Giver, Part
from generator.wording import listed, say

_LETTERS = {source.value: INITIAL[source] for source in Source}
NAMED = 3
"""Organisations named on a line; of more, only how many."""


class Amount(NamedTuple):
    """A sum as text in 元, and the address of what is behind it."""

    text: str
    href: str


class Line(NamedTuple):
    """What somebody was given, in 元: planned or pledged first, then what arrived. Its address splits them."""

    name: str
    href: str
    about: Sequence[str]
    first: str
    received: str
    notes: Sequence[str]


class GiverLine(NamedTuple):
    """One organisation, or all others of a source together; text in 元."""

    key: str
    letter: str
    name: str
    href: str
    given: str
    """Cash, and what help in kind is worth."""
    note: str
    """How much of it was cash, where not all was."""


class YearBar(NamedTuple):
    """Cash that arrived in a year, drawn beside the largest year."""

    label: str
    received: Amount
    segments: Sequence[Segment]


def in_all(gift: Gift, name: str, href: str, where: str = "") -> Line:
    """Tell what a project was given in all."""
    sums, arrived = Sums(*gift.sums), [part for part in gift.parts if part.first]
    when = [_dated(part) for part in arrived] if len(arrived) > 1 else [_months(part) for part in arrived]
    waiting = sums.pledged - sums.received
    notes = [say("认捐 {amount}", amount=yuan(sums.pledged))] if sums.pledged != sums.planned else []
    notes += [say("待到账 {amount}", amount=yuan(waiting))] if waiting > 0 else []
    about = _said(where, _who(gift.who), *when)
    return Line(name, href, about, yuan(sums.planned), yuan(sums.received), (*notes, *beside(sums)))


def in_year(gift: Gift, part: Part, name: str, href: str, where: str = "") -> Line:
    """Tell what a project was given in one year."""
    sums = Sums(*part.sums)
    about = _said(where, _who(gift.who), _months(part) if part.first else "")
    return Line(name, href, about, yuan(sums.pledged), yuan(sums.received), tuple(beside(sums)))


def to_all(sums: Sums, name: str, href: str, about: Sequence[str], *, year: bool) -> Line:
    """Tell what the projects of a community were given; everything is told on its own page."""
    first = sums.pledged if year else sums.planned
    return Line(name, href, about, yuan(first), yuan(sums.received), tuple(beside(sums)))


def _said(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _dated(part: Part) -> str:
    return say("{months} {amount} 元", months=_months(part), amount=yuan(Sums(*part.sums).received))


def _months(part: Part) -> str:
    if part.first == part.last:
        return ym(part.first)
    return say("{year}年{first}至{last}月", year=part.year, first=int(part.first[5:]), last=int(part.last[5:]))


def _who(names: Sequence[str]) -> str:
    if len(names) > NAMED:
        return say("{names}等 {n} 家", names=listed(names[:NAMED]), n=len(names))
    return listed(names)


def beside(sums: Sums) -> Iterator[str]:
    """Say what stands beside the cash that arrived."""
    if sums.received_in_kind:
        yield say("实物和人工 {amount}", amount=yuan(sums.received_in_kind))
    if sums.refunded:
        yield say("已退 {amount}", amount=yuan(sums.refunded))


def givers(found: Iterable[Giver], hrefs: Mapping[str, str]) -> tuple[GiverLine, ...]:
    """List who gave, most first, the nameless of a source as one; past a page's worth the rest is one line more.

    What stands on a line is what it is ranked by: cash, and help in kind at its worth.
    """
    given: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for giver in found:
        have = given[giver.source, giver.name]
        have[:] = have[0] + giver.cash, have[1] + giver.in_kind
    order = sorted(given.items(), key=lambda one: (-sum(one[1]), one[0]))
    lines = [_giver(source, _name(source, name), sums, hrefs) for (source, name), sums in order[:PAGE]]
    if rest := order[PAGE:]:
        sums = [sum(amounts[part] for _, amounts in rest) for part in (0, 1)]
        lines.append(_giver("", say("其余 {n} 家", n=len(rest)), sums, {}))
    return tuple(lines)


def _giver(source: str, name: str, sums: Sequence[int], hrefs: Mapping[str, str]) -> GiverLine:
    cash, in_kind = sums
    mixed = say("现金 {cash}，实物和人工折价 {in_kind}", cash=yuan(cash), in_kind=yuan(in_kind))
    note = (mixed if cash else say("全是实物和人工折价")) if in_kind else ""
    return GiverLine(source, _LETTERS.get(source, ""), name, hrefs.get(source, ""), yuan(cash + in_kind), note)


def _name(source: str, name: str) -> str:
    if name:
        return name
    return say("业主和居民（合计）") if source == Source.OWNERS else say("没有写明单位的（合计）")


def bars(years: Mapping[str, Mapping[Source, Sums]]) -> dict[str, tuple[Segment, ...]]:
    """Draw the cash of each year, as long as it is beside the largest year's; nothing where there was none."""
    arrived = {year: {source: own.received for source, own in sums.items()} for year, sums in years.items()}
    most = max((sum(of_year.values()) for of_year in arrived.values()), default=0)
    return {year: drawn for year, of_year in arrived.items() if (drawn := tuple(segments(of_year, most)))}
