"""Totals told elsewhere, held against the records."""

from dataclasses import dataclass

from generator.calendar import ymd
from generator.ledger import Book, Ledger
from generator.money import yuan
from generator.reconcile.totals import recorded, whose
from generator.records import Declaration
from generator.records.funds import DeclaredForm
from generator.views.evidence import FileView, attachments
from generator.wording import Said, say


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared total held against the records."""

    title: str
    what: str
    said: str
    parts: tuple[tuple[str, str], ...]
    as_of: str
    files: tuple[FileView, ...]
    illustrative: bool


def declared(ledger: Ledger, book: Book) -> tuple[Declared, ...]:
    """Show the totals that were told elsewhere."""
    rows = []
    for record in book.declarations:
        said = record.value
        cash, in_kind = recorded(book, said)
        parts = (
            ((say("现金"), yuan(cash)), (say("实物和人工"), yuan(in_kind))) if said.form is DeclaredForm.BOTH else ()
        )
        what = _what(said)
        files = attachments(ledger, said.attachments)
        rows.append(Declared(said.title, what, yuan(said.amount), parts, ymd(said.as_of), files, said.illustrative))
    return tuple(rows)


def _what(said: Declaration) -> Said:
    """Say what was declared: by whom, of which source where sources are told apart, and of what."""
    of, measure, form = said.of.label, said.measure.label, said.form.label
    if source := whose(said):
        return say("{of} · {source}{measure}（{form}）", of=of, source=source, measure=measure, form=form)
    return say("{of} · {measure}（{form}）", of=of, measure=measure, form=form)
