"""A page in another language: nothing of the interface is left in Chinese, nothing of a record is translated."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from opencc import OpenCC

from generator import frame, gates, pour
from generator.pages import Page
from generator.publish import Job, build
from generator.settings import SettingsError
from generator.views.site import Site

Planted = Callable[[str, Site], list[Page]]
SITE = Site("Public notices", "https://example.org/", date(2026, 3, 31), demonstration=True)
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff5e]")  # characters, and their full-width punctuation
FRAME = frame.cut(
    '<title>GONGSHI-TITLE</title><meta name="description" content="GONGSHI-DESCRIPTION">'
    "<h1>GONGSHI-TITLE</h1>\n<p>GONGSHI-BODY</p>"
)
DAYS = [date(2025, 11, 1), date(2026, 3, 31), date(2026, 8, 31)]
"""Before, while and after most of what the records tell."""


def pages_of(planted: Planted, text: str, language: str, day: date) -> dict[str, str]:
    site = replace(SITE, language=language, as_of=day)
    return {page.path: pour.poured({page.frame: FRAME}, page, site, page.body(site)) for page in planted(text, site)}


@pytest.mark.parametrize("day", DAYS)
def test_no_chinese_is_left_on_an_english_page(planted: Planted, day: date) -> None:
    made = pages_of(planted, "plain words", "en", day)
    assert len(made) > 5
    assert {path: found for path, page in made.items() if (found := re.findall(f"{HAN.pattern}+", page))} == {}


@pytest.mark.parametrize("day", DAYS)
def test_no_simplified_character_is_left_on_a_traditional_page(planted: Planted, day: date) -> None:
    same = OpenCC("s2tw").convert
    for page in pages_of(planted, "plain words", "zh-Hant", day).values():
        assert [word for word in set(re.findall(f"{HAN.pattern}+", page)) if same(word) != word] == []


@pytest.mark.parametrize("language", ["zh", "en", "zh-Hant"])
def test_texts_of_records_stay_as_they_are(planted: Planted, language: str) -> None:
    typed = "计划"  # a word of the interface too
    counts = [
        page.count(typed) - pages_of(planted, "plain words", language, SITE.as_of)[path].count(typed)
        for path, page in sorted(pages_of(planted, typed, language, SITE.as_of).items())
    ]
    chinese = [
        page.count("plain words") for _, page in sorted(pages_of(planted, "plain words", "zh", SITE.as_of).items())
    ]
    assert counts == chinese


def test_a_han_character_would_be_seen(planted: Planted) -> None:
    assert any(HAN.search(page) for page in pages_of(planted, "plain words", "zh", SITE.as_of).values())
    assert OpenCC("s2tw").convert("现在") != "现在"


def speak(root: Path, *, main: str = "zh", others: str = "") -> None:
    """Write into the site's configuration which languages it has."""
    config = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("language: zh", f"language: {main}")
    config = re.sub(r"  # languages: .*", f"  languages: [{others}]", config).replace(
        "indexing: false", "indexing: true"
    )
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def several_built(built_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built project folder, built again in three languages."""
    root = Path(shutil.copytree(built_root, tmp_path_factory.mktemp("several") / "project"))
    speak(root, others="en, zh-Hant")
    built = build(Job(root, root / "site", SITE.as_of, url="https://example.org/gongshi/"))
    assert built.replaced, built.outcome.findings
    return root


@pytest.fixture
def several(several_built: Path, tmp_path: Path) -> Job:
    """A job that finds its site built in three languages, in a folder of its own."""
    root = Path(shutil.copytree(several_built, tmp_path / "several"))
    job = Job(root, root / "site", SITE.as_of, url="https://example.org/gongshi/")
    assert build(job).replaced  # it was copied, and a copy is a new place
    return job


def test_every_page_of_records_stands_in_every_language(several: Job, job: Job) -> None:
    made, alone = files(several.out), files(job.out)
    records = {name for name in alone if name.endswith(".html") and name.startswith(("demo/", "index", "projects"))}
    assert len(records) > 5
    for folder in ("", "en/", "zh-Hant/"):
        assert {folder + name for name in records} <= set(made)
    assert "en/about.html" not in made
    assert not [
        name for name in made if name.startswith("en/") and not name.endswith((".html", ".bin"))
    ]  # each has its index


def test_pages_in_other_languages_share_what_is_no_page(several: Job) -> None:
    page = (several.out / "en/demo/projects/shed.html").read_text(encoding="utf-8")
    (photo,) = set(re.findall(r'<img src="([^"]*)"', page))
    assert re.fullmatch(r"\.\./\.\./\.\./demo/files/[0-9a-z.-]+\.jpg", photo)
    assert (several.out / "en/demo/projects" / photo).is_file()
    assert 'href="../../../assets/portal.css"' in page
    assert 'href="../../../about.html"' in page


def test_a_page_says_once_that_its_records_are_in_chinese(several: Job) -> None:
    made = {name: raw.decode() for name, raw in files(several.out).items() if name.endswith(".html")}
    counts = {name: page.count('<p class="gs-original') for name, page in made.items()}
    translated = [count for name, count in counts.items() if name.startswith(("en/", "zh-Hant/"))]
    assert len(translated) > 20
    assert set(translated) == {1}
    assert sum(counts.values()) == len(translated)
    assert "Records are shown in the original Chinese</p>" in made["en/demo/index.html"]


def test_a_page_leads_to_its_twins(several: Job) -> None:
    for folder, own in (("", "zh-CN"), ("en/", "en"), ("zh-Hant/", "zh-Hant")):
        page = (several.out / folder / "demo/index.html").read_text(encoding="utf-8")
        assert f' lang="{own}" class="no-js"' in page
        assert re.findall(r'<link rel="alternate " hreflang="([^"]*)" href="([^"]*)">', page) == [
            ("zh-CN", "https://example.org/gongshi/demo/index.html"),
            ("en", "https://example.org/gongshi/en/demo/index.html"),
            ("zh-Hant", "https://example.org/gongshi/zh-Hant/demo/index.html"),
        ]
        (nav,) = re.findall(r'<nav class="gs-languages.*?</nav>', page)
        led = {one: target for target, one in re.findall(r'href="([^"]*)" lang="([^"]*)"', nav)}
        assert set(led) == {"zh-CN", "en", "zh-Hant"} - {own}
        assert all((several.out / folder / "demo" / target).is_file() for target in led.values())
        assert f'rel="canonical" href="https://example.org/gongshi/{folder}demo/index.html"' in page
    assert b"/gongshi/en/demo/index.html</loc>" in files(several.out)["sitemap.xml"]


def test_the_main_pages_are_as_they_were_but_for_the_way_to_their_twins(several: Job, job: Job) -> None:
    speak(job.root)
    assert build(job).replaced
    for name, raw in files(job.out).items():
        if name.endswith(".html"):
            page = (several.out / name).read_text(encoding="utf-8")
            page = re.sub(r'\n<nav class="gs-languages.*?</nav>|<link rel="alternate " hreflang[^>]*>', "", page)
            assert page == raw.decode(), name


def test_an_unchanged_site_in_several_languages_is_left_alone(several: Job) -> None:
    assert not build(several).replaced
    (several.out / "en/demo/projects/shed.html").unlink()
    assert build(several).replaced
    assert (several.out / "en/demo/projects/shed.html").exists()
    (several.out / "en/index.html").unlink()
    assert build(several).replaced


def test_an_edit_changes_its_community_in_every_language(several: Job) -> None:
    shutil.copytree(several.root / "records/demo", several.root / "records/east")
    build(several)
    before = {name: (several.out / name).stat().st_mtime_ns for name in files(several.out)}
    shed = several.root / "records/east/projects/shed.yml"
    shed.write_text(shed.read_text(encoding="utf-8").replace("tagline: ", "tagline: 新的"), encoding="utf-8")
    assert build(several).replaced
    changed = {name for name in before if (several.out / name).stat().st_mtime_ns != before[name]}
    assert {f"{folder}east/projects/shed.html" for folder in ("", "en/", "zh-Hant/")} <= changed
    assert not [name for name in changed if "demo/" in name]


def test_a_language_that_goes_takes_its_pages_along(several: Job) -> None:
    config = several.root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("[en, zh-Hant]", "[en]"), encoding="utf-8")
    assert build(several).replaced
    assert (several.out / "en").exists()
    assert not (several.out / "zh-Hant").exists()


def test_a_community_may_not_be_called_like_a_language(several: Job) -> None:
    shutil.copytree(several.root / "records/demo", several.root / "records/en")
    assert [one.code for one in build(several).outcome.findings] == ["community-id-taken"]


@pytest.mark.parametrize(
    ("language", "tabs", "shown", "lost"),
    [
        ("en", ["Home", "Projects", "Meetings", "Statistics", "About"], "Demonstration: ", "Page not found"),
        ("zh-Hant", ["首頁", "項目", "會議", "統計", "說明"], "示範資料：", "沒有這一頁"),
    ],
)
def test_a_site_may_be_in_another_language_alone(
    job: Job, language: str, tabs: list[str], shown: str, lost: str
) -> None:
    speak(job.root, main=language)
    assert build(job).replaced
    page = (job.out / "demo/projects/shed.html").read_text(encoding="utf-8")
    assert f' lang="{language}" class="no-js"' in page
    found = re.findall(r'<a href="[^"]*" class="md-tabs__link">(.*?)</a>', page, re.DOTALL)
    assert [text.strip() for text in found] == tabs
    assert f'<p class="gs-demo">{shown}' in page
    assert "车棚" in page
    assert f">{lost}</h1>" in (job.out / "404.html").read_text(encoding="utf-8")
    assert not (job.out / language).exists()


@pytest.mark.parametrize("engine", frame.ENGINES)
def test_both_engines_speak_the_language_and_lead_to_the_main_site(job: Job, engine: str) -> None:
    speak(job.root, others="en")
    built = build(replace(job, engine=engine, out=job.root / engine))
    assert built.replaced, built.outcome.findings
    page = (job.root / engine / "en/projects.html").read_text(encoding="utf-8")
    assert ' lang="en"' in page
    assert 'href="../about.html"' in page


def test_a_language_without_words_is_refused(job: Job) -> None:
    before = files(job.out)
    speak(job.root, others="fr")
    with pytest.raises(SettingsError, match="fr"):
        build(job)
    assert files(job.out) == before


def test_a_twin_that_is_not_there_would_be_seen() -> None:
    seen = gates.Seen("/")
    gates.look(
        "en/a.html", '<link rel="alternate" href="../zh/a.html"><link rel="canonical" href="https://a.example/">', seen
    )
    assert list(gates.judge(seen, Path(), {"en/a.html"}, {}))
    assert not seen.outside
