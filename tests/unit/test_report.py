import json
import re
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator import report
from generator.diagnostics import Finding, Location, Severity, error, warning
from generator.explain import catalogue
from generator.outcome import Outcome
from generator.records import KINDS
from generator.report import github
from generator.wording import say, teller

WRONG = error("vote-sum", "合计 9，写了 10", Location("records/a/meetings/b.yml", 3, 5), "请核对")
DOUBTFUL = warning("made-up", "多于 100%", Location("records/a/c.yml", 1, 1))
BOTH = Outcome((DOUBTFUL, WRONG), {"communities": 1, "meetings": 2}, {"票数合得上": 4})
RULED = replace(BOTH, rulesets={"全国规则": 1})


def test_text_gives_place_words_code_mend_and_what_was_looked_at() -> None:
    assert (
        report.text(BOTH)
        == """\
records/a/c.yml:1:1: 提醒：多于 100% [made-up]
records/a/meetings/b.yml:3:5: 错误：合计 9，写了 10 [vote-sum]
    怎么改：请核对
记录文件：社区 1，会议 2
核对：
  票数合得上：看了 4 处
结果：1 个错误，1 个提醒
"""
    )


def test_text_in_english() -> None:
    depth = error("file-too-large", say("缩进超过 {limit} 层", limit=12), Location("records/a.yml", 2, 1))
    outcome = Outcome((depth,), {"communities": 1, "meetings": 2}, {"票数合得上": 4, "新的核对": 1})
    assert (
        report.text(outcome, teller("en"))
        == """\
records/a.yml:2:1: error: more than 12 levels of nesting [file-too-large]
record files: communities 1, meetings 2
checks:
  votes add up: 4 looked at
  新的核对: 1 looked at
result: 1 error(s), 0 warning(s)
"""
    )


def test_the_summary_leaves_out_what_was_not_looked_at() -> None:
    assert report.text(Outcome((), {}, {})) == "结果：0 个错误，0 个提醒\n"


def test_github_marks_lines_errors_first() -> None:
    assert report.write("github", Outcome((DOUBTFUL, WRONG), {}, {})).splitlines() == [
        "::error file=records/a/meetings/b.yml,line=3,col=5,title=vote-sum::合计 9，写了 10%0A怎么改：请核对",
        "::warning file=records/a/c.yml,line=1,col=1,title=made-up::多于 100%25",
        "结果：1 个错误，1 个提醒",
    ]


def test_github_shows_ten_of_a_kind_and_the_rest_is_said() -> None:
    findings = tuple(error("made-up", f"第 {number} 处", Location("a.yml", number, 1)) for number in range(1, 13))
    lines = report.write("github", Outcome((*findings, DOUBTFUL), {}, {})).splitlines()
    assert [line.partition(" ")[0] for line in lines[:12]] == ["::error"] * 10 + ["::warning"] + ["a.yml:11:1:"]
    assert lines[11:] == [
        "a.yml:11:1: 错误：第 11 处 [made-up]",
        "a.yml:12:1: 错误：第 12 处 [made-up]",
        "结果：12 个错误，1 个提醒",
    ]


def test_github_commands_cannot_be_forged_by_what_a_record_holds() -> None:
    forged = error("made-up", "a%b:c,d\r\n::error::x", Location("records/a:b,c%d\n::e.yml", 1, 1))
    lines = report.write("github", Outcome((forged,) * 11, {}, {})).splitlines()
    assert lines[0] == (
        "::error file=records/a%3Ab%2Cc%25d%0A%3A%3Ae.yml,line=1,col=1,title=made-up::a%25b:c,d%0D%0A::error::x"
    )
    assert [line for line in lines[10:] if line.startswith("::")] == []


def test_the_job_summary_is_a_table_of_all_findings() -> None:
    assert (
        github.table(Outcome((DOUBTFUL, WRONG), {}, {}))
        == """\
### 核对记录

结果：1 个错误，1 个提醒

| 程度 | 位置 | 问题 | 怎么改 | 代码 |
| --- | --- | --- | --- | --- |
| 错误 | records/a/meetings/b.yml\\:3 | 合计 9，写了 10 | 请核对 | vote\\-sum |
| 提醒 | records/a/c.yml\\:1 | 多于 100% |  | made\\-up |
"""
    )


def test_the_job_summary_shows_what_a_record_holds_as_it_is() -> None:
    forged = error("made-up", "a|b\n# c <img src=x> [d](e) @f `g`", Location("a.yml", 1, 1))
    table = github.table(Outcome((forged,), {}, {}))
    assert r"| a\|b \# c \<img src=x\> \[d\]\(e\) \@f \`g\` |" in table


def test_the_job_summary_is_bounded() -> None:
    many = (WRONG,) * (github.ROWS + 5)
    table = github.table(Outcome(many, {}, {}))
    assert table.count("vote\\-sum") == github.ROWS
    assert table.endswith("\n另有 5 条没有列出\n")


