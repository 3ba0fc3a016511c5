"""Dates, months and moments as records spell them. All moments are Beijing time (+08:00)."""

import re
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

BEIJING = timezone(timedelta(hours=8))

# Only the years of this century and the last: `0206` is a slip, and dates before the year 1000 sort and print oddly.
# The hours end at 23: later Pythons read 24:00 as the next day, earlier ones refuse it.
_DATE = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\Z")
_MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])\Z")
_MOMENT = re.compile(r".{10}[ T]((?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)(?:\+08:00)?\Z")
_WEEKDAYS = "一二三四五六日"


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
def ymd(day: date) -> str:
    """Write a date for a reader: 2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def md(day: date) -> str:
    """Write a date of this page's year for a reader: 3月5日."""
    return f"{day.month}月{day.day}日"


@lru_cache(4096)
def ym(month: str) -> str:
    """Write `2026-03` for a reader: 2026年3月."""
    return f"{month[:4]}年{int(month[5:])}月"


def weekday(day: date) -> str:
    """Name the day of the week: 周三."""
    return "周" + _WEEKDAYS[day.weekday()]


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
def when(text: str) -> str:
    """Write a `parse_when` text for a reader, the weekday with it where a time is known."""
    if len(text) == len("2023-05"):
        return ym(text)
    day = date.fromisoformat(text[:10])
    return f"{ymd(day)} {weekday(day)} {text[11:]}" if text[11:] else ymd(day)


def lately(text: str, today: date) -> str:
    """Write a `parse_when` text without the year where that is this year's; any other year is always said."""
    shown = when(text)
    return shown.removeprefix(f"{today.year}年") if text[:4] == f"{today.year}" else shown


def first_day(text: str) -> date:
    """Give the first day that a `parse_when` text may mean: of a month, its first."""
    return date.fromisoformat(f"{text}-01" if len(text) == len("2023-05") else text[:10])


def last_day(text: str) -> date:
    """Give the last day that a `parse_when` text may mean: of a month, its last."""
    day = first_day(text)
    return (day + timedelta(31)).replace(day=1) - timedelta(1) if len(text) == len("2023-05") else day
