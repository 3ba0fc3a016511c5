"""What an engine decides must not matter: the same markers, titles, navigation, and no dead link under either."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator import frame, settings
from generator.publish import Job, build

pytestmark = pytest.mark.engine


@pytest.fixture
def frames(job: Job) -> dict[str, Path]:
    said = settings.read(job.root, job.url)
    made = {}
    for engine in frame.ENGINES:
        cache = job.root / ".cache" / engine
        cache.mkdir(parents=True)
        made[engine] = frame.build(job.root, said, engine, cache)
    return made


def navigation(page: str) -> list[tuple[str, str]]:
    tabs = re.findall(r'<a href="([^"]*)" class="md-tabs__link">(.*?)</a>', page, re.DOTALL)
    return [(href.removeprefix("./"), re.sub(r"<[^>]*>|\s", "", text)) for href, text in tabs]


def test_frames_have_the_same_markers_title_and_navigation(frames: dict[str, Path]) -> None:
    for name in frame.FRAMES:
        pages = {engine: (folder / name).read_text(encoding="utf-8") for engine, folder in frames.items()}
        markers = {engine: frame.cut(page).markers for engine, page in pages.items()}
        assert markers["mkdocs"] == markers["zensical"]
        always = {"TITLE", "BODY"}
        assert set(markers["mkdocs"]) == (always if name == "404.html" else always | {"DESCRIPTION", "ADDRESS"})
        titles = {engine: re.findall(r"<title>(.*?)</title>", page) for engine, page in pages.items()}
        assert titles["mkdocs"] == titles["zensical"] == ["GONGSHI-TITLE - 社区公示"]
        tabs = {engine: navigation(page) for engine, page in pages.items()}
        assert tabs["mkdocs"] == tabs["zensical"]
        assert len(tabs["mkdocs"]) > 1


def test_both_engines_make_the_same_hand_written_pages(frames: dict[str, Path]) -> None:
    pages = {
        engine: {name for name in frame.others(folder) if name.endswith(".html")} for engine, folder in frames.items()
    }
    assert pages["mkdocs"] == pages["zensical"]
    own = {engine: {name for name in frame.others(folder) if "portal" in name} for engine, folder in frames.items()}
    assert own["mkdocs"] == own["zensical"] >= {"assets/portal.css", "assets/portal.js"}


def test_a_whole_site_with_either_engine_has_no_dead_link_and_the_same_record_pages(job: Job) -> None:
    bodies = {}
    for engine in frame.ENGINES:
        one = replace(job, engine=engine, out=job.root / engine)
        built = build(one)
        assert built.replaced, built.outcome.findings
        page = (one.out / "demo" / "projects" / "shed.html").read_text(encoding="utf-8")
        found = re.search(r'<h1 id="top">.*class="gs-asof">', page, re.DOTALL)
        assert found
        bodies[engine] = found[0]
    assert bodies["mkdocs"] == bodies["zensical"]


def test_a_frame_without_its_markers_is_refused(job: Job) -> None:
    page = "<title>GONGSHI-TITLE</title><h1>GONGSHI-TITLE</h1>\n<p>GONGSHI-BODY</p>"
    assert frame.cut(page).markers == ("TITLE", "BODY")
    for broken in (
        page.replace("<p>GONGSHI-BODY</p>", ""),
        page + page,
        page.replace("<title>GONGSHI-TITLE", "<title>"),
    ):
        with pytest.raises(frame.EngineError):
            frame.cut(broken)
    (job.root / "docs" / "projects.md").write_text("# 项目\n", encoding="utf-8")
    with pytest.raises(frame.EngineError):
        build(job)
