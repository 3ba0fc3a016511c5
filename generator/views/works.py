"""The works: contracts and progress."""

from dataclasses import dataclass
from typing import NamedTuple

from generator.calendar import when, ymd
from generator.ledger import Book, Ledger
from generator.money import yuan
from generator.records.project import Stage
from generator.views.evidence import FileView, PhotoView, attachments, photos
from generator.wording import CLAUSES, listed, say


class ProgressView(NamedTuple):
    """One entry of progress."""

    day: str
    percent: str
    text: str
    next: str
    photos: tuple[PhotoView, ...]
    illustrative: bool


@dataclass(frozen=True, slots=True)
class ContractView:
    """One contract."""

    contractor: str
    scope: str
    method: str
    first: str
    """The price as signed."""
    price: str
    dates: str
    variations: tuple[tuple[str, str, str], ...]
    files: tuple[FileView, ...]
    illustrative: bool


def begun(book: Book) -> bool:
    """Tell whether the works have begun, by the stage of the project or by how far they were said to be."""
    stages = {book.project.stage, *(row.value.stage for row in book.progress)}
    built = stages & {Stage.WORKS, Stage.ACCEPTANCE, Stage.UPKEEP, Stage.CLOSED}
    return bool(built) or any(row.value.percent for row in book.progress)


def announced(book: Book) -> list[tuple[str, str]]:
    """Give when and what the latest progress entry announced."""
    entries = sorted(book.progress, key=lambda row: row.value.date)
    coming = entries[-1].value.next if entries else None
    return [(coming.due or "", coming.text)] if coming else []


def progress(ledger: Ledger, book: Book) -> tuple[ProgressView, ...]:
    """Show the progress of a project, newest first."""
    rows = sorted(book.progress, key=lambda row: (row.value.date, row.path, row.index), reverse=True)
    views = []
    for row in rows:
        said = row.value
        coming = ""
        if said.next:
            coming = (
                say("{what}，{when}", what=said.next.text, when=when(said.next.due))
                if said.next.due
                else said.next.text
            )
        percent = f"{said.percent}%" if said.percent is not None else ""
        shown = photos(ledger, said.photos)
        views.append(ProgressView(ymd(said.date), percent, said.text, coming, shown, row.illustrative))
    return tuple(views)


def _change(fen: int) -> str:
    return say("−{amount}", amount=yuan(-fen)) if fen < 0 else say("+{amount}", amount=yuan(fen))


def contracts(ledger: Ledger, book: Book) -> tuple[ContractView, ...]:
    """Show the contracts of a project, each at its price with all variations."""
    views = []
    for record in book.contracts:
        said = record.value
        party = ledger.party(said.contractor)
        dates = [say("{day}签订", day=ymd(said.signed))]
        if said.starts and said.ends:
            dates.append(say("工期 {start}至{end}", start=ymd(said.starts), end=ymd(said.ends)))
        price = said.price + sum(change.amount for change in said.variations)
        views.append(
            ContractView(
                contractor=party.name if party else "",
                scope=said.scope,
                method=said.method.label,
                first=yuan(said.price),
                price=yuan(price),
                dates=listed(dates, CLAUSES),
                variations=tuple((ymd(one.date), _change(one.amount), one.reason) for one in said.variations),
                files=attachments(ledger, said.attachments),
                illustrative=said.illustrative,
            )
        )
    return tuple(views)
