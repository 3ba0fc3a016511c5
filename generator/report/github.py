"""Annotations on the lines of a pull request, and a table of all findings for the job summary."""

import re
from collections.abc import Sequence

from generator.diagnostics import Finding, Severity
from generator.outcome import Outcome
from generator.report.text import SEVERITY, block, mend, result, summary
from generator.wording import Tell, chinese, say

SHOWN = 10
"""GitHub shows this many errors and this many warnings of one step."""
ROWS = 1000
"""Rows of the table: a job summary holds 1 MiB."""

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~<>@:&-])")


def commands(outcome: Outcome, tell: Tell = chinese) -> str:
    """Write workflow commands, errors first; what GitHub would not show any more follows as plain lines."""
    marked: list[str] = []
    rest: list[str] = []
    for severity in Severity:
        found = [finding for finding in outcome.findings if finding.severity is severity]
        marked += [_command(finding, tell) for finding in found[:SHOWN]]
        rest += [" ".join(block(finding, tell).split()) for finding in found[SHOWN:]]
    return "\n".join([*marked, *rest, summary(outcome, tell), ""])


def _command(finding: Finding, tell: Tell) -> str:
    where = finding.location
    message = tell(finding.message)
    if finding.hint:
        message = f"{message}\n{mend(finding, tell)}"
    return (
        f"::{_LEVEL[finding.severity]} file={_property(where.path)},line={where.line},col={where.column},"
        f"title={_property(finding.code)}::{_data(message)}"
    )


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def table(outcome: Outcome, tell: Tell = chinese) -> str:
    """Write all findings as a Markdown table, errors first, for the job summary."""
    lines = [f"### {tell(say('核对记录'))}", "", plain(result(outcome, tell)), ""]
    if outcome.findings:
        head = (say("程度"), say("位置"), say("问题"), say("怎么改"), say("代码"))
        lines += [row([tell(word) for word in head]), row(["---"] * len(head))]
    order = list(Severity)
    ranked = sorted(outcome.findings, key=lambda finding: order.index(finding.severity))
    for finding in ranked[:ROWS]:
        where = f"{finding.location.path}:{finding.location.line}"
        words = SEVERITY[finding.severity], where, finding.message, finding.hint, finding.code
        lines.append(row([plain(tell(word)) for word in words]))
    if len(ranked) > ROWS:
        lines += ["", tell(say("另有 {count} 条没有列出", count=len(ranked) - ROWS))]
    return "\n".join([*lines, ""])


def row(cells: Sequence[str]) -> str:
    """Write one row of a table."""
    return f"| {' | '.join(cells)} |"


def plain(text: str) -> str:
    """Write a text so that Markdown shows it as it is: no markup, no mention, no new row."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
