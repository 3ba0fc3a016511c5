"""Every amount of the demonstration records, one 分 more and one 分 less: some check has to notice.

An amount that nothing else speaks of could be wrong for ever. What stands alone is named in `EXCUSED` with the
reason; planned, pledged, received and paid amounts are never excused.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from generator.ledger import Ledger, gather
from generator.load import load
from generator.reconcile import reconcile
from generator.records.types import Money, SignedMoney

RECORDS = Path(__file__).parents[2] / "records"
AS_OF = date(2026, 11, 20)
MONEY, SIGNED = (get_args(annotation)[1] for annotation in (Money, SignedMoney))
"""What a field of money carries in its model, which no other whole number does."""

NEVER = {"projects", "pledges", "contributions", "disbursements"}

EXCUSED: Mapping[str, str] = {}
"""`kind.field` → why nothing holds it."""

Way = tuple[str | int, ...]

pytestmark = pytest.mark.skipif(
    "现在这些是演示数据" not in (RECORDS / "README.md").read_text(encoding="utf-8"),
    reason="records/ are a community's own: the amounts to try are those of the demonstration records",
)


def amounts(value: object, way: Way = ()) -> Iterator[Way]:
    """Find every amount that a record gives."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from amounts(item, (*way, index))
    elif isinstance(value, BaseModel):
        for name in sorted(value.model_fields_set):
            metadata = type(value).model_fields[name].metadata
            if MONEY in metadata or SIGNED in metadata:
                yield (*way, name)
            else:
                yield from amounts(getattr(value, name), (*way, name))


def changed(value: Any, way: Way, by: int) -> Any:
    """Give a record with one amount changed; None where no record can say so, which the reader refuses."""
    if not way:
        return value + by
    first, *rest = way
    if isinstance(value, tuple):
        item = changed(value[int(first)], tuple(rest), by)
        return None if item is None else (*value[: int(first)], item, *value[int(first) + 1 :])
    inner = changed(getattr(value, str(first)), tuple(rest), by)
    signed = rest or SIGNED in type(value).model_fields[str(first)].metadata
    if inner is None or (not signed and inner < 0):
        return None
    return value.model_copy(update={str(first): inner})


def mutants(ledger: Ledger) -> Iterator[tuple[str, Ledger | None]]:
    """Give every ledger that differs by one 分 in one amount, by the name of the amount."""
    for kind, of_kind in ledger.records.items():
        for id_, record in of_kind.items():
            for way in amounts(record.value):
                name = f"{kind}.{'.'.join(part for part in way if isinstance(part, str))}"
                for by in (1, -1):
                    value = changed(record.value, way, by)
                    records = {**ledger.records, kind: {**of_kind, id_: replace(record, value=value)}}
                    yield (
                        name,
                        gather(ledger.id, ledger.community, records, ledger.files) if value is not None else None,
                    )


def test_every_amount_is_held_by_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    tried: Counter[str] = Counter()
    escaped: Counter[str] = Counter()
    findings: Counter[int] = Counter()
    several: set[str] = set()
    for folder in sorted(path for path in RECORDS.iterdir() if path.is_dir()):
        ledger, _ = load(RECORDS, folder.name)
        assert ledger is not None
        before = {(finding.code, finding.location) for finding in reconcile(ledger, AS_OF)[0]}
        for name, mutant in mutants(ledger):
            tried[name] += 1
            found = reconcile(mutant, AS_OF)[0] if mutant else ("refused",)
            fresh = [one for one in found if isinstance(one, str) or (one.code, one.location) not in before]
            findings[len(fresh)] += 1
            several |= {name} if len(fresh) > 1 else set()
            escaped[name] += not fresh
    missed = {name: count for name, count in escaped.items() if count}
    with capsys.disabled():
        print(f"\namounts {tried.total() // 2}, changes {tried.total()}, caught {tried.total() - escaped.total()}")  # noqa: T201 - the count is the result
        print(f"by field {dict(tried)}; findings for each {dict(sorted(findings.items()))}; excused {EXCUSED}")  # noqa: T201 - the same
    assert set(missed) <= set(EXCUSED), missed
    assert {name.partition(".")[0] for name in EXCUSED}.isdisjoint(NEVER)
    assert several == set(), "one changed amount gives one finding"
