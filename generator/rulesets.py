"""Which rules hold for a place on a day.

A ruleset extends another, up to `national`. An entry holds from `since` to `until`, both days included; a date known
only to the month counts as the first of it. Where several entries speak of the same thing, the nearest ruleset wins,
and within it the entry with the latest `since`, of those
the one written last. What no ruleset says stays unsaid: nothing is guessed.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from generator import source
from generator.calendar import first_day
from generator.records import Ruleset
from generator.records.meeting import VoteRule
from generator.records.notice import Phase, Topic
from generator.records.project import Stage
from generator.records.rules import Act, Cadence, Deadline, Matter, Period, Provision, Standard
from generator.records.types import Strict
from generator.wording import say

NATIONAL = "national"
_FOLDER = Path(__file__).parent / "rules"

P = TypeVar("P", bound=Provision)
K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Strict)


@cache
def shipped() -> Mapping[str, Ruleset]:
    """Read the rulesets that come with the generator: id → ruleset."""
    return {path.stem: _read(path) for path in sorted(_FOLDER.glob("*.yml"))}


def _read(path: Path) -> Ruleset:
    data, refused = source.read(path.read_bytes(), path.name)
    if refused:
        raise ValueError(f"{path.name}:{refused.location.line}: {refused.message}")
    return _told(Ruleset.model_validate(data))


def _told(record: R) -> R:
    """Make the titles and citations of our own rules messages; those of a community stay as it wrote them."""
    update: dict[str, Any] = {
        name: say(getattr(record, name)) for name in ("title", "citation") if hasattr(record, name)
    }
    for name, held in record:
        if isinstance(held, tuple):
            update[name] = tuple(_told(one) for one in held)
    return record.model_copy(update=update)


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds on one day; `title` and `day` are what a page or a report names."""

    title: str
    day: date
    standards: Mapping[VoteRule, Standard]
    matters: Mapping[int, Matter]
    periods: Mapping[tuple[Topic, Phase | None], Period]
    deadlines: Mapping[Act, Deadline]
    cadences: Mapping[Stage, Cadence]

    def period(self, topic: Topic, phase: Phase) -> Period | None:
        """Find the least time a notice stays up; an entry for its phase comes before one for any."""
        return self.periods.get((topic, phase)) or self.periods.get((topic, None))


@dataclass(frozen=True, slots=True)
class Rules:
    """The rulesets of a community, nearest first, and the name that could not be found, if any."""

    chain: tuple[Ruleset, ...]
    unknown: str | None = None
    _days: dict[date, InForce] = field(default_factory=dict, compare=False, repr=False)

    def on(self, day: date | str) -> InForce:
        """Give what holds on a day; text may be a month, a day or a moment as records spell them."""
        if isinstance(day, str):
            day = first_day(day)
        if day not in self._days:
            self._days[day] = self._on(day)
        return self._days[day]

    def _on(self, day: date) -> InForce:
        return InForce(
            title=self.chain[0].title,
            day=day,
            standards={one.rule: one for one in self._valid(day, (set_.standards for set_ in self._upwards))},
            matters={one.number: one for one in self._valid(day, (set_.matters for set_ in self._upwards))},
            periods={(one.topic, one.phase): one for one in self._valid(day, (s.periods for s in self._upwards))},
            deadlines={one.act: one for one in self._valid(day, (set_.deadlines for set_ in self._upwards))},
            cadences={one.stage: one for one in self._valid(day, (set_.cadences for set_ in self._upwards))},
        )

    @property
    def _upwards(self) -> Iterable[Ruleset]:
        return reversed(self.chain)

    @staticmethod
    def _valid(day: date, lists: Iterable[tuple[P, ...]]) -> Iterable[P]:
        """Give the entries that hold, the one that wins last."""
        for entries in lists:
            holding = [one for one in entries if (one.since or day) <= day <= (one.until or day)]
            yield from sorted(holding, key=lambda one: one.since or date.min)


def choose(name: str | None, own: Mapping[str, Ruleset]) -> Rules:
    """Follow a name up to the national ruleset; those that are shipped keep their names."""
    known = {**own, **shipped()}
    chain: dict[str, Ruleset] = {}
    following = name or NATIONAL
    while following in known and following not in chain:
        chain[following] = known[following]
        if following == NATIONAL:
            return Rules(tuple(chain.values()))
        following = chain[following].extends
    return Rules((*chain.values(), known[NATIONAL]), following)
