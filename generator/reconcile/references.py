"""Every record mentioned exists."""

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Finding, Location, error
from generator.ledger import Ledger

_WORDS = {
    "projects": "项目",
    "parties": "单位",
    "contracts": "合同",
    "notices": "公示",
}


def resolve(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """Every id that a record mentions is the id of a record of this community."""
    for location, kind, ref in _mentions(ledger):
        if ref in ledger.records[kind]:
            yield None
        else:
            yield error(
                "reference-unknown",
                f"没有编号为“{ref}”的{_WORDS[kind]}",
                location,
                f"请改成 {kind}/ 里已有的文件名（不带 .yml），或先建这个文件",
            )
    yield from _pledges(ledger)
    yield from _uses(ledger)


def _mentions(ledger: Ledger) -> Iterator[tuple[Location, str, str]]:
    records = ledger.records
    for kind in (
        "notices",
        "pledges",
        "contracts",
        "contributions",
        "disbursements",
        "declarations",
        "progress",
    ):
        for record in records[kind].values():
            yield record.at("project"), "projects", record.value.project
    for record in records["meetings"].values():
        for index, ref in enumerate(record.value.projects):
            yield record.at("projects", index), "projects", ref
        for index, resolution in enumerate(record.value.resolutions):
            if resolution.project:
                yield record.at("resolutions", index, "project"), "projects", resolution.project
        for index, side in enumerate(record.value.attendance):
            if side.party:
                yield record.at("attendance", index, "party"), "parties", side.party
    for record in records["notices"].values():
        if record.value.corrects:
            yield record.at("corrects"), "notices", record.value.corrects
    for record in records["contracts"].values():
        yield record.at("contractor"), "parties", record.value.contractor
    yield from _in_books(ledger)


def _in_books(ledger: Ledger) -> Iterator[tuple[Location, str, str]]:
    for book in ledger.books.values():
        for index, line in enumerate(book.project.sources):
            if line.party:
                yield book.record.at("sources", index, "party"), "parties", line.party
        for pledge in book.pledges:
            if pledge.value.display == "organisation":
                yield pledge.at("party"), "parties", pledge.value.party
        for arrival in book.contributions:
            if arrival.value.party:
                yield arrival.at("party"), "parties", arrival.value.party
        for payment in book.disbursements:
            yield payment.at("payee"), "parties", payment.value.payee
            if payment.value.bearer:
                yield payment.at("bearer"), "parties", payment.value.bearer
            if payment.value.contract:
                yield payment.at("contract"), "contracts", payment.value.contract


def _pledges(ledger: Ledger) -> Iterator[Finding | None]:
    for book in ledger.books.values():
        for arrival in book.contributions:
            number = arrival.value.pledge
            if number is None:
                continue
            yield (
                None
                if number in book.by_number
                else error(
                    "reference-unknown",
                    f"本项目没有序号为 {number} 的认捐",
                    arrival.at("pledge"),
                    "请改成认捐记录里的序号 no",
                )
            )


def _uses(ledger: Ledger) -> Iterator[Finding | None]:
    for book in ledger.books.values():
        names = {use.name for use in book.project.uses}
        for payment in book.disbursements:
            yield (
                None
                if payment.value.use in names
                else error(
                    "reference-unknown",
                    f"项目预算里没有“{payment.value.use}”这项用途",
                    payment.at("use"),
                    f"请改成预算里的用途名称：{'、'.join(sorted(names)) or '（预算还没有写用途）'}",
                )
            )


def pledge_numbers_differ(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """No two pledges of a project carry the same number."""
    for book in ledger.books.values():
        for row in book.pledges:
            first = book.by_number[row.value.no]
            yield (
                None
                if first is row
                else error(
                    "pledge-repeated",
                    f"认捐序号 {row.value.no} 用了两次（另一处在 {first.path} 第 {first.index + 1} 行）",
                    row.at("no"),
                    "请换一个没用过的序号",
                )
            )
