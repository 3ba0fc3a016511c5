"""What paper and pictures show: pages, words, fonts, QR codes, patterns."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped] # ships no types
import zxingcpp
from PIL import Image
from pypdf import PdfReader


def pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def words(pdf: bytes, page: int = 0) -> str:
    """Everything written on a page, the first unless told, without spaces and line ends."""
    return "".join(pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_range().split())


def borrowed(pdf: bytes) -> list[str]:
    """Fonts that a PDF names and does not hold: another computer draws them otherwise, or as boxes."""
    return [
        str(font.get("/BaseFont")) for page in PdfReader(BytesIO(pdf)).pages for font in _fonts(page) if not _held(font)
    ]


def _fonts(page: Any) -> Iterator[Any]:
    fonts = page["/Resources"].get("/Font", {})
    return (font.get_object() for font in fonts.values())


def _held(font: Any) -> bool:
    if font["/Subtype"] == "/Type3":  # its letters are drawings in the file
        return True
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    held = inner.get("/FontDescriptor", {})
    return any(f"/FontFile{kind}" in held for kind in ("", "2", "3"))


def drawn(pdf: bytes, dpi: int = 150) -> Image.Image:
    """The first page as a printer would put it on paper."""
    return Image.Image.convert(pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil(), "RGB")


def codes(picture: Image.Image) -> list[str]:
    """What a phone reads from a picture."""
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def patterned(picture: bytes) -> bool:
    """Whether a piece of a drawing is told by its pattern in grey: dark and light side by side."""
    grey = Image.open(BytesIO(picture)).convert("L")
    inner = grey.crop((4, 4, grey.width - 4, grey.height - 4))
    histogram = inner.histogram()
    dark, light = sum(histogram[:140]), sum(histogram[215:])
    return min(dark, light) > 0.15 * inner.width * inner.height
