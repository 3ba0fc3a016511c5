import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator import policy
from generator.frame import EngineError
from generator.publish import Job, PublishError, build


def tree(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copy_community(root: Path, name: str) -> None:
    shutil.copytree(root / "records" / "demo", root / "records" / name)


def test_every_project_and_meeting_has_a_page(job: Job) -> None:
    pages = tree(job.out)
    assert {"demo/projects/shed.html", "demo/meetings/vote.html", "demo/index.html", "index.html"} <= set(pages)
    assert not [name for name in pages if "GONGSHI-" in pages[name].decode("utf-8", "replace")]


def test_the_same_records_give_the_same_bytes_by_one_process_and_by_two(job: Job) -> None:
    for name in ("east", "north", "south", "west"):
        copy_community(job.root, name)
    outs = [replace(job, out=job.root / f"site-{jobs}", jobs=jobs) for jobs in (1, 2)]
    assert all(build(one).replaced for one in outs)
    assert tree(outs[0].out) == tree(outs[1].out)


def test_an_unchanged_project_leaves_the_site_alone(job: Job) -> None:
    assert build(job).replaced  # it was copied, and a copy is a new place
    before = job.out.stat().st_ino
    assert not build(job).replaced
    assert job.out.stat().st_ino == before


def test_an_edited_record_changes_its_pages_and_no_others(job: Job) -> None:
    copy_community(job.root, "east")
    build(job)
    before = {name: (job.out / name).stat().st_mtime_ns for name in tree(job.out)}
    community = job.root / "records" / "east" / "projects" / "shed.yml"
    community.write_text(community.read_text(encoding="utf-8").replace("tagline: ", "tagline: 新的"), encoding="utf-8")
    assert build(job).replaced
    changed = {name for name in before if (job.out / name).stat().st_mtime_ns != before[name]}
    assert "east/projects/shed.html" in changed
    assert not {name for name in changed if name.startswith("demo/")}


def test_a_page_lost_from_the_site_comes_back(job: Job) -> None:
    build(job)
    (job.out / "demo" / "projects" / "shed.html").unlink()
    assert build(job).replaced
    assert (job.out / "demo" / "projects" / "shed.html").exists()


def test_the_page_of_a_deleted_record_goes(job: Job) -> None:
    copy_community(job.root, "east")
    build(job)
    shutil.rmtree(job.root / "records" / "east")
    assert build(job).replaced
    assert not (job.out / "east").exists()


@pytest.mark.parametrize("text", ["title: [", "- a", "title: 甲\ntitle: 乙", "\0", "number: &a X"])
def test_a_broken_record_leaves_the_old_site_and_nothing_half_written(job: Job, text: str) -> None:
    before = tree(job.out)
    (job.root / "records" / "demo" / "projects" / "shed.yml").write_text(text, encoding="utf-8")
    built = build(job)
    assert not built.replaced
    assert len(built.outcome.findings) == 1
    assert tree(job.out) == before
    assert sorted(path.name for path in job.root.iterdir()) == [".cache", "docs", "mkdocs.yml", "records", "site"]


def test_a_folder_that_is_no_site_of_ours_is_never_replaced(job: Job, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError):
        build(replace(job, out=tmp_path / "home"))
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("index.html", "首页"),
        ("projects.html", "项目"),
        ("open.html", "项目"),
        ("demo/index.html", "项目"),
        ("demo/projects/shed.html", "项目"),
        ("meetings.html", "会议"),
        ("demo/meetings/vote.html", "会议"),
        ("statistics.html", "统计"),
        ("demo/statistics.html", "统计"),
        ("sources/owners.html", "统计"),
    ],
)
def test_a_page_marks_its_tab_and_no_other(job: Job, path: str, tab: str) -> None:
    page = (job.out / path).read_text(encoding="utf-8")
    marked = re.findall(r'<li class="md-tabs__item md-tabs__item--active">\s*<a[^>]*>(.*?)</a>', page, re.DOTALL)
    assert [text.strip() for text in marked] == [tab]


@pytest.mark.parametrize("name", ["assets", "sources"])
def test_a_community_cannot_take_a_folder_of_the_site(job: Job, name: str) -> None:
    copy_community(job.root, name)
    built = build(job)
    assert [finding.code for finding in built.outcome.findings] == ["community-id-taken"]
    assert not built.replaced


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("[没有这页](missing.html)", "link-dead"),
        ('<a href="demo/projects/none.html">没有</a>', "link-dead"),
        ("[没有这一节](projects.html#nowhere)", "link-dead"),
        ('<img src="https://example.com/a.png" alt="">', "outside-host"),
        ('<img src=//example.com/a.png alt="">', "outside-host"),
        ("<p STYLE='background:url(http://example.com/a.png)'>x</p>", "outside-host"),
        ("<style>p { background: url('//example.com/a.png') }</style>", "outside-host"),
        ('<img src="&#104;ttps://example.com/a.png" alt="">', "outside-host"),
        ('<script\nsrc="https://example.com/a.js"></script>', "outside-host"),
        ("[x](data:text/html,x)", "link-unsafe"),
        ("[x](about.html){: onclick=alert(1) }", "markup-barred"),
        ("<script>alert(1)</script>", "markup-barred"),
    ],
)
def test_hand_written_pages_pass_the_same_gates(job: Job, line: str, code: str) -> None:
    before = tree(job.out)
    page = job.root / "docs" / "about.md"
    page.write_text(f"# 说明\n\n{line}\n", encoding="utf-8")
    found = build(job).outcome.findings
    assert code in {finding.code for finding in found if finding.location.path == "docs/about.md"}
    assert tree(job.out) == before


