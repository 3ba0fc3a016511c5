"""What is given back, settled and left over."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Finding, error
from generator.ledger import Book, Ledger, Row
from generator.money import yuan
from generator.records.funds import COSTS, DisbursementRow, PaymentKind
from generator.records.project import Stage
from generator.wording import say


def corrected_amounts(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """No correction takes away more than was recorded."""
    for book in ledger.books.values():
        for correction in book.corrections:
            yield (
                None
                if correction.new >= 0
                else error(
                    "correction-below-zero",
                    say(
                        "更正的这一笔记的是 {old} 元，减去以后成了 {new} 元",
                        old=yuan(correction.old),
                        new=yuan(correction.new),
                    ),
                    correction.row.at("amount"),
                    say("amount 写增减的数，不写更正后的数；整笔作废的，写它的负数"),
                )
            )


def refunds_within_received(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """No source is given back more than it gave."""
    for book in ledger.books.values():
        for source, sums in book.sums.items():
            if sums.refunded <= sums.received:
                yield None
                continue
            rows = [row for row in book.disbursements if row.value.source is source]
            yield error(
                "refund-over-received",
                say(
                    "{source}到账 {received} 元，退了 {refunded} 元，多退 {difference} 元",
                    source=say(source.label),
                    received=yuan(sums.received),
                    refunded=yuan(sums.refunded),
                    difference=yuan(sums.refunded - sums.received),
                ),
                rows[-1].at("amount"),
                say("请核对退款的金额和 source"),
            )


def repayments_within_advances(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """No bearer is paid back more than was advanced."""
    for book in ledger.books.values():
        advanced: dict[str, int] = defaultdict(int)
        repaid: dict[str, list[Row[DisbursementRow]]] = defaultdict(list)
        for row in book.disbursements:
            if row.value.bearer is not None:
                advanced[row.value.bearer] += row.value.amount
            elif row.value.kind is PaymentKind.REPAYMENT:
                repaid[row.value.payee].append(row)
        for bearer in {**advanced, **repaid}:
            lent, back = advanced[bearer], sum(row.value.amount for row in repaid[bearer])
            yield (
                None
                if back <= lent
                else error(
                    "repayment-over-advance",
                    say(
                        "“{bearer}”垫付 {lent} 元，归还了 {back} 元，多还 {difference} 元",
                        bearer=bearer,
                        lent=yuan(lent),
                        back=yuan(back),
                        difference=yuan(back - lent),
                    ),
                    repaid[bearer][-1].at("amount"),
                    say("请核对金额；归还垫付的收款单位 payee 要和垫付那一笔的 bearer 相同"),
                )
            )


def contracts_settled(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """A settled contract is paid to the 分, but for what is retained; a closed project has settled contracts only."""
    for book in ledger.books.values():
        paid: dict[str | None, int] = defaultdict(int)
        for row in book.disbursements:
            if row.value.kind in COSTS:
                paid[row.value.contract] += row.value.amount
        for record in book.contracts:
            contract = record.value
            price = contract.price + sum(change.amount for change in contract.variations)
            left = price - contract.retention - paid[record.id]
            if contract.settled is None and book.project.stage is Stage.CLOSED:
                yield error(
                    "contract-not-settled",
                    say("项目已结项，合同“{contract}”没有写结清日期", contract=record.id),
                    record.at("signed"),
                    say("付清了的写 settled；扣着质保金的再写 retention"),
                )
            elif contract.settled is None or left == 0 or paid[record.id] > price:
                yield None
            else:
                yield error(
                    "contract-not-settled",
                    say(
                        "合同“{contract}”连变更共 {price} 元，已付 {paid} 元，"
                        "质保金 {retention} 元，{more} {difference} 元",
                        contract=record.id,
                        price=yuan(price),
                        paid=yuan(paid[record.id]),
                        retention=yuan(contract.retention),
                        more=say("少") if left > 0 else say("多"),
                        difference=yuan(abs(left)),
                    ),
                    record.at("settled"),
                    say("请核对合同价、变更和每笔付款；没付清的先删掉 settled"),
                )


def closed_at_zero(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """A closed project has nothing left on its account, or a meeting decided about it; no advance is owed."""
    for book in ledger.books.values():
        if book.project.stage is not Stage.CLOSED:
            yield None
            continue
        yield _surplus(book)
        yield (
            None
            if book.spent.owed == 0
            else error(
                "closing-balance",
                say("项目已结项，还有垫付的 {owed} 元没有归还", owed=yuan(book.spent.owed)),
                book.record.at("stage"),
                say("归还了的在支出里记 kind: repayment；垫付的人不要了的，记成他的到账，再记归还"),
            )
        )


def _surplus(book: Book) -> Finding | None:
    decided = book.project.surplus_decision
    if decided is None:
        return (
            None
            if book.balance <= 0  # below zero more was paid than received, which has a finding of its own
            else error(
                "closing-balance",
                say("项目已结项，账上还有 {balance} 元", balance=yuan(book.balance)),
                book.record.at("stage"),
                say("结余怎么办要开会决定：写 surplus_decision，里面写 meeting 和 text"),
            )
        )
    ours = {
        meeting.id
        for meeting in book.meetings
        if any(one.project in (None, book.id) for one in meeting.value.resolutions)
    }
    return (
        None
        if decided.meeting in ours
        else error(
            "closing-balance",
            say("会议“{meeting}”没有关于本项目的决定", meeting=decided.meeting),
            book.record.at("surplus_decision", "meeting"),
            say("请改成决定结余怎么办的那次会议，或在会议里补上 resolutions"),
        )
    )
