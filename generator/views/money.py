"""Where the money comes from and where it goes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.calendar import ymd
from generator.ledger import Book, Ledger
from generator.money import yuan
from generator.records.funds import PaymentKind
from generator.records.place import Source
from generator.views.curve import Curve, curve
from generator.views.declared import Declared, declared
from generator.views.evidence import FileView, attachments
from generator.views.origins import INITIAL, SourceRow, in_kind, sources, worth
from generator.wording import Said, say


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the funding bar; x and width in per cent of the bar."""

    key: str
    x: str
    width: str
    middle: str
    letter: str


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use: budget and paid."""

    name: str
    planned: str
    paid: str
    in_kind: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment made."""

    day: str
    use: str
    payee: str
    amount: str
    kind: str
    proof: str
    bearer: str
    """Who advanced the money; empty where it came from the account."""
    files: tuple[FileView, ...]
    illustrative: bool
    before: str
    """What was published before a correction; empty where there was none."""


@dataclass(frozen=True, slots=True)
class Funding:
    """The money of one project, for its page. Amounts are text in 元; empty where there is nothing to say."""

    any: bool
    planned: str
    pledged: str
    received: str
    paid: str
    balance: str
    rate: str
    waiting: str
    gap: str
    excess: str
    in_kind: str
    pledged_in_kind: str
    equation: tuple[tuple[str, str, str], ...]
    """到账 − 退款 − 支出 + 垫付未还 = 结余: sign, word, amount; what is zero is left out."""
    segments: tuple[Segment, ...]
    sources: tuple[SourceRow, ...]
    uses: tuple[UseRow, ...]
    payments: tuple[Payment, ...]
    declared: tuple[Declared, ...]
    curve: Curve | None


def funding(ledger: Ledger, book: Book) -> Funding:
    """Work out the money of a project."""
    total = book.total
    waiting = sum(max(sums.pledged - sums.received, 0) for sums in book.sums.values())
    gap = total.planned - max(total.pledged, total.received)
    return Funding(
        any=any((total.planned, total.pledged, total.received, in_kind(total))),
        planned=yuan(total.planned),
        pledged=yuan(total.pledged),
        received=yuan(total.received),
        paid=yuan(book.paid),
        balance=yuan(book.balance),
        rate=f"{total.received * 100 // total.planned}%" if total.planned else "",
        waiting=yuan(waiting) if waiting else "",
        gap=yuan(gap) if gap > 0 else "",
        excess=yuan(-gap) if gap < 0 and total.planned else "",
        in_kind=worth(total),
        pledged_in_kind=yuan(total.pledged_in_kind) if total.pledged_in_kind else "",
        equation=_equation(book),
        segments=tuple(_segments(book, waiting)),
        sources=tuple(sources(ledger, book)),
        uses=_uses(book),
        payments=_payments(ledger, book),
        declared=declared(ledger, book),
        curve=curve(book),
    )


def _equation(book: Book) -> tuple[tuple[str, str, str], ...]:
    terms = (
        ("", say("到账"), book.total.received, True),
        ("−", say("退款"), book.spent.refund, False),
        ("−", say("支出"), book.spent.cost, True),
        ("+", say("垫付未还"), book.spent.owed, False),
        ("=", say("结余"), book.balance, True),
    )
    return tuple((sign, word, yuan(amount)) for sign, word, amount, always in terms if amount or always)


def percent(part: int, whole: int) -> str:
    """Write a share as CSS and SVG take it, two places at most: 66.67."""
    return f"{part * 100 / whole:.2f}".rstrip("0").rstrip(".") if whole else "0"


def _segments(book: Book, waiting: int) -> Iterator[Segment]:
    received = {source: sums.received for source, sums in book.sums.items()}
    return segments(received, max(book.total.planned, book.total.received + waiting), waiting)


def segments(received: Mapping[Source, int], whole: int, waiting: int = 0) -> Iterator[Segment]:
    """Lay out a bar of `whole` 分: what arrived from each source, then what was pledged and is still to come."""
    if not whole:
        return
    parts = [(source.value, received.get(source, 0), INITIAL[source]) for source in Source]
    left = 0
    for key, amount, letter in (*parts, ("wait", waiting, "")):
        if amount:
            shown = letter if amount * 16 >= whole else ""
            yield Segment(
                key, percent(left, whole), percent(amount, whole), percent(2 * left + amount, 2 * whole), shown
            )
            left += amount


def _uses(book: Book) -> tuple[UseRow, ...]:
    paid: dict[str, int] = defaultdict(int)
    for row in book.disbursements:
        if row.value.use is not None:
            paid[row.value.use] += row.value.amount
    return tuple(
        UseRow(
            use.name,
            yuan(use.amount),
            yuan(paid[use.name]) if paid[use.name] else "—",
            yuan(use.in_kind) if use.in_kind else "",
            use.illustrative,
        )
        for use in book.project.uses
    )


def _payments(ledger: Ledger, book: Book) -> tuple[Payment, ...]:
    rows = sorted(book.disbursements, key=lambda row: (row.value.paid, row.path, row.index), reverse=True)
    before = published(book)
    return tuple(
        Payment(
            day=ymd(row.value.paid),
            use=row.value.use or row.value.kind.label,
            payee=_name(ledger, row.value.payee),
            amount=yuan(row.value.amount),
            kind="" if row.value.kind is PaymentKind.PAYMENT else row.value.kind.label,
            proof=row.value.invoice or _no_invoice(row.value.no_invoice),
            bearer=_name(ledger, row.value.bearer) if row.value.bearer else "",
            files=attachments(ledger, row.value.attachments),
            illustrative=row.illustrative,
            before=yuan(first) if (first := before.get((row.path, row.index))) is not None else "",
        )
        for row in rows
    )


def _name(ledger: Ledger, id_: str) -> str:
    party = ledger.party(id_)
    return party.name if party else id_


def _no_invoice(reason: str | None) -> Said:
    return say("无发票：{reason}", reason=reason or "")


def published(book: Book) -> dict[tuple[str, int], int]:
    """Give what each corrected row said at first, in 分, by its file and place."""
    first: dict[tuple[str, int], int] = {}
    for correction in book.corrections:
        if correction.target:
            first.setdefault((correction.target.path, correction.target.index), correction.old)
    return first
