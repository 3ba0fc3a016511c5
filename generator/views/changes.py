"""更新记录: what changed and when, from the records alone, so that every checkout gives the same page."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.calendar import when, ym, ymd
from generator.ledger import Book
from generator.money import yuan
from generator.records.funds import ContributionRow, DisbursementRow, Form, PaymentKind
from generator.records.place import Source
from generator.wording import listed, say


class Change(NamedTuple):
    """One change: when (sortable), 发布 · 更新 · 更正 · 意见 · 答复, what, and in 分 what was before → after it."""

    iso: str
    kind: str
    what: str
    before: int | None = None
    after: int | None = None

    @property
    def when(self) -> str:
        """The time for a reader."""
        return when(self.iso)

    @property
    def old(self) -> str:
        """The amount before, for a reader."""
        return _amount(self.before)

    @property
    def new(self) -> str:
        """The amount after, for a reader."""
        return _amount(self.after)


MOST = 2
"""Changes of one project among those of many."""


def changes(book: Book) -> tuple[Change, ...]:
    """List the changes of a project, newest first."""
    return _all(book, _arrivals)


def latest(book: Book) -> tuple[Change, ...]:
    """List the last changes of a project; what arrived in one month is one of them."""
    return _all(book, _months)[:MOST]


def _all(book: Book, arrived: Callable[[Book], Iterator[Change]]) -> tuple[Change, ...]:
    of_each = (_notices, _objections, arrived, _payments, _progress, _contracts, _corrections)
    found = [change for of_kind in of_each for change in of_kind(book)]
    return tuple(sorted(found, key=lambda change: change.iso, reverse=True))


def _notices(book: Book) -> Iterator[Change]:
    for notice in book.notices:
        said = notice.value
        kind = say("更正") if said.corrects else say("发布")
        yield Change(
            said.issued.isoformat(),
            kind,
            say("{title}（第 {round} 次，{number}）", title=said.title, round=said.round, number=said.number),
        )
        if said.withdrawn:
            yield Change(
                said.withdrawn.date.isoformat(),
                say("更正"),
                say("撤回公示 {number}：{reason}", number=said.number, reason=said.withdrawn.reason),
            )


def _objections(book: Book) -> Iterator[Change]:
    for notice in book.notices:
        for one in notice.value.objections:
            yield Change(one.received.isoformat(), say("意见"), say("收到意见：{text}", text=one.text))
            if one.answered:
                yield Change(one.answered.isoformat(), say("答复"), say("答复意见：{text}", text=one.answer or ""))


def arrivals(book: Book) -> Iterator[tuple[str, Source, list[int]]]:
    """Give the cash that arrived, by month and source: one gift alone would point to its giver."""
    arrived: dict[tuple[str, Source], list[int]] = defaultdict(list)
    for row in book.contributions:
        source = book.source_of(row.value)
        if source and row.value.form is Form.CASH and row.value.amount:
            arrived[row.value.month, source].append(row.value.amount)
    for (month, source), amounts in sorted(arrived.items()):
        yield month, source, amounts


def _months(book: Book) -> Iterator[Change]:
    of_month: dict[str, dict[Source, list[int]]] = defaultdict(dict)
    for month, source, amounts in arrivals(book):
        of_month[month][source] = amounts
    for month, by_source in of_month.items():
        rows = [amount for amounts in by_source.values() for amount in amounts]
        sources = listed([source.label for source in Source if source in by_source])
        what = say("到账 {n} 笔，共 {amount} 元（{sources}）", n=len(rows), amount=yuan(sum(rows)), sources=sources)
        yield Change(month, say("更新"), what)


def _arrivals(book: Book) -> Iterator[Change]:
    before: dict[Source, int] = defaultdict(int)
    for month, source, amounts in arrivals(book):
        old, new = before[source], before[source] + sum(amounts)
        before[source] = new
        what = say("{source}到账 {n} 笔", source=source.label, n=len(amounts))
        yield Change(month, say("更新"), what, old, new)


def _corrections(book: Book) -> Iterator[Change]:
    for correction in book.corrections:
        if correction.target is None:
            continue
        made, row = correction.row.value, correction.target.value
        if isinstance(row, ContributionRow):
            what = say("{month}的一笔到账", month=ym(row.month))
        elif isinstance(row, DisbursementRow):
            what = say("{day}的一笔{kind}", day=ymd(row.paid), kind=row.kind.label)
            if row.kind is PaymentKind.PAYMENT:
                what = say("{day}的一笔付款", day=ymd(row.paid))
        else:
            what = say("第 {number} 号认捐", number=row.number)
        what = say("{what}（{reason}）", what=what, reason=made.reason)
        yield Change(made.date.isoformat(), say("更正"), what, correction.old, correction.new)
    for batch in book.batches:
        for hidden in batch.value.redactions:
            what = say("遮去文字，金额不变：{reason}", reason=hidden.reason)
            yield Change(hidden.date.isoformat(), say("更正"), what)


def _payments(book: Book) -> Iterator[Change]:
    for row in book.disbursements:
        paid = row.value
        what = paid.use or (paid.source.label if paid.source else paid.kind.label)
        amount = yuan(paid.amount)
        told = say("{kind} {amount} 元（{what}）", kind=paid.kind.label, amount=amount, what=what)
        if paid.kind is PaymentKind.PAYMENT:  # its label heads a list too, so it says many
            told = say("付款 {amount} 元（{what}）", amount=amount, what=what)
        yield Change(paid.paid.isoformat(), say("更新"), told)


def _contracts(book: Book) -> Iterator[Change]:
    for contract in book.contracts:
        said = contract.value
        signed = say("签订合同：{scope}，{price} 元", scope=said.scope, price=yuan(said.price))
        yield Change(said.signed.isoformat(), say("发布"), signed)
        price = said.price
        for change in said.variations:
            old, price = price, price + change.amount
            what = say("合同变更：{reason}", reason=change.reason)
            yield Change(change.date.isoformat(), say("更新"), what, old, price)


def _progress(book: Book) -> Iterator[Change]:
    for row in book.progress:
        percent, text = row.value.percent, row.value.text
        what = say("进展：{text}", text=text)
        if percent is not None:
            what = say("进展（{percent}%）：{text}", percent=percent, text=text)
        yield Change(row.value.date.isoformat(), say("更新"), what)


def _amount(fen: int | None) -> str:
    return "" if fen is None else say("{amount} 元", amount=yuan(fen))
