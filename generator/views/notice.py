"""Notices with their clocks."""

from dataclasses import dataclass
from datetime import date

from generator import workdays
from generator.breaks import subject
from generator.calendar import clock, lately, md, ymd
from generator.ledger import Book, Ledger, Record
from generator.records import Notice
from generator.records.notice import DayUnit, Phase, Withdrawal
from generator.views.evidence import FileView, attachments
from generator.wording import Said, say

_OPEN, _CLOSED = say("公示中"), say("已截止")


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice with its clock, in words and machine-readable."""

    id: str
    number: str
    title: str
    subject: str
    """The title without the word 公示, for a sentence that has it already."""
    matter: str
    phase: str
    after: bool
    """Whether it tells what became of the money."""
    round: int
    opens: str
    closes: str
    closes_short: str
    last: str
    """Its last day, without the year where it opened in the same."""
    deadline: str
    days: int
    unit: str
    working: bool
    """Whether its days are working days."""
    places: tuple[str, ...]
    issuer: str
    issued: str
    withdrawn: str
    state: str
    short: str
    corrects: str
    objections: tuple[tuple[str, str, str, str], ...]
    files: tuple[FileView, ...]
    open: bool
    closed: bool
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
        id=record.id,
        number=said.number,
        title=said.title,
        subject=subject(said.title),
        matter=said.matter,
        phase=said.phase.label,
        after=said.phase is Phase.AFTER,
        round=said.round,
        opens=ymd(said.opens),
        closes=say("{day} {time}", day=ymd(last), time=clock(said.closes)),
        closes_short=say("{day} {time}", day=lately(last.isoformat(), as_of), time=clock(said.closes)),
        last=md(last) if last.year == said.opens.year else ymd(last),
        deadline=said.closes.isoformat(timespec="minutes"),
        days=workdays.count(said.opens, last, working=said.unit is DayUnit.WORKING),
        unit=said.unit.label,
        working=said.unit is DayUnit.WORKING,
        places=said.places,
        issuer=said.issuer,
        issued=ymd(said.issued),
        withdrawn=_withdrawn(said.withdrawn),
        state=state(said, as_of),
        short=said.short or "",
        corrects=said.corrects or "",
        objections=tuple(
            (ymd(one.received), one.text, ymd(one.answered) if one.answered else "", one.answer or "")
            for one in said.objections
        ),
        files=attachments(ledger, said.attachments),
        open=state(said, as_of) == _OPEN,
        closed=state(said, as_of) == _CLOSED,
        illustrative=said.illustrative,
    )


def _withdrawn(done: Withdrawal | None) -> str:
    return say("{day}撤回：{reason}", day=ymd(done.date), reason=done.reason) if done else ""


def state(notice: Notice, as_of: date) -> Said:
    """Say how a notice stands on a day; its last day counts as a whole."""
    if notice.withdrawn is not None and notice.withdrawn.date <= as_of:
        return say("已撤回")
    if as_of < notice.opens:
        return say("还没有开始")
    return _OPEN if as_of <= notice.closes.date() else _CLOSED
