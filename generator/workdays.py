"""Calendar days and working days, with the public holidays and the adjusted working weekends of mainland China.

The State Council announces a year's holidays late in the year before. For a year that is not known yet, or lies
before 2004, Monday to Friday count as working days, and `known` says so.
"""

from datetime import date, timedelta

from chinese_calendar import constants  # type: ignore[import-untyped] # the library ships no types

_FREE: frozenset[date] = frozenset(constants.holidays)
_ADJUSTED: frozenset[date] = frozenset(constants.workdays)
FIRST, LAST = min(_FREE).year, max(_FREE).year
"""The years whose holidays are known."""

_DAY = timedelta(1)


def known(first: date, last: date) -> bool:
    """Tell whether the holidays of a period are known."""
    return first.year >= FIRST and last.year <= LAST


def is_working(day: date) -> bool:
    """Tell a working day: Monday to Friday but for holidays, and the weekends worked instead."""
    return day in _ADJUSTED or (day.weekday() < 5 and day not in _FREE)


def count(first: date, last: date, *, working: bool) -> int:
    """Count the days of a period, the first and the last included."""
    days = (last - first).days + 1
    return sum(is_working(first + _DAY * step) for step in range(days)) if working else max(days, 0)


def after(day: date, days: int, *, working: bool) -> date:
    """Give the last day of a time limit; the day it starts from is not counted."""
    if not working:
        return day + _DAY * days
    while days:
        day += _DAY
        days -= is_working(day)
    return day
