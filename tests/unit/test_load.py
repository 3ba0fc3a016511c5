import os
from pathlib import Path
from typing import IO

import pytest

from generator import load as loading
from generator import report
from generator.diagnostics import Finding, Location, error
from generator.load import load, locate
from generator.outcome import Outcome
from generator.tree import communities


def found(records: Path) -> list[tuple[str, str]]:
    ledger, findings = load(records, "demo")
    assert (ledger is None) == bool(findings)
    return [brief(finding) for finding in findings]


def brief(finding: Finding) -> tuple[str, str]:
    assert (finding.location.line, finding.location.column) >= (1, 1)
    return finding.code, finding.location.path


def test_the_base_loads_whole(records: Path) -> None:
    ledger, findings = load(records, "demo")
    assert findings == ()
    assert ledger is not None
    assert [len(of_kind) for of_kind in ledger.records.values()] == [2, 2, 3, 1, 2, 1, 1, 1, 1, 1, 1]


def test_only_named_folders_are_communities(records: Path) -> None:
    for name in ("Upper", "a_b", "有中文", "a--b", "-a", "a.b"):
        (records / name).mkdir()
    (records / "second-1").mkdir()
    (records / ".git").mkdir()
    (records / "README.md").touch()
    (records / "notes.txt").touch()
    (records / "link").symlink_to(records / "demo")
    names, findings = communities(records)
    assert names == ("demo", "second-1")
    assert sorted(map(brief, findings)) == sorted(
        ("file-misplaced", f"records/{name}")
        for name in ("Upper", "a_b", "有中文", "a--b", "-a", "a.b", "notes.txt", "link")
    )


def test_no_records_folder_has_no_communities(tmp_path: Path) -> None:
    assert communities(tmp_path / "records") == ((), ())


@pytest.mark.parametrize("name", ["photos", "Parties", "parties.yml", "community.yaml"])
def test_nothing_else_lies_in_a_community(records: Path, name: str) -> None:
    (records / "demo" / name).touch()
    assert found(records) == [("file-misplaced", f"records/demo/{name}")]


def test_a_kind_that_is_a_file_is_not_passed_over(records: Path) -> None:
    (records / "demo" / "needs.yml").touch()
    for path in (records / "demo" / "progress").iterdir():
        path.unlink()
    (records / "demo" / "progress").rmdir()
    (records / "demo" / "progress").touch()
    assert found(records) == [
        ("file-misplaced", "records/demo/needs.yml"),
        ("file-misplaced", "records/demo/progress"),
    ]


@pytest.mark.parametrize("name", ["new.yaml", "new.YML", "new.yml.bak", "README.md", "new"])
def test_only_yml_is_read(records: Path, name: str) -> None:
    (records / "demo" / "parties" / name).write_text("name: 示例\nkind: owners\n", encoding="utf-8")
    assert found(records) == [("file-misplaced", f"records/demo/parties/{name}")]


@pytest.mark.parametrize("name", ["New", "a_b", "示例", "a b", "a.b", "-a", "a-", "a--b"])
def test_a_file_name_must_do_as_an_address(records: Path, name: str) -> None:
    (records / "demo" / "parties" / f"{name}.yml").write_text("name: 示例\nkind: owners\n", encoding="utf-8")
    assert found(records) == [("file-name", f"records/demo/parties/{name}.yml")]


def test_links_are_never_followed(records: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yml").write_text("name: 示例秘密\nkind: owners\n", encoding="utf-8")
    (records / "demo" / "parties" / "link.yml").symlink_to(outside / "secret.yml")
    (records / "demo" / "parties" / "broken.yml").symlink_to(outside / "none.yml")
    (records / "demo" / "progress").rename(tmp_path / "progress")
    (records / "demo" / "progress").symlink_to(outside)
    (records / "demo" / "community.yml").unlink()
    (records / "demo" / "community.yml").symlink_to(outside / "secret.yml")
    assert found(records) == [
        ("file-unreadable", "records/demo/community.yml"),
        ("file-misplaced", "records/demo/parties/broken.yml"),
        ("file-misplaced", "records/demo/parties/link.yml"),
        ("file-misplaced", "records/demo/progress"),
    ]


def test_a_folder_named_as_a_record_is_misplaced(records: Path) -> None:
    (records / "demo" / "parties" / "one.yml").mkdir()
    assert found(records) == [("file-misplaced", "records/demo/parties/one.yml")]


def test_hidden_files_are_skipped(records: Path) -> None:
    for name in (".DS_Store", "parties/.new.yml.swp", "parties/.hidden.yml"):
        (records / "demo" / name).write_bytes(b"\xff\xfe")
    (records / "demo" / ".git").mkdir()
    assert found(records) == []


def test_a_file_that_cannot_be_opened_is_a_finding(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(entry: os.DirEntry[str], _mode: str) -> IO[bytes]:
        if entry.name == "shop.yml":
            raise PermissionError
        return Path(entry).open("rb")

    monkeypatch.setattr(loading, "open", refuse, raising=False)
    assert found(records) == [("file-unreadable", "records/demo/parties/shop.yml")]


def test_a_community_needs_its_file(records: Path) -> None:
    (records / "demo" / "community.yml").unlink()
    assert found(records) == [("file-unreadable", "records/demo/community.yml")]


def test_a_byte_order_mark_and_windows_lines_do_not_matter(records: Path) -> None:
    before, _ = load(records, "demo")
    for path in records.rglob("*.yml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(records, "demo") == (before, ())


def test_a_name_that_is_no_text_still_prints(records: Path) -> None:
    (records / "demo" / "parties" / os.fsdecode("示例.yml".encode("gbk"))).touch()
    (records / "demo" / "parties" / "two\nlines.yml").touch()
    _, findings = load(records, "demo")
    assert [finding.code for finding in findings] == ["file-name", "file-name"]
    text = report.text(Outcome(findings, {}, {}))
    assert text.encode("utf-8").count(b"\n") == 5


def test_every_bad_file_is_reported_at_once(records: Path) -> None:
    (records / "demo" / "parties" / "shop.yml").write_text("name：示例\n", encoding="utf-8")
    (records / "demo" / "projects" / "shed.yml").write_text("title: 示例\n\tx: 1\n", encoding="utf-8")
    (records / "demo" / "progress" / "works.yml").write_text("project: shed\nentry: []\n", encoding="utf-8")
    assert found(records) == [
        ("yaml-lookalike", "records/demo/parties/shop.yml"),
        ("yaml-syntax", "records/demo/projects/shed.yml"),
        ("field-missing", "records/demo/progress/works.yml"),
        ("field-unknown", "records/demo/progress/works.yml"),
    ]


def test_a_finding_that_has_its_place_keeps_it() -> None:
    known = error("field-missing", "示例", Location("records/demo/none.yml", 3, 5, ("name",)))
    assert list(locate([known], {})) == [known]
