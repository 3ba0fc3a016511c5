"""更新记录 → Atom: an entry for each change, the latest first. Only for a site with an address.

Without one an entry could neither be named for good nor lead anywhere. The markup is a template of ours: the library
that would write it, feedgen, is not to be had as a wheel.
"""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator import render
from generator.calendar import first_day
from generator.views.changes import Change
from generator.views.project import ProjectPage
from generator.views.site import Site
from generator.wording import SOURCE

LATEST = 50
"""Entries of a feed."""

_ENTRY = re.compile(r"<entry>.*?</entry>", re.DOTALL)
_UPDATED = re.compile(r"<updated>(.*?)</updated>")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A change: which project, what, when its record says, where it is told."""

    id: str
    project: str
    kind: str
    what: str
    old: str
    new: str
    author: str
    updated: str
    address: str


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed: its own address, the page it is about, its entries as markup."""

    id: str
    title: str
    address: str
    page: str
    updated: str
    entries: Sequence[Markup]


def community(title: str, views: Iterable[ProjectPage], path: str, page: str, site: Site) -> bytes:
    """Write the changes of a community; nothing where there are none, or the site has no address."""
    found = [(_updated(change), view, at) for view in views for at, change in enumerate(view.changes)]
    found.sort(key=lambda one: one[0], reverse=True)
    latest = [_entry(view, at, site) for _, view, at in found[:LATEST]] if site.url else []
    return _written(title, [_rendered("entry.xml", entry, site) for entry in latest], path, page, site)


def together(title: str, feeds: Iterable[bytes], path: str, page: str, site: Site) -> bytes:
    """Put the entries of several feeds into one."""
    found = [entry for raw in feeds for entry in _ENTRY.findall(raw.decode())]
    found.sort(key=_told, reverse=True)
    return _written(title, found[:LATEST], path, page, site)


def _written(title: str, entries: Sequence[str], path: str, page: str, site: Site) -> bytes:
    if not entries:
        return b""
    feed = _Feed(
        id=_named(site.url + page),
        title=title,
        address=site.url + path,
        page=site.url + page,
        updated=_told(entries[0]),
        entries=[Markup(entry) for entry in entries],  # noqa: S704 - each was rendered from its own template
    )
    return _rendered("feed.xml", feed, site).encode()


def _entry(view: ProjectPage, at: int, site: Site) -> _Entry:
    """Make the entry of a change; where the same was told before, it is named by how often."""
    change = view.changes[at]
    same = (change.iso, change.kind, change.what)
    times = sum((one.iso, one.kind, one.what) == same for one in view.changes[at:])
    return _Entry(
        id=_named(site.url + "\n".join((view.path, *same, str(times)))),
        project=view.title,
        kind=change.kind,
        what=change.what,
        old=change.old,
        new=change.new,
        author=view.issuer,
        updated=_updated(change),
        address=f"{site.url}{view.path}#changes",
    )


def _updated(change: Change) -> str:
    return f"{first_day(change.iso)}T00:00:00+08:00"


def _told(entry: str) -> str:
    """Find in an entry when it was updated."""
    found = _UPDATED.search(entry)
    return found[1] if found else ""


def _named(address: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, address).urn


def _rendered(template: str, view: object, site: Site) -> str:
    return render.body(template, view, replace(site, language=SOURCE, languages=()), "")
