"""First announced, then voted, then published, then built."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator import verdicts, workdays
from generator.calendar import first_day, last_day
from generator.diagnostics import Finding, Location, warning
from generator.ledger import Book, Ledger, Record
from generator.reconcile.clocks import breach, cited
from generator.records import Meeting, Notice
from generator.records.meeting import MeetingKind, VoteRule
from generator.records.notice import DayUnit, Phase, Topic
from generator.records.project import Stage
from generator.records.rules import Act
from generator.wording import Said, on, say

_PUBLISH = {MeetingKind.OWNERS: Act.PUBLISH_OWNERS, MeetingKind.COMMITTEE: Act.PUBLISH_COMMITTEE}


def votes_announced(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """The owners' meeting votes on nothing that was not announced in time."""
    for record, index, project in _owners_votes(ledger):
        held = first_day(record.value.held)
        rule = ledger.rules.on(held).deadlines.get(Act.CALL)
        if rule is None:
            continue
        latest = _before(held, rule.days, working=rule.unit is DayUnit.WORKING)
        vote = record.value.resolutions[index].vote
        calls = [notice.value.opens for notice in project.notices if _calls(notice, record)]
        early = min(calls, default=None)
        yield (
            None
            if early is not None and early <= latest
            else breach(
                "vote-unannounced",
                _uncalled(record.value.resolutions[index].text, latest, early),
                record.at("resolutions", index, "vote"),
                say("请补上会议通知（topics 写 meeting）；确实没有提前通知的，在 vote 里写 unannounced 说明原因"),
                rule=rule,
                reason=vote.unannounced if vote else None,
            )
        )


def _uncalled(text: str, latest: date, early: date | None) -> Said:
    if early is None:
        return say("“{text}”要在 {latest}以前通知，没有找到通知", text=text, latest=on(latest))
    return say("“{text}”要在 {latest}以前通知，{early}才通知", text=text, latest=on(latest), early=on(early))


def _owners_votes(ledger: Ledger) -> Iterator[tuple[Record[Meeting], int, Book]]:
    for record in ledger.meetings.values():
        if record.value.kind is not MeetingKind.OWNERS:
            continue
        for index, resolution in enumerate(record.value.resolutions):
            if resolution.vote is None or resolution.vote.rule is VoteRule.CONSULTATION:
                continue
            for ref in (resolution.project,) if resolution.project else record.value.projects:
                if ref in ledger.books:
                    yield record, index, ledger.books[ref]


def _calls(notice: Record[Notice], meeting: Record[Meeting]) -> bool:
    said = notice.value
    return Topic.MEETING in said.topics and said.withdrawn is None and said.meeting in (None, meeting.id)


def _before(day: date, days: int, *, working: bool) -> date:
    """Give the last day from which a time limit still ends by `day`."""
    start = day - timedelta(days)
    while working and workdays.after(start, days, working=True) > day:
        start -= timedelta(1)
    return start


def results_published(ledger: Ledger, as_of: date) -> Iterator[Finding | None]:
    """What a meeting voted is published as soon as the rules say."""
    for record in ledger.meetings.values():
        meeting = record.value
        rule = ledger.rules.on(meeting.held).deadlines.get(_PUBLISH.get(meeting.kind, Act.ANSWER))
        if meeting.kind not in _PUBLISH or rule is None:
            continue
        due = workdays.after(last_day(meeting.held), rule.days, working=rule.unit is DayUnit.WORKING)
        for index, resolution in enumerate(meeting.resolutions):
            if resolution.vote is None:
                continue
            refs = (resolution.project,) if resolution.project else meeting.projects
            if not set(refs) <= set(ledger.books):  # told already: there is no such project
                continue
            opened = [
                notice.value.opens for ref in refs for notice in ledger.books[ref].notices if _tells(notice, record)
            ]
            first = min(opened, default=None)
            late = first is None or first > due
            yield (
                warning(
                    "result-unpublished",
                    cited(_untold(resolution.text, due, first), rule),
                    record.at("resolutions", index),
                    say("请发公示（topics 写 result，meeting 写这次会议的编号）"),
                )
                if late and as_of > due
                else None
            )


def _untold(text: str, due: date, first: date | None) -> Said:
    if first is None:
        return say("“{text}”的表决结果要在 {due}以前公布，还没有公布", text=text, due=on(due))
    return say("“{text}”的表决结果要在 {due}以前公布，{first}才公布", text=text, due=on(due), first=on(first))


def _tells(notice: Record[Notice], meeting: Record[Meeting]) -> bool:
    said = notice.value
    return (
        Topic.RESULT in said.topics
        and said.withdrawn is None
        and said.meeting in (None, meeting.id)
        and said.opens >= first_day(meeting.value.held)
    )


def works_after_decision(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """Works do not begin before what was decided about them, nor before a notice ahead of them has closed."""
    for book in ledger.books.values():
        begun = min(_beginnings(book), key=lambda beginning: beginning[0], default=None)
        ready = max(_preconditions(ledger, book), default=None)
        if begun is None or ready is None:
            continue
        yield (
            None
            if ready[0] <= begun[0]
            else breach(
                "works-early",
                say("{begun}开工，没有等到{awaited}", begun=on(begun[0]), awaited=_awaited(*ready[1:])),
                begun[1],
                say("请核对日期；确实提前开工的，在合同里写 early 说明原因"),
                rule=None,
                reason=begun[2],
            )
        )


def _beginnings(book: Book) -> Iterator[tuple[date, Location, str | None]]:
    for contract in book.contracts:
        if contract.value.starts and not contract.value.preparatory:
            yield contract.value.starts, contract.at("starts"), contract.value.early
    reason = next((contract.value.early for contract in book.contracts if contract.value.early), None)
    for row in book.progress:
        if row.value.stage is Stage.WORKS:
            yield row.value.date, row.at("date"), reason


def _preconditions(ledger: Ledger, book: Book) -> Iterator[tuple[date, bool, date]]:
    """Give the first day that the works may begin, whether it waits for a vote or a notice, and the day of that."""
    votes = list(_decided(ledger, book))
    if votes:
        carried = min((day for day, passed in votes if passed), default=None)
        yield (carried, True, carried) if carried else (date.max, True, date.max)
    closed = [
        notice.value.closes.date()
        for notice in book.notices
        if notice.value.phase is Phase.BEFORE
        and notice.value.withdrawn is None
        and Topic.MEETING not in notice.value.topics
    ]
    if closed:
        yield min(closed) + timedelta(1), False, min(closed)


def _awaited(vote: bool, day: date) -> Said:  # noqa: FBT001 - as `_preconditions` gives it
    if not vote:
        return say("事前公示截止（{day}）", day=on(day))
    return say("表决通过（还没有通过）") if day == date.max else say("表决通过（{day}）", day=on(day))


def _decided(ledger: Ledger, book: Book) -> Iterator[tuple[date, bool]]:
    """Give the day of each binding vote, and whether it carried; one that cannot be worked out counts as carried."""
    for record in book.meetings:
        rules = ledger.rules.on(record.value.held)
        for one in record.value.resolutions:
            if one.vote is None or one.project not in (None, book.id):
                continue
            standard = rules.standards.get(one.vote.rule)
            if standard:
                yield first_day(record.value.held), verdicts.passed(one.vote, standard) is not False
