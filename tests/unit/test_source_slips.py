"""The slips staff make in YAML: each is refused with its place and its reason, and the hint mends it."""

from typing import NamedTuple

import pytest
import yaml

from generator import source


class Slip(NamedTuple):
    text: str | bytes
    code: str
    line: int
    column: int
    words: str
    """Must be in the message or the hint."""
    mended: str
    """The text after doing what the hint says."""


SLIPS: dict[str, Slip] = {
    # The file as a whole.
    "empty file": Slip("", "yaml-not-mapping", 1, 1, "文件是空的", "title: 甲"),
    "only a comment": Slip("# 说明\n", "yaml-not-mapping", 1, 1, "文件是空的", "# 说明\ntitle: 甲"),
    "one sentence": Slip("只有一句话", "yaml-not-mapping", 1, 1, "一段文字", "title: 只有一句话"),
    "only a list of texts": Slip("- 时间：3 月", "yaml-not-mapping", 1, 1, "一个列表", "tags:\n- 时间：3 月"),
    "only a list": Slip("- 甲\n- 乙", "yaml-not-mapping", 1, 1, "一个列表", "tags:\n- 甲\n- 乙"),
    "UTF-16 little end first": Slip("title: 甲".encode("utf-16"), "file-encoding", 1, 1, "UTF-16", "title: 甲"),
    "UTF-16 big end first": Slip(b"\xfe\xff\x00a", "file-encoding", 1, 1, "UTF-16", "a: 1"),
    "UTF-16 without a mark": Slip("title: 甲".encode("utf-16-le"), "file-encoding", 1, 1, "UTF-16", "title: 甲"),
    "GBK": Slip("title: 电梯更换".encode("gbk"), "file-encoding", 1, 8, "“title: 电梯更换”", "title: 电梯更换"),
    "GBK in a comment": Slip("# 说明\ntitle: 一".encode("gbk"), "file-encoding", 1, 4, "“# 说明”", "# 说明\ntitle: 一"),
    "GBK from some line on": Slip(
        "甲: 1\n".encode() + "b: 电".encode("gbk"), "file-encoding", 2, 4, "“b: 电”", "甲: 1\nb: 电"
    ),
    "no known encoding": Slip(b"a: \xff\xff", "file-encoding", 1, 4, "不是 UTF-8", "a: x"),
    "file of 256 KB and one": Slip(b"a" * 262_145, "file-too-large", 1, 1, "256 KB", "a: 1"),
    "two documents": Slip("a: 1\n---\na: 2", "yaml-feature", 2, 1, "两份内容", "a: 1\n"),
    "line of dashes at the end": Slip("a: 1\n---\n", "yaml-feature", 2, 1, "删掉 ---", "a: 1\n"),
    "line of dots": Slip("a: 1\n...\nb: 2", "yaml-feature", 2, 1, "“...”", "a: 1\nb: 2"),
    "directive": Slip("%YAML 1.1\n---\na: 1", "yaml-feature", 1, 1, "“%”", "---\na: 1"),
    "conflict marks": Slip(
        "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x", "yaml-syntax", 2, 1, "冲突标记", "a: 1\nb: 2"
    ),
    "conflict mark left over": Slip("a: 1\n>>>>>>> x", "yaml-syntax", 2, 1, "冲突标记", "a: 1\n"),
    # Invisible characters.
    "backspace": Slip("a: x\by", "file-control-character", 1, 5, "U+0008", "a: xy"),
    "zero-width space in a key": Slip("a\u200b: 1", "file-control-character", 1, 2, "U+200B", "a: 1"),
    "right-to-left override": Slip(
        "a: 1\nb: 100\u202e999", "file-control-character", 2, 7, "U+202E", "a: 1\nb: 100999"
    ),
    "byte order mark inside": Slip("a: 1\n\ufeffb: 2", "file-control-character", 2, 1, "U+FEFF", "a: 1\nb: 2"),
    "NUL": Slip("a: x\0", "file-control-character", 1, 5, "U+0000", "a: x"),
    "old Mac line ends": Slip("a: 1\rb: 2", "file-control-character", 1, 5, "U+000D", "a: 1\nb: 2"),
    "invisible by its number": Slip(r'a: "x\u200by"', "file-control-character", 1, 4, "U+200B", 'a: "xy"'),
    # Colons.
    "wide colon": Slip(
        "title: 甲\ncode：p2024\nstatus: done",
        "yaml-lookalike",
        2,
        5,
        "全角冒号",
        "title: 甲\ncode: p2024\nstatus: done",
    ),
    "wide colon, whole file": Slip("code：p2024", "yaml-lookalike", 1, 5, "全角冒号", "code: p2024"),
    "wide colon inside": Slip("a:\n  b：1\n  c: 2", "yaml-lookalike", 2, 4, "全角冒号", "a:\n  b: 1\n  c: 2"),
    "wide colons in a row": Slip(
        "a:\n  - no：1\n    amount：2", "yaml-lookalike", 2, 7, "全角冒号", "a:\n  - no: 1\n    amount: 2"
    ),
    "wide colon in a line going on": Slip("a: 甲\n  b：乙", "yaml-lookalike", 2, 4, "全角冒号", "a: 甲\nb: 乙"),
    "wide colon in a key": Slip("a：b: 1", "yaml-lookalike", 1, 2, "全角冒号", "a: b"),
    "wide colon before a list": Slip("rows：\n  - no: 1", "yaml-lookalike", 1, 5, "全角冒号", "rows:\n  - no: 1"),
    "no blank after the colon": Slip("title:abc\ncode: x", "yaml-lookalike", 1, 6, "少一个空格", "title: abc\ncode: x"),
    "no blank two lines above": Slip(
        "title:abc\n\ncode: x", "yaml-lookalike", 1, 6, "少一个空格", "title: abc\n\ncode: x"
    ),
    "no blank, whole file": Slip("title:abc", "yaml-lookalike", 1, 6, "少一个空格", "title: abc"),
    "no blank inside": Slip("a:\n  b:1", "yaml-lookalike", 2, 4, "少一个空格", "a:\n  b: 1"),
    "no blank in a row": Slip("a:\n  - no:1", "yaml-lookalike", 2, 7, "少一个空格", 'a:\n  - "no:1"'),
    "no blank in a key": Slip("a:b: 1", "yaml-lookalike", 1, 2, "少一个空格", "a: b"),
    "U+3000 after the colon": Slip("a:　甲", "yaml-lookalike", 1, 3, "全角空格", "a: 甲"),
    "U+3000 after a later colon": Slip("x: 1\na:　甲\nb: 2", "yaml-lookalike", 2, 3, "全角空格", "x: 1\na: 甲\nb: 2"),
    "U+3000 before a key": Slip("a:\n　b: 1", "yaml-lookalike", 2, 1, "全角空格", "a:\n b: 1"),
    "no-break spaces before a key": Slip("a:\n\xa0\xa0b: 1", "yaml-lookalike", 2, 1, "不间断空格", "a:\n  b: 1"),
    "U+3000 after a key": Slip("a　: 1", "yaml-lookalike", 1, 2, "全角空格", "a : 1"),
    "colon in a title": Slip("title: 通知: 停水", "yaml-syntax", 1, 10, "“: ”", 'title: "通知: 停水"'),
    "colon at the end of a title": Slip("title: 通知:\nb: 1", "yaml-syntax", 1, 10, "“: ”", "title: 通知：\nb: 1"),
    "colon in Chinese quotes": Slip("title: “电梯: 更换”", "yaml-syntax", 1, 11, "“: ”", "title: “电梯：更换”"),
    "no colon": Slip("a: 1\nb\nc: 2", "yaml-syntax", 2, 1, "不是“字段: 内容”", "a: 1\n b\nc: 2"),
    "no colon before a comment": Slip(
        "a: 1\n\n甲 乙\n# 说明\nd: 1", "yaml-syntax", 3, 1, "半角冒号", "a: 1\n\nb: 甲 乙\n# 说明\nd: 1"
    ),
    "no name before the colon": Slip(": 2", "yaml-syntax", 1, 1, "对齐", "a: 2"),
    # Quotes.
    "Chinese quote at the end": Slip(
        'title: "电梯”\ncode: x', "yaml-lookalike", 1, 8, "中文引号", 'title: "电梯"\ncode: x'
    ),
    "quote left open": Slip('title: "电梯\ncode: x', "yaml-syntax", 1, 8, "没有成对", 'title: "电梯"\ncode: x'),
    "quote left open above another": Slip(
        'a: "甲\nb: 1\nc: "乙"', "yaml-syntax", 1, 4, "没有成对", 'a: "甲"\nb: 1\nc: "乙"'
    ),
    "single quote left open": Slip("a: 1\nb: 'x\nc: 2", "yaml-syntax", 2, 4, "没有成对", "a: 1\nb: 'x'\nc: 2"),
    "text after a quote": Slip('title: "电梯"更换', "yaml-syntax", 1, 11, "引号后面还有文字", 'title: "“电梯”更换"'),
    "field after a quote": Slip('a: "x" y: 2', "yaml-syntax", 1, 6, "引号后面还有文字", 'a: "“x” y: 2"'),
    "quote in a quote": Slip("title: 'it's'", "yaml-syntax", 1, 8, "英文单引号", 'title: "it\'s"'),
    "backslash": Slip(r'path: "C:\data\文件"', "yaml-syntax", 1, 10, "反斜杠", r'path: "C:\\data\\文件"'),
    "backslash, the other mend": Slip(r'path: "\文件"', "yaml-syntax", 1, 8, "单引号", r"path: '\文件'"),
    # Text that starts with a sign.
    "asterisk": Slip("title: *重要*", "yaml-syntax", 1, 8, "“*”", 'title: "*重要*"'),
    "ampersand": Slip("title: &重要 x", "yaml-syntax", 1, 8, "“&”", 'title: "&重要 x"'),
    "exclamation mark": Slip("title: !重要", "yaml-syntax", 1, 8, "“!”", 'title: "!重要"'),
    "at sign": Slip("title: @所有人", "yaml-syntax", 1, 8, "“@”", 'title: "@所有人"'),
    "backtick": Slip("title: `x`", "yaml-syntax", 1, 8, "“`”", 'title: "`x`"'),
    "per cent": Slip("title: %50", "yaml-syntax", 1, 8, "“%”", 'title: "%50"'),
    "question mark": Slip("title: ? 为什么", "yaml-syntax", 1, 8, "“?”", 'title: "? 为什么"'),
    "upright": Slip("title: |停水", "yaml-syntax", 1, 8, "“|”", 'title: "|停水"'),
    "greater than": Slip("title: >100", "yaml-syntax", 1, 8, "“>”", 'title: ">100"'),
    "square brackets": Slip("title: [急] 停水", "yaml-syntax", 1, 8, "括号后面", 'title: "[急] 停水"'),
    "braces": Slip("title: {急}停水", "yaml-syntax", 1, 8, "括号后面", 'title: "{急}停水"'),
    "brackets as a key": Slip("[急]: 停水", "yaml-syntax", 1, 1, "应当是字段名", '_: "[急]: 停水"'),
    "dash": Slip("title: - 停水", "yaml-syntax", 1, 8, "“- ”", 'title: "- 停水"'),
    "alias": Slip("a: *b", "yaml-feature", 1, 4, "“*”", 'a: "*b"'),
    "anchor": Slip("a: &b c", "yaml-feature", 1, 4, "“&”", "a: c"),
    "tag": Slip("a: !!python/object/apply:os.system ['id']", "yaml-feature", 1, 4, "“!”", 'a: "!!python/object/apply"'),
    "merge key": Slip("<<: 3", "yaml-feature", 1, 1, "“<<”", "a: 3"),
    # Comments.
    "text cut by a hash": Slip(
        "title: 3号楼 #2单元", "yaml-lookalike", 1, 12, "“2单元”会被当成注释", 'title: "3号楼 #2单元"'
    ),
    "text that is all hash": Slip("title: #2单元\nb: 1", "yaml-lookalike", 1, 8, "双引号", 'title: "#2单元"\nb: 1'),
    "comment after a value": Slip("a:\n  b: 1  # 说明", "yaml-lookalike", 2, 9, "单独写一行", "a:\n  # 说明\n  b: 1"),
    "comment after a tab": Slip("a: 1\t# 说明", "yaml-lookalike", 1, 6, "“说明”", "# 说明\na: 1"),
    "comment in a list": Slip("a: [甲 # 说明\n , 乙]", "yaml-lookalike", 1, 7, "“说明”", 'a: ["甲 # 说明"\n , 乙]'),
    "wide hash": Slip("a: 1 ＃注释", "yaml-lookalike", 1, 6, "“＃”", "#注释\na: 1"),
    # Lists.
    "wide comma": Slip("tags: [外墙，防水]", "yaml-lookalike", 1, 10, "“，”", "tags: [外墙, 防水]"),
    "enumeration comma": Slip("tags: [甲, 外墙、防水]", "yaml-lookalike", 1, 13, "“、”", 'tags: [甲, "外墙、防水"]'),
    "wide comma between fields": Slip(
        "a:\n  - {no: 1，amount: 5}", "yaml-lookalike", 2, 11, "“，”", "a:\n  - {no: 1, amount: 5}"
    ),
    "wide brackets": Slip("tags: ［外墙,防水］", "yaml-lookalike", 1, 7, "全角括号", "tags: [外墙,防水]"),
    "wide braces": Slip("a: ｛急｝", "yaml-lookalike", 1, 4, "全角括号", 'a: "｛急｝"'),
    "bracket left open": Slip("a: [外墙, 防水\nb: 1", "yaml-syntax", 1, 4, "括号没有成对", "a: [外墙, 防水]\nb: 1"),
    "brace left open": Slip("a: {b: 1, c: 2", "yaml-syntax", 1, 4, "括号没有成对", "a: {b: 1, c: 2}"),
    "bracket closed twice": Slip("a: [1, 2]]", "yaml-syntax", 1, 10, "多余的文字", "a: [1, 2]"),
    "wide dashes": Slip("list:\n－ 甲\n－ 乙", "yaml-lookalike", 2, 1, "全角", "list:\n- 甲\n- 乙"),
    "wide dashes set in": Slip("list:\n  － 甲\n  － 乙", "yaml-lookalike", 2, 3, "全角", "list:\n  - 甲\n  - 乙"),
    "em dashes": Slip("list:\n  —甲\n  —乙", "yaml-lookalike", 2, 3, "全角", "list:\n  - 甲\n  - 乙"),
    "no blank after the dash": Slip("a:\n  -x\n  -y", "yaml-lookalike", 2, 3, "短横", "a:\n  - x\n  - y"),
    "negative number on its own line": Slip("a:\n  -5.00", "yaml-lookalike", 2, 3, "同一行", "a: -5.00"),
    "no blank after the dash of a row": Slip("a:\n  -no: 1", "yaml-lookalike", 2, 3, "短横", "a:\n  - no: 1"),
    "wide dash of a row": Slip("a:\n  －no: 1", "yaml-lookalike", 2, 3, "全角", "a:\n  - no: 1"),
    "dash among fields": Slip("a: 1\n- b", "yaml-syntax", 2, 1, "不该有短横", "a: 1\nc:\n- b"),
    "no dash before the first row": Slip(
        "a:\n  no: 1\n  - no: 2", "yaml-syntax", 3, 3, "每一项都以", "a:\n  - no: 1\n  - no: 2"
    ),
    # Indentation.
    "tab": Slip("a:\n\tb: 1", "yaml-syntax", 2, 1, "Tab", "a:\n b: 1"),
    "tab after spaces": Slip("a:\n  \tb: 1", "yaml-syntax", 2, 3, "Tab", "a:\n   b: 1"),
    "tab in a text": Slip("a: |\n  甲\n\t乙", "yaml-syntax", 3, 1, "Tab", "a: |\n  甲\n  乙"),
    "too far in": Slip("a:\n  b: 1\n   c: 2", "yaml-syntax", 3, 4, "多退了几格", "a:\n  b: 1\n  c: 2"),
    "too far in at the top": Slip("a: 1\n b: 2", "yaml-syntax", 2, 2, "删掉行首多出的空格", "a: 1\nb: 2"),
    "text going on with a colon": Slip("a: 甲\n  乙: 丙", "yaml-syntax", 2, 3, "双引号", 'a: "甲\n  乙: 丙"'),
    "not far enough in": Slip("a:\n    b: 1\n  c: 2", "yaml-syntax", 3, 3, "没有对齐", "a:\n    b: 1\n    c: 2"),
    "text not far enough in": Slip("a: |\n  甲\n 乙\nb: 1", "yaml-syntax", 3, 2, "左对齐", "a: |\n  甲\n  乙\nb: 1"),
    "row not far enough in": Slip(
        "a:\n  - x: 1\n    y: 2\n  x: 3", "yaml-syntax", 4, 3, "短横", "a:\n  - x: 1\n    y: 2\n  - x: 3"
    ),
    "field of a row not far enough in": Slip(
        "a:\n  - x: 1\n  y: 2", "yaml-syntax", 3, 3, "左对齐", "a:\n  - x: 1\n    y: 2"
    ),
    "innocent lines before": Slip(
        'a: [甲, 乙]\nb: |\n  时间：3 月\nc: "丙"\n d: 1',
        "yaml-syntax",
        5,
        2,
        "对齐",
        'a: [甲, 乙]\nb: |\n  时间：3 月\nc: "丙"\nd: 1',
    ),
    # Keys.
    "key given twice": Slip("a: 1\nb: 2\na: 2", "yaml-duplicate-key", 3, 1, "“a”写了两次", "a: 1\nb: 2"),
    "key given twice, first without a value": Slip("a:\na: 2", "yaml-duplicate-key", 2, 1, "只留一个", "a: 2"),
    "key with a blank": Slip("a b: 2", "yaml-lookalike", 1, 1, "“a b”不能作字段名", "a_b: 2"),
    "key of digits": Slip("a:\n  2: x", "yaml-lookalike", 2, 3, "下划线", "a:\n  b: x"),
    "no key": Slip('"": 2', "yaml-lookalike", 1, 1, "不能作字段名", "a: 2"),
}


def encoded(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_where_it_is(slip: Slip) -> None:
    data, found = source.read(encoded(slip.text), "records/x.yml")
    assert data is None
    assert found is not None
    assert (found.code, found.location.line, found.location.column) == (slip.code, slip.line, slip.column)
    assert found.location.path == "records/x.yml"
    assert slip.words in found.message + found.hint


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_the_hint_mends_it(slip: Slip) -> None:
    _, before = source.read(encoded(slip.text), "x.yml")
    assert before is not None
    assert before.hint
    _, after = source.read(slip.mended.encode(), "x.yml")
    assert after is None


@pytest.mark.parametrize("text", [slip.text for slip in SLIPS.values() if "\n" in str(slip.text)])
def test_windows_line_ends_change_no_verdict(text: str) -> None:
    assert source.read(text.replace("\n", "\r\n").encode(), "x.yml") == source.read(text.encode(), "x.yml")


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_the_slow_parser_refuses_the_same(slip: Slip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "Loader", yaml.BaseLoader)
    data, found = source.read(encoded(slip.text), "x.yml")
    assert data is None
    assert found is not None
    assert found.location.line >= 1
