"""Pledges as the public sees them."""

from collections import defaultdict
from typing import NamedTuple

from generator.calendar import ym
from generator.ledger import Book, Ledger
from generator.money import yuan
from generator.records.funds import (
    ConsentedPledge,
    Form,
    GroupPledge,
    OrganisationPledge,
    PledgeRow,
    PledgeState,
)
from generator.views.money import published
from generator.wording import DOTTED, listed, say


class PledgeView(NamedTuple):
    """One pledge as the public sees it."""

    who: str
    detail: str
    amount: str
    received: str
    illustrative: bool
    before: str
    """What was published before a correction; empty where there was none."""


def all_illustrative(book: Book) -> bool:
    """Tell whether every pledge is: then the page says so once."""
    return all(row.illustrative for row in book.pledges)


def pledges(ledger: Ledger, book: Book) -> tuple[PledgeView, ...]:
    """Show the pledges of a project with what arrived for each, newest first."""
    arrived: dict[int, int] = defaultdict(int)
    for row in book.contributions:
        if row.value.pledge is not None:
            arrived[row.value.pledge] += row.value.amount
    views = []
    marked = not all_illustrative(book)
    before = published(book)
    for pledge in sorted(book.pledges, key=lambda row: (row.value.month, row.value.number), reverse=True):
        said = pledge.value
        details: list[str] = [said.source.label]
        if said.form is not Form.CASH:
            details.append(say("{form}折价", form=said.form.label))
        if said.state is not PledgeState.PLEDGED:
            details.append(said.state.label)
        if said.note:
            details.append(said.note)
        details.append(ym(said.month))
        received = arrived[said.number]
        shown = yuan(received) if received else ""
        illustrative = marked and pledge.illustrative
        giver, first = _giver(ledger, said), before.get((pledge.path, pledge.index), "")
        views.append(PledgeView(giver, listed(details, DOTTED), yuan(said.amount), shown, illustrative, first))
    return tuple(views)


def _giver(ledger: Ledger, said: PledgeRow) -> str:
    if isinstance(said, OrganisationPledge):
        party = ledger.party(said.party)
        return party.name if party else ""
    if isinstance(said, ConsentedPledge):
        return said.shown
    return say("合并列示 {n} 笔", n=said.count) if isinstance(said, GroupPledge) else say("不公开姓名")
