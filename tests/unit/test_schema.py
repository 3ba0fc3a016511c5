import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator import schema
from generator.records import COMMUNITY_FILE, KINDS, Community, Strict

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs" / "schema"
RECORDS = sorted((ROOT / "records").rglob("*.yml"))
TRIED = [*(ROOT / "tests" / "cases" / "_base").rglob("*.yml"), *RECORDS]
"""The test records hold every kind; those of the portal itself are whatever its community has."""
CHINESE = re.compile("[\u4e00-\u9fff]")


def as_an_editor_reads(value: Any) -> Any:
    """Type plain scalars as YAML 1.2 does."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(item) for item in value]
    if re.fullmatch(r"-?[0-9]+", value):
        return int(value)
    if re.fullmatch(r"-?[0-9]+\.[0-9]+", value):
        return float(value)
    return {"true": True, "false": False}.get(value, value)


def test_the_published_schemas_are_those_of_the_models() -> None:
    published = {path.name: path.read_text(encoding="utf-8") for path in PUBLISHED.iterdir()}
    assert published == schema.schemas(), "run `gongshi schema`"


@pytest.mark.parametrize("name", sorted(schema.schemas()))
def test_each_schema_is_valid_and_holds_the_records_of_its_kind(name: str) -> None:
    validator = jsonschema.Draft7Validator(json.loads(schema.schemas()[name]))
    jsonschema.Draft7Validator.check_schema(validator.schema)
    kind = name.removesuffix(".schema.json")
    held = [path for path in TRIED if path.parent.name == kind or path.name == f"{kind}.yml"]
    assert held
    for path in held:
        data = as_an_editor_reads(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506
        assert list(validator.iter_errors(data)) == [], path


def test_each_schema_refuses_an_unknown_field_and_a_wrong_choice() -> None:
    validator = jsonschema.Draft7Validator(json.loads(schema.schemas()["parties.schema.json"]))
    assert validator.is_valid({"name": "示例商店", "kind": "organisation"})
    assert not validator.is_valid({"name": "示例商店", "kind": "organisation", "phone": "1"})
    assert not validator.is_valid({"name": "示例商店", "kind": "person"})


def test_every_record_names_the_schema_of_its_kind() -> None:
    for path in RECORDS:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, path
        target = (path.parent / found[1]).resolve()
        kind = "community" if path.name == COMMUNITY_FILE else path.parent.name
        assert target == PUBLISHED / f"{kind}.schema.json"
        assert target.is_file()


def fields(model: type[Strict]) -> Iterator[tuple[str, Any]]:
    text = model.model_json_schema()
    for name, node in ((model.__name__, text), *text.get("$defs", {}).items()):
        for field, said in node.get("properties", {}).items():
            yield f"{name}.{field}", said


@pytest.mark.parametrize("model", [Community, *KINDS.values()], ids=lambda model: model.__name__)
def test_every_field_has_a_chinese_title_and_description(model: type[Strict]) -> None:
    for name, said in fields(model):
        assert CHINESE.search(said.get("title", "")), name
        assert CHINESE.search(said.get("description", "")), name
