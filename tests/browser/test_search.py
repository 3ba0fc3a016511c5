"""Search in a real browser: what it finds against what there is, what it asks for, and how it is used."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from generator.publish import Job, build
from generator.search.folding import fold
from tests.browser import checks, searching
from tests.browser.conftest import PHONE, ROOT, serve

pytestmark = pytest.mark.browser
COUNT = 400
FIRST = 25_000
"""Bytes that a first query may ask for."""
FIND = """async queries => {
    const found = [];
    for (const query of queries) found.push((await document.querySelector(".gs-search").find(query)).pages);
    return found;
}"""
TOLD = "() => /^找到 [0-9]+ 页|^没有找到|^没有读到/.test(document.querySelector('.gs-search-said').textContent)"
TRADITIONAL = "長青里車棚與電動車充電樁"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's own records, and of a community whose one project is written in 繁體."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "records", root / "records")
    shutil.copytree(ROOT / "tests" / "cases" / "_base" / "records" / "demo", root / "records" / "fanti")
    project = root / "records" / "fanti" / "projects" / "shed.yml"
    title = re.sub("^title: .*$", f"title: {TRADITIONAL}", project.read_text(encoding="utf-8"), flags=re.MULTILINE)
    project.write_text(title, encoding="utf-8")
    built = build(Job(root, root / "site", date(2027, 6, 30), url="https://example.org/"))
    assert built.replaced, built.outcome.findings
    return root / "site"


@pytest.fixture(scope="module")
def address(demonstration: Path) -> Iterator[str]:
    """Where that site is served."""
    with serve(demonstration) as address:
        yield f"{address}search.html"


@contextmanager
def opened(browser: Browser, address: str, **options: bool) -> Iterator[tuple[Page, list[Response]]]:
    """Open the page on a phone; give it and all answers that it got."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", **options)  # type: ignore[arg-type]
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - the library marks what it is given
    page.goto(address)
    page.wait_for_load_state("networkidle")
    yield page, answers
    context.close()


def ask(page: Page, query: str) -> str:
    """Type a query and wait for what is said of it."""
    page.fill("#gs-q", query)
    page.press("#gs-q", "Enter")
    checks.until(page, TOLD)
    return page.inner_text(".gs-search-said")


def test_nothing_true_is_missed_and_little_else_is_found(browser: Browser, demonstration: Path, address: str) -> None:
    pages = searching.pages(demonstration)
    folded = [f"{fold(page.text)}\n{fold(page.title)}" for page in pages]
    queries = searching.queries(list(searching.strings(ROOT / "records")), COUNT)
    with opened(browser, address) as (page, _):
        answers = page.evaluate(FIND, queries)
    wanted = [searching.truth(query, folded) for query in queries]
    missed = {query: right - set(got) for query, right, got in zip(queries, wanted, answers, strict=True)}
    assert {query: [pages[at].path for at in some] for query, some in missed.items() if some} == {}
    found, true = sum(map(len, answers)), sum(map(len, wanted))
    assert true > 10 * COUNT
    assert sum(not right for right in wanted) > COUNT // 20
    assert (found - true) / true < 0.02


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("长青里车棚", "fanti/projects/shed.html"),
        ("長青里車棚", "fanti/projects/shed.html"),
        ("ＳＨＥＤ", "handbook/"),
        ("４８３，７６８．５０", "jianxi/projects/yinggu-renovation.html"),
        ("483768.5", "jianxi/projects/yinggu-renovation.html"),
        ("盈谷 483,768", "jianxi/projects/yinggu-renovation.html"),
        ("樁", "fanti/projects/shed.html"),
        ("contribut", "contribute/"),
    ],
)
def test_ways_to_type_the_same(browser: Browser, demonstration: Path, address: str, query: str, path: str) -> None:
    pages = searching.pages(demonstration)
    with opened(browser, address) as (page, _):
        [found] = page.evaluate(FIND, [query])
    assert [pages[at].path for at in found if pages[at].path.startswith(path)]


