"""Read one YAML file strictly: structure only, every scalar stays text, every refusal has a place.

The models decide what a text means, so `NO`, `010`, `14:30` and `12.30` arrive as they were typed. Refused:
anchors, aliases, tags, merge keys, a key given twice, a second document, invisible characters, and whatever is
too deep, too large or only looks like YAML (full-width punctuation, text cut by ` #`).
"""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from generator import slips
from generator.diagnostics import Field, Finding, Location, error
from generator.slips import Refusal

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
MAX_NODES = 20_000
MAX_SCALAR = 20_000

Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's parser where PyYAML was built with it (every wheel is); the same events, ten times slower, without."""

_NULLS = {"", "~", "null"}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def read(raw: bytes, path: str) -> tuple[dict[str, Any] | None, Finding | None]:
    """Read a record file: the nested text, or the one finding that says why it cannot be read."""
    try:
        return _parse(raw, None), None
    except Refusal as refusal:
        location = Location(path, refusal.line, refusal.column)
        return None, error(refusal.code, refusal.message, location, refusal.hint)


def places(raw: bytes) -> Mapping[tuple[Field, bool], tuple[int, int]]:
    """Find where every value (and, with True, every key) of a readable file stands: (line, column) from 1.

    Asked only when there is something to report, so that good files do not pay for it.
    """
    found: dict[tuple[Field, bool], tuple[int, int]] = {}
    _parse(raw, found)
    return found


def decode(raw: bytes) -> str:
    """Give the text of a file, or refuse it by naming the encoding it seems to be in."""
    if len(raw) > MAX_BYTES:
        raise Refusal("file-too-large", f"文件有 {len(raw) // 1024} KB，最多 {MAX_BYTES // 1024} KB", "请分成几个文件")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in raw[:4]:
        raise Refusal(
            "file-encoding",
            "文件编码是 UTF-16（记事本里叫“Unicode”），这里只读 UTF-8",
            "用记事本打开，“另存为”，编码选“UTF-8”",
        )
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


def _parse(raw: bytes, found: dict[tuple[Field, bool], tuple[int, int]] | None) -> dict[str, Any]:
    text = decode(raw)
    builder = _Builder(text, found)
    try:
        for event in yaml.parse(text, Loader=Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as trouble:
        mark = trouble.problem_mark or trouble.context_mark
        raise slips.malformed(text, mark.line if mark else 0, mark.column if mark else 0) from None
    except yaml.YAMLError:
        raise slips.malformed(text, 0, 0) from None
    return builder.finish()


class _Builder:
    """Turns parse events into nested dicts and lists without recursion, refusing as it goes."""

    def __init__(self, text: str, found: dict[tuple[Field, bool], tuple[int, int]] | None) -> None:
        self.text = text
        self.found = found
        self.guarded = "&" in text or "*" in text or "!" in text
        self.suspect = slips.suspect(text)
        self.root: Any = None
        self.container: Any = None
        self.key: str | None = None
        self.stack: list[tuple[Any, str | None]] = []
        self.dropped: set[tuple[int, str]] = set()
        self.nodes = 0
        self.documents = 0
        self.handlers = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.start,
            yaml.SequenceStartEvent: self.start,
            yaml.MappingEndEvent: self.end,
            yaml.SequenceEndEvent: self.end,
            yaml.DocumentStartEvent: self.document,
            yaml.AliasEvent: self.alias,
        }

    def take(self, event: Any) -> None:
        handler = self.handlers.get(type(event))
        if handler is not None:
            handler(event)

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise slips.at(
                event.start_mark,
                "yaml-feature",
                "一个文件里有两份内容（中间有一行 ---）",
                "请把后一份移到另一个文件",
            )
        if event.version or event.tags:
            raise slips.at(event.start_mark, "yaml-feature", "文件开头有 % 指令", "请删掉这一行")

    def alias(self, event: Any) -> None:
        raise slips.reference(self.text, event.start_mark)

    def scalar(self, event: Any) -> None:
        if self.guarded and (event.anchor is not None or event.tag is not None):
            raise slips.reference(self.text, event.start_mark)
        self.count(event)
        value: str | None = event.value
        plain = event.implicit[0]
        if len(event.value) > MAX_SCALAR:
            raise slips.at(event.start_mark, "file-too-large", f"一段文字超过 {MAX_SCALAR} 个字", "请缩短或分成几段")
        if type(self.container) is dict and self.key is None:
            self.name(event)
            return
        if self.suspect and plain:
            slips.check_plain(self.text, event)
        if plain and value in _NULLS:
            value = None
        self.place(event)
        if type(self.container) is dict:
            if value is None:
                self.dropped.add((id(self.container), self.key or ""))
            else:
                self.container[self.key] = value
            self.key = None
        elif type(self.container) is list:
            self.container.append(value)
        else:
            self.root = value

    def name(self, event: Any) -> None:
        key: str = event.value
        if not key.isidentifier():
            raise slips.wrong_key(self.text, event)
        if key in self.container or (id(self.container), key) in self.dropped:
            raise slips.at(event.start_mark, "yaml-duplicate-key", f"“{key}”写了两次", "请只留一个，另一个删掉或改名")
        self.key = key
        if self.found is not None:
            self.found[(*self.trail(), key), True] = (event.start_mark.line + 1, event.start_mark.column + 1)

    def start(self, event: Any) -> None:
        if self.guarded and (event.anchor is not None or event.tag is not None):
            raise slips.reference(self.text, event.start_mark)
        self.count(event)
        if len(self.stack) >= MAX_DEPTH:
            raise slips.at(event.start_mark, "file-too-large", f"缩进超过 {MAX_DEPTH} 层", "请检查括号和缩进是否多打了")
        if type(self.container) is dict and self.key is None:
            raise slips.compound_key(event)
        child: Any = {} if type(event) is yaml.MappingStartEvent else []
        self.place(event)
        if type(self.container) is dict:
            self.container[self.key] = child
        elif type(self.container) is list:
            self.container.append(child)
        else:
            self.root = child
        self.stack.append((self.container, self.key))
        self.container, self.key = child, None

    def end(self, _event: Any) -> None:
        self.container, self.key = self.stack.pop()
        if type(self.container) is dict:
            self.key = None

    def count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise slips.at(event.start_mark, "file-too-large", f"内容超过 {MAX_NODES} 项", "请分成几个文件")

    def trail(self) -> Field:
        """Give the way from the root to the container now being filled."""
        holders = [*self.stack[1:], (self.container, self.key)]
        return tuple(len(holder) - 1 if type(holder) is list else key or "" for holder, key in holders[:-1])

    def place(self, event: Any) -> None:
        if self.found is None:
            return
        own: Field = ()
        if type(self.container) is dict:
            own = (self.key or "",)
        elif type(self.container) is list:
            own = (len(self.container),)
        self.found[(*self.trail(), *own), False] = (event.start_mark.line + 1, event.start_mark.column + 1)

    def finish(self) -> dict[str, Any]:
        if isinstance(self.root, dict):
            return self.root
        raise slips.no_mapping(self.text, self.root)
