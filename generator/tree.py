"""The records folder as folders and files: which of them are records, and findings for the rest."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Finding, Location, error
from generator.wording import say

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
"""An id is a file name and an address: lower-case ASCII, digits and hyphens."""

PICTURE = rf"{ID}\.(jpe?g|png|webp)"
ATTACHMENT = rf"{ID}\.(jpe?g|png|webp|pdf)"
"""A file handed in with the records is named as an id is, with its extension; a name is never a path."""

_ID = re.compile(f"{ID}\\Z")
_ATTACHMENT = re.compile(f"{ATTACHMENT}\\Z")


def communities(records: Path) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """List the communities of a records folder, and a finding for whatever else lies there."""
    found: list[str] = []
    findings: list[Finding] = []
    for entry in entries(records) if records.is_dir() else ():
        shown = f"{records.name}/{shown_name(entry)}"
        if entry.name.startswith("."):
            continue
        if is_folder(entry) and _ID.match(entry.name):
            found.append(entry.name)
        elif entry.name != "README.md":
            hint = say("这里只放社区文件夹，名称用小写英文字母、数字和短横，例如 jianxi")
            findings.append(misplaced(shown, hint))
    return tuple(found), tuple(findings)


def entries(folder: Path | os.DirEntry[str]) -> list[os.DirEntry[str]]:
    """List a folder in order; what each entry is comes with the listing, so no file is asked again."""
    with os.scandir(folder) as found:
        return sorted(found, key=lambda entry: entry.name)


def files(folder: os.DirEntry[str], shown: str, findings: list[Finding]) -> Iterator[os.DirEntry[str]]:
    """Give the record files of one kind in order; `findings` takes one for whatever else lies there."""
    for entry in entries(folder):
        if entry.name.startswith("."):
            continue
        name = shown_name(entry)
        stem, dot, extension = entry.name.rpartition(".")
        if not is_file(entry):
            findings.append(misplaced(f"{shown}/{name}", say("这里只放普通的 .yml 文件，不放文件夹和链接")))
        elif dot + extension != ".yml":
            findings.append(misplaced(f"{shown}/{name}", say("扩展名要是 .yml")))
        elif not _ID.match(stem):
            findings.append(
                error(
                    "file-name",
                    say("文件名“{name}”不能作网址", name=name),
                    Location(f"{shown}/{name}", 1, 1),
                    say("只用小写英文字母、数字和短横，例如 yinggu-2026.yml"),
                )
            )
        else:
            yield entry


def attachments(folder: os.DirEntry[str], shown: str, findings: list[Finding]) -> Iterator[os.DirEntry[str]]:
    """Give the files handed in with the records in order; `findings` takes one for whatever else lies there."""
    for entry in entries(folder):
        if entry.name.startswith("."):
            continue
        where = Location(f"{shown}/{shown_name(entry)}", 1, 1)
        if not is_file(entry):
            findings.append(misplaced(where.path, say("这里只放普通文件，不放文件夹和链接")))
        elif not _ATTACHMENT.match(entry.name):
            hint = say("只用小写英文字母、数字和短横，扩展名是 jpg、png、webp 或 pdf，例如 shed-before.jpg")
            findings.append(error("file-name", say("文件名“{name}”不能作网址", name=shown_name(entry)), where, hint))
        else:
            yield entry


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell a folder from a link to one: links are never followed."""
    return entry.is_dir(follow_symlinks=False)


def is_file(entry: os.DirEntry[str]) -> bool:
    """Tell a plain file from a link to one."""
    return entry.is_file(follow_symlinks=False)


def shown_name(entry: os.DirEntry[str]) -> str:
    """Give a name that prints on one line: a name unpacked from a GBK archive is no text at all."""
    return entry.name if entry.name.isprintable() else ascii(entry.name).strip("'")


def misplaced(shown: str, hint: str) -> Finding:
    """Say that something lies where it is not read."""
    return error("file-misplaced", say("放错了地方，不会被读取"), Location(shown, 1, 1), hint)
