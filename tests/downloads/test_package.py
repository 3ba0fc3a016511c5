"""The data package, validated by frictionless itself."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.downloads import package
from generator.downloads.dictionary import TABLES
from generator.views.site import Site


def validate(folder: Path) -> tuple[int, str]:
    command = (sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json")
    ended = subprocess.run(command, cwd=folder / "data", capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout


def errors(folder: Path) -> set[tuple[str, str]]:
    _, said = validate(folder)
    found: dict[str, Any] = json.loads(said)
    return {(task["name"], error["type"]) for task in found["tasks"] for error in task["errors"]}


def test_frictionless_finds_the_package_valid(taken: Path) -> None:
    status, said = validate(taken)
    assert status == 0, said
    tasks = json.loads(said)["tasks"]
    assert {task["name"] for task in tasks} == set(TABLES)
    assert all(task["stats"]["rows"] for task in tasks)
    assert not [warning for task in tasks for warning in task["warnings"]]


FAULTS = [
    ("notices", "2026-01-22 17:30", "2026-01-22", "type-error"),
    ("milestones", "2026-02-10", "二月十日", "constraint-error"),
    ("pledges", ",现金,", ",银两,", "constraint-error"),
    ("pledges", "2026-01,100.00", "2026-01,一百", "type-error"),
    ("uses", "用途,", "用处,", "incorrect-label"),
    ("sources", "demo,shed,", "demo,none,", "foreign-key"),
    ("resolutions", "demo,vote,", "demo,other,", "foreign-key"),
    ("projects", "demo,pipes,", "demo,shed,", "primary-key"),
    ("progress", ",60,", ",六十,", "type-error"),
]


def test_frictionless_would_find_every_fault(taken: Path) -> None:
    for table, old, new, _ in FAULTS:
        path = taken / "data" / f"{table}.csv"
        text = path.read_bytes().decode()
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode())
    assert errors(taken) >= {(table, error) for table, _, _, error in FAULTS}


def test_a_licence_is_named_where_the_site_names_one(site: Site) -> None:
    assert "licenses" not in json.loads(package.descriptor(site))
    free = replace(site, licence="CC-BY-4.0")
    said = json.loads(package.descriptor(free))
    assert said["licenses"] == [{"name": "CC-BY-4.0"}]
    assert said["sources"] == [{"title": "示例公示", "path": "https://example.org/gongshi/"}]
