"""Where a check keeps still: what is taken back, excepted, asked without a vote, or ruled by nobody."""

from datetime import date
from pathlib import Path

import pytest

from generator import rulesets
from generator.check import check

NOTICE = """\
project: shed
number: SL-GS-2026-012
title: 示例公示
matter: 示例事项
phase: before
opens: 2026-03-02
closes: 2026-03-07 17:30
issuer: 示例社区居民委员会
issued: 2026-03-02
topics: [funds]
"""
ASKED = """\
title: 示例会议
kind: owners
held: 2026-03-30
projects: [second]
resolutions:
  - text: 同意改建
    vote:
      rule: {rule}
      eligible: {{heads: 12, area: 1200.00}}
      participating: {{heads: 10, area: 1000.00}}
      agree: {{heads: 5, area: 500.00}}
      against: {{heads: 5, area: 500.00}}
      abstain: {{heads: 0, area: 0.00}}
"""
SECOND = """\
title: 示例项目二
number: SL-2026-002
estate: 示例小区
tagline: 示例
summary: 示例。
scope: {level: estate, text: 全小区}
stage: decision
"""


def write(records: Path, path: str, text: str) -> None:
    (records / "demo" / path).write_text(text, encoding="utf-8")


def change(records: Path, path: str, old: str, new: str) -> None:
    text = (records / "demo" / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    write(records, path, text.replace(old, new))


def told(records: Path) -> list[tuple[str, str, int]]:
    found = check(records, date(2026, 3, 31), jobs=1).findings
    return [(one.code, one.location.path.removeprefix("records/demo/"), one.location.line or 0) for one in found]


def test_a_notice_taken_back_need_not_stay_up(records: Path) -> None:
    write(records, "notices/second.yml", NOTICE)
    assert told(records) == [("notice-short", "notices/second.yml", 7)]
    write(records, "notices/second.yml", f"{NOTICE}withdrawn: {{date: 2026-03-04, reason: 金额有误}}\n")
    assert told(records) == []


def test_the_number_for_objections_is_public_and_the_same_number_elsewhere_is_not(records: Path) -> None:
    change(records, "community.yml", "010-0000 0000", "138 0000 0000")
    assert told(records) == []
    change(records, "meetings/vote.yml", "present: 12\n", "present: 12\nagenda: [讨论方案, 问 138 0000 0000]\n")
    assert told(records) == [("privacy-phone", "meetings/vote.yml", 6)]


@pytest.mark.parametrize(("rule", "codes"), [("consultation", []), ("general", ["vote-unannounced", "works-early"])])
def test_asking_for_opinions_needs_no_call_and_holds_up_no_works(records: Path, rule: str, codes: list[str]) -> None:
    write(records, "projects/second.yml", SECOND)
    write(records, "meetings/second.yml", ASKED.format(rule=rule))
    write(
        records,
        "contracts/second.yml",
        "project: second\ncontractor: builder\nmethod: direct\nprice: 10.00\n"
        "signed: 2026-03-01\nstarts: 2026-03-02\nscope: 拆除\n",
    )
    assert sorted(code for code, _, _ in told(records)) == codes


def test_where_no_rule_asks_for_a_call_a_vote_needs_none(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (records / "demo" / "notices" / "meeting.yml").unlink()
    assert told(records) == [("vote-unannounced", "meetings/vote.yml", 17)]
    silent = {id_: rules.model_copy(update={"deadlines": ()}) for id_, rules in rulesets.shipped().items()}
    monkeypatch.setattr(rulesets, "shipped", lambda: silent)
    assert told(records) == []


def test_a_vote_on_a_project_that_is_not_there_is_told_once(records: Path) -> None:
    write(records, "meetings/second.yml", ASKED.format(rule="general"))
    assert told(records) == [("reference-unknown", "meetings/second.yml", 4)]
