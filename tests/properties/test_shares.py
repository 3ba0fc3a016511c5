"""Whatever is split among whatever homes: nothing is lost, nobody is favoured, and everybody can reckon it again."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator import shares
from generator.shares import Home, Split

totals = st.integers(0, 10**12)
ids = st.text(st.sampled_from("0123456789-甲乙"), min_size=1, max_size=6)
weights = st.dictionaries(ids, st.integers(0, 10**9), min_size=1, max_size=40).filter(lambda of: any(of.values()))


@given(totals, weights)
def test_the_lines_come_to_the_total(total: int, of: dict[str, int]) -> None:
    done = shares.split(total, of)
    assert sum(done.lines.values()) == total
    assert done.lines.keys() == of.keys()


@given(totals, weights)
def test_every_line_is_within_a_fen_of_its_exact_share(total: int, of: dict[str, int]) -> None:
    done = shares.split(total, of)
    whole = sum(of.values())
    exact = {id_: Fraction(total * weight, whole) for id_, weight in of.items()}
    assert all(abs(done.lines[id_] - exact[id_]) < 1 for id_ in of)
    more = [id_ for id_ in of if done.lines[id_] > exact[id_] // 1]
    assert len(more) == done.residue == total - sum(share // 1 for share in exact.values())
    assert done.residue < len(of)
    assert all(done.lines[id_] == 0 for id_, weight in of.items() if weight == 0)


@given(totals, weights)
def test_who_lost_most_by_rounding_gets_the_fen_and_ties_go_by_id(total: int, of: dict[str, int]) -> None:
    done = shares.split(total, of)
    whole = sum(of.values())
    rest = {id_: total * weight % whole for id_, weight in of.items()}
    more = {id_ for id_ in of if done.lines[id_] > total * of[id_] // whole}
    for lucky in more:
        for other in of.keys() - more:
            assert rest[lucky] > rest[other] or (rest[lucky] == rest[other] and lucky < other)


@given(totals, weights, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(total: int, of: dict[str, int], random: st.DataObject) -> None:
    shuffled = list(of.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined] # Hypothesis gives a Random
    assert shares.split(total, of) == shares.split(total, dict(shuffled))


@given(totals, weights, st.data())
def test_equal_weights_differ_by_a_fen_at_most(total: int, of: dict[str, int], data: st.DataObject) -> None:
    one, other = data.draw(st.sampled_from(sorted(of))), data.draw(st.sampled_from(sorted(of)))
    assume(any((of | {other: of[one]}).values()))
    done = shares.split(total, of | {other: of[one]})
    assert abs(done.lines[one] - done.lines[other]) <= 1


@pytest.mark.parametrize(("total", "of"), [(1, {}), (1, {"1": 0}), (-1, {"1": 1}), (1, {"1": 3, "2": -1})])
def test_what_cannot_be_split_is_refused(total: int, of: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="weights of 0 or more"):
        shares.split(total, of)


homes = st.lists(
    st.builds(Home, ids, st.integers(0, 10**6), st.integers(0, 40), st.booleans()), max_size=8, unique_by=lambda h: h.id
)


keys = st.binary(min_size=32, max_size=32)


def bearing(of: list[Home], fen: int = 0) -> Split:
    return Split({home.id: fen for home in of}, 0)


@given(homes, homes, keys)
def test_the_commitment_is_to_what_the_lines_say_in_any_order(one: list[Home], other: list[Home], key: bytes) -> None:
    alike = sorted(one, key=str) == sorted(other, key=str)
    digest = shares.commitment(one, bearing(one), key)
    assert (digest == shares.commitment(other, bearing(other), key)) == alike
    assert digest == shares.commitment(reversed(one), bearing(one), key)


@given(homes.filter(bool), keys)
def test_the_commitment_is_to_every_share_and_to_the_key(of: list[Home], key: bytes) -> None:
    digest = shares.commitment(of, bearing(of), key)
    assert digest != shares.commitment(of, bearing(of, 1), key)
    assert digest != shares.commitment(of, bearing(of), key[:-1] + bytes([key[-1] ^ 1]))


@pytest.mark.parametrize(
    ("weight", "text"), [(6_403_500, "640.35"), (10_000, "1"), (12_345, "1.2345"), (1, "0.0001"), (1_000_000, "100")]
)
def test_a_sum_of_weights_is_written_as_a_record_spells_it(weight: int, text: str) -> None:
    assert shares.written(weight) == text
