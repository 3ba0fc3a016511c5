"""Read and reconcile every community of a records folder; keep only what was found and counted."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from generator import shards
from generator.ledger import Ledger
from generator.load import load, locate
from generator.outcome import Outcome, merge
from generator.reconcile import reconcile
from generator.since import UNCHANGED, compare
from generator.tree import communities


def check(records: Path, as_of: date, jobs: int | None = None, since: str | None = None) -> Outcome:
    """Check the whole records folder as of a day; with a git revision, against what it published too."""
    names, misplaced = communities(records)
    outcome = merge(each(records, as_of, names, jobs), misplaced, records)
    return outcome if since is None else published(outcome, records, since)


def published(outcome: Outcome, records: Path, since: str) -> Outcome:
    """Add to an outcome what was done to rows that a git revision had published."""
    changed, count = compare(records, since)
    return merge([outcome, Outcome(changed, {}, {UNCHANGED: count})], (), records)


def each(records: Path, as_of: date, names: Sequence[str], jobs: int | None = None) -> list[Outcome]:
    """Check some communities, side by side where that pays."""
    with shards.pool(len(names), jobs) as executor:
        return list(shards.run(names, partial(_alone, records, as_of), executor))


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
    return ledger, Outcome(found, counts, examined, {ledger.rules.chain[0].title: 1})
