"""What a check came to: findings, and how many things were looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from generator.diagnostics import Finding, Location, Severity, error, in_order
from generator.wording import pack, say, unpack


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found, and how many things it looked at: by kind of record and by check."""

    findings: tuple[Finding, ...]
    records: Mapping[str, int]
    examined: Mapping[str, int]
    rulesets: Mapping[str, int] = field(default_factory=dict)
    """How many communities each ruleset was used for, by its title."""


def merge(outcomes: Iterable[Outcome], findings: Iterable[Finding], records: Path) -> Outcome:
    """Add up outcomes; a folder with nothing in it is itself a finding."""
    found = list(findings)
    counted: Counter[str] = Counter()
    examined: Counter[str] = Counter()
    rulesets: Counter[str] = Counter()
    for outcome in outcomes:
        found += outcome.findings
        counted.update(outcome.records)
        examined.update(outcome.examined)
        rulesets.update(outcome.rulesets)
    if not found and not counted["projects"]:
        where = Location(records.name, 1, 1)
        hint = say("请在 records/社区/projects/ 里放项目记录")
        found.append(error("nothing-to-check", say("没有项目可以核对"), where, hint))
    return Outcome(in_order(found), counted, examined, rulesets)


def to_json(outcome: Outcome) -> dict[str, Any]:
    """Write an outcome as plain JSON."""
    data = asdict(outcome)
    for one in data["findings"]:
        one |= {"message": pack(one["message"]), "hint": pack(one["hint"])}
    data["rulesets"] = [[pack(title), count] for title, count in outcome.rulesets.items()]
    return data


def from_json(data: Mapping[str, Any]) -> Outcome:
    """Read what `to_json` wrote."""
    findings = tuple(
        Finding(
            one["code"],
            Severity(one["severity"]),
            unpack(one["message"]),
            Location(**{**one["location"], "field": tuple(one["location"]["field"])}),
            unpack(one["hint"]),
        )
        for one in data["findings"]
    )
    rulesets = {unpack(title): count for title, count in data["rulesets"]}
    return Outcome(findings, data["records"], data["examined"], rulesets)
