"""No bytes in a record file make the check raise, and no order of the folder changes the report."""

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check import check, check_community

CASES = Path(__file__).parents[1] / "cases"
BASE = CASES / "_base" / "records"
FILES = {path.relative_to(BASE): path.read_bytes() for path in sorted(BASE.rglob("*.yml"))}
AS_OF = date(2026, 3, 31)
NASTY = [
    *(
        "\t",
        "：",
        "＃",
        " #",
        "&a ",
        "*a",
        "!!str ",
        "- ",
        "? ",
        "{",
        "[",
        "]",
        '"',
        "'",
        "|",
        ">",
        "%",
        "<<: ",
        "---\n",
    ),
    *("\x00", "\u200b", "\ufeff", "\u3000", "示例", "0", "-", "~", "null", "anonymous: 1\n", "organisation: 1\n"),
]
VALUES = ["", "[]", "{}", "[1]", "{a: 1}", "- 1", "-1", "0", "1e9", "99999999999999", "0001-01-01 00:00", "named"]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(BASE, tmp_path_factory.mktemp("mutated") / "records"))


def bytewise(data: st.DataObject, raw: bytes) -> bytes:
    at = data.draw(st.integers(0, len(raw)))
    gone = data.draw(st.integers(0, 3))
    new = data.draw(st.binary(max_size=3) | st.sampled_from(NASTY).map(str.encode))
    return raw[:at] + new + raw[at + gone :]


def by_line(data: st.DataObject, raw: bytes) -> bytes:
    lines = raw.splitlines(keepends=True)
    at, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in "ab")
    line = lines[at]
    how = data.draw(st.sampled_from(["drop", "double", "swap", "indent", "value"]))
    if how == "drop":
        del lines[at]
    elif how == "double":
        lines.insert(other, line)
    elif how == "swap":
        lines[at], lines[other] = lines[other], line
    elif how == "indent":
        lines[at] = b"  " + line
    else:
        value = data.draw(st.sampled_from(VALUES))
        lines[at] = line.partition(b":")[0] + b": " + value.encode() + b"\n"
    return b"".join(lines)


@pytest.mark.parametrize("mutate", [bytewise, by_line])
@settings(max_examples=150)
@given(data=st.data())
def test_nothing_a_file_holds_makes_the_check_raise(
    work: Path, mutate: Callable[[st.DataObject, bytes], bytes], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    raw = FILES[name]
    for _ in range(data.draw(st.integers(1, 3))):
        raw = mutate(data, raw) or b"\n"
    (work / name).write_bytes(raw)
    try:
        _, outcome = check_community(work, "demo", AS_OF)
    finally:
        (work / name).write_bytes(FILES[name])
    for finding in outcome.findings:
        assert finding.location.path.startswith("records/demo/")
        assert 1 <= finding.location.line <= raw.count(b"\n") + 1 or finding.location.path != f"records/{name}"
        assert finding.location.column >= 1
        assert finding.message


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four communities, three of them with findings of several kinds."""
    records = tmp_path_factory.mktemp("broken") / "records"
    for name, case in {
        "one": "date-order/steps",
        "two": "received-over-pledged",
        "three": "field-invalid/values",
        "four": "_base",
    }.items():
        shutil.copytree(BASE / "demo", records / name)
        shutil.copytree(CASES / case / "records" / "demo", records / name, dirs_exist_ok=True)
    (records / "notes.txt").touch()
    return records


@settings(max_examples=15)
@given(st.integers())
def test_the_order_of_files_and_communities_does_not_matter(broken: Path, seed: int) -> None:
    listing = Path.iterdir

    def shuffled(folder: Path) -> Iterator[Path]:
        entries = sorted(listing(folder))
        random.Random(seed).shuffle(entries)  # noqa: S311 - an order, not a secret
        return iter(entries)

    expected = check(broken, AS_OF, jobs=1)
    with patch.object(Path, "iterdir", shuffled):
        assert check(broken, AS_OF, jobs=1) == expected
    assert len({finding.location.path.split("/")[1] for finding in expected.findings}) == 4
