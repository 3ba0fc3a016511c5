"""What outlives a community once its pages are written: facts and sums, as plain JSON, for the site-wide pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, TypedDict, cast

from generator.calendar import lately, when
from generator.ledger import Book, Ledger, Sums
from generator.records import Meeting
from generator.records.place import Source
from generator.records.project import Stage
from generator.views import meeting as meetings
from generator.views.changes import latest
from generator.views.longest import longest
from generator.views.meeting import MeetingLine
from generator.views.notice import NoticeView
from generator.views.origins import INITIAL
from generator.views.project import ProjectPage
from generator.views.site import Site, meeting_path
from generator.views.tally import Counts, Gift, Giver, Tally, Waiting
from generator.views.tally import pack as packed
from generator.wording import Said, pack, say, unpack

_STAGES: Mapping[str, Said] = {stage: stage.label for stage in Stage}
_SOURCES: Mapping[str, Said] = {source: source.label for source in Source}

LATEST = 12
"""Changes shown on the home page, and kept for each community."""

CLOSED_DAYS = 30
"""How long a notice is listed after it closed."""


def _until(deadline: str, year: int) -> Said:
    """Put a deadline in words: 4月6日 17:30; the year is left out where it is this one."""
    return say("{day} {time}", day=lately(deadline[:10], date(year, 1, 1)), time=deadline[11:16])


class ProjectCard(NamedTuple):
    """A project in a list. Amounts are text in 元; dates as records spell them, put in words when read."""

    id: str
    community: str
    community_name: str
    title: str
    estate: str
    stage: str
    sources: str
    """Planned or arrived: what the list is filtered by."""
    given: str
    """Those whose cash arrived."""
    planned: str
    received: str
    deadline: str
    order: str
    """The day or month of the last change."""
    year: int
    """The year of the page, which its dates leave out."""

    @property
    def stage_label(self) -> Said:
        """The stage for a reader."""
        return _STAGES[self.stage]

    @property
    def gave(self) -> list[tuple[str, Said, Said]]:
        """Key, letter and name of each source whose cash arrived, as on the funding bar."""
        return [(source, INITIAL[source], _SOURCES[source]) for source in self.given.split()]

    @property
    def closes(self) -> str:
        """The deadline for a reader; empty where no notice is open."""
        return _until(self.deadline, self.year) if self.deadline else ""

    @property
    def updated(self) -> str:
        """The last change for a reader."""
        return lately(self.order, date(self.year, 1, 1)) if self.order else ""


class Opening(NamedTuple):
    """A notice open for objection, or closed a short while ago."""

    community: str
    community_name: str
    project: str
    project_title: str
    title: str
    deadline: str
    year: int

    @property
    def closes(self) -> Said:
        """The deadline for a reader."""
        return _until(self.deadline, self.year)


class Sheet(NamedTuple):
    """A notice that has a sheet: open now, and what its project's page is about."""

    community: str
    project: str
    notice: str
    longest: Any
    """The field to name where it is too long for one sheet of paper, packed."""


class Changed(NamedTuple):
    """A change of a project; its words are packed until they are read."""

    iso: str
    packed: Sequence[Any]
    community: str
    project: str
    project_title: str

    @property
    def when(self) -> Said:
        """The time for a reader."""
        return when(self.iso)

    @property
    def kind(self) -> str:
        """What sort of change, for a reader."""
        return unpack(self.packed[0])

    @property
    def what(self) -> str:
        """The change for a reader."""
        return unpack(self.packed[1])


class Channel(TypedDict):
    """How to raise an objection in a community."""

    phone: str
    dial: str
    contact: str
    place: str
    box: str
    higher: Sequence[Sequence[str]]
    reply: str


class YearFacts(TypedDict):
    """One year of a community; sums as `Sums` lists them, by source."""

    sums: dict[str, Sequence[int]]
    counts: Counts


class Facts(TypedDict):
    """One community reduced to what the site-wide pages show. Sums are 分, by source, as `Sums` lists them."""

    id: str
    name: str
    subdistrict: str
    district: str
    channel: Channel
    sums: dict[str, Sequence[int]]
    counts: Counts
    years: dict[str, YearFacts]
    givers: Sequence[Giver]
    waiting: Sequence[Waiting]
    gave: dict[str, Sequence[int]]
    """By source: the projects that got something, those it planned or gave for, and the lines that tell of it all."""
    gifts: str
    """Packed: see `tally.unpack`."""
    projects: list[ProjectCard]
    meetings: list[MeetingLine]
    open: list[Opening]
    closed: list[Opening]
    sheets: list[Sheet]
    changes: list[Changed]


