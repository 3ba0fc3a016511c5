"""Files handed in with the records, on the built site."""

import re
import shutil
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from generator.publish import Job, build

PAGE = "demo/projects/shed.html"


def files(job: Job) -> dict[str, Path]:
    return {path.name: path for path in (job.out / "demo" / "files").iterdir()}


def photograph(job: Job, colour: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "SECRET artist"
    target = job.root / "records" / "demo" / "files" / "posts.jpg"
    Image.new("RGB", (320, 240), colour).save(target, "JPEG", exif=exif, comment=b"SECRET comment")


def test_photos_and_attachments_are_on_the_page_with_size_and_words(job: Job) -> None:
    page = (job.out / PAGE).read_text(encoding="utf-8")
    image = re.search(r'<img src="\.\./files/(posts-[0-9a-f]{8}\.jpg)" width="16" height="12" alt="四根立柱" lo', page)
    link = re.search(r'href="\.\./files/(notice-[0-9a-f]{8}\.pdf)">公示原件</a> PDF · 1 KB', page)
    assert image
    assert link
    assert set(files(job)) == {image[1], link[1]}


def test_a_new_photo_replaces_the_old_one_and_brings_nothing_with_it(job: Job) -> None:
    before = set(files(job))
    photograph(job, "green")
    assert build(job).replaced
    after = files(job)
    assert len(set(after) - before) == 1
    assert len(after) == len(before)
    assert b"SECRET" in (job.root / "records" / "demo" / "files" / "posts.jpg").read_bytes()
    assert not [path for path in job.out.rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()]


def test_an_unused_file_is_not_published(job: Job) -> None:
    folder = job.root / "records" / "demo" / "files"
    shutil.copy(folder / "posts.jpg", folder / "other.jpg")
    built = build(job)
    assert built.replaced
    assert [finding.code for finding in built.outcome.findings] == ["attachment-unused"]
    assert not [name for name in files(job) if name.startswith("other")]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_out_of_the_folder_is_refused(job: Job, tmp_path: Path, kind: str) -> None:
    folder = job.root / "records" / "demo" / "files"
    shutil.copytree(folder, tmp_path / "elsewhere")
    if kind == "file":
        (folder / "posts.jpg").unlink()
        (folder / "posts.jpg").symlink_to(tmp_path / "elsewhere" / "posts.jpg")
    else:
        shutil.rmtree(folder)
        folder.symlink_to(tmp_path / "elsewhere")
    built = build(job)
    assert not built.replaced
    assert [finding.code for finding in built.outcome.findings] == ["file-misplaced"]


@pytest.mark.parametrize("name", ["../x.jpg", "/etc/x.jpg", "..\\x.jpg", "a/b.jpg", "x%2e.jpg", "x.svg", "x.jpg.html"])
def test_a_record_names_a_file_and_never_a_path(job: Job, name: str) -> None:
    record = job.root / "records" / "demo" / "progress" / "works.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("posts.jpg", name), encoding="utf-8")
    built = build(job)
    assert not built.replaced
    assert [finding.code for finding in built.outcome.findings] == ["field-invalid"]
