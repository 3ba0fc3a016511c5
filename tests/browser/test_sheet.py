"""The gate of paper: one sheet, its own fonts, a QR code that leads to the page, and told apart in grey."""

from collections.abc import Iterator

import pytest
from PIL import ImageChops
from playwright.sync_api import Browser, Page

from generator.breaks import BREAK
from generator.render import qr_code
from tests.browser import paper, samples

pytestmark = pytest.mark.browser
SAMPLES = [f"sample/projects/{name}.html" for name in samples.PROJECTS]
PROJECTS = [*SAMPLES, *(f"demo/projects/{name}.html" for name in ("shed", "paths", "pipes"))]
HEAVY = "sample/projects/heavy.html"
LONG = ("en", HEAVY)
ADDRESS = "https://example.org/"


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 702, "height": 100}, base_url=site)
    yield context.new_page()
    context.close()


def printed(page: Page) -> bytes:
    """Print as a reader does, with nothing scaled."""
    return page.pdf(prefer_css_page_size=True, print_background=False)


@pytest.mark.parametrize("path", PROJECTS)
def test_a_project_prints_on_one_sheet(page: Page, path: str) -> None:
    page.goto(path)
    title = (page.locator(".gs-ptitle").text_content() or "").replace(BREAK, "")
    pdf = printed(page)
    assert paper.pages(pdf) == 1
    assert paper.borrowed(pdf) == []
    words = paper.words(pdf)
    assert title.endswith("的公示")
    for said in (title, "010-00000000", "以盖章纸质件为准", "（盖章）", "有意见怎么提", ADDRESS + path):
        assert said in words
    assert paper.codes(paper.drawn(pdf)) == [ADDRESS + path]


@pytest.mark.parametrize(
    "path", [f"{language}/{path}" for language in ("en", "zh-Hant") for path in PROJECTS if (language, path) != LONG]
)
def test_a_project_prints_on_one_sheet_in_another_language(page: Page, path: str) -> None:
    page.goto(path)
    pdf = printed(page)
    assert paper.pages(pdf) == 1
    assert paper.codes(paper.drawn(pdf)) == [ADDRESS + path]


def test_in_english_the_heaviest_takes_a_second_sheet(page: Page) -> None:
    """It fills its sheet with the least letters in Chinese already, and English words run longer."""
    page.goto("/".join(LONG))
    assert paper.pages(printed(page)) == 2


def test_the_heaviest_sheet_has_all_that_a_notice_needs(page: Page) -> None:
    page.goto(HEAVY)
    words = paper.words(printed(page))
    for said in (
        "计划1,840,000认捐1,811,550到账987,400−支出636,600=结余350,800",
        "管线和道路施工进行中计划2026年6月完成",
        "户数431/512户84.2%",
        "请在2026年4月7日17:30前提出",
        "公示期2026年3月27日至4月7日，共7个工作日",
        "公示编号YL-GS-2026-006",
        "样例社区居民委员会",
        "2026年3月27日",
    ):
        assert said in words
    assert "认捐明细" not in words
    assert "看其余" not in words
    assert "YL-2025-008" not in words  # the notice's number alone


ENDS = """() => {
  const foot = document.querySelector('.gs-end').getBoundingClientRect();
  return foot.bottom - document.querySelector('.gs-sheet').getBoundingClientRect().top;
}"""
"""How far down the sheet its last line ends, in px."""


@pytest.mark.parametrize("path", PROJECTS)
def test_a_sheet_is_filled_to_its_foot(page: Page, path: str) -> None:
    page.goto(path)
    page.emulate_media(media="print")
    assert page.evaluate(ENDS) > 266 * 96 / 25.4 - 2
    page.evaluate("document.querySelector('.gs-sheet').style.minHeight = 0")
    if path == SAMPLES[0]:
        assert page.evaluate(ENDS) < 200 * 96 / 25.4


def test_the_sheet_of_an_account_tells_what_was_spent_and_what_is_left(page: Page) -> None:
    page.goto("sample/projects/closed.html")
    words = paper.words(printed(page))
    for said in ("钱怎么花", "预算支出", "支出"):
        assert said in words
    assert "钱从哪里来" not in words
    page.goto(HEAVY)
    words = paper.words(printed(page))
    assert "钱从哪里来" in words
    assert "钱怎么花" not in words


def test_the_gate_sees_a_sheet_that_is_too_long(page: Page) -> None:
    page.goto(HEAVY)
    page.evaluate("const steps = document.querySelector('.gs-steps'); steps.innerHTML = steps.innerHTML.repeat(5)")
    assert paper.pages(printed(page)) > 1


def test_the_gate_sees_a_code_that_leads_elsewhere(page: Page) -> None:
    page.goto(HEAVY)
    page.evaluate("svg => document.querySelector('.gs-qr svg').outerHTML = svg", str(qr_code(ADDRESS + "other.html")))
    assert paper.codes(paper.drawn(printed(page))) == [ADDRESS + "other.html"]


def test_the_gate_sees_a_font_that_is_not_in_the_file() -> None:
    font = b"1 0 obj<</Type/Font/Subtype/Type1/BaseFont/SimSun>>endobj "
    page = b"2 0 obj<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F 1 0 R>>>>>>endobj "
    tree = b"3 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj 4 0 obj<</Type/Catalog/Pages 3 0 R>>endobj "
    table = b"xref\n0 5\n" + b"0000000000 65535 f \n"
    body = b"%PDF-1.4\n"
    for piece in (font, page, *tree.replace(b" 4 0", b"|4 0").split(b"|")):
        table += b"%010d 00000 n \n" % len(body)
        body += piece
    whole = body + table + b"trailer<</Size 5/Root 4 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    assert paper.borrowed(whole) == ["/SimSun"]


