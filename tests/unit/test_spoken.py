"""The command speaks the language it is asked for: its help, its refusals, and what Click says of itself."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from opencc import OpenCC

from generator import cli
from generator.explain import catalogue

HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff5e]+")
COLUMNS = {"编号", "面积", "楼层", "参加"}
"""Columns of the private file of homes are Chinese in every language."""
COMMANDS = [[], *([name] for name in sorted(cli.main.commands))]
ROOT = Path(__file__).parents[2]


def run(*words: str, language: str | None = None) -> Result:
    return CliRunner().invoke(cli.main, words, env={"GONGSHI_LANG": language})


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0] if command else "gongshi")
def test_help_is_in_the_language_asked_for(command: list[str]) -> None:
    english = run(*command, "--help", language="en")
    assert english.exit_code == 0
    assert english.output.startswith("Usage: ")
    assert set(HAN.findall(english.output)) <= COLUMNS
    chinese = run(*command, "--help")
    assert chinese.output.startswith("用法：")
    assert not re.search("Show this|Options|Commands", chinese.output)
    traditional = run(*command, "--help", "--lang", "zh-Hant").output
    assert OpenCC("s2tw").convert(traditional) == traditional != chinese.output


@pytest.mark.parametrize(
    ("words", "chinese", "english"),
    [
        (["check", "--jobs", "0"], "不在 x>=1 范围内", "is not in the range x>=1"),
        (["check", "--nonsense"], "没有 '--nonsense' 这个选项", "No such option '--nonsense'"),
        (["chekc"], "没有 'chekc' 这个命令", "No such command 'chekc'"),
        (["summary"], "缺少选项", "Missing option"),
        (["check", "--format", "html"], "不在可选的里面", "is not one of"),
        (["check", "--as-of", "2026-3-1"], "要写成 2026-03-05 这样的日期", "write “2026-3-1” as a date"),
        (["--root", "nowhere", "check"], "不存在", "does not exist"),
        (["explain", "vote-som"], "是不是想查 vote-sum？", "did you mean vote-sum?"),
        (["check", "--since", "nowhere"], "没有“nowhere”这个版本", "no revision “nowhere”"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_refusals_are_in_the_language_asked_for(words: list[str], chinese: str, english: str) -> None:
    refused = run(*words)
    assert refused.exit_code == 2
    assert chinese in refused.output
    assert "错误：" in refused.output
    refused = run(*words, language="en")
    assert english in refused.output
    assert not HAN.search(refused.output)


def test_words_go_before_the_environment_wherever_they_stand() -> None:
    assert run("--lang", "en", "explain", language="zh-Hant").output.startswith("file-misplaced")
    assert not HAN.search(run("explain", "--lang=en", language="zh-Hant").output)
    assert not HAN.search(run("--lang", "en", "explain", language="zh-Hant").output)
    assert "檔案或資料夾放錯了地方" in run("explain", language="zh-Hant").output
    assert "放错了地方" in run("explain").output


@pytest.mark.parametrize("words", [["--lang", "fr", "explain"], ["explain", "--lang", "fr"]])
def test_a_language_without_words_is_refused(words: list[str]) -> None:
    assert run(*words).exit_code == 2
    assert run("explain", language="fr").exit_code == 2


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_a_code_is_explained_in_english(code: str) -> None:
    told = run("explain", code, language="en").output
    assert told.startswith(f"{code}: ")
    assert set(HAN.findall(told)) <= {"万", "月", "日"}  # of a spelling that is refused


def test_a_build_and_a_split_are_told_in_english(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "cases" / "_base" / "records", tmp_path / "project" / "records")
    homes = tmp_path / "homes.csv"
    homes.write_text("编号,参加\n1,也许\n1,是\n", encoding="utf-8")
    split = run("--root", str(tmp_path / "project"), "share", "demo/shed", "--areas", str(homes), language="en")
    assert split.exit_code == 1
    assert set(HAN.findall(split.output)) <= COLUMNS | {"也许", "是", "否"}
    taken = tmp_path / "project" / "site"
    taken.mkdir()
    (taken / "mine.txt").touch()
    refused = run("--root", str(tmp_path / "project"), "build", language="en")
    assert "holds other files and is no site of ours" in refused.output
