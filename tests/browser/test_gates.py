"""Every page passes every gate, and every gate is shown to fail where there is something to find."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize

from tests.browser import checks, samples

pytestmark = pytest.mark.browser
PROJECTS = (
    *(f"sample/projects/{name}.html" for name in samples.PROJECTS),
    "demo/projects/shed.html",
    "demo/projects/paths.html",
)
PAGES = (
    *PROJECTS,
    "index.html",
    "projects.html",
    "meetings.html",
    "search.html",
    "data.html",
    "open.html",
    "statistics.html",
    "sample/statistics.html",
    "sources/owners.html",
    "sources/organisation.html",
    "sample/index.html",
    "sample/meetings/heavy-vote.html",
    "demo/meetings/vote.html",
    "en/index.html",
    "en/projects.html",
    "en/open.html",
    "en/statistics.html",
    "en/demo/index.html",
    "en/demo/meetings/vote.html",
    "en/demo/projects/shed.html",
    "en/demo/projects/paths.html",
    "zh-Hant/demo/projects/shed.html",
    "404.html",
    "about.html",
    "publish.html",
    "handbook/index.html",
)
PHONE = ViewportSize(width=360, height=checks.FIRST_SCREEN)
SMALL = ViewportSize(width=320, height=640)
DESKTOP = ViewportSize(width=1280, height=900)
FOLDED = "document.querySelectorAll('details:not([open]) > :not(summary)').forEach(e => e.remove())"
"""Takes out what is folded away: axe passes over it anyway, but slowly."""


@contextmanager
def visit(browser: Browser, address: str, **options: Any) -> Iterator[tuple[Page, list[Request]]]:
    """Open a page on a phone for the first time; give it and what it asked for."""
    context = browser.new_context(
        viewport=options.pop("viewport", PHONE),
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        **options,
    )
    context.add_init_script(checks.WATCH)
    page = context.new_page()
    page.clock.set_fixed_time(f"{samples.AS_OF}T10:00:00+08:00")
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    page.on("request", note)
    page.goto(address)
    yield page, requests
    context.close()


def weigh(requests: list[Request]) -> list[str]:
    weight = checks.weight(answer for request in requests if (answer := request.response()))
    return [f"{weight} bytes"] if weight > checks.WEIGHT else []


def astray(requests: list[Request], site: str) -> list[str]:
    """Give what was asked for outside of the site, or was not there."""
    answers = [(request.url, request.response()) for request in requests]
    return [url for url, answer in answers if not url.startswith(site) or answer is None or not answer.ok]


def resize(page: Page, size: ViewportSize) -> None:
    """Change the size of the window, and wait until the theme has seen to its boxes that scroll."""
    page.set_viewport_size(size)
    checks.until(
        page,
        "[...document.querySelectorAll('pre > code')].every(e => e.scrollWidth <= e.clientWidth || e.tabIndex === 0)",
    )
    checks.still(page)


def enlarge(page: Page) -> Iterator[None]:
    """Give the page each size of its letters: its own three, then those of a reader who has set 175 % or 200 %."""
    for size in ("1", "2", "3"):
        page.evaluate("size => { document.documentElement.dataset.gsSize = size }", size)
        yield
    page.evaluate("delete document.documentElement.dataset.gsSize")
    for times in (1.75, 2):
        page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{125 * times}%")
        yield
    page.evaluate("document.documentElement.style.fontSize = ''")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_passes_every_gate(browser: Browser, site: str, path: str) -> None:
    found = {}
    with visit(browser, site + path) as (page, requests):
        assert page.locator("html").get_attribute("lang") == next(
            (one for one in ("en", "zh-Hant") if path.startswith(f"{one}/")), "zh-CN"
        )
        found["weight"] = weigh(requests)
        found["targets"] = checks.targets(page)
        found["letters"] = checks.letters(page)
        found["dead"] = checks.dead(page, site)
        if path in PROJECTS:
            found["answers"] = checks.answers(page) if "heavy" not in path else []
            found["dial"] = [wrong for _ in islice(enlarge(page), 3) for wrong in checks.dial(page)]
            sizes = 1 if "heavy" in path else 3  # a title of 120 large characters leaves no room for both
            found["deadline"] = [wrong for _ in islice(enlarge(page), sizes) for wrong in checks.deadline(page)]
        found["width"] = [wrong for _ in enlarge(page) for wrong in (*checks.sideways(page), *checks.cut(page))]
        resize(page, SMALL)
        found["small"] = checks.sideways(page) + checks.cut(page)
        resize(page, PHONE)
        found["focus"] = checks.focus(page)
        page.evaluate(FOLDED)
        found["axe"] = checks.axe(page)
        resize(page, DESKTOP)
        found["axe, wide"] = checks.axe(page)
        found["letters, wide"] = checks.letters(page)
        page.click("[data-md-component=palette] label:visible")
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        found["axe, wide, dark"] = checks.axe(page)
        resize(page, PHONE)
        found["axe, dark"] = checks.axe(page)
        found["blocked"] = checks.blocked(page)
        found["astray"] = astray(requests, site)
    assert {gate: wrong for gate, wrong in found.items() if wrong} == {}


def test_the_html_is_valid(folder: Path) -> None:
    assert checks.html([folder / path for path in PAGES]) == []


FAULTS = {
    "axe": "document.documentElement.removeAttribute('lang')",
    "axe 2": "document.querySelector('.gs-note').style.color = '#767676'",
    "axe 3": "document.querySelector('.gs-key').after(document.createElement('select'))",
    "targets": "document.querySelector('.gs-btn-main').style.cssText = 'min-height: 0; padding: 0; line-height: 1'",
    "targets 2": "document.querySelector('.md-tabs__link').style.cssText = 'min-width: 0; width: 30px'",
    "letters": "document.querySelector('.gs-meta').style.fontSize = '14px'",
    "letters 2": "document.querySelector('.gs-seg-t').style.fontSize = '14px'",
    "sideways": "document.querySelector('.gs-note').style.width = '400px'",
    "sideways 2": "document.querySelector('.gs-summary').style.cssText = 'margin-left: 300px; white-space: nowrap'",
    "cut": "document.querySelector('.gs-table').style.cssText = 'width: 400px'",
    "dial": "document.querySelector('.gs-key').style.marginTop = '700px'",
    "dial 2": "document.querySelector('.gs-btn-main').remove()",
    "deadline": "document.querySelector('.gs-fact-obj').style.cssText = 'position: relative; top: 60px'",
    "deadline 2": "document.querySelector('.gs-fact-obj').remove()",
    "answers": "document.querySelector('.gs-key').style.paddingTop = '200px'",
    "focus": "document.querySelector('.gs-btn').style.cssText = 'position: fixed; left: -999px'",
    "focus 2": "document.querySelector('.gs-btn').style.outline = 'none'",
    "focus 3": "document.querySelector('.gs-btn').style.opacity = 0",
    "focus 4": "document.querySelector('.md-header').style.height = '100vh'",
    "blocked": "document.querySelector('.gs-note').innerHTML = '<b onclick=alert(1)>x</b>'",
    "blocked 2": "document.querySelector('.gs-note').innerHTML = '<b style=color:red>x</b>'",
    "blocked 3": "document.querySelector('.gs-note').innerHTML = '<img src=https://example.org/a.png>'",
}
"""What is done to a good page so that a gate sees it, by the name of the gate."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_gate_sees_its_fault(browser: Browser, site: str, fault: str) -> None:
    gate = getattr(checks, fault.partition(" ")[0])
    with visit(browser, f"{site}sample/projects/single.html") as (page, _):
        assert gate(page) == []
        page.evaluate("scrollTo(0, 0)")
        page.evaluate("document.activeElement.blur()")
        page.evaluate(FAULTS[fault])
        assert gate(page)


