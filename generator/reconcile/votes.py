"""Heads and votes add up."""

from collections.abc import Callable, Iterator
from datetime import date

from generator.diagnostics import Finding, Location, error
from generator.ledger import Ledger
from generator.money import yuan
from generator.records.meeting import Ballot, Vote
from generator.wording import say

_HEADS, _AREA = say("户（人）数"), say("面积")


def attendance_adds_up(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """The sides present add up to the total; from no side came more than were entitled."""
    for record in ledger.meetings.values():
        meeting = record.value
        for index, side in enumerate(meeting.attendance):
            if side.eligible is not None:
                yield (
                    None
                    if side.present <= side.eligible
                    else error(
                        "attendance-over-eligible",
                        say(
                            "{who}应到 {eligible} 人，到会却有 {present} 人",
                            who=side.who,
                            eligible=side.eligible,
                            present=side.present,
                        ),
                        record.at("attendance", index, "present"),
                        say("请核对应到和到会人数"),
                    )
                )
        if meeting.attendance and meeting.present is not None:
            came = sum(side.present for side in meeting.attendance)
            yield (
                None
                if came == meeting.present
                else error(
                    "attendance-sum",
                    say("各方到会合计 {came} 人，总人数写了 {present} 人", came=came, present=meeting.present),
                    record.at("present"),
                    say("请核对总人数和各方人数"),
                )
            )


def votes_add_up(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """For + against + abstain = participating ≤ eligible, by heads and by area."""
    for record in ledger.meetings.values():
        for index, resolution in enumerate(record.value.resolutions):
            vote = resolution.vote
            if vote is None:
                continue
            where = record.at("resolutions", index, "vote", "participating")
            heads = [ballot.heads for ballot in _ballots(vote)]
            areas = [ballot.area for ballot in _ballots(vote)]
            yield from _adds_up(_HEADS, heads, str, where)
            if any(area is not None for area in areas):
                yield from _adds_up(_AREA, [area or 0 for area in areas], lambda area: f"{yuan(area)} ㎡", where)


def _ballots(vote: Vote) -> tuple[Ballot, ...]:
    return vote.eligible, vote.participating, vote.agree, vote.against, vote.abstain


def _adds_up(word: str, counts: list[int], shown: Callable[[int], str], where: Location) -> Iterator[Finding | None]:
    eligible, came, *cast = counts
    yield (
        None
        if sum(cast) == came
        else error(
            "vote-sum",
            say(
                "{word}：同意、反对、弃权合计 {cast}，参与表决写了 {came}",
                word=word,
                cast=shown(sum(cast)),
                came=shown(came),
            ),
            where,
            say("同意 + 反对 + 弃权应当等于参与表决"),
        )
    )
    yield (
        None
        if came <= eligible
        else error(
            "vote-over-eligible",
            say(
                "{word}：参与表决 {came}，多于有权表决 {eligible}",
                word=word,
                came=shown(came),
                eligible=shown(eligible),
            ),
            where,
            say("请核对有权表决和参与表决"),
        )
    )
