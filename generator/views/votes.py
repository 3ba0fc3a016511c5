"""How it was decided: every vote with its denominators and its legal line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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
from generator.wording import CLAUSES, Said, listed, say

_COUNTED = say("人数按户算，同一人有几套也只算一户")
DIGITS = "零一二三四五六七八九十"


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
    """Homes only: floor areas of those against and abstaining are nowhere told."""
    details: tuple[str, ...]
    basis: str
    illustrative: bool

    @property
    def rest(self) -> bool:
        """Tell whether a bar shows how much of the area did not agree."""
        return any(part.key == "rest" for step in self.steps for bar in step.bars for part in bar.parts)


def decisions(meeting: Meeting, resolution: Resolution, rules: Rules, href: str) -> Iterator[Decision]:
    """Show what a resolution was decided by: its vote, its signing by entrance, or neither."""
    if resolution.vote:
        yield decision(resolution.text, meeting, resolution.vote, rules, href)
    if resolution.entrances:
        yield _signed(meeting, resolution, rules.on(meeting.held), href)


def once(told: Iterable[Decision]) -> tuple[Decision, ...]:
    """Say how homes count as persons with the first vote that counts them, not with every one."""
    shown: list[Decision] = []
    for one in told:
        known = any(_COUNTED in other.details for other in shown)
        details = tuple(text for text in one.details if not known or text != _COUNTED)
        shown.append(replace(one, details=details))
    return tuple(shown)


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
        agree=say("{n} 户", n=vote.agree.heads),
        against=say("{n} 户", n=vote.against.heads),
        abstain=say("{n} 户", n=vote.abstain.heads),
        details=tuple(_details(vote, known)),
        basis=_basis(standard, known) if standard else say("{text}。", text=vote.rule.label),
        illustrative=meeting.illustrative,
    )


def _signed(meeting: Meeting, resolution: Resolution, known: InForce, href: str) -> Decision:
    standard = known.standards.get(VoteRule.ENTRANCE)
    steps = tuple(_entrance(one, standard) for one in resolution.entrances) if standard else ()
    reached = sum(step.reached for step in steps)
    heads = sum(signing.heads for one in resolution.entrances for signing in one.signings)
    return Decision(
        title=say(
            "{text}：{n} 个单元，{reached} 个达到比例",
            text=resolution.text,
            n=len(resolution.entrances),
            reached=reached,
        ),
        when=when(meeting.held),
        href=href,
        passed=None,
        steps=steps,
        agree=say("{n} 户", n=heads),
        against="",
        abstain="",
        details=(),
        basis=_basis(standard, known, signing=True) if standard else "",
        illustrative=meeting.illustrative,
    )


def _entrance(entrance: Entrance, standard: Standard) -> Step:
    step, reached = verdicts.signed(entrance, standard)
    times = (
        entrance.applied and say("{when}提出", when=when(entrance.applied)),
        reached and say("{when}达到", when=when(reached)),
    )
    said = listed([time for time in times if time], CLAUSES)
    title = say("{name}（{times}）", name=entrance.name, times=said) if said else entrance.name
    return _step(title, step)


def _details(vote: Vote, known: InForce) -> Iterator[str]:
    matter = known.matters.get(vote.matter or 0)
    if matter:
        yield say("事项：第（{number}）项，{title}", number=say(DIGITS[matter.number]), title=matter.title)
    if vote.scope:
        yield say("范围：{scope}", scope=vote.scope.label)
    if vote.units is not None:
        yield _units(vote.units, vote.unsold)
        yield _COUNTED
    if vote.basis:
        yield say("面积依据：{basis}", basis=vote.basis.label)
    if vote.unannounced:
        yield say("没有提前通知：{reason}", reason=vote.unannounced)


def _units(units: int, unsold: int | None) -> Said:
    if unsold:
        return say("房屋 {units} 套，其中没卖出 {unsold} 套，合起来算一人", units=units, unsold=unsold)
    return say("房屋 {units} 套", units=units)


def _basis(standard: Standard, known: InForce, *, signing: bool = False) -> Said:
    """Say what was needed, by which rule, from which ruleset and day, and whether anyone checked its text."""
    everyone = standard.of is Whole.ELIGIBLE and standard.consent == 1
    whole, share = standard.of.label, words(standard.consent, strict=standard.strict)
    took_part = say("{share}参与表决", share=words(standard.participation, strict=standard.above))
    consent = say("{whole}同意", whole=whole) if everyone else say("{whole}{share}同意", whole=whole, share=share)
    both = say("人数、面积都要达到") if standard.area else say("按户数算")
    return say(
        "依{citation}：{terms}。适用{title}，按 {day} 有效的规定。",
        citation=standard.citation
        if standard.verified
        else say("{citation}（未核对原文）", citation=standard.citation),
        terms=listed((consent, both) if signing else (took_part, consent, both), CLAUSES),
        title=known.title,
        day=ymd(known.day),
    )


def words(ratio: Fraction, *, strict: bool) -> Said:
    """Put a line in words: 三分之二以上 includes it, 超过 does not."""
    if ratio == 1:
        return say("全体")
    if ratio == Fraction(1, 2) and strict:
        return say("过半数")
    share = say("{whole}分之{part}", whole=_numeral(ratio.denominator), part=_numeral(ratio.numerator))
    return say("超过{share}", share=share) if strict else say("{share}以上", share=share)


def _numeral(number: int) -> str:
    return say(DIGITS[number]) if number < len(DIGITS) else f" {number} "


def _steps(vote: Vote, standard: Standard) -> tuple[Step, ...]:
    took_part, agreed = verdicts.judge(vote, standard)
    whose = say("全体中同意") if standard.of is Whole.ELIGIBLE else say("参与者中同意")
    return _step(say("参与表决"), took_part), _step(whose, agreed)


def _step(title: str, step: verdicts.Step) -> Step:
    line = percent(step.need.numerator, step.need.denominator)
    need = words(step.need, strict=step.strict)
    return Step(title, need, line, step.reached, tuple(_bar(share) for share in step.shares))


def _bar(share: Share) -> Bar:
    part, *others = share.parts
    whole = share.whole
    parts = dict(zip(("agree", "against", "abstain"), share.parts, strict=False))
    if share.by_area:
        # The floor area of the few against would say who they are, and so would a bar drawn to it.
        parts = {"agree": part, "rest": sum(others)}
        label, text = say("面积"), say("{part} / {whole} ㎡", part=yuan(part), whole=yuan(whole))
    else:
        label, text = say("户数"), say("{part} / {whole} 户", part=f"{part:,}", whole=f"{whole:,}")
    return Bar(
        label=label,
        text=text,
        rate=f"{float(share.value) * 100:.1f}%",
        parts=_parts(parts, whole),
    )


def _parts(numbers: Mapping[str, int], total: int) -> tuple[Part, ...]:
    parts, left = [], 0
    for key, number in numbers.items():
        if number:
            parts.append(Part(key, percent(left, total), percent(number, total)))
        left += number
    return tuple(parts)
