from datetime import date

import pytest

from generator import workdays


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-13", True),  # Friday before the Spring Festival
        ("2026-02-14", True),  # a Saturday worked instead
        ("2026-02-15", False),
        ("2026-02-23", False),  # a Monday off
        ("2026-02-24", True),
        ("2026-02-28", True),  # a Saturday worked instead
        ("2026-03-01", False),
        ("2026-10-07", False),
        ("2026-10-10", True),
        ("2027-01-01", True),  # not announced yet: Monday to Friday
        ("2027-01-02", False),
    ],
)
def test_working_days_follow_what_was_announced(day: str, *, expected: bool) -> None:
    assert workdays.is_working(date.fromisoformat(day)) is expected


def test_a_year_that_is_not_announced_is_not_known() -> None:
    assert workdays.known(date(2026, 12, 25), date(2026, 12, 31))
    assert not workdays.known(date(2026, 12, 25), date(workdays.LAST + 1, 1, 1))
    assert not workdays.known(date(workdays.FIRST - 1, 12, 31), date(workdays.FIRST, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "calendar", "working"),
    [
        ("2026-03-02", "2026-03-02", 1, 1),
        ("2026-03-01", "2026-03-01", 1, 0),
        ("2026-03-02", "2026-03-08", 7, 5),
        ("2026-02-09", "2026-02-27", 19, 10),
        ("2026-03-02", "2026-03-01", 0, 0),
    ],
)
def test_both_ends_of_a_notice_count(first: str, last: str, calendar: int, working: int) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert (workdays.count(*days, working=False), workdays.count(*days, working=True)) == (calendar, working)


@pytest.mark.parametrize(
    ("day", "days", "calendar", "working"),
    [
        ("2026-03-02", 0, "2026-03-02", "2026-03-02"),
        ("2026-03-02", 3, "2026-03-05", "2026-03-05"),
        ("2026-03-06", 1, "2026-03-07", "2026-03-09"),
        ("2026-02-13", 3, "2026-02-16", "2026-02-25"),
    ],
)
def test_the_day_a_time_limit_starts_from_does_not_count(day: str, days: int, calendar: str, working: str) -> None:
    start = date.fromisoformat(day)
    assert workdays.after(start, days, working=False).isoformat() == calendar
    assert workdays.after(start, days, working=True).isoformat() == working
