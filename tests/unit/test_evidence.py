"""Hostile and talkative files, made here: what may be handed in, and that nothing of them but the picture is left."""

import io
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from generator import evidence
from generator.diagnostics import Finding
from generator.evidence import File, pdf, pictures

SECRETS = (b"SECRET", b"Exif", b"GPS", b"http://ns.adobe.com", b"JavaScript", b"EmbeddedFile", b"OpenAction")


def talkative(width: int = 60, height: int = 40, orientation: int = 6) -> bytes:
    """A JPEG as a phone writes it: camera, place, comment, XMP, and a film behind its end."""
    picture = Image.new("RGB", (width, height), "navy")
    picture.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "SECRET artist"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (42.0, 1.0, 2.0)
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = "SECRET datum"
    out = io.BytesIO()
    xmp = b"http://ns.adobe.com/xap/1.0/\0SECRET xmp"
    picture.save(out, "JPEG", exif=exif, comment=b"SECRET comment", xmp=xmp, quality=95)
    return out.getvalue() + b"SECRET film"


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def document(*, scripts: bool = True, scan: bytes | None = None, packed: bool = False) -> bytes:
    """A PDF with an author, a note, private data of a program, and on request scripts and a stowaway."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 300)
    page[NameObject("/PieceInfo")] = TextStringObject("SECRET program")
    drawn = DecodedStreamObject()
    drawn.set_data(b"10 10 m 90 90 l S")
    page[NameObject("/Contents")] = added(writer, drawn)
    if scan is not None:
        image = EncodedStreamObject()
        image._data = scan  # noqa: SLF001 - nor to set a stream that is encoded already
        for key, value in (("/Subtype", "/Image"), ("/Filter", "/DCTDecode"), ("/ColorSpace", "/DeviceRGB")):
            image[NameObject(key)] = NameObject(value)
        for key, number in (("/Width", 60), ("/Height", 40), ("/BitsPerComponent", 8)):
            image[NameObject(key)] = NumberObject(number)
        if packed:
            image._data = zlib.compress(scan)  # noqa: SLF001 - as above
            image[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode"), NameObject("/DCTDecode")])
        meta = DecodedStreamObject()
        meta.set_data(b"SECRET metadata of the image")
        image[NameObject("/Metadata")] = added(writer, meta)
        held = DictionaryObject({NameObject("/Scan"): added(writer, image)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): held})
    writer.add_annotation(0, Text(text="SECRET note", rect=(5, 5, 20, 20)))
    writer.add_metadata({"/Author": "SECRET author"})
    if scripts:
        writer.add_attachment("SECRET.csv", b"SECRET ledger")
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("SECRET()")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def added(writer: PdfWriter, thing: PdfObject) -> PdfObject:
    return writer._add_object(thing)  # noqa: SLF001 - pypdf has no public way to add an object


def code(raw: bytes, name: str) -> str:
    found = evidence.read(raw, f"records/demo/files/{name}")
    return found.code if isinstance(found, Finding) else ""


def test_a_photo_keeps_its_pixels_upright_and_nothing_else() -> None:
    raw = talkative()
    assert all(secret in raw for secret in SECRETS[:2])
    assert evidence.read(raw, "records/demo/files/a.jpg") == File("a.jpg", len(raw), 40, 60, located=True)
    clean = pictures.clean(raw)
    assert not [secret for secret in SECRETS if secret in clean]
    with Image.open(io.BytesIO(clean)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (40, 60), {})
        assert {"exif", "comment", "xmp", "icc_profile"} & set(picture.info) == set()
        top, bottom = (picture.convert("RGB").getpixel((20, y)) for y in (5, 55))
        assert isinstance(top, tuple)
        assert isinstance(bottom, tuple)
        assert (top[0] > 200, bottom[0] > 200) == (True, False)
    assert clean.endswith(b"\xff\xd9")


@pytest.mark.parametrize("orientation", range(10))
def test_the_size_known_before_is_the_size_that_comes_out(orientation: int) -> None:
    raw = talkative(orientation=orientation)
    found = evidence.read(raw, "a.jpg")
    assert isinstance(found, File)
    assert pictures.size(pictures.clean(raw)) == (found.width, found.height)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_mode_are_drawn_anew(mode: str) -> None:
    assert pictures.size(pictures.clean(encoded("PNG", mode))) == (60, 40)


def test_a_transparent_picture_stands_on_white() -> None:
    with Image.open(io.BytesIO(pictures.clean(encoded("WEBP", "RGBA")))) as picture:
        assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_a_large_picture_is_made_smaller_in_proportion() -> None:
    assert pictures.size(pictures.clean(encoded("JPEG", size=(3200, 1000)))) == (1600, 500)


def test_the_same_file_gives_the_same_bytes() -> None:
    photo, sheet = talkative(), document()
    assert pictures.clean(photo) == pictures.clean(photo)
    assert pdf.clean(sheet) == pdf.clean(sheet)


@pytest.mark.parametrize("packed", [False, True])
def test_of_a_pdf_the_pages_are_left(*, packed: bool) -> None:
    raw = document(scan=talkative(), packed=packed)
    assert all(secret in raw for secret in SECRETS[4:])
    clean = pdf.clean(raw)
    assert not [secret for secret in SECRETS if secret in clean]
    reader = PdfReader(io.BytesIO(clean))
    assert (reader.metadata, reader.xmp_metadata, len(reader.pages)) == (None, None, 1)
    contents = reader.pages[0].get_contents()
    assert contents is not None
    assert contents.get_data().strip() == b"10 10 m 90 90 l S"
    with Image.open(io.BytesIO(reader.pages[0].images[0].data)) as scan:
        assert scan.size == (60, 40)


def test_what_an_older_version_of_a_pdf_held_is_gone() -> None:
    first = document(scripts=False)
    writer = PdfWriter(io.BytesIO(first), incremental=True)
    writer.add_metadata({"/Title": "SECRET title"})
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(first)
    assert b"SECRET" not in pdf.clean(out.getvalue())


def test_a_harmless_pdf_may_be_handed_in_and_says_at_which_page_it_opens() -> None:
    writer = PdfWriter(io.BytesIO(document(scripts=False)))
    here = ArrayObject([writer.pages[0].indirect_reference, NameObject("/Fit")])
    writer.root_object[NameObject("/OpenAction")] = here
    out = io.BytesIO()
    writer.write(out)
    assert code(out.getvalue(), "a.pdf") == ""


def pdfs_that_do_more() -> Iterator[tuple[str, bytes]]:
    yield "script", document()
    writer = PdfWriter(io.BytesIO(document(scripts=False)))
    writer.add_attachment("ledger.csv", b"1,2")
    yield "stowaway", written(writer)
    for action in ("/Launch", "/SubmitForm", "/GoToR"):
        writer = PdfWriter(io.BytesIO(document(scripts=False)))
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject({NameObject("/S"): NameObject(action)})
        yield action, written(writer)
    writer = PdfWriter(io.BytesIO(document(scripts=False)))
    writer.encrypt("word", algorithm="RC4-128")
    yield "password", written(writer)
    yield "cut", document(scripts=False)[:200]
    yield "nothing", b"%PDF-1.7\n"


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("raw", [pytest.param(raw, id=name) for name, raw in pdfs_that_do_more()])
def test_a_pdf_that_can_do_more_than_be_read_is_refused(raw: bytes) -> None:
    assert code(raw, "a.pdf") == "attachment-unsafe"


HANDED_IN = {
    "png": (encoded("PNG"), "a.png", ""),
    "webp": (encoded("WEBP"), "a.webp", ""),
    "jpeg": (encoded("JPEG"), "a.jpeg", ""),
    "png-as-jpg": (encoded("PNG"), "a.jpg", "attachment-kind"),
    "pdf-as-png": (document(scripts=False), "a.png", "attachment-kind"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "a.png", "attachment-kind"),
    "empty": (b"", "a.pdf", "attachment-kind"),
    "gif": (b"GIF89a", "a.png", "attachment-kind"),
    "cut-jpg": (talkative()[:-200], "a.jpg", "attachment-unreadable"),
    "cut-png": (encoded("PNG")[:-40], "a.png", "attachment-unreadable"),
    "no-jpg": (b"\xff\xd8\xff", "a.jpg", "attachment-unreadable"),
    "pixels": (encoded("PNG", "1", (8000, 5001)), "a.png", "attachment-too-large"),
    "bomb": (encoded("PNG", "1", (20_000, 20_000)), "a.png", "attachment-too-large"),
    "bytes": (encoded("JPEG") + bytes(evidence.LIMIT), "a.jpg", "attachment-too-large"),
}


@pytest.mark.parametrize(("raw", "name", "expected"), HANDED_IN.values(), ids=HANDED_IN)
def test_what_may_be_handed_in(raw: bytes, name: str, expected: str) -> None:
    assert code(raw, name) == expected


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.pdf"])
def test_no_bytes_make_it_raise(name: str) -> None:
    kinds = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
    kind = kinds.get(name[2:])
    whole = encoded(kind) if kind else document(scripts=False)
    draw = random.Random(name)  # noqa: S311 - the same damage on every run
    for _ in range(60):
        raw = bytearray(whole)
        for _ in range(draw.randint(1, 6)):
            raw[draw.randrange(12, len(raw))] = draw.randrange(256)
        assert code(bytes(raw), name) in {"", "attachment-unreadable", "attachment-unsafe", "attachment-too-large"}


def test_a_published_file_is_kept_and_not_encoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jpg").write_bytes(talkative())
    put: dict[str, bytes] = {}
    first = evidence.publish(tmp_path, "a.jpg", tmp_path / "kept", put.__setitem__)
    monkeypatch.setattr(pictures, "clean", lambda _raw: pytest.fail("encoded again"))
    assert evidence.publish(tmp_path, "a.jpg", tmp_path / "kept", put.__setitem__) == first
    assert (first.width, first.height, first.size) == (40, 60, len(put[first.name]))
    assert list(put) == [first.name]
