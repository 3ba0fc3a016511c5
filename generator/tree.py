"""The records folder as folders and files: which of them are records, and findings for the rest."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Finding, Location, error

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
"""An id is a file name and an address: lower-case ASCII, digits and hyphens."""

_ID = re.compile(f"{ID}\\Z")


def communities(records: Path) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """List the communities of a records folder, and a finding for whatever else lies there."""
    found: list[str] = []
    findings: list[Finding] = []
    for entry in sorted(records.iterdir()) if records.is_dir() else ():
        shown = f"{records.name}/{shown_name(entry)}"
        if entry.name.startswith("."):
            continue
        if is_folder(entry) and _ID.match(entry.name):
            found.append(entry.name)
        elif entry.name != "README.md":
            findings.append(misplaced(shown, "这里只放社区文件夹，名称用小写英文字母、数字和短横，例如 jianxi"))
    return tuple(found), tuple(findings)


def files(folder: Path, shown: str, findings: list[Finding]) -> Iterator[Path]:
    """Give the record files of one kind in order; `findings` takes one for whatever else lies there."""
    if not is_folder(folder):
        return
    for path in sorted(folder.iterdir()):
        name = shown_name(path)
        if path.name.startswith("."):
            continue
        if not is_file(path):
            findings.append(misplaced(f"{shown}/{name}", "这里只放普通的 .yml 文件，不放文件夹和链接"))
        elif path.suffix != ".yml":
            findings.append(misplaced(f"{shown}/{name}", "扩展名要是 .yml"))
        elif not _ID.match(path.stem):
            findings.append(
                error(
                    "file-name",
                    f"文件名“{name}”不能作网址",
                    Location(f"{shown}/{name}", 1, 1),
                    "只用小写英文字母、数字和短横，例如 yinggu-2026.yml",
                )
            )
        else:
            yield path


def is_folder(path: Path) -> bool:
    """Tell a folder from a link to one: links are never followed."""
    return path.is_dir() and not path.is_symlink()


def is_file(path: Path) -> bool:
    """Tell a plain file from a link to one."""
    return path.is_file() and not path.is_symlink()


def shown_name(path: Path) -> str:
    """Give a name that prints on one line: a name unpacked from a GBK archive is no text at all."""
    return path.name if path.name.isprintable() else ascii(path.name).strip("'")


def misplaced(shown: str, hint: str) -> Finding:
    """Say that something lies where it is not read."""
    return error("file-misplaced", "放错了地方，不会被读取", Location(shown, 1, 1), hint)
