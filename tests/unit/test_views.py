from datetime import date
from pathlib import Path

import pytest

from generator.ledger import Ledger
from generator.load import load
from generator.records.meeting import Ballot, Meeting, Vote, VoteRule
from generator.views import meeting, money, votes

MEETING = Meeting.model_validate({"title": "表决", "kind": "owners", "held": "2026-01-10", "projects": ["shed"]})


def passed(
    rule: VoteRule, eligible: int, agree: int, against: int, area: tuple[int, int, int] | None = None
) -> bool | None:
    def ballot(heads: int, index: int) -> Ballot:
        return Ballot.model_construct(heads=heads, area=area[index] if area else None)

    came = agree + against
    vote = Vote.model_construct(
        rule=rule,
        eligible=ballot(eligible, 0),
        participating=Ballot.model_construct(heads=came, area=area[1] if area else None),
        agree=Ballot.model_construct(heads=agree, area=area[2] if area else None),
        against=Ballot.model_construct(heads=against, area=area[1] - area[2] if area else None),
        abstain=Ballot.model_construct(heads=0, area=0 if area else None),
    )
    return votes.decision("决定", MEETING, vote, "", "").passed


@pytest.mark.parametrize(
    ("rule", "eligible", "agree", "against", "expected"),
    [
        (VoteRule.GENERAL, 30, 20, 0, True),  # exactly two thirds take part
        (VoteRule.GENERAL, 31, 20, 0, False),
        (VoteRule.GENERAL, 30, 10, 10, False),  # half is not more than half
        (VoteRule.GENERAL, 30, 11, 10, True),
        (VoteRule.SPECIAL, 30, 15, 5, True),  # exactly three quarters
        (VoteRule.SPECIAL, 30, 14, 6, False),
        (VoteRule.UNANIMOUS, 14, 14, 0, True),
        (VoteRule.UNANIMOUS, 14, 13, 0, False),
        (VoteRule.UNANIMOUS, 14, 13, 1, False),
        (VoteRule.CONSULTATION, 30, 1, 20, None),
    ],
)
def test_votes_are_judged_exactly_at_the_line(
    rule: VoteRule, eligible: int, agree: int, against: int, *, expected: bool | None
) -> None:
    assert passed(rule, eligible, agree, against) is expected


def test_heads_and_area_must_both_reach_the_line() -> None:
    assert passed(VoteRule.SPECIAL, 30, 15, 5, (3000, 2000, 1500))
    assert not passed(VoteRule.SPECIAL, 30, 15, 5, (3000, 2000, 1499))
    assert not passed(VoteRule.SPECIAL, 30, 15, 5, (3000, 1999, 1999))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("2026-03-31", True),
        ("2026-03-31 19:00", True),
        ("2026-03-30 19:00", False),
        ("2026-03", False),
        ("2026-04", True),
    ],
)
def test_a_meeting_of_today_is_still_to_come(held: str, *, expected: bool) -> None:
    assert meeting.upcoming(held, date(2026, 3, 31)) is expected


@pytest.fixture
def ledger(records: Path) -> Ledger:
    found, findings = load(records, "demo")
    assert found, findings
    return found


def test_the_bar_is_whole_and_never_longer_than_itself(ledger: Ledger) -> None:
    shown = money.funding(ledger, ledger.books["shed"])
    assert float(shown.segments[0].x) == 0
    ends = [float(part.x) + float(part.width) for part in shown.segments]
    assert ends == sorted(ends)
    assert ends[-1] <= 100.01


def test_more_than_planned_is_an_excess_and_not_a_gap(records: Path) -> None:
    project = records / "demo" / "projects" / "shed.yml"
    text = project.read_text(encoding="utf-8").replace("amount: 1000.00", "amount: 10.00")
    project.write_text(text, encoding="utf-8")
    ledger, findings = load(records, "demo")
    assert ledger, findings
    shown = money.funding(ledger, ledger.books["shed"])
    assert shown.excess
    assert not shown.gap
    assert sum(float(part.width) for part in shown.segments) <= 100.01


def test_a_project_without_money_says_so(records: Path) -> None:
    project = records / "demo" / "projects" / "paths.yml"
    project.write_text(
        "title: 小路\nnumber: SL-2\nestate: 小区\ntagline: 修路\nsummary: 修路\n"
        "scope: {level: estate, text: 全小区}\nstage: proposed\n",
        encoding="utf-8",
    )
    ledger, findings = load(records, "demo")
    assert ledger, findings
    shown = money.funding(ledger, ledger.books["paths"])
    assert not shown.any
    assert shown.segments == ()
    assert shown.rate == ""
