"""Published rows stay as they are: the records now against those of a git revision."""

import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator import revision, source
from generator.diagnostics import Finding, Location, error, info
from generator.load import locate
from generator.money import yuan
from generator.records import COMMUNITY_FILE, KINDS, Contributions, Disbursements, Pledges, Strict
from generator.records.corrections import Redaction
from generator.wording import listed, say

Batch = Pledges | Contributions | Disbursements
_HOW = say("公布过的不改：请恢复原样，在最后加一行 corrects 更正；撤回同意、遮去文字的，金额不变并写 redactions")
UNCHANGED = say("公布过的没有改动")
"""What the comparison is called where checks are counted."""

_TEXTS = {"note", "reason", "invoice", "no_invoice", "consent", "shown", "display", "party"}
"""Fields of a row that may be hidden afterwards; nothing in them is an amount."""


def compare(records: Path, since: str) -> tuple[tuple[Finding, ...], int]:
    """Compare the records with a revision: findings, and how many published records were looked at.

    What counts is where the present work parted from the revision, so that what others published since is not missed.
    """
    base = _base(records.parent, since)
    published = _published(records, base)
    findings: list[Finding] = []
    replaced = _replaced(records, base)
    for path, before in published.items():
        file = records.parent / path
        if not file.is_file():
            if replaced(path):
                continue
            findings.append(
                error(
                    "record-deleted",
                    say("公布过的记录不见了"),
                    Location(path, 1, 1),
                    say("请恢复这个文件；文件也不要改名"),
                )
            )
            continue
        findings += _file(path, before, file.read_bytes())
    return tuple(findings), len(published)


def _replaced(records: Path, commit: str) -> Callable[[str], bool]:
    """Tell of a path whether its community as a whole was demonstration data that made room for a real one."""
    try:
        said = revision.git(records.parent, "show", f"{commit}:./mkdocs.yml")
    except subprocess.CalledProcessError:
        said = b""
    demonstration = re.search(rb"^ +demonstration: *true\b", said, re.MULTILINE) is not None
    return lambda path: demonstration and not (records.parent / path).parents[len(path.split("/")) - 3].exists()


def _base(folder: Path, named: str) -> str:
    """Give the commit where the present work parted from a revision, else the revision itself."""
    commit = revision.commit(folder, named)
    try:
        return revision.git(folder, "merge-base", commit, "HEAD").decode().strip()
    except subprocess.CalledProcessError:
        return commit


def _published(records: Path, commit: str) -> Mapping[str, bytes]:
    found = revision.files(records.parent, commit, records.name)
    return {path: raw for path, raw in found.items() if _model(path) is not None}


def _model(path: str) -> type[Strict] | None:
    """Tell what a path under `records/` holds; None where no record may lie."""
    parts = path.split("/")
    if len(parts) == 3 and parts[2] == COMMUNITY_FILE:
        return Strict
    return KINDS.get(parts[2]) if len(parts) == 4 and parts[3].endswith(".yml") else None


def _file(path: str, before: bytes, now: bytes) -> Iterator[Finding]:
    model = _model(path)
    if model not in (Pledges, Contributions, Disbursements) or before == now:
        return
    new = _read(now, path, model)
    if new is None:  # told by the check itself
        return
    old = _read(before, path, model)
    if old is None:
        yield info("since-unreadable", say("以前的这份记录现在的程序读不懂，没有比较"), Location(path, 1, 1))
        return
    yield from locate(tuple(_batch(path, old, new)), {path: now})


def _read(raw: bytes, path: str, model: Any) -> Batch | None:
    data, _ = source.read(raw, path)
    try:
        batch: Batch | None = model.model_validate(data) if data is not None else None
    except ValidationError:
        return None
    return batch


def _batch(path: str, old: Batch, new: Batch) -> Iterator[Finding]:
    if old.project != new.project:
        yield error(
            "row-edited",
            say("这一批从项目“{before}”改到了“{now}”", before=old.project, now=new.project),
            Location(path, field=("project",)),
            _HOW,
        )
    hidden = _hidden(old.redactions, new.redactions)
    before, now = ([dict(row) for row in batch.rows] for batch in (old, new))
    if hidden:
        before = [
            then if not _only_hidden(then, row) else row for then, row in zip(before, now, strict=False)
        ] + before[len(now) :]
    if now[: len(before)] != before:
        yield from _rows(path, before, now)


def _hidden(old: Sequence[Redaction], new: Sequence[Redaction]) -> bool:
    """Tell whether a dated reason for hiding text was added to those that stood."""
    return len(new) > len(old) and tuple(new[: len(old)]) == tuple(old)


def _only_hidden(then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Tell whether a row differs only in text, and shows no more of anybody than before."""
    if any(then.get(name) != now.get(name) for name in {*then, *now} - _TEXTS):
        return False
    lowered = (then.get("display"), now.get("display"))
    if lowered[0] != lowered[1]:
        return lowered[1] == "anonymous" or lowered == ("named", "surname")
    return now.get("party") in (None, then.get("party"))


def _rows(path: str, before: list[dict[str, Any]], now: list[dict[str, Any]]) -> Iterator[Finding]:
    """Say which published rows were edited, taken out or moved."""
    then, today = ([repr(row) for row in rows] for rows in (before, now))
    lost, fresh = Counter(then) - Counter(today), Counter(today) - Counter(then)
    for tag, low, high, start, end in SequenceMatcher(None, then, today, autojunk=False).get_opcodes():
        for index, place in zip_longest(range(low, high), range(start, end)) if tag != "equal" else ():
            gone = index is not None and then[index] in lost
            came = place is not None and today[place] in fresh
            if gone and came:
                yield _edited(path, before[index], now[place], place)
                continue
            if gone:
                amount = yuan(before[index]["amount"])
                what = say("公布过的第 {row} 笔（{amount} 元）不见了", row=index + 1, amount=amount)
                yield error("row-deleted", what, Location(path, field=("rows",)), _HOW)
            if place is not None and (not came or high < len(before)):
                what = say("新的一笔插在公布过的前面") if came else say("公布过的一笔换了位置")
                where = Location(path, field=("rows", place))
                yield error("row-reordered", what, where, say("公布过的保持原来的次序，新的一笔加在最后"))


def _edited(path: str, then: Mapping[str, Any], now: Mapping[str, Any], place: int) -> Finding:
    fields = [name for name in {**then, **now} if now.get(name) != then.get(name)]
    amounts = say("amount（{then} → {now} 元）", then=yuan(then["amount"]), now=yuan(now["amount"]))
    changed = [amounts if name == "amount" else name for name in fields]
    return error(
        "row-edited",
        say("公布过的第 {row} 笔改了：{fields}", row=place + 1, fields=listed(changed)),
        Location(path, field=("rows", place, *fields[:1])),
        _HOW,
    )
