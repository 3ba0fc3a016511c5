"""The four numbers of each project before and after a change, for whoever is to approve it."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from generator import tree
from generator.ledger import Book
from generator.load import load
from generator.money import yuan
from generator.report.github import plain, row
from generator.wording import Tell, chinese, say

HEAD = (say("计划"), say("认捐"), say("到账"), say("支出"))


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a project planned, was promised, received and paid, in 分."""

    planned: int
    pledged: int
    received: int
    paid: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one project; money, and apart from it the worth of goods and labour."""

    title: str
    cash: Numbers
    in_kind: Numbers


NOTHING = Figures("", Numbers(0, 0, 0, 0), Numbers(0, 0, 0, 0))
"""What stands in for a project that is not there."""

Site = Mapping[str, Mapping[str, Figures] | None]
"""Community → project → its figures; None where a file of the community cannot be read."""


def figures(records: Path) -> Site:
    """Add up every project of a records folder."""
    found: dict[str, Mapping[str, Figures] | None] = {}
    for name in tree.communities(records)[0]:
        ledger, _ = load(records, name)
        found[name] = {id_: _figures(book) for id_, book in ledger.books.items()} if ledger else None
    return found


def _figures(book: Book) -> Figures:
    total = book.total
    return Figures(
        book.project.title,
        Numbers(total.planned, total.pledged, total.received, book.paid),
        Numbers(total.planned_in_kind, total.pledged_in_kind, total.received_in_kind, 0),
    )


def markdown(before: Site, after: Site, tell: Tell = chinese) -> str:
    """Write a Markdown table of the projects whose numbers changed."""
    rows = [line for name in sorted({*before, *after}) for line in _community(name, before, after, tell)]
    heading = tell(say("金额变化（元）"))
    lines = [f"### {heading}", ""]
    if not rows:
        return "\n".join([*lines, tell(say("没有项目的金额变化。")), ""])
    head = [tell(say("项目")), *(tell(word) for word in HEAD)]
    return "\n".join([*lines, row(head), row(["---", *["---:"] * len(HEAD)]), *rows, ""])


def _community(name: str, before: Site, after: Site, tell: Tell) -> Iterator[str]:
    old, new = before.get(name, {}), after.get(name, {})
    if old is None or new is None:
        when = say("改动后") if new is None else say("改动前")
        yield row([plain(tell(say("{name}：{when}有文件读不了", name=name, when=when))), *["—"] * len(HEAD)])
        return
    for id_ in sorted({*old, *new}):
        yield from _project(f"{name}/{id_}", old.get(id_, NOTHING), new.get(id_, NOTHING), tell)


def _project(path: str, old: Figures, new: Figures, tell: Tell) -> Iterator[str]:
    label = plain(f"{new.title or old.title}（{path}）")
    if old is NOTHING:
        label += tell(say("，新增"))
    elif new is NOTHING:
        label += tell(say("，删除"))
    if old.cash != new.cash or NOTHING in (old, new):
        yield row([label, *_cells(old.cash, new.cash)])
    if old.in_kind != new.in_kind:
        yield row([label + tell(say("，实物和人工")), *_cells(old.in_kind, new.in_kind)])


def _cells(old: Numbers, new: Numbers) -> Iterator[str]:
    for one, other in zip(astuple(old), astuple(new), strict=True):
        yield yuan(other) if one == other else f"{yuan(one)} → **{yuan(other)}**"
