"""One community from its records to its pages: read, check, render, pour, write. The work of one process."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from html import escape
from pathlib import Path

from generator import evidence, frame, gates, pages
from generator.calendar import when
from generator.check import check_community
from generator.diagnostics import has_errors
from generator.downloads import Shelf
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
    sound: frozenset[str]
    """The communities whose files in the old site are still what was made of them."""
    parts: Path
    """Where the communities' shares of the search index are kept between builds."""
    alone: bool
    """Check no links, make no downloads and no search."""

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
    below = f"{ledger.id}/{evidence.FOLDER}"
    files = published(work.records, work.cache, ledger, lambda name, raw: _put(work, f"{below}/{name}", raw))
    ledger = replace(ledger, files=files)
    made, known = pages.of_community(ledger, work.site, outcome.findings, _shelf(work, community_id))
    seen, found = write(work, made)
    parts = [] if work.alone else [_part(work, ledger, *one) for one in zip(work.editions, found, strict=True)]
    return Poured(outcome, known, seen, tuple(parts))


def _part(work: Work, ledger: Ledger, edition: Edition, entries: Iterable[Entry]) -> str:
    """Write what results of a community are shown from, and its share of the index; give the share's name."""
    place = f"{edition.site.folder}{ledger.id}"
    return search.place(ledger.community.value.name, entries, work.fresh / place, work.old / place, work.parts)


def _shelf(work: Work, community_id: str) -> Shelf | None:
    """Take the files to a community's pages as they are made: all of them at once would fill the memory."""
    if work.alone:
        return None
    sound = community_id in work.sound
    return Shelf(partial(_put, work), lambda path: (sound and _read(f"{work.old}/{path}")) or b"")


def published(records: Path, cache: Path, ledger: Ledger, put: Callable[[str, bytes], None]) -> Mapping[str, File]:
    """Clean what the records name of the files handed in, `put` each under its public name, tell what it became."""
    folder = records / ledger.id / evidence.FOLDER
    return {name: evidence.publish(folder, name, cache, put) for name in sorted(named(ledger))}


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
            if not work.alone:
                anchors[path] = gates.look(path, body, seen)
                place = page.frame, path.rpartition("/")[0]
                if place not in looked:  # the same frame in the same folder links to the same places
                    looked.add(place)
                    gates.look(path, poured(frames, page, site, ""), seen)
            if page.kind and not work.alone:
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
    # The blank changes nothing but that the theme's script does not find them: it would ask each for a sitemap.
    return "".join(f'<link rel="alternate " hreflang="{one}" href="{address}">' for one, address in addresses.items())


def _put(work: Work, path: str, raw: bytes) -> None:
    new, old = f"{work.fresh}/{path}", f"{work.old}/{path}"
    try:
        _place(new, old, raw)
    except FileNotFoundError:
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        _place(new, old, raw)


def _place(new: str, old: str, raw: bytes) -> None:
    if _read(old) == raw:
        try:
            os.link(old, new)
        except FileNotFoundError:
            raise
        except OSError:  # a file system without links
            pass
        else:
            return
    with open(new, "wb") as file:  # noqa: PTH123 - as below
        file.write(raw)


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - measured: Path costs more than the page here
            return file.read()
    except OSError:
        return None
