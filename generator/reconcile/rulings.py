"""Votes come out as the rules in force on their day say."""

from collections.abc import Iterator
from datetime import date

from generator import verdicts
from generator.diagnostics import Finding, Location, error, warning
from generator.ledger import Ledger, Record
from generator.records import Meeting
from generator.records.meeting import Resolution, Vote, VoteRule
from generator.records.rules import Standard
from generator.rulesets import InForce, shipped
from generator.wording import listed, say

_Voted = tuple[Record[Meeting], int, Resolution, InForce]


def rulesets_known(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """The ruleset of a community and those it extends exist; its own take no shipped name."""
    known = dict.fromkeys([*shipped(), *ledger.records["rules"]])
    name = ledger.rules.unknown
    yield (
        None
        if name is None
        else error(
            "ruleset-unknown",
            say("规则“{name}”转了一圈，又以自己为底", name=name)
            if name in known
            else say("没有名为“{name}”的规则", name=name),
            ledger.community.at("ruleset"),
            say("请改成已有的：{names}；或在 rules/ 里新建一套", names=listed([*known])),
        )
    )
    for record in ledger.records["rules"].values():
        if record.id in shipped():
            yield error(
                "ruleset-unknown",
                say("规则“{record}”和程序自带的重名，不会被用到", record=record.id),
                record.at("title"),
                say("请给文件换个名称，用 extends 写以哪套为底"),
            )


def _voted(ledger: Ledger) -> Iterator[_Voted]:
    for record in ledger.meetings.values():
        for index, resolution in enumerate(record.value.resolutions):
            if resolution.vote is not None or resolution.entrances:
                yield record, index, resolution, ledger.rules.on(record.value.held)


def rules_cover(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """The condition a vote names is in the rules, and is not weaker than its matter needs."""
    for record, index, resolution, rules in _voted(ledger):
        vote = resolution.vote
        if vote is None:
            yield _covered(VoteRule.ENTRANCE, rules, record.at("resolutions", index, "entrances"))
            continue
        if vote.rule is VoteRule.CONSULTATION:
            continue
        where = record.at("resolutions", index, "vote", "rule")
        missing = _covered(vote.rule, rules, where)
        yield missing
        matter = rules.matters.get(vote.matter or 0)
        if missing is None and matter:
            needed = rules.standards.get(matter.rule)
            yield (
                None
                if needed is None or not _weaker(rules.standards[vote.rule], needed)
                else error(
                    "vote-rule-weak",
                    say(
                        "第（{matter}）项“{title}”要“{needed}”，这里写了“{written}”",
                        matter=matter.number,
                        title=matter.title,
                        needed=say(matter.rule.label),
                        written=say(vote.rule.label),
                    ),
                    where,
                    say("请核对事项和通过条件；依据：{citation}", citation=matter.citation),
                )
            )


def _covered(rule: VoteRule, rules: InForce, where: Location) -> Finding | None:
    if rule in rules.standards:
        return None
    return error(
        "ruleset-unknown",
        say(
            "{title}没有规定 {day} 那天“{rule}”要多少比例", title=rules.title, day=f"{rules.day}", rule=say(rule.label)
        ),
        where,
        say("请在 rules/ 里写明比例和依据，并在 community.yml 的 ruleset 写上那套规则"),
    )


def _weaker(used: Standard, needed: Standard) -> bool:
    return any(
        (mine, my_strict) < (theirs, their_strict)
        for mine, my_strict, theirs, their_strict in (
            (used.participation, used.above, needed.participation, needed.above),
            (used.consent, used.strict, needed.consent, needed.strict),
        )
    )


def verdicts_agree(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """A verdict is worked out; one that was announced says the same, and floor areas are there to work it out."""
    for record, index, resolution, rules in _voted(ledger):
        vote = resolution.vote
        standard = rules.standards.get(vote.rule) if vote else None
        if vote is None or standard is None:
            continue
        where = record.at("resolutions", index, "vote", "passed")
        verdict = verdicts.passed(vote, standard)
        if verdict is None:
            yield (
                None
                if verdicts.some_area(vote)
                else warning(
                    "vote-area-missing",
                    say("“{text}”没有写面积，算不出是否通过：户数和面积都要达到", text=resolution.text),
                    where,
                    say("请在 eligible、participating、agree 等处补上 area"),
                )
            )
        else:
            yield _announced(vote, where, verdict=verdict)


def _announced(vote: Vote, where: Location, *, verdict: bool) -> Finding | None:
    if vote.passed is None or vote.passed is verdict:
        return None
    words = {True: say("通过"), False: say("没有通过")}
    return error(
        "verdict-differs",
        say("写的是“{written}”，按票数算是“{verdict}”", written=words[vote.passed], verdict=words[verdict]),
        where,
        say("请核对票数、面积和通过条件；passed 可以不写，由程序来算"),
    )


def heads_fit_units(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """One head for an owner however many units are theirs, and one for all that are unsold: never more than units."""
    for record, index, resolution, _ in _voted(ledger):
        vote = resolution.vote
        if vote is None or vote.units is None:
            continue
        unsold = vote.unsold or 0
        most = max(vote.units - unsold, 0) + bool(unsold)
        fits = unsold <= vote.units and vote.eligible.heads <= most
        yield (
            None
            if fits
            else error(
                "vote-heads",
                say(
                    "{units} 套（没卖出 {unsold} 套）最多算 {most} 人，有权表决写了 {heads}",
                    units=vote.units,
                    unsold=unsold,
                    most=most,
                    heads=vote.eligible.heads,
                ),
                record.at("resolutions", index, "vote", "eligible", "heads"),
                say("一套一人，一人有几套也只算一人，没卖出的合起来算一人；请核对"),
            )
        )


def signings_fit(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """No more sign in an entrance than live there, and the signings stand in order of time."""
    for record, index, resolution, _ in _voted(ledger):
        for at, entrance in enumerate(resolution.entrances):
            heads = sum(signing.heads for signing in entrance.signings)
            area = sum(signing.area or 0 for signing in entrance.signings)
            over = heads > entrance.eligible.heads or area > (entrance.eligible.area or area)
            times = [time for time in (entrance.applied, *(one.signed for one in entrance.signings)) if time]
            where = record.at("resolutions", index, "entrances", at, "signings")
            yield (
                error(
                    "signing-over-eligible",
                    say(
                        "{name}签约合计 {heads} 户，全单元只有 {eligible} 户，或面积超过了",
                        name=entrance.name,
                        heads=heads,
                        eligible=entrance.eligible.heads,
                    ),
                    where,
                    say("请核对每次新签的户数和面积；每次只写新签的，不写累计"),
                )
                if over
                else error(
                    "date-order", say("{name}的签约没有按先后写", name=entrance.name), where, say("请按时间先后列出")
                )
                if times != sorted(times)
                else None
            )
