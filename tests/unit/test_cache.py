import json
import os
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import cache, manifest, report
from generator import check as checking
from generator.outcome import Outcome

DAY = date(2026, 3, 31)
Check = Callable[..., str]


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The communities that were truly checked, not taken over."""
    names: list[str] = []
    each = checking.each

    def noted(records: Path, as_of: date, chosen: Sequence[str], jobs: int | None = None) -> list[Outcome]:
        names.extend(chosen)
        return each(records, as_of, chosen, jobs)

    monkeypatch.setattr(checking, "each", noted)
    return names


@pytest.fixture
def three(records: Path) -> Path:
    """Three communities, one of them with a mistake."""
    for name in ("east", "west"):
        shutil.copytree(records / "demo", records / name)
    vote = records / "west" / "meetings" / "vote.yml"
    vote.write_text(vote.read_text(encoding="utf-8").replace("heads: 8", "heads: 7"), encoding="utf-8")
    return records


def check(records: Path, day: date = DAY) -> str:
    return report.text(cache.check(records, day, 1, records.parent / "cache"))


def stored(records: Path) -> Path:
    return records.parent / "cache" / "check.json"


def test_a_second_check_works_nothing_out_and_says_the_same(three: Path, worked: list[str]) -> None:
    first = check(three)
    assert worked == ["demo", "east", "west"]
    assert "[vote-sum]" in first
    assert first == check(three) == report.text(checking.check(three, DAY, 1))
    assert worked == ["demo", "east", "west"] * 2  # the second time by the check without a cache


@pytest.mark.parametrize(
    "edit",
    [
        lambda folder: (folder / "meetings" / "vote.yml").unlink(),
        lambda folder: (folder / "notices" / "empty").mkdir(),
        lambda folder: (folder / "community.yml").write_bytes((folder / "community.yml").read_bytes() + b"#"),
        lambda folder: (folder / "parties" / "shop.yml").rename(folder / "parties" / "store.yml"),
        lambda folder: (folder / "parties" / "link.yml").symlink_to("shop.yml"),
    ],
    ids=["gone", "folder", "byte", "name", "link"],
)
def test_any_edit_checks_its_community_again(three: Path, worked: list[str], edit: Callable[[Path], object]) -> None:
    check(three)
    worked.clear()
    edit(three / "east")
    assert check(three) == report.text(checking.check(three, DAY, 1))
    assert worked[0] == "east"
    assert worked[1:] == ["demo", "east", "west"]


def test_a_touched_file_is_not_an_edit(three: Path, worked: list[str]) -> None:
    check(three)
    worked.clear()
    (three / "east" / "community.yml").touch()
    check(three)
    assert worked == []


def test_another_day_checks_all_again(three: Path, worked: list[str]) -> None:
    check(three)
    worked.clear()
    assert "[date-in-future]" in check(three, date(2026, 1, 1))
    assert worked == ["demo", "east", "west"]


def test_other_code_checks_all_again(three: Path, worked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    check(three)
    worked.clear()
    code = shutil.copytree(Path(cache.__file__).parent, three.parent / "generator")
    (code / "money.py").write_text("# changed\n", encoding="utf-8")
    monkeypatch.setattr(cache, "__file__", str(code / "cache.py"))
    check(three)
    assert worked == ["demo", "east", "west"]


def test_a_community_that_is_gone_is_forgotten(three: Path) -> None:
    check(three)
    shutil.rmtree(three / "west")
    assert "[vote-sum]" not in check(three)
    assert set(manifest.read(stored(three))["communities"]) == {"demo", "east"}


def spoil(data: Any, entry: Any) -> Any:
    data["communities"] |= dict.fromkeys(data["communities"], entry)
    return data


@pytest.mark.parametrize(
    "foreign",
    [
        lambda _: [],
        lambda data: data | {"communities": []},
        lambda data: data | {"key": "other"},
        lambda data: spoil(data, None),
        lambda data: spoil(data, {}),
        lambda data: spoil(data, data["communities"]["demo"] | {"outcome": {"findings": 1}}),
        lambda data: spoil(data, data["communities"]["demo"] | {"outcome": {"findings": [{}], "records": {}}}),
    ],
    ids=["list", "communities", "key", "null", "empty", "findings", "finding"],
)
def test_a_foreign_cache_is_not_believed(three: Path, foreign: Callable[[Any], Any]) -> None:
    said = check(three)
    data = foreign(manifest.read(stored(three)))
    if isinstance(data, dict) and isinstance(data["communities"], dict):
        manifest.write(stored(three), data)
    else:
        stored(three).write_text(json.dumps(data), encoding="utf-8")
    assert check(three) == said


@pytest.mark.parametrize("raw", [b"", b"\xff", b"{", b"null"], ids=["empty", "bytes", "cut", "null"])
def test_a_broken_cache_is_made_anew(three: Path, worked: list[str], raw: bytes) -> None:
    said = check(three)
    stored(three).write_bytes(raw)
    assert check(three) == said
    worked.clear()
    assert check(three) == said
    assert worked == []


def test_a_cache_that_cannot_be_written_is_done_without(three: Path) -> None:
    (three.parent / "cache").write_text("", encoding="utf-8")
    assert "[vote-sum]" in check(three)


def test_large_files_are_hashed_to_their_end(tmp_path: Path) -> None:
    file = tmp_path / "large.bin"
    stamps = set()
    for end in (b"a", b"b"):
        file.write_bytes(bytes(100_000) + end)
        stamps.add(cache.stamp(tmp_path))
    assert len(stamps) == 2


def test_a_file_that_cannot_be_opened_is_another_than_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yml").touch()
    empty = cache.stamp(tmp_path)

    def refuse(_path: str, _flags: int) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    assert cache.stamp(tmp_path) != empty


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    empty = cache.stamp(tmp_path)
    os.mkfifo(tmp_path / "a.yml")
    assert cache.stamp(tmp_path) != empty
