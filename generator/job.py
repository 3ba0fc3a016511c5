"""One build: what is asked for, and what it came to."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.outcome import Outcome

MARK = ".nojekyll"
"""Lies in every built site: tells GitHub Pages to serve files as they are, and us that a folder may be replaced."""


class PublishError(Exception):
    """The build was asked for something it must not do; nothing was written."""


@dataclass(frozen=True, slots=True)
class Job:
    """One build: from where, to where, as of which day."""

    root: Path
    out: Path
    as_of: date
    url: str | None = None
    engine: str = "mkdocs"
    jobs: int | None = None
    alone: bool = False
    """Pages without downloads and search, and their links not checked: only where these alone are measured."""
    browser: Path | None = None
    """Makes the sheets of notices open now; without it there are none, and no page leads to any."""

    @property
    def records(self) -> Path:
        """The records folder."""
        return self.root / "records"

    @property
    def cache(self) -> Path:
        """Where frames and manifests are kept."""
        return self.root / ".cache" / "gongshi"

    @property
    def templates(self) -> Path:
        """Where compiled templates are kept."""
        return self.cache / "templates"

    @property
    def manifest(self) -> Path:
        """Where this site's manifest is kept."""
        return self.cache / f"site-{hashlib.blake2b(str(self.out).encode(), digest_size=6).hexdigest()}.json"

    @property
    def parts(self) -> Path:
        """Where the shares of this site's search index are kept."""
        return self.manifest.with_suffix(".parts")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: findings and counts, the pages of the site, and whether the site was replaced."""

    outcome: Outcome
    pages: int
    replaced: bool
    notices: int = 0
    """How many are open now and would have a sheet."""
    notes: tuple[str, ...] = ()
    """What went otherwise than asked, and is no fault of a record."""
