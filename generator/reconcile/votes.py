"""Heads and votes add up."""

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Finding, Location, error
from generator.ledger import Ledger
from generator.money import yuan
from generator.records.meeting import Ballot, Vote


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
                        f"{side.who}应到 {side.eligible} 人，到会却有 {side.present} 人",
                        record.at("attendance", index, "present"),
                        "请核对应到和到会人数",
                    )
                )
        if meeting.attendance and meeting.present is not None:
            came = sum(side.present for side in meeting.attendance)
            yield (
                None
                if came == meeting.present
                else error(
                    "attendance-sum",
                    f"各方到会合计 {came} 人，总人数写了 {meeting.present} 人",
                    record.at("present"),
                    "请核对总人数和各方人数",
                )
            )


def votes_add_up(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """For + against + abstain = participating ≤ eligible, by heads and by area."""
    for record in ledger.meetings.values():
        for index, resolution in enumerate(record.value.resolutions):
            if resolution.vote is None:
                continue
            where = record.at("resolutions", index, "vote", "participating")
            yield from _adds_up(resolution.vote, "户（人）数", where)
            if _area(resolution.vote.eligible) is not None:
                yield from _adds_up(resolution.vote, "面积", where)


def _area(ballot: Ballot) -> int | None:
    return ballot.area


def _count(ballot: Ballot, word: str) -> int:
    return (ballot.area or 0) if word == "面积" else ballot.heads


def _shown(number: int, word: str) -> str:
    return f"{yuan(number)} ㎡" if word == "面积" else f"{number}"


def _adds_up(vote: Vote, word: str, where: Location) -> Iterator[Finding | None]:
    came = _count(vote.participating, word)
    cast = sum(_count(ballot, word) for ballot in (vote.agree, vote.against, vote.abstain))
    yield (
        None
        if cast == came
        else error(
            "vote-sum",
            f"{word}：同意、反对、弃权合计 {_shown(cast, word)}，参与表决写了 {_shown(came, word)}",
            where,
            "同意 + 反对 + 弃权应当等于参与表决",
        )
    )
    eligible = _count(vote.eligible, word)
    yield (
        None
        if came <= eligible
        else error(
            "vote-over-eligible",
            f"{word}：参与表决 {_shown(came, word)}，多于有权表决 {_shown(eligible, word)}",
            where,
            "请核对有权表决和参与表决",
        )
    )
