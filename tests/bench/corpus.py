"""Records of as many invented projects as asked for: the same ones every time, no two alike, all of them sound.

A project has six sources, 40 pledges, 15 entries of progress and one vote, and takes part in ten meetings: about
7.5 KB of YAML with its share of the meetings' files. Communities have 50 projects.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import words

AS_OF = date(2026, 11, 20)
SIZE = 50
"""Projects, and meetings, of one community."""
MEETINGS = 10
PLEDGES = 40
ENTRIES = 15

Records = dict[str, dict[str, dict[str, Any]]]
"""Kind of record → id → what it says."""

_QUOTED = ("amount", "in_kind", "area")
_PARTIES = {
    "district-grant": "government",
    "street-office": "subdistrict",
    "sample-builder": "organisation",
    "sample-shop": "organisation",
    "committee": "community",
    "property": "property_company",
}


def communities(projects: int) -> Iterator[tuple[str, dict[str, Any], Records]]:
    """Give each community: its id, what it says of itself, its records."""
    for number, start in enumerate(range(0, projects, SIZE), 1):
        yield _community(f"shequ-{number:03d}", min(SIZE, projects - start))


def write(projects: int, folder: Path) -> None:
    """Write the records as staff would: one file a record, plain block YAML, amounts in quotes."""
    for id_, said, records in communities(projects):
        (folder / id_).mkdir(parents=True)
        (folder / id_ / "community.yml").write_text(yaml(said), encoding="utf-8")
        for kind, of_kind in records.items():
            (folder / id_ / kind).mkdir()
            for name, record in of_kind.items():
                (folder / id_ / kind / f"{name}.yml").write_text(yaml(record), encoding="utf-8")


def yaml(value: dict[str, Any], indent: str = "") -> str:
    """Write fields, lists of words and lists of fields as YAML."""
    lines = []
    for key, item in value.items():
        if isinstance(item, dict):
            lines.append(f"{indent}{key}:\n{yaml(item, indent + '  ')}")
        elif isinstance(item, list):
            lines.append(f"{indent}{key}:\n{''.join(_item(one, indent + '  ') for one in item)}")
        else:
            lines.append(f"{indent}{key}: '{item}'\n" if key in _QUOTED else f"{indent}{key}: {item}\n")
    return "".join(lines)


def _item(one: Any, indent: str) -> str:
    if isinstance(one, dict):
        return f"{indent}- {yaml(one, indent + '  ').lstrip()}"
    return f"{indent}- {one}\n"


def _community(id_: str, size: int) -> tuple[str, dict[str, Any], Records]:
    draw = random.Random(id_)  # noqa: S311 - the same draw every time is the point
    name = f"{draw.choice(words.PLACES)}{draw.choice(words.PLACES)}社区"
    said = {
        "name": name,
        "subdistrict": f"{draw.choice(words.PLACES)}街道",
        "district": "示例市示例区",
        "about": f"{name}有 {draw.randint(3, 9)} 个小区，本页全部是测速用的虚构记录。",
        "households": draw.randint(900, 4200),
        "objection": {"phone": "010-0000 0000", "place": "社区服务站 1 号窗口", "reply": "5 个工作日内答复"},
    }
    records: Records = {kind: {} for kind in ("parties", "projects", "meetings", "notices", "pledges")}
    records |= {kind: {} for kind in ("contributions", "disbursements", "progress")}
    for party, kind in _PARTIES.items():
        records["parties"][party] = {"name": f"示例{draw.choice(words.PLACES)}{words.PARTY[kind]}", "kind": kind}
    for number in range(size):
        _project(records, f"xm-{number:02d}", random.Random(f"{id_}/{number}"), name)  # noqa: S311 - as above
    for number in range(size):
        about = [f"xm-{(number + step) % size:02d}" for step in range(min(MEETINGS, size))]
        records["meetings"][f"hy-{number:02d}"] = _meeting(about, random.Random(f"{id_}/m{number}"))  # noqa: S311
    return id_, said, records


def yuan(fen: int) -> str:
    """Write 分 as a record spells it."""
    return f"{fen // 100}.{fen % 100:02d}"


def _month(start: int, later: int) -> str:
    return f"{(start + later) // 12:04d}-{(start + later) % 12 + 1:02d}"


def _project(records: Records, id_: str, draw: random.Random, community: str) -> None:
    start = draw.randint(2023 * 12, 2025 * 12 + 9)
    work = draw.choice(words.WORKS)
    pledges = _pledges(start, draw)
    arrived = [pledges[at] for at in (0, 1, 2, 3, 5, *sorted(draw.sample(range(7, PLEDGES), 5)))]
    sources = _sources(pledges, draw)
    uses = _uses(work, sources, draw)
    begins = date.fromisoformat(f"{_month(start, 5)}-{draw.randint(1, 20):02d}")
    number = f"{id_.upper()}-{start // 12}"
    rows = [{"pledge": row["number"], "amount": row["amount"], "month": row["month"]} for row in arrived]
    payments = _payments(uses, sum(row["amount"] for row in arrived), start, draw)
    records["projects"][id_] = {
        **_description(work, number, draw),
        "sources": [_spelt(line) for line in sources],
        "uses": [_spelt(line) for line in uses],
        "milestones": _milestones(start, begins, draw),
        "rules": {"surplus": draw.choice(words.SURPLUS)},
    }
    records["pledges"][id_] = {"project": id_, "rows": [_spelt(row) for row in pledges]}
    records["contributions"][id_] = {"project": id_, "rows": [_spelt(row) for row in rows]}
    records["disbursements"][id_] = {"project": id_, "rows": payments}
    records["progress"][id_] = {"project": id_, "entries": _progress(work, begins, draw)}
    records["notices"][id_] = _notice(id_, number, begins, community)


def _description(work: words.Work, number: str, draw: random.Random) -> dict[str, Any]:
    place = f"{draw.choice(words.PLACES)}{draw.choice(words.ESTATES)}"
    households = draw.randint(60, 900)
    return {
        "title": f"{place}{work.title}",
        "number": number,
        "estate": place,
        "tagline": work.tagline,
        "summary": f"{draw.choice(work.reasons)}{draw.choice(words.VOICES)}",
        "scope": {"level": "estate", "text": f"{draw.randint(2, 28)} 栋住宅楼", "households": households},
        "stage": "works",
    }


def _milestones(start: int, begins: date, draw: random.Random) -> list[dict[str, Any]]:
    return [
        {"name": "征求意见", "reached": _month(start, -1), "note": f"收到 {draw.randint(12, 300)} 条"},
        {"name": "业主表决", "reached": _month(start, 0)},
        {"name": "资金筹集", "reached": _month(start, 3)},
        {"name": "开工", "reached": begins.isoformat()},
        {"name": "验收结算", "due": _month(start, 12)},
    ]


def _spelt(row: dict[str, Any]) -> dict[str, Any]:
    return {key: yuan(value) if key in _QUOTED else value for key, value in row.items()}


def _pledges(start: int, draw: random.Random) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"source": source, "amount": draw.randint(40, 900) * 10_000, "display": "organisation", "party": party}
        for party, source in _PARTIES.items()
    ]
    help_in_kind = {"form": "labour", "note": draw.choice(words.LABOUR), "display": "organisation", "party": "property"}
    rows.append({"source": "property_company", "amount": draw.randint(20, 90) * 10_000, **help_in_kind})
    for _ in range(len(rows), PLEDGES):
        amount = draw.choice((50, 100, 200, 266, 300, 500, 800, 1000)) * 100 + draw.choice((0, 0, 50))
        count = draw.randint(4, 20) if draw.random() < 0.05 else 1
        rows.append({"amount": amount * count} | ({"display": "sum_only", "count": count} if count > 1 else {}))
    months = sorted(draw.randint(0, 3) for _ in rows)
    return [{"number": at + 1, **row, "month": _month(start, months[at])} for at, row in enumerate(rows)]


def _sources(pledges: list[dict[str, Any]], draw: random.Random) -> list[dict[str, Any]]:
    lines: dict[str, dict[str, Any]] = {}
    for row in pledges:
        source = row.get("source", "owners")
        part = "in_kind" if "form" in row else "amount"
        line = lines.setdefault(source, {"source": source} | ({"party": row["party"]} if "party" in row else {}))
        line[part] = line.get(part, 0) + row["amount"]
    lines["owners"]["amount"] += draw.randint(0, 400) * 1000
    lines["owners"]["note"] = draw.choice(words.OWNERS)
    return list(lines.values())


def _uses(work: words.Work, sources: list[dict[str, Any]], draw: random.Random) -> list[dict[str, Any]]:
    cash, in_kind = (sum(line.get(part, 0) for line in sources) for part in ("amount", "in_kind"))
    shares = [cash * draw.randint(15, 30) // 100_00 * 100 for _ in work.uses[1:]]
    amounts = [cash - sum(shares), *shares]
    return [
        {"name": name, "amount": amount} | ({"in_kind": in_kind} if at == 0 else {})
        for at, (name, amount) in enumerate(zip(work.uses, amounts, strict=True))
    ]


def _payments(uses: list[dict[str, Any]], received: int, start: int, draw: random.Random) -> list[dict[str, Any]]:
    rows = []
    for at, use in enumerate(uses):
        paid = min(use["amount"], received) * draw.randint(30, 60) // 100
        received -= paid
        day = f"{_month(start, 6 + at)}-{draw.randint(1, 28):02d}"
        invoice = f"示例 {draw.randrange(10**8):08d}"
        payee = draw.choice(("sample-builder", "sample-shop"))
        rows.append({"use": use["name"], "payee": payee, "amount": yuan(paid), "paid": day, "invoice": invoice})
    return rows


def _progress(work: words.Work, day: date, draw: random.Random) -> list[dict[str, Any]]:
    entries, percent = [], 0
    for at in range(ENTRIES):
        detail = draw.choice(words.DETAILS).format(draw.randint(2, 60))
        text = f"{draw.choice(words.SPOTS)}{draw.choice(work.tasks)}，{detail}"
        percent = min(100, percent + draw.randint(3, 10))
        stated = {"percent": percent} if at % 3 == 2 else {}
        entries.append({"date": day.isoformat(), **stated, "text": text})
        day += timedelta(draw.randint(2, 9))
    return entries


def _notice(project: str, number: str, begins: date, community: str) -> dict[str, Any]:
    opens = begins - timedelta(12)
    return {
        "project": project,
        "number": f"GS-{number}",
        "title": "资金筹集情况公示",
        "matter": "资金筹集和使用计划",
        "phase": "before",
        "opens": opens.isoformat(),
        "closes": f"{opens + timedelta(6)} 17:30",
        "places": ["东门公告栏", "社区服务站公告栏"],
        "issuer": f"{community}居民委员会",
        "issued": opens.isoformat(),
    }


def _meeting(projects: list[str], draw: random.Random) -> dict[str, Any]:
    kind, title = draw.choice(words.MEETINGS)
    sides = [{"who": who, "present": draw.randint(2, 40)} for who in draw.sample(words.SIDES, 3)]
    day = date(2023, 1, 5) + timedelta(draw.randrange(1300))
    heads = draw.randint(80, 900)
    topics = draw.sample(words.TOPICS, 4)
    return {
        "title": f"{title}（第 {draw.randint(1, 30)} 次）",
        "kind": kind,
        "held": f"{day} {draw.randint(9, 19):02d}:{draw.choice(('00', '30'))}",
        "place": draw.choice(words.ROOMS),
        "projects": projects,
        "present": sum(side["present"] for side in sides),
        "attendance": sides,
        "agenda": [f"讨论{topics[0]}和{topics[1]}"],
        "resolutions": [
            {"text": f"同意{topics[2]}"},
            {"project": projects[0], "text": f"通过{topics[3]}", "vote": _vote(heads, draw)},
        ],
    }


def _vote(heads: int, draw: random.Random) -> dict[str, Any]:
    """Share out votes by heads and by area; the parts add up to those who took part."""
    came = heads * draw.randint(68, 96) // 100
    against, abstain = came * draw.randint(0, 12) // 100, came * draw.randint(0, 8) // 100
    parts = {"agree": came - against - abstain, "against": against, "abstain": abstain}
    counts = {"eligible": heads, "participating": came, **parts}
    area = draw.randint(7000, 11000)
    return {"rule": "special"} | {
        word: {"heads": number, "area": yuan(number * area)} for word, number in counts.items()
    }
