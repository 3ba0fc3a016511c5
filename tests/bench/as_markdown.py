"""The same records as Markdown pages, for MkDocs-Material to build: what a hand-made site would hold."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import corpus


def write(projects: int, docs: Path) -> None:
    """Write a page for every project, meeting and community, and the home page."""
    home = ["# 社区公示\n"]
    for id_, said, records in corpus.communities(projects):
        for kind in ("projects", "meetings"):
            (docs / id_ / kind).mkdir(parents=True)
        about: dict[str, list[str]] = {name: [] for name in records["projects"]}
        for name, meeting in records["meetings"].items():
            for project in meeting["projects"]:
                about[project].append(name)
        for name in records["projects"]:
            page = "\n".join(_project(name, said, records, about[name]))
            (docs / id_ / "projects" / f"{name}.md").write_text(page, encoding="utf-8")
        for name in records["meetings"]:
            page = "\n".join(_meeting(name, records))
            (docs / id_ / "meetings" / f"{name}.md").write_text(page, encoding="utf-8")
        (docs / id_ / "index.md").write_text("\n".join(_community(said, records)), encoding="utf-8")
        home.append(f"- [{said['name']}]({id_}/index.md) {len(records['projects'])} 个项目")
    (docs / "index.md").write_text("\n".join(home), encoding="utf-8")


def _table(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    names = list(heads)
    yield f"\n| {' | '.join(names)} |"
    yield f"|{' --- |' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"
    yield ""


def _community(said: dict[str, Any], records: corpus.Records) -> Iterator[str]:
    yield f"# {said['name']}\n\n{said['about']}\n"
    for name, project in records["projects"].items():
        yield f"- [{project['title']}](projects/{name}.md) {project['tagline']}"
    yield ""
    for name, meeting in records["meetings"].items():
        yield f"- [{meeting['title']}](meetings/{name}.md) {meeting['held']}"


def _project(id_: str, said: dict[str, Any], records: corpus.Records, meetings: list[str]) -> Iterator[str]:
    project, notice = records["projects"][id_], records["notices"][id_]
    yield f"# {project['title']}\n\n{project['estate']} · {project['tagline']}\n\n{project['summary']}\n"
    yield from _money(id_, records)
    yield "\n## 现在到哪一步\n"
    for step in project["milestones"]:
        yield f"1. {step['name']} {step.get('reached') or step['due']} {step.get('note', '')}"
    yield "\n## 大家怎么定的\n"
    for name in meetings:
        for one in records["meetings"][name]["resolutions"]:
            if one.get("project") == id_:
                yield from _vote(one)
    yield from _pledges(id_, records)
    yield from _spent(id_, records)
    yield "## 施工进展\n"
    for entry in records["progress"][id_]["entries"]:
        done = f"{entry['percent']}% " if "percent" in entry else ""
        yield f"- {entry['date']} {done}{entry['text']}"
    yield "\n## 会议\n"
    for name in meetings:
        yield _line(name, records["meetings"][name], id_)
    yield "\n## 有意见怎么提\n"
    yield f"{notice['title']}（{notice['number']}）：{notice['opens']} 至 {notice['closes']}，{notice['issuer']}\n"
    yield f"打电话 {said['objection']['phone']}，{said['objection']['place']}"


def _pledges(id_: str, records: corpus.Records) -> Iterator[str]:
    arrived = {row["pledge"]: row["amount"] for row in records["contributions"][id_]["rows"]}
    rows = []
    for row in records["pledges"][id_]["rows"]:
        who = f"合并列示 {row['count']} 笔" if "count" in row else "不公开姓名"
        if "party" in row:
            who = records["parties"][row["party"]]["name"]
        rows.append((f"{who} {row.get('note', '')}", row["month"], row["amount"], arrived.get(row["number"], "未到账")))
    yield "\n## 认捐明细"
    yield from _table(("认捐", "月份", "金额", "到账"), rows)


def _spent(id_: str, records: corpus.Records) -> Iterator[str]:
    yield "## 钱怎么花"
    yield from _table(("用途", "预算"), ((use["name"], use["amount"]) for use in records["projects"][id_]["uses"]))
    rows = [
        (row["paid"], row["use"], records["parties"][row["payee"]]["name"], row["amount"], row["invoice"])
        for row in records["disbursements"][id_]["rows"]
    ]
    yield "### 付款"
    yield from _table(("日期", "用途", "收款单位", "金额", "发票"), rows)


def _fen(amount: str) -> int:
    return int(amount.replace(".", ""))


def _money(id_: str, records: corpus.Records) -> Iterator[str]:
    sources, parties = records["projects"][id_]["sources"], records["parties"]
    planned = sum(_fen(line["amount"]) for line in sources)
    received = sum(_fen(row["amount"]) for row in records["contributions"][id_]["rows"])
    yield f"已到账 {corpus.yuan(received)} 元，共需 {corpus.yuan(planned)} 元\n"
    bar, left = ['<svg width="100%" height="46" aria-hidden="true">'], 0
    for line in sources:
        amount = _fen(line["amount"])
        place = f'x="{left * 100 / planned:.2f}%" width="{amount * 100 / planned:.2f}%" height="100%"'
        bar.append(f'<rect class="{line["source"]}" {place}/>')
        left += amount
    yield f"{''.join(bar)}</svg>\n\n## 钱从哪里来"
    rows = []
    for line in sources:
        who = parties[line["party"]]["name"] if "party" in line else line["note"]
        rows.append((line["source"], who, line["amount"], line.get("in_kind", "")))
    yield from _table(("来源", "单位", "计划", "实物和人工"), rows)


def _line(name: str, meeting: dict[str, Any], project: str) -> str:
    decided = [one["text"] for one in meeting["resolutions"] if one.get("project") in (None, project)]
    where = f"{meeting['held']} · {meeting['place']} · 到会 {meeting['present']} 人"
    return f"- [{meeting['title']}](../meetings/{name}.md) {where}，决定：{'；'.join(decided)}"


def _vote(one: dict[str, Any]) -> Iterator[str]:
    yield one["text"]
    words = (
        ("eligible", "有权表决"),
        ("participating", "参与表决"),
        ("agree", "同意"),
        ("against", "反对"),
        ("abstain", "弃权"),
    )
    ballots = ((label, one["vote"][key]["heads"], one["vote"][key]["area"]) for key, label in words)
    yield from _table(("", "户数", "面积（㎡）"), ballots)


def _meeting(id_: str, records: corpus.Records) -> Iterator[str]:
    meeting = records["meetings"][id_]
    yield f"# {meeting['title']}\n\n{meeting['held']} · {meeting['place']} · 到会 {meeting['present']} 人\n\n## 决定\n"
    for one in meeting["resolutions"]:
        yield f"1. {one['text']}"
    yield ""
    for one in meeting["resolutions"]:
        if "vote" in one:
            yield from _vote(one)
    yield "## 相关项目\n"
    for project in meeting["projects"]:
        yield f"- [{records['projects'][project]['title']}](../projects/{project}.md)"
    yield "\n## 议程\n"
    for point in meeting["agenda"]:
        yield f"1. {point}"
    yield "\n## 谁到会\n"
    for side in meeting["attendance"]:
        yield f"- {side['who']} {side['present']} 人"
