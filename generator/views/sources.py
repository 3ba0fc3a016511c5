"""The site's page of each source: what it gave and to whom, by project or, on a large site, by community."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.ledger import Sums
from generator.money import yuan
from generator.records.place import Source
from generator.views.facts import Facts
from generator.views.gifts import Amount, GiverLine, Line, YearBar, bars, givers, in_all, in_year, to_all
from generator.views.origins import INITIAL
from generator.views.paging import PAGE, Leaf, Piece, leaves, places, split
from generator.views.site import SOURCE_PAGES, project_path
from generator.views.tally import unpack
from generator.views.totals import Whole, span
from generator.wording import Said, say


class Head(NamedTuple):
    """A section: all that was given, or one year of it."""

    id: str
    title: str
    year: str


Section = tuple[Head, Sequence[Line]]
WHOM = Head("whom", say("给了谁"), "")
DUE = Head("due", say("还没到"), "")


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page of one source; text in 元."""

    leaf: Leaf
    key: str
    letter: str
    label: str
    finding: str
    planned: str
    pledged: str
    received: str
    in_kind: str
    together: str
    refunded: str
    years: Sequence[YearBar]
    givers: Sequence[GiverLine]
    by_project: bool
    pieces: Sequence[Piece[Head, Line]]


def sections(whole: Whole, source: Source) -> list[Section]:
    """List to whom a source gave, and is still to give, then year by year, newest first; most first in each."""
    by_project = _few(whole, source)
    lines: dict[Head, list[tuple[int, Line]]] = {WHOM: [], DUE: []}
    for year in whole.years:
        lines[_head(year)] = []
    for one in whole.facts:
        for head, received, line in _of_projects(one, source) if by_project else _of_community(whole, one, source):
            lines[head].append((received, line))
    return [
        (head, [line for _, line in sorted(own, key=lambda pair: (-pair[0], pair[1].href))])
        for head, own in lines.items()
        if own
    ]


def _few(whole: Whole, source: Source) -> bool:
    """Tell whether every project of a source finds room on one page."""
    return sum(one["gave"][source][2] for one in whole.facts) <= PAGE


def _head(year: str) -> Head:
    return Head(f"y{year}", say("{year}年", year=year), year)


def _whom(sums: Sums) -> Head:
    return WHOM if sums.came else DUE


def _of_projects(facts: Facts, source: Source) -> Iterator[tuple[Head, int, Line]]:
    titles = {card.id: card.title for card in facts["projects"]}
    for gift in unpack(facts["gifts"]):
        if gift.source != source:
            continue
        name, href = titles[gift.project], f"../{project_path(facts['id'], gift.project)}"
        yield _whom(Sums(*gift.sums)), Sums(*gift.sums).received, in_all(gift, name, href, facts["name"])
        for part in gift.parts:
            line = in_year(gift, part, name, href, facts["name"])
            yield _head(part.year), Sums(*part.sums).received, line


def _of_community(whole: Whole, facts: Facts, source: Source) -> Iterator[tuple[Head, int, Line]]:
    if source not in facts["sums"]:
        return
    href = f"../{facts['id']}/{whole.places[facts['id']][source]}"
    sums = Sums(*facts["sums"][source])
    about = facts["subdistrict"], say("{n} 个项目", n=facts["gave"][source][0])
    yield _whom(sums), sums.received, to_all(sums, facts["name"], href, about, year=False)
    for year, said in facts["years"].items():
        if source in said["sums"]:
            sums = Sums(*said["sums"][source])
            yield _head(year), sums.received, to_all(sums, facts["name"], href, about[:1], year=True)


def given_in(source: Source, found: Sequence[Section]) -> Mapping[str, str]:
    """Give the address of each year's section below the site."""
    at = places(source.value, [(head.id, len(lines)) for head, lines in found])
    return {head.year: f"{SOURCE_PAGES}/{at[head.id]}" for head, _ in found if head.year}


def pages(whole: Whole, source: Source, found: Sequence[Section]) -> Iterator[SourcePage]:
    """Work out the pages of a source from its sections."""
    total, cut = whole.sums[source], split(found)
    first, *others = leaves(f"{SOURCE_PAGES}/{source.value}", len(cut))
    page = SourcePage(
        leaf=first,
        key=source.value,
        letter=INITIAL[source],
        label=source.label,
        finding=_finding(whole, source, found),
        planned=yuan(total.planned),
        pledged=yuan(total.pledged),
        received=yuan(total.received),
        in_kind=yuan(total.received_in_kind) if total.received_in_kind else "",
        together=yuan(total.received + total.received_in_kind),
        refunded=yuan(total.refunded) if total.refunded else "",
        years=_years(whole, source, given_in(source, found)),
        givers=givers(
            (giver for one in whole.facts for giver in one["givers"] if giver.source == source), {source: "#whom"}
        ),
        by_project=_few(whole, source),
        pieces=cut[0],
    )
    yield page
    for leaf, pieces in zip(others, cut[1:], strict=True):
        yield replace(page, leaf=leaf, pieces=pieces)


def _years(whole: Whole, source: Source, at: Mapping[str, str]) -> list[YearBar]:
    drawn = bars({year: {source: sums[source]} for year, sums in whole.years.items()})
    return [
        YearBar(
            say("{year}年", year=year),
            Amount(yuan(whole.years[year][source].received), at[year].rpartition("/")[2]),
            drawn[year],
        )
        for year in whole.years
        if year in drawn
    ]


def _finding(whole: Whole, source: Source, found: Sequence[Section]) -> Said:
    """Say in a sentence how much went to how many, and where most of it went."""
    gave = [one["gave"][source][0] for one in whole.facts if one["gave"][source][0]]
    if not gave:
        return say("还没有到账的。")
    given = say(
        "{span}，给了 {communities}的 {projects}",
        span=span(year for year, sums in whole.years.items() if sums[source].came),
        communities=say("{n} 个社区", n=len(gave)),
        projects=say("{n} 个项目", n=sum(gave)),
    )
    if not whole.sums[source].received:
        return say("{given}，全是实物和人工。", given=given)
    most = found[0][1][0]
    return say("{given}。现金最多的是{name}，{amount} 元。", given=given, name=most.name, amount=most.received)
