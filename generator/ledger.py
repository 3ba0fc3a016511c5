"""All records of one community together: indexed, summed, unchanging."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from generator import rulesets
from generator.evidence import File
from generator.records import (
    Community,
    Contract,
    Contributions,
    Declaration,
    Disbursements,
    Meeting,
    Notice,
    Party,
    Pledges,
    Progress,
    Project,
)
from generator.records.funds import ContributionRow, DisbursementRow, Form, PaymentKind, PledgeRow, PledgeState
from generator.records.place import Source
from generator.records.progress import Entry
from generator.rows import Correction, Record, Row, rows, settle
from generator.rulesets import Rules

__all__ = ["Book", "Correction", "Ledger", "Record", "Row", "Spent", "Sums", "gather"]


@dataclass(frozen=True, slots=True)
class Spent:
    """What was paid, in 分, by kind. An advance is its bearer's money: it costs, and leaves no account."""

    payment: int
    advance: int
    repayment: int
    refund: int

    @property
    def cost(self) -> int:
        """What the project cost: 支出."""
        return self.payment + self.advance

    @property
    def out(self) -> int:
        """What left the account."""
        return self.payment + self.repayment + self.refund

    @property
    def owed(self) -> int:
        """What bearers have not been given back: 垫付未还."""
        return self.advance - self.repayment


@dataclass(slots=True)
class Sums:
    """What one source planned, pledged and gave, in 分; help in kind apart from cash."""

    planned: int = 0
    pledged: int = 0
    received: int = 0
    planned_in_kind: int = 0
    pledged_in_kind: int = 0
    received_in_kind: int = 0
    refunded: int = 0

    @property
    def row(self) -> tuple[int, int, int, int, int, int, int]:
        """The sums as `Sums` takes them."""
        return (
            self.planned,
            self.pledged,
            self.received,
            self.planned_in_kind,
            self.pledged_in_kind,
            self.received_in_kind,
            self.refunded,
        )

    @property
    def came(self) -> bool:
        """Tell whether anything arrived, cash or help in kind."""
        return bool(self.received or self.received_in_kind)

    def add(self, more: "Sums") -> None:
        """Take in other sums."""
        self.planned += more.planned
        self.pledged += more.pledged
        self.received += more.received
        self.planned_in_kind += more.planned_in_kind
        self.pledged_in_kind += more.pledged_in_kind
        self.received_in_kind += more.received_in_kind
        self.refunded += more.refunded


@dataclass(frozen=True, slots=True)
class Book:
    """Everything recorded about one project."""

    record: Record[Project]
    notices: tuple[Record[Notice], ...]
    meetings: tuple[Record[Meeting], ...]
    contracts: tuple[Record[Contract], ...]
    declarations: tuple[Record[Declaration], ...]
    pledges: tuple[Row[PledgeRow], ...]
    contributions: tuple[Row[ContributionRow], ...]
    disbursements: tuple[Row[DisbursementRow], ...]
    progress: tuple[Row[Entry], ...]
    by_number: Mapping[int, Row[PledgeRow]]
    sums: Mapping[Source, Sums]
    total: Sums
    paid: int
    spent: Spent
    corrections: tuple[Correction, ...]
    batches: tuple[Record[Pledges] | Record[Contributions] | Record[Disbursements], ...]

    @property
    def balance(self) -> int:
        """What is left on the account: cash that arrived, less all that left it. 结余."""
        return self.total.received - self.spent.out

    @property
    def id(self) -> str:
        """The project's id."""
        return self.record.id

    @property
    def project(self) -> Project:
        """What the project record says."""
        return self.record.value

    @property
    def paths(self) -> frozenset[str]:
        """The files that speak of the project."""
        records = (self.notices, self.meetings, self.contracts, self.declarations)
        batches = (self.pledges, self.contributions, self.disbursements, self.progress)
        named = {record.path for of_kind in records for record in of_kind}
        return frozenset({self.record.path, *named, *(row.path for rows in batches for row in rows)})

    def source_of(self, row: ContributionRow) -> Source | None:
        """Tell which of the six sources a contribution comes from; None where its pledge is unknown."""
        return _source(row, self.by_number)


@dataclass(frozen=True, slots=True)
class Ledger:
    """One community: its records by kind and id, and a book for each project."""

    id: str
    community: Record[Community]
    records: Mapping[str, Mapping[str, Record[Any]]]
    books: Mapping[str, Book]
    files: Mapping[str, File]
    """What was handed in beside the records, by file name."""
    rules: Rules

    def party(self, ref: str | None) -> Party | None:
        """Find a party by its id."""
        found = self.records["parties"].get(ref or "")
        return cast("Party", found.value) if found else None

    @property
    def complete(self) -> bool:
        """Tell whether every record found its project: what a stray one holds is missing from every sum."""
        return all(
            ref in self.records["projects"]
            for kind, of_kind in self.records.items()
            for record in of_kind.values()
            for ref in _projects(kind, record)
        )

    @property
    def meetings(self) -> Mapping[str, Record[Meeting]]:
        """All meetings by id."""
        return self.records["meetings"]


