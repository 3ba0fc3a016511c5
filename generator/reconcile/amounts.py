"""Sums agree, to the 分."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from generator.diagnostics import Finding, error
from generator.ledger import Book, Ledger, Row
from generator.money import yuan
from generator.records.funds import ContributionRow, DisbursementRow, Form, PaymentKind, PledgeState
from generator.wording import say

_CASH, _IN_KIND = say("现金"), say("实物人工")


def budget_balances(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """Σ sources = Σ uses, for cash and for help in kind."""
    for book in ledger.books.values():
        project = book.project
        if not project.uses:
            continue
        for word, sources, uses in (
            (_CASH, book.total.planned, sum(use.amount for use in project.uses)),
            (_IN_KIND, book.total.planned_in_kind, sum(use.in_kind for use in project.uses)),
        ):
            yield (
                None
                if sources == uses
                else error(
                    "budget-unbalanced",
                    say(
                        "{word}：用途合计 {uses} 元，来源合计 {sources} 元，用途{more} {difference} 元",
                        word=word,
                        uses=yuan(uses),
                        sources=yuan(sources),
                        more=say("多") if uses > sources else say("少"),
                        difference=yuan(abs(uses - sources)),
                    ),
                    book.record.at("uses"),
                    say("请核对 sources 和 uses 里的每一项金额"),
                )
            )


def by_pledge(book: Book) -> dict[int, list[Row[ContributionRow]]]:
    """Sort what arrived by the number of its pledge."""
    arrived: dict[int, list[Row[ContributionRow]]] = defaultdict(list)
    for row in book.contributions:
        if row.value.pledge is not None and row.value.pledge in book.by_number:
            arrived[row.value.pledge].append(row)
    return arrived


def unexplained(rows: Iterable[Row[ContributionRow]]) -> list[Row[ContributionRow]]:
    """Leave out what says why it is more than was pledged."""
    return [row for row in rows if row.value.reason is None]


def contribution_within_pledge(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """What arrived for a pledge is not more than the pledge, unless the contribution says why."""
    for book in ledger.books.values():
        for number, rows in by_pledge(book).items():
            pledge = book.by_number[number].value
            plain = unexplained(rows)
            received = sum(row.value.amount for row in plain)
            if plain and pledge.state is PledgeState.INTENTION:
                yield _intended(number, plain[0])
            elif received > pledge.amount:
                yield _exceeds(number, pledge.amount, received, plain[-1])
            else:
                yield None


def _intended(number: int, row: Row[ContributionRow]) -> Finding:
    return error(
        "contribution-over-pledge",
        say("第 {number} 号还只是意向，却有到账", number=number),
        row.at("pledge"),
        say("已经给了的，把认捐里这一笔的 state 改成 pledged"),
    )


def _exceeds(number: int, pledged: int, received: int, row: Row[ContributionRow]) -> Finding:
    return error(
        "contribution-over-pledge",
        say(
            "第 {number} 号认捐 {pledged} 元，到账 {received} 元，多 {difference} 元",
            number=number,
            pledged=yuan(pledged),
            received=yuan(received),
            difference=yuan(received - pledged),
        ),
        row.at("amount"),
        say("请核对金额；确实多给的，在这笔到账写明 reason"),
    )


def contribution_in_form(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """A pledge of cash is met in cash and one in kind in kind, unless the contribution says why."""
    for book in ledger.books.values():
        for number, rows in by_pledge(book).items():
            pledged = book.by_number[number].value.form
            for row in rows:
                alike = (row.value.form is Form.CASH) == (pledged is Form.CASH)
                yield (
                    None
                    if alike or row.value.reason is not None
                    else error(
                        "contribution-form-differs",
                        say(
                            "第 {number} 号认捐的是{pledged}，到账记的是{form}",
                            number=number,
                            pledged=say(pledged.label),
                            form=say(row.value.form.label),
                        ),
                        row.at("form"),
                        say("请核对 form；确实换了形式的，在这笔到账写明 reason"),
                    )
                )


def received_within_pledged(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """What a source gave without naming a pledge fits into what it pledged, unless a reason is given."""
    for book in ledger.books.values():
        named: dict[tuple[object, bool], int] = defaultdict(int)
        loose: dict[tuple[object, bool], list[Row[ContributionRow]]] = defaultdict(list)
        for number, rows in by_pledge(book).items():
            pledge = book.by_number[number].value
            if pledge.state is PledgeState.INTENTION:
                continue
            received = sum(row.value.amount for row in rows if row.value.reason is None)
            named[pledge.source, pledge.form is Form.CASH] += min(received, pledge.amount)
        for row in book.contributions:
            if row.value.pledge is None and row.value.reason is None:
                loose[row.value.source, row.value.form is Form.CASH].append(row)
        for source, sums in book.sums.items():
            for cash, pledged in ((True, sums.pledged), (False, sums.pledged_in_kind)):
                rows = loose[source, cash]
                if not rows:
                    continue
                received = named[source, cash] + sum(row.value.amount for row in rows)
                yield (
                    None
                    if received <= pledged
                    else error(
                        "received-over-pledged",
                        say(
                            "{source}{form}到账 {received} 元，认捐只有 {pledged} 元，多 {difference} 元",
                            source=say(source.label),
                            form=_CASH if cash else _IN_KIND,
                            received=yuan(received),
                            pledged=yuan(pledged),
                            difference=yuan(received - pledged),
                        ),
                        rows[-1].at("amount"),
                        say("请补上认捐记录；没有认捐直接到账的，在到账写明 reason"),
                    )
                )


def paid_within_received(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """No payment beyond the cash that had arrived by the end of its month; an advance is somebody else's."""
    for book in ledger.books.values():
        arrived: dict[str, int] = defaultdict(int)
        for row in book.contributions:
            if row.value.form is Form.CASH:
                arrived[row.value.month] += row.value.amount
        months = sorted(arrived)
        paid = 0
        payments = sorted(book.disbursements, key=lambda row: (row.value.paid, row.path, row.index))
        over = False
        for payment in payments:
            if payment.value.kind is PaymentKind.ADVANCE:
                continue
            paid += payment.value.amount
            month = f"{payment.value.paid:%Y-%m}"
            received = sum(arrived[known] for known in months if known <= month)
            first = paid > received and not over
            over = over or first
            yield _beyond(payment, paid, received) if first else None


