from datetime import date, datetime

import pytest

from generator import calendar


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20240305",
        "2024-3-5",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024/03/05",
        "2024年3月5日",
        "24-03-05",
        "0206-03-05",
        "2206-03-05",
        "2024-03-05 ",
        "2024-03-05\n",
        "２０２４-03-05",
        "2024-W10-2",
    ],
)
def test_only_a_full_date_is_a_date(text: str) -> None:
    assert calendar.parse_date(text) is None
    assert calendar.parse_when(text) is None


def test_dates_and_months_are_read() -> None:
    assert calendar.parse_date("2024-02-29") == date(2024, 2, 29)
    assert calendar.parse_month("2024-12") == "2024-12"


@pytest.mark.parametrize("text", ["2024-00", "2024-13", "2024-1", "202401", "2024-01-01", "0000-01", "2024-01\n"])
def test_months_are_refused(text: str) -> None:
    assert calendar.parse_month(text) is None


@pytest.mark.parametrize(
    "text",
    ["2026-03-05 17:30", "2026-03-05T17:30", "2026-03-05 17:30:00", "2026-03-05 17:30+08:00"],
)
def test_moments_are_beijing_time(text: str) -> None:
    assert calendar.parse_moment(text) == datetime(2026, 3, 5, 17, 30, tzinfo=calendar.BEIJING)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05",
        "20260305",
        "1772697600",
        "2026-03-05 24:00",
        "2026-03-05 17:60",
        "2026-03-05 7:30",
        "2026-02-30 17:30",
        "2026-03-05  17:30",
        "2026-03-05 17:30Z",
        "2026-03-05 17:30+09:00",
        "2026-03-05 17:30\n",
        "0001-01-01 05:00",
        "2026-03-05 下午5:30",
    ],
)
def test_other_moments_are_refused(text: str) -> None:
    assert calendar.parse_moment(text) is None


@pytest.mark.parametrize(
    ("text", "kept", "shown"),
    [
        ("2023-05", "2023-05", "2023年5月"),
        ("2023-05-26", "2023-05-26", "2023年5月26日"),
        ("2023-05-26T19:00:30", "2023-05-26 19:00", "2023年5月26日 周五 19:00"),
    ],
)
def test_when_keeps_no_more_than_was_known(text: str, kept: str, shown: str) -> None:
    assert calendar.parse_when(text) == kept
    assert calendar.when(kept) == shown


def test_dates_are_written_for_readers() -> None:
    day = date(2026, 3, 1)
    assert calendar.ymd(day) == "2026年3月1日"
    assert calendar.md(day) == "3月1日"
    assert calendar.ym("2026-03") == "2026年3月"
    assert calendar.weekday(day) == "周日"
    assert calendar.clock(datetime(2026, 3, 1, 9, 5, tzinfo=calendar.BEIJING)) == "09:05"
