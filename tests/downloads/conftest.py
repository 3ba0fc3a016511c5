"""Downloads as a build makes them, without the pages around them."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator import downloads
from generator.downloads import Shelf, whole
from generator.load import load
from generator.views import project
from generator.views.site import Site

TESTS = Path(__file__).parents[1]
SITE = Site("示例公示", "https://example.org/gongshi/", date(2026, 3, 31), demonstration=False)

Take = Callable[..., Path]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """The full test records: every kind, every way to show a giver, corrections, votes of both sorts."""
    for laid in (TESTS / "cases" / "_base" / "records", TESTS / "site" / "full" / "records"):
        shutil.copytree(laid, tmp_path / "records", dirs_exist_ok=True)
    return tmp_path / "records"


@pytest.fixture
def site() -> Site:
    """A site with an address."""
    return SITE


@pytest.fixture
def take(records: Path, tmp_path: Path) -> Take:
    """Write all files of all communities, and of the site, into a fresh folder."""

    def take(site: Site = SITE, old: Path | None = None) -> Path:
        out = tmp_path / f"site-{len(list(tmp_path.glob('site-*')))}"

        def put(path: str, raw: bytes) -> None:
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(raw)

        def before(path: str) -> bytes:
            return (old / path).read_bytes() if old and (old / path).exists() else b""

        ids = sorted(path.name for path in records.iterdir())
        for id_ in ids:
            ledger, findings = load(records, id_)
            assert ledger, findings
            views = [project.page(ledger, book, site) for book in ledger.books.values()]
            downloads.of_community(ledger, views, site, Shelf(put, before))
        whole.write(out, ids, site)
        return out

    return take


@pytest.fixture
def taken(take: Take) -> Path:
    """All files of the full test records."""
    return take()
