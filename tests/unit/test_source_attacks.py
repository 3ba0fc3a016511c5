"""Files made to harm: each ends in a refusal with a place, or in plain text. Nothing is run, nothing blows up."""

from typing import Any

import pytest

from generator import source

FULL = source.MAX_BYTES
HEX = "ab" * 9_000
CLOCK = "1:" + "59:" * 6_000 + "59"


def fill(start: str, unit: str, end: str = "", *, size: int = FULL) -> bytes:
    """Repeat a unit until the file is as large as may be read."""
    room = size - len((start + end).encode())
    return (start + unit * (room // len(unit.encode())) + end).encode()


def laughs() -> str:
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(lines)


def merges(levels: int) -> str:
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels + 1)]
    return "\n".join(lines)


def numbered(line: str, count: int) -> str:
    return "".join(line.format(n) for n in range(count))


def nested(depth: int) -> str:
    return "\n".join(" " * n + "a:" for n in range(depth))


REFUSED: dict[str, tuple[str | bytes, str, tuple[int, int]]] = {
    # growing
    "billion laughs": (laughs(), "yaml-feature", (1, 5)),
    "merge laughs, 8 levels": (merges(8), "yaml-feature", (1, 5)),
    "merge laughs, 9 levels": (merges(9), "yaml-feature", (1, 5)),
    "merge laughs, 10 levels": (merges(10), "yaml-feature", (1, 5)),
    "list that holds itself": ("a: &a [*a]", "yaml-feature", (1, 4)),
    "mapping that holds itself": ("&a {a: *a}", "yaml-feature", (1, 1)),
    "alias without an anchor": ("a: *nobody", "yaml-feature", (1, 4)),
    "alias as a key": ("*a : 1", "yaml-feature", (1, 1)),
    "merge key": ("a: 1\n<<: {b: 2}", "yaml-feature", (2, 1)),
    "200,000 anchors": (numbered("a{0}: &b{0} x\n", 200_000), "file-too-large", (1, 1)),
    "anchors as many as fit": (numbered("a{0}: &b{0} x\n", 14_000), "yaml-feature", (1, 5)),
    # deep
    "30,000 nested lists": ("a: " + "[" * 30_000 + "]" * 30_000, "file-too-large", (1, 15)),
    "30,000 lists left open": ("[" * 30_000, "file-too-large", (1, 13)),
    "30,000 nested mappings": ("{a: " * 30_000 + "}" * 30_000, "file-too-large", (1, 49)),
    "30,000 dashes on a line": ("- " * 30_000, "file-too-large", (1, 25)),
    "30,000 question marks on a line": ("? " * 30_000, "yaml-syntax", (1, 3)),
    "nested by indentation": (nested(700), "file-too-large", (13, 13)),
    # code
    "python/object/apply": ("a: !!python/object/apply:os.system ['id']", "yaml-feature", (1, 4)),
    "python/object/new": ("!!python/object/new:os.system [id]", "yaml-feature", (1, 1)),
    "python/name": ("a: !!python/name:os.system", "yaml-feature", (1, 4)),
    "tag of one's own": ("a: !local {b: 1}", "yaml-feature", (1, 4)),
    "tag on a key": ("!!str a: 1", "yaml-feature", (1, 1)),
    "tag that says nothing": ("a: ! x", "yaml-feature", (1, 4)),
    # long
    "sexagesimal number of 600 KB": ("a: 1" + ":59" * 200_000, "file-too-large", (1, 1)),
    "sexagesimal number as long as fits": (fill("a: 1", ":59"), "file-too-large", (1, 4)),
    "million hexadecimal digits": ("a: 0x" + "f" * 1_000_000, "file-too-large", (1, 1)),
    "hexadecimal digits as many as fit": (fill("a: 0x", "f"), "file-too-large", (1, 4)),
    "binary digits as many as fit": (fill("a: 0b", "1"), "file-too-large", (1, 4)),
    "list of 2,000,000": ("a:\n" + "- 1\n" * 2_000_000, "file-too-large", (1, 1)),
    "list as long as fits": (fill("a: [", "1,", "]"), "file-too-large", (1, 39_999)),
    "300,000 keys": (numbered("key{0}: 1\n", 300_000), "file-too-large", (1, 1)),
    "keys as many as fit": (numbered("k{0}: 1\n", 25_000), "file-too-large", (10_000, 8)),
    "block text as long as fits": (fill("a: |\n", "  甲乙丙丁\n"), "file-too-large", (1, 4)),
    "key as long as fits": (fill("? ", "k", "\n: 1"), "file-too-large", (1, 3)),
    "quote never closed": (fill('a: 1\nb: "', "甲 "), "yaml-syntax", (2, 4)),
    "list never closed": (fill("a: [", "- "), "yaml-syntax", (1, 5)),
    "nothing but blanks": (fill("", " "), "yaml-not-mapping", (1, 1)),
    "nothing but empty lines": (fill("", "\n"), "yaml-not-mapping", (1, 1)),
    "nothing but comments": (fill("", "# #\n"), "yaml-not-mapping", (1, 1)),
    # many
    "two documents": ("a: 1\n---\na: 2", "yaml-feature", (2, 1)),
    "documents as many as fit": (fill("a: 1\n", "---\n"), "yaml-feature", (2, 1)),
    "directives as many as fit": (numbered("%TAG !a{0}! x\n", 14_000) + "---\na: 1", "yaml-feature", (1, 1)),
    "directive after a comment": ("# x\n%YAML 1.1\n---\na: 1", "yaml-feature", (2, 1)),
    "key given twice": ("amount: 100\namount: 999", "yaml-duplicate-key", (2, 1)),
    "key given twice, once without a value": ("amount:\namount: 999", "yaml-duplicate-key", (2, 1)),
    "key given twice, once in quotes": ('{amount: 1, "amount": 2}', "yaml-duplicate-key", (1, 13)),
    # looking for the slow way through the search for slips
    "line of colons": (fill("a: ", "b: "), "yaml-syntax", (1, 5)),
    "line of quotes": (fill("a: ", '": '), "yaml-syntax", (1, 7)),
    "lines of one quote": (fill('a: 1\nb: "', '\n"c'), "yaml-syntax", (2, 4)),
    "cuts as many as fit": (fill("a: x", " #"), "yaml-lookalike", (1, 6)),
    "lines that are cut": (fill("a:\n", "- b #\n"), "yaml-lookalike", (2, 5)),
    "commas as many as fit": (fill("a: [", "，,", "]"), "yaml-lookalike", (1, 5)),
    "brackets as many as fit": (fill("a: ", "[", "，"), "file-too-large", (1, 15)),
    "dashes as many as fit": (fill("a:\n", " -b\n"), "file-too-large", (2, 2)),
    "lines without a colon": (fill("", "a\n"), "file-too-large", (1, 1)),
    "line of list items far to the right": (fill("a: [" + " " * 60_000, "-b,", "]"), "file-too-large", (1, 119_996)),
    # hidden
    "right-to-left override": ("a: 100\u202e999", "file-control-character", (1, 7)),
    "right-to-left override by number": (r'a: "100\u202e999"', "file-control-character", (1, 4)),
    "Arabic letter mark": ("a: x\u061cy", "file-control-character", (1, 5)),
    "zero-width space in a key": ("a\u200b: 1", "file-control-character", (1, 2)),
    "zero-width space by number": (r'"a\u200b": 1', "file-control-character", (1, 1)),
    "soft hyphen": ("a: 示\u00ad例", "file-control-character", (1, 5)),
    "NUL": ("a: x\0y", "file-control-character", (1, 5)),
    "NUL by number": (r'a: "\0"', "file-control-character", (1, 4)),
    "tag characters": ("a: x\U000e0041", "file-control-character", (1, 5)),
    "half a surrogate pair by number": (r'a: "\ud800"', "yaml-syntax", (1, 7)),
    "half a surrogate pair in UTF-8": (b"a: \xed\xa0\x80", "file-encoding", (1, 4)),
    "overlong UTF-8": (b"a: \xc0\xae", "file-encoding", (1, 4)),
    "bad byte at the very end": (fill("a: 1\n", "# 甲\n") + b"\xff", "file-encoding", (43_691, 1)),
}

