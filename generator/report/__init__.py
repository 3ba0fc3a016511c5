"""Findings → a report: for a person, a pull request, other programs. One file a format, loaded when asked for."""

from generator.outcome import Outcome
from generator.report.text import summary, text
from generator.wording import Tell, chinese

FORMATS = ("text", "github", "json", "sarif", "gitlab")


def write(style: str, outcome: Outcome, tell: Tell = chinese) -> str:
    """Write a report in one of the formats."""
    if style == "github":
        from generator.report.github import commands as chosen
    elif style == "json":
        from generator.report.as_json import document as chosen
    elif style == "sarif":
        from generator.report.sarif import document as chosen
    elif style == "gitlab":
        from generator.report.gitlab import document as chosen
    else:
        chosen = text
    return chosen(outcome, tell)


__all__ = ["FORMATS", "summary", "text", "write"]
