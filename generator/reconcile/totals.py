"""Totals that somebody else states equal what the records add up to; where not, the rows to look at first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from generator.diagnostics import Finding, error
from generator.ledger import Book, Ledger, Record, Row
from generator.money import yuan
from generator.records import Declaration
from generator.records.funds import COSTS, DeclaredBy, DeclaredForm, Form, Measure, PaymentKind, PledgeState
from generator.wording import Said, listed, say

FEW = 3
"""Most rows named in a hint; a longer list is no hint."""

PAIRED = 200
"""Most rows among which two are sought that make up a difference together."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount that a declared total may include: where it stands, and whether it counts."""

    path: str
    part: str
    nth: int
    amount: int
    cash: bool
    counted: bool
    row: Row[Any] | None = field(default=None, compare=False)

    @property
    def words(self) -> Said:
        """Name it for a reader."""
        place = {
            "row": say("第 {nth} 笔", nth=self.nth),
            "source": say("sources 第 {nth} 项", nth=self.nth),
            "price": say("合同价"),
            "variation": say("变更第 {nth} 项", nth=self.nth),
        }[self.part]
        return say("{path} {place}（{amount} 元）", path=self.path, place=place, amount=yuan(self.amount))


def declared_totals(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """Each declared total equals what the records add up to by its date; a total repeats no finding of its parts."""
    for book in ledger.books.values():
        told: list[tuple[Declaration, int]] = []
        for record in sorted(book.declarations, key=_breadth):
            said = record.value
            difference = _actual(book, said) - said.amount
            if difference == 0 or _repeats(said, difference, told):
                yield None
                continue
            told.append((said, difference))
            yield _differs(book, record, difference)


def _breadth(record: Record[Declaration]) -> tuple[bool, bool, date, str]:
    """Sort a part before every total that includes it."""
    said = record.value
    return said.source is None, said.form is DeclaredForm.BOTH, said.as_of, record.id


def _repeats(said: Declaration, difference: int, told: Sequence[tuple[Declaration, int]]) -> bool:
    """Tell whether what was told of other totals explains this one."""
    shared = [known for one, known in told if _overlaps(said, one)]
    parts = [known for one, known in told if _overlaps(said, one) and _includes(said, one)]
    return difference in shared or (bool(parts) and sum(parts) == difference)


def _overlaps(one: Declaration, other: Declaration) -> bool:
    sources, forms = {one.source, other.source}, {one.form, other.form}
    return one.measure is other.measure and all(
        len(choices) == 1 or wide in choices for choices, wide in ((sources, None), (forms, DeclaredForm.BOTH))
    )


def _includes(whole: Declaration, part: Declaration) -> bool:
    return (
        whole.source in (None, part.source)
        and whole.form in (DeclaredForm.BOTH, part.form)
        and whole.as_of >= part.as_of
    )


def _differs(book: Book, record: Record[Declaration], difference: int) -> Finding:
    said = record.value
    look = listed([entry.words for entry in candidates(book, said, difference)])
    source, measure = whose(said), say(said.measure.label)
    day = said.as_of.isoformat()
    hint = say("请核对这份声明，以及本项目{day}以前的{measure}记录", day=day, measure=measure)
    return error(
        "declared-differs",
        say(
            "{title}：{what}（{form}）声明 {declared} 元，记录合计 {recorded} 元，记录{more} {difference} 元",
            title=said.title,
            what=say("{source}{measure}", source=source, measure=measure) if source else measure,
            form=say(said.form.label),
            declared=yuan(said.amount),
            recorded=yuan(said.amount + difference),
            more=say("多") if difference > 0 else say("少"),
            difference=yuan(abs(difference)),
        ),
        record.at("amount"),
        say("{hint}；先看 {rows}", hint=hint, rows=look) if look else hint,
    )


def whose(said: Declaration) -> str:
    """Name the source that a declared total speaks of, where sources are told apart."""
    if said.measure in (Measure.PAID, Measure.CONTRACTED):
        return ""
    return say(said.source.label) if said.source else say("全部来源")


def candidates(book: Book, said: Declaration, difference: int) -> Sequence[Entry]:
    """Give the few rows that make up a difference, if there are any: by amount, by pledge, by what others confirm."""
    entries = [entry for entry in _entries(book, said) if _of_form(entry, said)]
    counted = [entry for entry in entries if entry.counted]
    pool = counted if difference > 0 else [entry for entry in entries if not entry.counted]
    alike = [entry for entry in pool if entry.amount == abs(difference)]
    if 0 < len(alike) <= FEW:
        return alike
    tried = combinations(pool, 2) if len(pool) <= PAIRED else ()
    pairs = [pair for pair in tried if sum(one.amount for one in pair) == abs(difference)]
    if not alike and len(pairs) == 1:
        return pairs[0]
    confirmed = set(_confirmed(book, said))
    open_ = [entry for entry in counted if entry not in confirmed]
    unmet = [entry for entry in open_ if _unmet(book, entry) == difference]
    return next((few for few in (unmet, open_) if 0 < len(few) <= FEW), ())


def _confirmed(book: Book, said: Declaration) -> Iterator[Entry]:
    """Give the entries that a total which is right vouches for."""
    for record in book.declarations:
        other = record.value
        if other.measure is said.measure and other != said and _actual(book, other) == other.amount:
            yield from (entry for entry in _entries(book, other) if entry.counted and _of_form(entry, other))


def _unmet(book: Book, entry: Entry) -> int | None:
    """Tell by how much a pledge and what arrived for it differ, seen from the side of the entry."""
    if entry.row is None:
        return None
    number = getattr(entry.row.value, "number", getattr(entry.row.value, "pledge", None))
    pledge = book.by_number.get(number) if number is not None else None
    if pledge is None:
        return None
    arrived = sum(row.value.amount for row in book.contributions if row.value.pledge == number)
    over = arrived - pledge.value.amount
    return -over if hasattr(entry.row.value, "number") else over


def _of_form(entry: Entry, said: Declaration) -> bool:
    return said.form is DeclaredForm.BOTH or entry.cash is (said.form is DeclaredForm.CASH)


def _actual(book: Book, said: Declaration) -> int:
    return sum(entry.amount for entry in _entries(book, said) if entry.counted and _of_form(entry, said))


def recorded(book: Book, said: Declaration) -> tuple[int, int]:
    """Add up, in 分, what the records say of a declaration's measure by its date: (cash, in kind)."""
    sums: dict[bool, int] = defaultdict(int)
    for entry in _entries(book, said):
        sums[entry.cash] += entry.amount if entry.counted else 0
    return sums[True], sums[False]


def parts(book: Book, said: Declaration) -> set[str]:
    """Name the files that a declared total adds up, and those that hold their rows."""
    paths = {entry.path for entry in _entries(book, said)}
    if said.measure is Measure.PLEDGED:
        paths |= {row.path for row in book.contributions}
    if said.measure is Measure.RECEIVED:
        paths |= {row.path for row in book.pledges}
    if said.measure in (Measure.PAID, Measure.CONTRACTED):
        paths |= {row.path for row in book.disbursements} | {contract.path for contract in book.contracts}
    return paths | {one.row.path for one in book.corrections if one.target is None or one.target.path in paths}


def _entries(book: Book, said: Declaration) -> Iterator[Entry]:
    month = f"{said.as_of:%Y-%m}"
    if said.measure is Measure.PLANNED:
        yield from _planned(book, said)
    elif said.measure is Measure.PLEDGED:
        for row in book.pledges:
            firm = row.value.month <= month and row.value.state is not PledgeState.INTENTION
            counted = firm and said.source in (None, row.value.source)
            yield _entry(row, row.value.amount, cash=row.value.form is Form.CASH, counted=counted)
    elif said.measure is Measure.RECEIVED:
        for given in book.contributions:
            counted = given.value.month <= month and said.source in (None, book.source_of(given.value))
            yield _entry(given, given.value.amount, cash=given.value.form is Form.CASH, counted=counted)
    elif said.measure is Measure.PAID:
        yield from _paid(book, said)
    else:
        yield from _contracted(book, said)


def _entry(row: Row[Any], amount: int, *, cash: bool, counted: bool) -> Entry:
    return Entry(row.path, "row", row.index + 1, amount, cash=cash, counted=counted, row=row)


def _planned(book: Book, said: Declaration) -> Iterator[Entry]:
    for index, line in enumerate(book.project.sources):
        counted = said.source in (None, line.source)
        for cash, amount in ((True, line.amount), (False, line.in_kind)):
            if amount:
                yield Entry(book.record.path, "source", index + 1, amount, cash=cash, counted=counted)


def _paid(book: Book, said: Declaration) -> Iterator[Entry]:
    """Give the disbursements: a bank counts what left the account, everybody else what the project cost."""
    out = tuple(kind for kind in PaymentKind if kind is not PaymentKind.ADVANCE)
    kinds = out if said.of is DeclaredBy.BANK_STATEMENT else COSTS
    for row in book.disbursements:
        counted = row.value.paid <= said.as_of and row.value.kind in kinds
        yield _entry(row, row.value.amount, cash=True, counted=counted)


def _contracted(book: Book, said: Declaration) -> Iterator[Entry]:
    for record in book.contracts:
        contract = record.value
        yield Entry(record.path, "price", 0, contract.price, cash=True, counted=contract.signed <= said.as_of)
        for index, change in enumerate(contract.variations):
            counted = change.date <= said.as_of
            yield Entry(record.path, "variation", index + 1, change.amount, cash=True, counted=counted)