def test_json_gives_all_of_it() -> None:
    found = json.loads(report.write("json", RULED))
    assert found.pop("findings")[1] == {
        "code": "vote-sum",
        "severity": "error",
        "message": "合计 9，写了 10",
        "hint": "请核对",
        "path": "records/a/meetings/b.yml",
        "line": 3,
        "column": 5,
        "field": [],
    }
    assert found == {
        "schema": 1,
        "ruleset": {"全国规则": 1},
        "counts": {"error": 1, "warning": 1, "info": 0},
        "records": {"communities": 1, "meetings": 2},
        "examined": {"票数合得上": 4},
    }


def closed(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    properties = required | optional
    return {"type": "object", "properties": properties, "required": [*required], "additionalProperties": False}


def each(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema}


STRING, NUMBER = {"type": "string", "minLength": 1}, {"type": "integer", "minimum": 1}
TEXT = closed({"text": STRING})
RELATIVE = {"type": "string", "pattern": "^[!-~]+$", "not": {"pattern": "^/|:"}}
SARIF = closed(
    {
        "version": {"const": "2.1.0"},
        "runs": each(
            closed(
                {
                    "tool": closed(
                        {
                            "driver": closed(
                                {"name": STRING},
                                language={"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                                rules=each(
                                    closed({"id": STRING}, shortDescription=TEXT, fullDescription=TEXT, help=TEXT)
                                ),
                            )
                        }
                    )
                },
                columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                results=each(
                    closed(
                        {"message": TEXT},
                        ruleId=STRING,
                        ruleIndex={"type": "integer", "minimum": -1},
                        level={"enum": ["none", "note", "warning", "error"]},
                        partialFingerprints={"type": "object", "additionalProperties": STRING},
                        locations=each(
                            closed(
                                {},
                                physicalLocation=closed(
                                    {"artifactLocation": closed({}, uri=RELATIVE)},
                                    region=closed({}, startLine=NUMBER, startColumn=NUMBER),
                                ),
                            )
                        ),
                    )
                ),
            )
        ),
    },
    **{"$schema": STRING},
)
"""What SARIF 2.1.0 demands of the objects we write, and the only properties it knows among those we write."""


def test_sarif_is_as_the_standard_demands() -> None:
    odd = error("vote-sum", "位置不明", Location("records/a b/中.yml"))
    log = json.loads(report.write("sarif", Outcome((DOUBTFUL, WRONG, odd), {}, {})))
    assert list(Draft202012Validator(SARIF).iter_errors(log)) == []
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(catalogue())
    sums = list(catalogue()).index("vote-sum")
    assert [result["ruleIndex"] for result in run["results"]] == [-1, sums, sums]
    assert run["results"][1]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "records/a/meetings/b.yml"},
        "region": {"startLine": 3, "startColumn": 5},
    }
    assert run["results"][1]["message"] == {"text": "合计 9，写了 10\n怎么改：请核对"}
    assert run["results"][2]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "records/a%20b/%E4%B8%AD.yml"},
        "region": {"startLine": 1, "startColumn": 1},
    }


def test_gitlab_gets_what_it_shows() -> None:
    assert [
        {key: value for key, value in entry.items() if key != "fingerprint"}
        for entry in json.loads(report.write("gitlab", BOTH))
    ] == [
        {
            "description": "多于 100%",
            "check_name": "made-up",
            "severity": "minor",
            "location": {"path": "records/a/c.yml", "lines": {"begin": 1}},
        },
        {
            "description": "合计 9，写了 10\n怎么改：请核对",
            "check_name": "vote-sum",
            "severity": "critical",
            "location": {"path": "records/a/meetings/b.yml", "lines": {"begin": 3}},
        },
    ]


def marks(*findings: Any) -> list[str]:
    return [entry["fingerprint"] for entry in json.loads(report.write("gitlab", Outcome(findings, {}, {})))]


def test_a_finding_that_moves_keeps_its_fingerprint_and_no_two_share_one() -> None:
    assert marks(WRONG, DOUBTFUL) == marks(WRONG.at(30, 2), DOUBTFUL)
    assert len(set(marks(WRONG, WRONG.at(9, 1), DOUBTFUL))) == 3


@pytest.mark.parametrize("style", ["text", "github", "json", "sarif", "gitlab"])
def test_nothing_found_is_a_report_too(style: str) -> None:
    assert style in report.FORMATS
    assert report.write(style, Outcome((), {}, {})).endswith("\n")


def test_every_kind_of_record_has_its_word() -> None:
    text = report.summary(Outcome((), dict.fromkeys(("communities", *KINDS), 1), {"示例": 1}))
    assert not re.search("[a-z]", text)


def test_every_severity_has_its_level_in_every_format() -> None:
    of_each = tuple(Finding("made-up", severity, "示例", Location("a.yml", 1, 1)) for severity in Severity)
    outcome = Outcome(of_each, {}, {})
    assert [line.split()[0] for line in report.write("github", outcome).splitlines()[:3]] == [
        "::error",
        "::warning",
        "::notice",
    ]
    results = json.loads(report.write("sarif", outcome))["runs"][0]["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note"]
    assert [entry["severity"] for entry in json.loads(report.write("gitlab", outcome))] == ["critical", "minor", "info"]
