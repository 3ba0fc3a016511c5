"""What each finding code means, why it is checked and how to mend it: `gongshi explain`."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One code told to staff: a short title, the reason (the law where there is one), the mend."""

    title: str
    why: str
    mend: str


def catalogue() -> Mapping[str, Entry]:
    """Read the catalogue of all codes."""
    text = Path(__file__).with_name("codes.toml").read_text(encoding="utf-8")
    return {code: Entry(**entry) for code, entry in tomllib.loads(text).items()}


def listing() -> str:
    """Write all codes with their titles, one on a line."""
    known = catalogue()
    width = max(map(len, known))
    return "\n".join(f"{code:{width}}  {entry.title}" for code, entry in known.items())


def text(code: str) -> str | None:
    """Write what a code means; None where there is no such code."""
    entry = catalogue().get(code)
    return f"{code}：{entry.title}\n\n为什么查：{entry.why}\n怎么改：{entry.mend}" if entry else None


def nearest(code: str) -> str | None:
    """Find the code that was probably meant."""
    return next(iter(difflib.get_close_matches(code, list(catalogue()), n=1)), None)
