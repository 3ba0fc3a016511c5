"""Dates, months and moments as records spell them. All moments are Beijing time (+08:00)."""

import re
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from generator.wording import Said, say

BEIJING = timezone(timedelta(hours=8))

# Only the years of this century and the last: `0206` is a slip, and dates before the year 1000 sort and print oddly.
# The hours end at 23: later Pythons read 24:00 as the next day, earlier ones refuse it.
_DATE = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\Z")
_MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])\Z")
_MOMENT = re.compile(r".{10}[ T]((?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)(?:\+08:00)?\Z")

YEARS_MONTHS = tuple(f"{{year}}年{month}月" for month in range(1, 13))
DAYS = tuple(f"{month}月{{day}}日" for month in range(1, 13))
MONTHS = tuple(f"{month}月" for month in range(1, 13))
WEEKDAYS = tuple(f"周{day}" for day in "一二三四五六日")
"""A message for each, for a language may bend the name of a month where a day or a year stands beside it."""


def parse_date(text: str) -> date | None:
    """Read `2026-03-05`; None for anything else, 30 February included."""
    if not _DATE.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_month(text: str) -> str | None:
    """Read `2026-03` and keep it as text: months compare and print as they are."""
    return text if _MONTH.match(text) else None


def parse_moment(text: str) -> datetime | None:
    """Read `2026-03-05 19:30` (Beijing time, `+08:00` may be written out)."""
    found = _MOMENT.match(text)
    day = parse_date(text[:10])
    return datetime.combine(day, time.fromisoformat(found[1]), BEIJING) if found and day else None


@lru_cache(4096)
def ymd(day: date) -> Said:
    """Write a date for a reader: 2026年3月5日."""
    return say("{year}年{day}", year=day.year, day=md(day))


def md(day: date) -> Said:
    """Write a date of this page's year for a reader: 3月5日."""
    return say(DAYS[day.month - 1], day=day.day)


@lru_cache(4096)
def ym(month: str) -> Said:
    """Write `2026-03` for a reader: 2026年3月."""
    return say(YEARS_MONTHS[int(month[5:]) - 1], year=month[:4])


def weekday(day: date) -> Said:
    """Name the day of the week: 周三."""
    return say(WEEKDAYS[day.weekday()])


def clock(moment: datetime) -> str:
    """Write the time of day: 19:30."""
    return f"{moment:%H:%M}"


def parse_when(text: str) -> str | None:
    """Read a date as exact as it is known: `2023-05`, `2023-05-26` or `2023-05-26 19:00`.

    The normal form is kept as text: it sorts by time and never claims more than was known.
    """
    if _MONTH.match(text):
        return parse_month(text)
    if _DATE.match(text):
        return text if parse_date(text) else None
    moment = parse_moment(text)
    return f"{moment:%Y-%m-%d %H:%M}" if moment else None


@lru_cache(4096)
def when(text: str) -> Said:
    """Write a `parse_when` text for a reader, the weekday with it where a time is known."""
    if len(text) == len("2023-05"):
        return ym(text)
    day = date.fromisoformat(text[:10])
    return _timed(ymd(day), day, text[11:])


def lately(text: str, today: date) -> Said:
    """Write a `parse_when` text without the year where that is this year's; any other year is always said."""
    if text[:4] != f"{today.year}":
        return when(text)
    if len(text) == len("2023-05"):
        return say(MONTHS[int(text[5:]) - 1])
    day = date.fromisoformat(text[:10])
    return _timed(md(day), day, text[11:])


def _timed(shown: Said, day: date, time: str) -> Said:
    return say("{day} {weekday} {time}", day=shown, weekday=weekday(day), time=time) if time else shown


def first_day(text: str) -> date:
    """Give the first day that a `parse_when` text may mean: of a month, its first."""
    return date.fromisoformat(f"{text}-01" if len(text) == len("2023-05") else text[:10])


def last_day(text: str) -> date:
    """Give the last day that a `parse_when` text may mean: of a month, its last."""
    day = first_day(text)
    return (day + timedelta(31)).replace(day=1) - timedelta(1) if len(text) == len("2023-05") else day
