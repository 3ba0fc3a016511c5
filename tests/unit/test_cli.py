import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.explain import catalogue


def run(records: Path, *options: str) -> Result:
    return CliRunner().invoke(cli.main, ["--root", str(records.parent), *options])


def check(records: Path, *options: str) -> Result:
    return run(records, "check", "--as-of", "2026-03-31", "--jobs", "1", *options)


def break_vote(records: Path) -> None:
    vote = records / "demo" / "meetings" / "vote.yml"
    vote.write_text(vote.read_text(encoding="utf-8").replace("heads: 8", "heads: 7"), encoding="utf-8")


def test_sound_records_exit_0(records: Path) -> None:
    result = check(records)
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "结果：0 个错误，0 个提醒")


def test_errors_exit_1(records: Path) -> None:
    break_vote(records)
    result = check(records)
    assert result.exit_code == 1
    assert result.output.startswith("records/demo/meetings/vote.yml:22:9: 错误：")


def test_findings_are_written_for_github_too(records: Path) -> None:
    break_vote(records)
    result = check(records, "--format", "github")
    assert result.exit_code == 1
    assert result.output.startswith("::error file=records/demo/meetings/vote.yml,line=22,col=9,title=vote-sum::")


def test_in_a_github_job_all_findings_go_to_its_summary(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    break_vote(records)
    check(records)
    assert page.read_text(encoding="utf-8") == "before\n"
    check(records, "--format", "github")
    assert page.read_text(encoding="utf-8").startswith("before\n### 核对记录\n")
    assert "vote\\-sum" in page.read_text(encoding="utf-8")


def test_a_report_for_programs_is_nothing_else(records: Path) -> None:
    break_vote(records)
    for style in ("json", "sarif", "gitlab"):
        assert json.loads(check(records, "--format", style).stdout)


def test_a_report_in_english(records: Path) -> None:
    result = check(records, "--lang", "en")
    assert result.output.splitlines()[-1] == "result: 0 error(s), 0 warning(s)"


def test_unchanged_records_are_known_again_unless_told_otherwise(records: Path) -> None:
    kept = records.parent / ".cache" / "gongshi" / "check.json"
    assert check(records, "--no-cache").exit_code == 0
    assert not kept.exists()
    first = check(records)
    assert kept.exists()
    assert check(records).output == first.output == check(records, "--no-cache").output


def test_nothing_to_check_exits_1(tmp_path: Path) -> None:
    result = check(tmp_path / "records")
    assert result.exit_code == 1
    assert "[nothing-to-check]" in result.output


@pytest.mark.parametrize(
    "options",
    [
        ["--as-of", "2026-02-30"],
        ["--as-of", "20260331"],
        ["--as-of", "明天"],
        ["--format", "html"],
        ["--jobs", "0"],
        ["--nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_options_exit_2(records: Path, options: list[str]) -> None:
    assert check(records, *options).exit_code == 2


def test_a_wrong_day_is_told_in_chinese(records: Path) -> None:
    assert "“2026-3-1”要写成 2026-03-05 这样的日期" in check(records, "--as-of", "2026-3-1").output


def test_a_root_that_is_not_there_exits_2(tmp_path: Path) -> None:
    assert run(tmp_path / "none" / "records", "check").exit_code == 2


@pytest.mark.parametrize(("hour", "code"), [(15, 1), (16, 0)])
def test_today_is_the_day_in_beijing(records: Path, monkeypatch: pytest.MonkeyPatch, hour: int, code: int) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override] # no Clock is needed
            return datetime(2026, 3, 31, hour, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(cli, "datetime", Clock)
    entry = "project: shed\nentries:\n  - date: 2026-04-01\n    text: 示例\n"
    (records / "demo" / "progress" / "april.yml").write_text(entry, encoding="utf-8")
    assert run(records, "check", "--jobs", "1").exit_code == code


def test_side_by_side_gives_the_same_report(records: Path) -> None:
    for number in range(4):
        shutil.copytree(records / "demo", records / f"demo-{number}")
    break_vote(records)
    command = [sys.executable, "-m", "generator", "--root", str(records.parent), "check", "--as-of", "2026-03-31"]
    one, two = (
        subprocess.run([*command, "--jobs", jobs], capture_output=True, check=False, cwd=Path(__file__).parents[2])
        for jobs in "12"
    )
    assert one.returncode == two.returncode == 1
    assert one.stdout == two.stdout
    assert "社区 5".encode() in one.stdout
    assert one.stderr == two.stderr == b""


def test_explain_lists_all_codes(records: Path) -> None:
    result = run(records, "explain")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.output.splitlines()] == list(catalogue())


def test_explain_tells_why_and_how_to_mend(records: Path) -> None:
    result = run(records, "explain", "vote-sum")
    entry = catalogue()["vote-sum"]
    assert result.exit_code == 0
    assert result.output == f"vote-sum：{entry.title}\n\n为什么查：{entry.why}\n怎么改：{entry.mend}\n"


@pytest.mark.parametrize(
    ("code", "words"), [("vote_sum", "没有“vote_sum”这个代码，是不是想查 vote-sum？"), ("大小", "没有“大小”这个代码\n")]
)
def test_explain_suggests_the_near_code(records: Path, code: str, words: str) -> None:
    result = run(records, "explain", code)
    assert result.exit_code == 2
    assert words in result.output


def test_the_catalogue_is_plain_chinese_sentences() -> None:
    for code, entry in catalogue().items():
        assert not entry.title.endswith("。"), code
        assert entry.why.endswith("。"), code
        assert entry.mend.endswith("。"), code


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=示例", "-c", "user.email=sample@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)  # noqa: S607 - git is where the system has it


def test_since_counts_what_was_published(records: Path) -> None:
    git(records.parent, "init", "-q")
    git(records.parent, "add", "records")
    git(records.parent, "commit", "-q", "-m", "published")
    result = check(records, "--since", "HEAD")
    assert result.exit_code == 0
    assert f"  公布过的没有改动：看了 {len(list(records.rglob('*.yml')))} 处\n" in result.output


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-1", "HEAD:records", ""], ids=repr)
def test_a_revision_that_is_not_there_exits_2(records: Path, revision: str) -> None:
    git(records.parent, "init", "-q")
    result = check(records, f"--since={revision}")
    assert result.exit_code == 2
    assert f"没有“{revision}”这个版本" in result.output


def test_since_outside_of_git_exits_2(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(records.parent.parent))
    assert check(records, "--since", "HEAD").exit_code == 2