def gather(ledger: Ledger, pages: Sequence[ProjectPage], site: Site, tallied: Tally) -> Facts:
    """Reduce a community, whose project pages and numbers are worked out, to its facts."""
    community = ledger.community.value
    changed = [change for book in ledger.books.values() for change in _changes(ledger, book)]
    changed.sort(key=lambda change: change.iso, reverse=True)
    year = site.as_of.year
    cards = [_card(ledger, ledger.books[page.id], page, year) for page in pages]
    cards.sort(key=lambda card: (card.order, card.id), reverse=True)
    said = community.objection
    return Facts(
        id=ledger.id,
        name=community.name,
        subdistrict=community.subdistrict,
        district=community.district,
        channel=Channel(
            phone=said.phone,
            dial=said.dial,
            contact=said.contact or "",
            place=said.place or "",
            box=said.box or "",
            higher=said.higher,
            reply=said.reply or "",
        ),
        sums=_sums(book.sums for book in ledger.books.values()),
        counts=tallied.counts,
        years={year: _year(tallied, year) for year in tallied.years},
        givers=tallied.givers,
        waiting=tallied.waiting,
        gave={source.value: _gave(tallied.gifts, source) for source in Source},
        gifts=packed(tallied.gifts),
        projects=cards,
        meetings=_meetings(ledger, site),
        open=_noticed(ledger, pages, year, lambda notice: notice.open),
        closed=_noticed(ledger, pages, year, lambda notice: _lately_closed(notice, site.as_of)),
        sheets=[
            Sheet(ledger.id, page.id, page.notice.id, pack(longest(page)))
            for page in pages
            if page.notice and page.notice.open
        ],
        changes=changed[:LATEST],
    )


def from_json(data: Mapping[str, Any]) -> Facts:
    """Read facts written as JSON, where the long lists are rows without names."""
    named = {
        "projects": [ProjectCard(*card) for card in data["projects"]],
        "meetings": [MeetingLine(*line) for line in data["meetings"]],
        "open": [Opening(*opening) for opening in data["open"]],
        "closed": [Opening(*opening) for opening in data["closed"]],
        "sheets": [Sheet(*sheet) for sheet in data["sheets"]],
        "changes": [Changed(*change) for change in data["changes"]],
        "givers": [Giver(*giver) for giver in data["givers"]],
        "waiting": [Waiting(*one) for one in data["waiting"]],
        "counts": Counts(*data["counts"]),
        "years": {year: {**said, "counts": Counts(*said["counts"])} for year, said in data["years"].items()},
    }
    return cast("Facts", {**data, **named})


def _sums(of_each: Iterable[Mapping[Source, Sums]]) -> dict[str, Sequence[int]]:
    """Add up by source; a source that has nothing is left out."""
    total = {source: Sums() for source in Source}
    for sums in of_each:
        for source, own in sums.items():
            total[source].add(own)
    return {source.value: sums.row for source, sums in total.items() if any(sums.row)}


def _year(tallied: Tally, year: str) -> YearFacts:
    cells = [cell.sums for (_, of), cell in tallied.cells.items() if of == year]
    return YearFacts(sums=_sums(cells), counts=tallied.years[year])


def _gave(gifts: Sequence[Gift], source: Source) -> tuple[int, int, int]:
    own = [gift for gift in gifts if gift.source == source]
    return sum(Sums(*gift.sums).came for gift in own), len(own), sum(1 + len(gift.parts) for gift in own)


def _card(ledger: Ledger, book: Book, page: ProjectPage, year: int) -> ProjectCard:
    project = book.project
    arrived = [source for source in Source if book.sums[source].received]
    giving = [source for source in Source if book.sums[source].planned or source in arrived]
    return ProjectCard(
        id=book.id,
        community=ledger.id,
        community_name=page.community,
        title=project.title,
        estate=project.estate,
        stage=project.stage.value,
        sources=" ".join(giving),
        given=" ".join(arrived),
        planned=page.funding.planned if book.total.planned else "",
        received=page.funding.received,
        deadline=next((notice.deadline for notice in page.notices if notice.open), ""),
        order=page.changes[0].iso if page.changes else "",
        year=year,
    )


def _noticed(
    ledger: Ledger, pages: Sequence[ProjectPage], year: int, wanted: Callable[[NoticeView], bool]
) -> list[Opening]:
    found = [
        Opening(ledger.id, page.community, page.id, page.title, notice.title, notice.deadline, year)
        for page in pages
        for notice in page.notices
        if wanted(notice)
    ]
    return sorted(found, key=lambda opening: opening.deadline)


def _lately_closed(notice: NoticeView, as_of: date) -> bool:
    return notice.closed and notice.deadline >= (as_of - timedelta(CLOSED_DAYS)).isoformat()


def _changes(ledger: Ledger, book: Book) -> list[Changed]:
    return [
        Changed(change.iso, (pack(change.kind), pack(change.what)), ledger.id, book.id, book.project.title)
        for change in latest(book)
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
