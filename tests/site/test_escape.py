"""Text from records is shown as typed: hostile text in every text field gives the same page as harmless text."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel, StringConstraints

from generator import frame, pages, pour
from generator.ledger import Ledger, Record, gather
from generator.load import load
from generator.records import KINDS, Strict
from generator.views.site import Site

BASE = Path(__file__).parents[1] / "cases" / "_base" / "records"
FULL = Path(__file__).parent / "full" / "records"
"""Laid over the base: what it lacks, so that every text field of every kind is on some page."""
SITE = Site("公示", "https://example.org/", date(2026, 3, 31), demonstration=True)
HARMLESS = "寻常文字"
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


def is_text(annotation: Any, metadata: tuple[Any, ...] = ()) -> bool:
    """Tell a field of free text from an id, a choice or a number."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return is_text(inner, tuple(more))
    if annotation is str:
        rules = [rule for rule in metadata if isinstance(rule, StringConstraints)]
        return bool(rules) and rules[0].pattern is None
    return any(is_text(choice, metadata) for choice in get_args(annotation) if get_origin(annotation) is not tuple)


def with_text(value: Any, text: str) -> Any:
    """Put a text into every text field of a record, whatever its validators would say."""
    if isinstance(value, tuple):
        return tuple(with_text(item, text) for item in value)
    if not isinstance(value, BaseModel):
        return value
    update: dict[str, Any] = {}
    for name, field in type(value).model_fields.items():
        held = getattr(value, name)
        inner = get_args(field.annotation)[0] if get_origin(field.annotation) is tuple else None
        if inner is not None and is_text(inner):
            update[name] = (text, text)
        elif is_text(field.annotation, tuple(field.metadata)):
            update[name] = text
        else:
            update[name] = with_text(held, text)
    return value.model_copy(update=update)


def every_page(ledger: Ledger, text: str) -> Iterator[tuple[str, str]]:
    records: dict[str, Mapping[str, Record[Any]]] = {
        kind: {id_: Record(id_, one.path, with_text(one.value, text)) for id_, one in of_kind.items()}
        for kind, of_kind in ledger.records.items()
    }
    community = Record(ledger.id, ledger.community.path, with_text(ledger.community.value, text))
    made, facts = pages.of_community(gather(ledger.id, community, records, ledger.files), SITE)
    for page in (*made, *pages.of_site([facts], SITE)):
        yield page.path, pour.poured({page.frame: FRAME}, page, SITE)


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
    return "\n".join(reader.seen)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    records = tmp_path_factory.mktemp("full") / "records"
    shutil.copytree(BASE, records)
    shutil.copytree(FULL, records, dirs_exist_ok=True)
    found, findings = load(records, "demo")
    assert found, findings
    return found


@pytest.fixture(scope="module")
def harmless(ledger: Ledger) -> Mapping[str, str]:
    return {path: shape(page) for path, page in every_page(ledger, HARMLESS)}


def classes(value: Any) -> Iterator[type[BaseModel]]:
    """List the models that occur in a record."""
    if isinstance(value, tuple):
        for item in value:
            yield from classes(item)
    elif isinstance(value, BaseModel):
        yield type(value)
        for name in type(value).model_fields:
            yield from classes(getattr(value, name))


def test_the_full_records_hold_every_model_that_has_text(ledger: Ledger) -> None:
    held = set(classes(ledger.community.value))
    for of_kind in ledger.records.values():
        for record in of_kind.values():
            held |= set(classes(record.value))
    every = {one for one in subclasses(Strict) if one.__module__.startswith("generator.") and not one.__subclasses__()}
    assert every - held == set()


def subclasses(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for one in model.__subclasses__():
        yield one
        yield from subclasses(one)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_shown_as_typed(ledger: Ledger, harmless: Mapping[str, str], payload: str) -> None:
    assert len(harmless) > len(KINDS) / 2
    for path, page in every_page(ledger, payload):
        assert shape(page) == harmless[path].replace(HARMLESS, payload)
