"""The tables of the pages as files to take away: CSV, XLSX, JSON, a calendar, a feed.

What a page masks is masked here: `tables` takes pledges as `views.pledges.masked` gives them, sums arrivals as 更新记录
does, and tells no vote more closely than its page. A file of more is put together of files of less: lines of CSV,
events and entries are written once and stand in the file of the project, of its community and of the site.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.downloads import calendars, csvs, documents, feeds, tables, workbook
from generator.downloads.dictionary import CONTRIBUTIONS, DISBURSEMENTS, PLEDGES, TABLES
from generator.downloads.tables import Row, Rows
from generator.ledger import Ledger
from generator.views.offers import Made
from generator.views.project import ProjectPage
from generator.views.site import DATA, Site, community_path

INDEX = "index.json"
FEED = "changes.xml"
CALENDAR = "calendar.ics"
BOOK = "tables.xlsx"

PROJECT_TABLES = (PLEDGES, CONTRIBUTIONS, DISBURSEMENTS)
"""The tables that each project has as CSV; the others are in those of the community."""


class Shelf(NamedTuple):
    """Where files go, and what stands there from the build before; addresses are below the site."""

    put: Callable[[str, bytes], None]
    old: Callable[[str], bytes]
    """The bytes of a file as it was, none where there was none."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What is written once and stands in several files: rows, their lines as CSV, events."""

    rows: Rows
    lines: Mapping[str, str]
    events: Sequence[bytes] = ()


def _part(rows: Rows, events: Sequence[bytes] = ()) -> _Part:
    return _Part(rows, {key: csvs.lines(TABLES[key], some) for key, some in rows.items()}, events)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is being written, for which site, and to where."""

    ledger: Ledger
    views: Sequence[ProjectPage]
    site: Site
    shelf: Shelf
    whose: Rows
    """The row of the community."""


def of_community(
    ledger: Ledger, views: Sequence[ProjectPage], site: Site, shelf: Shelf
) -> Mapping[str, Sequence[Made]]:
    """Make the files of a community and its projects; tell them by the address of the page that offers them."""
    work = _Work(ledger, views, site, shelf, tables.of_community(ledger, site))
    events = calendars.of_meetings(ledger, site)
    meetings = {
        id_: _part(tables.of_meeting(ledger, record, site), events.get(id_, ()))
        for id_, record in ledger.meetings.items()
    }
    projects = []
    made: dict[str, Sequence[Made]] = {}
    for view in views:
        part = _part(tables.of_project(ledger, view, site), calendars.of_deadlines(ledger, view.id, site))
        attended = [meetings[record.id] for record in ledger.books[view.id].meetings]
        made[view.path] = _put(shelf, _of_project(work, view, part, attended))
        projects.append(part)
    parts = (_part(work.whose), *projects, *meetings.values())
    made[community_path(ledger.id)] = _put(shelf, _of_community(work, parts))
    return made


_File = tuple[str, str, bytes, str]
"""Address, kind, bytes, and the title of a table."""


def _put(shelf: Shelf, files: Iterable[_File]) -> list[Made]:
    """Put away what has anything in it."""
    made = []
    for path, kind, raw, table in files:
        if raw:
            shelf.put(path, raw)
            made.append(Made(path, kind, len(raw), table))
    return made


def _of_project(work: _Work, view: ProjectPage, own: _Part, attended: Sequence[_Part]) -> Iterator[_File]:
    stem = view.path.removesuffix(".html")
    rows = {**own.rows, **tables.about(view.id, _joined(part.rows for part in attended))}
    document = documents.project(rows, work.whose, work.site)
    events = (event for part in (*attended, own) for event in part.events)
    yield f"{stem}.xlsx", "xlsx", _book(work, f"{stem}.xlsx", [view], rows, document), ""
    yield f"{stem}.ics", "ics", calendars.together(f"{view.community}{view.title}", events), ""
    yield f"{stem}.json", "json", document, ""
    for table in PROJECT_TABLES:
        if own.rows[table.key]:
            yield f"{stem}-{table.key}.csv", "csv", csvs.whole(table, own.lines[table.key]), table.title


def _of_community(work: _Work, parts: Sequence[_Part]) -> Iterator[_File]:
    id_, name = work.ledger.id, work.ledger.community.value.name
    below, page = f"{id_}/{DATA}", community_path(id_)
    rows = _joined(part.rows for part in parts)
    bodies = {key: "".join(part.lines.get(key, "") for part in parts) for key in TABLES}
    spelt = "".join(bodies.values()).encode()
    yield f"{below}/{BOOK}", "xlsx", _book(work, f"{below}/{BOOK}", work.views, rows, spelt), ""
    yield f"{below}/{CALENDAR}", "ics", calendars.together(name, (one for part in parts for one in part.events)), ""
    yield f"{below}/{FEED}", "atom", feeds.community(name, work.views, f"{below}/{FEED}", page, work.site), ""
    yield f"{below}/{INDEX}", "json", documents.community(rows), ""
    for key, table in TABLES.items():
        yield f"{below}/{key}.csv", "csv", csvs.whole(table, bodies[key]), table.title


def _book(work: _Work, path: str, views: Sequence[ProjectPage], rows: Rows, spelt: bytes) -> bytes:
    """Give a book: the old one where it was made of the same, for writing one takes longer than all else here."""
    stamp = hashlib.blake2b(spelt + workbook.version().encode(), digest_size=16).hexdigest()
    old = work.shelf.old(path)
    if workbook.stamped(old, stamp):
        return old
    updated = max((view.changes[0].iso for view in views if view.changes), default="")
    return workbook.write("community" if "communities" in rows else "project", rows, updated, stamp)


def _joined(parts: Iterable[Rows]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {key: [] for key in TABLES}
    for part in parts:
        for key, some in part.items():
            rows[key] += some
    return rows
