"""Every record page as (address, title, description, view): of one community, and of the site."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator import downloads
from generator.diagnostics import Finding
from generator.downloads import Shelf
from generator.ledger import Ledger
from generator.records.place import Source
from generator.render import body
from generator.views import agenda, gathering, lists, meeting, project, sources, statistics, totals
from generator.views.facts import Facts
from generator.views.offers import Made, Offers, offered
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
    offers: Offers | None = None
    """The files to take away from it."""
    kind: str = ""
    """`project`, `meeting` or `community`: such a page is searched; others only list what stands elsewhere."""
    day: str = ""
    """The day it is of, as exact as that is known; empty where it has none."""

    def body(self, site: Site) -> str:
        """Render the body in the language of a site."""
        offers = self.offers and self.offers.seen_from(site.folder)
        return body(self.template, self.view, site, self.path, coded=self.coded, offers=offers)


_DEEP = "frame/deep/page.html"
_MEETING = "frame/deep/meeting.html"
_STATISTICS = "frame/statistics.html"


def of_community(
    ledger: Ledger, site: Site, findings: Iterable[Finding] = (), shelf: Shelf | None = None
) -> tuple[list[Page], Facts]:
    """Make every page of one community, its warnings on them, and the facts that outlive them.

    The files that the pages offer go on the shelf; without one they offer none.
    """
    views = [project.page(ledger, book, site, findings) for book in ledger.books.values()]
    tallied = tally(ledger, site.as_of)
    known = gathering.gather(ledger, views, site, tallied)
    whole = totals.whole([known])
    files = downloads.of_community(ledger, views, site, shelf) if shelf else {}
    made = [of_project(view, _offers(view.title, view.path, files)) for view in views]
    made += _meetings(ledger, site)
    for figures in statistics.community(ledger, whole, tallied):
        title = say("{community}统计", community=figures.community)
        made.append(Page(figures.leaf.path, _STATISTICS, title, figures.finding, "statistics.html", figures))
    view = lists.community(ledger, whole)
    description = say(
        "{name}的项目公示：{projects}，{meetings}。",
        name=view.name,
        projects=say("{n} 个项目", n=len(view.projects)),
        meetings=say("{n} 次会议", n=len(view.meetings)),
    )
    path = community_path(ledger.id)
    made.append(
        Page(
            path=path,
            frame="frame/page.html",
            title=view.name,
            description=description,
            template="community.html",
            view=view,
            offers=_offers(view.name, path, files),
            kind="community",
            day=known["changes"][0].iso if known["changes"] else "",
        )
    )
    return made, known


def _offers(whose: str, path: str, files: Mapping[str, Sequence[Made]]) -> Offers | None:
    return offered(whose, path, files[path]) if path in files else None


def of_project(view: project.ProjectPage, offers: Offers | None = None) -> Page:
    """Make the page of one project."""
    funding, said = view.funding, [view.tagline]
    if funding.any:
        said = [say("已到账 {received} 元，共需 {planned} 元", received=funding.received, planned=funding.planned)]
    if view.notice and view.notice.open:
        said.append(say("{closes}前可以提意见", closes=view.notice.closes_short))
    told = listed(said, ENDED)
    title = say("{title}（{number}）", title=view.title, number=view.number)
    description = say("{estate}{title}：{told}。", estate=view.estate, title=view.title, told=told)
    return Page(
        path=view.path,
        frame=_DEEP,
        title=title,
        description=description,
        template="project.html",
        view=view,
        coded=True,
        offers=offers,
        kind="project",
        day=view.changes[0].iso if view.changes else "",
    )


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


def of_site(known: Sequence[Facts], site: Site, files: Sequence[Made] = ()) -> Iterator[Page]:
    """Make the pages over all communities; the home page offers the files of all."""
    found, whole = agenda.sections(known), totals.whole(known)
    home = lists.home(whole, found)
    description = say(
        "{communities}、{projects}的资金、会议、表决和进展公示。",
        communities=home.counts[0],
        projects=home.counts[1],
    )
    offers = offered(site.name, "index.html", files) if files else None
    yield Page("index.html", "index.html", site.name, description, "home.html", home, offers=offers)
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
