import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.publish import Job, build

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 3, 31)


@pytest.fixture(scope="session")
def built_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with the valid base records, built once, so that every test finds its frame made."""
    root = tmp_path_factory.mktemp("project")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("demonstration: false", "demonstration: true"), encoding="utf-8")
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / "tests" / "cases" / "_base" / "records", root / "records")
    assert build(Job(root, root / "site", AS_OF, url="https://example.org/gongshi/")).replaced
    return root


@pytest.fixture
def root(built_root: Path, tmp_path: Path) -> Path:
    """A copy of the built project folder, to be changed. Times are kept, so that nothing counts as edited."""
    return Path(shutil.copytree(built_root, tmp_path / "project"))


@pytest.fixture
def job(root: Path) -> Job:
    """The job that built it, at its new place."""
    return Job(root, root / "site", AS_OF, url="https://example.org/gongshi/")
