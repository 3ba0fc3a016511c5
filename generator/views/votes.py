"""How it was decided: every vote with its denominators and its legal line."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator import verdicts
from generator.calendar import when, ymd
from generator.money import yuan
from generator.records import Meeting
from generator.records.meeting import Entrance, Resolution, Vote, VoteRule
from generator.records.rules import Standard, Whole
from generator.rulesets import InForce, Rules
from generator.verdicts import Share
from generator.views.money import percent

_DIGITS = "零一二三四五六七八九"
_ITEMS = "一二三四五六七八九"


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
    details: tuple[str, ...]
    basis: str
    illustrative: bool


def decisions(meeting: Meeting, resolution: Resolution, rules: Rules, href: str) -> Iterator[Decision]:
    """Show what a resolution was decided by: its vote, its signing by entrance, or neither."""
    if resolution.vote:
        yield decision(resolution.text, meeting, resolution.vote, rules, href)
    if resolution.entrances:
        yield _signed(meeting, resolution, rules.on(meeting.held), href)


def decision(title: str, meeting: Meeting, vote: Vote, rules: Rules, href: str) -> Decision:
    """Work out a vote by the standard in force on its day; both its ratios are exact."""
    known = rules.on(meeting.held)
    standard = known.standards.get(vote.rule)
    return Decision(
        title=title,
        when=when(meeting.held),
        href=href,
        passed=verdicts.passed(vote, standard) if standard else None,
        steps=_steps(vote, standard) if standard else (),
        agree=f"{vote.agree.heads} 户",
        against=f"{vote.against.heads} 户",
        abstain=f"{vote.abstain.heads} 户",
        details=tuple(_details(vote, known)),
        basis=_basis(standard, known) if standard else f"{vote.rule.label}。",
        illustrative=meeting.illustrative,
    )


def _signed(meeting: Meeting, resolution: Resolution, known: InForce, href: str) -> Decision:
    standard = known.standards.get(VoteRule.ENTRANCE)
    steps = tuple(_entrance(one, standard) for one in resolution.entrances) if standard else ()
    reached = sum(step.reached for step in steps)
    heads = sum(signing.heads for one in resolution.entrances for signing in one.signings)
    return Decision(
        title=f"{resolution.text}：{len(resolution.entrances)} 个单元，{reached} 个达到比例",
        when=when(meeting.held),
        href=href,
        passed=None,
        steps=steps,
        agree=f"{heads} 户",
        against="",
        abstain="",
        details=(),
        basis=_basis(standard, known, signing=True) if standard else "",
        illustrative=meeting.illustrative,
    )


def _entrance(entrance: Entrance, standard: Standard) -> Step:
    step, reached = verdicts.signed(entrance, standard)
    times = (entrance.applied and f"{when(entrance.applied)}提出", reached and f"{when(reached)}达到")
    said = "，".join(time for time in times if time)
    title = f"{entrance.name}（{said}）" if said else entrance.name
    return _step(title, step)


def _details(vote: Vote, known: InForce) -> Iterator[str]:
    matter = known.matters.get(vote.matter or 0)
    if matter:
        yield f"事项：第（{_ITEMS[matter.number - 1]}）项，{matter.title}"
    if vote.scope:
        yield f"范围：{vote.scope.label}"
    if vote.units is not None:
        unsold = f"，其中没卖出 {vote.unsold} 套，合起来算一人" if vote.unsold else ""
        yield f"房屋 {vote.units} 套{unsold}，一人有几套也只算一人"
    if vote.basis:
        yield f"面积依据：{vote.basis.label}"
    if vote.unannounced:
        yield f"没有提前通知：{vote.unannounced}"


def _basis(standard: Standard, known: InForce, *, signing: bool = False) -> str:
    """Say what was needed, by which rule, from which ruleset and day, and whether anyone checked its text."""
    everyone = standard.of is Whole.ELIGIBLE and standard.consent == 1
    consent = f"{standard.of.label}{'' if everyone else words(standard.consent, strict=standard.strict)}同意"
    took_part = f"{words(standard.participation, strict=standard.above)}参与表决，"
    both = "人数、面积都要达到" if standard.area else "按户数算"
    return (
        f"依{standard.citation}{'' if standard.verified else '（未核对原文）'}："
        f"{'' if signing else took_part}{consent}，{both}。适用{known.title}，按 {ymd(known.day)} 有效的规定。"
    )


def words(ratio: Fraction, *, strict: bool) -> str:
    """Put a line in words: 三分之二以上 includes it, 超过 does not."""
    if ratio == 1:
        return "全体"
    if ratio == Fraction(1, 2) and strict:
        return "过半数"
    share = f"{_numeral(ratio.denominator)}分之{_numeral(ratio.numerator)}"
    return f"超过{share}" if strict else f"{share}以上"


def _numeral(number: int) -> str:
    return _DIGITS[number] if number < len(_DIGITS) else "十" if number == 10 else f" {number} "


def _steps(vote: Vote, standard: Standard) -> tuple[Step, ...]:
    took_part, agreed = verdicts.judge(vote, standard)
    whose = "全体中同意" if standard.of is Whole.ELIGIBLE else "参与者中同意"
    return _step("参与表决", took_part), _step(whose, agreed)


def _step(title: str, step: verdicts.Step) -> Step:
    line = percent(step.need.numerator, step.need.denominator)
    need = words(step.need, strict=step.strict)
    return Step(title, need, line, step.reached, tuple(_bar(share) for share in step.shares))


def _bar(share: Share) -> Bar:
    label, unit, shown = ("面积", "㎡", yuan) if share.by_area else ("户数", "户", _heads)
    return Bar(
        label=label,
        text=f"{shown(share.parts[0])} / {shown(share.whole)} {unit}",
        rate=f"{float(share.value) * 100:.1f}%",
        parts=_parts(share.parts, share.whole),
    )


def _heads(number: int) -> str:
    return f"{number:,}"


def _parts(numbers: tuple[int, ...], total: int) -> tuple[Part, ...]:
    parts, left = [], 0
    for key, number in zip(("agree", "against", "abstain"), numbers, strict=False):
        if number:
            parts.append(Part(key, percent(left, total), percent(number, total)))
        left += number
    return tuple(parts)
