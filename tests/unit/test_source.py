"""What the strict reader reads: every scalar as the text that was typed, and where each key and value stands."""

from typing import Any

import pytest
import yaml

from generator import source

AS_TYPED = """\
flag: NO
是否公开: yes
on: 2024-03-06
a: Off
a: No
a: no
a: Yes
a: ON
a: on
t: 14:30
t: 14:30:00
t: 12:30:45
t: 09:30
t: 1:30
t: 190:20:30.15
r: 3:2
n: 1e3
n: 010
n: 089
n: 0102345
n: 0x1F
n: 0b11
n: 1_000
n: 1__0
n: 12.30
n: 1.10
n: .inf
n: -5.00
n: 123456789012345678
n: １２.３０
d: 2024-03-05
d: 2024-3-5
d: 2024/03/05
d: 2024-02-30
d: 2024-13-01
d: 2024-03-05T25:30:00
d: 2024-03-05 09:30
d: 2024-03-05 09:30:00
v: =
v: <<
v: Null
v: “电梯”
v: it's
v: -详见附件
v: —— 详见附件
v: ［急］停水
v: 时间：9:00—17:00，带证件、钥匙
v: 3#楼、C#、#
v: 甲&乙*丙!丁%
v: a:b
v: https://example.org/a#b
v: 三号楼（3 - 2 单元）"""

READ: dict[str, tuple[str | bytes, dict[str, Any]]] = {
    "nothing filled in": ("n:", {}),
    "nothing filled in, three ways": ("n:\nm: ~\no: null\np: 1", {"p": "1"}),
    "nothing in a list": ("a: [~, x]", {"a": [None, "x"]}),
    "quoted nothing": ("n: ''\nm: '~'\no: \"null\"", {"n": "", "m": "~", "o": "null"}),
    "quoted signs": (
        'a: "3号楼 #2 单元"\nb: "[急] 停水"\nc: "- x"',
        {"a": "3号楼 #2 单元", "b": "[急] 停水", "c": "- x"},
    ),
    "tab after a colon": ("a:\t1", {"a": "1"}),
    "tab after a value": ("a: 1\t", {"a": "1"}),
    "byte order mark": ("\ufefftitle: x", {"title": "x"}),
    "UTF-8 as Notepad saves it": (
        "title: 电梯\r\ntags: [甲]\r\n".encode("utf-8-sig"),
        {"title": "电梯", "tags": ["甲"]},
    ),
    "Windows line ends": ("a: |\r\n  甲\r\n  乙\r\nb: 1\r\n", {"a": "甲\n乙\n", "b": "1"}),
    "comments": (
        "# 说明\na: # 说明\n  # 说明 #2\n  b: 1\nc: 'x' # 说明\nd: [1, # 说明\n 2]",
        {"a": {"b": "1"}, "c": "x", "d": ["1", "2"]},
    ),
    "text in paragraphs": ("a: |\n  各位业主：\n  - 甲\n  -乙 #1\n  b：1\n", {"a": "各位业主：\n- 甲\n-乙 #1\nb：1\n"}),
    "text going on": ("a: 甲，\n  乙\nb: 丙", {"a": "甲， 乙", "b": "丙"}),
    "list of texts": (
        "a:\n  - WiFi：已装，能用\n  - 时间：3 月\n  - -5\n",
        {"a": ["WiFi：已装，能用", "时间：3 月", "-5"]},
    ),
    "list of links": ("a:\n  - https://example.org\n", {"a": ["https://example.org"]}),
    "list in a line": (
        'a: [外墙, "甲，乙", -1]\nb: 见附件，共三份',
        {"a": ["外墙", "甲，乙", "-1"], "b": "见附件，共三份"},
    ),
    "fields in a line": ("{unit: 3-2-0502, tags: [], on: {}}", {"unit": "3-2-0502", "tags": [], "on": {}}),
    "rows": (
        "rows:\n  - no: 1\n    amount: 12.30\n    note:\n  - no: 2\n",
        {"rows": [{"no": "1", "amount": "12.30"}, {"no": "2"}]},
    ),
    "start and end of a document": ("---\na: 1\n...\n", {"a": "1"}),
    "escapes of ordinary letters": (r'a: "\u7532\t\n\"\\"', {"a": '甲\t\n"\\'}),
    "U+3000 inside": ("a: |\n  　　四月一日起施工。\n", {"a": "　　四月一日起施工。\n"}),
}


def encoded(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


@pytest.mark.parametrize("line", AS_TYPED.split("\n"))
def test_a_value_is_the_text_that_was_typed(line: str) -> None:
    key, value = line.split(": ", 1)
    assert source.read(line.encode(), "x.yml") == ({key: value}, None)


@pytest.mark.parametrize(("text", "data"), READ.values(), ids=READ)
def test_good_yaml_is_read(text: str | bytes, data: dict[str, Any]) -> None:
    assert source.read(encoded(text), "x.yml") == (data, None)


def test_places_name_every_key_and_value() -> None:
    raw = b"a: 1\nrows:\n  - b: x\n    c: [y, [z], {d: w}]\n  -\n  - e:\nf: |\n  t\n"
    assert source.places(raw) == {
        ((), False): (1, 1),
        (("a",), True): (1, 1),
        (("a",), False): (1, 4),
        (("rows",), True): (2, 1),
        (("rows",), False): (3, 3),
        (("rows", 0), False): (3, 5),
        (("rows", 0, "b"), True): (3, 5),
        (("rows", 0, "b"), False): (3, 8),
        (("rows", 0, "c"), True): (4, 5),
        (("rows", 0, "c"), False): (4, 8),
        (("rows", 0, "c", 0), False): (4, 9),
        (("rows", 0, "c", 1), False): (4, 12),
        (("rows", 0, "c", 1, 0), False): (4, 13),
        (("rows", 0, "c", 2), False): (4, 17),
        (("rows", 0, "c", 2, "d"), True): (4, 18),
        (("rows", 0, "c", 2, "d"), False): (4, 21),
        (("rows", 1), False): (5, 4),
        (("rows", 2), False): (6, 5),
        (("rows", 2, "e"), True): (6, 5),
        (("rows", 2, "e"), False): (6, 7),
        (("f",), True): (7, 1),
        (("f",), False): (7, 4),
    }


def test_places_of_a_file_that_cannot_be_read_are_none() -> None:
    assert source.places(b"a: [") == {}


@pytest.mark.parametrize(("text", "data"), [row for name, row in READ.items() if not name.startswith("tab ")])
def test_the_slow_parser_reads_the_same(
    text: str | bytes, data: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "Loader", yaml.BaseLoader)
    assert source.read(encoded(text), "x.yml") == (data, None)


@pytest.mark.parametrize(
    ("text", "code"), [(r'a: "\U00110000"', "yaml-syntax"), (r'a: "\ud800"', "file-control-character")]
)
def test_the_slow_parser_refuses_numbers_of_no_character(text: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "Loader", yaml.BaseLoader)
    _, found = source.read(text.encode(), "x.yml")
    assert found is not None
    assert found.code == code
