"""What the hand-written pages claim: the layers, the commands, the words, the examples and the message they show."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from generator import explain, report
from generator.check import check
from generator.cli import main
from generator.records import COMMUNITY_FILE, KINDS, funds
from generator.records.types import Labelled

ROOT = Path(__file__).parents[2]
HANDBOOK = ROOT / "docs" / "handbook"
EXAMPLE = re.compile(r"`(records/[a-z0-9/-]+\.yml)`：\n\n```yaml\n(.*?)```", re.DOTALL)
BLOCK = re.compile(r"```text\n(.*?)```", re.DOTALL)
LEVELS = (funds.AnonymousPledge, funds.GroupPledge, funds.OrganisationPledge, funds.ConsentedPledge)


def page(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def levels(model: type[BaseModel]) -> Iterator[str]:
    yield from get_args(model.model_fields["display"].annotation)


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """The examples of the handbook as a records folder."""
    for path in sorted(HANDBOOK.glob("*.md")):
        for name, text in EXAMPLE.findall(path.read_text(encoding="utf-8")):
            target = tmp_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    return tmp_path / "records"


def test_the_layers_on_the_page_are_those_that_are_enforced() -> None:
    contracts = tomllib.loads(page("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    enforced = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    drawn = next(text for text in BLOCK.findall(page("docs/contribute/architecture.md")) if "__main__" in text)
    assert [line.split("  ")[0] for line in drawn.splitlines()] == enforced


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented(command: str) -> None:
    assert f"| `gongshi {command}` |" in page("docs/contribute/index.md")


@pytest.mark.parametrize("target", re.findall(r"^([a-z]+):.*## ", page("Makefile"), re.MULTILINE))
def test_every_make_target_is_documented(target: str) -> None:
    assert target == "help" or f"\nmake {target} " in page("docs/contribute/index.md")


@pytest.mark.parametrize("choices", Labelled.__subclasses__(), ids=lambda choices: choices.__name__)
def test_every_choice_stands_in_the_glossary(choices: type[Labelled]) -> None:
    glossary = page("docs/handbook/glossary.md")
    assert [choice for choice in choices if f"\n- `{choice.value}` {choice.label}：" not in glossary] == []


@pytest.mark.parametrize("word", [*KINDS, *(level for model in LEVELS for level in levels(model))])
def test_every_kind_and_display_level_stands_in_the_glossary(word: str) -> None:
    assert f"\n- `{word}` " in page("docs/handbook/glossary.md")


@pytest.mark.parametrize("folder", [COMMUNITY_FILE, *(f"{kind}/" for kind in KINDS)])
def test_every_folder_stands_in_the_handbook(folder: str) -> None:
    assert f"\n| `{folder}` |" in page("docs/handbook/index.md")


def test_the_examples_of_the_handbook_show_every_kind_and_pass(examples: Path) -> None:
    found = check(examples, date(2026, 6, 1), jobs=1)
    assert found.findings == ()
    assert {"communities", *KINDS} == {kind for kind, count in found.records.items() if count}


def test_the_recipes_of_the_handbook_pass(examples: Path) -> None:
    text = page("docs/handbook/funds.md").partition("\n## 认捐\n")[0]
    recipes = dict(re.findall(r"打开 `([a-z]+)/`.*?```yaml\n(.*?)```", text, re.DOTALL))
    assert [*recipes] == ["pledges", "contributions", "disbursements"]
    for kind, rows in recipes.items():
        batch = min((examples / "taohua" / kind).glob("*.yml"))
        batch.write_text(batch.read_text(encoding="utf-8").rstrip() + f"\n{rows}", encoding="utf-8")
    found = check(examples, date(2026, 6, 1), jobs=1)
    assert found.findings == ()


def test_the_message_in_the_handbook_is_the_true_one(examples: Path) -> None:
    mistaken = examples / "taohua" / "contributions" / "shed-2026-04.yml"
    mistaken.write_text(mistaken.read_text(encoding="utf-8").replace("'200.00'", "'2000.00'"), encoding="utf-8")
    found = check(examples, date(2026, 6, 1), jobs=1)
    shown, explained = BLOCK.findall(page("docs/handbook/check.md"))
    assert report.text(found).removesuffix(report.summary(found) + "\n") == shown
    assert f"{explain.text(found.findings[0].code)}\n" == explained
