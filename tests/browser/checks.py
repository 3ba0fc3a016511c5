"""The gates of a page in a real browser: each gives what is wrong, as text; nothing where all is well."""

import gzip
from collections.abc import Iterable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}
TARGET = 44
LETTER = 15
FIRST_SCREEN = 690
"""What is left of a phone 780 px high inside WeChat."""
WEIGHT = 100_000

_LOOK = """() => {
  const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true});
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map(c => '.' + c).join('');
  const say = (e, text) => name(e) + ' “' + (e.textContent || '').trim().replace(/\\s+/g, ' ').slice(0, 20) + '” ' + text;
  const texts = () => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, e = node.parentElement;
      if (node.data.trim() && shown(e) && !e.closest('script, style, title, .gs-vh')) found.push([node, e]);
    }
    return found;
  };
  const scrolls = e => {
    for (; e; e = e.parentElement) if (/auto|scroll/.test(getComputedStyle(e).overflowX) && e !== document.body) return true;
    return false;
  };
  %s
}"""

_TARGETS = """
  const aims = 'a[href], button, summary, select, textarea, label[for], [role=button]';
  return [...document.querySelectorAll(aims + ', input:not([type=hidden])')].filter(shown).flatMap(e => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const sentence = style.display === 'inline' && [...e.parentElement.childNodes].some(n => n !== e && n.nodeType === 3 && n.data.trim());
    const small = box.width > 0 && (box.width < LIMIT - .5 || box.height < LIMIT - .5);
    return small && !sentence ? [say(e, Math.round(box.width) + ' × ' + Math.round(box.height))] : [];
  });"""

_LETTERS = """
  const small = new Map();
  const measure = e => {
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (size < LIMIT) small.set(name(e), say(e, size + ' px'));
  };
  texts().forEach(([, e]) => measure(e));
  [...document.querySelectorAll('select, input, textarea')].filter(shown).forEach(measure);
  return [...small.values()];"""

_SIDEWAYS = """
  const width = document.documentElement.clientWidth, found = [];
  const whole = document.documentElement.scrollWidth;
  if (whole > width) found.push('the page is ' + whole + ' px wide');
  for (const [node, e] of texts()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const right = Math.max(...[...range.getClientRects()].map(r => r.right), 0);
    if (right > width + 1 && !scrolls(e)) found.push(say(e, 'reaches to ' + Math.round(right)));
  }
  return found;"""

_CUT = """
  return [...document.querySelectorAll('.gs-scroll, .md-typeset__scrollwrap')]
    .filter(box => shown(box) && box.scrollWidth > box.clientWidth + 1)
    .map(box => say(box, box.scrollWidth + ' px in ' + box.clientWidth));"""

_FOCUS = """
  let e = document.activeElement;
  if (e === document.body) return null;
  if (e.matches('input') && !e.getBoundingClientRect().width) e = e.nextElementSibling;  // its label is what shows
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const at = [.1, .5, .9].map(part => document.elementFromPoint((left + right) / 2, top + (bottom - top) * part));
  return !shown(e) || !box.width ? say(e, 'does not show')
    : right - left < 1 || bottom - top < 1 ? say(e, 'is off the screen')
    : !at.some(over => over && (e.contains(over) || over.contains(e))) ? say(e, 'is behind ' + at.map(name))
    : style.outlineStyle === 'none' || !parseFloat(style.outlineWidth) ? say(e, 'has no outline') : '';"""


def _look(page: Page, script: str, limit: int = 0) -> list[str]:
    found: list[str] = page.evaluate(_LOOK % script.replace("LIMIT", str(limit)))
    return found


def axe(page: Page) -> list[str]:
    """WCAG 2.2 AA, what axe-core calls best practice, and contrast as AAA asks for it."""
    violations: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {' '.join(map(str, node['target']))}" for one in violations for node in one["nodes"]]


def targets(page: Page) -> list[str]:
    """Whatever is tapped is 44 px or more each way, save a link inside a sentence."""
    return _look(page, _TARGETS, TARGET)


def letters(page: Page) -> list[str]:
    """No text is smaller than 15 px."""
    return _look(page, _LETTERS, LETTER)


def sideways(page: Page) -> list[str]:
    """The page does not scroll sideways, and no text runs out of it."""
    return _look(page, _SIDEWAYS)


def cut(page: Page) -> list[str]:
    """No table scrolls sideways in its box."""
    return _look(page, _CUT)


def dial(page: Page) -> list[str]:
    """The button that dials is on the first screen."""
    button = page.locator(".gs-btn-main").bounding_box()
    if button is None:
        return ["no button that dials"]
    bottom = button["y"] + button["height"]
    return [f"the button that dials ends at {bottom:.0f} px"] if bottom > FIRST_SCREEN or button["y"] < 0 else []


def focus(page: Page, most: int = 100) -> list[str]:
    """Going through the page by the tab key, what has the focus is always to be seen."""
    found: list[str] = []
    for stop in range(most):
        page.keyboard.press("Tab")
        wrong = page.evaluate(_LOOK % _FOCUS)
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
