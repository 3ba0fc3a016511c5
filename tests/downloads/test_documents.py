import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.downloads import documents
from generator.downloads.dictionary import COMMUNITIES, TABLES
from generator.downloads.fields import COUNT, FLAG, HOMES, PERCENT, Kind
from generator.views.site import Site

Take = Callable[..., Path]


def expected(kind: Kind) -> type:
    return bool if kind is FLAG else int if kind in (COUNT, HOMES, PERCENT) else str


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def test_a_project_has_every_table_with_the_names_and_types_of_the_dictionary(taken: Path) -> None:
    said = read(taken / "demo" / "projects" / "shed.json")
    assert said["schema"] == documents.PROJECT
    assert (said["site"], said["url"]) == ("示例公示", "https://example.org/gongshi/")
    assert [*said["community"]] == [one.key for one in COMMUNITIES.fields]
    for key in set(TABLES) - {"projects", "communities"}:
        assert said[key], key
        for row in said[key]:
            kinds = {one.key: one.kind for one in TABLES[key].fields[TABLES[key].context :]}
            assert [*row] == [*kinds]
            assert all(type(cell) is expected(kinds[at]) for at, cell in row.items() if cell is not None)


def test_amounts_are_exact_text(taken: Path) -> None:
    said = read(taken / "demo" / "projects" / "pipes.json")
    assert said["project"]["planned"] == said["uses"][0]["planned"] == "82112.00"
    assert sum(Decimal(row["amount"]) for row in said["pledges"]) == Decimal("82112.00")


def test_unknown_is_null_and_nothing_is_zero(taken: Path) -> None:
    said = read(taken / "demo" / "projects" / "paths.json")["project"]
    assert said["planned"] is None
    assert said["paid"] == "0.00"


def test_the_site_lists_every_project_with_its_sums_and_its_own_document(taken: Path) -> None:
    said = read(taken / "data" / "index.json")
    assert said["schema"] == documents.SITE
    (community,) = said["communities"]
    assert community == read(taken / "demo" / "data" / "index.json")
    assert community["schema"] == documents.COMMUNITY
    assert [one["project"] for one in community["projects"]] == ["paths", "pipes", "shed"]
    for one in community["projects"]:
        own = read(taken / one.pop("json"))
        assert own["project"] == one
        assert own["community"] == community["community"]


def test_what_a_meeting_resolved_about_another_project_is_told_there_alone(records: Path, take: Take) -> None:
    meeting = records / "demo" / "meetings" / "vote.yml"
    text = meeting.read_text(encoding="utf-8").replace("projects: [shed]", "projects: [shed, pipes]")
    meeting.write_text(f"{text}  - text: 公开全部账目\n", encoding="utf-8")
    out = take()
    told = {
        name: [row["resolution"] for row in read(out / "demo" / "projects" / f"{name}.json")["resolutions"]]
        for name in ("shed", "pipes", "paths")
    }
    assert told == {
        "shed": ["同意改建", "各单元签约", "各单元签约", "公开全部账目"],
        "pipes": ["公开全部账目"],
        "paths": [],
    }


@pytest.mark.parametrize(("count", "names"), [(0, []), (1, ["a"]), (3, ["a", "b", "c"])])
def test_communities_are_put_together_piece_by_piece(site: Site, count: int, names: list[str]) -> None:
    pieces = [json.dumps({"id": name}).encode() + b"\n" for name in "abc"[:count]]
    said = json.loads(b"".join(documents.together(pieces, site)))
    assert [one["id"] for one in said["communities"]] == names
