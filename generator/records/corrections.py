"""What is said of something published that was wrong: a correction changes a sum, a redaction hides a text."""

from typing import Any

from pydantic import Field

from generator.records.types import Count, Date, Line, RowRef, SignedMoney, Strict


class _Correction(Strict):
    amount: SignedMoney = Field(title="增减（元）", description="少记了写正数，多记了写负数，例如 -1800.00")
    date: Date = Field(title="更正日期", description="例如 2026-05-10")
    reason: Line = Field(title="更正原因", description="例如 多打了一个零")


class PledgeCorrection(_Correction):
    """A row that changes the amount of a published pledge."""

    corrects: Count = Field(title="更正哪一笔", description="认捐的序号，例如 17")


class RowCorrection(_Correction):
    """A row that changes the amount of a published contribution or disbursement."""

    corrects: RowRef = Field(title="更正哪一笔", description="文件名/第几笔，例如 shed-2026-04/3")


class Redaction(Strict):
    """Why text of a published batch was hidden; the amounts stay."""

    date: Date = Field(title="日期", description="例如 2026-05-10")
    reason: Line = Field(title="原因", description="例如 本人撤回同意；不写姓名")


def shape(row: Any) -> str:
    """Tell a correction from a row of its own, as typed or as read."""
    corrects = "corrects" in row if isinstance(row, dict) else hasattr(row, "corrects")
    return "correction" if corrects else "own"
