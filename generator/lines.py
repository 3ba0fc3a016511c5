"""The YAML that nearly every record is, block style with one field a line, read line by line: several times as fast.

What `read` takes it reads as libyaml does. Of anything else it makes None, and libyaml has it.
"""

import re
from typing import Any

_KEY = r"([A-Za-z_]\w{0,63}):(?: (?=[^ \n])|$)"
_QUOTED = r"'([^'\n]+)'"
_PLAIN = r"(?!.*(?:: | #)|(?:~|null)$)([^\s\-?:,\[\]{}#&*!|>'\"%@`](?:.*[^\s:])?)"
_PAIR = r"[A-Za-z_]\w{0,63}: (?!(?:~|null)[,}])[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\s:,\[\]{}#'\"]*"
_GROUP = rf"\{{({_PAIR}(?:, {_PAIR})*)\}}"
_LINE = re.compile(rf"^(?: *#.*|( *)(- )?(?:{_KEY})?(?:{_QUOTED}|{_GROUP}|{_PLAIN})?)$", re.ASCII | re.MULTILINE)
"""A comment, or: blanks, dash, field name, and a value in single quotes, in braces or in nothing."""

_EMPTY = ("",) * 6
_LONGEST = 20_000
_DEEPEST = 8


class _Beyond(Exception):  # noqa: N818 - nothing is wrong, it is only not for us
    """The text has something that only a whole YAML parser reads."""


def read(text: str) -> dict[str, Any] | None:
    """Read a text of nothing but fields, lists and values on one line; None where it has anything else."""
    text = text.rstrip("\n")
    if len(text) > _LONGEST or "\t" in text:
        return None
    lines = _LINE.findall(text)
    if len(lines) != text.count("\n") + 1:
        return None
    try:
        return _gather([line for line in lines if line != _EMPTY])
    except _Beyond:
        return None


def _gather(lines: list[tuple[str, ...]]) -> dict[str, Any]:
    holder: Any = {}
    indent, waiting = 0, ""
    around: list[tuple[Any, int]] = []
    root = holder
    for spaces, dash, key, quoted, group, plain in lines:
        at, value = len(spaces), plain or quoted or (group and _grouped(group))
        if not key and not (dash and value):
            raise _Beyond
        if waiting:
            if at < indent + (not dash) or len(around) > _DEEPEST:
                raise _Beyond
            around.append((holder, indent))
            holder[waiting] = holder = [] if dash else {}
            indent, waiting = at, ""
        elif at != indent or bool(dash) != (type(holder) is list):
            holder, indent = _outer(around, at, list if dash else dict)
        if not key:
            holder.append(value)
            continue
        if dash:
            around.append((holder, indent))
            holder.append({})
            holder, indent = holder[-1], at + 2
        if key in holder:
            raise _Beyond
        holder[key] = value
        waiting = "" if value else key
    if waiting or not root:
        raise _Beyond
    return dict(root)


def _grouped(text: str) -> dict[str, Any]:
    """Read what stands in braces: `heads: 320, area: 28160.50`."""
    pairs = [pair.split(": ") for pair in text.split(", ")]
    fields: dict[str, Any] = dict(pairs)
    if len(fields) != len(pairs):
        raise _Beyond
    return fields


def _outer(around: list[tuple[Any, int]], at: int, kind: type) -> tuple[Any, int]:
    """Leave lists and groups of fields until one stands at an indent."""
    while around:
        holder, indent = around.pop()
        if indent < at:
            break
        if indent == at and type(holder) is kind:
            return holder, indent
    raise _Beyond
