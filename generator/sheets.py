"""The sheet of a notice: its project's page as PDF (A4 and A3) and as a picture to pass on, made by Chromium."""

import hashlib
import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from io import BytesIO
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple

from pypdf import PdfReader, PdfWriter

from generator import chromium
from generator.chromium import Tab
from generator.views.facts import Sheet
from generator.views.sheet import CHOICES, Letters
from generator.views.site import project_path, sheet_path
from generator.wording import Said, say, unpack

FORMATS = ("a4.pdf", "a3.pdf", "png")
"""What is made of each notice: how the names of its files end."""

_A3 = 841.89, 1190.55
"""Points."""

_STYLE = re.compile(r'<link[^>]*rel="?stylesheet"?[^>]*?href="?([^">\s]+)"?[^>]*>')
_RULES = re.compile(r'<script\b.*?</script>|<meta http-equiv="Content-Security-Policy"[^>]*>', re.DOTALL)
_WIDTH, _HEIGHT = 702, 1058
"""Of a sheet inside its margins, in CSS pixels."""

_CHOOSE = "document.querySelector('.gs-sheet').className = 'gs-sheet {style}'"
_REACHES = "document.documentElement.scrollHeight"
_PICTURE = 540
"""Width of the picture in CSS pixels; it has two dots for each."""

_SHARE = f"document.documentElement.dataset.gsShare = '', {_REACHES}"
_GOOD = "fits"
"""Name of an empty file beside kept formats that stand on one sheet of paper."""


class Printed(NamedTuple):
    """What was made of one page: bytes by format, how large its letters are in per cent, whether one sheet holds it."""

    files: Mapping[str, bytes]
    size: int
    fits: bool


def make(tab: Tab, page: str) -> Printed:
    """Print a page that stands by itself with the largest letters that leave it on one sheet, and photograph it."""
    tab.show(page)
    tab.look(_WIDTH, 1, paper=True)
    chosen, pdf = _printed(tab)
    single = len(PdfReader(BytesIO(pdf)).pages) == 1
    tab.look(_PICTURE, 2)
    picture = tab.picture(_PICTURE, tab.run(_SHARE))
    return Printed(dict(zip(FORMATS, (pdf, _enlarged(pdf), picture), strict=True)), chosen.size, single)


def _printed(tab: Tab) -> tuple[Letters, bytes]:
    """Print with the largest letters that the screen says will do; it may be a line out, then with the next."""
    for chosen in CHOICES:
        if tab.run(f"{_CHOOSE.format(style=chosen.style)}, {_REACHES}") <= _HEIGHT or chosen is CHOICES[-1]:
            pdf = tab.pdf()
            if len(PdfReader(BytesIO(pdf)).pages) == 1:
                break
    return chosen, pdf


def alone(markup: str, site: Path, address: str) -> str:
    """Make a page stand by itself: the styles of its site go into it, scripts and the policy against both are out."""

    def styles(found: re.Match[str]) -> str:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(address), found[1]))
        return f"<style>{(site / name).read_text(encoding='utf-8')}</style>"

    return _STYLE.sub(styles, _RULES.sub("", markup))


def _enlarged(pdf: bytes) -> bytes:
    """Put the same drawing on A3: letters stay letters."""
    writer, out = PdfWriter(clone_from=BytesIO(pdf)), BytesIO()
    for page in writer.pages:
        page.scale_to(*_A3)
        page.compress_content_streams()
    writer.write(out)
    return out.getvalue()


def too_long(notice: str, longest: str) -> Said:
    """Say that a sheet does not fit with the smallest letters, what is to blame, and how to mend it."""
    return say(
        "{notice} 的公示单一张 A4 纸放不下，字缩到 {size}% 也不行。{longest}，请写短，细节写进进展或会议",
        notice=notice,
        size=CHOICES[-1].size,
        longest=longest,
    )


def fill(browser: Path, site: Path, kept: Path, wanted: Iterable[Any]) -> Iterator[Said]:
    """Write the sheets of notices into a site; tell which take more than one sheet of paper.

    `wanted` holds `facts.Sheet`, or the plain lists that they become as JSON. What is in the site already stays. What
    was made before of the same page is taken from the folder `kept`, which holds the last state of each notice.

    Raises:
        BrowserError: the browser does not start, has no Chinese font, or does not answer.
    """
    with ExitStack() as stack:
        tab = None
        for one in starmap(Sheet, wanted):
            target = site / sheet_path(one.community, one.notice)
            if target.with_suffix(f".{FORMATS[0]}").exists():
                continue
            address = project_path(one.community, one.project)
            page = alone((site / address).read_text(encoding="utf-8"), site, address)
            known = kept / one.community / one.notice / _digest(page)
            if not known.is_dir():
                tab = tab or stack.enter_context(chromium.start(browser))
                _keep(known, make(tab, page))
            target.parent.mkdir(exist_ok=True)
            for name in FORMATS:
                shutil.copyfile(known / name, target.with_suffix(f".{name}"))
            if not (known / _GOOD).exists():
                yield too_long(f"{one.community}/{one.notice}", unpack(one.longest))


def _keep(known: Path, sheet: Printed) -> None:
    shutil.rmtree(known.parent, ignore_errors=True)
    draft = known.with_suffix(".new")
    draft.mkdir(parents=True)
    for name, raw in sheet.files.items():
        (draft / name).write_bytes(raw)
    if sheet.fits:
        (draft / _GOOD).touch()
    draft.rename(known)


def _digest(page: str) -> str:
    return hashlib.blake2b(_code() + page.encode(), digest_size=16).hexdigest()


@cache
def _code() -> bytes:
    return Path(__file__).read_bytes() + Path(chromium.__file__).read_bytes()
