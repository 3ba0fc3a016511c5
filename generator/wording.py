"""Chinese messages that remember how they were made, so that a report can tell them in another language."""

import gettext
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

Tell = Callable[[str], str]
"""Gives a message in the language of a report."""

LOCALE = Path(__file__).with_name("locale")
LANGUAGES = {"zh": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
"""The languages there are words for, and what each calls itself."""

SOURCE = "zh"
"""The language that messages are written in; it has no catalogue."""

PAGE = "page"
"""The context of the words on pages: a heading there is a word within a sentence in a report."""


class Said(str):
    """A Chinese text that keeps its template and what was filled in; everywhere else it is just the text."""

    __slots__ = ("params", "template")
    template: str
    params: dict[str, Any]


def say(template: str, /, **params: str | int) -> Said:
    """Fill in a template; one without parameters is taken as it stands, braces too."""
    said = Said(_filled(template, params) if params else template)
    said.template, said.params = template, params
    return said


def _filled(template: str, params: Mapping[str, str | int]) -> str:
    """Fill in a template; `n` counts something, so its digits are grouped as those of amounts are."""
    n = params.get("n")
    return template.format(**({**params, "n": f"{n:,}"} if isinstance(n, int) and n > 999 else params))


def on(day: date) -> Said:
    """Name a day: 2026年3月5日."""
    return say("{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day)


NAMES, CLAUSES, ENDED, DOTTED = "{some}、{others}", "{some}，{others}", "{some}；{others}", "{some} · {others}"
LINES = "{some}\n{others}"
"""How `listed` puts things together."""


def listed(parts: Sequence[str], between: str = NAMES) -> str:
    """Name several things; halved, so that a long list lies no deeper than a short one."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    half = len(parts) // 2
    return say(between, some=listed(parts[:half], between), others=listed(parts[half:], between))


def chinese(text: str) -> str:
    """Give a message as it was written."""
    return text


@cache
def words(language: str, context: str = "") -> Callable[[str, int], str]:
    """Choose a language: gives the words for a template and, where it counts something, for that number of it.

    What a page says in other words than a report stands in the catalogue under the context `PAGE`.
    """
    if language == SOURCE:
        return lambda template, _: template
    catalogue = gettext.translation("gongshi", LOCALE, [language.replace("-", "_")])

    @lru_cache(4096)
    def find(template: str, n: int) -> str:
        if "{n}" in template:
            found = catalogue.npgettext(context, template, template, n) if context else template
            return found if found not in ("", template) else catalogue.ngettext(template, template, n) or template
        found = catalogue.pgettext(context, template) if context else template
        return found if found != template else catalogue.gettext(template)

    return find


@cache
def teller(language: str, context: str = "") -> Tell:
    """Choose the language of a report or a page; what is no message, or in no catalogue, stays as it is."""
    if language == SOURCE:
        return chinese
    find = words(language, context)

    def tell(text: str) -> str:
        if not isinstance(text, Said):
            return text
        params = text.params
        template = find(text.template, params.get("n", 0))
        told = {key: tell(value) if isinstance(value, str) else value for key, value in params.items()}
        return _filled(template, told) if told else template

    return tell


def pack(text: str) -> Any:
    """Write a message as plain JSON."""
    if not isinstance(text, Said):
        return text
    return [text.template, {key: pack(one) if isinstance(one, str) else one for key, one in text.params.items()}]


def unpack(data: Any) -> str:
    """Read what `pack` wrote."""
    if isinstance(data, str):
        return data
    template, params = data
    return say(template, **{key: one if isinstance(one, int) else unpack(one) for key, one in params.items()})
