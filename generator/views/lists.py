"""Pages over many projects: a community, the home page, the lists. Made from facts, never from ledgers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.ledger import Ledger
from generator.money import yuan
from generator.records.place import Fact, ObjectionChannel, Source
from generator.records.project import Stage
from generator.views.facts import LATEST, Changed, Facts, Opening, ProjectCard
from generator.views.meeting import MeetingLine
from generator.views.money import INITIAL
from generator.wording import CLAUSES, listed, say

PAGE = 200
"""Entries on one page of a list."""

STAGES = tuple((stage.value, stage.label) for stage in Stage)
SOURCES = tuple((source.value, source.label) for source in Source)


@dataclass(frozen=True, slots=True)
class SourceTotal:
    """One source over many projects; text in 元."""

    key: str
    letter: str
    label: str
    planned: str
    received: str
    in_kind: str


@dataclass(frozen=True, slots=True)
class CommunityPage:
    """A community's page."""

    name: str
    district: str
    subdistrict: str
    size: str
    about: str
    open: Sequence[Opening]
    projects: Sequence[ProjectCard]
    stages: tuple[tuple[str, str], ...]
    source_choices: tuple[tuple[str, str], ...]
    sources: tuple[SourceTotal, ...]
    total: SourceTotal
    meetings: Sequence[MeetingLine]
    facts: tuple[Fact, ...]
    supervision: str
    channel: ObjectionChannel
    dial: str


@dataclass(frozen=True, slots=True)
class CommunityCard:
    """A community on the home page."""

    id: str
    name: str
    district: str
    subdistrict: str
    projects: int
    received: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page."""

    communities: tuple[CommunityCard, ...]
    projects: int
    open: tuple[Opening, ...]
    sources: tuple[SourceTotal, ...]
    total: SourceTotal
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list of projects or meetings."""

    path: str
    count: int
    number: int
    pages: int
    before: str
    after: str
    projects: Sequence[ProjectCard]
    meetings: Sequence[MeetingLine]
    stages: tuple[tuple[str, str], ...] = STAGES
    source_choices: tuple[tuple[str, str], ...] = SOURCES


def community(ledger: Ledger, facts: Facts) -> CommunityPage:
    """Work out a community's page."""
    said = ledger.community.value
    sources, total = totals([facts])
    size = [say("{homes} 户", homes=f"{said.households:,}")] if said.households else []
    size += [say("{area} ㎡", area=yuan(said.area))] if said.area else []
    size += [say("依据：{basis}", basis=said.basis)] if size and said.basis else []
    below = len(f"{ledger.id}/")
    return CommunityPage(
        name=said.name,
        district=said.district,
        subdistrict=said.subdistrict,
        size=listed(size, CLAUSES),
        about=said.about or "",
        open=facts["open"],
        projects=facts["projects"],
        stages=STAGES,
        source_choices=SOURCES,
        sources=sources,
        total=total,
        meetings=[line._replace(href=line.href[below:]) for line in facts["meetings"]],
        facts=said.facts,
        supervision=listed([say("{office} {n} 人", office=seat.office, n=seat.count) for seat in said.supervision]),
        channel=said.objection,
        dial=said.objection.dial,
    )


def totals(facts: Sequence[Facts]) -> tuple[tuple[SourceTotal, ...], SourceTotal]:
    """Add up planned, received and help in kind by source over communities; sources without any are left out."""
    rows, whole = [], [0, 0, 0]
    for source in Source:
        sums = [sum(one["sums"][source.value][part] for one in facts) for part in range(3)]
        whole = [have + more for have, more in zip(whole, sums, strict=True)]
        if any(sums):
            rows.append(_total(source.value, INITIAL[source], source.label, sums))
    return tuple(rows), _total("total", "", say("合计"), whole)


def _total(key: str, letter: str, label: str, sums: Sequence[int]) -> SourceTotal:
    planned, received, in_kind = sums
    return SourceTotal(key, letter, label, yuan(planned), yuan(received), yuan(in_kind) if in_kind else "")


def home(facts: Sequence[Facts]) -> HomePage:
    """Work out the home page."""
    sources, total = totals(facts)
    openings = sorted((one for each in facts for one in each["open"]), key=lambda one: one["deadline"])
    changed = sorted((one for each in facts for one in each["changes"]), key=lambda one: one["iso"], reverse=True)
    cards = []
    for one in facts:
        received = sum(sums[1] for sums in one["sums"].values())
        shown = yuan(received) if received else ""
        cards.append(
            CommunityCard(one["id"], one["name"], one["district"], one["subdistrict"], len(one["projects"]), shown)
        )
    return HomePage(
        communities=tuple(cards),
        projects=sum(card.projects for card in cards),
        open=tuple(openings),
        sources=sources,
        total=total,
        changes=tuple(changed[:LATEST]),
    )


def projects(facts: Sequence[Facts]) -> Iterator[ListPage]:
    """Work out the list of all projects, newest first, on as many pages as it takes."""
    cards = [card for one in facts for card in one["projects"]]
    cards.sort(key=lambda card: (card.order, card.community, card.id), reverse=True)
    for path, number, pages, before, after, start in _pages("projects", len(cards)):
        yield ListPage(path, len(cards), number, pages, before, after, cards[start : start + PAGE], ())


def meetings(facts: Sequence[Facts]) -> Iterator[ListPage]:
    """Work out the list of all meetings, newest first."""
    lines = [line for one in facts for line in one["meetings"]]
    lines.sort(key=lambda line: (line.iso, line.href), reverse=True)
    for path, number, pages, before, after, start in _pages("meetings", len(lines)):
        yield ListPage(path, len(lines), number, pages, before, after, (), lines[start : start + PAGE])


def _pages(stem: str, count: int) -> Iterator[tuple[str, int, int, str, str, int]]:
    pages = max(1, -(-count // PAGE))
    names = [f"{stem}.html", *(f"{stem}-{number}.html" for number in range(2, pages + 1))]
    for index, name in enumerate(names):
        before = names[index - 1] if index else ""
        after = names[index + 1] if index + 1 < pages else ""
        yield name, index + 1, pages, before, after, index * PAGE
