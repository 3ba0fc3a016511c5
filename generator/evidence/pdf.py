"""PDFs: refused where they can do more than be read, and put together anew from their pages alone."""

import io
import logging
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from generator.wording import say

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it writes to the terminal what we tell as a finding

OBJECTS = 200_000
"""Most objects that are looked at in one file."""

_DRAWN = ("/Resources", "/Contents")
_PAGE = (*_DRAWN, "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
"""What a page needs to be shown; links, notes, thumbnails and structure stay behind."""

_KEYS = {
    "/JS": say("带有脚本"),
    "/JavaScript": say("带有脚本"),
    "/AA": say("带有自动动作"),
    "/EmbeddedFiles": say("夹带了别的文件"),
    "/EF": say("夹带了别的文件"),
    "/XFA": say("带有表单"),
}
_ACTIONS = (
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR"),
    *("/Rendition", "/Movie", "/Sound"),
)
_PRIVATE = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/AA", "/OPI", "/Thumb", "/Alternates", "/Measure")
"""What any object may carry that is not seen on the page."""


def trouble(raw: bytes) -> str:
    """Say what keeps a PDF from being published, empty where nothing does. Never raises."""
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted:
            return say("加了密码")
        if not reader.pages:
            return say("没有页面")
        found = next((word for node in _nodes(reader.trailer["/Root"]) if (word := _trouble(node))), "")
        if not found:
            clean(raw)
    except Exception:  # noqa: BLE001 - pypdf raises whatever a broken file makes it raise
        return say("打不开或不完整")
    return found


def _trouble(node: DictionaryObject) -> str:
    for key, word in _KEYS.items():
        if key in node:
            return word
    action = node.get("/S")
    if action in _ACTIONS:
        return say("带有自动动作")
    form = node.get("/AcroForm")
    return say("带有表单或电子签章") if isinstance(form, DictionaryObject | IndirectObject) and _fields(form) else ""


def _fields(form: Any) -> bool:
    return bool(form.get_object().get("/Fields"))


def _nodes(start: Any) -> Iterator[DictionaryObject]:
    """Give every dictionary that can be reached from an object, each once."""
    pending, seen = [start], set()
    while pending:
        node = pending.pop()
        if isinstance(node, IndirectObject):
            if (node.idnum, node.generation) in seen:
                continue
            seen.add((node.idnum, node.generation))
            node = node.get_object()
        if isinstance(node, DictionaryObject):
            yield node
            pending += [node.raw_get(key) for key in node]
        elif isinstance(node, ArrayObject):
            pending += list(node)
        if len(pending) + len(seen) > OBJECTS:
            raise ValueError("too many objects")


def clean(raw: bytes) -> bytes:
    """Put the pages into a new file: no metadata, scripts, links, notes, attached files or camera data."""
    reader, writer = PdfReader(io.BytesIO(raw)), PdfWriter()
    for page in reader.pages:
        for key in [key for key in page if key not in (*_PAGE, "/Type", "/Parent")]:
            del page[key]
        _strip(DictionaryObject({NameObject(key): page.raw_get(key) for key in _DRAWN if key in page}))
        writer.add_page(page)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _strip(start: Any) -> None:
    for node in _nodes(start):
        for key in _PRIVATE:
            node.pop(key, None)
        if isinstance(node, StreamObject) and "/DCTDecode" in str(node.get("/Filter")):
            # Unpacked where it was packed once more: what a camera wrote would hide in there.
            node._data = bare(node.get_data() if isinstance(node["/Filter"], ArrayObject) else node._data)  # noqa: SLF001 - the public setter would compress what is compressed
            node[NameObject("/Filter")] = NameObject("/DCTDecode")
            node.pop("/DecodeParms", None)


def bare(jpeg: bytes) -> bytes:
    """Leave out of a JPEG what its camera wrote: EXIF, comments, all behind its end. The picture is not touched."""
    kept, at = bytearray(jpeg[:2]), 2
    while jpeg[at : at + 1] == b"\xff" and jpeg[at + 1] != 0xDA:
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big") + 2
        marker = jpeg[at + 1]
        if marker not in (0xFE, *range(0xE1, 0xEE), 0xEF):  # APP0 and Adobe's APP14 say how colours are coded
            kept += jpeg[at : at + length]
        at += length
    end = jpeg.rfind(b"\xff\xd9")
    return bytes(kept + jpeg[at : end + 2 if end > at else len(jpeg)]) if jpeg.startswith(b"\xff\xd8") else jpeg
