"""How it was decided: every vote with its denominators and its legal line."""

from dataclasses import dataclass
from fractions import Fraction

from generator.money import yuan
from generator.records.meeting import Ballot, Meeting, Vote, VoteRule
from generator.views.money import percent

_TWO_THIRDS = Fraction(2, 3)
_CONSENT = {
    VoteRule.GENERAL: (Fraction(1, 2), "过半数"),
    VoteRule.SPECIAL: (Fraction(3, 4), "四分之三以上"),
    VoteRule.UNANIMOUS: (Fraction(1), "全体同意"),
}
_BASIS = {
    VoteRule.GENERAL: "依《民法典》第二百七十八条：三分之二以上参与表决，参与者过半数同意，人数、面积都要达到。",
    VoteRule.SPECIAL: "依《民法典》第二百七十八条：三分之二以上参与表决，参与者四分之三以上同意，人数、面积都要达到。",
    VoteRule.UNANIMOUS: "约定一致同意：有权表决的全部参与并同意。",
    VoteRule.CONSULTATION: "征求意见，不作表决。",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a vote bar; x and width in per cent."""

    key: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One ratio: numerator over denominator, with the line it has to reach."""

    label: str
    text: str
    rate: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One of the two steps of a vote, by heads and by area."""

    title: str
    need: str
    line: str
    reached: bool
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One vote about one project."""

    title: str
    when: str
    href: str
    passed: bool | None
    steps: tuple[Step, ...]
    agree: str
    against: str
    abstain: str
    basis: str
    illustrative: bool


def decision(title: str, meeting: Meeting, vote: Vote, when: str, href: str) -> Decision:
    """Work out a vote. Ratios are exact: participation ≥ 2/3; consent ≥ 3/4, or strictly more than half.

    Source: 民法典 art. 278, by heads and by floor area; denominators are all owners, then the participants.
    """
    steps = _steps(vote)
    return Decision(
        title=title,
        when=when,
        href=href,
        passed=all(step.reached for step in steps) if steps else None,
        steps=steps,
        agree=_heads(vote.agree),
        against=_heads(vote.against),
        abstain=_heads(vote.abstain),
        basis=_BASIS[vote.rule],
        illustrative=meeting.illustrative,
    )


def _heads(ballot: Ballot) -> str:
    return f"{ballot.heads} 户"


def _steps(vote: Vote) -> tuple[Step, ...]:
    if vote.rule is VoteRule.CONSULTATION:
        return ()
    need, words = _CONSENT[vote.rule]
    everyone = vote.rule is VoteRule.UNANIMOUS
    joined = Fraction(1) if everyone else _TWO_THIRDS
    return (
        _step("参与表决", "全体" if everyone else "三分之二以上", joined, vote.eligible, (vote.participating,)),
        _step(
            "参与者中同意",
            words,
            need,
            vote.participating,
            (vote.agree, vote.against, vote.abstain),
            strictly=vote.rule is VoteRule.GENERAL,
        ),
    )


def _step(  # noqa: PLR0913 - a step is named by what it compares
    title: str, words: str, need: Fraction, whole: Ballot, parts: tuple[Ballot, ...], *, strictly: bool = False
) -> Step:
    bars, reached = [], True
    for label, unit in (("户数", "户"), ("面积", "㎡")):
        total = _number(whole, label)
        if total is None:
            continue
        numbers = [_number(part, label) or 0 for part in parts]
        share = Fraction(numbers[0], total) if total else Fraction(0)
        reached = reached and (share > need if strictly else share >= need)
        bars.append(
            Bar(
                label=label,
                text=f"{_shown(numbers[0], label)} / {_shown(total, label)} {unit}",
                rate=f"{float(share) * 100:.1f}%",
                parts=_parts(numbers, total),
            )
        )
    return Step(title, words, percent(need.numerator, need.denominator), reached, tuple(bars))


def _parts(numbers: list[int], total: int) -> tuple[Part, ...]:
    parts, left = [], 0
    for key, number in zip(("agree", "against", "abstain"), numbers, strict=False):
        if number:
            parts.append(Part(key, percent(left, total), percent(number, total)))
        left += number
    return tuple(parts)


def _number(ballot: Ballot, label: str) -> int | None:
    return ballot.heads if label == "户数" else ballot.area


def _shown(number: int, label: str) -> str:
    return f"{number:,}" if label == "户数" else yuan(number)
