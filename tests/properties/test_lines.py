import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator import lines, lookalikes, source
from generator.slips import Refusal

RECORD = """\
project: shed
rows:
  - number: 1
    amount: '2.00'
  - number: 2
# 注释
places:
- 东门
scope:
  text: x
agree: {heads: 187, area: 14000.25}
"""
PIECES = (
    *"abx中：－\"'#[]{},&*!|>%@`?=~-:.\t\\ \n",
    *("''", "'q'", "k: v", "k:\n", "- ", ": ", " #", "<<", "null", "---", "...", "\n  ", "\n- ", "\n  - ", "\n    "),
    "rows:\n  - a: 1\n    b: 2\n",
    *("{k: v, l: w}", "{k: ", ", l: w", ", k: v", "{k: null}", "{k: 中,文}", "v: {", "}"),
)


def whole(text: str) -> object:
    """What libyaml makes of it; nothing where it is refused."""
    try:
        return source._Reading(text).document()  # noqa: SLF001 - the slow way, without the quick one before it
    except (Refusal, yaml.YAMLError):
        return None


@st.composite
def edited(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(("", RECORD)))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + draw(st.integers(0, 3)) :]
    return text


@given(edited())
@example(RECORD)
def test_what_is_read_line_by_line_is_what_libyaml_reads(text: str) -> None:
    quick = lines.read(text)
    assert quick is None or quick == whole(text) or lookalikes.suspect(text)


def test_a_record_as_staff_write_it_is_read_line_by_line() -> None:
    assert lines.read(RECORD) == {
        "project": "shed",
        "rows": [{"number": "1", "amount": "2.00"}, {"number": "2"}],
        "places": ["东门"],
        "scope": {"text": "x"},
        "agree": {"heads": "187", "area": "14000.25"},
    }
