"""One community from its records to its pages: read, check, render, pour, write. The work of one process."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path

from generator import evidence, frame, gates, pages
from generator.calendar import when
from generator.check import check_community
from generator.diagnostics import has_errors
from generator.evidence import File
from generator.frame import Frame
from generator.gates import Seen
from generator.ledger import Ledger
from generator.outcome import Outcome
from generator.pages import Page
from generator.reconcile.references import named
from generator.search import site as search
from generator.search.part import Entry
from generator.search.text import text
from generator.views.facts import Facts
from generator.views.site import Site
from generator.wording import PAGE, teller


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one language, and the frames for it."""

    site: Site
    frames: Path


@dataclass(frozen=True, slots=True)
class Work:
    """What every community needs: where from, which languages, where the old site is and where the new one grows."""

    records: Path
    editions: tuple[Edition, ...]
    """The main one first."""
    old: Path
    fresh: Path
    cache: Path
    """Where cleaned evidence is kept between builds."""
    parts: Path
    """Where the communities' shares of the search index are kept between builds."""
    gates: bool

    @property
    def site(self) -> Site:
        """The site in its main language."""
        return self.editions[0].site


@dataclass(frozen=True, slots=True)
class Poured:
    """What is left of a community once its pages are written; no facts where it had an error."""

    outcome: Outcome
    facts: Facts | None
    seen: Seen
    parts: tuple[str, ...] = ()
    """Names of its shares of the search index, one for each language."""


def community(work: Work, community_id: str) -> Poured:
    """Check one community and, if nothing is wrong with it, write its pages."""
    ledger, outcome = check_community(work.records, community_id, work.site.as_of)
    if ledger is None or has_errors(outcome.findings):
        return Poured(outcome, None, Seen())
    ledger = replace(ledger, files=_publish(work, ledger))
    made, known = pages.of_community(ledger, work.site, outcome.findings)
    seen, found = write(work, made)
    parts = []
    for edition, entries in zip(work.editions, found, strict=True):
        below = f"{edition.site.folder}{community_id}"
        parts.append(search.place(known["name"], entries, work.fresh / below, work.old / below, work.parts))
    return Poured(outcome, known, seen, tuple(parts))


def _publish(work: Work, ledger: Ledger) -> Mapping[str, File]:
    """Clean and write what the records name of the files handed in; give what each became."""
    folder = work.records / ledger.id / evidence.FOLDER
    below = f"{ledger.id}/{evidence.FOLDER}"
    return {
        name: evidence.publish(folder, name, work.cache, lambda public, raw: _put(work, f"{below}/{public}", raw))
        for name in sorted(named(ledger))
    }


def write(work: Work, made: Iterable[Page]) -> tuple[Seen, list[list[Entry]]]:
    """Pour pages into their frames and write them; a page that came out the same is linked, not written.

    Gives what the pages link to, and for each language those that are searched.
    """
    found: list[list[Entry]] = [[] for _ in work.editions]
    seen = Seen(work.site.base)
    looked: set[tuple[str, str]] = set()
    anchors: dict[str, set[str]] = {}
    for page in made:
        editions = work.editions[: 1 if page.frame == "404.html" else None]  # a server knows one
        for edition, entries in zip(editions, found, strict=False):
            frames, site = _frames(edition.frames), edition.site
            path, body = site.folder + page.path, page.body(site)
            if site.folder:
                body = frame.shared(body, page.path)
            if work.gates:
                anchors[path] = gates.look(path, body, seen)
                place = page.frame, path.rpartition("/")[0]
                if place not in looked:  # the same frame in the same folder links to the same places
                    looked.add(place)
                    gates.look(path, poured(frames, page, site, ""), seen)
            if page.kind:
                entries.append(_entry(page, site, body))
            _put(work, path, poured(frames, page, site, body).encode())
    gates.settle(seen, anchors)
    return seen, found


def _entry(page: Page, site: Site, body: str) -> Entry:
    tell = teller(site.language, PAGE)
    shown = tell(when(page.day)) if page.day else ""
    return Entry(page.path, tell(page.title), page.kind, shown, page.day, text(body))


@cache
def _frames(folder: Path) -> Mapping[str, Frame]:
    return frame.load(folder)


def poured(frames: Mapping[str, Frame], page: Page, site: Site, body: str) -> str:
    """Pour one page into its frame; only the body is markup, all else is escaped here."""
    tell = teller(site.language, PAGE)
    return frames[page.frame].pour(
        {
            "TITLE": escape(tell(page.title)),
            "DESCRIPTION": escape(tell(page.description)),
            "ADDRESS": escape(site.url + site.folder + page.path),
            "ALTERNATES": _alternates(page.path, site),
            "BODY": body,
        }
    )


def _alternates(path: str, site: Site) -> str:
    """Name a page in every language, itself too, by its whole address where the site has one."""
    twins = site.twins(path)
    addresses = {twin.language: escape(site.url + twin.path if site.url else twin.href) for twin in twins}
    return "".join(f'<link rel="alternate" hreflang="{one}" href="{address}">' for one, address in addresses.items())


def _put(work: Work, path: str, raw: bytes) -> None:
    new, old = f"{work.fresh}/{path}", f"{work.old}/{path}"
    try:
        with open(old, "rb") as file:  # noqa: PTH123 - measured: Path costs more than the page here
            if file.read() == raw:
                os.link(old, new)
                return
    except OSError:
        pass
    try:
        _write(new, raw)
    except FileNotFoundError:
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        _write(new, raw)


def _write(path: str, raw: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123 - as above
        file.write(raw)
