"""The 公示 page of one project: answers first, then everything behind them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.calendar import clock, lately, md, when, ym, ymd
from generator.ledger import Book, Ledger, Record
from generator.money import yuan
from generator.records import Notice
from generator.records.funds import ConsentedPledge, Form, GroupPledge, OrganisationPledge, PledgeRow, PledgeState
from generator.records.place import Fact, ObjectionChannel
from generator.records.project import Stage
from generator.views import meeting as meetings
from generator.views.changes import Change, changes
from generator.views.meeting import MeetingLine
from generator.views.money import Funding, funding
from generator.views.site import Site, project_path
from generator.views.votes import Decision, decision

SHOWN = 10
"""Rows of a long list shown at once; the rest opens on request."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice with its clock, in words and machine-readable."""

    number: str
    title: str
    phase: str
    round: int
    opens: str
    closes: str
    closes_short: str
    deadline: str
    days: int
    unit: str
    places: tuple[str, ...]
    issuer: str
    issued: str
    withdrawn: str
    corrects: str
    objections: tuple[tuple[str, str, str, str], ...]
    open: bool
    illustrative: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """A milestone: done, now or next."""

    name: str
    state: str
    when: str
    note: str
    illustrative: bool


class PledgeView(NamedTuple):
    """One pledge as the public sees it."""

    who: str
    detail: str
    amount: str
    received: str
    illustrative: bool


