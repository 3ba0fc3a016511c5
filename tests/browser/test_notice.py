"""`gongshi notice`, and the sheets that a build makes beside its pages."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from playwright.sync_api import Browser
from pypdf import PdfReader

from generator import cli, pour
from generator.check import check_community
from generator.chromium import MISSING, BrowserError, find, start
from generator.publish import Job, build
from generator.views import project, sheet
from generator.views.site import Site
from tests.browser import paper, samples

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
ADDRESS = "https://example.org/"
SITE = Site("公示", ADDRESS, samples.AS_OF, demonstration=True)
STEPS = "milestones:\n" + "  - name: 又一步\n    due: 2026-05\n" * 90
BROWSER = find(Path.home()) or Path("/no-browser")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """A project folder with the samples, built once with its sheets."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copy(ROOT / "mkdocs.yml", root)
    samples.write(root / "records" / "sample")
    job = Job(root, root / "site", samples.AS_OF, url=ADDRESS, browser=BROWSER)
    built = build(job)
    assert (built.replaced, built.notices, built.notes) == (True, 3, ())
    return job


@pytest.fixture
def job(made: Job, tmp_path: Path) -> Job:
    """A copy of it, to be changed."""
    root = Path(shutil.copytree(made.root, tmp_path / "project"))
    return replace(made, root=root, out=root / "site")


@pytest.fixture
def edit(job: Job) -> Callable[[str, str, str], None]:
    def change(name: str, old: str, new: str) -> None:
        path = job.records / "sample" / f"{name}.yml"
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), encoding="utf-8")

    return change


def notice(job: Job, *options: str) -> Result:
    as_of = samples.AS_OF.isoformat()
    command = ["--root", str(job.root), "notice", *options, "--as-of", as_of, "--out", str(job.root / "out")]
    return CliRunner().invoke(cli.main, command)


@pytest.mark.parametrize("name", ["minimal", "nothing", "heavy"])
def test_a_build_makes_the_sheets_of_open_notices_and_its_pages_lead_to_them(made: Job, name: str) -> None:
    page = made.out / "sample" / "projects" / f"{name}.html"
    links = re.findall(r'href="(\.\./notices/[^"]+)"', page.read_text(encoding="utf-8"))
    a4, a3, picture = ((page.parent / link).read_bytes() for link in links)
    address = f"{ADDRESS}sample/projects/{name}.html"
    for pdf, width in ((a4, 595), (a3, 842)):
        assert paper.pages(pdf) == 1
        assert round(float(PdfReader(BytesIO(pdf)).pages[0].mediabox.width)) == width
        assert paper.borrowed(pdf) == []
        assert paper.codes(paper.drawn(pdf)) == [address]
        assert b"file:" not in pdf
    assert paper.words(a3) == paper.words(a4)
    with Image.open(BytesIO(picture)) as share:
        assert share.width == 1080
        assert share.height < 2600
        assert paper.codes(share) == [address]


FLOATING = """() => [...document.querySelectorAll('.gs-sheet *')]
    .filter(e => e.getClientRects().length)
    .filter(e => e.matches('a, button') || ['sticky', 'fixed'].includes(getComputedStyle(e).position))
    .map(e => e.className)"""
"""What makes no sense in a picture: what is tapped, and what keeps its place on a screen and lies over something."""


@pytest.mark.parametrize("name", ["nothing", "heavy"])
def test_nothing_lies_over_anything_in_the_picture(browser: Browser, made: Job, name: str) -> None:
    page = browser.new_page(viewport={"width": 540, "height": 900})
    page.goto((made.out / "sample" / "projects" / f"{name}.html").as_uri())
    assert "gs-fact-obj" in page.evaluate(FLOATING)  # on a phone it does
    page.evaluate("document.documentElement.dataset.gsShare = ''")
    assert page.evaluate(FLOATING) == []
    for shown in (".gs-money", ".gs-bar", ".gs-fact-obj", ".gs-qr svg", ".gs-valid"):
        assert page.locator(shown).first.is_visible()
    page.close()


def test_only_open_notices_have_sheets(made: Job) -> None:
    names = sorted(path.name for path in (made.out / "sample" / "notices").iterdir())
    assert {name.partition(".")[0] for name in names} == {"minimal", "nothing", "heavy-funds"}
    assert len(names) == 9
    assert "notices/" not in (made.out / "sample" / "projects" / "closed.html").read_text(encoding="utf-8")


def test_an_unchanged_build_makes_nothing(job: Job) -> None:
    build(job)  # it was copied, and a copy is a new place
    before = {path: path.stat().st_mtime_ns for path in (job.out / "sample" / "notices").iterdir()}
    assert not build(replace(job, browser=Path("/never-started"))).replaced
    assert before == {path: path.stat().st_mtime_ns for path in (job.out / "sample" / "notices").iterdir()}


def test_a_changed_page_gets_a_new_sheet_and_the_others_keep_theirs(
    job: Job, edit: Callable[[str, str, str], None]
) -> None:
    sheet_of = {name: job.out / "sample" / "notices" / f"{name}.a4.pdf" for name in ("minimal", "nothing")}
    before = {name: path.read_bytes() for name, path in sheet_of.items()}
    edit("projects/minimal", "要修", "要修好")
    assert build(job).notes == ()
    after = {name: path.read_bytes() for name, path in sheet_of.items()}
    assert after["nothing"] == before["nothing"]
    assert "要修好" in paper.words(after["minimal"])


def test_a_browser_that_does_not_start_costs_the_sheets_and_not_the_site(job: Job) -> None:
    broken = job.root / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    shutil.rmtree(job.cache / "sheets")
    built = build(replace(job, browser=broken))
    assert (built.replaced, built.notes) == (True, ("没有做公示单和转发图：浏览器打不开",))
    assert "notices/" not in (job.out / "sample" / "projects" / "minimal.html").read_text(encoding="utf-8")
    assert not (job.out / "sample" / "notices").exists()


