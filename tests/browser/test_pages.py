from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import checks

pytestmark = pytest.mark.browser
OPEN = "demo/projects/shed.html"
OTHER = "demo/projects/paths.html"
NUMBERS = ("statistics.html", "demo/statistics.html", "sources/owners.html", "sources/organisation.html")
PAGES = (
    "index.html",
    "projects.html",
    "meetings.html",
    "open.html",
    "about.html",
    "demo/index.html",
    "demo/meetings/vote.html",
    OPEN,
    OTHER,
    *NUMBERS,
)


def test_the_first_screen_answers_down_to_the_dial_button(phone: Page, site: str) -> None:
    phone.goto(site + OPEN)
    button = phone.locator(".gs-btn-main").bounding_box()
    assert button
    assert button["y"] + button["height"] <= 690
    assert phone.locator(".gs-money strong").first.is_visible()


@pytest.mark.parametrize("path", PAGES)
def test_no_sum_is_cut_off(phone: Page, site: str, path: str) -> None:
    phone.goto(site + path)
    wide = "[...document.querySelectorAll('.gs-scroll')].filter(box => box.scrollWidth > box.clientWidth + 1).length"
    assert phone.evaluate(wide) == 0


@pytest.mark.parametrize("path", PAGES)
def test_larger_letters_do_not_widen_a_page(phone: Page, site: str, path: str) -> None:
    phone.goto(site + path)
    for _ in range(2):
        phone.click(".gs-size")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_on_a_small_phone(phone: Page, site: str, path: str) -> None:
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(site + path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


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
    phone.click("text=看这次会议 >> nth=0")
    assert "/demo/meetings/" in phone.url
    phone.click("text=回到示例社区")
    assert phone.url == site + "demo/index.html"


def test_a_number_leads_to_the_records_behind_it(phone: Page, site: str) -> None:
    phone.goto(site + "index.html")
    phone.click("text=全部统计")
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


@pytest.mark.parametrize("path", NUMBERS)
def test_every_number_is_large_enough_to_touch(phone: Page, site: str, path: str) -> None:
    phone.goto(site + path)
    small = "[...document.querySelectorAll('.md-content a')].filter(a => a.getBoundingClientRect().height < 43.5)"
    assert phone.evaluate(f"{small}.map(a => a.textContent)") == []


def test_what_is_open_can_be_dialled_and_its_chip_follows_the_clock(phone: Page, site: str) -> None:
    for moment, words in (("2026-04-06T17:29:00+08:00", "公示中"), ("2026-04-06T17:31:00+08:00", "公示期已结束")):
        phone.clock.set_fixed_time(datetime.fromisoformat(moment))
        phone.goto(site + "open.html")
        assert phone.locator(".gs-chip").first.inner_text() == words
    assert phone.locator(".gs-btn-main").first.get_attribute("href") == "tel:01000000000"
    assert "4月6日 17:30" in phone.locator("#open").inner_text()
