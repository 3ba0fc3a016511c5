"""Tables → JSON: for programs, with the names of the fields instead of their headers."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.downloads.dictionary import COMMUNITIES, PROJECTS, TABLES
from generator.downloads.fields import Table
from generator.downloads.tables import Row, Rows
from generator.views.site import Site, project_path

PROJECT = "gongshi-project/1"
COMMUNITY = "gongshi-community/1"
SITE = "gongshi-site/1"
"""What a document is and the version of its form: a new number where a reader of the old one would go wrong."""


def project(rows: Rows, whose: Rows, site: Site) -> bytes:
    """Write everything about one project."""
    lists = {key: _objects(table, rows[key], table.context) for key, table in TABLES.items() if key in rows}
    (own,) = _objects(PROJECTS, rows[PROJECTS.key])
    (community,) = _objects(COMMUNITIES, whose[COMMUNITIES.key])
    told = {"schema": PROJECT, "site": site.name, "url": site.url or None, "community": community, "project": own}
    return _written(told | {key: found for key, found in lists.items() if key != PROJECTS.key})


def community(rows: Rows) -> bytes:
    """List the projects of a community: the sums of each, and where its own document lies below the site."""
    (own,) = _objects(COMMUNITIES, rows[COMMUNITIES.key])
    listed = _objects(PROJECTS, rows[PROJECTS.key])
    for one in listed:
        one["json"] = project_path(one["community"], one["project"]).replace(".html", ".json")
    return _written({"schema": COMMUNITY, "community": own, "projects": listed})


def together(communities: Iterable[bytes], site: Site) -> Iterator[bytes]:
    """Put the lists of communities into one, piece by piece."""
    told: dict[str, Any] = {"schema": SITE, "site": site.name, "url": site.url or None, "communities": []}
    before, after = _written(told).split(b"]")
    yield before
    for at, raw in enumerate(communities):
        yield (b"," if at else b"") + raw.rstrip()
    yield b"]" + after


def _objects(table: Table, rows: Iterable[Row], skip: int = 0) -> list[dict[str, Any]]:
    keys = [one.key for one in table.fields[skip:]]
    return [dict(zip(keys, row[skip:], strict=True)) for row in rows]


def _written(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
