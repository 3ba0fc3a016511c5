"""Views → markup, through an autoescaping Jinja2 environment: text from records is never markup."""

import html
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import markupsafe
import segno
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.breaks import WHOLE
from generator.calendar import ymd
from generator.texts import Kept, Templates
from generator.views import sheet
from generator.views.offers import Offers
from generator.views.site import Site
from generator.wording import PAGE, Said, Tell, say, teller, words

_DARK = re.compile(rb"\x01+")
_UNIT = re.compile(r" (?=[\u33a1\u4e00-\u9fff])(?:(?<=[0-9] )|(?<=[0-9]</b> )|(?<=[0-9]</strong> ))")
"""Between a number and what it counts, in Chinese; a line must not break there."""
_QR = say("本页二维码")
_TEMPLATES = Path(__file__).parent / "templates"
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", html.escape)


_environments: dict[str, Templates] = {}
"""One for each language, made when it is first needed."""


def _environment(language: str) -> Templates:
    if language not in _environments:
        _environments[language] = _compiled(language)
    return _environments[language]


def _compiled(language: str, kept: Kept | None = None) -> Templates:
    environment = Templates(
        bytecode_cache=kept,
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    tell = teller(language, PAGE)
    environment.words = words(language, PAGE)
    environment.filters["whole"] = lambda text: _whole(text, tell)
    environment.globals["letters"] = lambda page: sheet.letters(page, language).style
    escape = _escape(tell)
    for name in environment.list_templates():
        environment.get_template(name).root_render_func.__globals__["escape"] = escape
    return environment


def _whole(text: str, tell: Tell) -> Markup:
    """Mark the dates in a sentence, so that no line ends within one."""
    return Markup(WHOLE.sub(r'<span class="gs-nb">\g<0></span>', _escaped(tell(text))))  # noqa: S704 - it is escaped


def _escape(tell: Tell) -> Callable[[object], str]:
    """Tell and escape as markupsafe does, but make no Markup of every piece: that took a third of a page's time."""

    def escape(value: object) -> str:
        if type(value) is str:
            return _escaped(value)
        return _escaped(tell(value)) if type(value) is Said else markupsafe.escape(value)

    return escape


def prepare(languages: Iterable[str], folder: Path, stamp: str) -> None:
    """Compile every template, so that processes forked later share them.

    What is compiled is kept in the folder for later builds, until the stamp, of program and libraries, is another.
    """
    for language in languages:
        if language not in _environments:
            place = folder / language
            place.mkdir(parents=True, exist_ok=True)
            _environments[language] = _compiled(language, Kept(f"{place}", stamp))


def body(  # noqa: PLR0913 - all that a page is made of
    template: str, view: object, site: Site, path: str, *, coded: bool = False, offers: Offers | None = None
) -> str:
    """Render the body of a page, `path` below the site; `coded` with a QR code where the site has an address."""
    address = site.url + site.folder + path if site.url else ""
    qr = qr_code(address, teller(site.language, PAGE)(_QR)) if coded and address else ""
    chosen = _environment(site.language).get_template(template)
    known = {"as_of": ymd(site.as_of), "site_name": site.name, "sheets": site.sheets, "twins": site.twins(path)}
    made = chosen.render(p=view, qr=qr, address=address, offers=offers, **known)
    return _UNIT.sub("\u00a0", made) if template.endswith(".html") else made


def qr_code(address: str, title: str = _QR) -> Markup:
    """Draw an address as a QR code with its title: error level M, quiet zone 2, an SVG path.

    The mask is fixed: any of the eight decodes, and weighing them takes four times as long as all the rest.
    """
    matrix = segno.make(address, error="m", micro=False, mask=2).matrix
    strokes, x, y = [], 0, 0
    for line, row in enumerate(matrix):
        for dark in _DARK.finditer(row):
            strokes.append(f"m{dark.start() - x} {line - y}h{len(dark[0])}")
            x, y = dark.end(), line
    size, path = len(matrix) + 4, "".join(strokes).removeprefix("m0 0")  # the first corner is always dark
    return Markup(  # noqa: S704 - numbers, and a title that is escaped
        f'<svg viewBox="0 0 {size} {size}"><title>{_escaped(title)}</title><path stroke="#000" d="M2 2.5{path}"/></svg>'
    )
