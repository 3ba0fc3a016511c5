"""All records of one community together: indexed, summed, unchanging."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

from generator import rulesets
from generator.diagnostics import Location
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
from generator.records.funds import ContributionRow, DisbursementRow, Form, PledgeRow, PledgeState
from generator.records.place import Source
from generator.records.progress import Entry
from generator.rulesets import Rules

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """One record file: its id, its path and what it says."""

    id: str
    path: str
    value: T

    def at(self, *field: str | int) -> Location:
        """Name a field of this record."""
        return Location(self.path, field=field)


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """One row of a batch, with the file and the list it stands in."""

    path: str
    list_name: str
    index: int
    value: T
    illustrative: bool

    def at(self, *field: str) -> Location:
        """Name a field of this row."""
        return Location(self.path, field=(self.list_name, self.index, *field))


@dataclass(slots=True)
class Sums:
    """What one source planned, pledged and gave, in 分; help in kind apart from cash."""

    planned: int = 0
    pledged: int = 0
    received: int = 0
    planned_in_kind: int = 0
    pledged_in_kind: int = 0
    received_in_kind: int = 0


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


def _rows(batches: Iterable[Record[Any]], list_name: str = "rows") -> tuple[Row[Any], ...]:
    return tuple(
        Row(batch.path, list_name, index, value, batch.value.illustrative)
        for batch in batches
        for index, value in enumerate(getattr(batch.value, list_name))
    )


def _book(record: Record[Project], own: Mapping[str, list[Record[Any]]]) -> Book:
    batches: list[Record[Pledges]] = own.get("pledges", [])
    arrivals: list[Record[Contributions]] = own.get("contributions", [])
    payments: list[Record[Disbursements]] = own.get("disbursements", [])
    entries: list[Record[Progress]] = own.get("progress", [])
    pledges = _rows(batches)
    contributions = _rows(arrivals)
    disbursements = _rows(payments)
    by_number = {row.value.number: row for row in reversed(pledges)}
    sums = _sum(record.value, pledges, contributions, by_number)
    return Book(
        record=record,
        notices=tuple(own.get("notices", ())),
        meetings=tuple(own.get("meetings", ())),
        contracts=tuple(own.get("contracts", ())),
        declarations=tuple(own.get("declarations", ())),
        pledges=pledges,
        contributions=contributions,
        disbursements=disbursements,
        progress=_rows(entries, "entries"),
        by_number=by_number,
        sums=sums,
        total=_total(sums.values()),
        paid=sum(row.value.amount for row in disbursements),
    )


def _sum(
    project: Project,
    pledges: tuple[Row[PledgeRow], ...],
    contributions: tuple[Row[ContributionRow], ...],
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
    return sums


def _source(row: ContributionRow, by_number: Mapping[int, Row[PledgeRow]]) -> Source | None:
    if row.pledge is None:
        return row.source
    pledge = by_number.get(row.pledge)
    return pledge.value.source if pledge else None


def _total(sums: Iterable[Sums]) -> Sums:
    total = Sums()
    for one in sums:
        total.planned += one.planned
        total.pledged += one.pledged
        total.received += one.received
        total.planned_in_kind += one.planned_in_kind
        total.pledged_in_kind += one.pledged_in_kind
        total.received_in_kind += one.received_in_kind
    return total
