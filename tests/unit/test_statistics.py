"""Pages over many projects: long lists, empty ones, what is counted once, and that each number leads to its records."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import gates, pages
from generator.gates import Seen
from generator.ledger import Ledger
from generator.load import load
from generator.pages import Page
from generator.records.place import Source
from generator.views import agenda, changes, lists, sources, statistics
from generator.views.facts import Facts
from generator.views.gifts import givers
from generator.views.meeting import MeetingLine
from generator.views.paging import PAGE, leaves, places, split
from generator.views.site import Site
from generator.views.tally import Counts, Giver, pack, reached, tally, unpack
from generator.views.totals import whole

SITE = Site("公示", "", date(2026, 3, 31), demonstration=False)
ROW = re.compile("<tr>.*?</tr>", re.DOTALL)
NUMBER = re.compile(r'<td class="n">(.*?)(?:<small>|</td>)')
LINK = '<a class="gs-num" href="'
"""A row whose name is one leads to what splits its numbers; a number without a name is one itself."""


@pytest.fixture
def ledger(records: Path) -> Ledger:
    found, findings = load(records, "demo")
    assert found, findings
    return found


@pytest.fixture
def facts(ledger: Ledger) -> Facts:
    return pages.of_community(ledger, SITE)[1]


def many(facts: Facts, count: int) -> list[Facts]:
    """Make a site of as many communities as asked for, all alike."""
    return [{**facts, "id": f"c{number:03d}", "name": f"第{number}社区"} for number in range(count)]


def links(made: Iterator[Page]) -> tuple[dict[str, str], Seen]:
    seen, bodies = Seen(), {page.path: page.body(SITE) for page in made}
    for path, body in bodies.items():
        gates.look(path, body, seen)
    return bodies, seen


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 1), (PAGE, 1), (PAGE + 1, 2), (3 * PAGE, 3)])
def test_a_list_takes_as_many_pages_as_it_needs_and_leaves_nothing_out(count: int, expected: int) -> None:
    made = split([("all", range(count))])
    assert len(made) == expected
    assert [entry for page in made for piece in page for entry in piece.rows] == list(range(count))
    assert all(sum(len(piece.rows) for piece in page) <= PAGE for page in made)
    named = leaves("sources/owners", len(made))
    assert [leaf.before for leaf in named[1:]] == [leaf.path.removeprefix("sources/") for leaf in named[:-1]]
    assert [leaf.after for leaf in named[:-1]] == [leaf.path.removeprefix("sources/") for leaf in named[1:]]


def test_a_section_is_found_on_the_page_where_it_begins() -> None:
    sections = [("y2026", PAGE - 1), ("y2025", PAGE), ("y2024", 0), ("y2023", 1)]
    assert places("list", sections) == {
        "y2026": "list.html#y2026",
        "y2025": "list.html#y2025",
        "y2024": "list-2.html#y2024",
        "y2023": "list-2.html#y2023",
    }
    made = split([(name, range(count)) for name, count in sections])
    assert [[(piece.head, piece.continued) for piece in page] for page in made] == [
        [("y2026", False), ("y2025", False)],
        [("y2025", True), ("y2024", False), ("y2023", False)],
    ]


@pytest.mark.parametrize("count", [1, 3, PAGE + 5])
def test_every_link_among_the_pages_of_a_site_leads_somewhere(facts: Facts, ledger: Ledger, count: int) -> None:
    bodies, seen = links(pages.of_site(many(facts, count), SITE))
    own = {page.path: page.body(SITE) for page in pages.of_community(ledger, SITE)[0]}
    for address in seen.links:
        target, _, fragment = address.partition("#")
        if not target.endswith(".html"):
            continue
        body = bodies.get(target) or own.get(re.sub(r"^c\d{3}/", "demo/", target))
        assert body is not None, address
        assert not fragment or f'id="{fragment}"' in body, address
    assert ("statistics-2.html" in bodies) == (count > PAGE)
    assert ("sources/owners-2.html" in bodies) == (count > PAGE)


def test_a_large_site_lists_communities_under_a_source_and_a_small_one_projects(facts: Facts) -> None:
    for count, by_project in ((1, True), (PAGE + 5, False)):
        known = whole(many(facts, count))
        found = sources.sections(known, Source.OWNERS)
        made = list(sources.pages(known, Source.OWNERS, found))
        assert {page.by_project for page in made} == {by_project}
        assert ("projects/" in found[0][1][0].href) == by_project
        assert all(sum(len(piece.rows) for piece in page.pieces) <= PAGE for page in made)


def test_every_number_leads_to_the_records_behind_it(ledger: Ledger) -> None:
    made, facts = pages.of_community(ledger, SITE)
    of_numbers = [page for page in (*made, *pages.of_site([facts], SITE)) if "statistics" in page.frame]
    assert len(of_numbers) == 2 + len(Source)
    assert {page.path for page in of_numbers} >= {"statistics.html", "demo/statistics.html", "sources/owners.html"}
    for page in of_numbers:
        body = re.sub(r"<tfoot>.*?</tfoot>", "", page.body(SITE), flags=re.DOTALL)
        rows = [row for row in ROW.findall(body) if set(NUMBER.findall(row)) - {"0"}]
        assert [row for row in rows if LINK not in row] == []
        alone = re.findall("<dd>(.*?)</dd>", body)
        assert [number for number in alone if not number.startswith((LINK, "0 "))] == []
        assert rows or "还没有" in body


def test_a_year_of_meetings_alone_is_no_line_of_noughts(records: Path) -> None:
    meeting = records / "demo" / "meetings" / "vote.yml"
    early = re.sub("^held: .*$", "held: 2019-05-04 19:00", meeting.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (meeting.parent / "early.yml").write_text(early, encoding="utf-8")
    ledger, _ = load(records, "demo")
    assert ledger
    made, facts = pages.of_community(ledger, SITE)
    assert "2019" not in facts["years"]
    assert "2026" in facts["years"]
    bodies = {page.path: page.body(SITE) for page in (*made, *pages.of_site([facts], SITE))}
    assert [path for path, body in bodies.items() if "statistics" in path and "2019" in body] == []
    assert 'id="y2019"' in bodies["meetings.html"]
    assert facts["counts"].meetings == 1 + facts["years"]["2026"]["counts"].meetings


def test_a_source_that_gave_nothing_yet_is_not_among_those_it_gave_to(ledger: Ledger) -> None:
    known = whole([pages.of_community(ledger, SITE)[1]])
    kept = 0
    for source in Source:
        for head, lines in sources.sections(known, source):
            came = {line.name: line.received != "0" or any("实物" in text for text in line.notes) for line in lines}
            assert head != sources.WHOM or all(came.values())
            assert head != sources.DUE or not any(came.values())
            kept += head == sources.DUE
    assert kept


def test_givers_are_ranked_by_what_stands_on_their_line() -> None:
    found = [
        Giver("owners", "", 300, 0),
        Giver("organisation", "甲", 0, 4_500_000),
        Giver("organisation", "乙", 4_200_000, 0),
    ]
    lines = givers([*found, Giver("organisation", "丙", 100_000, 4_150_000)], {"organisation": "x.html"})
    assert [(line.name, line.given, line.note, line.href) for line in lines] == [
        ("甲", "45,000", "全是实物和人工折价", "x.html"),
        ("丙", "42,500", "现金 1,000，实物和人工折价 41,500", "x.html"),
        ("乙", "42,000", "", "x.html"),
        ("业主和居民（合计）", "3", "", ""),
    ]


def test_what_is_still_to_arrive_is_drawn_on_the_scale_of_the_plan_and_named(ledger: Ledger) -> None:
    facts = pages.of_community(ledger, SITE)[1]
    page = next(statistics.site(whole([facts]), {source: {} for source in Source}, {"2026": "meetings.html"}))
    assert page.waiting
    assert [(one.title, one.href) for one in page.due] == [
        (ledger.books[one.project].project.title, f"demo/projects/{one.project}.html#funding")
        for one in sorted(facts["waiting"], key=lambda one: -one.amount)
    ]
    assert page.segments[-1].key == "wait"
    drawn = sum(float(one.width) for one in page.segments)
    assert (drawn < 99.9) == bool(page.gap)


def test_a_card_shows_the_sources_whose_cash_arrived_and_is_filtered_by_all(ledger: Ledger) -> None:
    cards = pages.of_community(ledger, SITE)[1]["projects"]
    for card in cards:
        sums = ledger.books[card.id].sums
        assert [key for key, _, _ in card.gave] == [source for source in Source if sums[source].received]
        assert set(card.given.split()) <= set(card.sources.split())
    assert any(set(card.given.split()) < set(card.sources.split()) for card in cards)


@pytest.mark.parametrize(
    ("title", "kind", "told"),
    [
        ("验收现场会", "site", ""),
        ("换门议事会（第二次）", "deliberation", ""),
        ("业主大会（一事一议）", "owners", ""),
        ("施工单位比选", "committee", "业委会会议"),
        ("整楼签约", "survey", "书面征求意见"),
    ],
)
def test_the_kind_of_a_meeting_is_said_where_its_title_does_not(title: str, kind: str, told: str) -> None:
    line = MeetingLine(title, "", kind, "2026-01-10", "", None, (), "", upcoming=False, illustrative=False)
    assert line.kind_untold == told


@pytest.mark.parametrize(("count", "filtered"), [(9, False), (10, True)])
def test_few_projects_need_no_filter(facts: Facts, count: int, filtered: bool) -> None:  # noqa: FBT001 - a case's own
    own = facts["projects"]
    cards = [*own, *(own[0]._replace(id=f"p{number}") for number in range(count - len(own)))]
    made = {page.path: page for page in pages.of_site([{**facts, "projects": cards}], SITE)}
    assert ('class="gs-filter"' in made["projects.html"].body(SITE)) == filtered


def test_a_number_and_what_it_counts_stay_on_one_line(facts: Facts) -> None:
    bodies = "".join(page.body(SITE) for page in pages.of_site([facts], SITE))
    assert re.findall(r"\d(?:</b>)? [\u4e00-\u9fff]", bodies) == []
    assert "\u00a0元" in bodies


def test_a_site_without_anything_and_a_community_without_projects_have_their_pages(records: Path) -> None:
    assert {page.path for page in pages.of_site([], SITE)} >= {"index.html", "open.html", "statistics.html"}
    for kind in (records / "demo").iterdir():
        if kind.is_dir():
            for path in kind.iterdir():
                path.unlink()
    ledger, findings = load(records, "demo")
    assert ledger, findings
    made, facts = pages.of_community(ledger, SITE)
    assert facts["counts"] == Counts()
    bodies = {page.path: page.body(SITE) for page in (*made, *pages.of_site([facts], SITE))}
    assert "还没有钱到账" in bodies["demo/statistics.html"]
    assert "还没有" in bodies["sources/owners.html"]
    assert "现在没有约好的会" in bodies["meetings.html"]


def test_what_is_to_come_stands_first_by_month_with_its_deadlines(ledger: Ledger) -> None:
    before = Site("公示", "", date(2026, 1, 8), demonstration=False)
    facts = pages.of_community(ledger, before)[1]
    found = agenda.sections([facts])
    assert [(head.id, head.coming) for head, _ in found] == [("m2026-01", True)]
    assert [(entry.meeting is None, entry.iso[:10]) for entry in found[0][1]] == [
        (True, "2026-01-09"),
        (False, "2026-01-10"),
    ]
    met = next(agenda.meetings(found))
    assert (met.coming, met.held) == (1, 0)
    later = agenda.sections([pages.of_community(ledger, SITE)[1]])
    assert [(head.id, head.coming) for head, _ in later] == [("y2026", False)]
    assert agenda.held_in(later) == {"2026": "meetings.html#y2026"}


def test_what_is_open_says_whom_to_ring_and_what_closed_is_listed_for_a_month(ledger: Ledger) -> None:
    def noticed(day: date) -> agenda.OpenPage:
        site = Site("公示", "", day, demonstration=False)
        return next(agenda.notices([pages.of_community(ledger, site)[1]]))

    opened = noticed(date(2026, 1, 20))
    assert [(one.closes, channel["dial"]) for one, channel in opened.open] == [
        (f"{one.deadline[5:7].lstrip('0')}月{one.deadline[8:10].lstrip('0')}日 {one.deadline[11:16]}", "01000000000")
        for one, _ in opened.open
    ]
    assert opened.count == len(opened.open) > 0
    last = max(one.deadline for one, _ in opened.open)[:10]
    day = date.fromisoformat(last)
    assert last in {one.deadline[:10] for one in noticed(date.fromordinal(day.toordinal() + 30)).closed}
    assert last not in {one.deadline[:10] for one in noticed(date.fromordinal(day.toordinal() + 31)).closed}


def test_few_changes_of_a_project_are_told_among_those_of_many(ledger: Ledger) -> None:
    for book in ledger.books.values():
        told = changes.latest(book)
        assert len(told) <= changes.MOST
        months = [change.iso for change in told if "到账" in change.what]
        assert len(months) == len(set(months))


def test_what_arrived_in_a_month_is_one_change(records: Path) -> None:
    record = records / "demo" / "contributions" / "later.yml"
    rows = "".join(
        f"  - {{source: {source}, amount: {amount}, month: 2026-04, reason: 示例}}\n"
        for source, amount in (("owners", "1.00"), ("owners", "2.00"), ("community", "3.50"))
    )
    record.write_text(f"project: shed\nrows:\n{rows}", encoding="utf-8")
    ledger, findings = load(records, "demo")
    assert ledger, findings
    told = [change.what for change in changes.latest(ledger.books["shed"])]
    assert told[0] == "到账 3 笔，共 6.50 元（社区筹、业主出）"
    assert "到账" not in told[1]


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [
        ([("estate", "甲", 270), ("unit", "甲", 55)], (270, 0)),  # the same people live there
        ([("estate", "甲", 270), ("building", "乙", 55)], (325, 0)),
        ([("estate", "甲", 270), ("estate", "乙", None)], (270, 1)),
        ([("community", "甲", 400), ("estate", "乙", 270)], (400, 0)),
        ([("community", "甲", None)], (1200, 0)),  # the community's own number
        ([("community", "甲", 100), ("estate", "乙", 270)], (270, 0)),
    ],
)
def test_no_household_is_counted_twice(
    records: Path, scopes: list[tuple[str, str, int | None]], expected: tuple[int, int]
) -> None:
    folder = records / "demo" / "projects"
    for number, (level, estate, households) in enumerate(scopes):
        stated = f", households: {households}" if households else ""
        (folder / f"x{number}.yml").write_text(
            f"title: 示例\nnumber: X-{number}\nestate: {estate}\ntagline: 示例\nsummary: 示例\n"
            f"scope: {{level: {level}, text: 示例{stated}}}\nstage: proposed\n",
            encoding="utf-8",
        )
    community = records / "demo" / "community.yml"
    text = re.sub(r"^households: .*\n", "", community.read_text(encoding="utf-8"), flags=re.MULTILINE)
    community.write_text(f"{text}households: 1200\n", encoding="utf-8")
    ledger, findings = load(records, "demo")
    assert ledger, findings
    assert reached(ledger, [ledger.books[f"x{number}"] for number in range(len(scopes))]) == expected


def test_a_meeting_about_two_projects_is_one_and_one_to_come_is_none(records: Path) -> None:
    meeting = records / "demo" / "meetings" / "vote.yml"
    both = meeting.read_text(encoding="utf-8").replace("projects: [shed]", "projects: [shed, pipes]")
    meeting.write_text(both, encoding="utf-8")
    ledger, findings = load(records, "demo")
    assert ledger, findings
    held = tally(ledger, SITE.as_of)
    assert held.counts.meetings == 1
    assert sum(cell.meetings for cell in held.cells.values()) == 2
    assert tally(ledger, date(2026, 1, 9)).counts.meetings == 0


def test_no_giver_with_a_name_of_their_own_is_named_in_the_statistics(records: Path) -> None:
    pledges = records / "demo" / "pledges" / "first.yml"
    pledges.write_text(pledges.read_text(encoding="utf-8") + SURNAME, encoding="utf-8")
    ledger, findings = load(records, "demo")
    assert ledger, findings
    made, facts = pages.of_community(ledger, SITE)
    bodies = {page.path: page.body(SITE) for page in (*made, *pages.of_site([facts], SITE))}
    assert "欧阳某某" in bodies["demo/projects/shed.html"]
    assert [path for path, body in bodies.items() if "欧阳某某" in body] == ["demo/projects/shed.html"]


SURNAME = """\
  - number: 99
    amount: 12.34
    month: 2026-02
    display: surname
    consent: C-0099
    shown: 欧阳某某
"""


def test_packed_gifts_come_back_whole(ledger: Ledger) -> None:
    gifts = tally(ledger, SITE.as_of).gifts
    assert gifts
    again = unpack(pack(gifts))
    assert [(gift.project, gift.source, list(gift.sums)) for gift in again] == [
        (gift.project, gift.source, list(gift.sums)) for gift in gifts
    ]
    assert [[part.year for part in gift.parts] for gift in again] == [
        [part.year for part in gift.parts] for gift in gifts
    ]


def test_the_home_page_shows_a_few_and_says_how_many_more(ledger: Ledger) -> None:
    site = Site("公示", "", date(2026, 1, 8), demonstration=False)
    known = many(pages.of_community(ledger, site)[1], 9)
    home = lists.home(whole(known), agenda.sections(known))
    assert (len(home.open), home.more_open) == (lists.SOON, 9 - lists.SOON)
    assert (len(home.coming), home.more_coming) == (lists.SOON, 9 - lists.SOON)
    assert home.finding == statistics.finding(whole(known))
