"""JSON Schemas of the record kinds, for editors: completion and explanations in Chinese while typing."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.records import COMMUNITY_FILE, KINDS, Community, Strict


def schemas() -> Mapping[str, str]:
    """Give file name → schema text for the community and every kind of record."""
    kinds: dict[str, type[Strict]] = {COMMUNITY_FILE.removesuffix(".yml"): Community, **KINDS}
    return {f"{kind}.schema.json": _text(model) for kind, model in kinds.items()}


def _text(model: type[Strict]) -> str:
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **model.model_json_schema()}
    return json.dumps(_for_editors(schema), ensure_ascii=False, indent=2) + "\n"


def _for_editors(node: Any) -> Any:
    """Leave out what only confuses an editor: null (nobody writes it) and pydantic's own keys."""
    if isinstance(node, list):
        return [_for_editors(item) for item in node]
    if not isinstance(node, dict):
        return node
    choices = [choice for choice in node.get("anyOf", []) if choice != {"type": "null"}]
    if "anyOf" in node:
        node = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
        node = {**choices[0], **node} if len(choices) == 1 else {"anyOf": choices, **node}
    if "$ref" in node:
        reference = node["$ref"].replace("#/$defs/", "#/definitions/")
        rest = {key: value for key, value in node.items() if key != "$ref"}
        node = {"allOf": [{"$ref": reference}], **rest} if rest else {"$ref": reference}
    renamed = {"definitions" if key == "$defs" else key: value for key, value in node.items()}
    renamed.pop("discriminator", None)
    return {key: _for_editors(value) for key, value in renamed.items()}


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
