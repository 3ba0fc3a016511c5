"""What outlives a community once its pages are written: facts and sums, as plain JSON, for the site-wide pages."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypedDict, cast

from generator.calendar import lately, when
from generator.records.place import Source
from generator.records.project import Stage
from generator.views.meeting import MeetingLine
from generator.views.origins import INITIAL
from generator.views.tally import Counts, Giver, Waiting
from generator.wording import Said, say, unpack

_STAGES: Mapping[str, Said] = {stage: stage.label for stage in Stage}
_SOURCES: Mapping[str, Said] = {source: source.label for source in Source}

LATEST = 12
"""Changes shown on the home page, and kept for each community."""


def _until(deadline: str, year: int) -> Said:
    """Put a deadline in words: 4月6日 17:30; the year is left out where it is this one."""
    return say("{day} {time}", day=lately(deadline[:10], date(year, 1, 1)), time=deadline[11:16])


class ProjectCard(NamedTuple):
    """A project in a list. Amounts are text in 元; dates as records spell them, put in words when read."""

    id: str
    community: str
    community_name: str
    title: str
    estate: str
    stage: str
    sources: str
    """Planned or arrived: what the list is filtered by."""
    given: str
    """Those whose cash arrived."""
    planned: str
    received: str
    deadline: str
    order: str
    """The day or month of the last change."""
    year: int
    """The year of the page, which its dates leave out."""

    @property
    def stage_label(self) -> Said:
        """The stage for a reader."""
        return _STAGES[self.stage]

    @property
    def gave(self) -> list[tuple[str, Said, Said]]:
        """Key, letter and name of each source whose cash arrived, as on the funding bar."""
        return [(source, INITIAL[source], _SOURCES[source]) for source in self.given.split()]

    @property
    def closes(self) -> str:
        """The deadline for a reader; empty where no notice is open."""
        return _until(self.deadline, self.year) if self.deadline else ""

    @property
    def updated(self) -> str:
        """The last change for a reader."""
        return lately(self.order, date(self.year, 1, 1)) if self.order else ""


class Opening(NamedTuple):
    """A notice open for objection, or closed a short while ago."""

    community: str
    community_name: str
    project: str
    project_title: str
    title: str
    deadline: str
    year: int

    @property
    def closes(self) -> Said:
        """The deadline for a reader."""
        return _until(self.deadline, self.year)


class Sheet(NamedTuple):
    """A notice that has a sheet: open now, and what its project's page is about."""

    community: str
    project: str
    notice: str
    longest: Any
    """The field to name where it is too long for one sheet of paper, packed."""


class Changed(NamedTuple):
    """A change of a project; its words are packed until they are read."""

    iso: str
    packed: Sequence[Any]
    community: str
    project: str
    project_title: str

    @property
    def when(self) -> Said:
        """The time for a reader."""
        return when(self.iso)

    @property
    def kind(self) -> str:
        """What sort of change, for a reader."""
        return unpack(self.packed[0])

    @property
    def what(self) -> str:
        """The change for a reader."""
        return unpack(self.packed[1])


class Channel(TypedDict):
    """How to raise an objection in a community."""

    phone: str
    dial: str
    contact: str
    place: str
    box: str
    higher: Sequence[Sequence[str]]
    reply: str


class YearFacts(TypedDict):
    """One year of a community; sums as `Sums` lists them, by source."""

    sums: dict[str, Sequence[int]]
    counts: Counts


class Facts(TypedDict):
    """One community reduced to what the site-wide pages show. Sums are 分, by source, as `Sums` lists them."""

    id: str
    name: str
    subdistrict: str
    district: str
    channel: Channel
    sums: dict[str, Sequence[int]]
    counts: Counts
    years: dict[str, YearFacts]
    givers: Sequence[Giver]
    waiting: Sequence[Waiting]
    gave: dict[str, Sequence[int]]
    """By source: the projects that got something, those it planned or gave for, and the lines that tell of it all."""
    gifts: str
    """Packed: see `tally.unpack`."""
    projects: list[ProjectCard]
    meetings: list[MeetingLine]
    open: list[Opening]
    closed: list[Opening]
    sheets: list[Sheet]
    changes: list[Changed]


def from_json(data: Mapping[str, Any]) -> Facts:
    """Read facts written as JSON, where the long lists are rows without names."""
    named = {
        "projects": [ProjectCard(*card) for card in data["projects"]],
        "meetings": [MeetingLine(*line) for line in data["meetings"]],
        "open": [Opening(*opening) for opening in data["open"]],
        "closed": [Opening(*opening) for opening in data["closed"]],
        "sheets": [Sheet(*sheet) for sheet in data["sheets"]],
        "changes": [Changed(*change) for change in data["changes"]],
        "givers": [Giver(*giver) for giver in data["givers"]],
        "waiting": [Waiting(*one) for one in data["waiting"]],
        "counts": Counts(*data["counts"]),
        "years": {year: {**said, "counts": Counts(*said["counts"])} for year, said in data["years"].items()},
    }
    return cast("Facts", {**data, **named})