def _beyond(payment: Row[DisbursementRow], paid: int, received: int) -> Finding:
    return error(
        "paid-over-received",
        say(
            "到这笔为止付了 {paid} 元，当月底止到账只有 {received} 元，多付 {difference} 元",
            paid=yuan(paid),
            received=yuan(received),
            difference=yuan(paid - received),
        ),
        payment.at("amount"),
        say("请核对金额和日期；有人垫付的，kind 写 advance 并写 bearer"),
    )


def paid_within_contract(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """What was paid under a contract is not more than its price with its variations."""
    for book in ledger.books.values():
        paid: dict[str, int] = defaultdict(int)
        last: dict[str, Row[DisbursementRow]] = {}
        for row in book.disbursements:
            if row.value.contract:
                paid[row.value.contract] += row.value.amount
                last[row.value.contract] = row
        for contract in book.contracts:
            if contract.id not in paid:
                continue
            price = contract.value.price + sum(change.amount for change in contract.value.variations)
            spent = paid[contract.id]
            yield (
                None
                if spent <= price
                else error(
                    "paid-over-contract",
                    say(
                        "合同“{contract}”连变更共 {price} 元，已付 {spent} 元，多 {difference} 元",
                        contract=contract.id,
                        price=yuan(price),
                        spent=yuan(spent),
                        difference=yuan(spent - price),
                    ),
                    last[contract.id].at("amount"),
                    say("请核对付款；合同价有变的，在合同里写 variations 和原因"),
                )
            )
