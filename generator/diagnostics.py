"""Findings: what is wrong in the records, where, and how to mend it. Data, never raised."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace

Field = tuple[str | int, ...]
"""The way to a value inside one file: keys and list indexes, `("rows", 3, "amount")`."""


class Severity(enum.StrEnum):
    """How far a finding goes: an error is not published, a warning is published and shown."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a record file. Line and column count from 1; 0 until the file has been looked into."""

    path: str
    line: int = 0
    column: int = 0
    field: Field = ()
    of_key: bool = False
    """Point at the key instead of the value."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: a stable code, what is wrong (Chinese), where, and the mend."""

    code: str
    severity: Severity
    message: str
    location: Location
    hint: str = ""

    def at(self, line: int, column: int) -> "Finding":
        """Give the same finding with its place in the file filled in."""
        return replace(self, location=replace(self.location, line=line, column=column))


def error(code: str, message: str, location: Location, hint: str = "") -> Finding:
    """Make a finding that keeps the site from being published."""
    return Finding(code, Severity.ERROR, message, location, hint)


def warning(code: str, message: str, location: Location, hint: str = "") -> Finding:
    """Make a finding that is published and shown."""
    return Finding(code, Severity.WARNING, message, location, hint)


def info(code: str, message: str, location: Location, hint: str = "") -> Finding:
    """Make a finding that says something worth knowing; nothing has to be mended."""
    return Finding(code, Severity.INFO, message, location, hint)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether anything found keeps the site from being published."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by file, line, column and code: the same records give the same report."""
    return tuple(sorted(findings, key=lambda f: (f.location.path, f.location.line, f.location.column, f.code)))
