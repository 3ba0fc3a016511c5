"""A page in another language: nothing of the interface is left in Chinese, nothing of a record is translated."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from opencc import OpenCC

from generator import frame, pour
from generator.pages import Page
from generator.views.site import Site

Planted = Callable[[str, Site], list[Page]]
SITE = Site("Public notices", "https://example.org/", date(2026, 3, 31), demonstration=True)
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff5e]")  # characters, and their full-width punctuation
FRAME = frame.cut(
    '<title>GONGSHI-TITLE</title><meta name="description" content="GONGSHI-DESCRIPTION">'
    "<h1>GONGSHI-TITLE</h1>\n<p>GONGSHI-BODY</p>"
)
DAYS = [date(2025, 11, 1), date(2026, 3, 31), date(2026, 8, 31)]
"""Before, while and after most of what the records tell."""


def pages_of(planted: Planted, text: str, language: str, day: date) -> dict[str, str]:
    site = replace(SITE, language=language, as_of=day)
    return {page.path: pour.poured({page.frame: FRAME}, page, site) for page in planted(text, site)}


@pytest.mark.parametrize("day", DAYS)
def test_no_chinese_is_left_on_an_english_page(planted: Planted, day: date) -> None:
    made = pages_of(planted, "plain words", "en", day)
    assert len(made) > 5
    assert {path: found for path, page in made.items() if (found := re.findall(f"{HAN.pattern}+", page))} == {}


@pytest.mark.parametrize("day", DAYS)
def test_no_simplified_character_is_left_on_a_traditional_page(planted: Planted, day: date) -> None:
    same = OpenCC("s2tw").convert
    for page in pages_of(planted, "plain words", "zh-Hant", day).values():
        assert [word for word in set(re.findall(f"{HAN.pattern}+", page)) if same(word) != word] == []


@pytest.mark.parametrize("language", ["zh", "en", "zh-Hant"])
def test_texts_of_records_stay_as_they_are(planted: Planted, language: str) -> None:
    typed = "计划"  # a word of the interface too
    counts = [
        page.count(typed) - pages_of(planted, "plain words", language, SITE.as_of)[path].count(typed)
        for path, page in sorted(pages_of(planted, typed, language, SITE.as_of).items())
    ]
    chinese = [
        page.count("plain words") for _, page in sorted(pages_of(planted, "plain words", "zh", SITE.as_of).items())
    ]
    assert counts == chinese


def test_a_han_character_would_be_seen(planted: Planted) -> None:
    assert any(HAN.search(page) for page in pages_of(planted, "plain words", "zh", SITE.as_of).values())
    assert OpenCC("s2tw").convert("现在") != "现在"
