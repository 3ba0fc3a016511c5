"""Every record mentioned exists."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.diagnostics import Field, Finding, Location, error, warning
from generator.ledger import Book, Ledger
from generator.wording import listed, say

_WORDS = {
    "projects": say("项目"),
    "parties": say("单位"),
    "contracts": say("合同"),
    "notices": say("公示"),
    "meetings": say("会议"),
}

MENTIONS: tuple[tuple[str, Field, str], ...] = (
    ("projects", ("sources", "party"), "parties"),
    ("projects", ("surplus_decision", "meeting"), "meetings"),
    ("notices", ("project",), "projects"),
    ("notices", ("corrects",), "notices"),
    ("notices", ("meeting",), "meetings"),
    ("meetings", ("projects",), "projects"),
    ("meetings", ("attendance", "party"), "parties"),
    ("meetings", ("resolutions", "project"), "projects"),
    ("pledges", ("project",), "projects"),
    ("pledges", ("rows", "party"), "parties"),
    ("contracts", ("project",), "projects"),
    ("contracts", ("contractor",), "parties"),
    ("contributions", ("project",), "projects"),
    ("contributions", ("rows", "party"), "parties"),
    ("disbursements", ("project",), "projects"),
    ("disbursements", ("rows", "payee"), "parties"),
    ("disbursements", ("rows", "bearer"), "parties"),
    ("disbursements", ("rows", "contract"), "contracts"),
    ("declarations", ("project",), "projects"),
    ("progress", ("project",), "projects"),
)
"""A kind of record, the field of it (of each item where it lies in a list), and the kind of record it names."""


def resolve(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """Every id that a record mentions is the id of a record of this community."""
    for kind, way, wanted in MENTIONS:
        for record in ledger.records[kind].values():
            for field, ref in _values(record.value, way):
                yield (
                    None
                    if ref in ledger.records[wanted]
                    else error(
                        "reference-unknown",
                        say("没有编号为“{ref}”的{kind}", ref=ref, kind=_WORDS[wanted]),
                        record.at(*field),
                        say("请改成 {wanted}/ 里已有的文件名（不带 .yml），或先建这个文件", wanted=wanted),
                    )
                )


def _values(value: Any, way: Field, field: Field = ()) -> Iterator[tuple[Field, Any]]:
    """Give what stands at the end of a way of fields, from every item of the lists on it, with its place."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, way, (*field, index))
    elif way:
        # vars, for asking a model for a field that it lacks is slow, and most pledges have no party.
        inner = vars(value).get(str(way[0]))
        if inner is not None:
            yield from _values(inner, way[1:], (*field, way[0]))
    else:
        yield field, value


EVIDENCE: tuple[tuple[str, Field], ...] = (
    ("projects", ("photos", "file")),
    ("notices", ("attachments", "file")),
    ("meetings", ("attachments", "file")),
    ("contracts", ("attachments", "file")),
    ("disbursements", ("rows", "attachments", "file")),
    ("declarations", ("attachments", "file")),
    ("progress", ("entries", "photos", "file")),
)
"""A kind of record, and the field of it that names a file handed in beside the records."""


def named(ledger: Ledger) -> set[str]:
    """Name the files that the records of a community speak of."""
    return {
        name
        for kind, way in EVIDENCE
        for record in ledger.records[kind].values()
        for _, name in _values(record.value, way)
    }


def attachments(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """Every file that a record names was handed in, and every one handed in is named."""
    for kind, way in EVIDENCE:
        for record in ledger.records[kind].values():
            for field, name in _values(record.value, way):
                yield (
                    None
                    if name in ledger.files
                    else error(
                        "attachment-missing",
                        say("files 文件夹里没有“{name}”", name=name),
                        record.at(*field),
                        say("请把文件放进本社区的 files/，或改正文件名"),
                    )
                )
    folder = ledger.community.path.rpartition("/")[0]
    for name in sorted(ledger.files.keys() - named(ledger)):
        where = Location(f"{folder}/files/{name}", 1, 1)
        yield warning(
            "attachment-unused", say("没有哪份记录用到这个文件，不会公布"), where, say("请在记录里写上，或删掉")
        )


def photos_tell_no_place(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """No picture handed in holds the place where it was taken: whoever has the records has the picture."""
    folder = ledger.community.path.rpartition("/")[0]
    for name, file in ledger.files.items():
        where = Location(f"{folder}/files/{name}", 1, 1)
        hint = say("网页上会去掉，原图仍在仓库里：请截图以后再放，或在手机上关掉拍摄地点")
        yield warning("attachment-located", say("照片里带着拍摄地点"), where, hint) if file.located else None


def within_project(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """The pledges, uses and contracts that a row mentions are those of its own project."""
    for book in ledger.books.values():
        yield from _pledges(book)
        yield from _uses(book)
        yield from _contracts(ledger, book)
        yield from _corrected(book)


def _pledges(book: Book) -> Iterator[Finding | None]:
    for arrival in book.contributions:
        number = arrival.value.pledge
        if number is not None:
            yield (
                None
                if number in book.by_number
                else error(
                    "reference-unknown",
                    say("本项目没有序号为 {number} 的认捐", number=number),
                    arrival.at("pledge"),
                    say("请改成认捐记录里的序号 number"),
                )
            )


def _uses(book: Book) -> Iterator[Finding | None]:
    names = {use.name for use in book.project.uses}
    mentions = [(row.value.use, row.at("use")) for row in book.disbursements]
    if book.project.share is not None and book.project.share.use is not None:
        mentions.append((book.project.share.use, book.record.at("share", "use")))
    for name, where in mentions:
        yield (
            None
            if name is None or name in names
            else error(
                "reference-unknown",
                say("项目预算里没有“{name}”这项用途", name=name),
                where,
                say("请改成预算里的用途名称：{names}", names=listed(sorted(names)))
                if names
                else say("请改成预算里的用途名称：（预算还没有写用途）"),
            )
        )


def _contracts(ledger: Ledger, book: Book) -> Iterator[Finding | None]:
    own = {contract.id for contract in book.contracts}
    for payment in book.disbursements:
        ref = payment.value.contract or ""
        if ref in ledger.records["contracts"]:
            yield (
                None
                if ref in own
                else error(
                    "reference-unknown",
                    say("合同“{ref}”不是本项目的", ref=ref),
                    payment.at("contract"),
                    say("请改成本项目的合同，或核对那份合同的 project"),
                )
            )


def _corrected(book: Book) -> Iterator[Finding | None]:
    for correction in book.corrections:
        yield (
            None
            if correction.target
            else error(
                "reference-unknown",
                say("本项目没有“{corrects}”这一笔", corrects=correction.row.value.corrects),
                correction.row.at("corrects"),
                say("认捐写它的序号；到账和支出写“文件名/第几笔”，更正的行自己不能再更正"),
            )
        )


def pledge_numbers_differ(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """No two pledges of a project carry the same number."""
    for book in ledger.books.values():
        for row in book.pledges:
            first = book.by_number[row.value.number]
            yield (
                None
                if first is row
                else error(
                    "pledge-repeated",
                    say(
                        "认捐序号 {number} 用了两次（另一处在 {path} 第 {row} 笔）",
                        number=row.value.number,
                        path=first.path,
                        row=first.index + 1,
                    ),
                    row.at("number"),
                    say("请换一个没用过的序号"),
                )
            )
