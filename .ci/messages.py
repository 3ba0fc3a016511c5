#!/usr/bin/env python3
"""Bring the catalogue of translations up to date with the messages in the code: `make messages`."""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator import reconcile, records  # noqa: E402, F401 - the folder of the project comes first
from generator.records.types import Labelled  # noqa: E402
from generator.wording import LOCALE  # noqa: E402

PO = LOCALE / "en" / "LC_MESSAGES" / "gongshi.po"


def messages(*functions: str) -> Iterator[tuple[str, str]]:
    """Find what is first passed to some functions as plain text: the message and the file."""
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in functions:
                text = node.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value, path.relative_to(ROOT).as_posix()


def words() -> Iterator[tuple[str, str]]:
    """Give the words that messages are filled in with: labels of choices, of checks, of kinds."""
    for choices in Labelled.__subclasses__():
        for choice in choices:
            yield choice.label, choices.__module__.replace(".", "/") + ".py"
    for label, _ in (*reconcile.CHECKS, *reconcile.SUMS, *reconcile.SPLITS, *reconcile.ROLLUPS, *reconcile.BALANCES):
        yield label, "generator/reconcile/__init__.py"


def main() -> None:
    """Rewrite the catalogue: new messages come in empty, those gone leave; then compile it."""
    dated = datetime(2026, 1, 1, tzinfo=UTC)  # the same code gives the same file
    about = {"project": "gongshi", "version": "", "fuzzy": False, "creation_date": dated, "revision_date": dated}
    known = read_po(PO.read_bytes().splitlines(keepends=True)) if PO.exists() else Catalog()
    catalogue = Catalog(locale="en", header_comment="# English words for the messages of gongshi.", **about)
    for message, path in (*messages("say", "require"), *words()):
        old = known.get(message)
        catalogue.add(message, old.string if old else "", locations=[(path, None)])
    for entry in catalogue:
        entry.flags.clear()  # a lone per cent sign is no format
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    missing = [entry.id for entry in catalogue if entry.id and not entry.string]
    print("\n".join(missing))  # noqa: T201 - what is left to translate


if __name__ == "__main__":
    main()
