"""The rows of every table, in the order of its fields: what the pages show, as plain values.

Amounts are 元 as plain decimals in text, moments and days ISO text; None is unknown, and 0 is zero.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator import verdicts, workdays
from generator.downloads.dictionary import OF_MEETING, RESOLUTIONS
from generator.ledger import Book, Ledger, Record
from generator.money import plain
from generator.records import Meeting
from generator.records.meeting import Ballot, Entrance, Resolution, Vote, VoteRule
from generator.records.notice import DayUnit
from generator.records.rules import Standard
from generator.rulesets import InForce
from generator.views.changes import arrivals
from generator.views.money import published
from generator.views.project import ProjectPage
from generator.views.site import Site, community_path, meeting_path

Cell = str | int | bool | None
Row = tuple[Cell, ...]
Rows = Mapping[str, Sequence[Row]]
"""Rows by the key of their table."""


def of_community(ledger: Ledger, site: Site) -> Rows:
    """Give the row of a community."""
    said = ledger.community.value
    area = _amount(said.area)
    page = _address(site, community_path(ledger.id))
    return {"communities": [(ledger.id, said.name, said.subdistrict, said.district, said.households, area, page)]}


def of_project(ledger: Ledger, view: ProjectPage, site: Site) -> Rows:
    """Give the rows of a project; what is masked on its page is masked here, for they are made of the same."""
    book = ledger.books[view.id]
    whose = (ledger.id, book.id, book.project.title)
    found = {
        "sources": _sources(book, view),
        "uses": _uses(book),
        "pledges": _pledges(view),
        "contributions": _contributions(book),
        "disbursements": _disbursements(ledger, book),
        "contracts": _contracts(ledger, book),
        "milestones": _milestones(book),
        "notices": _notices(book),
        "progress": _progress(book),
        "changes": _changes(view),
    }
    rows = {key: [whose + row for row in own] for key, own in found.items()}
    return {"projects": [whose + _project(book, view) + (_address(site, view.path),)], **rows}


def _project(book: Book, view: ProjectPage) -> Row:
    project, total = book.project, book.total
    in_kind = (total.planned_in_kind, total.pledged_in_kind, total.received_in_kind)
    told = (total.pledged, total.received, total.refunded, book.paid, book.spent.owed, book.balance, *in_kind)
    return (
        *(project.number, project.estate, project.stage.label, project.scope.text, project.scope.households),
        plain(total.planned) if project.sources else None,
        *map(plain, told),
        view.changes[0].iso if view.changes else None,
        view.illustrative,
    )


def _sources(book: Book, view: ProjectPage) -> Iterator[Row]:
    sums_of = {source.value: sums for source, sums in book.sums.items()}
    for shown in view.funding.sources:
        sums = sums_of[shown.key]
        cash = (sums.planned, sums.pledged, sums.received, sums.refunded)
        in_kind = (sums.planned_in_kind, sums.pledged_in_kind, sums.received_in_kind)
        yield shown.label, "、".join(shown.who) or None, *map(plain, cash + in_kind), shown.illustrative


def _uses(book: Book) -> Iterator[Row]:
    paid: dict[str | None, int] = defaultdict(int)
    for row in book.disbursements:
        paid[row.value.use] += row.value.amount
    for use in book.project.uses:
        yield use.name, plain(use.amount), plain(paid[use.name]), plain(use.in_kind), use.illustrative


def _pledges(view: ProjectPage) -> Iterator[Row]:
    for row in view.masked:
        yield (
            *(row.number, row.giver, row.together, row.source.label, row.form.label, row.state.label),
            *(row.note, row.month, plain(row.amount), plain(row.received), _amount(row.first), row.illustrative),
        )


def _contributions(book: Book) -> Iterator[Row]:
    for month, source, amounts in arrivals(book):
        yield month, source.label, len(amounts), plain(sum(amounts))


def _disbursements(ledger: Ledger, book: Book) -> Iterator[Row]:
    first = published(book)
    for row in sorted(book.disbursements, key=lambda row: (row.value.paid, row.path, row.index)):
        said = row.value
        party = ledger.party(said.payee)
        yield (
            *(said.paid.isoformat(), said.kind.label, said.use, said.source.label if said.source else None),
            *(party.name if party else said.payee, plain(said.amount), said.invoice, said.no_invoice),
            *(_amount(first.get((row.path, row.index))), row.illustrative),
        )


def _contracts(ledger: Ledger, book: Book) -> Iterator[Row]:
    for record in book.contracts:
        said = record.value
        party = ledger.party(said.contractor)
        days = (day.isoformat() if day else None for day in (said.signed, said.starts, said.ends))
        varied = sum(change.amount for change in said.variations)
        yield (
            *(party.name if party else said.contractor, said.scope, said.method.label, *days),
            *(plain(said.price), plain(varied), plain(said.price + varied), said.illustrative),
        )


def _milestones(book: Book) -> Iterator[Row]:
    for step, said in enumerate(book.project.milestones, 1):
        yield step, said.name, said.reached, said.due, said.note, said.illustrative


def _notices(book: Book) -> Iterator[Row]:
    for record in sorted(book.notices, key=lambda record: (record.value.opens, record.id)):
        said, last = record.value, record.value.closes.date()
        back = (said.withdrawn.date.isoformat(), said.withdrawn.reason) if said.withdrawn else (None, None)
        yield (
            *(said.number, said.title, said.phase.label, said.round, said.opens.isoformat()),
            *(f"{said.closes:%Y-%m-%d %H:%M}", said.unit.label),
            workdays.count(said.opens, last, working=said.unit is DayUnit.WORKING),
            *(said.issuer, said.issued.isoformat(), *back, len(said.objections)),
            *(sum(one.answer is not None for one in said.objections), said.illustrative),
        )


def _progress(book: Book) -> Iterator[Row]:
    for row in sorted(book.progress, key=lambda row: (row.value.date, row.path, row.index)):
        said = row.value
        coming = (said.next.text, said.next.due) if said.next else (None, None)
        yield said.date.isoformat(), said.percent, said.text, *coming, row.illustrative


def _changes(view: ProjectPage) -> Iterator[Row]:
    for change in view.changes:
        yield change.iso, change.kind, change.what, _amount(change.before), _amount(change.after)


def of_meeting(ledger: Ledger, record: Record[Meeting], site: Site) -> Rows:
    """Give the rows of a meeting: numbers of people, never who they were."""
    said = record.value
    whose = (ledger.id, record.id, said.title)
    page = _address(site, meeting_path(ledger.id, record.id))
    about = (said.kind.label, said.held, said.place, said.present, " ".join(said.projects), said.illustrative, page)
    return {
        "meetings": [whose + about],
        "attendance": [(*whose, side.who, side.present, side.eligible) for side in said.attendance],
        "resolutions": [
            (*whose, one.project, one.text, *row)
            for one in said.resolutions
            for row in _resolution(one, ledger.rules.on(said.held))
        ],
    }


def about(project: str, rows: Rows) -> Rows:
    """Leave of the meetings' rows what concerns a project: not what they resolved about another."""
    at = [one.key for one in RESOLUTIONS.fields].index("project")
    kept = [row for row in rows[RESOLUTIONS.key] if row[at] in (None, project)]
    return {**{table.key: rows[table.key] for table in OF_MEETING}, RESOLUTIONS.key: kept}


