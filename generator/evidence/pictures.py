"""Pictures: looked into, and drawn anew so that nothing but the pixels is left of what was handed in."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import ExifTags, Image, ImageOps

PIXELS = 40_000_000
"""Most pixels of one picture."""

BOX = (1600, 2400)
"""Widest and tallest that is published: a scanned sheet stays readable, a photo loads on a phone."""

_FORMATS = ("JPEG", "PNG", "WEBP")


class TooManyPixelsError(Exception):
    """The picture would take too much memory to decode."""


@contextmanager
def _opened(raw: bytes) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a picture in bad order warns; whether it can be decoded is what counts
        try:
            picture = Image.open(io.BytesIO(raw), formats=_FORMATS)
        except Image.DecompressionBombError as bomb:
            raise TooManyPixelsError from bomb
        with picture:
            if picture.width * picture.height > PIXELS:
                raise TooManyPixelsError
            yield picture


def look(raw: bytes) -> tuple[int, int, bool]:
    """Decode a picture, a JPEG at an eighth of its size, to learn that it is whole.

    Gives width and height upright, and whether it says where it was taken.
    """
    with _opened(raw) as picture:
        width, height = picture.size
        picture.draft("RGB", (1, 1))
        exif = picture.getexif()
        turned = exif.get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
        located = bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
        _upright(picture)
        return (height, width, located) if turned else (width, height, located)


def size(raw: bytes) -> tuple[int, int]:
    """Read width and height of a picture that is known to be good."""
    with _opened(raw) as picture:
        return picture.size


def clean(raw: bytes) -> bytes:
    """Draw a picture anew: upright, at most as large as the box, as a JPEG without EXIF, profile or comment."""
    with _opened(raw) as picture:
        drawn = _upright(picture)
    plain = Image.new("RGB", drawn.size, "white")
    plain.paste(drawn, mask=drawn.getchannel("A") if "A" in drawn.mode else None)
    plain.thumbnail(BOX, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return out.getvalue()


def _upright(picture: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(picture)
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    return upright.convert("RGBA" if clear else "RGB")