class ProgressView(NamedTuple):
    """One entry of progress."""

    day: str
    percent: str
    text: str
    next: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class ContractView:
    """One contract."""

    contractor: str
    scope: str
    method: str
    price: str
    dates: str
    variations: tuple[tuple[str, str, str], ...]
    illustrative: bool


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything on a project page."""

    id: str
    path: str
    title: str
    formal_title: str
    number: str
    estate: str
    tagline: str
    summary: str
    stage: str
    closed: bool
    cancelled: str
    scope: str
    community: str
    issuer: str
    updated: str
    funding: Funding
    notice: NoticeView | None
    notices: tuple[NoticeView, ...]
    steps: tuple[StepView, ...]
    now: str
    position: str
    next: str
    decisions: tuple[Decision, ...]
    pledges: tuple[PledgeView, ...]
    pledges_illustrative: bool
    """All of them; where only some are, each says so itself."""
    meetings: tuple[MeetingLine, ...]
    progress: tuple[ProgressView, ...]
    contracts: tuple[ContractView, ...]
    changes: tuple[Change, ...]
    promises: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    channel: ObjectionChannel
    dial: str
    illustrative: bool


def page(ledger: Ledger, book: Book, site: Site) -> ProjectPage:
    """Work out the page of one project."""
    project, community = book.project, ledger.community.value
    notices = tuple(_notice(record, site.as_of) for record in sorted(book.notices, key=_opens, reverse=True))
    steps, now, position, following = _steps(book)
    record = changes(book)
    money = funding(ledger, book)
    return ProjectPage(
        id=book.id,
        path=project_path(ledger.id, book.id),
        title=project.title,
        formal_title=project.formal_title or f"关于{project.estate}{project.title}的公示",
        number=project.number,
        estate=project.estate,
        tagline=project.tagline,
        summary=project.summary,
        stage=project.stage.label,
        closed=project.stage in (Stage.CLOSED, Stage.CANCELLED),
        cancelled=project.cancelled or "",
        scope=_scope(book),
        community=community.name,
        issuer=next((said.issuer for said in notices), f"{community.subdistrict}{community.name}居民委员会"),
        updated=lately(record[0].iso, site.as_of) if record else "",
        funding=money,
        notice=next((said for said in notices if not said.withdrawn), None),
        notices=notices,
        steps=steps,
        now=now,
        position=position,
        next=following,
        decisions=_decisions(book),
        pledges=_pledges(ledger, book),
        pledges_illustrative=_all_illustrative(book),
        meetings=_meetings(book, site.as_of),
        progress=_progress(book),
        contracts=_contracts(ledger, book),
        changes=record,
        promises=_promises(book),
        facts=project.facts,
        channel=community.objection,
        dial="".join(sign for sign in community.objection.phone if sign in "+0123456789"),
        illustrative=_illustrative(book),
    )


def _illustrative(book: Book) -> bool:
    named = (book.project.sources, book.project.uses, book.project.milestones)
    records = (book.notices, book.meetings, book.contracts, book.declarations)
    batches = (book.pledges, book.contributions, book.disbursements, book.progress)
    return (
        book.project.illustrative
        or any(line.illustrative for lines in named for line in lines)
        or any(record.value.illustrative for of_kind in records for record in of_kind)
        or any(row.illustrative for rows in batches for row in rows)
    )


def _opens(record: Record[Notice]) -> tuple[date, str]:
    return record.value.opens, record.id


def _notice(record: Record[Notice], as_of: date) -> NoticeView:
    said = record.value
    last = said.closes.date()
    return NoticeView(
        number=said.number,
        title=said.title,
        phase=said.phase.label,
        round=said.round,
        opens=ymd(said.opens),
        closes=f"{ymd(last)} {clock(said.closes)}",
        closes_short=f"{md(last)} {clock(said.closes)}",
        deadline=said.closes.isoformat(timespec="minutes"),
        days=(last - said.opens).days + 1,
        unit=said.unit.label,
        places=said.places,
        issuer=said.issuer,
        issued=ymd(said.issued),
        withdrawn=f"{ymd(said.withdrawn.date)}撤回：{said.withdrawn.reason}" if said.withdrawn else "",
        corrects=said.corrects or "",
        objections=tuple(
            (ymd(one.received), one.text, ymd(one.answered) if one.answered else "", one.answer or "")
            for one in said.objections
        ),
        open=said.opens <= as_of <= last and said.withdrawn is None,
        illustrative=said.illustrative,
    )


def _scope(book: Book) -> str:
    scope = book.project.scope
    return f"{scope.text}，{scope.households} 户" if scope.households else scope.text


def _steps(book: Book) -> tuple[tuple[StepView, ...], str, str, str]:
    """Give the steps, the name of the present one, `第 4 / 6 步`, and what comes next."""
    milestones, project = book.project.milestones, book.project
    over = project.stage in (Stage.CLOSED, Stage.CANCELLED)
    current = next((index for index, step in enumerate(milestones) if not step.reached), len(milestones) - 1)
    views = []
    for index, step in enumerate(milestones):
        state = "done" if step.reached else "now" if index == current and not over else "next"
        views.append(
            StepView(step.name, state, when(step.reached or step.due or ""), step.note or "", step.illustrative)
        )
    if over or not milestones or milestones[current].reached:
        return tuple(views), project.stage.label, "", ""
    position = f"第 {current + 1} / {len(milestones)} 步"
    after = milestones[current + 1] if current + 1 < len(milestones) else None
    following = f"{after.name}，{when(after.due)}" if after and after.due else after.name if after else _announced(book)
    return tuple(views), milestones[current].name, position, following


def _announced(book: Book) -> str:
    """Give the next step that the latest progress entry announced."""
    entries = sorted(book.progress, key=lambda row: row.value.date)
    coming = entries[-1].value.next if entries else None
    if coming is None:
        return ""
    return f"{coming.text}，{when(coming.due)}" if coming.due else coming.text


def _decisions(book: Book) -> tuple[Decision, ...]:
    return tuple(
        decision(one.text, record.value, one.vote, when(record.value.held), f"../meetings/{record.id}.html")
        for record in book.meetings
        for one in record.value.resolutions
        if one.vote and one.project in (None, book.id)
    )


def _all_illustrative(book: Book) -> bool:
    return all(row.illustrative for row in book.pledges)


def _pledges(ledger: Ledger, book: Book) -> tuple[PledgeView, ...]:
    arrived: dict[int, int] = defaultdict(int)
    for row in book.contributions:
        if row.value.pledge is not None:
            arrived[row.value.pledge] += row.value.amount
    views = []
    marked = not _all_illustrative(book)
    for pledge in sorted(book.pledges, key=lambda row: (row.value.month, row.value.number), reverse=True):
        said = pledge.value
        details = [said.source.label]
        if said.form is not Form.CASH:
            details.append(f"{said.form.label}折价")
        if said.state is not PledgeState.PLEDGED:
            details.append(said.state.label)
        if said.note:
            details.append(said.note)
        details.append(ym(said.month))
        received = arrived[said.number]
        shown = yuan(received) if received else ""
        illustrative = marked and pledge.illustrative
        views.append(PledgeView(_giver(ledger, said), " · ".join(details), yuan(said.amount), shown, illustrative))
    return tuple(views)


def _giver(ledger: Ledger, said: PledgeRow) -> str:
    if isinstance(said, OrganisationPledge):
        party = ledger.party(said.party)
        return party.name if party else ""
    if isinstance(said, ConsentedPledge):
        return said.shown
    return f"合并列示 {said.count} 笔" if isinstance(said, GroupPledge) else "不公开姓名"


def _meetings(book: Book, as_of: date) -> tuple[MeetingLine, ...]:
    lines = [
        (record.value.held, meetings.line(record, f"../meetings/{record.id}.html", as_of, book.id))
        for record in book.meetings
    ]
    lines.sort(key=lambda pair: (pair[0], pair[1].href), reverse=True)
    coming = [line for _, line in lines if line.upcoming]
    return (*reversed(coming), *(line for _, line in lines if not line.upcoming))


def _progress(book: Book) -> tuple[ProgressView, ...]:
    rows = sorted(book.progress, key=lambda row: (row.value.date, row.path, row.index), reverse=True)
    views = []
    for row in rows:
        said = row.value
        coming = ""
        if said.next:
            coming = f"{said.next.text}，{when(said.next.due)}" if said.next.due else said.next.text
        percent = f"{said.percent}%" if said.percent is not None else ""
        views.append(ProgressView(ymd(said.date), percent, said.text, coming, row.illustrative))
    return tuple(views)


def _contracts(ledger: Ledger, book: Book) -> tuple[ContractView, ...]:
    views = []
    for record in book.contracts:
        said = record.value
        party = ledger.party(said.contractor)
        dates = [f"{ymd(said.signed)}签订"]
        if said.starts and said.ends:
            dates.append(f"工期 {ymd(said.starts)}至{ymd(said.ends)}")
        price = said.price + sum(change.amount for change in said.variations)
        views.append(
            ContractView(
                contractor=party.name if party else "",
                scope=said.scope,
                method=said.method.label,
                price=yuan(price),
                dates="，".join(dates),
                variations=tuple((ymd(one.date), yuan(one.amount), one.reason) for one in said.variations),
                illustrative=said.illustrative,
            )
        )
    return tuple(views)


def _promises(book: Book) -> tuple[tuple[str, str], ...]:
    project, rules = book.project, book.project.rules
    kept = [text for text, holds in (("专款专用", rules.earmarked), ("自愿出资", rules.voluntary)) if holds]
    pairs = (
        ("资金约定", "，".join(dict.fromkeys((*kept, *rules.text)))),
        ("结余怎么办", rules.surplus or ""),
        ("分摊办法", project.allocation or ""),
        ("决定事项", project.matter or ""),
        ("谁来监督", project.supervision or ""),
        ("建后管护", project.upkeep or ""),
    )
    return tuple((label, text) for label, text in pairs if text)
