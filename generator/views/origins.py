"""Where the money of one project comes from: its sources, and who gives."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.ledger import Book, Ledger, Sums
from generator.money import yuan
from generator.records.funds import OrganisationPledge
from generator.records.place import Source
from generator.wording import Said, say

INITIAL: Mapping[str, Said] = {source: say(source.label[0]) for source in Source}
"""政 街 单 社 业 物: a segment of the bar carries its own key."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One of the six sources: who gives, and its numbers as text in 元."""

    key: str
    letter: str
    label: str
    who: tuple[str, ...]
    givers: tuple[tuple[str, str], ...]
    """The same, each with what it gives in one line; beside it what its help in kind is worth."""
    planned: str
    pledged: str
    received: str
    waiting: str
    complete: bool
    in_kind: str
    kind: str
    """What kind of help, where no cash comes from this source at all; else empty."""
    refunded: str
    illustrative: bool


def organisations(ledger: Ledger, book: Book) -> Mapping[Source, list[str]]:
    """Name the organisations behind each source, as planned, pledged and arrived, each once; never a person."""
    named: dict[Source, dict[str, None]] = defaultdict(dict)
    planned = [(line.source, line.party) for line in book.project.sources]
    pledged = [(row.value.source, row.value.party) for row in book.pledges if isinstance(row.value, OrganisationPledge)]
    arrived = [(book.source_of(row.value), row.value.party) for row in book.contributions]
    for source, ref in (*planned, *pledged, *arrived):
        party = ledger.party(ref)
        if source and party:
            named[source][party.name] = None
    return {source: list(names) for source, names in named.items()}


def sources(ledger: Ledger, book: Book) -> Iterator[SourceRow]:
    """Show the sources that give anything, in their order."""
    who: dict[Source, list[str]] = defaultdict(list)
    marked: dict[Source, bool] = defaultdict(bool)
    planned = [(line.source, line.party, line.note) for line in book.project.sources]
    arrived = [(row.value.source, row.value.party, None) for row in book.contributions]
    for source, ref, note in (*planned, *arrived):
        party = ledger.party(ref)
        for text in (party.name if party else None, note):
            if source and text and text not in who[source]:
                who[source].append(text)
    for line in book.project.sources:
        marked[line.source] |= line.illustrative
    for pledge in book.pledges:
        marked[pledge.value.source] |= pledge.illustrative
    for arrival in book.contributions:
        source = book.source_of(arrival.value)
        if source:
            marked[source] |= arrival.illustrative
    for source, sums in book.sums.items():
        if any((sums.planned, sums.pledged, sums.received, in_kind(sums))):
            told = tuple(who[source]), _givers(ledger, book, source)
            yield _source(source, sums, told, _kind(book, source, sums), illustrative=marked[source])


def _givers(ledger: Ledger, book: Book, source: Source) -> tuple[tuple[str, str], ...]:
    """Tell each giver of a source in one line: who and what for; its worth where it is not the whole of the source."""
    told: dict[tuple[str, str], None] = {}
    named: set[str] = set()
    for line in (line for line in book.project.sources if line.source is source):
        party = ledger.party(line.party)
        named |= {party.name} if party else set()
        said = (party.name if party else "") or line.note or ""
        if party and line.note:
            said = say("{who}：{what}", who=party.name, what=line.note)
        part = line.in_kind not in (0, in_kind(book.sums[source]))
        if said:
            told[said, yuan(line.in_kind) if part else ""] = None
    for row in book.contributions:
        party = ledger.party(row.value.party)
        if row.value.source is source and party and party.name not in named:
            told[party.name, ""] = None
    return tuple(told)


def _kind(book: Book, source: Source, sums: Sums) -> str:
    """Say what kind of help a source gives that gives no cash."""
    if sums.planned or sums.pledged or sums.received:
        return ""
    forms = {row.value.form for row in book.pledges if row.value.source is source}
    forms |= {row.value.form for row in book.contributions if book.source_of(row.value) is source}
    return next(iter(forms)).label if len(forms) == 1 else say("实物和人工")


def in_kind(sums: Sums) -> int:
    """Give what help in kind is worth in all, in 分: as planned, pledged or arrived, whichever is most."""
    return max(sums.received_in_kind, sums.pledged_in_kind, sums.planned_in_kind)


def worth(sums: Sums) -> str:
    """Say what help in kind there is, and how much of it came where that is not all."""
    whole = in_kind(sums)
    if not whole:
        return ""
    if sums.received_in_kind == whole:
        return yuan(whole)
    return say("{amount}（已到 {received}）", amount=yuan(whole), received=yuan(sums.received_in_kind))


def _source(
    source: Source,
    sums: Sums,
    told: tuple[tuple[str, ...], tuple[tuple[str, str], ...]],
    kind: str,
    *,
    illustrative: bool,
) -> SourceRow:
    waiting = sums.pledged - sums.received
    return SourceRow(
        key=source.value,
        letter=INITIAL[source],
        label=source.label,
        who=told[0],
        givers=told[1],
        planned=yuan(sums.planned),
        pledged=yuan(sums.pledged) if sums.pledged != sums.planned else "",
        received=yuan(sums.received),
        waiting=yuan(waiting) if waiting > 0 else "",
        complete=0 < sums.pledged <= sums.received,
        in_kind=worth(sums),
        kind=kind,
        refunded=yuan(sums.refunded) if sums.refunded else "",
        illustrative=illustrative,
    )
