"""Downloads on the built site: offered, found, kept, and never in the way of a community."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator import gates
from generator.gates import Seen
from generator.publish import Job, build

PAGE = re.compile(r'href="([^"#:]+\.(?:xlsx|csv|json|ics|xml))"')
KINDS = {".xlsx", ".csv", ".json", ".ics", ".xml"}
PAGES = ["index.html", "demo/index.html", "demo/projects/shed.html"]


def offered(out: Path, page: str) -> dict[str, Path]:
    markup = (out / page).read_text(encoding="utf-8")
    return {href: (out / page).parent / href for href in PAGE.findall(markup)}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_offers_files_that_are_there_with_their_size(job: Job, page: str) -> None:
    files = offered(job.out, page)
    assert {".xlsx", ".csv", ".json", ".ics"} <= {path.suffix for path in files.values()}
    markup = (job.out / page).read_text(encoding="utf-8")
    for href, path in files.items():
        size = -(-path.stat().st_size // 1024)
        assert re.search(
            rf'href="{re.escape(href)}"[^>]*><span>[^<]+</span> <small>[^<]* · {size}\xa0KB</small></a>', markup
        ), href


def test_a_file_is_saved_under_the_name_of_the_project(job: Job) -> None:
    markup = (job.out / PAGES[2]).read_text(encoding="utf-8")
    assert '<a href="shed.xlsx" download="车棚改建.xlsx"><span>Excel 表格</span> <small>' in markup
    assert '<a href="shed-pledges.csv" download="车棚改建-认捐.csv"><span>认捐</span> <small>' in markup


@pytest.mark.parametrize(
    ("page", "made"),
    [("index.html", "data/*"), ("demo/index.html", "demo/data/*"), (PAGES[2], "demo/projects/shed[.-]*")],
)
def test_every_file_that_is_made_is_offered(job: Job, page: str, made: str) -> None:
    files = {path for path in job.out.glob(made) if path.suffix != ".html"}
    assert files == {path.resolve() for path in offered(job.out, page).values()}


def test_the_gate_sees_a_file_that_is_missing(job: Job) -> None:
    (job.out / "demo" / "projects" / "shed.xlsx").unlink()
    seen = Seen("/gongshi/")
    gates.look(PAGES[2], (job.out / PAGES[2]).read_text(encoding="utf-8"), seen)
    files = {path.relative_to(job.out).as_posix() for path in job.out.rglob("*") if path.is_file()}
    found = [finding.message for finding in gates.judge(seen, job.out, files, {})]
    assert found == ["页面 demo/projects/shed.html 的链接没有目标：demo/projects/shed.xlsx"]


def test_without_an_address_nothing_is_offered_that_needs_one(job: Job) -> None:
    assert build(replace(job, url="")).replaced
    assert not [*job.out.rglob("changes.xml")]
    assert [*job.out.rglob("calendar.ics")]
    kinds = KINDS - {".xlsx"}
    files = [path for folder in ("data", "demo") for path in (job.out / folder).rglob("*") if path.suffix in kinds]
    text = [path.read_text("utf-8-sig") for path in files]
    assert text
    assert not [one for one in text if "https://" in one or "http://" in one]


def test_the_files_of_an_unchanged_project_stay_as_they_are(job: Job) -> None:
    build(job)
    files = [path for path in (job.out / "demo").rglob("*.*") if path.suffix in KINDS]
    before = {path: path.stat().st_mtime_ns for path in files}
    progress = job.root / "records" / "demo" / "progress" / "works.yml"
    progress.write_text(progress.read_text(encoding="utf-8").replace("立柱完成", "立柱做完"), encoding="utf-8")
    assert build(job).replaced
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed == {"shed.xlsx", "shed.json", "tables.xlsx", "changes.xml", "changes.csv", "progress.csv"}


def test_a_community_cannot_take_the_folder_of_the_files(job: Job) -> None:
    shutil.copytree(job.root / "records" / "demo", job.root / "records" / "data")
    built = build(job)
    assert [finding.code for finding in built.outcome.findings] == ["community-id-taken"]
    assert not built.replaced


def test_pages_alone_offer_nothing(job: Job) -> None:
    assert build(replace(job, alone=True)).replaced
    assert not [path for path in job.out.rglob("*") if path.suffix in {".xlsx", ".csv", ".ics"}]
    assert not [page for page in PAGES if offered(job.out, page)]


def test_a_file_that_somebody_changed_is_made_anew(job: Job) -> None:
    build(job)
    path = job.out / "demo" / "projects" / "shed.xlsx"
    raw = path.read_bytes()
    path.unlink()
    path.write_bytes(raw.replace(b"xl/theme", b"xl/thema"))  # the stamp is still in it
    assert build(job).replaced
    assert path.read_bytes() == raw
