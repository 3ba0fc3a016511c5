"""Every finding code has a folder: the valid base records, broken in one way, and the report that must come.

<code>/[<variant>/]records/       files laid over the base; delete.txt lists what is taken away from it
<code>/[<variant>/]published/     files laid over the base in a git revision, which the records are compared with
<code>/[<variant>/]expected.txt   the findings; `pytest --update-golden` rewrites it
<code>/[<variant>/]twin/records/  the nearest files that pass, where the base itself does not show them
"""

import ast
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import report
from generator.check import check
from generator.explain import catalogue
from generator.outcome import Outcome
from generator.wording import Said

CASES = Path(__file__).parent
AS_OF = date(2026, 3, 31)
GENERATOR = CASES.parents[1] / "generator"
BROKEN = sorted(path.parent for path in CASES.rglob("expected.txt"))
TWINS = sorted(path for path in CASES.rglob("twin") if path.is_dir())

MAKERS = {"error", "warning", "info", "breach", "Finding", "Refusal", "Rule", "at"}
BUILDING = {"anew.py", "gates.py"}
"""What these find only shows when a site is built, not in records alone."""


def name(folder: Path) -> str:
    return folder.relative_to(CASES).as_posix()


def publish(records: Path, published: Path) -> None:
    """Commit the records as they stand, with more laid over them."""
    shutil.copytree(published / "records", records, dirs_exist_ok=True)
    who = ("-c", "user.name=示例", "-c", "user.email=sample@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "records"), (*who, "commit", "-q", "-m", "published")):
        subprocess.run(["git", "-C", records.parent, *words], check=True)  # noqa: S607 - git is where the system has it


def outcome(records: Path, overlay: Path) -> Outcome:
    published = (overlay.parent if overlay.name == "twin" else overlay) / "published"
    if published.exists():
        publish(records, published)
    if (overlay / "delete.txt").exists():
        for line in (overlay / "delete.txt").read_text(encoding="utf-8").split():
            gone = records.parent / line
            shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    if (overlay / "records").exists():
        shutil.copytree(overlay / "records", records, dirs_exist_ok=True)
    return check(records, AS_OF, jobs=1, since="HEAD" if published.exists() else None)


def text(found: Outcome) -> str:
    return report.text(found).removesuffix(report.summary(found) + "\n")


@pytest.mark.parametrize("folder", BROKEN, ids=name)
def test_broken_records_give_this_report(folder: Path, records: Path, golden: Callable[[Path, str], None]) -> None:
    found = outcome(records, folder)
    assert {finding.code for finding in found.findings} == {folder.relative_to(CASES).parts[0]}
    said = {text for finding in found.findings for text in (finding.message, finding.hint) if text}
    assert {text for text in said if not isinstance(text, Said)} == set()  # so that it can be told in English
    golden(folder / "expected.txt", text(found))


@pytest.mark.parametrize("folder", TWINS, ids=name)
def test_the_twin_passes(folder: Path, records: Path) -> None:
    assert text(outcome(records, folder)) == ""


def test_the_base_passes_every_check(records: Path) -> None:
    found = outcome(records, CASES / "_base")
    assert text(found) == ""
    assert [label for label, count in found.examined.items() if count == 0] == []


def test_codes_in_the_sources_the_folders_and_the_catalogue_are_the_same() -> None:
    given = {path: set(codes(path)) for path in GENERATOR.rglob("*.py")}
    checked = set().union(*(found for module, found in given.items() if module.name not in BUILDING))
    assert {folder.relative_to(CASES).parts[0] for folder in BROKEN} == checked
    assert set(catalogue()) == set().union(*given.values())


def codes(path: Path) -> Iterator[str]:
    """Find the codes that a module gives: the slug among the first two arguments of what makes a finding."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in MAKERS:
            for argument in node.args[:2]:
                if isinstance(argument, ast.Constant) and re.fullmatch(r"[a-z]+(-[a-z]+)+", str(argument.value)):
                    yield str(argument.value)