@pytest.mark.parametrize(("option", "said"), [("--jobs=1", True), ("--no-sheets", False)])
def test_without_a_browser_a_build_says_what_is_missing(
    job: Job, monkeypatch: pytest.MonkeyPatch, option: str, *, said: bool
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("HOME", str(job.root))
    result = CliRunner().invoke(cli.main, ["--root", str(job.root), "build", "--as-of", "2026-04-01", option])
    assert result.exit_code == 0, result.output
    assert ("没有做公示单和转发图：没有找到浏览器，请装 Chromium" in result.output) is said
    assert not (job.out / "sample" / "notices").exists()
    result = notice(job, "sample/minimal")
    assert (result.exit_code, result.output.splitlines()) == (1, [f"错误：{MISSING}"])


def test_without_chinese_fonts_nothing_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    with pytest.raises(BrowserError, match="没有中文字体"), start(BROWSER):
        pass


def test_a_build_says_which_sheet_is_too_long_and_goes_on(job: Job, edit: Callable[[str, str, str], None]) -> None:
    edit("projects/heavy", "milestones:\n", "milestones:\n" + "  - name: 又一步\n    reached: 2025-02\n" * 40)
    built = build(job)
    assert built.replaced
    (note,) = built.notes
    assert note == (
        "sample/heavy-funds 的公示单一张 A4 纸放不下，字缩到 85% 也不行。"
        "最长的是 records/sample/projects/heavy.yml 的 milestones（步骤，49 步），请写短，细节写进进展或会议"
    )
    assert paper.pages((job.out / "sample" / "notices" / "heavy-funds.a4.pdf").read_bytes()) == 2


def test_the_command_writes_what_is_asked_and_says_why_there_is_no_code(job: Job) -> None:
    result = notice(job, "sample/minimal", "--format", "a4")
    assert result.exit_code == 0, result.output
    assert "没有二维码：不知道网址。请在 mkdocs.yml 写 site_url，或者加 --site-url 网址" in result.output
    assert [path.name for path in (job.root / "out").iterdir()] == ["sample-minimal.a4.pdf"]
    pdf = (job.root / "out" / "sample-minimal.a4.pdf").read_bytes()
    assert paper.pages(pdf) == 1
    assert paper.codes(paper.drawn(pdf)) == []
    result = notice(job, "sample/heavy", "--site-url", "https://example.org/a")
    assert "没有二维码" not in result.output
    assert "内容多，字缩到" in result.output
    assert len(list((job.root / "out").iterdir())) == 4
    with Image.open(job.root / "out" / "sample-heavy.png") as share:
        assert paper.codes(share) == ["https://example.org/a/sample/projects/heavy.html"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere/x", "没有“nowhere”这个社区，有：sample"),
        ("sample/x", "sample 里没有“x”，有："),
        ("sample/withdrawn", None),
        ("sample/heavy-withdrawn", "heavy-withdrawn 已经撤回，不印公示单：2026年"),
        ("sample/heavy-call", "项目页上现在是 heavy-funds，heavy-call 是以前的，不再印公示单"),
    ],
)
def test_the_command_refuses_what_is_no_sheet(job: Job, name: str, said: str | None) -> None:
    result = notice(job, name, "--format", "a4")
    assert (result.exit_code == 0) is (said is None), result.output
    assert said is None or said in result.output


def test_the_command_reports_errors_in_the_records(job: Job, edit: Callable[[str, str, str], None]) -> None:
    edit("projects/minimal", "stage: proposed", "stage: nowhere")
    result = notice(job, "sample/heavy")
    assert result.exit_code == 1
    assert "records/sample/projects/minimal.yml" in result.output
    assert "没有做公示单：请先改好上面的错误。" in result.output


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("summary: ", "summary: " + "门" * 2400, "summary（为什么做、做什么，2410 字）"),
        ("stage: proposed", f"stage: proposed\n{STEPS}", "milestones（步骤，90 步）"),
    ],
    ids=["summary", "milestones"],
)
def test_a_sheet_that_is_too_long_fails_and_names_the_field(
    job: Job, edit: Callable[[str, str, str], None], old: str, new: str, said: str
) -> None:
    edit("projects/minimal", old, new)
    result = notice(job, "sample/minimal")
    assert result.exit_code == 1
    assert f"最长的是 records/sample/projects/minimal.yml 的 {said}，请写短" in result.output
    assert not (job.root / "out").exists()


@pytest.mark.parametrize("name", samples.PROJECTS)
def test_the_reckoning_is_held_to_what_the_browser_makes_of_it(made: Job, browser: Browser, name: str) -> None:
    ledger, outcome = check_community(made.records, "sample", samples.AS_OF)
    assert ledger
    files = pour.published(made.records, made.cache / "files", ledger, lambda _name, _raw: None)
    view = project.page(replace(ledger, files=files), ledger.books[name], SITE, outcome.findings)
    page = browser.new_page(viewport={"width": 702, "height": 100})
    page.emulate_media(media="print")
    page.goto((made.out / view.path).as_uri())
    page.evaluate("document.querySelector('.gs-sheet').style.minHeight = 0")  # what it takes, not what it fills
    for chosen in sheet.CHOICES:
        page.evaluate("style => document.querySelector('.gs-sheet').className = `gs-sheet ${style}`", chosen.style)
        real = page.evaluate("document.querySelector('.md-container').getBoundingClientRect().height") / 96 * 25.4
        assert 0.93 < sheet.height(view, chosen) / real < 1.15, chosen
    page.close()
