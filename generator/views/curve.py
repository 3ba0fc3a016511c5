"""Cash that arrived, added up month by month, as a line to draw."""

from collections import defaultdict
from dataclasses import dataclass

from generator.calendar import ym
from generator.ledger import Book
from generator.money import yuan
from generator.records.funds import Form
from generator.wording import say

FEWEST = 3
"""Months that make a line: of fewer the table says all."""

_TOP, _HEIGHT = 22, 138
"""Where the line may run within the drawing, in px; above it are the words of the plan."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The path runs over 1000 × 100 units, the label of its end stands at `last_y` px and clear of it."""

    path: str
    goal: str
    goal_y: str
    last: str
    last_y: str
    start: str
    end: str
    sentence: str


def curve(book: Book) -> Curve | None:
    """Draw what arrived; nothing for less than three months."""
    arrived: dict[str, int] = defaultdict(int)
    for row in book.contributions:
        if row.value.form is Form.CASH:
            arrived[row.value.month] += row.value.amount
    months = _months(min(arrived), max(arrived)) if arrived else []
    if len(months) < FEWEST:
        return None
    total, points = 0, []
    planned = book.total.planned
    whole = max(planned, book.total.received) or 1
    for index, month in enumerate(months):
        total += arrived[month]
        x = index * 1000 // (len(months) - 1)
        points.append(f"{x} {100 - total * 100 / whole:.1f}")
    return Curve(
        path="M" + "L".join(points),
        goal=yuan(planned),
        goal_y=f"{100 - planned * 100 / whole:.1f}",
        last=yuan(total),
        last_y=f"{_label(_TOP + _HEIGHT * (1 - total / whole)):.0f}",
        start=ym(months[0]),
        end=ym(months[-1]),
        sentence=say(
            "从{start}到{end}，累计 {total} 元，计划 {planned} 元。",
            start=ym(months[0]),
            end=ym(months[-1]),
            total=yuan(total),
            planned=yuan(planned),
        ),
    )


def _label(y: float) -> float:
    """Put the label above the end of a line that only rises; beside the words of the plan where it ends as high."""
    return y - 8 if y > _TOP + 26 else _TOP - 7


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1)]
