"""What a model refuses, told in Chinese with the field's own title and example."""

import difflib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from generator.diagnostics import Field, Finding, Location, error
from generator.records import Strict
from generator.records.funds import PLEDGE_TAGS

_WANTED: Mapping[str, str] = {
    "string_type": "“{title}”要写一段文字，不能是列表或下一级字段",
    "string_too_short": "“{title}”不能为空",
    "string_too_long": "“{title}”太长，最多 {max_length} 个字",
    "string_pattern_mismatch": "“{title}”只用小写英文字母、数字和短横",
    "model_type": "“{title}”下面要有下一级字段，不能只写一段文字",
    "model_attributes_type": "“{title}”下面要有下一级字段，不能只写一段文字",
    "tuple_type": "“{title}”要写成列表，每项前面加“- ”",
    "too_short": "“{title}”至少要有 {min_length} 项",
    "greater_than_equal": "“{title}”不能小于 {ge}",
    "enum": "“{title}”只能是 {expected}",
    "literal_error": "“{title}”只能是 {expected}",
    "union_tag_invalid": "“显示方式”只能是 {expected_tags}",
    "wanted": "“{title}”要写{wanted}",
}


def findings(trouble: ValidationError, model: type[Strict], path: str) -> tuple[Finding, ...]:
    """Translate every complaint of pydantic into a finding at its field; values are never repeated."""
    schema = model.model_json_schema()
    return tuple(_finding(item, schema, path) for item in trouble.errors(include_url=False, include_input=False))


def _finding(item: Any, schema: dict[str, Any], path: str) -> Finding:
    field: Field = tuple(part for part in item["loc"] if part not in PLEDGE_TAGS)
    name = str(field[-1]) if field else ""
    spot = _lookup(schema, schema, field)
    title, hint = spot.get("title", name), spot.get("description", "")
    if item["type"] == "extra_forbidden":
        return _unknown(schema, field, path)
    if item["type"] == "missing":
        return error("field-missing", f"缺少必填的“{title}”（{name}）", Location(path, field=field[:-1]), hint)
    context = {key: _chinese(value) for key, value in (item.get("ctx") or {}).items()}
    wording = _WANTED.get(item["type"], "“{title}”写得不对")
    return error("field-invalid", wording.format(title=title, **context), Location(path, field=field), hint)


def _chinese(value: object) -> str:
    return str(value).replace("' or '", "、").replace("', '", "、").strip("'")


def _unknown(schema: dict[str, Any], field: Field, path: str) -> Finding:
    key = str(field[-1])
    known = list(_options(schema, _lookup(schema, schema, field[:-1])))
    close = difflib.get_close_matches(key, known, n=1)
    hint = f"是不是想写 {close[0]}？" if close else f"这里可以写：{'、'.join(known)}"
    return error("field-unknown", f"没有“{key}”这个字段", Location(path, field=field, of_key=True), hint)


def _lookup(schema: dict[str, Any], node: dict[str, Any], field: Field) -> dict[str, Any]:
    """Find the schema of a field; the empty schema where there is none."""
    for depth, part in enumerate(field):
        if isinstance(part, int):
            node = _resolve(schema, node).get("items", {})
            continue
        options = _options(schema, node)
        if part not in options:
            return {}
        node = options[part]
        if depth == len(field) - 1:
            return node
    return node


def _options(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Give the fields that may stand at a place, those of every alternative together."""
    node = _resolve(schema, node)
    fields: dict[str, Any] = dict(node.get("properties", {}))
    for choice in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        fields = {**_options(schema, choice), **fields}
    return fields


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    ref = node.get("$ref")
    return schema["$defs"][ref.rsplit("/", 1)[1]] if ref else node