def _resolution(said: Resolution, known: InForce) -> Iterator[Row]:
    """Give a row for a vote, one for each entrance that signs, or one that says what was resolved and no more."""
    standard = known.standards.get(VoteRule.ENTRANCE)
    if said.vote:
        yield (None, *_vote(said.vote, known.standards.get(said.vote.rule)))
    if standard:
        yield from ((one.name, *_entrance(one, standard)) for one in said.entrances)
    if not said.vote and not (standard and said.entrances):
        yield (None,) * 11


def _vote(vote: Vote, standard: Standard | None) -> Row:
    """Give the numbers of a vote; a floor area only where it counts, and never that of a few who said no."""
    area = standard is not None and standard.area
    passed = verdicts.passed(vote, standard) if standard else None
    in_favour = (
        part for ballot in (vote.eligible, vote.participating, vote.agree) for part in _ballot(ballot, area=area)
    )
    return (vote.rule.label, *in_favour, vote.against.heads, vote.abstain.heads, passed)


def _ballot(ballot: Ballot, *, area: bool) -> Row:
    return ballot.heads, _amount(ballot.area) if area else None


def _entrance(entrance: Entrance, standard: Standard) -> Row:
    step, _ = verdicts.signed(entrance, standard)
    heads, area = step.shares[0], step.shares[1] if len(step.shares) > 1 else None
    eligible, signed = (area.whole, area.parts[0]) if area else (None, None)
    return (
        *(VoteRule.ENTRANCE.label, heads.whole, _amount(eligible), None, None),
        *(heads.parts[0], _amount(signed), None, None, step.reached),
    )


def _address(site: Site, path: str) -> str | None:
    return site.url + path if site.url else None


def _amount(hundredths: int | None) -> str | None:
    return None if hundredths is None else plain(hundredths)
