import itertools
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import checks
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
OPEN = "demo/projects/shed.html"
OTHER = "demo/projects/paths.html"


def test_the_chip_follows_the_clock_and_the_dates_stand_without_it(phone: Page, site: str) -> None:
    for moment, words in (("2026-04-06T17:29:00+08:00", "公示中"), ("2026-04-06T17:31:00+08:00", "公示期已结束")):
        phone.clock.set_fixed_time(datetime.fromisoformat(moment))
        phone.goto(site + OPEN)
        assert phone.locator(".gs-chip").first.inner_text() == words
        assert "4月6日 17:30" in phone.locator(".gs-facts").inner_text()


def test_the_list_filters_by_stage_and_source_and_is_whole_without_script(
    phone: Page, browser: Browser, site: str
) -> None:
    phone.goto(site + "projects.html")
    cards = phone.locator(".gs-card")
    whole = cards.count()
    phone.select_option("select[name=stage]", "works")
    working = phone.locator(".gs-card:visible").count()
    assert 0 < working < whole
    phone.select_option("select[name=source]", "property_company")
    assert phone.locator(".gs-card:visible").count() < working
    plain = browser.new_page(java_script_enabled=False)
    plain.goto(site + "projects.html")
    assert plain.locator(".gs-card:visible").count() == whole
    assert not plain.locator(".gs-filter").is_visible()
    plain.close()


def test_scripts_speak_the_language_of_the_page(phone: Page, site: str) -> None:
    phone.clock.set_fixed_time(datetime.fromisoformat("2026-04-06T17:31:00+08:00"))
    phone.goto(f"{site}en/{OPEN}")
    assert phone.locator(".gs-chip").first.inner_text() == "Notice closed"
    button = phone.locator(".gs-size")
    assert button.get_attribute("aria-label") == f"Change to: {button.inner_text()}" == "Change to: Large text"
    phone.goto(f"{site}en/projects.html")
    phone.select_option("select[name=stage]", "works")
    assert phone.locator("output").inner_text() == f"{phone.locator('.gs-card:visible').count()} shown"


def test_one_tap_leads_to_the_same_page_in_another_language(phone: Page, site: str) -> None:
    phone.goto(site + OPEN)
    phone.click(".gs-languages >> text=English")
    assert phone.url == f"{site}en/{OPEN}"
    assert phone.locator("html").get_attribute("lang") == "en"
    phone.click(".gs-languages >> text=简体中文")
    assert phone.url == site + OPEN


HEAD = """() => {
  const all = (css) => [...document.querySelectorAll(css)].map((one) => one.getBoundingClientRect())
  const [head] = all(".md-header"), names = all(".md-header__topic:first-child .md-ellipsis")
  const buttons = all(".md-header .gs-size, .md-header .gs-find, .md-header__option label:not([hidden])")
  return {
    inside: [...names, ...buttons].every((one) => one.top >= head.top && one.bottom <= head.bottom + 1),
    buttons: new Set(buttons.map((one) => Math.round((one.top + one.bottom) / 8))).size,
    tabs: new Set(all(".md-tabs__item").map((one) => one.top)).size,
    wide: document.documentElement.scrollWidth - innerWidth,
  }
}"""
"""What stands in the head, on how many lines its buttons and the tabs are, and what goes beyond the page."""


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("language", ["", "en/", "zh-Hant/"])
def test_the_head_holds_its_words(phone: Page, site: str, language: str, size: int, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 640})
    phone.add_init_script(f"localStorage.setItem('gs-size', {size})")
    phone.goto(f"{site}{language}{OPEN}")
    assert phone.evaluate(HEAD) == {"inside": True, "buttons": 1, "tabs": 1, "wide": 0}


def test_a_head_whose_words_do_not_fit_would_be_seen(phone: Page, site: str) -> None:
    phone.goto(f"{site}en/{OPEN}")
    phone.evaluate(
        "document.querySelector('.md-header__topic .md-ellipsis').style.cssText = 'display: block; height: 9rem'"
    )
    phone.evaluate("document.querySelector('.md-header').style.height = '3rem'")
    phone.evaluate("document.querySelector('.md-tabs__list').style.cssText = 'flex-wrap: wrap; width: 9rem'")
    seen = phone.evaluate(HEAD)
    assert not seen["inside"]
    assert seen["tabs"] > 1


def test_the_size_switch_enlarges_and_stays(phone: Page, site: str) -> None:
    phone.goto(site + OPEN)
    size = "parseFloat(getComputedStyle(document.querySelector('.gs-summary')).fontSize)"
    before = phone.evaluate(size)
    phone.click(".gs-size")
    assert phone.evaluate(size) > before
    phone.goto(site + OTHER)
    assert phone.evaluate(size) > before


def test_a_project_prints_its_answers_and_not_its_lists(phone: Page, site: str) -> None:
    phone.goto(site + OPEN)
    phone.emulate_media(media="print")
    assert phone.locator(".gs-ptitle").is_visible()
    assert phone.locator("#objection").is_visible()
    assert not phone.locator("#pledges").is_visible()
    assert not phone.locator(".md-header").is_visible()


def test_every_page_of_a_project_is_reached_by_its_links(phone: Page, site: str) -> None:
    phone.goto(site + "index.html")
    phone.click("text=示例社区")
    phone.click("text=车棚改建 >> nth=0")
    assert phone.url == site + OPEN
    phone.click("#meetings ~ .gs-list a >> nth=0")
    assert "/demo/meetings/" in phone.url
    phone.click("text=回到示例社区")
    assert phone.url == site + "demo/index.html"


