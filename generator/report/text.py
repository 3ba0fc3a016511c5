"""The report for a person."""

from collections.abc import Mapping

from generator.diagnostics import Finding, Severity
from generator.outcome import Outcome
from generator.wording import Said, Tell, chinese, say

SEVERITY = {Severity.ERROR: say("错误"), Severity.WARNING: say("提醒"), Severity.INFO: say("说明")}
_KINDS: Mapping[str, Said] = {
    "communities": say("社区"),
    "parties": say("单位"),
    "projects": say("项目"),
    "notices": say("公示"),
    "meetings": say("会议"),
    "pledges": say("认捐"),
    "contracts": say("合同"),
    "contributions": say("到账"),
    "disbursements": say("支出"),
    "declarations": say("声明"),
    "progress": say("进展"),
    "rules": say("规则"),
}


def text(outcome: Outcome, tell: Tell = chinese) -> str:
    """Write for a person: each finding with its mend, then what was looked at."""
    blocks = [block(finding, tell) for finding in outcome.findings]
    return "\n".join([*blocks, summary(outcome, tell), ""])


def block(finding: Finding, tell: Tell) -> str:
    """Write one finding: a line that says where and what, and one that says how to mend it."""
    where = finding.location
    line = tell(
        say(
            "{place}: {severity}：{message} [{code}]",
            place=f"{where.path}:{where.line}:{where.column}",
            severity=SEVERITY[finding.severity],
            message=finding.message,
            code=finding.code,
        )
    )
    return f"{line}\n    {mend(finding, tell)}" if finding.hint else line


def mend(finding: Finding, tell: Tell) -> str:
    """Say how to mend what was found."""
    return tell(say("怎么改：{hint}", hint=finding.hint))


def count(outcome: Outcome) -> Mapping[Severity, int]:
    """Count what was found."""
    counts = dict.fromkeys(Severity, 0)
    for finding in outcome.findings:
        counts[finding.severity] += 1
    return counts


def summary(outcome: Outcome, tell: Tell = chinese) -> str:
    """Say what was looked at and how it came out."""
    lines = []
    if outcome.examined:
        counted = [(tell(_KINDS.get(kind, say(kind))), number) for kind, number in outcome.records.items()]
        kinds = tell(say("，")).join(f"{word} {number}" for word, number in counted)
        lines = [tell(say("记录文件：{kinds}", kinds=kinds)), tell(say("核对："))]
        for label, number in outcome.examined.items():
            lines.append(f"  {tell(say('{check}：看了 {count} 处', check=say(label), count=number))}")
    if outcome.rulesets:
        counted = [(title, number) for title, number in outcome.rulesets.items()]
        used = tell(say("，")).join(
            tell(say("{title}（{count} 个社区）", title=title, count=n)) for title, n in counted
        )
        lines.append(tell(say("适用规则：{used}；表决和公示按当天有效的规定", used=used)))
    return "\n".join([*lines, result(outcome, tell)])


def result(outcome: Outcome, tell: Tell) -> str:
    """Say in one line how it came out."""
    counts = count(outcome)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    return tell(say("结果：{errors} 个错误，{warnings} 个提醒", errors=errors, warnings=warnings))
