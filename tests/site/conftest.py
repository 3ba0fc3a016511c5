import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel, StringConstraints

from generator import pages
from generator.ledger import Ledger, Record, gather
from generator.load import load
from generator.pages import Page
from generator.publish import Job, build
from generator.views.site import Site

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 3, 31)
BASE = ROOT / "tests" / "cases" / "_base" / "records"
FULL = Path(__file__).parent / "full" / "records"
"""Laid over the base: what it lacks, so that every text field of every kind is on some page."""


@pytest.fixture(scope="session")
def built_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with the valid base records, built once, so that every test finds its frame made."""
    root = tmp_path_factory.mktemp("project")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("demonstration: false", "demonstration: true"), encoding="utf-8")
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(BASE, root / "records")
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


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Records with every field that there is."""
    records = tmp_path_factory.mktemp("full") / "records"
    shutil.copytree(BASE, records)
    shutil.copytree(FULL, records, dirs_exist_ok=True)
    found, findings = load(records, "demo")
    assert found, findings
    return found


@pytest.fixture(scope="module")
def planted(full: Ledger) -> Callable[[str, Site], list[Page]]:
    """Make every page of the full records, with one text in place of every text of theirs."""

    def plant(text: str, site: Site) -> list[Page]:
        records: dict[str, Mapping[str, Record[Any]]] = {
            kind: {id_: Record(id_, one.path, with_text(one.value, text)) for id_, one in of_kind.items()}
            for kind, of_kind in full.records.items()
        }
        community = Record(full.id, full.community.path, with_text(full.community.value, text))
        made, facts = pages.of_community(gather(full.id, community, records, full.files), site)
        return [*made, *pages.of_site([facts], site)]

    return plant


def is_text(annotation: Any, metadata: tuple[Any, ...] = ()) -> bool:
    """Tell a field of free text from an id, a choice or a number."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return is_text(inner, tuple(more))
    if annotation is str:
        rules = [rule for rule in metadata if isinstance(rule, StringConstraints)]
        return bool(rules) and rules[0].pattern is None
    return any(is_text(choice, metadata) for choice in get_args(annotation) if get_origin(annotation) is not tuple)


def with_text(value: Any, text: str) -> Any:
    """Put a text into every text field of a record, whatever its validators would say."""
    if isinstance(value, tuple):
        return tuple(with_text(item, text) for item in value)
    if not isinstance(value, BaseModel):
        return value
    update: dict[str, Any] = {}
    for name, field in type(value).model_fields.items():
        held = getattr(value, name)
        inner = get_args(field.annotation)[0] if get_origin(field.annotation) is tuple else None
        if inner is not None and is_text(inner):
            update[name] = (text, text)
        elif is_text(field.annotation, tuple(field.metadata)):
            update[name] = text
        else:
            update[name] = with_text(held, text)
    return value.model_copy(update=update)
