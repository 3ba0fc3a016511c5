"""docs/reference/fields.md is made of the dictionary: `make docs` writes it anew."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.downloads import documents, feeds, fields, package
from generator.downloads.dictionary import TABLES
from generator.downloads.fields import Field, Table

DOCS = Path(__file__).parents[2] / "docs"
HEAD = """# 字段说明

下载的文件里每一张表、每一列。本页由程序生成，Excel 里的“字段说明”和数据包也来自同一处。

文件在哪里、怎么用：[数据说明](../data.md)。
"""


def test_the_reference_page_is_fresh(golden: Callable[[Path, str], None]) -> None:
    golden(DOCS / "reference" / "fields.md", f"{HEAD}\n" + "\n".join(map(section, TABLES.values())))


def section(table: Table) -> str:
    told = f"{table.about}。来自记录 {table.source}。"
    return f"## {table.title} `{table.key}`\n\n{told}\n\n{''.join(map(line, table.fields))}"


def line(one: Field) -> str:
    unit = f"（{one.kind.unit}）" if one.kind.unit else ""
    origin = "，算出来的" if one.worked_out else ""
    return f"- **{one.title}**{unit} `{one.key}`：{one.about}{origin}。写法：{one.spelling}。\n"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.key)
def test_fields_are_named_once_and_told_in_full(table: Table) -> None:
    for part in ("key", "title"):
        named = [getattr(one, part) for one in table.fields]
        assert len(named) == len(set(named))
    assert all(re.fullmatch("[a-z_]+", one.key) and one.about and one.spelling for one in table.fields)
    assert {*table.unique} <= {one.key for one in table.fields}


def test_the_pages_about_the_files_name_columns_and_versions_that_are_there() -> None:
    page = "".join((DOCS / name).read_text(encoding="utf-8") for name in ("data.md", "reference/data.md"))
    used = set(re.findall(r'"([\u4e00-\u9fff]+)"', page)) - {"现金"}
    assert used == {"形式", "社区", "项目名称", "金额"}
    assert used <= {one.title for one in TABLES["pledges"].fields}
    assert documents.PROJECT in page
    assert f"最近 {feeds.LATEST} 条" in page
    assert f"“{fields.ILLUSTRATIVE.title}”这一列写着“是”" in page
    assert package.VERSION.startswith(documents.SITE.rpartition("/")[2])
