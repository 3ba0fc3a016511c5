"""Calendars, read by two parsers that are not ours."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]

from generator.downloads import calendars
from generator.views.site import Site

Take = Callable[..., Path]
CALENDARS = ["demo/projects/shed.ics", "demo/data/calendar.ics", "data/calendar.ics"]
HOSTILE = "甲;乙,丙\\丁\nBEGIN:VALARM\n" + "很长的议程，" * 40 + "😀" * 30


def events(raw: bytes) -> list[Any]:
    calendar: Any = icalendar.Calendar.from_ical(raw)
    assert not calendar.errors
    found = [*calendar.walk("VEVENT")]
    assert not [error for event in found for error in event.errors]
    return found


@pytest.mark.parametrize("path", CALENDARS)
def test_a_calendar_has_the_meetings_and_deadlines_of_its_page(taken: Path, path: str) -> None:
    found = events((taken / path).read_bytes())
    assert {str(event["summary"]) for event in found} >= {
        "车棚改建表决（示例社区业主大会）",
        "提意见截止：车棚改建（资金筹集情况公示）",
        "提意见截止：车棚改建（工程变更公示）",
    }
    assert len({str(event["uid"]) for event in found}) == len(found) == 6
    for event in found:
        assert event["dtstart"].dt.utcoffset() == timedelta(hours=8)
        assert event["dtstamp"].dt.utcoffset() == timedelta(0)
        assert str(event["url"]).startswith("https://example.org/gongshi/demo/")


@pytest.mark.parametrize("path", CALENDARS)
def test_another_parser_reads_the_same(taken: Path, path: str) -> None:
    raw = (taken / path).read_bytes()
    told = {(str(one["summary"]), one["dtstart"].dt.astimezone(UTC)) for one in events(raw)}
    calendar = vobject.readOne(raw.decode())
    calendar.validate(raiseException=True)
    assert {(one.summary.value, one.dtstart.value.astimezone(UTC)) for one in calendar.vevent_list} == told


def test_times_are_those_of_the_records(taken: Path) -> None:
    found = {str(one["summary"]): one for one in events((taken / CALENDARS[0]).read_bytes())}
    vote = found["车棚改建表决（示例社区业主大会）"]
    assert vote["dtstart"].dt.astimezone(UTC) == datetime(2026, 1, 10, 11, 0, tzinfo=UTC)
    assert vote["dtstamp"].dt == datetime(2026, 1, 10, tzinfo=UTC)
    closing = found["提意见截止：车棚改建（工程变更公示）"]
    assert closing["dtstart"].dt.astimezone(UTC) == datetime(2026, 4, 6, 9, 30, tzinfo=UTC)
    assert closing["dtstamp"].dt == datetime(2026, 3, 30, tzinfo=UTC)
    assert "010-0000 0000" in closing["description"]


def test_a_meeting_was_known_from_the_day_it_was_called(records: Path, take: Take) -> None:
    notice = records / "demo" / "notices" / "meeting.yml"
    notice.write_text(notice.read_text(encoding="utf-8") + "meeting: vote\n", encoding="utf-8")
    found = {str(one["summary"]): one for one in events((take() / CALENDARS[0]).read_bytes())}
    assert found["车棚改建表决（示例社区业主大会）"]["dtstamp"].dt == datetime(2025, 12, 20, tzinfo=UTC)


def test_a_notice_taken_back_is_cancelled_and_no_other(taken: Path) -> None:
    found = events((taken / CALENDARS[0]).read_bytes())
    assert [str(one["dtstart"].dt.date()) for one in found if one.get("status") == "CANCELLED"] == ["2026-01-12"]


@pytest.mark.parametrize(
    ("held", "starts"), [("2026-05", None), ("2026-05-06", date(2026, 5, 6)), ("2026-05-06 19:30", datetime)]
)
def test_a_time_is_as_exact_as_it_is_known(records: Path, take: Take, held: str, starts: object) -> None:
    meeting = records / "demo" / "meetings" / "vote.yml"
    text = meeting.read_text(encoding="utf-8").replace("held: 2026-01-10 19:00", f"held: {held}")
    meeting.write_text(text, encoding="utf-8")
    found = [one for one in events((take() / CALENDARS[0]).read_bytes()) if "表决" in one["summary"]]
    if starts is None:
        assert [str(one["summary"]) for one in found] == ["提意见截止：车棚改建（表决结果公示）"]
    else:
        (day,) = [one["dtstart"].dt for one in found if "业主大会" in one["summary"]]
        assert day == starts or (starts is datetime and isinstance(day, datetime))


def test_text_is_read_back_as_it_was_and_lines_are_short(records: Path, take: Take) -> None:
    meeting = records / "demo" / "meetings" / "vote.yml"
    place = HOSTILE.replace("\n", " ")[:110]
    text = meeting.read_text(encoding="utf-8")
    meeting.write_text(f"{text}place: {place!r}\nagenda:\n  - '甲;乙,丙\\丁：BEGIN:VALARM'\n", encoding="utf-8")
    raw = (take() / CALENDARS[0]).read_bytes()
    (vote,) = [one for one in events(raw) if one["summary"].startswith("车棚改建表决")]
    assert vote["location"] == place.replace("\\", "\\\\")
    assert str(vote["description"]).splitlines()[-1] == "甲;乙,丙\\丁：BEGIN:VALARM"
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("length", range(60, 90))
def test_folding_cuts_no_character_and_loses_none(length: int) -> None:
    line = f"SUMMARY:{'a' * (length % 7)}{'字' * length}"
    folded = calendars._folded(line)  # noqa: SLF001 - every offset of a cut is wanted
    assert folded.replace(b"\r\n ", b"").decode() == f"{line}\r\n"
    assert all(part.decode() for part in folded.split(b"\r\n ")[:-1])


def test_without_events_there_is_no_calendar(taken: Path) -> None:
    assert not (taken / "demo" / "projects" / "paths.ics").exists()
    assert calendars.together("甲", []) == b""


def test_without_an_address_events_have_names_all_the_same(take: Take, site: Site) -> None:
    bare = Site(site.name, "", site.as_of, site.demonstration)
    first, second = (events((take(bare) / CALENDARS[0]).read_bytes()) for _ in range(2))
    assert [str(one["uid"]) for one in first] == [str(one["uid"]) for one in second]
    assert not [one for one in first if "url" in one]
