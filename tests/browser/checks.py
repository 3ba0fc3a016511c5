"""The gates of a page in a real browser: each gives what is wrong, as text; nothing where all is well."""

import gzip
import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urldefrag

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Response

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast": {"enabled": False}, "color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}
"""What passes 7 : 1 passes 4.5 : 1 too, and looking at all colours is what takes the time."""
TARGET = 44
LETTER = 15
FIRST_SCREEN = 690
"""What is left of a phone 780 px high inside WeChat."""
WEIGHT = 100_000
WATCH = """window.gsBlocked = [];
document.addEventListener('securitypolicyviolation', e => gsBlocked.push(e.violatedDirective + ' ' + e.blockedURI));"""
"""Runs before a page does, and notes what its policy blocked."""

EXEMPT = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Bad value “” for attribute “tabindex” on element “label”",
)
"""What the theme writes and no browser minds: its hidden checkboxes, and their labels in the menu."""

_LOOK = (Path(__file__).parent / "look.js").read_text(encoding="utf-8").strip()


def until(page: Page, script: str) -> None:
    """Wait until something is so. Playwright's own waiting evaluates text within the page, which the policy forbids."""
    for _ in range(300):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def still(page: Page) -> None:
    """Wait until nothing changes its size any more: the theme sizes its side boxes a moment after the window."""
    sizes = None
    for _ in range(100):
        before, sizes = sizes, page.evaluate("[...document.querySelectorAll('*')].map(e => e.clientHeight).join()")
        if sizes == before:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the page does not come to rest")


def _look(page: Page, question: str) -> list[str]:
    found: list[str] = page.evaluate(f"{_LOOK}.{question}")
    return found


def axe(page: Page) -> list[str]:
    """WCAG 2.2 AA, what axe-core calls best practice, and contrast as AAA asks for it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    page.evaluate("scrollTo(0, 0)")  # what is half behind the header would count as a small target
    violations = page.evaluate("async rules => (await axe.run(rules)).violations", RULES)
    return [f"{one['id']}: {' '.join(map(str, node['target']))}" for one in violations for node in one["nodes"]]


def targets(page: Page) -> list[str]:
    """Whatever is tapped is 44 px or more each way, save a link inside a sentence."""
    return _look(page, f"targets({TARGET})")


def letters(page: Page) -> list[str]:
    """No text is smaller than 15 px."""
    return _look(page, f"letters({LETTER})")


def sideways(page: Page) -> list[str]:
    """The page does not scroll sideways, and no text runs out of it."""
    return _look(page, "sideways()")


def cut(page: Page) -> list[str]:
    """No table scrolls sideways in its box."""
    return _look(page, "cut()")


def dial(page: Page) -> list[str]:
    """The button that dials is on the first screen."""
    page.evaluate("scrollTo(0, 0)")
    button = page.locator(".gs-btn-main")
    if not button.count():
        return ["no button that dials"]
    box = button.bounding_box()
    bottom = box["y"] + box["height"] if box else 0
    return [] if 0 < bottom <= FIRST_SCREEN else [f"the button that dials ends at {bottom:.0f} px"]


def answers(page: Page) -> list[str]:
    """All above that button is on the first screen too: the button stands at its own place, and covers nothing."""
    page.evaluate("document.querySelector('.gs-btn-main').style.position = 'static'")
    found = dial(page)
    page.evaluate("document.querySelector('.gs-btn-main').style.position = ''")
    return found


def deadline(page: Page) -> list[str]:
    """The line that says until when one may object is never below the button that dials, nor behind it."""
    page.evaluate("scrollTo(0, 0)")
    found = [page.locator(one) for one in (".gs-fact-obj", ".gs-btn-main")]
    line, button = (one.bounding_box() if one.count() else None for one in found)
    if not line or not button:
        return ["no line that says until when"]
    bottom = line["y"] + line["height"]
    return [] if 0 < bottom <= button["y"] + 1 else [f"{bottom:.0f} px, and the button begins at {button['y']:.0f}"]


def focus(page: Page, most: int = 100) -> list[str]:
    """Going through the page by the tab key, what has the focus is always to be seen."""
    found: list[str] = []
    for stop in range(most):
        page.keyboard.press("Tab")
        wrong = page.evaluate(f"{_LOOK}.focus()")
        if wrong is None:
            return found if stop > 3 else ["the tab key goes nowhere"]
        found += [wrong] if wrong else []
    return found


def weight(responses: Iterable[Response]) -> int:
    """What a first visit loads, in bytes, as a server sends it that compresses text."""
    total = 0
    for response in responses:
        body = response.body()
        image = response.headers.get("content-type", "").startswith("image/") and b"<svg" not in body[:200]
        total += len(body) if image else len(gzip.compress(body, 6))
    return total


def blocked(page: Page) -> list[str]:
    """The policy of the page blocked nothing, for there was nothing to block."""
    found: list[str] = page.evaluate("gsBlocked")
    return found


def dead(page: Page, site: str) -> list[str]:
    """Whatever the page links to or loads is there, down to the place in the page."""
    script = "() => [...document.querySelectorAll('[href], [src]')].map(e => e.href || e.src)"
    found = []
    for address in dict.fromkeys(page.evaluate(script)):
        where, place = urldefrag(address)
        if where.startswith(site):
            answer = page.request.get(where)
            if not answer.ok or (place and f'id="{place}"' not in answer.text()):
                found.append(f"{answer.status} {address}")
    return found


def html(pages: Sequence[Path]) -> list[str]:
    """The Nu checker finds no error, save two of the theme's."""
    jar = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"  # `.ci/setup browser` installs it
    command = [
        "java",
        "-Xss2m",
        "-jar",
        str(jar),
        "--errors-only",
        "--stdout",
        "--exit-zero-always",
        "--format",
        "json",
    ]
    answer = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, check=False)
    messages = json.loads(answer.stdout)["messages"]
    return [
        f"{one.get('url', '')}:{one.get('lastLine', '')} {one['message']}"
        for one in messages
        if not one["message"].startswith(EXEMPT)
    ]
