"""Settings of the whole site, and addresses of its pages."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from generator.wording import SOURCE

SOURCES = "sources"
"""The folder of the pages of the six sources; no community may be called so."""


@dataclass(frozen=True, slots=True)
class Site:
    """What every page needs to know of the site it stands in."""

    name: str
    url: str
    """Canonical address with a closing slash; empty where none is set, and then no page has a QR code."""
    as_of: date
    demonstration: bool
    language: str = SOURCE

    @property
    def base(self) -> str:
        """The path of the site on its host."""
        return urlsplit(self.url).path or "/"


def project_path(community: str, project: str) -> str:
    """Give the address of a project page below the site."""
    return f"{community}/projects/{project}.html"


def meeting_path(community: str, meeting: str) -> str:
    """Give the address of a meeting page below the site."""
    return f"{community}/meetings/{meeting}.html"


def community_path(community: str) -> str:
    """Give the address of a community page below the site."""
    return f"{community}/index.html"
