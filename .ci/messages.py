#!/usr/bin/env python3
"""Bring the catalogues of translations up to date with the texts in code and templates: `make messages`."""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract
from opencc import OpenCC

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator import calendar, frame, reconcile, records, wording  # noqa: E402, F401 - the folder of the project comes first
from generator import settings as reading  # noqa: E402
from generator.records.types import Labelled  # noqa: E402
from generator.views import money, votes  # noqa: E402
from generator.wording import LOCALE, PAGE  # noqa: E402

LANGUAGES = {"en": "English", "zh_Hant": "Traditional Chinese"}
TRADITIONAL = OpenCC("s2tw")
QUOTES = str.maketrans("“”‘’", "「」『』")
GENERATOR = ROOT / "generator"
ON_PAGES = ("views/", "calendar.py", "frame.py", "pages.py", "render.py", "templates/")
"""Where the texts of pages are; those of reports are everywhere else."""


class Text(NamedTuple):
    """A text to be translated, where it is used (`page` or everywhere) and the file it stands in."""

    context: str
    text: str
    path: str


def texts() -> Iterator[Text]:
    """Find every text: what is said in code, what templates hold, and the words that both are filled in with."""
    yield from messages("say", "require")
    yield from templates()
    yield from scripts()
    yield from settings()
    yield from words()


def messages(*functions: str) -> Iterator[Text]:
    """Find what is first passed to some functions as plain text."""
    for path in sorted(GENERATOR.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in functions:
                text = node.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value:
                    yield _text(text.value, path)


def templates() -> Iterator[Text]:
    """Find what templates pass to `_`."""
    for path in sorted((GENERATOR / "templates").rglob("*.html")):
        with path.open("rb") as file:
            for _, _, text, _ in babel_extract(file, ["_"], [], {"trim_blocks": "true", "silent": "false"}):
                yield _text(text if isinstance(text, str) else text[0], path)


def scripts() -> Iterator[Text]:
    """Find what the scripts of pages show."""
    for path in sorted((ROOT / "docs" / "assets").glob("*.js")):
        for text in frame.script_texts(path.read_text(encoding="utf-8")):
            yield Text(PAGE, text, path.relative_to(ROOT).as_posix())


def settings() -> Iterator[Text]:
    """Give the words of the site's configuration: its name, its navigation, its buttons."""

    def take(text: str) -> str:
        if not text.isascii():
            found.append(text)
        return text

    found: list[str] = []
    reading.told(reading.load(ROOT / "mkdocs.yml"), take)
    yield from (Text(PAGE, text, "mkdocs.yml") for text in found)


def words() -> Iterator[Text]:
    """Give the words that texts are filled in with: labels, initials, numerals, days, and the rules that come along."""
    for choices in Labelled.__subclasses__():
        for choice in choices:
            for context in ("", PAGE):
                yield Text(context, choice.label, f"{choices.__module__.replace('.', '/')}.py")
    for label, _ in (*reconcile.CHECKS, *reconcile.SUMS, *reconcile.SPLITS, *reconcile.ROLLUPS, *reconcile.BALANCES):
        yield Text("", label, "generator/reconcile/__init__.py")
    for between in (wording.NAMES, wording.CLAUSES, wording.ENDED, wording.DOTTED):
        yield Text("", between, "generator/wording.py")
    for of_each in (calendar.YEARS_MONTHS, calendar.DAYS, calendar.MONTHS, calendar.WEEKDAYS):
        yield from (Text(PAGE, word, "generator/calendar.py") for word in of_each)
    yield from (Text(PAGE, digit, "generator/views/votes.py") for digit in votes.DIGITS)
    yield from (Text(PAGE, letter, "generator/views/money.py") for letter in money.INITIAL.values())
    yield from rules()


def rules() -> Iterator[Text]:
    """Give the titles and citations of the rules that come with the generator."""
    for path in sorted((GENERATOR / "rules").glob("*.yml")):
        ruleset = yaml.safe_load(path.read_text(encoding="utf-8"))
        for held in (ruleset, *(one for part in ruleset.values() if isinstance(part, list) for one in part)):
            yield from (_text(held[key], path) for key in ("title", "citation") if key in held)


def _text(text: str, path: Path) -> Text:
    page = path.relative_to(GENERATOR).as_posix().startswith(ON_PAGES)
    return Text(PAGE if page else "", text, path.relative_to(ROOT).as_posix())


def drafted(text: str, language: str) -> str:
    """Draft the words for a new text, for a person to read: script is changed by rule, anything else is left open.

    Words are never exchanged for others: the names of laws would suffer.
    """
    return TRADITIONAL.convert(text).translate(QUOTES) if language == "zh_Hant" else ""


def renew(language: str) -> Catalog:
    """Rewrite a catalogue: new texts come in, those gone leave, all others stay as they are; then compile it."""
    po = LOCALE / language / "LC_MESSAGES" / "gongshi.po"
    dated = datetime(2026, 1, 1, tzinfo=UTC)  # the same code gives the same file
    about = {"project": "gongshi", "version": "", "fuzzy": False, "creation_date": dated, "revision_date": dated}
    known = read_po(po.read_bytes().splitlines(keepends=True)) if po.exists() else Catalog()
    header = f"# {LANGUAGES[language]} words for the texts of gongshi."
    catalogue = Catalog(locale=language, header_comment=header, **about)
    for context, text, path in texts():
        counted = "{n}" in text
        old = known.get(text, context or None)
        string = old.string if old and isinstance(old.string, tuple) == counted and all(old.string or [""]) else None
        draft = drafted(text, language)
        new = (draft,) * catalogue.num_plurals if counted else draft
        where = [(path, None)]
        catalogue.add((text, text) if counted else text, string or new, locations=where, context=context or None)
    for entry in catalogue:
        entry.flags.clear()  # a lone per cent sign is no format
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False)
    with po.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return catalogue


def main() -> None:
    """Renew every catalogue and print what is left to translate."""
    for language in LANGUAGES:
        missing = [entry.id for entry in renew(language) if entry.id and not all(entry.string or [""])]
        print("\n".join(f"{language}: {text}" for text in missing))  # noqa: T201 - the point of it


if __name__ == "__main__":
    main()
