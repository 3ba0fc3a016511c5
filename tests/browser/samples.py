"""The sample community: projects that try a page from its least to its most. All of it is invented.

The small records lie in `records/`; the long lists of the project `heavy` are written here, the same every time.
"""

import shutil
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw
from pypdf import PdfWriter

RECORDS = Path(__file__).parent / "records"
AS_OF = date(2026, 4, 1)
"""A day on which notices of minimal, heavy and nothing are open."""
PROJECTS = (
    "minimal",
    "heavy",
    "closed",
    "rejected",
    "nothing",
    "overfunded",
    "withdrawn",
    "cancelled",
    "single",
)
PLEDGES = 500
MEETINGS = 60
_PAID = {  # use: (contract, contractor, price, payments)
    "车棚土建与钢结构": ("heavy-sheds", "builder", 400_000, (40_000, 60_000, 20_000)),
    "地下管线更换和雨污分流改造": ("heavy-pipes", "firm", 740_000, (150_000, 100_000, 88_000, 62_000)),
    "道路": ("heavy-roads", "builder", 360_000, (36_000, 24_000)),
    "无障碍坡道": ("heavy-ramps", "builder", 86_000, (8_600,)),
    "照明、监控和消防设施": ("heavy-lights", "firm", 150_000, (15_000, 15_000)),
    "设计、检测和监理": ("heavy-design", "firm", 30_000, (9_000, 6_000, 3_000)),
}


def write(target: Path) -> None:
    """Write the community's records into the folder `target`, which becomes `records/sample`."""
    shutil.copytree(RECORDS / "sample", target)
    for folder, name, lines in (
        ("pledges", "heavy", _pledges()),
        ("contributions", "heavy", _contributions()),
        ("disbursements", "heavy", _disbursements()),
        ("progress", "heavy", _progress()),
        *_contracts(),
        *_meetings(),
    ):
        (target / folder / f"{name}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _files(target / "files")


def _owner(number: int) -> int:
    """Give what the pledge of that number is worth, in 元."""
    return 100 + number * 37 % 900


def _pledges() -> Iterable[str]:
    yield from ("project: heavy", "title: 第一批业主认捐", "illustrative: true", "rows:")
    for number in range(1, PLEDGES + 1):
        yield f"  - number: {number}\n    amount: {_owner(number)}.00\n    month: 2025-{10 + number % 2}"
        if number % 25 == 0:
            yield f"    display: surname\n    consent: C-{number}\n    shown: 欧阳某某"
    for number, (source, party, amount, form) in enumerate(_givers(), PLEDGES + 1):
        yield f"  - number: {number}\n    source: {source}\n    amount: {amount}.00\n    month: 2025-11"
        yield f"    form: {form}\n    display: organisation\n    party: {party}"


def _givers() -> Iterable[tuple[str, str, int, str]]:
    yield "government", "finance", 1_200_000, "cash"
    yield "subdistrict", "street", 150_000, "cash"
    yield "organisation", "firm", 80_000, "cash"
    yield "organisation", "firm", 60_000, "goods"
    yield "community", "committee", 60_000, "cash"
    yield "property_company", "property", 50_000, "cash"
    yield "property_company", "property", 12_000, "labour"


def _contributions() -> Iterable[str]:
    yield from ("project: heavy", "illustrative: true", "rows:")
    for number in range(1, PLEDGES + 1):
        if number % 5:
            yield f"  - pledge: {number}\n    amount: {_owner(number)}.00\n    month: 2025-12"
    for number, (_, _, amount, form) in enumerate(_givers(), PLEDGES + 1):
        if form != "labour":
            half = amount // 2
            yield f"  - pledge: {number}\n    amount: {half}.00\n    month: 2025-12\n    form: {form}"


def _contracts() -> Iterable[tuple[str, str, list[str]]]:
    for use, (name, contractor, price, _) in _PAID.items():
        lines = [
            "project: heavy",
            f"contractor: {contractor}",
            "method: tender",
            f"price: {price}.00",
            "signed: 2025-11-20",
            "starts: 2025-12-01",
            "ends: 2026-11-30",
            f"scope: {use}，按图纸和清单施工，包工包料",
            "illustrative: true",
        ]
        if name == "heavy-pipes":
            lines += ["variations:", "  - date: 2026-01-15", "    amount: 12345.67", "    reason: 增加排水沟 12 米"]
            lines += ["attachments:", "  - file: heavy-minutes.pdf"]
            lines += ["    title: 合同（虚构）", "    redacted_by: 居民代表"]
        yield "contracts", name, lines


def _disbursements() -> Iterable[str]:
    yield from ("project: heavy", "illustrative: true", "rows:")
    day = date(2025, 12, 20)
    for use, (name, payee, _, payments) in _PAID.items():
        for amount in payments:
            yield f"  - use: {use}\n    payee: {payee}\n    amount: {amount}.00\n    paid: {day}\n    contract: {name}"
            yield "    invoice: No. 00000000"
            day += timedelta(5)


def _progress() -> Iterable[str]:
    yield from ("project: heavy", "illustrative: true", "entries:")
    for number in range(12):
        day = date(2025, 12, 1) + timedelta(10 * number)
        yield f"  - date: {day}\n    percent: {number * 4}"
        yield f"    text: 第 {number + 1} 段管线开挖、铺设、回填，留一边通道。"
        if number == 0:
            yield "    stage: works"
        if number % 3 == 2:
            yield f"    photos:\n      - file: heavy-{number}.jpg\n        title: 虚构图片：第 {number + 1} 段管线"
            yield f"        taken: {day}\n        illustrative: true"
    yield "    next:\n      text: 第 13 段管线\n      due: 2026-04-10"


def _meetings() -> Iterable[tuple[str, str, list[str]]]:
    kinds = ("deliberation", "committee", "site", "briefing", "survey", "residents")
    for number in range(1, MEETINGS):  # the vote is one of the sixty
        day = date(2025, 3, 5) + timedelta(7 * number)  # the last three are still to come
        lines = [
            f"title: 综合改造第 {number} 次会议",
            f"kind: {kinds[number % len(kinds)]}",
            f"held: {day} 19:00",
            "place: 社区议事厅",
            "projects: [heavy]",
            "illustrative: true",
        ]
        if day < AS_OF:
            lines += [f"present: {10 + number}", "resolutions:", f"  - text: 第 {number} 项照讨论的办，下次再看"]
        yield "meetings", f"heavy-{number:02}", lines


def _files(folder: Path) -> None:
    folder.mkdir()
    for number, name in enumerate(("before", "after", "2", "5", "8", "11")):
        picture = Image.new("RGB", (800, 600), (60 + 30 * number, 110, 140))
        ImageDraw.Draw(picture).rectangle((100 + 60 * number, 200, 400 + 60 * number, 500), fill=(230, 220, 200))
        picture.save(folder / f"heavy-{name}.jpg", quality=60)
    with PdfWriter() as pdf:
        pdf.add_blank_page(595, 842)
        pdf.write(folder / "heavy-minutes.pdf")
