"""Amounts and dates: what is written is read back, and no text makes a reader raise."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator import calendar, money

LARGEST = 10**14 - 1
NEAR = st.from_regex(r"[-+]?[0-9０-９]{0,13}[.,]?[0-9]{0,3}[eE元 ]?[0-9]{0,2}", fullmatch=True)
DATED = st.from_regex(r"[0-9]{4}-?[0-9]{2}(-?[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?(\+08:00)?)?)?", fullmatch=True)


@given(st.integers(-LARGEST, LARGEST))
def test_an_amount_written_is_read_back(fen: int) -> None:
    assert money.parse(money.plain(fen)) == fen
    assert money.parse(money.yuan(fen).replace(",", "")) == fen


@given(st.text() | NEAR)
def test_an_amount_that_is_read_has_one_meaning(text: str) -> None:
    fen = money.parse(text)
    if fen is not None:
        assert text.isascii()
        assert money.parse(money.plain(fen)) == fen
        assert Decimal(text) * 100 == fen


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.times())
def test_dates_and_moments_written_are_read_back(day: date, time: object) -> None:
    clock = str(time)[:5]
    assert calendar.parse_date(day.isoformat()) == day
    assert calendar.parse_month(day.isoformat()[:7]) == day.isoformat()[:7]
    moment = calendar.parse_moment(f"{day} {clock}")
    assert moment is not None
    assert f"{moment:%Y-%m-%d %H:%M}" == f"{day} {clock}"


@given(st.text() | DATED)
def test_a_time_that_is_read_stays_as_it_is(text: str) -> None:
    kept = calendar.parse_when(text)
    if kept is not None:
        assert calendar.parse_when(kept) == kept
        assert text.replace("T", " ").startswith(kept)
        assert "年" in calendar.when(kept)
    assert (calendar.parse_date(text) is None) or len(text) == 10
