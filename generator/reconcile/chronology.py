"""Dates and progress fit together."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

from generator.diagnostics import Finding, Location, error
from generator.ledger import Book, Ledger, Record
from generator.records import Contract, Notice
from generator.wording import say

_PROGRESS, _ISSUED, _OPENS, _CLOSES = say("进展"), say("发布"), say("公示开始"), say("公示截止")
_RECEIVED, _ANSWERED = say("收到意见"), say("答复")
_SIGNED, _STARTS, _ENDS, _PAID = say("合同签订"), say("开工"), say("完工"), say("付款")

_Step = tuple[str, str, Location]
"""What happened, when (text that sorts by time), and where it is written."""


def in_order(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """What comes first in the records came first in time."""
    for book in ledger.books.values():
        for steps in _sequences(ledger, book):
            for (before, earlier, _), (after, later, location) in pairwise(steps):
                shared = min(len(earlier), len(later))
                yield (
                    None
                    if earlier[:shared] <= later[:shared]
                    else error(
                        "date-order",
                        say(
                            "{after}（{later}）早于{before}（{earlier}）",
                            after=after,
                            later=later,
                            before=before,
                            earlier=earlier,
                        ),
                        location,
                        say("请核对这两个日期"),
                    )
                )


def _sequences(ledger: Ledger, book: Book) -> Iterator[Sequence[_Step]]:
    yield [
        (f"“{step.name}”", step.reached, book.record.at("milestones", index, "reached"))
        for index, step in enumerate(book.project.milestones)
        if step.reached
    ]
    for _, entries in groupby(book.progress, key=lambda row: row.path):
        yield [(_PROGRESS, row.value.date.isoformat(), row.at("date")) for row in entries]
    for notice in book.notices:
        yield from _of_notice(notice)
    for contract in book.contracts:
        yield _of_contract(contract)
    for payment in book.disbursements:
        signed = ledger.records["contracts"].get(payment.value.contract or "")
        if signed:
            yield [
                (_SIGNED, signed.value.signed.isoformat(), signed.at("signed")),
                (_PAID, payment.value.paid.isoformat(), payment.at("paid")),
            ]


def _of_notice(notice: Record[Notice]) -> Iterator[Sequence[_Step]]:
    said = notice.value
    yield [
        (_ISSUED, said.issued.isoformat(), notice.at("issued")),
        (_OPENS, said.opens.isoformat(), notice.at("opens")),
        (_CLOSES, said.closes.date().isoformat(), notice.at("closes")),
    ]
    for index, objection in enumerate(said.objections):
        steps = [
            (_OPENS, said.opens.isoformat(), notice.at("opens")),
            (_RECEIVED, objection.received.isoformat(), notice.at("objections", index, "received")),
        ]
        if objection.answered:
            where = notice.at("objections", index, "answered")
            steps.append((_ANSWERED, objection.answered.isoformat(), where))
        yield steps


def _of_contract(contract: Record[Contract]) -> Sequence[_Step]:
    said = contract.value
    dated = (
        (_SIGNED, "signed", said.signed),
        (_STARTS, "starts", said.starts),
        (_ENDS, "ends", said.ends),
    )
    return [(word, day.isoformat(), contract.at(field)) for word, field, day in dated if day]


def not_in_future(ledger: Ledger, as_of: date) -> Iterator[Finding | None]:
    """Nothing recorded as done lies after the day of the check."""
    today = as_of.isoformat()
    for book in ledger.books.values():
        for text, location in _done(book):
            yield (
                None
                if text <= today[: len(text)]
                else error(
                    "date-in-future",
                    say("{text} 还没有到（今天按 {today} 算）", text=text, today=today),
                    location,
                    say("已经发生的事才记在这里；计划中的事写 due"),
                )
            )


def _done(book: Book) -> Iterator[tuple[str, Location]]:
    for index, step in enumerate(book.project.milestones):
        if step.reached:
            yield step.reached[:10], book.record.at("milestones", index, "reached")
    for pledge in book.pledges:
        yield pledge.value.month, pledge.at("month")
    for arrival in book.contributions:
        yield arrival.value.month, arrival.at("month")
    for payment in book.disbursements:
        yield payment.value.paid.isoformat(), payment.at("paid")
    for correction in book.corrections:
        yield correction.row.value.date.isoformat(), correction.row.at("date")
    for entry in book.progress:
        yield entry.value.date.isoformat(), entry.at("date")
    for declared in book.declarations:
        yield declared.value.as_of.isoformat(), declared.at("as_of")


def progress_rises(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """The progress in per cent does not fall from one entry to the next."""
    for book in ledger.books.values():
        stated = [row for row in book.progress if row.value.percent is not None]
        for before, after in pairwise(sorted(stated, key=lambda row: row.value.date)):
            fell = (after.value.percent or 0) < (before.value.percent or 0)
            yield (
                error(
                    "progress-falls",
                    say(
                        "进度从 {before}% 退到 {after}%",
                        before=before.value.percent or 0,
                        after=after.value.percent or 0,
                    ),
                    after.at("percent"),
                    say("请核对这两条进展的百分数"),
                )
                if fell
                else None
            )
