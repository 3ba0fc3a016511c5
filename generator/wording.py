"""Chinese messages that remember how they were made, so that a report can tell them in another language."""

import gettext
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

Tell = Callable[[str], str]
"""Gives a message in the language of a report."""

LOCALE = Path(__file__).with_name("locale")


class Said(str):
    """A Chinese text that keeps its template and what was filled in; everywhere else it is just the text."""

    __slots__ = ("params", "template")
    template: str
    params: dict[str, Any]


def say(template: str, /, **params: str | int) -> Said:
    """Fill in a template; one without parameters is taken as it stands, braces too."""
    said = Said(template.format(**params) if params else template)
    said.template, said.params = template, params
    return said


def on(day: date) -> Said:
    """Name a day: 2026年3月5日."""
    return say("{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day)


def listed(parts: Sequence[str]) -> str:
    """Name several things; halved, so that a long list lies no deeper than a short one."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    half = len(parts) // 2
    return say("{some}、{others}", some=listed(parts[:half]), others=listed(parts[half:]))


def chinese(text: str) -> str:
    """Give a message as it was written."""
    return text


def teller(language: str) -> Tell:
    """Choose the language of a report; what the catalogue does not hold, and what is no message, stays Chinese."""
    if language == "zh":
        return chinese
    catalogue = gettext.translation("gongshi", LOCALE, [language])

    def tell(text: str) -> str:
        if not isinstance(text, Said):
            return text
        template = catalogue.gettext(text.template)
        told = {key: tell(value) if isinstance(value, str) else value for key, value in text.params.items()}
        return template.format(**told) if told else template

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
