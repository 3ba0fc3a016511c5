"""Photos and attachments as a page shows them."""

from typing import NamedTuple

from generator.calendar import when
from generator.evidence import FOLDER
from generator.ledger import Ledger
from generator.records.evidence import Attachment, Photo, Side
from generator.wording import say


class PhotoView(NamedTuple):
    """One photo; the address is relative to a project's or a meeting's page."""

    src: str
    width: int
    height: int
    title: str
    side: str
    when: str
    illustrative: bool


class FileView(NamedTuple):
    """One attachment: its address, name, `PDF · 120 KB`, and who looked it through."""

    href: str
    title: str
    kind: str
    redacted_by: str
    illustrative: bool


def photos(ledger: Ledger, said: tuple[Photo, ...], *, begun: bool = True) -> tuple[PhotoView, ...]:
    """Show photos in the order of the record; before the works have `begun` what will be is a design."""
    views = []
    for photo in said:
        file = ledger.files[photo.file]
        side = photo.side.label if photo.side else ""
        if photo.side is Side.AFTER and not begun:
            side = say("设计效果")
        taken = when(photo.taken) if photo.taken else ""
        views.append(
            PhotoView(f"../{FOLDER}/{file.name}", file.width, file.height, photo.title, side, taken, photo.illustrative)
        )
    return tuple(views)


def attachments(ledger: Ledger, said: tuple[Attachment, ...]) -> tuple[FileView, ...]:
    """Show attachments in the order of the record."""
    views = []
    for one in said:
        file = ledger.files[one.file]
        kind = say("图片 · {size}", size=size(file.size)) if file.width else f"PDF · {size(file.size)}"
        views.append(FileView(f"../{FOLDER}/{file.name}", one.title, kind, one.redacted_by, one.illustrative))
    return tuple(views)


def size(count: int) -> str:
    """Write a number of bytes as a reader takes it: 120 KB, 1.2 MB."""
    kilobytes = -(-count // 1024)
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{count / 1024 / 1024:.1f} MB"
