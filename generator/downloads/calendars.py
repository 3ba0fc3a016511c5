"""Meetings and deadlines → iCalendar (RFC 5545). Events are written once; a calendar of more is those of less together.

Escaping and folding are ours: the library for it, icalendar, took a third of the time of all downloads. It reads them
in the tests.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from generator.ledger import Book, Ledger, Record
from generator.records import Meeting, Notice
from generator.views.site import Site, meeting_path, project_path

_BEFORE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//gongshi//zh-CN
X-WR-CALNAME:{name}
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:19920101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
TZNAME:CST
END:STANDARD
END:VTIMEZONE
"""
_END = b"END:VCALENDAR\r\n"
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_OCTETS = 75
_DAY = len("2026-03-05")


@dataclass(frozen=True, slots=True)
class _Event:
    """An appointment: its address on the site names it, so that a calendar knows it again."""

    path: str
    title: str
    starts: str
    """`2026-03-05` or `2026-03-05 19:00`."""
    known: date
    """The day it was announced: the records tell no other time of writing."""
    place: str = ""
    about: str = ""
    cancelled: bool = False


def of_meetings(ledger: Ledger, site: Site) -> dict[str, list[bytes]]:
    """Write the meetings of a community by id; a calendar has no place for one of which only the month is known."""
    named = {notice.meeting: notice.issued for notice in _notices(ledger) if notice.meeting}
    return {
        id_: [_written(_meeting(ledger, record, named.get(id_)), site)]
        for id_, record in ledger.meetings.items()
        if len(record.value.held) >= _DAY
    }


def _notices(ledger: Ledger) -> list[Notice]:
    """List all notices, the latest first, so that the first to name a meeting is what remains of them."""
    found = [record.value for book in ledger.books.values() for record in book.notices]
    return sorted(found, key=lambda notice: notice.issued, reverse=True)


def _meeting(ledger: Ledger, record: Record[Meeting], named: date | None) -> _Event:
    said = record.value
    day = date.fromisoformat(said.held[:_DAY])
    titles = (ledger.books[ref].project.title for ref in said.projects if ref in ledger.books)
    return _Event(
        path=meeting_path(ledger.id, record.id),
        title=f"{said.title}（{ledger.community.value.name}{said.kind.label}）",
        starts=said.held,
        known=min(named or day, day),
        place=said.place or "",
        about="\n".join((*(f"项目：{title}" for title in titles), *said.agenda)),
    )


def of_deadlines(ledger: Ledger, project: str, site: Site) -> list[bytes]:
    """Write until when objections to the notices of a project are wanted."""
    book = ledger.books[project]
    return [_written(_deadline(ledger, book, record), site) for record in book.notices]


def _deadline(ledger: Ledger, book: Book, record: Record[Notice]) -> _Event:
    said = record.value
    phone = ledger.community.value.objection.phone
    return _Event(
        path=f"{project_path(ledger.id, book.id)}#{record.id}",
        title=f"提意见截止：{book.project.title}（{said.title}）",
        starts=f"{said.closes:%Y-%m-%d %H:%M}",
        known=said.issued,
        about=f"打电话 {phone}，或者在网页上看其他办法。公示编号 {said.number}。",
        cancelled=said.withdrawn is not None,
    )


def _written(event: _Event, site: Site) -> bytes:
    starts = datetime.fromisoformat(event.starts)
    timed = len(event.starts) > _DAY
    name = uuid.uuid5(uuid.NAMESPACE_URL, (site.url or f"{site.name}/") + event.path)
    lines = (
        "BEGIN:VEVENT",
        f"UID:{name}",
        f"DTSTAMP:{event.known:%Y%m%d}T000000Z",
        f"DTSTART;TZID=Asia/Shanghai:{starts:%Y%m%dT%H%M%S}" if timed else f"DTSTART;VALUE=DATE:{starts:%Y%m%d}",
        _text("SUMMARY", event.title),
        _text("LOCATION", event.place),
        _text("DESCRIPTION", event.about),
        f"URL:{site.url}{event.path.partition('#')[0]}" if site.url else "",
        "STATUS:CANCELLED" if event.cancelled else "",
        "END:VEVENT",
    )
    return b"".join(_folded(line) for line in lines if line)


def _text(name: str, value: str) -> str:
    return f"{name}:{value.translate(_ESCAPES)}" if value else ""


def _folded(line: str) -> bytes:
    """Break a line so that none is longer than 75 octets, and no character is cut."""
    raw, parts, room = line.encode(), [], _OCTETS
    while len(raw) > room:
        cut = room
        while raw[cut] & 0xC0 == 0x80:  # inside a character
            cut -= 1
        parts.append(raw[:cut])
        raw, room = raw[cut:], _OCTETS - 1  # the blank at the start of a further line counts
    return b"\r\n ".join((*parts, raw)) + b"\r\n"


def together(name: str, events: Iterable[bytes]) -> bytes:
    """Put events into one calendar; nothing where there are none."""
    body = b"".join(events)
    before = _BEFORE.format(name=name.translate(_ESCAPES)).splitlines()
    return b"".join((*map(_folded, before), body, _END)) if body else b""


def apart(raw: bytes) -> bytes:
    """Take the events out of a calendar."""
    start = raw.find(b"BEGIN:VEVENT")
    return raw[start : -len(_END)]
