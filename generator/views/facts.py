"""What outlives a community once its pages are written: facts and sums, as plain JSON, for the site-wide pages."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypedDict, cast

from generator.ledger import Book, Ledger
from generator.records import Meeting
from generator.records.place import Source
from generator.records.project import Stage
from generator.views import meeting as meetings
from generator.views.meeting import MeetingLine
from generator.views.money import INITIAL
from generator.views.project import ProjectPage
from generator.views.site import Site, meeting_path
from generator.wording import Said, pack, unpack

_STAGES: Mapping[str, Said] = {stage: stage.label for stage in Stage}

LATEST = 12
"""Changes shown on the home page, and kept for each community."""


class ProjectCard(NamedTuple):
    """A project in a list. Amounts are text in 元."""

    id: str
    community: str
    community_name: str
    title: str
    estate: str
    stage: str
    sources: str
    planned: str
    received: str
    deadline: str
    updated: str
    order: str

    @property
    def stage_label(self) -> Said:
        """The stage for a reader."""
        return _STAGES[self.stage]

    @property
    def letters(self) -> list[Said]:
        """The letters of the sources, as they stand on the funding bar."""
        return [INITIAL[source] for source in self.sources.split()]


class Opening(TypedDict):
    """A notice open for objection."""

    community: str
    community_name: str
    project: str
    project_title: str
    title: str
    closes: str
    deadline: str


class Changed(TypedDict):
    """A change of a project."""

    iso: str
    when: str
    kind: str
    what: str
    community: str
    project: str
    project_title: str


class Facts(TypedDict):
    """One community reduced to what the site-wide pages show. Sums are 分: planned, received, in kind."""

    id: str
    name: str
    subdistrict: str
    district: str
    sums: dict[str, list[int]]
    projects: list[ProjectCard]
    meetings: list[MeetingLine]
    open: list[Opening]
    changes: list[Changed]


def gather(ledger: Ledger, pages: Sequence[ProjectPage], site: Site) -> Facts:
    """Reduce a community, whose project pages are worked out, to its facts."""
    community = ledger.community.value
    books = list(ledger.books.values())
    changed = [change for page in pages for change in _changes(ledger, page)]
    changed.sort(key=lambda change: change["iso"], reverse=True)
    cards = [_card(ledger, ledger.books[page.id], page) for page in pages]
    cards.sort(key=lambda card: (card.order, card.id), reverse=True)
    openings = [opening for page in pages for opening in _open(ledger, page)]
    return Facts(
        id=ledger.id,
        name=community.name,
        subdistrict=community.subdistrict,
        district=community.district,
        sums=_sums(books),
        projects=cards,
        meetings=_meetings(ledger, site),
        open=sorted(openings, key=lambda opening: opening["deadline"]),
        changes=changed[:LATEST],
    )


_SAID = ("deadline", "updated", "kind", "when", "what", "closes")
"""What is put in words for a reader, and may be told in another language."""


def to_json(facts: Facts) -> dict[str, Any]:
    """Write facts as plain JSON; the long lists are rows without names."""
    return {
        **facts,
        "projects": [list(_packed(card._asdict()).values()) for card in facts["projects"]],
        "meetings": [list(_packed(line._asdict()).values()) for line in facts["meetings"]],
        "open": [_packed(opening) for opening in facts["open"]],
        "changes": [_packed(change) for change in facts["changes"]],
    }


def from_json(data: Mapping[str, Any]) -> Facts:
    """Read what `to_json` wrote."""
    cards = [ProjectCard(**_unpacked(dict(zip(ProjectCard._fields, row, strict=True)))) for row in data["projects"]]
    lines = [MeetingLine(**_unpacked(dict(zip(MeetingLine._fields, row, strict=True)))) for row in data["meetings"]]
    dated = {key: [_unpacked(one) for one in data[key]] for key in ("open", "changes")}
    return cast("Facts", {**data, **dated, "projects": cards, "meetings": lines})


def _packed(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: pack(value) if key in _SAID else value for key, value in fields.items()}


def _unpacked(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: unpack(value) if key in _SAID else value for key, value in fields.items()}


def _sums(books: list[Book]) -> dict[str, list[int]]:
    return {
        source.value: [
            sum(book.sums[source].planned for book in books),
            sum(book.sums[source].received for book in books),
            sum(book.sums[source].received_in_kind for book in books),
        ]
        for source in Source
    }


def _card(ledger: Ledger, book: Book, page: ProjectPage) -> ProjectCard:
    project = book.project
    giving = [source for source in Source if book.sums[source].planned or book.sums[source].received]
    latest = page.changes[0] if page.changes else None
    return ProjectCard(
        id=book.id,
        community=ledger.id,
        community_name=page.community,
        title=project.title,
        estate=project.estate,
        stage=project.stage.value,
        sources=" ".join(giving),
        planned=page.funding.planned if book.total.planned else "",
        received=page.funding.received,
        deadline=next((notice.closes_short for notice in page.notices if notice.open), ""),
        updated=page.updated,
        order=latest.iso if latest else "",
    )


def _open(ledger: Ledger, page: ProjectPage) -> list[Opening]:
    return [
        Opening(
            community=ledger.id,
            community_name=page.community,
            project=page.id,
            project_title=page.title,
            title=notice.title,
            closes=notice.closes_short,
            deadline=notice.deadline,
        )
        for notice in page.notices
        if notice.open
    ]


def _changes(ledger: Ledger, page: ProjectPage) -> list[Changed]:
    return [
        Changed(
            iso=change.iso,
            when=change.when,
            kind=change.kind,
            what=change.what,
            community=ledger.id,
            project=page.id,
            project_title=page.title,
        )
        for change in page.changes[:LATEST]
    ]


def _about(ledger: Ledger, meeting: Meeting) -> str:
    titles = (ledger.books[ref].project.title for ref in meeting.projects if ref in ledger.books)
    return " · ".join((ledger.community.value.name, *titles))


def _meetings(ledger: Ledger, site: Site) -> list[MeetingLine]:
    lines = [
        meetings.line(record, meeting_path(ledger.id, record.id), site.as_of, about=_about(ledger, record.value))
        for record in ledger.meetings.values()
    ]
    return sorted(lines, key=lambda line: (line.iso, line.href), reverse=True)
