"""The same records give the same bytes: in another process, another folder, another time zone."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from generator.views.site import Site

Take = Callable[..., Path]
ROOT = Path(__file__).parents[2]
ELSEWHERE = """
import sys
from datetime import date
from pathlib import Path
from generator import downloads
from generator.downloads import Shelf, whole
from generator.load import load
from generator.views import project
from generator.views.site import Site

records, out = map(Path, sys.argv[1:])
site = Site("示例公示", "https://example.org/gongshi/", date(2026, 3, 31), demonstration=False)

def put(path, raw):
    (out / path).parent.mkdir(parents=True, exist_ok=True)
    (out / path).write_bytes(raw)

ledger, _ = load(records, "demo")
views = [project.page(ledger, book, site) for book in ledger.books.values()]
downloads.of_community(ledger, views, site, Shelf(put, lambda path: b""))
whole.write(out, ["demo"], site)
"""


def tree(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_bytes_come_out_elsewhere(taken: Path, records: Path, tmp_path: Path) -> None:
    (tmp_path / "cwd").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TZ": "America/New_York", "PYTHONHASHSEED": "7"}
    command = (sys.executable, "-c", ELSEWHERE, str(records), str(tmp_path / "there"))
    subprocess.run(command, cwd=tmp_path / "cwd", env=environment, check=True)
    here, there = tree(taken), tree(tmp_path / "there")
    assert len(here) > 40
    assert there == here


def test_the_day_of_the_build_does_not_matter(taken: Path, take: Take, site: Site) -> None:
    assert tree(take(replace(site, as_of=site.as_of + timedelta(200)))) == tree(taken)


def test_files_made_before_are_used_and_are_the_same(taken: Path, take: Take) -> None:
    assert tree(take(old=taken)) == tree(taken)


def test_a_book_is_written_anew_when_its_records_changed(taken: Path, take: Take, records: Path) -> None:
    progress = records / "demo" / "progress" / "works.yml"
    progress.write_text(progress.read_text(encoding="utf-8").replace("立柱完成", "立柱做完"), encoding="utf-8")
    before, after = tree(taken), tree(take(old=taken))
    changed = {name for name, raw in after.items() if raw != before[name]}
    assert changed == {
        *(f"demo/projects/shed.{kind}" for kind in ("xlsx", "json")),
        *(f"demo/data/{name}" for name in ("tables.xlsx", "changes.xml", "changes.csv", "progress.csv")),
        *(f"data/{name}" for name in ("changes.xml", "changes.csv", "progress.csv")),
    }
