"""When people meet and until when they can object: what is to come by month, then the past by year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from generator.calendar import ym
from generator.views.facts import Channel, Facts, Opening
from generator.views.meeting import MeetingLine
from generator.views.paging import Leaf, Piece, leaves, places, split
from generator.wording import say


class Head(NamedTuple):
    """A month to come or a year gone by."""

    id: str
    title: str
    coming: bool


class Entry(NamedTuple):
    """A meeting, or the day until which a notice is open."""

    iso: str
    meeting: MeetingLine | None
    notice: Opening | None


Section = tuple[Head, Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """One page of all meetings."""

    leaf: Leaf
    held: int
    coming: int
    contents: Sequence[tuple[str, str]]
    """Title and address of each section."""
    pieces: Sequence[Piece[Head, Entry]]


@dataclass(frozen=True, slots=True)
class OpenPage:
    """What is open for objection, soonest first, and what closed lately."""

    leaf: Leaf
    count: int
    open: Sequence[tuple[Opening, Channel]]
    closed: Sequence[Opening]


def sections(facts: Iterable[Facts]) -> list[Section]:
    """Sort meetings and deadlines: months to come in their order, then the years of past meetings, newest first."""
    entries = [entry for one in facts for entry in _entries(one)]
    coming = sorted((entry for entry in entries if _coming(entry)), key=_order)
    past = sorted((entry for entry in entries if not _coming(entry)), key=_order, reverse=True)
    found: list[Section] = []
    for month, of in groupby(coming, _month):
        found.append((Head(f"m{month}", ym(month), coming=True), list(of)))
    for year, of in groupby(past, _of_year):
        found.append((Head(f"y{year}", say("{year}年", year=year), coming=False), list(of)))
    return found


def _entries(facts: Facts) -> Iterator[Entry]:
    for line in facts["meetings"]:
        yield Entry(line.iso, line, None)
    for opening in facts["open"]:
        yield Entry(opening.deadline, None, opening)


def _coming(entry: Entry) -> bool:
    return entry.meeting is None or entry.meeting.upcoming


def _order(entry: Entry) -> tuple[str, str]:
    return entry.iso, entry.meeting.href if entry.meeting else ""


def _month(entry: Entry) -> str:
    return entry.iso[:7]


def _of_year(entry: Entry) -> str:
    return entry.iso[:4]


def meetings(found: Sequence[Section]) -> Iterator[MeetingsPage]:
    """Work out the pages of all meetings from their sections."""
    held = sum(len(entries) for head, entries in found if not head.coming)
    coming = sum(entry.meeting is not None for head, entries in found if head.coming for entry in entries)
    pages, at = split(found), _places(found)
    contents = [(head.title, at[head.id]) for head, _ in found]
    for leaf, pieces in zip(leaves("meetings", len(pages)), pages, strict=True):
        yield MeetingsPage(leaf, held, coming, contents, pieces)


def held_in(found: Sequence[Section]) -> dict[str, str]:
    """Give the address of each year's meetings."""
    at = _places(found)
    return {head.id.removeprefix("y"): at[head.id] for head, _ in found if not head.coming}


def _places(found: Sequence[Section]) -> Mapping[str, str]:
    return places("meetings", [(head.id, len(entries)) for head, entries in found])


def notices(facts: Sequence[Facts]) -> Iterator[OpenPage]:
    """Work out the pages of what is open for objection; what closed lately stands on the last of them."""
    channels = {one["id"]: one["channel"] for one in facts}
    found = sorted((one for each in facts for one in each["open"]), key=lambda one: one.deadline)
    closed = sorted((one for each in facts for one in each["closed"]), key=lambda one: one.deadline, reverse=True)
    pages = split([("open", found), ("closed", closed)])
    for leaf, pieces in zip(leaves("open", len(pages)), pages, strict=True):
        rows = {piece.head: piece.rows for piece in pieces}
        opened = [(one, channels[one.community]) for one in rows.get("open", ())]
        yield OpenPage(leaf, len(found), opened, rows.get("closed", ()))
