"""The 公示 page of one project: answers first, then everything behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.breaks import BREAK, about, breakable
from generator.calendar import lately, when, ymd
from generator.diagnostics import Finding, Severity
from generator.ledger import Book, Ledger
from generator.records.place import Community, Fact, ObjectionChannel
from generator.records.project import Project, Stage
from generator.views import meeting as meetings
from generator.views.changes import Change, changes
from generator.views.evidence import PhotoView, photos
from generator.views.meeting import MeetingLine
from generator.views.money import Funding, funding
from generator.views.notice import NoticeView, notices
from generator.views.origins import SourceRow
from generator.views.pledges import Masked, PledgeView, all_illustrative, grouped, masked, pledges
from generator.views.shares import ShareView, shared
from generator.views.site import Site, project_path
from generator.views.votes import Decision, decisions, once
from generator.views.works import ContractView, ProgressView, announced, begun, contracts, progress
from generator.wording import LINES, Said, listed, say


@dataclass(frozen=True, slots=True)
class StepView:
    """A milestone: done, now or next."""

    name: str
    state: str
    when: str
    note: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything on a project page."""

    id: str
    path: str
    title: str
    formal_title: str
    """It holds zero-width spaces where a line of the sheet may end."""
    number: str
    estate: str
    tagline: str
    summary: str
    stage: str
    cancelled: str
    warnings: tuple[str, ...]
    """What the check found and could not settle: shown, for a reader to judge."""
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
    finished: bool
    """Whether every step is done."""
    settled: bool
    """Whether what was spent and what is left matters more than what is still needed."""
    accounts: bool
    """Whether its notice, and so its sheet, tells what became of the money."""
    next: tuple[str, str] | None
    """What comes next, and when; the time may be empty."""
    decisions: tuple[Decision, ...]
    leading: int
    """The decision whose bars are drawn on paper too: the last one voted on."""
    masked: tuple[Masked, ...]
    """The pledges, as much of them as is public."""
    pledges: tuple[PledgeView, ...]
    """The same in words."""
    pledge_groups: tuple[PledgeView, ...]
    """The same again, those without a name put together where nothing tells them apart."""
    pledges_illustrative: bool
    """All of them; where only some are, each says so itself."""
    meetings: tuple[MeetingLine, ...]
    photos: tuple[PhotoView, ...]
    progress: tuple[ProgressView, ...]
    contracts: tuple[ContractView, ...]
    changes: tuple[Change, ...]
    promises: tuple[tuple[str, str], ...]
    surplus: tuple[str, str] | None
    """What was decided about money left over, and the address of the meeting."""
    left: str
    """What was agreed beforehand about money left over."""
    share: ShareView | None
    facts: tuple[Fact, ...]
    channel: ObjectionChannel
    dial: str
    illustrative: bool

    @property
    def pledged(self) -> int:
        """Count the pledges; a row may stand for several."""
        return sum(row.together for row in self.masked)

    @property
    def given(self) -> tuple[SourceRow, ...]:
        """List the sources whose cash arrived, for a sheet that tells of spending and has no table of them."""
        return tuple(row for row in self.funding.sources if row.received != "0") if self.accounts else ()


def page(ledger: Ledger, book: Book, site: Site, findings: Iterable[Finding] = ()) -> ProjectPage:
    """Work out the page of one project."""
    project, community = book.project, ledger.community.value
    shown = notices(ledger, book, site.as_of)
    notice = next((said for said in shown if not said.withdrawn), None)
    steps, now, position = _steps(book)
    record = changes(book)
    money = funding(ledger, book)
    decided = _decisions(ledger, book)
    hidden = masked(ledger, book)
    told = pledges(book, hidden)
    accounts = notice is not None and notice.after and bool(money.uses)
    return ProjectPage(
        id=book.id,
        path=project_path(ledger.id, book.id),
        title=project.title,
        formal_title=_formal(project, notice if accounts else None),
        number=project.number,
        estate=project.estate,
        tagline=project.tagline,
        summary=project.summary,
        stage=project.stage.label,
        cancelled=project.cancelled or "",
        warnings=_warnings(book, findings),
        scope=_scope(book),
        community=community.name,
        issuer=next((said.issuer for said in shown), _committee(community)),
        updated=lately(record[0].iso, site.as_of) if record else "",
        funding=money,
        notice=notice,
        notices=shown,
        steps=steps,
        now=now,
        position=position,
        finished=_finished(book),
        settled=(accounts or _finished(book)) and book.spent.cost > 0,
        accounts=accounts,
        next=_next(book, site.as_of),
        decisions=decided,
        leading=max((index for index, one in enumerate(decided) if one.against), default=0),
        masked=hidden,
        pledges=told,
        pledge_groups=grouped(hidden, told),
        pledges_illustrative=all_illustrative(book),
        meetings=_meetings(book, site.as_of),
        photos=photos(ledger, project.photos, begun=begun(book)),
        progress=progress(ledger, book),
        contracts=contracts(ledger, book),
        changes=record,
        promises=_promises(ledger, book, site.as_of, voted=bool(decided)),
        surplus=_surplus(book),
        left=project.rules.surplus or "",
        share=shared(book),
        facts=project.facts,
        channel=community.objection,
        dial=community.objection.dial,
        illustrative=_illustrative(book),
    )


def _illustrative(book: Book) -> bool:
    named = (book.project.sources, book.project.uses, book.project.milestones)
    records = (book.notices, book.meetings, book.contracts, book.declarations)
    batches = (book.pledges, book.contributions, book.disbursements, book.progress)
    return (
        book.project.illustrative
        or (book.project.share is not None and book.project.share.illustrative)
        or any(line.illustrative for lines in named for line in lines)
        or any(record.value.illustrative for of_kind in records for record in of_kind)
        or any(row.illustrative for rows in batches for row in rows)
    )


