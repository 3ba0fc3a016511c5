"""Notices with their clocks."""

from dataclasses import dataclass
from datetime import date

from generator.calendar import clock, lately, ymd
from generator.ledger import Book, Ledger, Record
from generator.records import Notice
from generator.views.evidence import FileView, attachments


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice with its clock, in words and machine-readable."""

    number: str
    title: str
    phase: str
    round: int
    opens: str
    closes: str
    closes_short: str
    deadline: str
    days: int
    unit: str
    places: tuple[str, ...]
    issuer: str
    issued: str
    withdrawn: str
    corrects: str
    objections: tuple[tuple[str, str, str, str], ...]
    files: tuple[FileView, ...]
    open: bool
    illustrative: bool


def notices(ledger: Ledger, book: Book, as_of: date) -> tuple[NoticeView, ...]:
    """Show the notices of a project, newest first."""
    return tuple(_notice(ledger, record, as_of) for record in sorted(book.notices, key=_opens, reverse=True))


def _opens(record: Record[Notice]) -> tuple[date, str]:
    return record.value.opens, record.id


def _notice(ledger: Ledger, record: Record[Notice], as_of: date) -> NoticeView:
    said = record.value
    last = said.closes.date()
    return NoticeView(
        number=said.number,
        title=said.title,
        phase=said.phase.label,
        round=said.round,
        opens=ymd(said.opens),
        closes=f"{ymd(last)} {clock(said.closes)}",
        closes_short=f"{lately(last.isoformat(), as_of)} {clock(said.closes)}",
        deadline=said.closes.isoformat(timespec="minutes"),
        days=(last - said.opens).days + 1,
        unit=said.unit.label,
        places=said.places,
        issuer=said.issuer,
        issued=ymd(said.issued),
        withdrawn=f"{ymd(said.withdrawn.date)}撤回：{said.withdrawn.reason}" if said.withdrawn else "",
        corrects=said.corrects or "",
        objections=tuple(
            (ymd(one.received), one.text, ymd(one.answered) if one.answered else "", one.answer or "")
            for one in said.objections
        ),
        files=attachments(ledger, said.attachments),
        open=said.opens <= as_of <= last and said.withdrawn is None,
        illustrative=said.illustrative,
    )
