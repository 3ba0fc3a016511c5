"""The report that GitLab shows on a merge request: its code quality format."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.diagnostics import Finding, Severity
from generator.outcome import Outcome
from generator.report.text import mend
from generator.wording import Tell, chinese

_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def document(outcome: Outcome, tell: Tell = chinese) -> str:
    """Write a list of findings; GitLab knows one again by its fingerprint."""
    found = []
    for finding, mark in fingerprints(outcome.findings):
        words = [tell(finding.message), mend(finding, tell)] if finding.hint else [tell(finding.message)]
        place = {"path": finding.location.path, "lines": {"begin": finding.location.line}}
        entry = {"description": "\n".join(words), "check_name": finding.code, "fingerprint": mark}
        found.append(entry | {"severity": _SEVERITY[finding.severity], "location": place})
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Mark every finding by what stays when lines move: its file, code, message and which of several alike it is."""
    alike: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        key = finding.location.path, finding.code, str(finding.message)
        alike[key] += 1
        yield finding, hashlib.blake2b(repr((key, alike[key])).encode(), digest_size=16).hexdigest()
