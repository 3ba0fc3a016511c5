from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

import pytest

from generator import rulesets
from generator.records import Ruleset
from generator.records.meeting import VoteRule
from generator.records.notice import Phase, Topic
from generator.records.project import Stage
from generator.records.rules import Act, Provision, Whole


def test_the_law_changes_with_the_day_of_the_vote() -> None:
    rules = rulesets.choose("beijing", {})
    before, since = (rules.on(day).standards[VoteRule.SPECIAL] for day in (date(2020, 12, 31), date(2021, 1, 1)))
    assert (before.consent, before.of, before.participation, before.above) == (
        Fraction(2, 3),
        Whole.ELIGIBLE,
        Fraction(1, 2),
        True,
    )
    assert (since.consent, since.of, since.participation, since.above) == (
        Fraction(3, 4),
        Whole.PARTICIPANTS,
        Fraction(2, 3),
        False,
    )
    assert rules.on("2020-12").matters == {}
    assert rules.on("2021-01").day == date(2021, 1, 1)


@pytest.mark.parametrize("number", range(1, 10))
def test_matters_6_to_8_need_three_quarters(number: int) -> None:
    matter = rulesets.choose(None, {}).on("2026-01").matters[number]
    assert matter.rule is (VoteRule.SPECIAL if number in (6, 7, 8) else VoteRule.GENERAL)


def test_a_place_adds_to_the_nation() -> None:
    rules = rulesets.choose("zibo", {}).on("2026-01-01")
    assert rules.title == "淄博市规则"
    assert rules.deadlines[Act.CALL].days == 15
    assert rules.deadlines[Act.PUBLISH_OWNERS].days == 3
    lift = rules.period(Topic.LIFT_PLAN, Phase.BEFORE)
    assert lift
    assert (lift.days, lift.verified) == (10, False)
    assert rules.period(Topic.LIFT_PLAN, Phase.AFTER) is None
    result = rulesets.choose("qingyuan", {}).on("2026-01-01").period(Topic.RESULT, Phase.AFTER)
    assert result
    assert result.days == 15


def own(text: str, days: int, **dates: str) -> dict[str, object]:
    return {"stage": "works", "days": f"{days}", "citation": text, **dates}


def test_the_nearest_ruleset_wins_and_in_it_the_latest() -> None:
    known = {
        "town": Ruleset.model_validate(
            {
                "title": "镇",
                "cadences": [own("新", 10, since="2026-03-01"), own("旧", 20), own("止", 5, until="2026-01-31")],
            }
        ),
        "estate": Ruleset.model_validate({"title": "小区", "extends": "town"}),
    }
    rules = rulesets.choose("estate", known)
    cited = [rules.on(day).cadences[Stage.WORKS].citation for day in ("2026-01-31", "2026-02-01", "2026-03-01")]
    assert cited == ["止", "旧", "新"]
    assert rules.on("2026-03-01").cadences[Stage.FUNDING].days == 31
    assert rules.on("2026-03-01").title == "小区"


@pytest.mark.parametrize(
    ("name", "extends", "unknown"),
    [("town", "nowhere", "nowhere"), ("town", "town", "town"), ("nowhere", "national", "nowhere")],
)
def test_a_name_that_leads_nowhere_falls_back_to_the_nation(name: str, extends: str, unknown: str) -> None:
    rules = rulesets.choose(name, {"town": Ruleset.model_validate({"title": "镇", "extends": extends})})
    assert rules.unknown == unknown
    assert VoteRule.SPECIAL in rules.on("2026-01-01").standards


def lists(ruleset: Ruleset) -> Iterator[list[tuple[object, Provision]]]:
    yield [(one.rule, one) for one in ruleset.standards]
    yield [(one.number, one) for one in ruleset.matters]
    yield [((one.topic, one.phase), one) for one in ruleset.periods]
    yield [(one.act, one) for one in ruleset.deadlines]
    yield [(one.stage, one) for one in ruleset.cadences]


@pytest.mark.parametrize("name", sorted(rulesets.shipped()))
def test_no_two_shipped_entries_speak_of_the_same_day(name: str) -> None:
    assert rulesets.choose(name, {}).unknown is None
    for entries in lists(rulesets.shipped()[name]):
        for (key, one), (other_key, other) in combinations(entries, 2):
            apart = (one.until or date.max) < (other.since or date.min) or (other.until or date.max) < (
                one.since or date.min
            )
            assert key != other_key or apart


def test_the_day_after_the_old_law_is_the_first_of_the_new() -> None:
    general = [one for one in rulesets.shipped()["national"].standards if one.rule is VoteRule.GENERAL]
    until = next(one.until for one in general if one.until)
    assert {one.since for one in general if one.since} == {until + timedelta(1)}
