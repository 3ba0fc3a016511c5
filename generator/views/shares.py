"""How a cost is split among homes: the rule, the totals and what was left over, never a home's line."""

from dataclasses import dataclass

from generator.ledger import Book
from generator.money import plain, yuan
from generator.records.share import Share, ShareMethod, ShareResult
from generator.shares import written
from generator.wording import CLAUSES, Said, listed, say

_FORMULAS = {
    ShareMethod.AREA: say("{total} 元 × 本户面积 ÷ 参加户面积合计 {base} ㎡，舍到分"),
    ShareMethod.COEFFICIENT: say("{total} 元 × 本户楼层系数 ÷ 参加户系数合计 {base}，舍到分"),
    ShareMethod.AREA_COEFFICIENT: say("{total} 元 × 本户面积 × 楼层系数 ÷ 参加户“面积 × 系数”合计 {base}，舍到分"),
}
"""What each home bears, by the method."""


@dataclass(frozen=True, slots=True)
class ShareView:
    """Label and text of each thing told about a split."""

    pairs: tuple[tuple[str, str], ...]
    commitment: str
    """64 signs that let a home check its line; few look at them."""
    illustrative: bool


def shared(book: Book) -> ShareView | None:
    """Work out what is told of a project's split; nothing until it is worked out."""
    share = book.project.share
    if share is None or share.result is None:
        return None
    floors = [say("{floor} 层 {weight}", floor=line.floor, weight=plain(line.coefficient)) for line in share.floors]
    pairs = (
        (say("分摊总额"), _total(share)),
        (say("分摊方法"), share.method.label),
        (say("参加户数"), _homes(share.result.participants, book.project.scope.households)),
        (say("每户应摊"), _formula(share, share.result)),
        (say("楼层系数"), listed(floors, CLAUSES)),
        (say("零头"), _residue(share.result)),
        (say("分摊依据"), share.basis),
    )
    told = tuple((label, text) for label, text in pairs if text)
    return ShareView(told, share.result.commitment or "", share.illustrative)


def _total(share: Share) -> Said:
    amount = yuan(share.total)
    return say("{amount} 元（{use}）", amount=amount, use=share.use) if share.use else say("{amount} 元", amount=amount)


def _homes(participants: int, households: int | None) -> Said:
    outside = (households or 0) - participants
    if outside > 0:
        return say("{n} 户，另有 {outside} 户不参加", n=participants, outside=outside)
    return say("{n} 户", n=participants)


def _formula(share: Share, result: ShareResult) -> Said:
    if result.base is None:
        each = yuan(share.total // (result.participants or 1))
        even = say("{total} 元 ÷ {n} 户 = {each} 元", total=yuan(share.total), n=result.participants, each=each)
        return say("{formula}，舍到分", formula=even) if result.residue else even
    return say(_FORMULAS[share.method], total=yuan(share.total), base=written(result.base))


def _residue(result: ShareResult) -> Said:
    """Say who bears what rounding down left over; the ids of homes decide between equals, as `shares.split` does."""
    if not result.residue:
        return say("没有，分得刚好")
    whose = say("按户的编号排在前面的") if result.base is None else say("舍去最多的先加，一样多的按户的编号")
    return say(
        "舍到分以后剩 {amount} 元，{n} 户各多 1 分（{whose}）",
        amount=yuan(result.residue),
        n=result.residue,
        whose=whose,
    )
