"""Pages over many projects: a community, the home page, the list of projects. Made from facts, never from ledgers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.ledger import Ledger, Sums
from generator.money import yuan
from generator.records.place import Fact, ObjectionChannel, Source
from generator.records.project import Stage
from generator.views import agenda, statistics
from generator.views.agenda import Entry, Section
from generator.views.facts import LATEST, Changed, Facts, Opening, ProjectCard
from generator.views.meeting import MeetingLine
from generator.views.paging import Leaf, leaves, split
from generator.views.totals import SourceTotal, Whole, totals
from generator.wording import CLAUSES, listed, say

SOON = 5
"""Open notices, and meetings to come, on the home page; a page of their own lists all."""

STAGES = tuple((stage.value, stage.label) for stage in Stage)
SOURCE_CHOICES = tuple((source.value, source.label) for source in Source)


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
    finding: str
    sources: tuple[SourceTotal, ...]
    total: SourceTotal
    coming: Sequence[Section]
    meetings: Sequence[MeetingLine]
    alliances: Sequence[tuple[str, str]]
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
    counts: tuple[str, str]
    """How many communities, how many projects."""
    open: Sequence[Opening]
    more_open: int
    coming: Sequence[Entry]
    more_coming: int
    finding: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class ProjectsPage:
    """One page of the list of all projects."""

    leaf: Leaf
    count: int
    projects: Sequence[ProjectCard]
    stages: tuple[tuple[str, str], ...] = STAGES
    source_choices: tuple[tuple[str, str], ...] = SOURCE_CHOICES


def community(ledger: Ledger, whole: Whole) -> CommunityPage:
    """Work out a community's page from its own numbers."""
    said, facts = ledger.community.value, whole.facts[0]
    sources, total = totals(whole.sums, whole.places[ledger.id])
    size = [say("{homes} 户", homes=f"{said.households:,}")] if said.households else []
    size += [say("{area} ㎡", area=yuan(said.area))] if said.area else []
    size += [say("依据：{basis}", basis=said.basis)] if size and said.basis else []
    below = len(f"{ledger.id}/")
    own = [line._replace(href=line.href[below:]) for line in facts["meetings"]]
    return CommunityPage(
        name=said.name,
        district=said.district,
        subdistrict=said.subdistrict,
        size=listed(size, CLAUSES),
        about=said.about or "",
        open=facts["open"],
        projects=facts["projects"],
        stages=STAGES,
        source_choices=SOURCE_CHOICES,
        finding=statistics.finding(whole),
        sources=sources,
        total=total,
        coming=_coming({**facts, "meetings": own}),
        meetings=[line for line in own if not line.upcoming],
        alliances=_alliances(ledger),
        facts=said.facts,
        supervision=listed([say("{office} {n} 人", office=seat.office, n=seat.count) for seat in said.supervision]),
        channel=said.objection,
        dial=said.objection.dial,
    )


def _coming(facts: Facts) -> list[Section]:
    """List what is to come, where people are to meet: what is open alone stands above it already."""
    found = [section for section in agenda.sections([facts]) if section[0].coming]
    return found if any(entry.meeting for _, entries in found for entry in entries) else []


def _alliances(ledger: Ledger) -> list[tuple[str, str]]:
    """Name the alliances of a community with their members, and how many a member stands for."""
    members: dict[str, list[str]] = {}
    for record in ledger.records["parties"].values():
        party = record.value
        if party.alliance:
            told = say("{name} {n} 家", name=party.name, n=party.seats) if party.seats > 1 else party.name
            members.setdefault(party.alliance, []).append(told)
    return [(name, listed(told)) for name, told in members.items()]


def home(whole: Whole, soon: Sequence[Section]) -> HomePage:
    """Work out the home page; `soon` are the sections of all meetings."""
    facts = whole.facts
    openings = sorted((one for each in facts for one in each["open"]), key=lambda one: one.deadline)
    changed = sorted((one for each in facts for one in each["changes"]), key=lambda one: one.iso, reverse=True)
    called = [entry for head, entries in soon if head.coming for entry in entries if entry.meeting]
    cards = tuple(_card(one) for one in facts)
    return HomePage(
        communities=cards,
        counts=(say("{n} 个社区", n=len(cards)), say("{n} 个项目", n=sum(card.projects for card in cards))),
        open=openings[:SOON],
        more_open=len(openings[SOON:]),
        coming=called[:SOON],
        more_coming=len(called[SOON:]),
        finding=statistics.finding(whole),
        changes=tuple(changed[:LATEST]),
    )


def _card(facts: Facts) -> CommunityCard:
    received = sum(Sums(*sums).received for sums in facts["sums"].values())
    return CommunityCard(
        facts["id"],
        facts["name"],
        facts["district"],
        facts["subdistrict"],
        len(facts["projects"]),
        yuan(received) if received else "",
    )


def projects(facts: Sequence[Facts]) -> Iterator[ProjectsPage]:
    """Work out the list of all projects, newest first, on as many pages as it takes."""
    cards = [card for one in facts for card in one["projects"]]
    cards.sort(key=lambda card: (card.order, card.community, card.id), reverse=True)
    pages = split([("", cards)])
    for leaf, pieces in zip(leaves("projects", len(pages)), pages, strict=True):
        yield ProjectsPage(leaf, len(cards), pieces[0].rows)
