"""Checks that hold the records against each other.

A check is a plain function `(ledger, as_of) -> outcomes`: for each thing it looks at it yields a finding, or None
where all is well, so what it examined is counted by the same loop that finds. To add one: the function, a line in
`CHECKS`, `SUMS`, `SPLITS`, `ROLLUPS` or `BALANCES`, a folder in `tests/cases/`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from generator.diagnostics import Finding
from generator.ledger import Book, Ledger
from generator.reconcile import (
    amounts,
    balances,
    chronology,
    clocks,
    consent,
    privacy,
    references,
    rulings,
    sequence,
    shares,
    totals,
    votes,
)
from generator.records.funds import Measure

Check = Callable[[Ledger, date], Iterator[Finding | None]]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("引用的记录都存在", references.resolve),
    ("附件都在", references.attachments),
    ("照片不带拍摄地点", references.photos_tell_no_place),
    ("认捐序号不重复", references.pledge_numbers_differ),
    ("资金来源合计等于用途合计", amounts.budget_balances),
    ("日期有先后", chronology.in_order),
    ("没有未来的日期", chronology.not_in_future),
    ("进度不倒退", chronology.progress_rises),
    ("到会人数合得上", votes.attendance_adds_up),
    ("票数合得上", votes.votes_add_up),
    ("适用的规则都找得到", rulings.rulesets_known),
    ("通过条件合乎事项", rulings.rules_cover),
    ("宣布的结果和算出来的一样", rulings.verdicts_agree),
    ("表决人数不多于房屋套数", rulings.heads_fit_units),
    ("签约户数合得上", rulings.signings_fit),
    ("公示天数够", clocks.notices_long_enough),
    ("工作日按放假安排算", clocks.holidays_known),
    ("表决事项提前通知", sequence.votes_announced),
    ("表决结果按时公布", sequence.results_published),
    ("先表决、公示，后开工", sequence.works_after_decision),
    ("该公示的都公示了", clocks.required_notices),
    ("意见按时答复", clocks.objections_answered),
    ("按约定更新", clocks.projects_fresh),
    ("公开姓名有同意", consent.names_allowed),
    ("分摊的结果说得通", shares.result_possible),
    ("分摊不显示到户", shares.lines_unshown),
    ("文字可以公开", privacy.texts_are_public),
)
"""What runs on every community: the words shown for it, and the function."""

SUMS: tuple[tuple[str, Check], ...] = (
    ("认捐、用途和合同是本项目的", references.within_project),
    ("每笔到账不超过它的认捐", amounts.contribution_within_pledge),
    ("到账的形式和认捐一致", amounts.contribution_in_form),
    ("每个来源的到账不超过认捐", amounts.received_within_pledged),
    ("付款不超过合同价", amounts.paid_within_contract),
    ("结清的合同付得不多不少", balances.contracts_settled),
    ("更正以后不小于零", balances.corrected_amounts),
    ("退款不超过到账", balances.refunds_within_received),
    ("归还不超过垫付", balances.repayments_within_advances),
)
"""What adds up several files; a file that names no project of ours would be missing from all of them."""

SPLITS: tuple[tuple[str, Check], ...] = (("分摊总额和计划、认捐相等", shares.total_agrees),)
"""What homes share; it runs on projects whose plan and pledges are sound."""

ROLLUPS: tuple[tuple[str, Check], ...] = (("声明的总额和记录相等", totals.declared_totals),)
"""Declared totals; each runs where its parts are sound, so that one mistake gives one finding."""

BALANCES: tuple[tuple[str, Check], ...] = (
    ("付款不超过当时的到账", amounts.paid_within_received),
    ("结项的项目没有说不清的结余", balances.closed_at_zero),
)
"""What is left over; it runs on projects whose arrivals and payments are sound, in their parts and their totals."""

_SUMMED = {("rows",), ("sources",), ("uses",), ("price",), ("variations",), ("settled",)}
"""Fields that hold amounts: what is wrong there is wrong in every total too."""


def reconcile(ledger: Ledger, as_of: date) -> tuple[tuple[Finding, ...], Mapping[str, int]]:
    """Run every check; give the findings and, for each check, how many things it looked at."""
    examined: dict[str, int] = {}
    findings: list[Finding] = []
    for label, check in CHECKS:
        findings += _run(check, ledger, as_of, examined, label)
    if not ledger.complete:
        ledger = replace(ledger, books={})
    for label, check in SUMS:
        findings += _run(check, ledger, as_of, examined, label)
    anywhere = {finding.location.path for finding in findings}
    sound = {id_: book for id_, book in ledger.books.items() if not anywhere & _promised(book)}
    for label, check in SPLITS:
        findings += _run(check, replace(ledger, books=sound), as_of, examined, label)
    troubled = {finding.location.path for finding in findings if finding.location.field[:1] in _SUMMED}
    sound = {id_: _sound(book, troubled) for id_, book in ledger.books.items()}
    for label, check in ROLLUPS:
        findings += _run(check, replace(ledger, books=sound), as_of, examined, label)
    troubled |= {finding.location.path for finding in findings if finding.code == "declared-differs"}
    sound = {id_: book for id_, book in ledger.books.items() if not troubled & _flow(book)}
    for label, check in BALANCES:
        findings += _run(check, replace(ledger, books=sound), as_of, examined, label)
    return tuple(findings), examined


def _promised(book: Book) -> set[str]:
    """Name the files that tell what was planned and pledged."""
    return {book.record.path} | {row.path for row in book.pledges}


def _sound(book: Book, troubled: set[str]) -> Book:
    """Leave out the declarations whose parts have a finding already."""
    kept = (record for record in book.declarations if not troubled & totals.parts(book, record.value))
    return replace(book, declarations=tuple(kept)) if troubled else book


def _flow(book: Book) -> set[str]:
    """Name the files that tell what came in and went out."""
    told = (record for record in book.declarations if record.value.measure in (Measure.RECEIVED, Measure.PAID))
    paths = {row.path for row in book.contributions} | {row.path for row in book.disbursements}
    paths |= {correction.row.path for correction in book.corrections}
    return paths | {record.path for record in book.contracts} | {record.path for record in told}


def _run(check: Check, ledger: Ledger, as_of: date, examined: dict[str, int], label: str) -> list[Finding]:
    outcomes = list(check(ledger, as_of))
    examined[label] = len(outcomes)
    return [outcome for outcome in outcomes if outcome is not None]
