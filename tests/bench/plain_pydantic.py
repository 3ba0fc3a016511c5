"""The check as one would write it at first: PyYAML's C loader, ordinary pydantic models, and no sums."""

import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

Money = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Line = Annotated[str, Field(min_length=1, max_length=120)]
Source = Literal["government", "subdistrict", "organisation", "community", "owners", "property_company"]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Row(Strict):
    number: int
    source: Source = "owners"
    amount: Money
    month: Month
    form: Literal["cash", "goods", "labour"] = "cash"


class Anonymous(_Row):
    display: Literal["anonymous"] = "anonymous"


class Group(_Row):
    display: Literal["sum_only"]
    count: Annotated[int, Field(ge=4)]


class Organisation(_Row):
    display: Literal["organisation"]
    party: Id


class Pledges(Strict):
    project: Id
    rows: list[Annotated[Anonymous | Group | Organisation, Field(discriminator="display")]]


class Next(Strict):
    text: Line


class Entry(Strict):
    date: dt.date
    percent: Annotated[int, Field(ge=0, le=100)]
    stage: Literal["works", "upkeep"]
    text: str
    next: Next


class Progress(Strict):
    project: Id
    entries: list[Entry]


class Ballot(Strict):
    heads: int
    area: Money


class Vote(Strict):
    rule: Literal["general", "special", "unanimous"]
    eligible: Ballot
    participating: Ballot
    agree: Ballot
    against: Ballot
    abstain: Ballot


class Resolution(Strict):
    project: Id | None = None
    text: Line
    vote: Vote | None = None


class Attendance(Strict):
    who: Line
    present: int


class Meeting(Strict):
    title: Line
    kind: Literal["owners", "residents", "deliberation"]
    held: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$")]
    place: Line
    projects: list[Id]
    present: int
    attendance: list[Attendance]
    agenda: list[Line]
    resolutions: list[Resolution]
    minutes: str


class Scope(Strict):
    level: Literal["unit", "building", "estate", "community"]
    text: Line
    households: int


class Planned(Strict):
    source: Source
    amount: Money


class Use(Strict):
    name: Line
    amount: Money


class Milestone(Strict):
    name: Line
    reached: Month
    note: Line


class Project(Strict):
    title: Line
    number: Line
    estate: Line
    tagline: Line
    summary: str
    scope: Scope
    stage: Literal["works", "upkeep"]
    sources: list[Planned]
    uses: list[Use]
    milestones: list[Milestone]


class Declaration(Strict):
    project: Id
    amount: Money
    measure: Literal["planned", "pledged", "received", "paid"]
    form: Literal["cash", "in_kind", "both"]
    title: Line
    as_of: dt.date
    of: Literal["bank_statement", "announcement", "audit"]


MODELS: dict[str, type[BaseModel]] = {
    "pledges": Pledges,
    "progress": Progress,
    "meetings": Meeting,
    "projects": Project,
    "declarations": Declaration,
}


def main(records: Path) -> None:
    """Read every record of the folder; the first wrong one ends it."""
    for kind, model in MODELS.items():
        for path in sorted(records.glob(f"*/{kind}/*.yml")):
            model.model_validate(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))


main(Path(sys.argv[1]))