PLAIN: dict[str, tuple[str | bytes, dict[str, Any]]] = {
    "decimal integer of 4,301 digits": ("a: " + "9" * 4_301, {"a": "9" * 4_301}),
    "hexadecimal integer of 18,000 digits": ("a: 0x" + HEX, {"a": "0x" + HEX}),
    "sexagesimal integer of 18 KB": ("a: " + CLOCK, {"a": CLOCK}),
    "numbers that are none": (
        "a: no\nb: 1_000\nc: 0777\nd: 1:30\ne: 001\nf: 1.10\ng: 2025-02-30\nh: .inf\ni: 1e999",
        dict(
            zip("abcdefghi", ["no", "1_000", "0777", "1:30", "001", "1.10", "2025-02-30", ".inf", "1e999"], strict=True)
        ),
    ),
    "comments as many as fit": (fill("a: 1\n", "# & * ! % {0}\n"), {"a": "1"}),
    "one endless comment": (fill("a: 1\n#", "#"), {"a": "1"}),
    "one comment of many": (fill("a: 1\n#", " #"), {"a": "1"}),
    "lists as many as may be": ("a: [" + "[]," * 19_990 + "]", {"a": [[]] * 19_990}),
    "lists as deep as may be": ("a: " + "[" * 11 + "]" * 11, {"a": [[[[[[[[[[[]]]]]]]]]]]}),
}


def encoded(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


@pytest.mark.parametrize(("text", "code", "place"), REFUSED.values(), ids=REFUSED)
def test_an_attack_is_refused_where_it_starts(text: str | bytes, code: str, place: tuple[int, int]) -> None:
    data, found = source.read(encoded(text), "attack.yml")
    assert data is None
    assert found is not None
    assert (found.code, found.location.line, found.location.column) == (code, *place)


@pytest.mark.parametrize(("text", "data"), PLAIN.values(), ids=PLAIN)
def test_what_is_no_attack_on_us_is_plain_text(text: str | bytes, data: dict[str, Any]) -> None:
    assert source.read(encoded(text), "attack.yml") == (data, None)


def test_places_of_an_attack_are_none() -> None:
    assert source.places(b"[" * 30_000) == {}
