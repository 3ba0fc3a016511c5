"""How large the letters of a project's page may be, so that it prints on one A4 sheet.

Paper has no script to measure with, so heights are reckoned from the lines that each part takes. Lengths are those of
`docs/assets/print.css`: em, which is 11.5 pt at full size. A test holds the reckoning to what the browser makes of it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from generator.breaks import BREAK
from generator.views.origins import SourceRow
from generator.views.project import ProjectPage
from generator.views.votes import Decision, Step

EM = 4.057
"""Millimetres of one em at full size."""

WIDTH, HEIGHT = 185.7, 270.0
"""Millimetres inside the margins; ten are left for other fonts than ours, and because this only reckons."""

LATIN = 0.8
"""Of the height where the words are not Chinese: they run longer than is reckoned."""

GAP = 5.0
"""Millimetres between two parts side by side."""

_COMPLETE = 2
"""How wide 到齐 is, in Chinese characters."""


class Letters(NamedTuple):
    """Their size in per cent, and whether the closer arrangement is used."""

    size: int
    tight: bool

    @property
    def style(self) -> str:
        """Name the classes of the sheet: `gs-fit-92`, or `gs-fit-92 gs-tight`."""
        return f"gs-fit-{self.size} gs-tight" if self.tight else f"gs-fit-{self.size}"


CHOICES = (
    *(Letters(size, tight=False) for size in (130, 122, 115, 107, 100, 95, 92)),
    *(Letters(size, tight=True) for size in (95, 92, 90, 88, 85)),
)
"""From the largest to the least that can still be read on a wall."""


def letters(page: ProjectPage, language: str) -> Letters:
    """Choose the largest letters with which a page is reckoned to fit; the least where none do."""
    room = HEIGHT if language.startswith("zh") else HEIGHT * LATIN
    at = bisect_left(CHOICES, True, key=lambda one: height(page, one) <= room)  # noqa: FBT003 - what the key gives
    return CHOICES[min(at, len(CHOICES) - 1)]


def height(page: ProjectPage, chosen: Letters) -> float:
    """Reckon how high a page stands on paper, in millimetres."""
    return Reckoning(page, chosen.size * EM / 100, chosen.tight).height()


@lru_cache(4096)
def wide(text: str) -> float:
    """Reckon how wide a text runs, in em of its own size: a Chinese sign takes three bytes, a Latin letter one."""
    signs = len(text)
    chinese = (len(text.encode()) - signs) / 2
    return chinese + (signs - chinese) * 0.56


class _Part(NamedTuple):
    """A part of the sheet: its least width in mm, how much it grows, and its height in em by its width in em."""

    least: float
    grow: int
    height: Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The height of each part, by its width, all in em; one em is `em` mm."""

    page: ProjectPage
    em: float
    tight: bool

    def height(self) -> float:
        """Add up the whole sheet, in mm; five are for rules, borders and the line above."""
        width = WIDTH / self.em
        single = self.head(width) + self.key(width) + 2.9
        return 5 + self.em * (single + sum(max(band) for band in self.bands()))

    def lines(self, text: str, width: float, size: float = 1.0, more: float = 0.0) -> int:
        """Count the lines of a text and `more` em of words about it, in letters of `size` em; none without a text."""
        return ceil((wide(text) + more) * size / max(width, 1)) if text else 0

    def head(self, width: float) -> float:
        """Reckon title, opening sentences and warnings."""
        large, size = (1.7, 1.0) if self.tight else (2.0, 1.09)
        title = self.lines(self.page.formal_title.replace(BREAK, ""), width * 0.96, large) * large * 1.25 + large * 0.3
        about = self.page.notice.matter if self.page.accounts and self.page.notice else ""
        opening = self.lines(f"{self.page.summary}{about}", width, size, more=18) * size * 1.4 + (
            0.55 if self.tight else 1
        )
        said = (self.page.cancelled, "".join(self.page.warnings))
        return title + opening + sum(self.lines(text, width - 1, more=6) * 1.3 + 0.5 for text in said if text)

    def key(self, width: float) -> float:
        """Reckon the card with the sums, the bar and the equation."""
        money = self.page.funding
        if not money.any:
            return 2.2
        told = f"{money.paid}{money.balance}" if self.page.settled else f"{money.planned}{money.rate}"
        first = 10 + wide(told) + wide(money.received) * 2.2
        notes = [(5.0, money.waiting), (3.0, money.gap), (5.0, money.excess), (8.0, money.in_kind)]
        second = sum(label + wide(amount) for label, amount in notes if amount)
        equation = "".join(map("".join, self.equation()))
        beside = first + second + 1 < width - 1.6
        bar = 2.2 if self.tight else 2.7
        below = 0.3 + 1.38 * self.lines(equation, width - 4, more=8) if equation else 0
        given = [f"{row.label}{row.received}" for row in self.page.given]
        below += 0.3 + 1.38 * self.lines("".join(given), width - 1.6, more=2.0 * len(given)) if given else 0
        return 3.55 + bar + (0 if beside or not second else 1.35) + below

    def equation(self) -> Iterator[tuple[str, ...]]:
        """Give the terms that stand below the bar."""
        money = self.page.funding
        if not self.page.settled:
            yield money.planned, money.pledged
        if not self.page.settled or len(money.equation) > 3:
            yield from money.equation

    def bands(self) -> Iterator[list[float]]:
        """Put parts side by side as long as their least widths allow, and let them grow; give their heights."""
        band: list[_Part] = []
        for part in self.parts():
            if band and sum(one.least for one in (*band, part)) + GAP * len(band) > WIDTH:
                yield self.grown(band)
                band = []
            band.append(part)
        yield self.grown(band)

    def grown(self, band: Sequence[_Part]) -> list[float]:
        """Share out the width that parts side by side leave, and reckon each with its heading."""
        spare = WIDTH - sum(part.least for part in band) - GAP * (len(band) - 1)
        whole = sum(part.grow for part in band)
        heading = 2.25 if self.tight else 2.55
        return [heading + part.height((part.least + spare * part.grow / whole) / self.em) for part in band]

    def parts(self) -> Iterator[_Part]:
        """List what the page has, in its order."""
        if self.page.accounts:
            yield _Part(96, 7, self.spending)
        elif self.page.funding.any:
            yield _Part(96, 7, self.money)
        if self.page.steps:
            yield _Part(62, 1, self.steps)
        if self.page.decisions:
            yield _Part(80, 6, self.votes)
        yield _Part(80, 6, self.objection)

    def money(self, width: float) -> float:
        """Reckon the table of sources."""
        money = self.page.funding
        below = money.waiting or money.pledged != money.planned
        return (4.6 if below else 3.5) + sum(self.source(row, width - 2.2) for row in money.sources)

    def source(self, row: SourceRow, width: float) -> float:
        """Reckon one source; who gives stands below the figures, beside how it stands."""
        state = [wide(text) for text in (row.pledged, row.waiting, row.refunded) if text]
        state += [_COMPLETE] if row.complete and not row.waiting else []
        beside = sum(width + 3 for width in state) * 0.9
        who = "".join(f"{text}{worth}" for text, worth in row.givers) + ("" if row.kind else row.in_kind)
        more = sum(5.0 if worth else 1.0 for _, worth in row.givers) + (8 if row.in_kind and not row.kind else 0)
        below = max(self.lines(who, width - beside, 0.9, more), 1 if beside else 0)
        return (1.2 if self.tight else 1.25) + below * 1.13 + 0.25

    def spending(self, width: float) -> float:
        """Reckon the table of what was spent, and the line about what is left."""
        money, left = self.page.funding, self.page.surplus[0] if self.page.surplus else self.page.left
        rows = sum(1.5 + (1.13 if use.in_kind else 0) for use in money.uses)
        return 3.5 + rows + self.lines(left, width, more=6) * 1.3 + (0.4 if left else 0)

    def steps(self, width: float) -> float:
        """Reckon the list of steps."""
        total = 0.0
        for step in self.page.steps:
            mark = (4 if step.state == "now" else 0) + (2 if step.illustrative else 0)
            name = self.lines(f"{step.name}{step.when}", width - 2, 0.97, mark + 1)
            total += name * 1.31 + self.lines(step.note, width - 2, 0.87) * 1.1 + 0.15
        return total

    def votes(self, width: float) -> float:
        """Reckon all decisions."""
        decided = enumerate(self.page.decisions)
        return sum(self.vote(one, width, leading=index == self.page.leading) for index, one in decided)

    def vote(self, one: Decision, width: float, *, leading: bool) -> float:
        """Reckon one decision; bars are drawn for the leading one alone."""
        verdict = self.lines(f"{one.title}{one.when}", width, more=12) * 1.3 + 0.15
        if not leading:
            return verdict
        key = self.lines(f"{one.agree}{one.against}{one.abstain}", width - 8, more=9) * 1.35 + 0.2
        basis = self.lines(one.basis, width, 0.9) * 1.23
        return verdict + (sum(map(self.step, one.steps)) if one.against else 0) + key + basis

    def step(self, step: Step) -> float:
        """Reckon one step of a vote with its bars."""
        return 1.85 + len(step.bars) * (2.5 if self.tight else 3.15)

    def objection(self, width: float) -> float:
        """Reckon the box, and beside or below it QR code and seal."""
        sign = 2 / self.em + max(28 / self.em + 2.5, 8.2)
        half = (width - GAP / self.em) / 2
        return max(self.box(half), sign) if half >= 18.5 else self.box(width) + sign

    def box(self, width: float) -> float:
        """Reckon the box that says how to object."""
        channel, notice, inner = self.page.channel, self.page.notice, width - 1.9
        phone = self.lines(f"{channel.phone}{channel.contact or ''}", inner - 4.7, more=2.8) * 1.5 + 0.6
        said = [self.lines(text, inner - 4.7) for text in (channel.place, channel.box) if text]
        if channel.higher:
            said.append(
                sum(
                    self.lines(f"{before}{number}{after}", inner - 4.7, 1.03)
                    for before, number, _, after in channel.higher
                )
            )
        rows = sum(lines * 1.28 + 0.45 for lines in said)
        reply = self.lines(channel.reply or "", inner) * 1.3 + 0.35
        until = 0.0
        if notice:
            until = self.lines(notice.closes, inner, 1.22, 6 if notice.open else 11) * 1.55
            until += self.lines(f"{notice.opens}{notice.last}", inner, 0.92, 11 if notice.working else 8) * 1.2
        return 0.8 + until + phone + rows + reply
