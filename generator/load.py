"""A records folder → ledgers and findings. Nothing a file holds makes this raise."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator import complaints, evidence, source
from generator.diagnostics import Finding, Location, error
from generator.evidence import FOLDER, File
from generator.ledger import Ledger, Record, gather
from generator.records import COMMUNITY_FILE, KINDS, Community, Strict
from generator.tree import attachments, entries, files, is_file, is_folder, misplaced, shown_name
from generator.wording import listed, say


def load(records: Path, community: str) -> tuple[Ledger | None, tuple[Finding, ...]]:
    """Read one community; no ledger where any file of it could not be read, so that nothing cascades."""
    folder = records / community
    shown = f"{records.name}/{community}"
    findings: list[Finding] = []
    there = {entry.name: entry for entry in entries(folder)}
    main, found = _read(there.get(COMMUNITY_FILE), f"{shown}/{COMMUNITY_FILE}", Community)
    findings += found
    by_kind: dict[str, dict[str, Record[Any]]] = {kind: {} for kind in KINDS}
    for kind, model in KINDS.items():
        if kind not in there or not is_folder(there[kind]):
            continue
        for entry in files(there[kind], f"{shown}/{kind}", findings):
            record, found = _read(entry, f"{shown}/{kind}/{entry.name}", model)
            findings += found
            if record is not None:
                by_kind[kind][record.id] = record
    handed_in = dict(_attachments(there.get(FOLDER), f"{shown}/{FOLDER}", findings))
    for name, entry in there.items():
        fits = name == COMMUNITY_FILE or ((name in KINDS or name == FOLDER) and is_folder(entry))
        if not fits and not name.startswith("."):
            hint = say("文件夹只能是 {kinds}", kinds=listed([*KINDS, FOLDER]))
            findings.append(misplaced(f"{shown}/{shown_name(entry)}", hint))
    if findings or main is None:
        return None, tuple(findings)
    return gather(community, main, by_kind, handed_in), ()


def _attachments(folder: os.DirEntry[str] | None, shown: str, findings: list[Finding]) -> Iterator[tuple[str, File]]:
    """Look into every file handed in with the records; `findings` takes one for each that may not be published."""
    if folder is None or not is_folder(folder):
        return
    for entry in attachments(folder, shown, findings):
        raw = _bytes(entry)
        where = f"{shown}/{entry.name}"
        found = _closed(where) if raw is None else evidence.read(raw, where)
        if isinstance(found, File):
            yield entry.name, found
        else:
            findings.append(found)


def _closed(shown: str) -> Finding:
    return error(
        "file-unreadable", say("文件不存在或打不开"), Location(shown, 1, 1), say("请检查文件是否在、是否有权限")
    )


def _read(
    entry: os.DirEntry[str] | None, shown: str, model: type[Strict]
) -> tuple[Record[Any] | None, tuple[Finding, ...]]:
    raw = _bytes(entry)
    if entry is None or raw is None:
        return None, (_closed(shown),)
    data, refused = source.read(raw, shown)
    if data is None:
        return None, (refused,) if refused else ()
    try:
        return Record(entry.name.removesuffix(".yml"), shown, model.model_validate(data)), ()
    except ValidationError as trouble:
        return None, tuple(locate(complaints.findings(trouble, model, shown), {shown: raw}))


def _bytes(entry: os.DirEntry[str] | None) -> bytes | None:
    try:
        if entry is None or not is_file(entry):
            return None
        with open(entry, "rb") as file:  # noqa: PTH123 - measured: Path costs a tenth of reading here
            return file.read()
    except OSError:
        return None


def locate(findings: list[Finding] | tuple[Finding, ...], raws: dict[str, bytes]) -> Iterator[Finding]:
    """Fill in line and column of findings that name a field; `raws` gives the bytes of each file."""
    known: dict[str, Any] = {}
    for finding in findings:
        where = finding.location
        if where.line:
            yield finding
            continue
        if where.path not in known:
            known[where.path] = source.places(raws[where.path])
        yield finding.at(*_place(known[where.path], where))


def _place(places: Any, where: Location) -> tuple[int, int]:
    if where.of_key and (where.field, True) in places:
        line, column = places[where.field, True]
        return line, column
    field = where.field
    while field and (field, False) not in places:
        field = field[:-1]
    line, column = places.get((field, False), (1, 1)) if field else (1, 1)
    return line, column
