"""`gongshi notice`: the sheet of one notice, made from the records as they are now; no site is built or touched."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator import chromium, frame, pages, pour, settings, sheets, tree
from generator.check import check_community
from generator.diagnostics import Finding, has_errors
from generator.ledger import Book, Ledger
from generator.outcome import Outcome
from generator.views import project
from generator.views.longest import longest
from generator.views.project import ProjectPage
from generator.views.site import Site
from generator.wording import Said, listed, say


class Refused(Exception):  # noqa: N818 - the outcome of a command, not a fault of the program
    """The sheet cannot be made; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which sheet (`community/id`, of a notice or a project), as of which day, in which formats, into which folder."""

    root: Path
    name: str
    as_of: date
    url: str | None
    formats: Collection[str]
    out: Path


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: the report on the records, the files written, and what there is to say of them."""

    outcome: Outcome
    files: tuple[Path, ...] = ()
    notes: tuple[Said, ...] = ()


def make(order: Order, browser: Path) -> Made:
    """Make a sheet; give nothing but the report where the records have errors.

    Raises:
        Refused: there is no such notice, or one sheet of paper does not hold its page.
        BrowserError: the browser does not start, has no Chinese font, or does not answer.
        frame.EngineError: the engine failed, or its page is not what it was.
    """
    community, _, id_ = order.name.partition("/")
    known, _ = tree.communities(order.root / "records")
    if community not in known:
        raise Refused(say("没有“{id}”这个社区，有：{known}", id=community, known=listed(known)))
    ledger, outcome = check_community(order.root / "records", community, order.as_of)
    if ledger is None or has_errors(outcome.findings):
        return Made(outcome)
    said = settings.read(order.root, order.url)
    site = Site(say(said.name), said.url, order.as_of, said.demonstration, said.language)
    view = _view(order, ledger, site, outcome.findings)
    cache = _cache(order)
    frames = frame.build_all(order.root, said, "mkdocs", cache)[0]
    page = pages.of_project(view)
    markup = pour.poured(frame.load(frames), page, site, page.body(site))
    with chromium.start(browser) as tab:
        sheet = sheets.make(tab, sheets.alone(markup, frames, page.path))
    if not sheet.fits:
        raise Refused(sheets.too_long(order.name, longest(view)))
    order.out.mkdir(parents=True, exist_ok=True)
    files = {name: order.out / f"{community}-{id_}.{name}" for name in sheets.FORMATS if name in order.formats}
    for name, path in files.items():
        path.write_bytes(sheet.files[name])
    return Made(outcome, tuple(files.values()), tuple(_notes(view, site, sheet.size)))


def _cache(order: Order) -> Path:
    cache = order.root / ".cache" / "gongshi"
    cache.mkdir(parents=True, exist_ok=True)
    return cache


def _view(order: Order, ledger: Ledger, site: Site, findings: tuple[Finding, ...]) -> ProjectPage:
    files = pour.published(order.root / "records", _cache(order) / "files", ledger, lambda _name, _raw: None)
    id_ = order.name.partition("/")[2]
    view = project.page(replace(ledger, files=files), _book(ledger, id_), site, findings)
    if id_ not in ledger.books:
        _current(view, id_)
    return view


def _book(ledger: Ledger, id_: str) -> Book:
    """Find a project by its own id or by that of one of its notices."""
    for book in ledger.books.values():
        if book.id == id_ or id_ in (record.id for record in book.notices):
            return book
    known = [record.id for book in ledger.books.values() for record in book.notices] or list(ledger.books)
    raise Refused(say("{community} 里没有“{id}”，有：{known}", community=ledger.id, id=id_, known=listed(known)))


def _current(view: ProjectPage, id_: str) -> None:
    """Refuse a notice that the project's page, and so its sheet, is not about."""
    asked = next(one for one in view.notices if one.id == id_)
    if asked.withdrawn:
        raise Refused(say("{id} 已经撤回，不印公示单：{why}", id=id_, why=asked.withdrawn))
    if view.notice and view.notice.id != id_:
        raise Refused(say("项目页上现在是 {now}，{id} 是以前的，不再印公示单", now=view.notice.id, id=id_))


def _notes(view: ProjectPage, site: Site, size: int) -> Iterator[Said]:
    if not site.url:
        yield say("没有二维码：不知道网址。请在 mkdocs.yml 写 site_url，或者加 --site-url 网址")
    if view.notice and not view.notice.open:
        yield say("注意：{id} {state}", id=view.notice.id, state=view.notice.state)
    if size < 100:
        yield say("内容多，字缩到 {size}%", size=size)
