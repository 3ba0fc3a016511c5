"""A community reduced to its facts, once its pages and numbers are worked out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from generator.ledger import Book, Ledger, Sums
from generator.records import Meeting
from generator.records.place import Source
from generator.views import meeting as meetings
from generator.views.changes import latest
from generator.views.facts import LATEST, Changed, Channel, Facts, Opening, ProjectCard, Sheet, YearFacts
from generator.views.longest import longest
from generator.views.meeting import MeetingLine
from generator.views.notice import NoticeView
from generator.views.project import ProjectPage
from generator.views.site import Site, meeting_path
from generator.views.tally import Gift, Tally
from generator.views.tally import pack as packed
from generator.wording import pack

CLOSED_DAYS = 30
"""How long a notice is listed after it closed."""


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
