"""Records to check: for each project 20 meetings, one batch of 100 pledges, one list of 30 entries of progress.

151 records a project in plain YAML as staff write it, amounts and dates unquoted; all of them sound.
"""

from collections.abc import Iterator
from pathlib import Path

SIZE = 10
"""Projects of one community: the unit of work, so the same in small and large."""
MEETINGS, PLEDGES, ENTRIES = 20, 100, 30

COMMUNITY = """\
name: 示例社区
subdistrict: 示例街道
district: 示例市示例区
objection:
  phone: 010-0000 0000
"""
PROJECT = """\
title: 示例项目 {number}
number: SL-{number:05d}
estate: 示例小区
tagline: 旧路面换成新路面
summary: 路面坏了 8 年，一下雨就积水，老人孩子摔过好几回。
scope:
  level: estate
  text: 28 栋住宅楼
  households: 320
stage: works
"""
MILESTONES = ("征求意见", "议事协商", "方案公示", "业主表决", "资金筹集", "选定施工单位", "开工", "面层摊铺", "完工")
MEETING = """\
title: 第 {number} 次协商议事会
kind: deliberation
held: 2026-{month:02d}-{day:02d} 19:00
place: 社区议事厅
projects:
  - {project}
present: {present}
attendance:
  - who: 居民代表
    present: {residents}
  - who: 业委会
    present: 5
agenda:
  - 听取施工方案
  - 讨论资金用途
resolutions:
  - project: {project}
    text: 同意施工方案
    vote:
      rule: special
      eligible: {{heads: 320, area: 28160.50}}
      participating: {{heads: {came}, area: {area}.25}}
      agree: {{heads: {agree}, area: {area}.25}}
      against: {{heads: 9, area: 0}}
      abstain: {{heads: 4, area: 0}}
  - text: 下次会议前公布施工进度
minutes: 到会各方就施工时间、扬尘和停车逐项讨论，意见和答复张贴在东门公告栏。
"""
ENTRY = """\
  - date: 2026-{month:02d}-{day:02d}
    percent: {percent}
    stage: upkeep
    text: 第 {number} 段路面铣刨，用料 {number} 吨
    next:
      text: 路沿石安装
"""


def write(projects: int, folder: Path) -> None:
    """Write so many projects, ten to a community."""
    for number in range(projects):
        community = folder / f"shequ-{number // SIZE + 1:03d}"
        for path, text in files(number):
            target = community / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")


def pledges(number: int) -> Iterator[tuple[int, int, str]]:
    """Give the pledges of a project: their number, 分 and month; no two projects alike."""
    for at in range(1, PLEDGES + 1):
        yield at, 5000 + (at * 7919 + number * 104_729) % 99_500, f"2026-{1 + at * 3 // PLEDGES:02d}"


def yuan(fen: int) -> str:
    """Write 分 as a record spells it."""
    return f"{fen // 100}.{fen % 100:02d}"


def files(number: int) -> Iterator[tuple[str, str]]:
    """Give the files of a project, and with them its community's."""
    id_ = f"xm-{number % SIZE:02d}"
    rows = list(pledges(number))
    total = sum(fen for _, fen, _ in rows)
    yield "community.yml", COMMUNITY
    yield f"projects/{id_}.yml", PROJECT.format(number=number) + _money(total)
    yield f"pledges/{id_}.yml", f"project: {id_}\nrows:\n" + "".join(_pledge(*row) for row in rows)
    yield f"declarations/{id_}.yml", declaration(id_, total)
    yield f"progress/{id_}.yml", f"project: {id_}\nentries:\n" + "".join(_entry(at) for at in range(ENTRIES))
    for at in range(MEETINGS):
        came = 200 + (number + at) % 100
        yield (
            f"meetings/{id_}-{at:02d}.yml",
            MEETING.format(
                number=at + 1,
                project=id_,
                month=1 + at // 4,
                day=1 + at % 28,
                present=20 + at,
                residents=15 + at,
                came=came,
                agree=came - 13,
                area=came * 70,
            ),
        )


def declaration(project: str, total: int) -> str:
    """Declare what the pledges add up to: the one assertion of a project."""
    said = "measure: pledged\nform: cash\ntitle: 认捐合计\nas_of: 2026-06-30\nof: announcement\n"
    return f"project: {project}\namount: {yuan(total)}\n{said}"


def _money(total: int) -> str:
    steps = "".join(
        f"  - name: {name}\n    reached: 2026-{month:02d}\n    note: 公告栏和群里都有通知\n"
        for month, name in enumerate(MILESTONES, 1)
    )
    parts = (("沥青面层", total // 2), ("路基处理", total - total // 2))
    halves = "".join(f"  - name: {name}\n    amount: {yuan(amount)}\n" for name, amount in parts)
    return f"sources:\n  - source: owners\n    amount: {yuan(total)}\nuses:\n{halves}milestones:\n{steps}"


def _pledge(number: int, fen: int, month: str) -> str:
    return (
        f"  - number: {number}\n    source: owners\n    amount: {yuan(fen)}\n    month: {month}\n"
        "    form: cash\n    display: anonymous\n"
    )


def _entry(at: int) -> str:
    return ENTRY.format(number=at + 1, month=7 + at // 15, day=1 + at % 15 * 2, percent=at * 3)
