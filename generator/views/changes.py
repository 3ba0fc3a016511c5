"""更新记录: what changed and when, from the records alone, so that every checkout gives the same page."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from generator.calendar import when, ym, ymd
from generator.ledger import Book
from generator.money import yuan
from generator.records.funds import ContributionRow, DisbursementRow, Form
from generator.records.place import Source


class Change(NamedTuple):
    """One change: when (sortable), 发布 · 更新 · 更正, what, old → new."""

    iso: str
    kind: str
    what: str
    old: str = ""
    new: str = ""

    @property
    def when(self) -> str:
        """The time for a reader."""
        return when(self.iso)


def changes(book: Book) -> tuple[Change, ...]:
    """List the changes of a project, newest first."""
    of_each = (_notices, _arrivals, _payments, _progress, _contracts, _corrections)
    found = [change for listed in of_each for change in listed(book)]
    return tuple(sorted(found, key=lambda change: change.iso, reverse=True))


def _notices(book: Book) -> Iterator[Change]:
    for notice in book.notices:
        said = notice.value
        kind = "更正" if said.corrects else "发布"
        yield Change(said.issued.isoformat(), kind, f"{said.title}（第 {said.round} 次，{said.number}）")
        if said.withdrawn:
            yield Change(said.withdrawn.date.isoformat(), "更正", f"撤回公示 {said.number}：{said.withdrawn.reason}")


def _arrivals(book: Book) -> Iterator[Change]:
    arrived: dict[tuple[str, Source], list[int]] = defaultdict(list)
    for row in book.contributions:
        source = book.source_of(row.value)
        if source and row.value.form is Form.CASH and row.value.amount:
            arrived[row.value.month, source].append(row.value.amount)
    before: dict[Source, int] = defaultdict(int)
    for (month, source), amounts in sorted(arrived.items()):
        old, new = before[source], before[source] + sum(amounts)
        before[source] = new
        yield Change(month, "更新", f"{source.label}到账 {len(amounts)} 笔", f"{yuan(old)} 元", f"{yuan(new)} 元")


def _corrections(book: Book) -> Iterator[Change]:
    for correction in book.corrections:
        if correction.target is None:
            continue
        made, row = correction.row.value, correction.target.value
        if isinstance(row, ContributionRow):
            what = f"{ym(row.month)}的一笔到账"
        elif isinstance(row, DisbursementRow):
            what = f"{ymd(row.paid)}的一笔{row.kind.label}"
        else:
            what = f"第 {row.number} 号认捐"
        old, new = f"{yuan(correction.old)} 元", f"{yuan(correction.new)} 元"
        yield Change(made.date.isoformat(), "更正", f"{what}（{made.reason}）", old, new)
    for batch in book.batches:
        for hidden in batch.value.redactions:
            yield Change(hidden.date.isoformat(), "更正", f"遮去文字，金额不变：{hidden.reason}")


def _payments(book: Book) -> Iterator[Change]:
    for row in book.disbursements:
        paid = row.value
        what = paid.use or (paid.source.label if paid.source else paid.kind.label)
        yield Change(paid.paid.isoformat(), "更新", f"{paid.kind.label} {yuan(paid.amount)} 元（{what}）")


def _contracts(book: Book) -> Iterator[Change]:
    for contract in book.contracts:
        said = contract.value
        yield Change(said.signed.isoformat(), "发布", f"签订合同：{said.scope}，{yuan(said.price)} 元")
        price = said.price
        for change in said.variations:
            old, price = price, price + change.amount
            yield Change(
                change.date.isoformat(), "更新", f"合同变更：{change.reason}", f"{yuan(old)} 元", f"{yuan(price)} 元"
            )


def _progress(book: Book) -> Iterator[Change]:
    for row in book.progress:
        percent = f"（{row.value.percent}%）" if row.value.percent is not None else ""
        yield Change(row.value.date.isoformat(), "更新", f"进展{percent}：{row.value.text}")