def test_hits_in_titles_come_first_then_newer_ones(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        ask(page, "车棚")
        while not page.locator(".gs-search-more").is_hidden():
            page.evaluate("document.querySelector('.gs-search-more').click()")
            page.wait_for_load_state("networkidle")
        items = page.locator(".gs-search-found > li")
        titled = [bool(item.locator("a mark").count()) for item in items.all()]
        days = [re.findall("[0-9]+", item.locator(".gs-small").inner_text())[:3] for item in items.all()]
    assert 0 < sum(titled) < len(titled)
    assert titled == sorted(titled, reverse=True)
    first = [tuple(map(int, day)) for day in days[: sum(titled)] if len(day) == 3]
    assert len(first) > 1
    assert first == sorted(first, reverse=True)


def test_a_result_shows_what_where_when_and_the_hit(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        assert ask(page, "防水卷材").startswith("找到 ")
        item = page.locator(".gs-search-found > li").first
        assert re.fullmatch(r"(项目|会议|社区) · .+社区 · 20[0-9]{2}年.+", item.locator(".gs-small").inner_text())
        assert item.locator("mark").first.inner_text() == "防水卷材"
        item.locator("a").click()
        assert "防水卷材" in page.inner_text("article")


def test_the_first_query_is_small_and_nothing_comes_before_it(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, answers):
        assert not [answer.url for answer in answers if answer.url.endswith(".bin")]
        ask(page, "居民代表")
        page.wait_for_load_state("networkidle")
        index = [answer for answer in answers if answer.url.endswith(".bin")]
        assert index
        assert sum(len(answer.body()) for answer in index) <= FIRST


def test_a_query_can_be_shared_and_the_rest_asked_for(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}?q=%E7%A4%BE%E5%8C%BA") as (page, _):
        checks.until(page, TOLD)
        assert page.input_value("#gs-q") == "社区"
        items, more = page.locator(".gs-search-found > li"), page.locator(".gs-search-more")
        found = int(page.inner_text(".gs-search-said")[3:-2])
        assert 1 < items.count() < 10
        assert more.inner_text() == "再看 20 条"
        while not more.is_hidden():
            before, promised = items.count(), int(re.sub(r"\D", "", more.inner_text()))
            assert (more.inner_text() == f"再看其余 {promised} 条") == (found - before <= 20)
            more.click()
            checks.until(page, f"() => document.querySelectorAll('.gs-search-found > li').length > {before}")
            page.wait_for_load_state("networkidle")
            assert items.count() - before == promised == min(20, found - before)
        assert items.count() == found
        page.fill("#gs-q", "车棚")
        checks.until(page, "() => location.search === '?q=%E8%BD%A6%E6%A3%9A'")


def test_the_button_for_the_rest_says_how_many(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        said = ask(page, "电梯")
        page.wait_for_load_state("networkidle")
        found, shown = int(said[3:-2]), page.locator(".gs-search-found > li").count()
        assert 0 < shown < found <= shown + 20
        assert page.inner_text(".gs-search-more") == f"再看其余 {found - shown} 条"
        page.click(".gs-search-more")
        checks.until(page, f"() => document.querySelectorAll('.gs-search-found > li').length === {found}")
        assert page.locator(".gs-search-more").is_hidden()


def test_the_keyboard_alone_will_do(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        page.keyboard.press("/")
        page.keyboard.type("车棚")
        page.keyboard.press("Enter")
        checks.until(page, TOLD)
        for _ in range(2):  # over the button to the first result
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('li') !== null")


def test_a_browser_that_cannot_unpack_is_told_and_has_the_lists(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        page.add_init_script("delete self.DecompressionStream")
        page.reload()
        assert "旧了些" in page.inner_text(".gs-search-said")
        assert not page.locator("#gs-q").is_visible()
        assert page.locator("a[href='projects.html']").last.is_visible()


def test_a_lost_index_is_told_and_tried_again(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        page.route("**/search/*.bin", lambda route: route.abort())
        assert ask(page, "车棚").startswith("没有读到")
        page.unroute("**/search/*.bin")
        page.click(".gs-search button")
        checks.until(page, "() => document.querySelector('.gs-search-said').textContent.startsWith('找到')")


def test_without_a_script_there_are_the_lists(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as (page, _):
        assert not page.locator("#gs-q").is_visible()
        assert page.locator(".gs-search-off").is_visible()
        page.click("article >> text=全部项目")
        assert page.url.endswith("/projects.html")


def test_from_a_stick_it_says_so(browser: Browser, demonstration: Path) -> None:
    with opened(browser, (demonstration / "search.html").as_uri()) as (page, _):
        assert "打开网址" in page.inner_text(".gs-search-said")
        assert not page.locator("#gs-q").is_visible()


@pytest.mark.parametrize("path", ["index.html", "about.html", "jianxi/projects/yinggu-renovation.html", "404.html"])
def test_every_page_leads_there_on_a_phone(browser: Browser, address: str, path: str) -> None:
    with opened(browser, address.replace("search.html", path), java_script_enabled=False) as (page, _):
        link = page.locator(".gs-find")
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        link.click()
        assert page.url == address


def test_text_of_records_is_never_markup(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        page.route(re.compile(r"/[0-9]+\.bin"), lambda route: route.fulfill(body=HOSTILE.encode()))
        ask(page, "车棚")
        assert page.locator(".gs-search-found img").count() == 0
        assert page.inner_text(".gs-search-found a").startswith("<img")


HOSTILE = (
    '{"name":"<img src=x onerror=alert(1)>","fold":"","rows":['
    + ",".join(['["a.html","<img src=x onerror=alert(1)>车棚",0,"<b>"]'] * 4)
    + "]}\n"
    + "\f".join(["<img src=x onerror=alert(1)>\n车棚<script>alert(1)</script>"] * 4)
)
