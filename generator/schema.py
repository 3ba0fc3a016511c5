"""JSON Schemas of the record kinds, for editors: completion and explanations in Chinese while typing."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.records import COMMUNITY_FILE, KINDS, Community, Strict
from generator.records.types import Labelled

_CHOICES: Mapping[str, Mapping[str, str]] = {
    choice.__name__: {member.value: member.label for member in choice} for choice in Labelled.__subclasses__()
}
"""Every choice by the name of its class: value → Chinese label."""


def schemas() -> Mapping[str, str]:
    """Give file name → schema text for the community and every kind of record."""
    kinds: dict[str, type[Strict]] = {COMMUNITY_FILE.removesuffix(".yml"): Community, **KINDS}
    return {f"{kind}.schema.json": _text(model) for kind, model in kinds.items()}


def _text(model: type[Strict]) -> str:
    schema = model.model_json_schema()
    definitions = {name: _untitled(node) for name, node in schema.pop("$defs", {}).items() if "enum" not in node}
    whole = {"$schema": "http://json-schema.org/draft-07/schema#", **schema, "definitions": definitions}
    return json.dumps(_for_editors(whole), ensure_ascii=False, indent=2) + "\n"


def _untitled(node: dict[str, Any]) -> dict[str, Any]:
    """Leave out a definition's own (English) title: an editor would show it instead of the field's Chinese one."""
    return {key: value for key, value in node.items() if key not in ("title", "description")}


def _for_editors(node: Any) -> Any:
    """Say what pydantic says in the words editors know: no null (nobody writes it), choices with their labels."""
    if isinstance(node, list):
        return [_for_editors(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "anyOf" in node:
        choices = [choice for choice in node["anyOf"] if choice != {"type": "null"}]
        node = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
        node = {**choices[0], **node} if len(choices) == 1 else {"anyOf": choices, **node}
    said = {key: _for_editors(value) for key, value in node.items() if key not in ("$ref", "discriminator")}
    if "$ref" in node:
        said |= _referred(node["$ref"].rsplit("/", 1)[1], said.get("description", ""))
    return said


def _referred(name: str, description: str) -> dict[str, Any]:
    labels = _CHOICES.get(name)
    if labels is None:
        return {"allOf": [{"$ref": f"#/definitions/{name}"}]}
    known = "、".join(f"{value} {label}" for value, label in labels.items())
    return {
        "type": "string",
        "enum": list(labels),
        "enumDescriptions": list(labels.values()),
        "description": f"{description}。可以写：{known}",
    }


def write(folder: Path) -> tuple[str, ...]:
    """Write every schema into a folder; give the names of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, text in schemas().items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(name)
    return tuple(changed)
