"""Every record page as (address, title, description, view): of one community, and of the site."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.diagnostics import Finding
from generator.ledger import Ledger
from generator.records.place import Source
from generator.render import body
from generator.views import agenda, facts, lists, meeting, project, sources, statistics, totals
from generator.views.facts import Facts
from generator.views.site import Site, community_path, meeting_path
from generator.views.tally import tally
from generator.views.totals import Whole
from generator.wording import ENDED, listed, say


class Page(NamedTuple):
    """One page before it is put into a language and poured into its frame; text is not yet told or escaped."""

    path: str
    frame: str
    title: str
    description: str
    template: str
    view: object
    coded: bool = False
    """With a QR code of its address."""
    kind: str = ""
    """`project`, `meeting` or `community`: such a page is searched; others only list what stands elsewhere."""
    day: str = ""
    """The day it is of, as exact as that is known; empty where it has none."""

    def body(self, site: Site) -> str:
        """Render the body in the language of a site."""
        return body(self.template, self.view, site, self.path, coded=self.coded)


_DEEP = "frame/deep/page.html"
_MEETING = "frame/deep/meeting.html"
_STATISTICS = "frame/statistics.html"


def of_community(ledger: Ledger, site: Site, findings: Iterable[Finding] = ()) -> tuple[list[Page], Facts]:
    """Make every page of one community, its warnings on them, and the facts that outlive them."""
    views = [project.page(ledger, book, site, findings) for book in ledger.books.values()]
    tallied = tally(ledger, site.as_of)
    known = facts.gather(ledger, views, site, tallied)
    whole = totals.whole([known])
    made = [_project(view) for view in views]
    made += _meetings(ledger, site)
    for figures in statistics.community(ledger, whole, tallied):
        title = say("{community}统计", community=figures.community)
        made.append(Page(figures.leaf.path, _STATISTICS, title, figures.finding, "statistics.html", figures))
    view = lists.community(ledger, whole)
    description = say(
        "{name}的项目公示：{projects} 个项目，{meetings} 次会议。",
        name=view.name,
        projects=len(view.projects),
        meetings=len(view.meetings),
    )
    made.append(
        Page(
            path=community_path(ledger.id),
            frame="frame/page.html",
            title=view.name,
            description=description,
            template="community.html",
            view=view,
            kind="community",
            day=known["changes"][0].iso if known["changes"] else "",
        )
    )
    return made, known


def _project(view: project.ProjectPage) -> Page:
    funding, said = view.funding, [view.tagline]
    if funding.any:
        said = [say("已到账 {received} 元，共需 {planned} 元", received=funding.received, planned=funding.planned)]
    if view.notice and view.notice.open:
        said.append(say("{closes}前可以提意见", closes=view.notice.closes_short))
    told = listed(said, ENDED)
    title = say("{title}（{number}）", title=view.title, number=view.number)
    description = say("{estate}{title}：{told}。", estate=view.estate, title=view.title, told=told)
    day = view.changes[0].iso if view.changes else ""
    return Page(view.path, _DEEP, title, description, "project.html", view, coded=True, kind="project", day=day)


def _meetings(ledger: Ledger, site: Site) -> Iterator[Page]:
    for record in ledger.meetings.values():
        view = meeting.page(ledger, record, site.as_of)
        path = meeting_path(ledger.id, record.id)
        line = view.line
        description = say(
            "{community}{kind}：{title}，{when}。",
            community=view.community,
            kind=line.kind,
            title=line.title,
            when=line.when,
        )
        day = record.value.held
        yield Page(path, _MEETING, line.title, description, "meeting.html", view, kind="meeting", day=day)


def of_site(known: Sequence[Facts], site: Site) -> Iterator[Page]:
    """Make the pages over all communities."""
    found, whole = agenda.sections(known), totals.whole(known)
    home = lists.home(whole, found)
    description = say(
        "{communities} 个社区、{projects} 个项目的资金、会议、表决和进展公示。",
        communities=len(home.communities),
        projects=home.projects,
    )
    yield Page("index.html", "index.html", site.name, description, "home.html", home)
    for view in lists.projects(known):
        yield Page(view.leaf.path, "projects.html", say("全部项目"), description, "projects.html", view)
    for met in agenda.meetings(found):
        yield Page(met.leaf.path, "meetings.html", say("会议"), description, "meetings.html", met)
    for noticed in agenda.notices(known):
        yield Page(noticed.leaf.path, "open.html", say("现在可以提意见"), description, "open.html", noticed)
    said = say("按字、词、数字找项目、会议和说明。")
    yield Page("search.html", "search.html", say("搜索"), said, "search.html", home)
    yield from _statistics(whole, agenda.held_in(found))
    yield Page("404.html", "404.html", say("没有这一页"), description, "404.html", site.base)


def _statistics(whole: Whole, held: Mapping[str, str]) -> Iterator[Page]:
    given: dict[Source, Mapping[str, str]] = {}
    for source in Source:
        found = sources.sections(whole, source)
        given[source] = sources.given_in(source, found)
        for view in sources.pages(whole, source, found):
            title = say("{source}：给了谁、多少钱", source=view.label)
            yield Page(view.leaf.path, _STATISTICS, title, view.finding, "source.html", view)
    for figures in statistics.site(whole, given, held):
        yield Page(figures.leaf.path, "statistics.html", say("统计"), figures.finding, "statistics.html", figures)
