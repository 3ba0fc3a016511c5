"""Records and their rows, with the place of each; rows that were corrected stand at their true amounts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from generator.diagnostics import Location
from generator.records.corrections import PledgeCorrection, RowCorrection

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

    def at(self, *field: str | int) -> Location:
        """Name a field of this row."""
        return Location(self.path, field=(self.list_name, self.index, *field))

    @property
    def ref(self) -> str:
        """Name this row as a correction does: `shed-2026-04/3`."""
        return f"{self.path.rpartition('/')[2].removesuffix('.yml')}/{self.index + 1}"


@dataclass(frozen=True, slots=True)
class Correction:
    """A row that changes the amount of a published one; no target where it names none of its project."""

    row: Row[Any]
    target: Row[Any] | None
    old: int = 0
    new: int = 0


def rows(batches: Iterable[Record[Any]], list_name: str = "rows") -> tuple[Row[Any], ...]:
    """Give the rows of all batches, in order."""
    return tuple(
        Row(batch.path, list_name, index, value, batch.value.illustrative)
        for batch in batches
        for index, value in enumerate(getattr(batch.value, list_name))
    )


_Settled = tuple[tuple[Row[Any], ...], list[Correction]]


def settle(batches: Iterable[Record[Any]], key: Callable[[Row[Any]], object]) -> _Settled:
    """Give the rows at their true amounts: a correction counts from the day of the row that it corrects."""
    found = rows(batches)
    settled = [row for row in found if not isinstance(row.value, (PledgeCorrection, RowCorrection))]
    if len(settled) == len(found):
        return found, []
    places = {key(row): place for place, row in reversed(tuple(enumerate(settled)))}
    corrections = []
    own = (row for row in found if isinstance(row.value, (PledgeCorrection, RowCorrection)))
    for row in sorted(own, key=lambda row: (row.value.date, row.path, row.index)):
        place = places.get(row.value.corrects)
        if place is None:
            corrections.append(Correction(row, None))
            continue
        target = settled[place]
        old, new = target.value.amount, target.value.amount + row.value.amount
        settled[place] = replace(target, value=target.value.model_copy(update={"amount": new}))
        corrections.append(Correction(row, target, old, new))
    return tuple(settled), corrections
