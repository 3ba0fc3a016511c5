"""Whatever bytes come, the strict reader gives the nested text or one finding with a place, and never raises."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import source
from generator.diagnostics import Field

REAL = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "cases" / "_base").rglob("*.yml"))]

SIGNS = "\n :-[]{},#&*!|'\"%@`~\t\\\r甲：，、　＃［］－“”\u00a0\ufeff\u200b\0a"
PIECES = (
    *SIGNS,
    *("\n  ", "\n- ", "\n  - ", ": ", "- ", "? ", ", ", " #", "&a ", "*a", "|\n", ">-\n", "\n---\n", "\n...\n", "\r\n"),
    *("<<", "null", "\\u200b", "乙丙", "title", "b1", "12.30", "\nx: ", "\n  y: 1"),
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A real file with some pieces taken out and others put in."""
    raw = draw(st.sampled_from(REAL))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 4)))
        put_in = draw(st.sampled_from(PIECES).map(str.encode) | st.binary(max_size=3))
        raw = raw[:start] + put_in + raw[end:]
    return raw


YAMLISH = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
FILES = st.one_of(
    st.binary(),
    st.text().map(str.encode),
    YAMLISH.map(str.encode),
    YAMLISH.map(lambda text: f"a: 1\n{text}".encode()),
    YAMLISH.map(lambda text: text.encode("gb18030")),
    mutated(),
)

TEXT = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")) | st.sampled_from("\n\t"))
KEYS = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
VALUES: st.SearchStrategy[Any] = TEXT
for _ in range(4):
    VALUES = TEXT | st.lists(VALUES, max_size=4) | st.dictionaries(KEYS, VALUES, max_size=4)
RECORDS = st.dictionaries(KEYS, VALUES, max_size=5)


@st.composite
def written(draw: st.DrawFn) -> bytes:
    """A record as PyYAML writes it."""
    style, flow = draw(st.sampled_from((None, "'", '"', "|", ">"))), draw(st.booleans())
    text = yaml.safe_dump(draw(RECORDS), allow_unicode=True, default_style=style, default_flow_style=flow)
    return text.encode()


def lines(raw: bytes) -> list[str]:
    return raw.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")


def inside(data: object, field: Field = ()) -> Iterator[tuple[Field, object]]:
    """Every value of what was read, with the way to it."""
    yield field, data
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        yield from inside(value, (*field, step))


@settings(max_examples=1_000)
@given(FILES | written())
def test_every_file_is_read_or_refused_with_a_place(raw: bytes) -> None:
    data, found = source.read(raw, "x.yml")
    assert (data is None) is (found is not None)
    if found is None:
        return
    assert found.message
    assert found.hint
    assert 1 <= found.location.line <= len(lines(raw))
    assert 1 <= found.location.column <= len(lines(raw)[found.location.line - 1]) + 1


@settings(max_examples=500)
@given(written() | mutated() | YAMLISH.map(str.encode))
def test_every_key_and_value_of_a_readable_file_has_its_place(raw: bytes) -> None:
    data, _ = source.read(raw, "x.yml")
    places = source.places(raw)
    if data is None:
        assert places == {}
        return
    for field, value in inside(data):
        line, column = places[field, False]
        at_value = lines(raw)[line - 1][column - 1 :]
        if isinstance(value, str):
            assert at_value[:1] in (value[:1], '"', "'", "|", ">")
        if field and isinstance(field[-1], str):
            line, column = places[field, True]
            at_key = lines(raw)[line - 1][column - 1 :]
            assert at_key.startswith(field[-1]) or at_key[:1] in ('"', "'", "|", ">", "?")


@given(RECORDS, st.sampled_from(("'", '"')), st.booleans())
def test_what_pyyaml_writes_in_quotes_reads_back(record: dict[str, Any], style: str, flow: bool) -> None:  # noqa: FBT001 - drawn
    text = yaml.safe_dump(record, allow_unicode=True, default_style=style, default_flow_style=flow)
    assert source.read(text.encode(), "x.yml") == (record, None)


@given(RECORDS)
def test_what_pyyaml_writes_reads_back_or_is_refused_as_a_lookalike(record: dict[str, Any]) -> None:
    text = yaml.safe_dump(record, allow_unicode=True)
    data, found = source.read(text.encode(), "x.yml")
    assert data == record or (found is not None and found.code == "yaml-lookalike")
