"""The verdict of a vote is that of a plain count with whole numbers, whatever the numbers are."""

from fractions import Fraction
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from generator import verdicts
from generator.records.meeting import Entrance, Vote
from generator.records.rules import Standard

Votes = tuple[int, int, int, int]
"""Agree, against, abstain, stayed away."""

numbers = st.integers(0, 12)
votes = st.tuples(numbers, numbers, numbers, numbers)
ratios = st.integers(1, 6).flatmap(lambda whole: st.tuples(st.integers(1, whole), st.just(whole)))


def vote(heads: Votes, areas: Votes) -> Vote:
    def ballot(*indexes: int) -> dict[str, str]:
        return {"heads": f"{sum(heads[i] for i in indexes)}", "area": f"{sum(areas[i] for i in indexes)}"}

    said: dict[str, Any] = {
        "rule": "general",
        "eligible": ballot(0, 1, 2, 3),
        "participating": ballot(0, 1, 2),
        "agree": ballot(0),
        "against": ballot(1),
        "abstain": ballot(2),
    }
    return Vote.model_validate(said)


def standard(participation: tuple[int, int], consent: tuple[int, int], **said: str) -> Standard:
    lines = {"participation": "{}/{}".format(*participation), "consent": "{}/{}".format(*consent)}
    return Standard.model_validate({"rule": "general", "citation": "示例", **lines, **said})


def reached(have: int, whole: int, ratio: tuple[int, int], *, strict: bool) -> bool:
    """Walk up the people one by one until the line is passed: slow, and nothing but counting."""
    part, of = ratio
    needed = next(n for n in range(whole + 2) if (n * of > part * whole if strict else n * of >= part * whole))
    return whole > 0 and have >= needed


@given(votes, votes, ratios, ratios, st.sets(st.sampled_from(("above", "strict", "everyone"))))
@example((3, 1, 0, 2), (3, 1, 0, 2), (2, 3), (3, 4), set())  # both exactly at the line
@example((2, 2, 0, 2), (2, 2, 0, 2), (2, 3), (1, 2), {"strict"})  # half is not more than half
def test_a_verdict_is_what_counting_gives(
    heads: Votes, areas: Votes, participation: tuple[int, int], consent: tuple[int, int], flags: set[str]
) -> None:
    above, strict, everyone = ("above" in flags, "strict" in flags, "everyone" in flags)
    rule = standard(
        participation,
        consent,
        above=f"{above}".lower(),
        strict=f"{strict}".lower(),
        of="eligible" if everyone else "participants",
    )
    expected = all(
        reached(sum(cast[:3]), sum(cast), participation, strict=above)
        and reached(cast[0], sum(cast) if everyone else sum(cast[:3]), consent, strict=strict)
        for cast in (heads, areas)
    )
    assert verdicts.passed(vote(heads, areas), rule) is expected


@given(votes, votes)
def test_whoever_turns_from_against_to_agree_never_turns_a_yes_into_a_no(heads: Votes, areas: Votes) -> None:
    rule = standard((2, 3), (3, 4))
    more = [(agree + against, 0, abstain, away) for agree, against, abstain, away in (heads, areas)]
    assert not verdicts.passed(vote(heads, areas), rule) or verdicts.passed(vote(more[0], more[1]), rule)


@given(st.integers(1, 12), st.lists(st.integers(0, 4), max_size=6), ratios)
def test_an_entrance_has_agreed_from_the_first_signing_that_reaches_the_line(
    homes: int, signed: list[int], ratio: tuple[int, int]
) -> None:
    rule = standard((2, 3), ratio, of="eligible", area="false")
    signings = [{"signed": f"2026-{month:02d}", "heads": f"{count}"} for month, count in enumerate(signed, 1)]
    entrance = Entrance.model_validate({"name": "一单元", "eligible": {"heads": f"{homes}"}, "signings": signings})
    step, when = verdicts.signed(entrance, rule)
    sums = [sum(signed[:count]) for count in range(1, len(signed) + 1)]
    first = next((month for month, have in enumerate(sums, 1) if Fraction(have, homes) >= Fraction(*ratio)), None)
    assert when == (f"2026-{first:02d}" if first else None)
    assert step.reached is (first is not None)
    assert step.shares[0].value == Fraction(sum(signed), homes)
