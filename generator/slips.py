"""The slips staff make in YAML, each told in plain Chinese with its place and its mend.

Here is what YAML itself refuses, and what this reader refuses of it; what YAML accepts but reads differently
from what was meant is in `lookalikes`.
"""

import re
from typing import Any, Protocol

from generator.wording import say

SHOWN = 20
"""How many characters of a file a message repeats."""

_LOOKED_AT = 1000
# How much of a line, and how many lines, are searched for a slip: enough for staff, too little for an attack.

SAVE_AS_UTF8 = say("用记事本打开，“另存为”，编码选“UTF-8”")
QUOTE = say("请把整句用英文双引号括起来")
_ALIGN = say("请和上面同一级的字段左对齐，只用半角空格")

TIGHT_COLON = (say("冒号后面少一个空格"), say("请写成“字段: 内容”；如果不是字段名，{quote}", quote=QUOTE))
WIDE_COLON = (
    say("字段名后面用了全角冒号“：”"),
    say("请改成半角冒号加空格“: ”；如果不是字段名，{quote}", quote=QUOTE),
)
WIDE_DASH = (say("列表的短横用了全角"), say("请改成半角“- ”（短横加空格）"))


class Refusal(Exception):  # noqa: N818 - it carries a finding, it is not an error of ours
    """Stops the reading of one file; `source.read` turns it into the finding it describes."""

    def __init__(self, code: str, message: str, hint: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column


class Mark(Protocol):
    """A place as PyYAML counts it, from 0."""

    index: int
    line: int
    column: int


def at(mark: Mark, code: str, message: str, hint: str) -> Refusal:
    """Make a refusal at a mark of the parser."""
    return Refusal(code, message, hint, mark.line + 1, mark.column + 1)


def spot(text: str, index: int, code: str, message: str, hint: str) -> Refusal:
    """Make a refusal at a character of the text."""
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    return Refusal(code, message, hint, line, column)


def wrong_encoding(raw: bytes, index: int) -> Refusal:
    """Name the encoding of bytes that are not UTF-8: nearly always GBK from an old editor."""
    start = raw.rfind(b"\n", 0, index) + 1
    line, column = raw.count(b"\n", 0, index) + 1, len(raw[start:index].decode("utf-8-sig", "replace")) + 1
    try:
        shown = raw[start:].partition(b"\n")[0].decode("gb18030").strip()[:SHOWN]
        message = say("文件编码看起来是 GBK（这一行读作“{shown}”），这里只读 UTF-8", shown=shown)
    except UnicodeDecodeError:
        message = say("文件编码不是 UTF-8")
    return Refusal("file-encoding", message, SAVE_AS_UTF8, line, column)


def invisible(text: str, index: int) -> Refusal:
    """Name an invisible character: it can hide or reorder what a reader sees."""
    message = say("有看不见的字符 {number}", number=f"U+{ord(text[index]):04X}")
    return spot(text, index, "file-control-character", message, say("请把这一处前后的字删掉，重新打一遍"))


def invisible_escape(mark: Mark, character: str) -> Refusal:
    """Name an invisible character that double quotes bring in by its number."""
    message = say("双引号里用反斜杠写了看不见的字符 {number}", number=f"U+{ord(character):04X}")
    return at(mark, "file-control-character", message, say("请删掉反斜杠和它后面的编号"))


def refuse_directive(text: str) -> None:
    """Refuse `%` at the start of a line, before libyaml compares every directive with every other."""
    index = 0 if text[0] == "%" else text.find("\n%") + 1
    if text[index] == "%":
        message, hint = (
            say("这一行以“%”开头，YAML 会把它当成指令"),
            say("请删掉这一行；如果是内容，请在行首加空格"),
        )
        raise spot(text, index, "yaml-feature", message, hint)


def second_document(mark: Mark) -> Refusal:
    """Refuse what follows a line of dashes."""
    hint = say("请把 --- 后面的移到另一个文件，并删掉 --- 这一行")
    return at(mark, "yaml-feature", say("一个文件里有两份内容（中间有一行 ---）"), hint)


def reference(text: str, mark: Mark) -> Refusal:
    """Refuse an anchor, an alias or a tag; staff meet them by starting a text with & * or !."""
    message = say("内容以“{sign}”开头，YAML 会把它当成特殊写法", sign=text[mark.index])
    hint = say("如果是文字，{quote}；如果是引用或标签，请直接写出内容", quote=QUOTE)
    return at(mark, "yaml-feature", message, hint)


def compound_key(mark: Mark) -> Refusal:
    """Refuse a list or a group of fields in the place of a field name."""
    hint = say("以 [ 或 {brace} 开头的文字，{quote}", brace="{", quote=QUOTE)
    return at(mark, "yaml-syntax", say("这里应当是字段名，却是一个列表或一组括号"), hint)


def no_mapping(text: str, root: object) -> Refusal:
    """Say why a whole file came out as something other than fields."""
    if root is None:
        return Refusal("yaml-not-mapping", say("文件是空的"), say("请按“字段: 内容”的格式填写，或删掉这个文件"))
    if isinstance(root, str):
        for number, line in enumerate(text.split("\n", _LOOKED_AT)[:_LOOKED_AT]):
            slip = _slip(line, number)
            if slip is not None:
                return slip
    kind = say("一段文字") if isinstance(root, str) else say("一个列表")
    message = say("整个文件只是{kind}，不是“字段: 内容”的格式", kind=kind)
    return Refusal("yaml-not-mapping", message, say("请一行写一个字段，例如 title: 屋顶维修"))


_CONFLICT = (
    say("有没有合并完的冲突标记（<<<<<<<、=======、>>>>>>>）"),
    say("请保留要的内容，删掉这些标记行"),
)
_WIDE_BLANK = (say("冒号后面是全角空格或不间断空格"), say("请改成半角空格"))
_AFTER_QUOTE = (say("引号后面还有文字"), say("请把整句都放进英文双引号，里面的引号改成中文引号“ ”"))
_INNER_COLON = (say("内容里有半角冒号加空格“: ”"), say("{quote}，或改成全角冒号“：”", quote=QUOTE))
_ENDS_WIDE = (say("开头是英文双引号，结尾是中文引号"), say("请把结尾的引号也改成英文双引号"))
_SYNTAX, _LOOKALIKE = "yaml-syntax", "yaml-lookalike"
_SLIPS = tuple(
    (re.compile(pattern).search, code, message, hint)
    for pattern, code, message, hint in (
        (r"^(<{7}|={7}|>{7})", _SYNTAX, *_CONFLICT),
        (r"^ *(\t)", _SYNTAX, say("行首用了 Tab 键"), say("请改成半角空格")),
        (r"^[ -]*\w+(：)", _LOOKALIKE, *WIDE_COLON),
        (r"^[ -]*[A-Za-z_]\w*:([\u3000\xa0])", _LOOKALIKE, *_WIDE_BLANK),
        (r"^[ -]*[A-Za-z_]\w*(:)[^\s:/]", _LOOKALIKE, *TIGHT_COLON),
        (r"^ *([－—–])", _LOOKALIKE, *WIDE_DASH),
        (r': +(")[^"]*”$', _LOOKALIKE, *_ENDS_WIDE),
        (r": +(')[^']*'[^'\s,\]}]", _SYNTAX, say("英文单引号里面又有单引号"), say("请把整句改用英文双引号括起来")),
        (r': +"[^"\\]*(") *[^"\s,\]}#]', _SYNTAX, *_AFTER_QUOTE),
        (r": +([\[{])[^\[\]{}]*[\]}] *[^\s,\]}#]", _SYNTAX, say("括号后面还有文字"), QUOTE),
        (r"\{[^{}]*?(，) *\w+:", _LOOKALIKE, say("花括号里用了全角逗号“，”"), say("请改成半角逗号加空格“, ”")),
        (r"^[^:\"'#\[{]+: +[^\"'\s\[{].*?(:)(?: |$)", _SYNTAX, *_INNER_COLON),
    )
)
"""What a line of a wrong file may show: a pattern whose group is the place, the code, the reason, the mend."""


def _slip(line: str, number: int) -> Refusal | None:
    for search, code, message, hint in _SLIPS:
        found = search(line[:_LOOKED_AT])
        if found:
            return Refusal(code, message, hint, number + 1, found.start(1) + 1)
    return None


_GENERIC = (say("格式不对，多半是缩进没有对齐，或少了短横、冒号、引号"), _ALIGN)
_SPECIAL = "an alias|an anchor|a tag|block scalar|any token|mapping keys"
_BACKSLASH = (
    say("双引号里的反斜杠“\\”有特殊意义"),
    say("请把“\\”写成“\\\\”，或把整句改用英文单引号括起来"),
)
_UNPAIRED = (
    say("英文引号没有成对（是不是混用了中文引号“ ”？）"),
    say("请检查这一行：开头和结尾要用同一种英文引号"),
)
_NO_COLON = (
    say("这一行不是“字段: 内容”的格式"),
    say("请补上字段名和半角冒号；如果它接着上一行，请在行首加空格"),
)
_TOO_DEEP = (
    say("缩进没有对齐：这一行比上面的字段多退了几格"),
    say("请删掉行首多出的空格；如果它接着上一行，请把整段用英文双引号括起来"),
)
_NO_DASH = (
    say("这一行少了短横“- ”，或没有和上面的字段左对齐"),
    say("新的一项以“- ”开头；同一项的字段和上面的字段左对齐"),
)
_BRACKETS = (say("括号没有成对，或里面少了逗号"), say("括号和逗号都用半角，左右成对，例如 [外墙, 防水]"))
_TROUBLES = (
    ("escape|hexdecimal", *_BACKSLASH),
    ("quoted scalar", *_UNPAIRED),
    (_SPECIAL, say("内容以“{sign}”开头，YAML 会把它当成特殊写法"), QUOTE),
    ("flow (sequence|mapping)", *_BRACKETS),
    (
        "block sequence",
        say("内容以“- ”开头"),
        say("如果是文字，{quote}；如果是列表，请另起一行写“- ”", quote=QUOTE),
    ),
    ("expected ':'", *_NO_COLON),
    ("mapping values", *_TOO_DEEP),
    ("'-' indicator", *_NO_DASH),
    ("more text", say("内容后面还有多余的文字"), say("请删掉多余的文字；如果都是内容，{quote}", quote=QUOTE)),
    ("stray dash", say("这里是字段，不该有短横“- ”"), say("列表的每一项都以“- ”开头，并且左对齐")),
    ("expected key", say("缩进没有对齐：这一行和上面哪一级都不齐"), _ALIGN),
)
"""What libyaml says (a pattern), the reason and the mend; `{sign}` stands for the character it stopped at."""

_AT_STOP = re.compile("escape|hexdecimal|block (mapping|collection)")


def malformed(text: str, trouble: Any) -> Refusal:
    """Explain a syntax error: by a known slip on the lines it may come from, else by what the parser says."""
    said = f"{trouble.context} {trouble.problem}"
    stop = trouble.problem_mark or trouble.context_mark
    # Where a block began says nothing; where a quote, a bracket or a lone word began is the place to mend.
    start = stop if _AT_STOP.search(said) else trouble.context_mark or stop
    lines = text.split("\n")
    # A text may have run on into the line the parser stopped at.
    before = (stop.line - 1, stop.line - 2) if "mapping values" in said else ()
    for number in (start.line, stop.line, *before):
        slip = _slip(lines[number], number) if 0 <= number < len(lines) else None
        if slip is not None:
            return slip
    if "document start" in said:
        return _end_of_document(lines, stop.line)
    if start.line >= len(lines):
        return _as_said(said, lines, len(lines) - 1, len(lines[-1]))
    return _as_said(said, lines, start.line, start.column)


def _end_of_document(lines: list[str], line: int) -> Refusal:
    while line and not lines[line].startswith("..."):
        line -= 1
    message = say("中间有一行“...”，YAML 会当成文件到此为止")
    return Refusal("yaml-feature", message, say("请删掉这一行"), line + 1)


def _as_said(said: str, lines: list[str], line: int, column: int) -> Refusal:
    before, rest = lines[line][:column], lines[line][column:]
    if "expected key" in said:
        if before.count('"') % 2:  # a quote left open above was closed by one that was to open
            line = next((above for above in range(line - 1, -1, -1) if lines[above].count('"') % 2), line)
            column, said = lines[line].index('"'), "quoted scalar"
        elif before.strip():
            said = "more text"
        elif rest.startswith("-"):
            said = "stray dash"
    elif "mapping values" in said:
        column = len(before) - len(before.lstrip(" "))
    for words, message, hint in _TROUBLES:
        if re.search(words, said):
            stopped = say(message, sign=rest[:1]) if "{sign}" in message else message
            return Refusal("yaml-syntax", stopped, hint, line + 1, column + 1)
    return Refusal("yaml-syntax", *_GENERIC, line + 1, column + 1)
