"""Findings → text for a person, or annotations for a pull request."""

from collections.abc import Callable, Mapping

from generator.diagnostics import Finding, Severity
from generator.outcome import Outcome

_SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "说明"}
_KINDS: Mapping[str, str] = {
    "communities": "社区",
    "parties": "单位",
    "projects": "项目",
    "notices": "公示",
    "meetings": "会议",
    "pledges": "认捐",
    "contracts": "合同",
    "contributions": "到账",
    "disbursements": "支出",
    "declarations": "声明",
    "progress": "进展",
}


def text(outcome: Outcome) -> str:
    """Write for a person: each finding with its mend, then what was looked at."""
    blocks = [_text(finding) for finding in outcome.findings]
    return "\n".join([*blocks, summary(outcome), ""])


def _text(finding: Finding) -> str:
    where = finding.location
    line = (
        f"{where.path}:{where.line}:{where.column}: {_SEVERITY[finding.severity]}：{finding.message} [{finding.code}]"
    )
    return f"{line}\n    怎么改：{finding.hint}" if finding.hint else line


def summary(outcome: Outcome) -> str:
    """Say what was looked at and how it came out."""
    lines = []
    if outcome.examined:
        kinds = "，".join(f"{_KINDS[kind]} {count}" for kind, count in outcome.records.items())
        lines = [f"记录文件：{kinds}", "核对："]
        lines += [f"  {label}：看了 {count} 处" for label, count in outcome.examined.items()]
    counts = dict.fromkeys(Severity, 0)
    for finding in outcome.findings:
        counts[finding.severity] += 1
    lines.append(f"结果：{counts[Severity.ERROR]} 个错误，{counts[Severity.WARNING]} 个提醒")
    return "\n".join(lines)


def github(outcome: Outcome) -> str:
    """Write workflow commands: GitHub marks each line in the pull request. Errors first, for it shows only ten."""
    order = list(Severity)
    ranked = sorted(outcome.findings, key=lambda finding: order.index(finding.severity))
    return "\n".join([*(_github(finding) for finding in ranked), summary(outcome), ""])


def _github(finding: Finding) -> str:
    where = finding.location
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}[finding.severity]
    message = f"{finding.message}\n怎么改：{finding.hint}" if finding.hint else finding.message
    return (
        f"::{level} file={_property(where.path)},line={where.line},col={where.column},"
        f"title={_property(finding.code)}::{_data(message)}"
    )


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Outcome], str]] = {"text": text, "github": github}
