"""Every complaint of pydantic is told in Chinese, at its place, and never repeats what was written."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from generator import complaints, source
from generator.diagnostics import Finding
from generator.load import load
from generator.records import COMMUNITY_FILE, KINDS, Community, Strict, types

ROWS = "project: shed\nrows:\n  - number: 11\n    amount: 1.00\n    month: 2026-01\n"

COMPLAINTS = [
    ("parties", "name: [示例]\nkind: owners\n", "1:7", "“单位名称”要写一段文字，不能是列表或下一级字段"),
    ("parties", 'name: ""\nkind: owners\n', "1:7", "“单位名称”不能为空"),
    ("parties", f"name: {'长' * 121}\nkind: owners\n", "1:7", "“单位名称”太长，最多 120 个字"),
    ("parties", "name: |\n  示例\n  单位\nkind: owners\n", "1:7", "“单位名称”要写成一行，中间不换行"),
    (
        "parties",
        "name: 示例\nkind: 业主\n",
        "2:7",
        "“类别”只能是 government、subdistrict、organisation、community、owners、property_company",
    ),
    ("parties", "name: 示例\nkind: owners\nseats: 二\n", "3:8", "“家数”要写整数，只用半角数字，例如 12"),
    (
        "progress",
        "project: Shed\nentries:\n  - date: 2026-03-01\n    text: 示例\n",
        "1:10",
        "“项目”的写法不对，只用小写英文字母、数字和短横",
    ),
    (
        "progress",
        "project: shed\nentries:\n  - date: 2026-03-01\n    text: 示例\n    next: 铺路\n",
        "5:11",
        "“下一步”下面要有下一级字段，不能只写一段文字",
    ),
    ("progress", "project: shed\nentries: 开工\n", "2:10", "“进展”要写成列表，每项前面加“- ”"),
    ("progress", "project: shed\nentries: []\n", "2:10", "“进展”至少要有 1 项"),
    ("pledges", ROWS + "    display: sum_only\n    count: 3\n", "7:12", "“笔数”不能小于 4"),
    (
        "pledges",
        ROWS + "    display: full\n",
        "6:14",
        "“显示方式”只能是 anonymous、sum_only、organisation、surname、named",
    ),
    ("pledges", ROWS + "  - 示例\n", "6:5", "“认捐第 2 项”下面要有下一级字段，不能只写一段文字"),
    ("pledges", ROWS + "    commitment: abc\n", "6:17", "“查验码”的写法不对，只用小写英文字母、数字和短横"),
    (
        "contributions",
        "project: shed\nrows:\n  - amount: 1.00\n    month: 2026-01\n",
        "3:5",
        "“到账第 1 项”要写认捐序号 pledge 或来源 source，二者写一个",
    ),
    (
        "declarations",
        "project: shed\ntitle: 示例\nof: audit\nmeasure: paid\nsource: owners\namount: 1.00\nas_of: 2026-03-31\n",
        "1:1",
        "“这份记录”要写总额，不带来源 source（付款和合同不分来源）",
    ),
]


@pytest.fixture
def complain(records: Path) -> Callable[[str, str], list[tuple[str, str, str, str]]]:
    """Read a record; give place, code, message and hint of each finding."""

    def read(kind: str, text: str) -> list[tuple[str, str, str, str]]:
        (records / "demo" / kind / "new.yml").write_text(text, encoding="utf-8")
        _, findings = load(records, "demo")
        return [
            (f"{one.location.line}:{one.location.column}", one.code, one.message, one.hint)
            for one in findings
            if one.location.path == f"records/demo/{kind}/new.yml"
        ]

    return read


Complain = Callable[[str, str], list[tuple[str, str, str, str]]]


@pytest.mark.parametrize(("kind", "text", "place", "message"), COMPLAINTS)
def test_one_complaint_in_chinese_at_its_place(
    complain: Complain, kind: str, text: str, place: str, message: str
) -> None:
    found = complain(kind, text)
    assert [(where, code, words) for where, code, words, _ in found] == [(place, "field-invalid", message)]


def test_each_kind_of_complaint_has_an_example() -> None:
    seen = {item["type"] for kind, text, _, _ in COMPLAINTS for item in refused(KINDS[kind], read(text))}
    assert seen == set(complaints.WANTED)


def test_a_missing_field_is_named_with_an_example(complain: Complain) -> None:
    assert complain("parties", "kind: owners\n") == [
        ("1:1", "field-missing", "缺少必填的“单位名称”（name）", "全称，例如 滨河街道办事处")
    ]


def test_a_field_left_blank_is_missing_where_it_stands(complain: Complain) -> None:
    assert [found[:2] for found in complain("parties", "kind: owners\nname:\n")] == [("2:6", "field-missing")]


def test_a_field_missing_from_a_row_points_at_the_row(complain: Complain) -> None:
    assert complain("pledges", ROWS + "  - number: 12\n    month: 2026-01\n") == [
        ("6:5", "field-missing", "缺少必填的“金额（元）”（amount）", "例如 200.00")
    ]


def test_an_unknown_field_suggests_the_near_one(complain: Complain) -> None:
    assert complain("parties", "name: 示例\nkinds: owners\nkind: owners\n") == [
        ("2:1", "field-unknown", "没有“kinds”这个字段", "是不是想写 kind？")
    ]


def test_an_unknown_field_far_from_all_lists_what_there_is(complain: Complain) -> None:
    assert complain("progress", "project: shed\nphotos: 1\nentries:\n  - date: 2026-03-01\n    text: 示例\n") == [
        ("2:1", "field-unknown", "没有“photos”这个字段", "这里可以写：project、entries、illustrative、remarks")
    ]


@pytest.mark.parametrize("key", ["anonymous", "sum_only", "organisation", "consented"])
def test_a_field_named_as_a_way_of_showing_is_unknown_like_any_other(complain: Complain, key: str) -> None:
    assert [found[:3] for found in complain("pledges", f"{key}: 1\n{ROWS}")] == [
        ("1:1", "field-unknown", f"没有“{key}”这个字段")
    ]
    assert [found[:3] for found in complain("pledges", f"{ROWS}    {key}: 1\n")] == [
        ("6:5", "field-unknown", f"没有“{key}”这个字段")
    ]


def test_a_field_of_another_way_of_showing_says_so(complain: Complain) -> None:
    assert complain("pledges", ROWS + "    shown: 示例某\n") == [
        ("6:5", "field-unknown", "这一笔用不到“shown”", "请核对 display 和 corrects，或删掉 shown")
    ]


SECRETS = ["示例秘密 13800000000", ["示例秘密"], {"示例秘密": "示例秘密"}]


@pytest.mark.parametrize("secret", SECRETS, ids=str)
def test_what_was_written_is_never_repeated(records: Path, secret: object) -> None:
    for path in sorted(records.rglob("*.yml")):
        model = Community if path.name == COMMUNITY_FILE else KINDS[path.parent.name]
        for broken in replaced(read(path.read_text(encoding="utf-8")), secret):
            for finding in findings(model, broken):
                told = finding.message + finding.hint
                assert "秘密" not in told.replace("没有“示例秘密”这个字段", "")
                assert "138" not in told


def replaced(value: Any, secret: object) -> Iterator[Any]:
    """Give the value again and again, each time with another part of it replaced."""
    yield secret
    if isinstance(value, dict):
        for key, item in value.items():
            yield from ({**value, key: other} for other in replaced(item, secret))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from ([*value[:index], other, *value[index + 1 :]] for other in replaced(item, secret))


def read(text: str) -> dict[str, Any]:
    data, finding = source.read(text.encode(), "records/demo/new.yml")
    assert finding is None
    assert data is not None
    return data


def refused(model: type[Strict], data: object) -> list[Any]:
    try:
        model.model_validate(data)
    except ValidationError as trouble:
        return list(trouble.errors())
    return []


def findings(model: type[Strict], data: object) -> tuple[Finding, ...]:
    try:
        model.model_validate(data)
    except ValidationError as trouble:
        return complaints.findings(trouble, model, "records/demo/new.yml")
    return ()


class _Odd(Strict):
    counts: dict[str, types.Count]


def test_what_stands_in_no_schema_is_told_by_its_key() -> None:
    with pytest.raises(ValidationError) as trouble:
        _Odd.model_validate({"counts": {"homes": "七"}})
    (finding,) = complaints.findings(trouble.value, _Odd, "records/demo/odd.yml")
    assert (finding.code, finding.location.field, finding.hint) == ("field-invalid", ("counts", "homes"), "")
    assert finding.message == "“homes”要写整数，只用半角数字，例如 12"
