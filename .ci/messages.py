#!/usr/bin/env python3
"""Bring the catalogues of translations up to date with the texts in code and templates: `make messages`."""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import click
import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract
from opencc import OpenCC

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator import calendar, cli, explain, frame, reconcile, records, spoken, wording  # noqa: E402, F401 - the folder of the project comes first
from generator import settings as reading  # noqa: E402
from generator.records import share  # noqa: E402
from generator.records.types import Labelled  # noqa: E402
from generator.views import money, votes  # noqa: E402
from generator.wording import LOCALE, PAGE  # noqa: E402

LANGUAGES = {"en": "English", "zh_Hant": "Traditional Chinese"}
TRADITIONAL = OpenCC("s2tw")
CLICK = {"_": None, "gettext": None, "ngettext": (1, 2)}
QUOTES = str.maketrans("“”‘’", "「」『』")
GENERATOR = ROOT / "generator"
ON_PAGES = ("views/", "downloads/dictionary.py", "calendar.py", "frame.py", "pages.py", "render.py", "templates/")
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
    yield from commands()
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


def commands() -> Iterator[Text]:
    """Give what the command says of itself, and of each finding code."""
    for command in (cli.main, *cli.main.commands.values()):
        for told in (command, *command.get_params(click.Context(command))):
            if isinstance(told, spoken.Command | spoken.Option) and told.said:
                yield Text("", told.said, "generator/cli.py")
    for entry in explain.catalogue().values():
        yield from (Text("", told, "generator/codes.toml") for told in (entry.title, entry.why, entry.mend))


def words() -> Iterator[Text]:
    """Give the words that texts are filled in with: labels, initials, numerals, days, and the rules that come along."""
    for choices in Labelled.__subclasses__():
        for choice in choices:
            for context in ("", PAGE):
                yield Text(context, choice.label, f"{choices.__module__.replace('.', '/')}.py")
    for label, _ in (*reconcile.CHECKS, *reconcile.SUMS, *reconcile.SPLITS, *reconcile.ROLLUPS, *reconcile.BALANCES):
        yield Text("", label, "generator/reconcile/__init__.py")
    for field in share.ShareResult.model_fields.values():
        yield Text("", field.title or "", "generator/records/share.py")
    for between in (wording.NAMES, wording.CLAUSES, wording.ENDED, wording.DOTTED, wording.LINES):
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
    """Rewrite our catalogue in a language: new texts come in, those gone leave, all others stay as they are."""
    known = _known(language, "gongshi")
    catalogue = _empty(language, f"# {LANGUAGES[language]} words for the texts of gongshi.")
    for context, text, path in texts():
        counted = "{n}" in text
        draft = drafted(text, language)
        new = (draft,) * catalogue.num_plurals if counted else draft
        id_ = (text, text) if counted else text
        catalogue.add(id_, _kept(known, id_, context) or new, locations=[(path, None)], context=context or None)
    return _write(catalogue, language, "gongshi")


def renew_click(language: str, chinese: Catalog) -> Catalog:
    """Rewrite the catalogue of what Click itself says, which is English in its code."""
    known = _known(language, "click")
    catalogue = _empty(language, f"# {LANGUAGES.get(language, 'Chinese')} words for what Click says.")
    for _, _, text, _, _ in extract_from_dir(Path(click.__file__).parent, [("**.py", "python")], CLICK):
        old = chinese.get(text)
        draft = drafted(str(old.string[0] if isinstance(old.string, tuple) else old.string), language) if old else ""
        new = (draft,) * catalogue.num_plurals if isinstance(text, tuple) else draft
        catalogue.add(text, _kept(known, text, "") or new)
    return _write(catalogue, language, "click")


def _known(language: str, domain: str) -> Catalog:
    po = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    return read_po(po.read_bytes().splitlines(keepends=True)) if po.exists() else Catalog()


def _empty(language: str, header: str) -> Catalog:
    dated = datetime(2026, 1, 1, tzinfo=UTC)  # the same code gives the same file
    about = {"project": "gongshi", "version": "", "fuzzy": False, "creation_date": dated, "revision_date": dated}
    return Catalog(locale=language, header_comment=header, **about)


def _kept(known: Catalog, id_: str | tuple[str, ...], context: str) -> Any:
    """Give the words a text has had, unless some are missing or it has begun to count, or has ceased to."""
    old = known.get(id_, context or None)
    same = old and isinstance(old.id, tuple) == isinstance(id_, tuple) and all(old.string or [""])
    return old.string if old and same else None


def _write(catalogue: Catalog, language: str, domain: str) -> Catalog:
    for entry in catalogue:
        entry.flags.clear()  # a lone per cent sign is no format
    po = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False)
    with po.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return catalogue


def main() -> None:
    """Renew every catalogue and print what is left to translate."""
    chinese = renew_click("zh", Catalog())
    made = {"zh": chinese, "zh-Hant": renew_click("zh_Hant", chinese)}
    for name, catalogue in (*made.items(), *((language, renew(language)) for language in LANGUAGES)):
        missing = [entry.id for entry in catalogue if entry.id and not all(entry.string or [""])]
        print(*(f"{name}: {text}" for text in missing), sep="\n", end="\n" if missing else "")  # noqa: T201 - the point


if __name__ == "__main__":
    main()