def test_a_number_leads_to_the_records_behind_it(phone: Page, site: str) -> None:
    phone.goto(site + "index.html")
    phone.click("text=看全站统计")
    assert phone.url == site + "statistics.html"
    phone.click("#y2026 ~ .gs-scroll a:has-text('业主出')")
    assert phone.url == site + "sources/owners.html#y2026"
    phone.click("#y2026 ~ .gs-scroll a:has-text('车棚改建')")
    assert phone.url == site + OPEN
    phone.goto(site + "statistics.html")
    phone.click("#parts ~ .gs-scroll a:has-text('示例社区')")
    assert phone.url == site + "demo/statistics.html#parts"
    phone.click("text=看全站统计")
    assert phone.url == site + "statistics.html"


def test_what_is_open_can_be_dialled_and_its_chip_follows_the_clock(phone: Page, site: str) -> None:
    last = "li:has-text('4月6日 17:30')"
    for moment, words in (("2026-04-06T17:29:00+08:00", "公示中"), ("2026-04-06T17:31:00+08:00", "公示期已结束")):
        phone.clock.set_fixed_time(datetime.fromisoformat(moment))
        phone.goto(site + "open.html")
        assert phone.locator(f"{last} .gs-chip").first.inner_text() == words
    assert phone.locator(f"{last} .gs-btn-main").first.get_attribute("href") == "tel:01000000000"


def test_a_year_gone_by_opens_where_a_link_leads_to_it(phone: Page, site: str) -> None:
    phone.goto(site + "meetings.html")
    folds = phone.locator("details.gs-past")
    assert folds.count() > 1
    assert folds.evaluate_all("folds => folds.map(fold => fold.open)") == [True, *[False] * (folds.count() - 1)]
    last = folds.last.locator("summary").get_attribute("id")
    phone.goto(site + "open.html")
    phone.goto(site + f"meetings.html#{last}")
    assert folds.last.evaluate("fold => fold.open")
    folds.last.locator("a").first.click()
    assert "/meetings/" in phone.url


@pytest.mark.parametrize("path", ["index.html", "open.html", "projects.html", "sample/statistics.html"])
def test_buttons_of_a_phone_take_its_width_and_never_touch(phone: Page, site: str, path: str) -> None:
    phone.goto(site + path)
    boxes = [box for button in phone.locator(".gs-actions .gs-btn").all() if (box := button.bounding_box())]
    assert boxes
    assert min(box["width"] for box in boxes) > PHONE["width"] * 0.8
    for above, below in itertools.pairwise(sorted(boxes, key=lambda box: box["y"])):
        assert below["y"] - above["y"] - above["height"] >= 12


def test_without_script_a_project_says_and_opens_everything(browser: Browser, site: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + "sample/projects/heavy.html")
    assert page.locator(".gs-chip").first.inner_text() == "公示"
    assert page.locator(".gs-btn-main").get_attribute("href") == "tel:01000000000"
    assert page.locator(".gs-size").count() == 0
    page.click("summary >> nth=0")
    assert page.locator("details[open] tr:visible").count() > 400
    page.close()


def test_a_copy_on_a_stick_looks_and_works_the_same(browser: Browser, folder: Path) -> None:
    page = browser.new_page(viewport=ViewportSize(width=360, height=780))
    page.add_init_script(checks.WATCH)
    page.goto((folder / OPEN).as_uri())
    assert page.locator(".gs-btn-main").evaluate("e => getComputedStyle(e).minHeight") == "48px"
    page.click(".gs-size")
    assert page.locator("html").get_attribute("data-gs-size") == "2"
    page.click("[data-md-component=palette] label:visible")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.click("text=看这次会议 >> nth=0")
    assert page.url.endswith("/demo/meetings/vote.html")
    assert checks.blocked(page) == []
    page.close()


def test_with_forced_colours_bars_keep_theirs_and_boxes_have_an_edge(browser: Browser, site: str) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(forced_colors="active", color_scheme=scheme)
        page = context.new_page()
        page.goto(site + "sample/projects/heavy.html")
        fills = page.locator(".gs-seg").evaluate_all("all => all.map(e => getComputedStyle(e).fill)")
        assert len(set(fills)) == len(fills) == 7
        for box in (".gs-btn", ".gs-chip", ".gs-key", ".gs-obj", ".gs-size", ".gs-bar"):
            style = page.locator(box).first.evaluate(
                "e => [getComputedStyle(e).borderTopStyle, getComputedStyle(e).borderTopColor]"
            )
            assert style[0] == "solid"
            assert style[1] not in (
                "rgba(0, 0, 0, 0)",
                page.evaluate("getComputedStyle(document.body).backgroundColor"),
            )
        context.close()


def test_the_way_up_is_a_button_large_enough(phone: Page, site: str) -> None:
    phone.goto(site + "sample/projects/heavy.html")
    assert not phone.locator(".md-top").is_visible()
    phone.mouse.wheel(0, 3000)
    phone.mouse.wheel(0, -300)
    phone.locator(".md-top:not([hidden])").wait_for()
    assert checks.targets(phone) == []
    phone.click(".md-top")
    checks.until(phone, "scrollY === 0")


def test_the_head_of_a_page_names_the_site_however_far_down(phone: Page, site: str) -> None:
    for width in (360, 1280):
        phone.set_viewport_size(ViewportSize(width=width, height=780))
        phone.goto(site + OPEN)
        name = phone.locator(".md-header__topic:visible")
        assert name.all_inner_texts() == ["社区公示"]
        phone.evaluate("scrollTo(0, 600)")
        phone.locator(".md-header__title--active").wait_for()
        assert name.evaluate("e => getComputedStyle(e).opacity") == "1"
