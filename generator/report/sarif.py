"""The report in SARIF 2.1.0, which code hosts and editors read."""

import json
from typing import Any
from urllib.parse import quote

from generator import explain
from generator.diagnostics import Finding, Severity
from generator.outcome import Outcome
from generator.report.gitlab import fingerprints
from generator.report.text import mend
from generator.wording import Tell, chinese

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def document(outcome: Outcome, tell: Tell = chinese) -> str:
    """Write one run; its rules are all codes there are, found or not."""
    rules = [
        {
            "id": code,
            "shortDescription": {"text": entry.title},
            "fullDescription": {"text": entry.why},
            "help": {"text": entry.mend},
        }
        for code, entry in explain.catalogue().items()
    ]
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "gongshi", "language": "zh-CN", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, mark, index.get(finding.code, -1), tell)
            for finding, mark in fingerprints(outcome.findings)
        ],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding, mark: str, index: int, tell: Tell) -> dict[str, Any]:
    where = finding.location
    words = [tell(finding.message), mend(finding, tell)] if finding.hint else [tell(finding.message)]
    place = {
        "artifactLocation": {"uri": quote(where.path)},
        "region": {"startLine": max(1, where.line), "startColumn": max(1, where.column)},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": "\n".join(words)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"gongshi/v1": mark},
    }