@pytest.mark.parametrize(
    "line",
    [
        "[x](https://example.com/) [x](http://example.com/) [x](mailto:a@example.com) [x](tel:12345)",
        '<a href="https://example.com/" target="_blank" rel="noopener">x</a>',
        '<script type="application/ld+json">{"on": 1}</script>',
        "`<script>alert(1)</script>` <p title='on = 1'>x</p>",
    ],
)
def test_what_no_page_may_hold_is_told_from_what_it_may(job: Job, line: str) -> None:
    (job.root / "docs" / "about.md").write_text(f"# 说明\n\n{line}\n", encoding="utf-8")
    built = build(job)
    assert built.replaced, built.outcome.findings


def test_a_script_in_a_frame_is_found_on_the_pages_poured_into_it(job: Job) -> None:
    page = job.root / "docs" / "frame" / "deep" / "page.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n<script>alert(1)</script>\n", encoding="utf-8")
    findings = build(job).outcome.findings
    assert {finding.code for finding in findings} == {"markup-barred"}


def test_every_page_begins_with_its_policy_which_knows_the_scripts_of_the_theme_and_no_other(job: Job) -> None:
    (job.root / "docs" / "handbook" / "further").mkdir()
    (job.root / "docs" / "handbook" / "further" / "page.md").write_text("# 一页\n", encoding="utf-8")
    assert build(job).replaced
    pages = {name: text.decode() for name, text in tree(job.out).items() if name.endswith(".html")}
    assert {"404.html", "handbook/further/page.html", "demo/projects/shed.html"} <= set(pages)
    for name, page in pages.items():
        scripts = [policy.source(script) for script in policy.inline(page)]
        assert len(scripts) == len(set(scripts)) == 3, name
        assert f"script-src 'self' {' '.join(scripts)}; style-src 'self'; " in policy.of(page)
        assert "unsafe" not in policy.of(page)
        assert page.index('charset="utf-8"') < 1024
    assert not [name for name in tree(job.out) if "gongshi-blank" in name]


def test_a_page_in_the_raw_is_refused_where_it_takes_no_policy(job: Job) -> None:
    (job.root / "docs" / "raw.html").write_text("<html lang=zh><title>x</title>", encoding="utf-8")
    with pytest.raises(EngineError, match=r"raw\.html"):
        build(job)


def test_search_engines_stay_out_until_the_setting_lets_them_in(job: Job) -> None:
    pages = tree(job.out)
    assert all(b'content="noindex,noarchive"' in text for name, text in pages.items() if name.endswith(".html"))
    assert b"User-agent: *\nDisallow: /\n" in pages["robots.txt"]
    assert "sitemap.xml" not in pages
    settings = job.root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("indexing: false", "indexing: true"), encoding="utf-8"
    )
    assert build(job).replaced
    pages = tree(job.out)
    assert not [name for name, text in pages.items() if b"noindex,noarchive" in text]
    assert "robots.txt" not in pages
    assert b"https://example.org/gongshi/demo/projects/shed.html" in pages["sitemap.xml"]
    assert b"404.html" not in pages["sitemap.xml"]


def test_the_page_for_a_wrong_address_leads_back_into_the_site(job: Job) -> None:
    page = (job.out / "404.html").read_text(encoding="utf-8")
    assert "<title>没有这一页 - 社区公示</title>" in page
    assert '<a href="/gongshi/projects.html">全部项目</a>' in page
    assert "Not found" not in page


def test_demonstration_line_stands_on_every_page_until_the_setting_goes(job: Job) -> None:
    pages = [text for name, text in tree(job.out).items() if name.endswith(".html")]
    assert pages
    assert all("演示数据".encode() in page for page in pages)
    settings = job.root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("demonstration: true", "demonstration: false"), encoding="utf-8"
    )
    assert build(job).replaced
    assert not [name for name, text in tree(job.out).items() if b"gs-demo" in text and name.endswith(".html")]


def test_every_page_says_as_of_which_day_and_where_it_is_canonical(job: Job) -> None:
    page = (job.out / "demo" / "projects" / "shed.html").read_text(encoding="utf-8")
    assert "本页按 2026年3月31日 的记录生成" in page
    assert '<link rel="canonical" href="https://example.org/gongshi/demo/projects/shed.html">' in page


def test_without_an_address_there_is_no_qr_code(job: Job) -> None:
    assert 'class="gs-qr"' in (job.out / "demo" / "projects" / "shed.html").read_text(encoding="utf-8")
    build(replace(job, url=""))
    assert 'class="gs-qr"' not in (job.out / "demo" / "projects" / "shed.html").read_text(encoding="utf-8")


def test_nothing_nobody_asks_for_is_shipped(job: Job) -> None:
    names = set(tree(job.out))
    assert not [name for name in names if name.endswith(".map") or "lunr" in name or name.startswith("frame/")]
    assert len([name for name in names if name.startswith("assets/")]) < 20
