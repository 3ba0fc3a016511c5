"""What the CSV tables of a site hold, for programs: a Frictionless data package."""

import json
from typing import Any

from generator.downloads.dictionary import TABLES
from generator.downloads.fields import Field, Table
from generator.views.site import Site

VERSION = "1.0.0"
"""Of the tables and fields: the first number grows where a reader of the old ones would go wrong."""


def descriptor(site: Site) -> bytes:
    """Describe every table: fields, types, what names a row, what a row belongs to."""
    described: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "gongshi",
        "title": f"{site.name}：公示数据",
        "description": "社区项目的资金、会议、表决和进展。姓名和网页上一样处理。",
        "version": VERSION,
        "sources": [{"title": site.name} | ({"path": site.url} if site.url else {})],
    }
    if site.licence:
        described["licenses"] = [{"name": site.licence}]
    described["resources"] = [_resource(table) for table in TABLES.values()]
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(table, one) for one in table.fields], "missingValues": [""]}
    titles = {one.key: one.title for one in table.fields}
    if table.unique:
        schema["primaryKey"] = [titles[key] for key in table.unique]
    if table.owner:
        schema["foreignKeys"] = [_owner(table, *table.owner)]
    return {
        "profile": "tabular-data-resource",
        "name": table.key,
        "path": f"{table.key}.csv",
        "title": table.title,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(table: Table, one: Field) -> dict[str, Any]:
    known = {"name": one.title, "key": one.key, "description": one.about, **one.kind.schema}
    constraints = dict(known.pop("constraints", {}))
    if one.choices:
        constraints["enum"] = list(one.choices)
    if one.key in table.unique:
        constraints["required"] = True
    return (
        known
        | ({"constraints": constraints} if constraints else {})
        | ({"unit": one.kind.unit} if one.kind.unit else {})
    )


def _owner(table: Table, resource: str, key: str) -> dict[str, Any]:
    named = [one.title for one in table.fields if one.key in ("community", key)]
    theirs = [one.title for one in TABLES[resource].fields if one.key in ("community", key)]
    return {"fields": named, "reference": {"resource": resource, "fields": theirs}}
