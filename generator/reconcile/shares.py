"""A cost that homes share: what the record says of the split holds together, and shows no home's line."""

from collections.abc import Iterator, Sequence
from datetime import date

from generator.diagnostics import Finding, error
from generator.ledger import Book, Ledger, Row
from generator.money import yuan
from generator.reconcile.amounts import by_pledge, unexplained
from generator.records.funds import Form, PledgeRow, PledgeState
from generator.records.place import Source
from generator.records.share import Share, ShareMethod, ShareResult
from generator.wording import Said, say


def result_possible(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """A split is worked out, and what came out is what can come out."""
    for book in ledger.books.values():
        share = book.project.share
        if share is not None:
            yield _possible(book, share)


def _possible(book: Book, share: Share) -> Finding | None:
    result, households = share.result, book.project.scope.households
    if result is None:
        return error(
            "share-uncalculated",
            say("分摊 {total} 元，还没有算", total=yuan(share.total)),
            book.record.at("share"),
            say("请运行 gongshi share，把结果写进 result"),
        )
    wrong = _wrong(share, result, households)
    if wrong is None:
        return None
    hint = say("请重新运行 gongshi share，照抄它给出的 result")
    return error("share-impossible", wrong[1], book.record.at("share", "result", wrong[0]), hint)


def _wrong(share: Share, result: ShareResult, households: int | None) -> tuple[str, Said] | None:
    """Name the field of a result that cannot be, and why."""
    came, total, residue = result.participants, yuan(share.total), yuan(result.residue)
    if not came:
        return "participants", say("没有一户参加")
    if households is not None and came > households:
        return "participants", say("参加 {came} 户，多于涉及的 {households} 户", came=came, households=households)
    if result.base == 0:
        return "base", say("基数合计是 0")
    if result.residue >= came:
        return "residue", say(
            "零头 {residue} 元，{came} 户分摊，零头只能少于 {limit} 元", residue=residue, came=came, limit=yuan(came)
        )
    if share.method is ShareMethod.EQUAL and result.residue != share.total % came:
        return "residue", say(
            "{total} 元由 {came} 户平均分，零头不是 {residue} 元", total=total, came=came, residue=residue
        )
    return None


def lines_unshown(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """No line of one home stands alone where its amount tells the home's floor area or floor."""
    for book in ledger.books.values():
        share = book.project.share
        for row in _apportioned(book) if share is not None else ():
            alone = row.value.display == "anonymous"
            yield (
                error(
                    "share-line-shown",
                    say("第 {number} 号是一户的分摊，从金额能推出是哪一户", number=row.value.number),
                    row.at("number"),
                    say("请和别户合成一行：display 写 sum_only，count 写户数"),
                )
                if alone and share is not None and share.method is not ShareMethod.EQUAL
                else None
            )


def _apportioned(book: Book) -> tuple[Row[PledgeRow], ...]:
    return tuple(
        row
        for row in book.pledges
        if row.value.state is PledgeState.APPORTIONED
        and row.value.source is Source.OWNERS
        and row.value.form is Form.CASH
    )


def total_agrees(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """The total is what is planned for it; the homes' pledges come to it when all of them are there."""
    for book in ledger.books.values():
        share = book.project.share
        if share is None:
            continue
        planned = book.sums[Source.OWNERS].planned
        if share.use is not None:
            planned = sum(use.amount for use in book.project.uses if use.name == share.use)
        yield _pledged(book, share) if share.total == planned else _unplanned(book, share, planned)


def _unplanned(book: Book, share: Share, planned: int) -> Finding:
    word = say("“{use}”这项用途的预算", use=share.use) if share.use else say("业主出的计划金额")
    return error(
        "share-total-differs",
        say(
            "分摊总额 {total} 元，{word}是 {planned} 元，分摊{more} {difference} 元",
            total=yuan(share.total),
            word=word,
            planned=yuan(planned),
            more=say("多") if share.total > planned else say("少"),
            difference=yuan(abs(share.total - planned)),
        ),
        book.record.at("share", "total"),
        say("请核对两处的金额；只分摊一项用途的，在 use 写明"),
    )


def _pledged(book: Book, share: Share) -> Finding | None:
    """Hold the homes' pledges, one row a home or a group, against the total."""
    rows = _apportioned(book)
    pledged = sum(row.value.amount for row in rows)
    households = sum(row.value.count if row.value.display == "sum_only" else 1 for row in rows)
    everyone = share.result is not None and households >= share.result.participants
    short = everyone and pledged < share.total and not _overpaid(book, rows)
    if pledged <= share.total and not short:
        return None
    return error(
        "share-pledges-differ",
        say(
            "{households} 户分摊的认捐合计 {pledged} 元，分摊总额 {total} 元，认捐{more} {difference} 元",
            households=households,
            pledged=yuan(pledged),
            total=yuan(share.total),
            more=say("多") if pledged > share.total else say("少"),
            difference=yuan(abs(pledged - share.total)),
        ),
        rows[-1].at("amount"),
        say("请核对这些认捐的金额和户数，照 gongshi share 给出的数写"),
    )


def _overpaid(book: Book, rows: Sequence[Row[PledgeRow]]) -> bool:
    """Tell whether more arrived for one of some pledges than it says: then that one is wrong, and is told elsewhere."""
    arrived = {number: sum(row.value.amount for row in unexplained(own)) for number, own in by_pledge(book).items()}
    return any(arrived.get(row.value.number, 0) > row.value.amount for row in rows)
