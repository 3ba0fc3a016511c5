"""The report for programs of one's own."""

import json
from typing import Any

from generator.diagnostics import Finding
from generator.outcome import Outcome
from generator.report.text import count
from generator.wording import Tell, chinese

SCHEMA = 1
"""Raised when a field changes its meaning or goes away; new fields may come at any time."""


def document(outcome: Outcome, tell: Tell = chinese) -> str:
    """Write everything that was found and looked at."""
    data = {
        "schema": SCHEMA,
        "ruleset": outcome.rulesets,
        "counts": count(outcome),
        "records": outcome.records,
        "examined": outcome.examined,
        "findings": [_finding(finding, tell) for finding in outcome.findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, tell: Tell) -> dict[str, Any]:
    where = finding.location
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": tell(finding.message),
        "hint": tell(finding.hint),
        "path": where.path,
        "line": where.line,
        "column": where.column,
        "field": where.field,
    }
