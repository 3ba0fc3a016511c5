from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator import chromium, sheets
from generator.breaks import BREAK, breakable
from generator.check import check_community
from generator.pour import published
from generator.views import project
from generator.views.longest import longest
from generator.views.project import ProjectPage
from generator.views.sheet import CHOICES, height, letters
from generator.views.site import Site

SITE = Site("公示", "https://example.org/", date(2026, 3, 31), demonstration=False)


def view(records: Path, id_: str = "shed") -> ProjectPage:
    ledger, outcome = check_community(records, "demo", SITE.as_of)
    assert ledger, outcome.findings
    files = published(records, records.parent / "cache", ledger, lambda _name, _raw: None)
    return project.page(replace(ledger, files=files), ledger.books[id_], SITE)


def edited(records: Path, name: str, old: str, new: str) -> ProjectPage:
    path = records / "demo" / f"{name}.yml"
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    return view(records)


@pytest.mark.parametrize(
    ("title", "names", "cut"),
    [
        (
            "关于橡胶园小区下水管道维修项目资金筹集情况的公示",
            ("橡胶园小区", "下水管道维修"),
            "关于橡胶园小区|下水管道维修|项目|资金|筹集|情况的公示",
        ),
        ("关于桂花苑车棚改建的公示", ("桂花苑", "车棚改建"), "关于桂花苑|车棚改建的公示"),
        ("关于新路的公示", ("", "没有的名字"), "关于新路的公示"),
        ("车棚完工了", ("车棚",), "车棚完工了"),
    ],
)
def test_a_title_is_cut_between_words_and_never_before_its_end(title: str, names: tuple[str, ...], cut: str) -> None:
    found = breakable(title, *names)
    assert found.replace(BREAK, "") == title
    assert found.replace(BREAK, "|") == cut


def test_more_to_say_takes_smaller_letters(records: Path) -> None:
    few, some = letters(view(records, "pipes"), "zh"), letters(view(records), "zh")
    much = letters(edited(records, "projects/shed", "summary: ", "summary: " + "旧" * 700), "zh")
    assert few.size > some.size > much.size
    assert (few.style, much.style) == ("gs-fit-130", f"gs-fit-{much.size} gs-tight")


def test_a_page_that_nothing_helps_gets_the_least_letters(records: Path) -> None:
    page = edited(records, "projects/shed", "summary: ", "summary: " + "旧" * 3000)
    assert letters(page, "zh") == CHOICES[-1]


def test_words_in_english_run_longer(records: Path) -> None:
    page = view(records)
    assert letters(page, "zh") == letters(page, "zh-Hant")
    assert letters(page, "en").size < letters(page, "zh").size


def test_smaller_letters_are_never_higher(records: Path) -> None:
    page = view(records)
    heights = [height(page, chosen) for chosen in CHOICES]
    assert heights == sorted(heights, reverse=True)


LONG = "长" * 110
STEPS = "  - name: 又一步\n    reached: 2025-02\n" * 20


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("projects/shed", "title: ", f"title: {LONG}", "projects/shed.yml 的 formal_title（公示标题，123 字）"),
        (
            "projects/shed",
            "summary: ",
            f"summary: {LONG}{LONG}{LONG}",
            "projects/shed.yml 的 summary（为什么做、做什么，346 字）",
        ),
        (
            "community",
            "  phone: ",
            f"  place: {LONG}\n  box: {LONG}\n  phone: ",
            "community.yml 的 objection（提意见的办法，220 字）",
        ),
        ("projects/shed", "milestones:\n", f"milestones:\n{STEPS}", "projects/shed.yml 的 milestones（步骤，23 步）"),
        (
            "meetings/vote",
            "text: 同意改建",
            f"text: 同意改建{LONG}",
            "meetings/vote.yml 的 resolutions（决定，114 字）",
        ),
        ("parties/shop", "name: ", f"name: {LONG}", "projects/shed.yml 的 sources（资金来源计划，"),
    ],
    ids=["title", "summary", "objection", "milestones", "resolutions", "sources"],
)
def test_the_field_that_goes_furthest_beyond_its_share_is_named(
    records: Path, name: str, old: str, new: str, said: str
) -> None:
    assert longest(edited(records, name, old, new)).startswith(f"最长的是 records/demo/{said}")


def test_a_page_is_made_to_stand_by_itself(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.css").write_text("p { color: red }", encoding="utf-8")
    page = (
        '<link rel="stylesheet" href="../../assets/a.css"><script src="../../a.js"></script><p>字</p><script>1</script>'
    )
    assert sheets.alone(page, tmp_path, "demo/projects/x.html") == "<style>p { color: red }</style><p>字</p>"


def executable(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_browser_of_the_system_comes_before_a_download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(chromium, "_PLACES", ())
    assert chromium.find(tmp_path) is None
    older = executable(tmp_path / ".cache/ms-playwright/chromium-1000/chrome-linux/chrome")
    assert chromium.find(tmp_path) == older
    newer = executable(tmp_path / ".cache/ms-playwright/chromium-1200/chrome-linux64/chrome")
    assert chromium.find(tmp_path) == newer
    system = executable(tmp_path / "bin" / "microsoft-edge")
    assert chromium.find(tmp_path) == system


def test_a_program_that_is_no_browser_is_told(tmp_path: Path) -> None:
    with pytest.raises(chromium.BrowserError, match="浏览器打不开"), chromium.start(executable(tmp_path / "chromium")):
        pass
