"""What a model refuses, told in Chinese with the field's own title and example."""

import difflib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from generator.diagnostics import Field, Finding, Location, error
from generator.records import Contributions, Disbursements, Pledges, Strict
from generator.wording import listed, say

WANTED: Mapping[str, str] = {
    "string_type": say("“{title}”要写一段文字，不能是列表或下一级字段"),
    "string_too_short": say("“{title}”不能为空"),
    "string_too_long": say("“{title}”太长，最多 {max_length} 个字"),
    "string_pattern_mismatch": say("“{title}”的写法不对，只用小写英文字母、数字和短横"),
    "model_type": say("“{title}”下面要有下一级字段，不能只写一段文字"),
    "tuple_type": say("“{title}”要写成列表，每项前面加“- ”"),
    "too_short": say("“{title}”至少要有 {min_length} 项"),
    "greater_than_equal": say("“{title}”不能小于 {ge}"),
    "enum": say("“{title}”只能是 {expected}"),
    "union_tag_invalid": say("“{title}”只能是 anonymous、sum_only、organisation、surname、named"),
    "wanted": say("“{title}”要写{wanted}"),
}


_ALTERNATIVES = (Pledges, Contributions, Disbursements)
"""Kinds of record whose rows come in several shapes."""


def findings(trouble: ValidationError, model: type[Strict], path: str) -> tuple[Finding, ...]:
    """Translate every complaint of pydantic into a finding at its field; values are never repeated."""
    schema = model.model_json_schema()
    items = trouble.errors(include_url=False, include_input=False)
    # pydantic counts what it refused in a list as missing from it: one mistake, one finding.
    within = {item["loc"][:depth] for item in items for depth in range(1, len(item["loc"]))}
    own = (item for item in items if item["type"] != "too_short" or item["loc"] not in within)
    return tuple(_finding(item, schema, _field(item["loc"], model), path) for item in own)


def _field(way: Field, model: type[Strict]) -> Field:
    """Leave out the name of the alternative, which pydantic puts behind the index of a row of money."""
    return way[:2] + way[3:] if way[:1] == ("rows",) and model in _ALTERNATIVES else way


def _finding(item: Any, schema: dict[str, Any], field: Field, path: str) -> Finding:
    if item["type"] == "extra_forbidden":
        return _unknown(schema, field, path)
    if item["type"] == "union_tag_invalid":
        field = (*field, "display")
    title, hint = _title(schema, field)
    name = ".".join(map(str, field))
    if hint:
        hint = say("{hint}", hint=hint, name=name)
    if item["type"] == "missing":
        message = say("缺少必填的“{title}”（{key}）", title=title, key=field[-1], name=name)
        return error("field-missing", message, Location(path, field=field), hint)
    context = {key: _chinese(value) for key, value in (item.get("ctx") or {}).items()}
    if "wanted" in context:
        context["wanted"] = say(context["wanted"])
    wording = WANTED.get(item["type"], say("“{title}”写得不对"))
    message = say(wording, title=title, name=name, **context)
    return error("field-invalid", message, Location(path, field=field), hint)


def _title(schema: dict[str, Any], field: Field) -> tuple[str, str]:
    """Give the words for a field and how to fill it in; an item of a list goes by the list's."""
    if not field:
        return say("这份记录"), ""
    *before, last = field
    if isinstance(last, int):
        title, hint = _title(schema, tuple(before))
        return say("{list}第 {number} 项", list=title, number=last + 1), hint
    spot = _lookup(schema, schema, field)
    return spot.get("title", last), spot.get("description", "")


def _chinese(value: object) -> str:
    return str(value).replace("' or '", "、").replace("', '", "、").strip("'")


def _unknown(schema: dict[str, Any], field: Field, path: str) -> Finding:
    key = str(field[-1])
    where = Location(path, field=field, of_key=True)
    known = list(_options(schema, _lookup(schema, schema, field[:-1])))
    if key in known:
        message = say("这一笔用不到“{key}”", key=key)
        if "display" in known:
            return error("field-unknown", message, where, say("请核对 display 和 corrects，或删掉 {key}", key=key))
        return error("field-unknown", message, where, say("请核对 corrects，或删掉 {key}", key=key))
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.7)
    hint = say("是不是想写 {key}？", key=close[0]) if close else say("这里可以写：{keys}", keys=listed(known))
    return error("field-unknown", say("没有“{key}”这个字段", key=key), where, hint)


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
        fields |= {name: spot for name, spot in _options(schema, choice).items() if name not in fields}
    return fields


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    ref = node.get("$ref")
    return schema["$defs"][ref.rsplit("/", 1)[1]] if ref else node