def _formal(project: Project, notice: NoticeView | None) -> str:
    """Give the title of the sheet; of a notice that tells what became of the money, its own subject."""
    if project.formal_title:
        title = about(project.formal_title, notice.subject) if notice else project.formal_title
        return breakable(title, project.estate, project.title)
    return say("关于{estate}{title}的公示", estate=f"{project.estate}{BREAK}", title=breakable(project.title))


def _committee(community: Community) -> Said:
    return say("{subdistrict}{name}居民委员会", subdistrict=community.subdistrict, name=community.name)


def _scope(book: Book) -> str:
    scope = book.project.scope
    return say("{text}，{n} 户", text=scope.text, n=scope.households) if scope.households else scope.text


def _current(book: Book) -> int:
    """Find the step under way: the first not reached, else the last."""
    milestones = book.project.milestones
    return next((index for index, step in enumerate(milestones) if not step.reached), len(milestones) - 1)


def _finished(book: Book) -> bool:
    milestones = book.project.milestones
    over = book.project.stage in (Stage.UPKEEP, Stage.CLOSED)
    return over and bool(milestones) and all(step.reached for step in milestones)


def _steps(book: Book) -> tuple[tuple[StepView, ...], str, str]:
    """Give the steps, the name of the present one and `第 4 / 6 步`."""
    milestones, stage, current = book.project.milestones, book.project.stage, _current(book)
    over = stage in (Stage.CLOSED, Stage.CANCELLED) or not milestones or milestones[current].reached is not None
    views = []
    for index, step in enumerate(milestones):
        state = "done" if step.reached else "now" if index == current and not over else "next"
        time = when(step.reached or step.due or "")
        if state == "now":
            time = say("计划{when}完成", when=time)
        views.append(StepView(step.name, state, time, step.note or "", step.illustrative))
    if _finished(book):
        return tuple(views), say("{n} 步全部完成", n=len(milestones)), ""
    if over:
        return tuple(views), stage.label, ""
    return (
        tuple(views),
        milestones[current].name,
        say("第 {number} / {count} 步", number=current + 1, count=len(milestones)),
    )


def _next(book: Book, as_of: date) -> tuple[str, str] | None:
    """Say what comes next: the earliest of a meeting called, the next step and what the progress announced."""
    if book.project.stage in (Stage.CLOSED, Stage.CANCELLED):
        return None
    coming = [
        (record.value.held, record.value.title)
        for record in book.meetings
        if meetings.upcoming(record.value.held, as_of)
    ]
    coming += [(step.due or "", step.name) for step in book.project.milestones[_current(book) + 1 :][:1]]
    coming += announced(book)
    today = as_of.isoformat()
    dated = sorted((due, name) for due, name in coming if due and due >= today[: len(due)])
    if dated:
        due, name = dated[0]
        return name, lately(due, as_of)
    late = [(name, say("原定{when}", when=when(due)) if due else "") for due, name in coming]
    return late[0] if late and _current(book) >= 0 and not book.project.milestones[-1].reached else None


def _warnings(book: Book, findings: Iterable[Finding]) -> tuple[str, ...]:
    found = [one for one in findings if one.severity is Severity.WARNING]
    paths = book.paths if found else frozenset()
    return tuple(dict.fromkeys(one.message for one in found if one.location.path in paths))


def _decisions(ledger: Ledger, book: Book) -> tuple[Decision, ...]:
    return once(
        shown
        for record in book.meetings
        for one in record.value.resolutions
        if one.project in (None, book.id)
        for shown in decisions(record.value, one, ledger.rules, f"../meetings/{record.id}.html")
    )


def _surplus(book: Book) -> tuple[str, str] | None:
    decided = book.project.surplus_decision
    return (decided.text, f"../meetings/{decided.meeting}.html") if decided else None


def _meetings(book: Book, as_of: date) -> tuple[MeetingLine, ...]:
    lines = [
        (record.value.held, meetings.line(record, f"../meetings/{record.id}.html", as_of, project=book.id))
        for record in book.meetings
    ]
    lines.sort(key=lambda pair: (pair[0], pair[1].href), reverse=True)
    coming = [line for _, line in lines if line.upcoming]
    return (*reversed(coming), *(line for _, line in lines if not line.upcoming))


def _ruled(ledger: Ledger, as_of: date) -> Said:
    title = ledger.rules.on(as_of).title
    return say("{title}，按 {day} 有效的规定；表决和公示按当天的", title=title, day=ymd(as_of))


def _promises(ledger: Ledger, book: Book, as_of: date, *, voted: bool) -> tuple[tuple[str, str], ...]:
    """Say what is agreed; where it was voted on, each vote names its matter and its rules itself."""
    project, rules = book.project, book.project.rules
    kept = [text for text, holds in ((say("专款专用"), rules.earmarked), (say("自愿出资"), rules.voluntary)) if holds]
    pairs = (
        (say("资金约定"), listed(list(dict.fromkeys((*kept, *rules.text))), LINES)),
        (say("结余怎么办"), rules.surplus or ""),
        (say("分摊办法"), project.allocation or ""),
        (say("决定事项"), "" if voted else project.matter or ""),
        (say("谁来监督"), project.supervision or ""),
        (say("建后管护"), project.upkeep or ""),
        (say("适用规则"), "" if voted else _ruled(ledger, as_of)),
    )
    return tuple((label, text) for label, text in pairs if text)
