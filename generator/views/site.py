"""Settings of the whole site, and addresses of its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.wording import LANGUAGES, SOURCE


class Twin(NamedTuple):
    """A page in another language."""

    language: str
    """As HTML names it."""
    name: str
    path: str
    """Below the site."""
    href: str
    """From the page itself."""
    here: bool
    """Whether it is the page itself."""


DATA = "data"
"""Where the files to take away lie: those of a community in its folder, those of the site beside the communities."""

SOURCE_PAGES = "sources"
"""The folder of the pages of the six sources; no community may be called so."""


@dataclass(frozen=True, slots=True)
class Site:
    """What every page needs to know of the site it stands in."""

    name: str
    """A message: one that a catalogue holds is told in the language of the page."""
    url: str
    """Canonical address with a closing slash; empty where none is set, and then no page has a QR code."""
    as_of: date
    demonstration: bool
    language: str = SOURCE
    languages: tuple[str, ...] = ()
    """All languages of a site that has several, the main one first; each other one has a folder of its name."""
    sheets: bool = False
    """Whether notices open now have a PDF and a picture, which their pages lead to."""
    licence: str = ""
    """Under which licence the data may be used on, where the site says so."""

    @property
    def folder(self) -> str:
        """Where the pages in this language are, below the site."""
        return folder_of(self.language, self.languages)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of all languages, the main one's first."""
        return tuple(folder_of(one, self.languages) for one in self.languages) or ("",)

    def twins(self, path: str) -> tuple[Twin, ...]:
        """Give a page in all languages of the site, its own among them; nothing where the site has one language."""
        up = "../" * (self.folder + path).count("/")
        paths = {one: folder_of(one, self.languages) + path for one in self.languages}
        return tuple(
            Twin(html_language(one), LANGUAGES[one], there, up + there, one == self.language)
            for one, there in paths.items()
        )

    @property
    def base(self) -> str:
        """The path of the site on its host."""
        return urlsplit(self.url).path or "/"


def folder_of(language: str, languages: Sequence[str]) -> str:
    """Give the folder of a language: the main one has none."""
    return f"{language}/" if language in languages[1:] else ""


def html_language(language: str) -> str:
    """Name a language as HTML does."""
    return "zh-CN" if language == SOURCE else language


def project_path(community: str, project: str) -> str:
    """Give the address of a project page below the site."""
    return f"{community}/projects/{project}.html"


def meeting_path(community: str, meeting: str) -> str:
    """Give the address of a meeting page below the site."""
    return f"{community}/meetings/{meeting}.html"


def sheet_path(community: str, notice: str) -> str:
    """Give the address of the sheet of a notice below the site, but for what comes after its first dot."""
    return f"{community}/notices/{notice}"


def community_path(community: str) -> str:
    """Give the address of a community page below the site."""
    return f"{community}/index.html"
