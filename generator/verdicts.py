"""What a vote came to: exact fractions held against a standard. Nothing here is rounded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.records.meeting import Ballot, Entrance, Vote
from generator.records.rules import Standard, Whole


@dataclass(frozen=True, slots=True)
class Share:
    """One ratio, by heads or by area: the parts of a whole, of which the first counts."""

    by_area: bool
    parts: tuple[int, ...]
    whole: int
    reached: bool

    @property
    def value(self) -> Fraction:
        """Give the share itself; nothing of nothing is nothing."""
        return Fraction(self.parts[0], self.whole) if self.whole else Fraction(0)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a vote: how many took part, or how many of them agreed."""

    need: Fraction
    strict: bool
    shares: tuple[Share, ...]

    @property
    def reached(self) -> bool:
        """Heads and area both have to reach the line."""
        return all(share.reached for share in self.shares)


def judge(vote: Vote, standard: Standard) -> tuple[Step, Step]:
    """Work out both steps of a vote: participation, then consent."""
    cast = (vote.agree, vote.against, vote.abstain)
    whole = vote.eligible if standard.of is Whole.ELIGIBLE else vote.participating
    return (
        _step(vote.eligible, (vote.participating,), standard.participation, strict=standard.above, area=standard.area),
        _step(whole, cast, standard.consent, strict=standard.strict, area=standard.area),
    )


def passed(vote: Vote, standard: Standard) -> bool | None:
    """Tell whether a vote carried; None where floor areas that count are not said, or the numbers do not add up."""
    if (standard.area and lacks_area(vote)) or not adds_up(vote):
        return None
    return all(step.reached for step in judge(vote, standard))


def adds_up(vote: Vote) -> bool:
    """Tell whether agree + against + abstain = participating, and no more than were eligible."""
    cast = (vote.agree, vote.against, vote.abstain)
    return all(
        sum(parts) == came <= whole
        for parts, came, whole in (
            ([one.heads for one in cast], vote.participating.heads, vote.eligible.heads),
            ([one.area or 0 for one in cast], vote.participating.area or 0, vote.eligible.area or 0),
        )
    )


def lacks_area(vote: Vote) -> bool:
    """Tell whether the floor areas that a verdict needs are missing."""
    return any(ballot.area is None for ballot in (vote.eligible, vote.participating, vote.agree))


def some_area(vote: Vote) -> bool:
    """Tell whether any floor area is stated; those left out then show where the votes are added up."""
    ballots = (vote.eligible, vote.participating, vote.agree, vote.against, vote.abstain)
    return any(ballot.area is not None for ballot in ballots)


def signed(entrance: Entrance, standard: Standard) -> tuple[Step, str | None]:
    """Work out how far an entrance has signed, and when it first had the consent it needs."""
    when = next((said for said, step in _growing(entrance, standard) if step.reached), None)
    *_, (_, last) = [("", _consent(entrance, 0, standard)), *_growing(entrance, standard)]
    return last, when


def _growing(entrance: Entrance, standard: Standard) -> Iterator[tuple[str, Step]]:
    for count, signing in enumerate(entrance.signings, 1):
        yield signing.signed, _consent(entrance, count, standard)


def _consent(entrance: Entrance, count: int, standard: Standard) -> Step:
    signings = entrance.signings[:count]
    heads, area = (sum(getattr(signing, part) or 0 for signing in signings) for part in ("heads", "area"))
    have = Ballot.model_construct(heads=heads, area=area)
    return _step(entrance.eligible, (have,), standard.consent, strict=standard.strict, area=standard.area)


def _step(whole: Ballot, parts: Sequence[Ballot], need: Fraction, *, strict: bool, area: bool) -> Step:
    shares = [_share(whole.heads, [part.heads for part in parts], need, strict=strict, by_area=False)]
    if area and whole.area is not None:
        shares.append(_share(whole.area, [part.area or 0 for part in parts], need, strict=strict, by_area=True))
    return Step(need, strict, tuple(shares))


def _share(whole: int, parts: Sequence[int], need: Fraction, *, strict: bool, by_area: bool) -> Share:
    have, line = parts[0] * need.denominator, whole * need.numerator
    return Share(by_area, tuple(parts), whole, whole > 0 and (have > line if strict else have >= line))
