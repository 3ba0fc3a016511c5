"""What each finding code means, why it is checked and how to mend it: `gongshi explain`."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.wording import Said, Tell, chinese, say


@dataclass(frozen=True, slots=True)
class Entry:
    """One code told to staff: a short title, the reason (the law where there is one), the mend."""

    title: Said
    why: Said
    mend: Said


def catalogue() -> Mapping[str, Entry]:
    """Read the catalogue of all codes."""
    text = Path(__file__).with_name("codes.toml").read_text(encoding="utf-8")
    return {
        code: Entry(**{key: say(told) for key, told in entry.items()}) for code, entry in tomllib.loads(text).items()
    }


def listing(tell: Tell = chinese) -> str:
    """Write all codes with their titles, one on a line."""
    known = catalogue()
    width = max(map(len, known))
    return "\n".join(f"{code:{width}}  {tell(entry.title)}" for code, entry in known.items())


def text(code: str) -> Said | None:
    """Write what a code means; None where there is no such code."""
    entry = catalogue().get(code)
    if entry is None:
        return None
    told = say("{code}：{title}\n\n为什么查：{why}", code=code, title=entry.title, why=entry.why)
    return say("{told}\n怎么改：{mend}", told=told, mend=entry.mend)


def nearest(code: str) -> str | None:
    """Find the code that was probably meant."""
    return next(iter(difflib.get_close_matches(code, list(catalogue()), n=1)), None)
