"""Evidence files: which may be handed in, and the bytes of them that may be published."""

import hashlib
import importlib.metadata
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.diagnostics import Finding, Location, error
from generator.wording import say

LIMIT = 10 * 1024 * 1024
"""Most bytes of one file."""

FOLDER = "files"
"""The folder of a community, in the records and on the site."""

_WORDS: Mapping[str, str] = {
    "jpg": say("JPEG 图片"),
    "png": say("PNG 图片"),
    "webp": say("WebP 图片"),
    "pdf": "PDF",
}


@dataclass(frozen=True, slots=True)
class File:
    """One file: its name in the records or on the site, bytes, and pixels where it is a picture."""

    name: str
    size: int
    width: int = 0
    height: int = 0
    located: bool = False
    """It says where it was taken; what is published of it does not, but the records are public too."""


def kind_of(raw: bytes) -> str | None:
    """Tell by its first bytes what a file is: jpg, png, webp, pdf, or None for anything else."""
    if raw.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return "webp"
    return "pdf" if raw.startswith(b"%PDF-") else None


def read(raw: bytes, shown: str) -> File | Finding:
    """Look into a file that was handed in; a finding where it may not be published. Never raises."""
    where = Location(shown, 1, 1)
    name = shown.rpartition("/")[2]
    extension = name.rpartition(".")[2].replace("jpeg", "jpg")
    found = kind_of(raw)
    if found != extension or found is None:
        what = say("内容是 {kind}", kind=_WORDS[found]) if found else say("内容不是图片，也不是 PDF")
        hint = say("只收 JPEG、PNG、WebP 图片和 PDF，另存后再放")
        return error("attachment-kind", say("扩展名和内容不符：{what}", what=what), where, hint)
    if len(raw) > LIMIT:
        return error("attachment-too-large", say("文件超过 10 MB"), where, say("请缩小图片，或把 PDF 分成几份"))
    return _read_pdf(raw, name, where) if found == "pdf" else _read_picture(raw, name, where)


def _read_pdf(raw: bytes, name: str, where: Location) -> File | Finding:
    from generator.evidence import pdf  # noqa: PLC0415 - most communities hand in nothing: spare the import

    trouble = pdf.trouble(raw)
    if trouble:
        return error(
            "attachment-unsafe", say("PDF {trouble}", trouble=trouble), where, say("请打开它，用“打印”另存为新的 PDF")
        )
    return File(name, len(raw))


def _read_picture(raw: bytes, name: str, where: Location) -> File | Finding:
    from generator.evidence import pictures  # noqa: PLC0415 - as above

    try:
        width, height, located = pictures.look(raw)
    except pictures.TooManyPixelsError:
        return error("attachment-too-large", say("图片超过 4000 万像素"), where, say("请缩小图片"))
    except Exception:  # noqa: BLE001 - a decoder raises whatever a broken picture makes it raise
        return error("attachment-unreadable", say("图片打不开或不完整"), where, say("请重新导出或重新拍摄"))
    return File(name, len(raw), width, height, located)


def publish(folder: Path, name: str, kept: Path, put: Callable[[str, bytes], None]) -> File:
    """Clean one file, `put` it under its public name, and tell what it became.

    Cleaned bytes are kept by the hash of what was handed in, so that an unchanged file is not encoded again.
    """
    from generator.evidence import pictures  # noqa: PLC0415 - as above

    raw = (folder / name).read_bytes()
    digest = hashlib.blake2b(_version() + raw, digest_size=16).hexdigest()
    stem, _, extension = name.rpartition(".")
    public = f"{stem}-{digest[:8]}.{'pdf' if extension == 'pdf' else 'jpg'}"
    clean = _cleaned(raw, kept / digest)
    put(public, clean)
    return File(public, len(clean), *(() if extension == "pdf" else pictures.size(clean)))


def _cleaned(raw: bytes, kept: Path) -> bytes:
    from generator.evidence import pdf, pictures  # noqa: PLC0415 - as above

    if kept.is_file():
        return kept.read_bytes()
    clean = pdf.clean(raw) if kind_of(raw) == "pdf" else pictures.clean(raw)
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    draft.write_bytes(clean)
    draft.replace(kept)
    return clean


@cache
def _version() -> bytes:
    """Hash all that cleaned bytes depend on beside what was handed in."""
    digest = hashlib.blake2b(digest_size=16)
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    for library in ("pillow", "pypdf"):
        digest.update(importlib.metadata.version(library).encode())
    return digest.digest()
