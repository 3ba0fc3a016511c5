"""Read one YAML file strictly: structure only, every scalar stays text, every refusal has a place.

The models decide what a text means, so `NO`, `010`, `14:30` and `12.30` arrive as they were typed. Refused:
anchors, aliases, tags, merge keys, a key given twice, a second document, invisible characters, and all that is
too deep, too large or only looks like YAML (full-width punctuation, text cut by ` #`).
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from generator import lines, lookalikes, slips
from generator.diagnostics import Field, Finding, Location, error
from generator.slips import Refusal
from generator.wording import say

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
MAX_NODES = 20_000
MAX_SCALAR = 20_000

Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's parser where PyYAML has it (every wheel does); without it the same events, ten times slower."""

# Any, for the stubs leave it open whether an event has marks.
_SCALAR: Any = yaml.ScalarEvent
_MAPPING: Any = yaml.MappingStartEvent
_MAPPING_END: Any = yaml.MappingEndEvent
_SEQUENCE_END: Any = yaml.SequenceEndEvent
_STREAM_END: Any = yaml.StreamEndEvent

_NULLS = {"", "~", "null"}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def read(raw: bytes, path: str) -> tuple[dict[str, Any] | None, Finding | None]:
    """Read a record file: the nested text, or the one finding that says why it cannot be read."""
    try:
        return _parse(decode(raw)), None
    except Refusal as refusal:
        location = Location(path, refusal.line, refusal.column)
        return None, error(refusal.code, refusal.message, location, refusal.hint)


def places(raw: bytes) -> Mapping[tuple[Field, bool], tuple[int, int]]:
    """Find where every value (and, with True, every key) of a readable file stands: (line, column) from 1.

    Asked only when there is something to report, so that good files do not pay for it.
    """
    found: dict[tuple[Field, bool], tuple[int, int]] = {}
    if read(raw, "")[0] is not None:  # libyaml's composer has no limit of its own
        _place(yaml.compose(decode(raw), Loader=Loader), (), found)
    return found


def _place(node: Any, field: Field, found: dict[tuple[Field, bool], tuple[int, int]]) -> None:
    found[field, False] = _from_one(node.start_mark)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            found[(*field, key.value), True] = _from_one(key.start_mark)
            _place(value, (*field, key.value), found)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _place(item, (*field, index), found)


def _from_one(mark: slips.Mark) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def decode(raw: bytes) -> str:
    """Give the text of a file, or refuse it by naming the encoding it seems to be in."""
    if len(raw) > MAX_BYTES:
        message = say("文件有 {size} KB，最多 {limit} KB", size=len(raw) // 1024, limit=MAX_BYTES // 1024)
        raise Refusal("file-too-large", message, say("请分成几个文件"))
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in raw[:2]:
        message = say("文件编码是 UTF-16（记事本里叫“Unicode”），这里只读 UTF-8")
        raise Refusal("file-encoding", message, slips.SAVE_AS_UTF8)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise slips.wrong_encoding(raw, trouble.start) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    invisible = _INVISIBLE.search(text)
    if invisible:
        raise slips.invisible(text, invisible.start())
    return text


def _parse(text: str) -> dict[str, Any]:
    plain = None if lookalikes.suspect(text) else lines.read(text)
    if plain is not None:
        return plain
    if "%" in text:
        slips.refuse_directive(text)
    try:
        root = _Reading(text).document()
    except yaml.MarkedYAMLError as trouble:
        raise slips.malformed(text, trouble) from None
    except (yaml.YAMLError, ValueError):  # ValueError: the slow parser on "\U00110000"
        hint = say("请把双引号里的反斜杠写法改成普通文字")
        raise Refusal("yaml-syntax", say("文件里有读不了的字符"), hint) from None
    if isinstance(root, dict):
        return root
    raise slips.no_mapping(text, root)


class _Reading:
    """Turns the parser's events into nested dicts and lists, refusing as it goes.

    The hot path of the whole check. So what a good file has no need of is done only on `alert`, which one look
    at the text as a whole decides; and it recurses, for `MAX_DEPTH` keeps that shallow.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.following: Callable[[], Any] = Loader(text).get_event
        self.depth = self.nodes = 0
        self.guarded = "&" in text or "*" in text or "!" in text
        self.escaped = "\\" in text
        self.large = len(text) > MAX_SCALAR
        self.suspect = lookalikes.suspect(text)
        self.alert = self.guarded or self.escaped or self.large

    def document(self) -> object:
        """Read the only document of the file, None if there is none."""
        self.following()
        if type(self.following()) is _STREAM_END:
            return None
        root = self.node(self.following())
        self.following()
        event = self.following()
        if type(event) is not _STREAM_END:
            raise slips.second_document(event.start_mark)
        return root

    def node(self, event: Any) -> object:
        """Read whatever begins with the event."""
        if self.alert:
            self.examine(event)
        kind = type(event)
        if kind is _SCALAR:
            if self.suspect and event.implicit[0]:
                lookalikes.refuse(self.text, event)
            return None if event.value in _NULLS and event.implicit[0] else event.value
        if self.depth == MAX_DEPTH:
            message = say("缩进超过 {limit} 层", limit=MAX_DEPTH)
            raise slips.at(event.start_mark, "file-too-large", message, say("请检查括号和缩进是否多打了"))
        self.depth += 1
        inner = self.mapping() if kind is _MAPPING else self.sequence()
        self.depth -= 1
        return inner

    def sequence(self) -> list[object]:
        """Read the rest of a list."""
        items: list[object] = []
        while type(event := self.following()) is not _SEQUENCE_END:
            items.append(self.node(event))
        return items

    def mapping(self) -> dict[str, object]:
        """Read the rest of a group of fields, leaving out what is not filled in."""
        following, alert, suspect = self.following, self.alert, self.suspect
        fields: dict[str, object] = {}
        unfilled: list[str] = []
        while type(event := following()) is _SCALAR:
            if alert:
                self.examine(event)
            key: str = event.value
            if key in fields or not key.isidentifier():
                raise lookalikes.wrong_key(self.text, event, twice=key in fields)
            event = following()
            if type(event) is not _SCALAR:
                fields[key] = self.node(event)
                continue
            if alert:
                self.examine(event)
            if suspect and event.implicit[0]:
                lookalikes.refuse(self.text, event)
            fields[key] = value = event.value
            if value in _NULLS and event.implicit[0]:
                unfilled.append(key)
        if type(event) is not _MAPPING_END:
            self.examine(event)
            raise slips.compound_key(event.start_mark)
        for key in unfilled:
            del fields[key]
        return fields

    def examine(self, event: Any) -> None:
        """Refuse what makes a file too large, uses what YAML has beyond text, or hides a character."""
        if self.guarded and (event.anchor is not None or event.tag is not None):
            raise slips.reference(self.text, event.start_mark)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = say("内容超过 {limit} 项", limit=MAX_NODES)
            raise slips.at(event.start_mark, "file-too-large", message, say("请分成几个文件"))
        if type(event) is not _SCALAR:
            return
        if len(event.value) > MAX_SCALAR:
            message = say("一段文字超过 {limit} 个字", limit=MAX_SCALAR)
            raise slips.at(event.start_mark, "file-too-large", message, say("请缩短或分成几段"))
        invisible = _INVISIBLE.search(event.value) if self.escaped else None
        if invisible:
            raise slips.invisible_escape(event.start_mark, invisible[0])
