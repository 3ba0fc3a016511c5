#!/usr/bin/env python3
"""Write generator/search/folding.txt anew from OpenCC's tables: which characters search takes for the same one.

A line is one character and the variants folded to it. Run this after an update of opencc; a test holds the file to it.
"""

import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import opencc

FILE = Path(__file__).resolve().parents[1] / "generator" / "search" / "folding.txt"
BUNDLED = Path(opencc.__file__).parent / "clib"
BY_HAND = {"著": "着", "覆": "复", "藉": "借", "馀": "余"}
"""Standard in simplified text too, and yet the traditional spelling of another character: 覆 in 答覆."""

LAST = "\uffff"
"""Rarer characters lie beyond the basic plane and are left as they are."""


def table(name: str) -> Mapping[str, list[str]]:
    """Read one of OpenCC's tables: a character and what may stand for it, likeliest first."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "table.txt"
        source = BUNDLED / "share" / "opencc" / f"{name}.ocd2"
        command = [BUNDLED / "bin" / "opencc_dict", "-i", source, "-f", "ocd2", "-t", "text", "-o", out]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - a tool of the library
        rows = [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()]
    return {key: values.split(" ") for key, values in rows}


def simplified(character: str) -> bool:
    """Tell whether a character is in the everyday simplified set: then it is no variant of another."""
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def pairs() -> Mapping[str, str]:
    """Give every variant and what it is folded to."""
    folded = {key: values[0] for key, values in table("TSCharacters").items() if values[0] != key}
    for name in ("STCharacters", "TWVariants", "HKVariants"):
        for key, values in table(name).items():
            for variant in values:
                if not simplified(variant) and end(folded, key) != variant:
                    folded.setdefault(variant, key)
    folded |= BY_HAND
    ends = {variant: end(folded, variant) for variant in folded}
    return {variant: into for variant, into in ends.items() if len(variant + into) == 2 and max(variant, into) <= LAST}


def end(folded: Mapping[str, str], character: str) -> str:
    """Follow a character to what nothing more is folded into."""
    while character in folded:
        character = folded[character]
    return character


def main() -> None:
    """Write the file."""
    variants: dict[str, list[str]] = defaultdict(list)
    for variant, into in sorted(pairs().items()):
        variants[into].append(variant)
    lines = [f"{into}{''.join(found)}\n" for into, found in sorted(variants.items())]
    FILE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
