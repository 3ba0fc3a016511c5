"""A meeting: its own page, and its line on other pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.calendar import when
from generator.ledger import Ledger, Record
from generator.records import Meeting
from generator.records.meeting import MeetingKind
from generator.views.evidence import FileView, attachments
from generator.views.votes import Decision, decisions
from generator.wording import Said, say

_KINDS: Mapping[str, Said] = {kind: kind.label for kind in MeetingKind}


class MeetingLine(NamedTuple):
    """A meeting on somebody else's page."""

    title: str
    about: str
    of: str
    """What sort of meeting, as the record says it."""
    iso: str
    place: str
    present: int | None
    decided: tuple[str, ...]
    href: str
    upcoming: bool
    illustrative: bool

    @property
    def kind(self) -> Said:
        """What sort of meeting, for a reader."""
        return _KINDS[self.of]

    @property
    def kind_untold(self) -> str:
        """What sort of meeting, where the title does not say it: 换门议事会 is a 协商议事会."""
        return "" if self.kind[-3:] in self.title else self.kind

    @property
    def when(self) -> Said:
        """The time for a reader."""
        return when(self.iso.replace("T", " "))


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting's own page."""

    line: MeetingLine
    community: str
    estates: tuple[str, ...]
    phone: str
    dial: str
    projects: tuple[tuple[str, str], ...]
    """Title and address of the projects it is about."""
    attendance: tuple[tuple[str, str], ...]
    agenda: tuple[str, ...]
    options: tuple[str, ...]
    resolutions: tuple[str, ...]
    votes: tuple[Decision, ...]
    minutes: str
    files: tuple[FileView, ...]


def line(
    record: Record[Meeting], href: str, as_of: date, *, project: str | None = None, about: str = ""
) -> MeetingLine:
    """Put a meeting in a few words; only what it resolved about `project`, where one is given.

    `about` says whose meeting it is, on a page where that does not go without saying.
    """
    meeting = record.value
    decided = tuple(one.text for one in meeting.resolutions if project is None or one.project in (None, project))
    return MeetingLine(
        title=meeting.title,
        about=about,
        of=meeting.kind.value,
        iso=meeting.held.replace(" ", "T"),
        place=meeting.place or "",
        present=meeting.present,
        decided=decided,
        href=href,
        upcoming=upcoming(meeting.held, as_of),
        illustrative=meeting.illustrative,
    )


def upcoming(held: str, as_of: date) -> bool:
    """Tell whether a meeting is still to come: today counts, and a bare month only when it has not begun."""
    today = as_of.isoformat()
    return held[:10] >= today if len(held) >= len(today) else held > today[: len(held)]


def page(ledger: Ledger, record: Record[Meeting], as_of: date) -> MeetingPage:
    """Work out a meeting's page; addresses are relative to it."""
    meeting, community = record.value, ledger.community.value
    about = [ledger.books[ref].project for ref in meeting.projects if ref in ledger.books]
    return MeetingPage(
        line=line(record, "", as_of),
        community=community.name,
        estates=tuple(dict.fromkeys(project.estate for project in about)),
        phone=community.objection.phone,
        dial=community.objection.dial,
        projects=tuple(
            (ledger.books[ref].project.title, f"../projects/{ref}.html")
            for ref in meeting.projects
            if ref in ledger.books
        ),
        attendance=tuple((side.who, _present(side.present, side.eligible)) for side in meeting.attendance),
        agenda=meeting.agenda,
        options=meeting.options,
        resolutions=tuple(one.text for one in meeting.resolutions),
        votes=tuple(
            one for resolution in meeting.resolutions for one in decisions(meeting, resolution, ledger.rules, "")
        ),
        minutes=meeting.minutes or "",
        files=attachments(ledger, meeting.attachments),
    )


def _present(count: int, eligible: int | None) -> Said:
    return say("{n} 人", n=count) if eligible is None else say("{present} / {n} 人", present=count, n=eligible)
