"""One mistake, one finding: however many stand in a record, each is told once, from top to bottom."""

from datetime import date
from pathlib import Path

from generator.check import check

DAY = date(2026, 3, 31)


def spoil(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for good, bad in changes:
        assert text.count(good) == 1, good
        text = text.replace(good, bad)
    path.write_text(text, encoding="utf-8")


def told(records: Path) -> list[tuple[int, str, str]]:
    findings = check(records, DAY, jobs=1).findings
    return [(found.location.line, found.code, found.message) for found in findings]


def test_five_mistakes_of_writing_give_five_findings_in_order(records: Path) -> None:
    spoil(
        records / "demo" / "projects" / "shed.yml",
        ("number: SL-2026-001\n", "numbr: SL-2026-001\nnumber: SL-2026-001\n"),
        ("level: estate", "level: 小区"),
        ("amount: 1000.00", "amount: 1,000.00"),
        ("name: 施工", "name:"),
        ("reached: 2026-02-10", "reached: 2月10日"),
    )
    assert [(line, code) for line, code, _ in told(records)] == [
        (2, "field-unknown"),
        (8, "field-invalid"),
        (13, "field-invalid"),
        (19, "field-missing"),
        (26, "field-invalid"),
    ]


def test_five_mistakes_of_counting_give_five_findings_in_order(records: Path) -> None:
    demo = records / "demo"
    (demo / "meetings" / "again.yml").write_text(
        """\
title: 第二次会议
kind: residents
held: 2026-02-01
projects:
  - shed
  - roof
present: 9
attendance:
  - who: 居民代表
    present: 7
    eligible: 6
resolutions:
  - text: 同意重建
    vote:
      rule: special
      eligible: {heads: 6, area: 600.00}
      participating: {heads: 8, area: 500.00}
      agree: {heads: 5, area: 300.00}
      against: {heads: 1, area: 100.00}
      abstain: {heads: 1, area: 100.00}
""",
        encoding="utf-8",
    )
    assert [(line, code) for line, code, _ in told(records)] == [
        (6, "reference-unknown"),
        (7, "attendance-sum"),
        (10, "attendance-over-eligible"),
        (17, "vote-over-eligible"),
        (17, "vote-sum"),
    ]
