import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.revision import RevisionError, checkout


def git(folder: Path, *words: str) -> None:
    said = ["-c", "user.name=示例", "-c", "user.email=none@example.org", "-c", "core.autocrlf=true"]
    subprocess.run(["git", "-C", str(folder), *said, *words], check=True, capture_output=True)  # noqa: S607 - any git


@pytest.fixture
def project(records: Path) -> Path:
    """A project folder below the top of a repository, its records committed."""
    root = records.parent / "below"
    root.mkdir()
    shutil.move(records, root / "records")
    (root / ".gitattributes").write_text("records/** export-ignore\n", encoding="utf-8")
    (root / "records" / "demo" / "parties" / "link.yml").symlink_to("shop.yml")
    git(records.parent, "init", "--quiet")
    git(records.parent, "add", "--all")
    git(records.parent, "commit", "--quiet", "--message", "示例")
    (root / "records" / "demo" / "parties" / "link.yml").unlink()
    return root


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def summary(root: Path, *options: str) -> Result:
    return CliRunner().invoke(cli.main, ["--root", str(root), "summary", *options])


def edit(path: Path, good: str, bad: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert good in text
    path.write_text(text.replace(good, bad), encoding="utf-8")


def test_a_revision_is_read_byte_for_byte_without_links(project: Path) -> None:
    committed = files(project / "records")
    edit(project / "records" / "demo" / "projects" / "shed.yml", "1500.00", "1600.00")
    with checkout(project, "HEAD") as records:
        assert files(records) == committed
        kept = records
    assert not kept.exists()


def test_a_revision_without_records_is_empty(project: Path) -> None:
    git(project, "rm", "-r", "--quiet", "--cached", "records")
    git(project, "commit", "--quiet", "--message", "无")
    with checkout(project, "HEAD") as records:
        assert files(records) == {}


@pytest.mark.parametrize("revision", ["none", "--all", "", "HEAD:records", "HEAD~9"])
def test_no_such_revision(project: Path, revision: str) -> None:
    with pytest.raises(RevisionError), checkout(project, revision):
        pass
    result = summary(project, f"--since={revision}")
    assert result.exit_code == 1
    assert f"没有“{revision}”这个版本" in result.output


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(RevisionError), checkout(tmp_path, "HEAD"):
        pass


def test_unchanged_projects_are_left_out(project: Path) -> None:
    edit(project / "records" / "demo" / "projects" / "shed.yml", "全小区", "整个小区")
    assert summary(project, "--since", "HEAD").output == "### 金额变化（元）\n\n没有项目的金额变化。\n"


def test_numbers_before_and_after(project: Path) -> None:
    demo = project / "records" / "demo"
    edit(demo / "projects" / "shed.yml", "amount: 1000.00", "amount: 1100.50")
    edit(
        demo / "contributions" / "first.yml",
        "amount: 500.00\n    month: 2026-02\n  - pledge: 3",
        "amount: 400.00\n    month: 2026-02\n  - pledge: 3",
    )
    edit(demo / "projects" / "shed.yml", "title: 车棚改建", "title: 车棚|改建")
    assert (
        summary(project, "--since", "HEAD").output
        == """\
### 金额变化（元）

| 项目 | 计划 | 认捐 | 到账 | 支出 |
| --- | ---: | ---: | ---: | ---: |
| 车棚\\|改建（demo/shed） | 1,500 → **1,600.50** | 1,500 | 1,350 → **1,250** | 650 |
"""
    )


def test_goods_and_labour_stand_apart(project: Path) -> None:
    edit(project / "records" / "demo" / "projects" / "shed.yml", "in_kind: 300.00", "in_kind: 200.00")
    assert summary(project, "--since", "HEAD", "--lang", "en").output.splitlines()[4:] == [
        "| 车棚改建（demo/shed）, goods and labour | 300 → **200** | 300 | 300 | 0 |"
    ]


def test_new_and_removed_projects(project: Path) -> None:
    shutil.copytree(project / "records" / "demo", project / "records" / "new")
    shutil.rmtree(project / "records" / "demo")
    rows = [line.split("|")[1:3] for line in summary(project, "--since", "HEAD").output.splitlines()[4:]]
    assert rows == [
        [" 水管改造（demo/pipes），删除 ", " 82,112 → **0** "],
        [" 车棚改建（demo/shed），删除 ", " 1,500 → **0** "],
        [" 车棚改建（demo/shed），删除，实物和人工 ", " 300 → **0** "],
        [" 水管改造（new/pipes），新增 ", " 0 → **82,112** "],
        [" 车棚改建（new/shed），新增 ", " 0 → **1,500** "],
        [" 车棚改建（new/shed），新增，实物和人工 ", " 0 → **300** "],
    ]


def test_records_that_cannot_be_read_are_said(project: Path) -> None:
    edit(project / "records" / "demo" / "projects" / "shed.yml", "title:", "titel:")
    assert "| demo：改动后有文件读不了 | — | — | — | — |" in summary(project, "--since", "HEAD").output
    git(project, "commit", "--quiet", "--all", "--message", "坏")
    edit(project / "records" / "demo" / "projects" / "shed.yml", "titel:", "title:")
    assert "| demo：改动前有文件读不了 | — | — | — | — |" in summary(project, "--since", "HEAD").output
