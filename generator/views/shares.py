"""How a cost is split among homes: the rule, the totals and what was left over, never a home's line."""

from dataclasses import dataclass

from generator.ledger import Book
from generator.money import plain, yuan
from generator.records.share import Share, ShareMethod, ShareResult
from generator.shares import written

_WEIGHTS = {
    ShareMethod.AREA: ("本户面积", "参加户面积合计", " ㎡"),
    ShareMethod.COEFFICIENT: ("本户楼层系数", "参加户系数合计", ""),
    ShareMethod.AREA_COEFFICIENT: ("本户面积 × 楼层系数", "参加户“面积 × 系数”合计", ""),
}
"""What stands over and under the line of the formula, and the unit."""


@dataclass(frozen=True, slots=True)
class ShareView:
    """Label and text of each thing told about a split."""

    pairs: tuple[tuple[str, str], ...]
    illustrative: bool


def shared(book: Book) -> ShareView | None:
    """Work out what is told of a project's split; nothing until it is worked out."""
    share = book.project.share
    if share is None or share.result is None:
        return None
    floors = "，".join(f"{line.floor} 层 {plain(line.coefficient)}" for line in share.floors)
    pairs = (
        ("分摊总额", f"{yuan(share.total)} 元" + (f"（{share.use}）" if share.use else "")),
        ("分摊方法", share.method.label),
        ("参加户数", _homes(share.result.participants, book.project.scope.households)),
        ("每户应摊", _formula(share, share.result)),
        ("楼层系数", floors),
        ("零头", _residue(share.result)),
        ("分摊依据", share.basis),
        ("查验码", share.result.commitment),
    )
    return ShareView(tuple((label, text) for label, text in pairs if text), share.illustrative)


def _homes(participants: int, households: int | None) -> str:
    outside = (households or 0) - participants
    return f"{participants} 户" + (f"，另有 {outside} 户不参加" if outside > 0 else "")


def _formula(share: Share, result: ShareResult) -> str:
    if result.base is None:
        each = yuan(share.total // (result.participants or 1))
        down = "，舍到分" if result.residue else ""
        return f"{yuan(share.total)} 元 ÷ {result.participants} 户 = {each} 元{down}"
    own, whole, unit = _WEIGHTS[share.method]
    return f"{yuan(share.total)} 元 × {own} ÷ {whole} {written(result.base)}{unit}，舍到分"


def _residue(result: ShareResult) -> str:
    """Say who bears what rounding down left over; the ids of homes decide between equals, as `shares.split` does."""
    if not result.residue:
        return "没有，分得刚好"
    told = f"舍到分以后剩 {yuan(result.residue)} 元，{result.residue} 户各多 1 分"
    return told + ("（按户的编号排在前面的）" if result.base is None else "（舍去最多的先加，一样多的按户的编号）")
