"""The files of the whole site, put together of those of its communities, a community at a time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.downloads import BOOK, CALENDAR, FEED, INDEX, calendars, csvs, documents, feeds, package, workbook
from generator.downloads.dictionary import COMMUNITIES, PROJECTS, TABLES
from generator.downloads.fields import Table
from generator.downloads.tables import Row
from generator.views.offers import Made
from generator.views.site import DATA, Site

PACKAGE = "datapackage.json"


def write(out: Path, ids: Sequence[str], site: Site) -> list[Made]:
    """Write the files of a site into the folder where those of its communities are; tell what was made."""
    (out / DATA).mkdir()
    made = [
        _made(out, BOOK, "xlsx", [_book(out, ids)]),
        _made(out, CALENDAR, "ics", [_calendar(out, ids, site)]),
        _made(out, FEED, "atom", [_feed(out, ids, site)]),
        _made(out, INDEX, "json", documents.together(_parts(out, ids, INDEX), site)),
        _made(out, PACKAGE, "package", [package.descriptor(site)]),
    ]
    made += [_made(out, f"{key}.csv", "csv", _lines(out, ids, table), table.title) for key, table in TABLES.items()]
    return [one for one in made if one.size]


def _made(out: Path, name: str, kind: str, chunks: Iterable[bytes], table: str = "") -> Made:
    path = f"{DATA}/{name}"
    with (out / path).open("wb") as file:
        size = sum(map(file.write, chunks))
    if not size:
        (out / path).unlink()
    return Made(path, kind, size, table)


def _parts(out: Path, ids: Iterable[str], name: str) -> Iterator[bytes]:
    """Read a file of every community that has it."""
    for id_ in ids:
        part = out / id_ / DATA / name
        if part.exists():
            yield part.read_bytes()


def _lines(out: Path, ids: Sequence[str], table: Table) -> Iterator[bytes]:
    header = csvs.whole(table, "")
    yield header
    yield from (part.removeprefix(header) for part in _parts(out, ids, f"{table.key}.csv"))


def _calendar(out: Path, ids: Sequence[str], site: Site) -> bytes:
    return calendars.together(site.name, map(calendars.apart, _parts(out, ids, CALENDAR)))


def _feed(out: Path, ids: Sequence[str], site: Site) -> bytes:
    return feeds.together(site.name, _parts(out, ids, FEED), f"{DATA}/{FEED}", "index.html", site)


def _book(out: Path, ids: Sequence[str]) -> bytes:
    """Write a book of all communities and projects; the rows behind their sums would not fit on a sheet."""
    known = [json.loads(part) for part in _parts(out, ids, INDEX)]
    projects = [_row(PROJECTS, one) for each in known for one in each["projects"]]
    updated = max((one["updated"] or "" for each in known for one in each["projects"]), default="")
    rows = {PROJECTS.key: projects, COMMUNITIES.key: [_row(COMMUNITIES, each["community"]) for each in known]}
    return workbook.write("site", rows, updated)


def _row(table: Table, said: dict[str, str]) -> Row:
    return tuple(said[one.key] for one in table.fields)
