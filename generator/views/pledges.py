"""Pledges as the public sees them."""

from collections import defaultdict
from collections.abc import Iterator
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
from generator.records.place import Source
from generator.views.money import published
from generator.wording import DOTTED, listed, say

_NAMELESS = say("不公开姓名")


class Masked(NamedTuple):
    """All of a pledge that is public: nothing else of it goes into a page or a file. Amounts in 分."""

    number: int
    giver: str
    together: int
    """How many pledges are shown as this one."""
    source: Source
    form: Form
    state: PledgeState
    note: str | None
    month: str
    amount: int
    received: int
    first: int | None
    """What was published before a correction."""
    illustrative: bool


class PledgeView(NamedTuple):
    """One pledge in words."""

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


def together(pledge: PledgeRow) -> int:
    """Count the pledges that one row stands for."""
    return pledge.count if isinstance(pledge, GroupPledge) else 1


def masked(ledger: Ledger, book: Book) -> tuple[Masked, ...]:
    """Mask the pledges of a project, with what arrived for each, newest first."""
    arrived: dict[int, int] = defaultdict(int)
    for row in book.contributions:
        if row.value.pledge is not None:
            arrived[row.value.pledge] += row.value.amount
    first = published(book)
    rows = sorted(book.pledges, key=lambda row: (row.value.month, row.value.number), reverse=True)
    return tuple(
        Masked(
            number=said.number,
            giver=_giver(ledger, said),
            together=together(said),
            source=said.source,
            form=said.form,
            state=said.state,
            note=said.note,
            month=said.month,
            amount=said.amount,
            received=arrived[said.number],
            first=first.get((row.path, row.index)),
            illustrative=row.illustrative,
        )
        for row in rows
        for said in (row.value,)
    )


def pledges(book: Book, rows: tuple[Masked, ...]) -> tuple[PledgeView, ...]:
    """Put masked pledges in words."""
    marked = not all_illustrative(book)
    return tuple(
        PledgeView(
            who=row.giver,
            detail=listed(list(_details(row)), DOTTED),
            amount=yuan(row.amount),
            received=yuan(row.received) if row.received else "",
            illustrative=marked and row.illustrative,
            before=yuan(row.first) if row.first is not None else "",
        )
        for row in rows
    )


def grouped(rows: tuple[Masked, ...], told: tuple[PledgeView, ...]) -> tuple[PledgeView, ...]:
    """Put the pledges without a name that differ in nothing but their sums in one row; corrected ones stay apart."""
    groups: dict[tuple[object, ...], list[Masked]] = defaultdict(list)
    shown: dict[tuple[object, ...], PledgeView] = {}
    for row, view in zip(rows, told, strict=True):
        alike = row.giver == _NAMELESS and row.first is None
        key = (row.source, row.form, row.state, row.note, row.month, row.illustrative) if alike else (row.number,)
        groups[key].append(row)
        shown.setdefault(key, view)
    return tuple(_together(view, groups[key]) if len(groups[key]) > 1 else view for key, view in shown.items())


def _together(view: PledgeView, rows: list[Masked]) -> PledgeView:
    received = sum(row.received for row in rows)
    return view._replace(
        who=say("不公开姓名 {n} 笔", n=len(rows)),
        amount=yuan(sum(row.amount for row in rows)),
        received=yuan(received) if received else "",
    )


def _details(row: Masked) -> Iterator[str]:
    yield row.source.label
    if row.form is not Form.CASH:
        yield say("{form}折价", form=row.form.label)
    if row.state is not PledgeState.PLEDGED:
        yield row.state.label
    if row.note:
        yield row.note
    yield ym(row.month)


def _giver(ledger: Ledger, said: PledgeRow) -> str:
    if isinstance(said, OrganisationPledge):
        party = ledger.party(said.party)
        return party.name if party else ""
    if isinstance(said, ConsentedPledge):
        return said.shown
    return say("合并列示 {n} 笔", n=said.count) if isinstance(said, GroupPledge) else _NAMELESS
