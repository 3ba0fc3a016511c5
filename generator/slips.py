"""The slips staff make in YAML, each told in plain Chinese with its place and its mend."""

import re
from collections.abc import Callable
from typing import Any

_SHOWN = 20


class Refusal(Exception):  # noqa: N818 - it carries a finding, it is not an error of ours
    """Stops the reading of one file; `source.read` turns it into the finding it describes."""

    def __init__(self, code: str, message: str, hint: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column


def at(mark: Any, code: str, message: str, hint: str) -> Refusal:
    """Make a refusal at a mark of the parser (which counts from 0)."""
    return Refusal(code, message, hint, mark.line + 1, mark.column + 1)


def _spot(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def wrong_encoding(raw: bytes, index: int) -> Refusal:
    """Name the encoding of bytes that are not UTF-8: nearly always GBK from an old editor."""
    line = raw.count(b"\n", 0, index) + 1
    start = raw.rfind(b"\n", 0, index) + 1
    column = len(raw[start:index].decode("utf-8", "replace")) + 1
    try:
        shown = raw.decode("gb18030").split("\n")[line - 1].strip()[:_SHOWN]
        message = f"文件编码看起来是 GBK（这一行读作“{shown}”），这里只读 UTF-8"
    except UnicodeDecodeError:
        message = "文件编码不是 UTF-8"
    return Refusal("file-encoding", message, "用记事本打开，“另存为”，编码选“UTF-8”", line, column)


def invisible(text: str, index: int) -> Refusal:
    """Name an invisible character: it can hide or reorder what a reader sees."""
    line, column = _spot(text, index)
    message = f"有看不见的字符 U+{ord(text[index]):04X}"
    return Refusal("file-control-character", message, "请删掉这个字符，再重新输入这一处", line, column)


_LOOKALIKE = re.compile(
    r"[ \t]#|[ \t]＃|[［｛]|\[[^\]\n]*，|^[ \t]*-[^\s\d-]|^[ \t-]*[A-Za-z_]\w*：|[:-][ \t]+[-－—][^\s\d]|^[ \t]*[－—–]\s",
    re.MULTILINE,
)


def suspect(text: str) -> bool:
    """Tell in one quick look whether plain values need the careful look of `check_plain`."""
    return _LOOKALIKE.search(text) is not None


def check_plain(text: str, event: Any) -> None:
    """Refuse an unquoted value that YAML accepts but reads differently from what was meant."""
    value: str = event.value
    start, end = event.start_mark, event.end_mark
    lines = text.split("\n")
    rest = lines[end.line][end.column :] if end.line < len(lines) else ""
    if re.match(r"[ \t]+#", rest):
        raise Refusal(
            "yaml-lookalike",
            f"“ #”后面的“{rest.strip()[1:].strip()[:_SHOWN]}”会被当成注释丢掉",
            "如果它是内容，请把整句用英文双引号括起来；如果是注释，请单独写一行",
            end.line + 1,
            end.column + len(rest) - len(rest.lstrip()) + 1,
        )
    for pattern, message, hint in _PLAIN:
        if re.search(pattern, value):
            raise at(start, "yaml-lookalike", message, hint)
    if "，" in value and _in_brackets(lines[start.line], start.column):
        raise at(start, "yaml-lookalike", "方括号里用了全角逗号“，”，几项会变成一项", "请改成半角逗号“, ”")
    if re.match(r"[A-Za-z_]\w*：", value) and not lines[start.line][: start.column].strip(" -"):
        raise at(start, "yaml-lookalike", *_WIDE_COLON)


_PLAIN = (
    (r"(^|\s)＃", "全角的“＃”不会开始注释，会变成内容的一部分", "请改成半角“#”并单独写一行，或删掉"),
    (r"^[［｛]", "用了全角括号，整行会变成一段文字", "请改成半角括号，例如 [外墙, 防水]"),
    (r"^-[^\s\d.]", "短横“-”后面少一个空格，几项会连成一段文字", "请写成“- ”（短横加空格）"),
    (r"^[－—–]\s", "列表的短横用了全角", "请改成半角“- ”（短横加空格）"),
)
_WIDE_COLON = ("字段名后面用了全角冒号“：”", "请改成半角冒号加空格“: ”")


def _in_brackets(line: str, column: int) -> bool:
    return line.rfind("[", 0, column + 1) > line.rfind("]", 0, column)


def reference(text: str, mark: Any) -> Refusal:
    """Refuse an anchor, an alias or a tag; staff meet them by starting a text with & * or !."""
    line = text.split("\n")[mark.line]
    sign = line[mark.column : mark.column + 1]
    if sign in ("&", "*", "!"):
        return at(mark, "yaml-feature", f"内容以“{sign}”开头，YAML 会把它当成特殊写法", "请把整句用英文双引号括起来")
    return at(mark, "yaml-feature", "用了 YAML 的引用或标签（& * !），这里不支持", "请直接写出内容")


def wrong_key(text: str, event: Any) -> Refusal:
    """Say what is odd about a field name that cannot be one."""
    key: str = event.value
    if key == "<<":
        return at(event.start_mark, "yaml-feature", "用了 YAML 的合并写法“<<”，这里不支持", "请直接写出各个字段")
    if re.search(r"[\u3000\xa0]", key):
        return at(event.start_mark, "yaml-lookalike", "字段名里有全角空格或不间断空格", "请删掉，缩进只用半角空格")
    if "：" in key:
        return at(event.start_mark, "yaml-lookalike", *_WIDE_COLON)
    if re.match(r"[-－—]", key):
        return at(
            event.start_mark,
            "yaml-lookalike",
            "短横后面少一个空格，或用了全角短横",
            "请写成“- ”（短横加空格）",
        )
    lines = text.split("\n")
    if re.match(r"[<=>]{7}", lines[event.start_mark.line]):
        return at(event.start_mark, "yaml-syntax", *_CONFLICT)
    return at(
        event.start_mark,
        "yaml-lookalike",
        f"“{key[:_SHOWN]}”不能作字段名",
        "字段名只用英文字母和下划线，后面跟半角冒号和空格",
    )


def compound_key(event: Any) -> Refusal:
    """Refuse a list or a group of fields in the place of a field name."""
    return at(
        event.start_mark,
        "yaml-syntax",
        "这里应当是字段名，却是一个列表或一组括号",
        "以 [ 或 { 开头的文字，请把整句用英文双引号括起来",
    )


def no_mapping(text: str, root: object) -> Refusal:
    """Say why a whole file came out as something other than fields."""
    if root is None:
        return Refusal("yaml-not-mapping", "文件是空的", "请按“字段: 内容”的格式填写，或删掉这个文件")
    for number, line in enumerate(text.split("\n")):
        slip = _line_slip(line)
        if slip is not None:
            column, message, hint = slip
            return Refusal("yaml-lookalike", message, hint, number + 1, column + 1)
    kind = "一个列表" if isinstance(root, list) else "一段文字"
    return Refusal(
        "yaml-not-mapping",
        f"整个文件只是{kind}，不是“字段: 内容”的格式",
        "请一行写一个字段，例如 title: 屋顶维修",
    )


_CONFLICT = ("有没有合并完的冲突标记（<<<<<<<、=======、>>>>>>>）", "请保留要的内容，删掉这些标记行")


def malformed(text: str, line: int, column: int) -> Refusal:
    """Explain a syntax error: look at the line the parser stopped at and the two before it."""
    lines = text.split("\n")
    line = min(line, len(lines) - 1)
    for number in (line, line - 1, line - 2):
        slip = _line_slip(lines[number]) if number >= 0 else None
        if slip is not None:
            where, message, hint = slip
            return Refusal("yaml-syntax", message, hint, number + 1, where + 1)
    for number in range(line, -1, -1):
        if lines[number].count('"') % 2:
            return Refusal(
                "yaml-syntax",
                "英文双引号没有成对（是不是混用了中文引号“ ”？）",
                "请检查这一行的引号",
                number + 1,
                lines[number].index('"') + 1,
            )
    return _indentation(lines, line, column)


def _indentation(lines: list[str], line: int, column: int) -> Refusal:
    if lines[line].strip() in ("...", "---"):
        return Refusal("yaml-feature", "文件里有“---”或“...”分隔线", "请删掉分隔线，一个文件只写一份内容", line + 1, 1)
    return Refusal(
        "yaml-syntax",
        "格式不对，多半是缩进没有对齐，或少了短横、冒号、引号",
        "同一级的字段要左对齐，缩进只用半角空格",
        line + 1,
        column + 1,
    )


_LINE: tuple[tuple[str, int, str, str], ...] = (
    (r"^(<{7}|={7}|>{7})", 1, *_CONFLICT),
    (r"^ *(\t)", 1, "行首用了 Tab 键", "请改成半角空格"),
    (r"^[ -]*[\w\u4e00-\u9fff]+(：)", 1, *_WIDE_COLON),
    (r"^[ -]*[A-Za-z_]\w*(:)[^\s:/]", 1, "冒号后面少一个空格", "请写成“字段: 内容”"),
    (r"^[ -]*[A-Za-z_]\w*:([\u3000\xa0])", 1, "冒号后面是全角空格或不间断空格", "请改成半角空格"),
    (r"^\s*([－—–])\s*\S", 1, "列表的短横用了全角", "请改成半角“- ”（短横加空格）"),
    (r":\s+([@`%*&!|>\[{])", 1, "内容以特殊符号开头", "请把整句用英文双引号括起来"),
    (r":\s+(-)\s", 1, "内容以“- ”开头", "请把整句用英文双引号括起来"),
    (r""":\s+(')[^']*'[^'\s]""", 1, "英文单引号里面又有单引号", "请把整句改用英文双引号括起来"),
    (
        r""":\s+"[^"\\]*(\\)[^"\\/abefnrtvxuUN_LP0\s]""",
        1,
        "双引号里的反斜杠“\\”有特殊意义",
        "请把“\\”写成“\\\\”，或改用英文单引号",
    ),
    (
        r""":\s+"[^"]*(")[^"\s,}\]#]""",
        1,
        "引号后面还有文字",
        "请把整句都放进英文双引号，里面的引号改成中文引号“ ”",
    ),
    (
        r"^[ -]*[^:\"'#]+: +[^\"'\s][^\"]*?(: )",
        1,
        "内容里有“: ”",
        "请把整句用英文双引号括起来，或改成全角冒号“：”",
    ),
)
_LINE_SLIPS: tuple[tuple[Callable[[str], re.Match[str] | None], int, str, str], ...] = tuple(
    (re.compile(pattern).search, group, message, hint) for pattern, group, message, hint in _LINE
)


def _line_slip(line: str) -> tuple[int, str, str] | None:
    """Find the first known slip in a line: (column from 0, what is wrong, the mend)."""
    for search, group, message, hint in _LINE_SLIPS:
        found = search(line)
        if found:
            return found.start(group), message, hint
    return None