def test_a_title_breaks_between_words_and_keeps_its_end_together(page: Page) -> None:
    page.goto(HEAVY)
    page.emulate_media(media="print")
    ends = """() => {
      const range = document.createRange(), lines = new Map();
      for (const node of document.querySelector('.gs-ptitle').childNodes) {
        for (let at = 0; at < (node.length || 0); at++) {
          range.setStart(node, at); range.setEnd(node, at + 1);
          const top = Math.round(range.getBoundingClientRect().top);
          lines.set(top, (lines.get(top) || '') + node.data[at]);
        }
      }
      return [...lines.values()];
    }"""
    lines = page.evaluate(ends)
    assert len(lines) == 3
    assert lines[-1].endswith("安排的公示")
    assert all(len(line) > 12 for line in lines)


GREY: list[tuple[str, str, bool]] = [
    (".gs-bar > rect[fill^='url(#gs-hatch']", "promised, not yet here", True),
    (".gs-bar > .gs-government", "arrived", False),
    (".gs-vote-svg > rect[fill^='url(#gs-no']", "against", True),
    (".gs-vote-svg > .gs-agree", "agreed", False),
]


@pytest.mark.parametrize(("part", "meaning", "pattern"), GREY, ids=[meaning for _, meaning, _ in GREY])
def test_in_grey_a_part_is_told_by_its_pattern(page: Page, part: str, meaning: str, *, pattern: bool) -> None:
    page.set_viewport_size({"width": 702, "height": 1100})  # a part is pictured where it stands, nothing scrolled
    page.goto(HEAVY)
    page.emulate_media(media="print")
    assert paper.patterned(page.locator(part).last.screenshot()) is pattern, meaning


def test_the_gate_sees_a_pattern_that_is_gone(page: Page) -> None:
    page.goto(HEAVY)
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('.gs-bar > rect').forEach(rect => { rect.style.fill = '#777' })")
    assert not paper.patterned(page.locator(GREY[0][0]).last.screenshot())


def test_a_dark_phone_prints_the_same_light_sheet(page: Page, browser: Browser, site: str) -> None:
    page.goto(HEAVY)
    light = paper.drawn(printed(page))
    dark = browser.new_page(color_scheme="dark")
    dark.goto(site + HEAVY)
    dark.click(".gs-size")  # larger letters are for the screen
    assert dark.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert ImageChops.difference(light, paper.drawn(printed(dark))).getbbox() is None
    dark.evaluate("document.querySelector('.gs-pbody').style.color = '#eee'")
    assert ImageChops.difference(light, paper.drawn(printed(dark))).getbbox() is not None
    dark.close()


@pytest.mark.parametrize(
    "path", ["index.html", "projects.html", "meetings.html", "sample/index.html", "statistics.html"]
)
def test_other_pages_print_as_articles(page: Page, path: str) -> None:
    page.goto(path)
    pdf = printed(page)
    words = paper.words(pdf)
    assert (page.locator("h1").text_content() or "").strip() in words
    assert "微信" not in words
    page.emulate_media(media="print")
    assert ADDRESS + path in page.locator(".gs-valid").inner_text()
    hiding = (
        ".md-header",
        ".md-tabs",
        ".md-footer",
        ".gs-filter",
        ".gs-more:not(.gs-past) > summary",
        ".gs-dl [download]",
    )
    for hidden in hiding:
        assert page.locator(hidden).filter(visible=True).count() == 0
    style = "name => getComputedStyle(document.querySelector(name))"
    assert page.evaluate(f"({style})('h2, h1').breakAfter") == "avoid"
    assert page.evaluate(
        "[...document.querySelectorAll('thead')].every(e => getComputedStyle(e).display === 'table-header-group')"
    )


def test_years_gone_by_print_opened_under_their_headings(page: Page) -> None:
    page.goto("meetings.html")
    page.emulate_media(media="print")
    folds = page.locator("details.gs-past")
    assert folds.count() > 1
    for fold in folds.all():
        assert fold.locator("h3").is_visible()
        assert (fold.locator("li").first.bounding_box() or {"height": 0})["height"] > 0


def test_what_is_open_prints_with_every_way_to_object(page: Page) -> None:
    page.goto("open.html")
    said = page.locator("#open > li").count()
    pdf = printed(page)
    words = "".join(paper.words(pdf, number) for number in range(paper.pages(pdf)))
    assert said > 1
    assert words.count("打电话") == said
    assert "东门岗亭旁意见箱" in words
    assert "街道社区建设办" in words
    assert page.locator(".gs-pinned .gs-obj").first.is_hidden()


@pytest.mark.parametrize("path", ["statistics.html", "sources/owners.html", "sample/statistics.html"])
def test_a_short_table_stays_whole_on_paper_and_a_sum_with_its_rows(page: Page, path: str) -> None:
    page.goto(path)
    page.emulate_media(media="print")
    style = "(rows, name) => rows.map(e => getComputedStyle(e)[name])"
    short = page.locator(".gs-linked:not(:has(.gs-year)):not(:has(tr:nth-child(13), tbody:nth-of-type(9)))")
    assert set(short.evaluate_all(style, "breakInside")) == {"avoid"}
    assert set(page.locator(".gs-linked tfoot").evaluate_all(style, "breakBefore")) <= {"avoid"}
    assert set(page.locator(".gs-linked tbody:has(.gs-under)").evaluate_all(style, "breakInside")) <= {"avoid"}