def gather(
    ledger_id: str,
    community: Record[Community],
    records: Mapping[str, Mapping[str, Record[Any]]],
    files: Mapping[str, File] = MappingProxyType({}),
) -> Ledger:
    """Put the records of a community together, one book for each project."""
    sorted_out: dict[str, dict[str, list[Record[Any]]]] = defaultdict(lambda: defaultdict(list))
    for kind, of_kind in records.items():
        for record in of_kind.values():
            for ref in _projects(kind, record):
                sorted_out[ref][kind].append(record)
    books = {id_: _book(record, sorted_out[id_]) for id_, record in records["projects"].items()}
    own = {id_: record.value for id_, record in records["rules"].items()}
    return Ledger(ledger_id, community, records, books, files, rulesets.choose(community.value.ruleset, own))


def _projects(kind: str, record: Record[Any]) -> Iterable[str]:
    """Name the projects a record is about, each once."""
    if kind in ("projects", "parties", "rules"):
        return ()
    return dict.fromkeys(record.value.projects) if kind == "meetings" else (record.value.project,)


def _book(record: Record[Project], own: Mapping[str, list[Record[Any]]]) -> Book:
    entries: list[Record[Progress]] = own.get("progress", [])
    pledges, of_pledges = settle(own.get("pledges", ()), lambda row: row.value.number)
    contributions, of_contributions = settle(own.get("contributions", ()), lambda row: row.ref)
    disbursements, of_disbursements = settle(own.get("disbursements", ()), lambda row: row.ref)
    by_number = {row.value.number: row for row in reversed(pledges)}
    sums = _sum(record.value, pledges, contributions, disbursements, by_number)
    spent = _spent(disbursements)
    return Book(
        record=record,
        notices=tuple(own.get("notices", ())),
        meetings=tuple(own.get("meetings", ())),
        contracts=tuple(own.get("contracts", ())),
        declarations=tuple(own.get("declarations", ())),
        pledges=pledges,
        contributions=contributions,
        disbursements=disbursements,
        progress=rows(entries, "entries"),
        by_number=by_number,
        sums=sums,
        total=_total(sums.values()),
        paid=spent.cost,
        spent=spent,
        corrections=(*of_pledges, *of_contributions, *of_disbursements),
        batches=tuple(batch for kind in ("pledges", "contributions", "disbursements") for batch in own.get(kind, ())),
    )


def _spent(disbursements: tuple[Row[DisbursementRow], ...]) -> Spent:
    by_kind = dict.fromkeys(PaymentKind, 0)
    for row in disbursements:
        by_kind[row.value.kind] += row.value.amount
    return Spent(*(by_kind[kind] for kind in PaymentKind))


def _sum(
    project: Project,
    pledges: tuple[Row[PledgeRow], ...],
    contributions: tuple[Row[ContributionRow], ...],
    disbursements: tuple[Row[DisbursementRow], ...],
    by_number: Mapping[int, Row[PledgeRow]],
) -> Mapping[Source, Sums]:
    sums = {source: Sums() for source in Source}
    for line in project.sources:
        sums[line.source].planned += line.amount
        sums[line.source].planned_in_kind += line.in_kind
    for row in pledges:
        pledge = row.value
        if pledge.state is PledgeState.INTENTION:
            continue
        if pledge.form is Form.CASH:
            sums[pledge.source].pledged += pledge.amount
        else:
            sums[pledge.source].pledged_in_kind += pledge.amount
    for arrival in contributions:
        given = arrival.value
        source = _source(given, by_number)
        if source is None:
            continue
        if given.form is Form.CASH:
            sums[source].received += given.amount
        else:
            sums[source].received_in_kind += given.amount
    for payment in disbursements:
        if payment.value.source is not None:
            sums[payment.value.source].refunded += payment.value.amount
    return sums


def _source(row: ContributionRow, by_number: Mapping[int, Row[PledgeRow]]) -> Source | None:
    if row.pledge is None:
        return row.source
    pledge = by_number.get(row.pledge)
    return pledge.value.source if pledge else None


def _total(sums: Iterable[Sums]) -> Sums:
    total = Sums()
    for one in sums:
        total.add(one)
    return total