def test_a_dead_link_is_seen(browser: Browser, site: str) -> None:
    with visit(browser, f"{site}index.html") as (page, _):
        for address in ("none.html", "about.html#nowhere"):
            page.evaluate("address => { document.querySelector('.gs-link').href = address }", address)
            assert [wrong.partition(" ")[2] for wrong in checks.dead(page, site)] == [site + address]


def test_a_request_that_leaves_the_site_is_seen_and_so_is_a_heavy_page(browser: Browser, site: str) -> None:
    with visit(browser, f"{site}index.html", bypass_csp=True) as (page, requests):
        page.evaluate("new Image().src = 'https://example.invalid/a.png'")
        page.evaluate("fetch('none.html')")
        assert astray(requests, site) == ["https://example.invalid/a.png", f"{site}none.html"]
    with visit(browser, f"{site}index.html") as (page, requests):
        assert weigh(requests) == []
        for number in range(2):
            picture = f"assets/project-page.png?{number}"
            page.evaluate("src => { const i = new Image(); i.src = src; return i.decode() }", picture)
        assert weigh(requests)


def test_wrong_html_is_seen(folder: Path, tmp_path: Path) -> None:
    faults = ("<p><div></p></div>", '<i id="top"></i>', "<dl><p>x</p></dl>", '<a href="a b">x</a>', "<i role=x></i>")
    good = (folder / "index.html").read_text(encoding="utf-8")
    pages = [tmp_path / f"{number}.html" for number in range(len(faults))]
    for page, fault in zip(pages, faults, strict=True):
        page.write_text(good.replace('<p class="gs-lead">', f'{fault}<p class="gs-lead">'), encoding="utf-8")
    found = checks.html(pages)
    assert [page for page in pages if not any(f"{page}:" in wrong for wrong in found)] == []
