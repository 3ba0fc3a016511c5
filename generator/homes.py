"""The private file of homes: a CSV kept outside the repository, read strictly, every slip told with its line."""

import csv
import re
from collections.abc import Iterator, Mapping

from generator import money, source
from generator.shares import Home
from generator.slips import SHOWN, Refusal
from generator.wording import LINES, Said, listed, say

ID, AREA, FLOOR, TAKES_PART = "编号", "面积", "楼层", "参加"
_FLAG = {"是": True, "否": False}
_FLOOR = re.compile(r"[1-9][0-9]{0,2}\Z")


class WrongFile(Exception):  # noqa: N818 - it carries what to tell, it is not an error of ours
    """Says, one line a slip, why a file of homes cannot be used."""


def read(raw: bytes, *, by_area: bool, by_floor: bool) -> tuple[Home, ...]:
    """Read the homes; a column that the method has no need of is passed over."""
    try:
        text = source.decode(raw)
    except Refusal as refusal:
        slip = say("{message}。{hint}", message=refusal.message, hint=refusal.hint)
        raise WrongFile(_at(refusal.line, slip)) from None
    wanted = (ID, *((AREA,) if by_area else ()), *((FLOOR,) if by_floor else ()), TAKES_PART)
    homes: list[Home] = []
    slips: list[str] = []
    first: dict[str, int] = {}
    for number, cells in _rows(text, wanted):
        slips += [_at(number, slip) for slip in _slips(cells)]
        before = first.setdefault(cells[ID], number)
        if cells[ID] and before != number:
            slips.append(_at(number, say("编号“{id}”和第 {line} 行重复", id=cells[ID][:SHOWN], line=before)))
        if not slips:
            homes.append(_home(cells))
    if slips:
        raise WrongFile(listed(slips, LINES))
    if not any(home.takes_part for home in homes):
        raise WrongFile(say("没有一户参加"))
    return tuple(homes)


def _rows(text: str, wanted: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the wanted cells of every row that is not blank, with the line it ends on."""
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = [cell.strip() for cell in next(lines, [])]
        odd = [name for name in wanted if header.count(name) != 1]
        if odd:
            raise WrongFile(_at(1, say("要有“{columns}”列，各一列", columns="”“".join(odd))))
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise WrongFile(
                    _at(lines.line_num, say("有 {cells} 格，第 1 行有 {first} 格", cells=len(cells), first=len(header)))
                )
            yield lines.line_num, {name: cells[header.index(name)].strip() for name in wanted}
    except csv.Error:
        raise WrongFile(_at(lines.line_num, say("引号没有成对，或引号后面还有文字"))) from None


def _at(line: int, slip: Said) -> Said:
    return say("第 {line} 行：{slip}", line=line, slip=slip)


def _slips(cells: Mapping[str, str]) -> Iterator[Said]:
    if not cells[ID]:
        yield say("没有写编号")
    if cells[TAKES_PART] not in _FLAG:
        yield say("参加只写“是”或“否”，现在是“{text}”", text=cells[TAKES_PART][:SHOWN])
    if AREA in cells and (money.parse(cells[AREA]) or 0) <= 0:
        yield say("面积要大于 0，最多两位小数，例如 86.50，现在是“{text}”", text=cells[AREA][:SHOWN])
    if FLOOR in cells and not _FLOOR.match(cells[FLOOR]):
        yield say("楼层要写整数，例如 3，现在是“{text}”", text=cells[FLOOR][:SHOWN])


def _home(cells: Mapping[str, str]) -> Home:
    area = money.parse(cells[AREA]) if AREA in cells else 0
    return Home(cells[ID], area or 0, int(cells.get(FLOOR, "0")), _FLAG[cells[TAKES_PART]])
