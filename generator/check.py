"""Read and reconcile every community of a records folder; keep only what was found and counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from generator import shards
from generator.diagnostics import Finding, Location, error, in_order
from generator.ledger import Ledger
from generator.load import communities, load, locate
from generator.reconcile import reconcile


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found, and how many things it looked at: by kind of record and by check."""

    findings: tuple[Finding, ...]
    records: Mapping[str, int]
    examined: Mapping[str, int]


def check(records: Path, as_of: date, jobs: int | None = None) -> Outcome:
    """Check the whole records folder as of a day."""
    names, misplaced = communities(records)
    with shards.pool(len(names), jobs) as executor:
        outcomes = list(shards.run(names, partial(_alone, records, as_of), executor))
    return merge(outcomes, misplaced, records)


def _alone(records: Path, as_of: date, community: str) -> Outcome:
    return check_community(records, community, as_of)[1]


def check_community(records: Path, community: str, as_of: date) -> tuple[Ledger | None, Outcome]:
    """Check one community; its ledger comes along where every file of it could be read."""
    ledger, findings = load(records, community)
    if ledger is None:
        return None, Outcome(findings, {}, {})
    found, examined = reconcile(ledger, as_of)
    if found:
        paths = {finding.location.path for finding in found}
        raws = {path: (records.parent / path).read_bytes() for path in paths}
        found = tuple(locate(found, raws))
    counts = {"communities": 1} | {kind: len(of_kind) for kind, of_kind in ledger.records.items()}
    return ledger, Outcome(found, counts, examined)


def merge(outcomes: Iterable[Outcome], findings: Iterable[Finding], records: Path) -> Outcome:
    """Add up outcomes; a folder with nothing in it is itself a finding."""
    found = list(findings)
    counted: Counter[str] = Counter()
    examined: Counter[str] = Counter()
    for outcome in outcomes:
        found += outcome.findings
        counted.update(outcome.records)
        examined.update(outcome.examined)
    if not found and not counted["projects"]:
        where = Location(records.name, 1, 1)
        found.append(error("nothing-to-check", "没有项目可以核对", where, "请在 records/社区/projects/ 里放项目记录"))
    return Outcome(in_order(found), counted, examined)
