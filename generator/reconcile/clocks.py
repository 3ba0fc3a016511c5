"""How long notices stay up, how soon objections are answered, how often projects are updated.

What the records leave open to mending is an error. What may truly have happened so is a warning, published and shown:
where the record gives its reason, and where nobody has checked the rule against its text.
"""

from collections.abc import Iterator
from datetime import date

from generator import workdays
from generator.calendar import first_day, last_day
from generator.diagnostics import Finding, Location, error, warning
from generator.ledger import Book, Ledger
from generator.records.notice import DayUnit, Objection, Phase
from generator.records.project import Stage
from generator.records.rules import Act, Provision
from generator.rulesets import InForce
from generator.wording import Said, on, say

_OVER = (Stage.CLOSED, Stage.CANCELLED)
_DONE = (Stage.UPKEEP, Stage.CLOSED)


def breach(  # noqa: PLR0913 - a breach is told by what was broken, where, and why
    code: str, message: str, where: Location, hint: str, *, rule: Provision | None, reason: str | None
) -> Finding:
    """Make the finding for a rule not kept: a warning where it is explained, or the rule's text unchecked."""
    told = message if rule is None else cited(message, rule)
    if reason:
        return warning(code, say("{message}。说明：{reason}", message=told, reason=reason), where, hint)
    make = error if rule is None or rule.verified else warning
    return make(code, told, where, hint)


def cited(message: str, rule: Provision) -> Said:
    """Add to a message the rule that it rests on."""
    if rule.verified:
        return say("{message}（依据：{citation}）", message=message, citation=rule.citation)
    return say("{message}（依据：{citation}，未核对原文）", message=message, citation=rule.citation)


def notices_long_enough(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """A notice stays up as long as the rules say for what it is about; the first and the last day count."""
    for book in ledger.books.values():
        for record in book.notices:
            said = record.value
            last = said.closes.date()
            rules = ledger.rules.on(said.opens)
            for period in filter(None, (rules.period(topic, said.phase) for topic in said.topics)):
                if said.withdrawn:
                    continue
                working = period.unit is DayUnit.WORKING
                days = workdays.count(said.opens, last, working=working)
                yield (
                    None
                    if days >= period.days
                    else breach(
                        "notice-short",
                        say(
                            "{title}公示了 {days} 个{unit}，{topic}至少要 {least} 个",
                            title=said.title,
                            days=days,
                            unit=say(period.unit.label),
                            topic=say(period.topic.label),
                            least=period.days,
                        ),
                        record.at("closes"),
                        say("请延长公示；已经结束的，在公示里写 short 说明原因"),
                        rule=period,
                        reason=said.short,
                    )
                )


def holidays_known(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """A notice counted in working days lies in years whose holidays are known."""
    for book in ledger.books.values():
        for record in book.notices:
            said = record.value
            last = said.closes.date()
            yield (
                None
                if said.unit is DayUnit.CALENDAR or workdays.known(said.opens, last)
                else warning(
                    "holidays-unknown",
                    say("{year} 年的放假安排程序里还没有，工作日先按周一至周五算", year=last.year),
                    record.at("closes"),
                    say("放假安排公布以后，请维护人员更新程序，再核对截止日期"),
                )
            )


def required_notices(ledger: Ledger, as_of: date) -> Iterator[Finding | None]:
    """What the rules want announced before, during or after the works of a project is announced."""
    for book in ledger.books.values():
        rules = ledger.rules.on(as_of)
        announced = {(topic, record.value.phase) for record in book.notices for topic in record.value.topics}
        for period in rules.periods.values():
            phase = period.phase or Phase.BEFORE
            if not period.required or not _has_come(book, phase):
                continue
            found = any(topic is period.topic and period.phase in (None, when) for topic, when in announced)
            yield (
                None
                if found
                else warning(
                    "notice-missing",
                    cited(say("没有{phase}：{topic}", phase=say(phase.label), topic=say(period.topic.label)), period),
                    book.record.at("stage"),
                    say("请补发公示，topics 写 {topic}，phase 写 {phase}", topic=period.topic.value, phase=phase.value),
                )
            )


def _has_come(book: Book, phase: Phase) -> bool:
    """Tell whether a project is so far that a notice of a phase is due."""
    stage = book.project.stage
    if phase is Phase.AFTER:
        return stage in _DONE
    return stage in (Stage.WORKS, Stage.ACCEPTANCE, *_DONE)


def objections_answered(ledger: Ledger, as_of: date) -> Iterator[Finding | None]:
    """An objection is answered within the days that the rules, or the community itself, promise."""
    promised = ledger.community.value.objection.reply_days
    for book in ledger.books.values():
        for record in book.notices:
            for index, objection in enumerate(record.value.objections):
                rule = ledger.rules.on(objection.received).deadlines.get(Act.ANSWER)
                limits = [] if promised is None else [workdays.after(objection.received, promised, working=True)]
                if rule:
                    limits.append(workdays.after(objection.received, rule.days, working=rule.unit is DayUnit.WORKING))
                if not limits:
                    continue
                late = (objection.answered or as_of) > min(limits)
                yield (
                    warning(
                        "objection-overdue",
                        _overdue(objection, min(limits)),
                        record.at("objections", index),
                        say("请尽快答复，把 answered 和 answer 一起写上"),
                    )
                    if late
                    else None
                )


def _overdue(objection: Objection, due: date) -> Said:
    received, due_day = on(objection.received), on(due)
    if objection.answered is None:
        return say("{received}收到的意见要在 {due}以前答复，还没有答复", received=received, due=due_day)
    return say(
        "{received}收到的意见要在 {due}以前答复，{answered}才答复",
        received=received,
        due=due_day,
        answered=on(objection.answered),
    )


def projects_fresh(ledger: Ledger, as_of: date) -> Iterator[Finding | None]:
    """A project under way is updated as often as it, or the rules, promise."""
    rules = ledger.rules.on(as_of)
    for book in ledger.books.values():
        days = _cadence(book, rules)
        last = max((day for day in _updates(book, as_of) if day <= as_of), default=None)
        if book.project.stage in _OVER or days is None or last is None:
            continue
        old = (as_of - last).days
        yield (
            None
            if old <= days
            else warning(
                "update-overdue",
                say(
                    "已有 {old} 天没有更新（应当每 {days} 天至少更新一次，上次是 {last}）",
                    old=old,
                    days=days,
                    last=on(last),
                ),
                book.record.at("stage"),
                say("请写一条进展；项目已经结束的，把 stage 改成 closed"),
            )
        )


def _cadence(book: Book, rules: InForce) -> int | None:
    promised = book.project.rules.update_days
    rule = rules.cadences.get(book.project.stage)
    return promised if promised is not None else rule.days if rule else None


def _updates(book: Book, as_of: date) -> Iterator[date]:
    """Give every day on which something of a project was made known; a month counts to its end, or to today."""
    for row in book.progress:
        yield row.value.date
    for notice in book.notices:
        yield notice.value.issued
    for payment in book.disbursements:
        yield payment.value.paid
    for contract in book.contracts:
        yield contract.value.signed
    steps = [step.reached for step in book.project.milestones if step.reached]
    held = [meeting.value.held for meeting in book.meetings]
    months = [*(row.value.month for row in book.pledges), *(row.value.month for row in book.contributions)]
    for when in {*steps, *held, *months}:
        if first_day(when) <= as_of:
            yield min(last_day(when), as_of)
