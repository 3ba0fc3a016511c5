"""Text from records is shown as typed: hostile text in every text field gives the same page as harmless text."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from pydantic import BaseModel

from generator import frame, pour
from generator.ledger import Ledger
from generator.pages import Page
from generator.records import KINDS, Strict
from generator.views.site import Site

SITE = Site("公示", "https://example.org/", date(2026, 3, 31), demonstration=True)
Planted = Callable[[str, Site], list[Page]]
FRAME = frame.cut(
    '<title>GONGSHI-TITLE</title><meta name="description" content="GONGSHI-DESCRIPTION">'
    "<h1>GONGSHI-TITLE</h1>\n<p>GONGSHI-BODY</p>"
)
PAYLOADS = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><iframe src=javascript:alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "<a href=javascript:alert(1)>点我</a>",
    "[点我](javascript:alert(1))",
    "![图](https://example.com/a.png)",
    "李|四",
    "*强调* **加粗** _下划_ `代码`",
    "# 标题",
    "<!-- 注释 -->",
    "<![CDATA[x]]>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{#id .class}",
    "{: onclick=alert(1) }",
    "&lt;b&gt; &amp; &#60;",
    "[^1] [ref]: https://example.com",
    "*[HTML]: 缩写 :smile: ==标记==",
    '!!! note "提示"',
    "\\( x \\) $y$ \\<b>",
    "<style>body{display:none}</style>",
]


def every_page(planted: Planted, text: str) -> Iterator[tuple[str, str]]:
    for page in planted(text, SITE):
        yield page.path, pour.poured({page.frame: FRAME}, page, SITE, page.body(SITE))


_LETTERS = re.compile(r"^(class=gs-sheet) [a-z0-9 -]+$", re.MULTILINE)
"""On paper the letters of a longer text are smaller."""


class Shape(HTMLParser):
    """What a browser would make of a page: elements with their attributes, and the text between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        shown = [f"{name}={value}" for name, value in attrs if not (value or "").startswith("tel:")]
        self.seen += [f"<{tag}>", *shown]

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.seen.append(data)

    def handle_comment(self, data: str) -> None:
        self.seen.append(f"<!--{data}-->")


def shape(page: str) -> str:
    reader = Shape()
    reader.feed(page)
    reader.close()
    return _LETTERS.sub(r"\1", "\n".join(reader.seen))


def harmless(length: int) -> str:
    """Give a text with nothing to it, as long as another: a long title is set smaller than a short one."""
    return "寻" + "常" * (length - 2) + "文"


def classes(value: Any) -> Iterator[type[BaseModel]]:
    """List the models that occur in a record."""
    if isinstance(value, tuple):
        for item in value:
            yield from classes(item)
    elif isinstance(value, BaseModel):
        yield type(value)
        for name in type(value).model_fields:
            yield from classes(getattr(value, name))


def test_the_full_records_hold_every_model_that_has_text(full: Ledger) -> None:
    held = set(classes(full.community.value))
    for of_kind in full.records.values():
        for record in of_kind.values():
            held |= set(classes(record.value))
    every = {one for one in subclasses(Strict) if one.__module__.startswith("generator.") and not one.__subclasses__()}
    assert every - held == set()


def subclasses(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for one in model.__subclasses__():
        yield one
        yield from subclasses(one)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_shown_as_typed(planted: Planted, payload: str) -> None:
    plain = harmless(len(payload))
    shapes = {path: shape(page) for path, page in every_page(planted, plain)}
    assert len(shapes) > len(KINDS) / 2
    for path, page in every_page(planted, payload):
        assert shape(page) == shapes[path].replace(plain, payload)
