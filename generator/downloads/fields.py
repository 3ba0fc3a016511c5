"""What a table of the downloads is made of: fields, and the kinds of thing a field holds."""

from dataclasses import dataclass
from typing import Any

from generator.records.place import Source
from generator.records.types import Labelled
from generator.wording import Said


@dataclass(frozen=True, slots=True)
class Kind:
    """What the cells of a column hold: unit and spelling for a reader, width on a sheet, type in the data package."""

    unit: str
    spelling: str
    width: int
    schema: dict[str, Any]
    number: bool = False


TEXT = Kind("", "文字", 30, {"type": "string"})
ID = Kind("", "编号，小写字母、数字和短横", 16, {"type": "string"})
CHOICE = Kind("", "", 12, {"type": "string"})
FLAG = Kind("", "是、否", 6, {"type": "boolean", "trueValues": ["是"], "falseValues": ["否"]})
COUNT = Kind("", "整数", 8, {"type": "integer"}, number=True)
HOMES = Kind("户", "整数", 10, {"type": "integer"}, number=True)
PERCENT = Kind("%", "0 到 100 的整数", 8, {"type": "integer"}, number=True)
MONEY = Kind("元", "两位小数，例如 1200.50", 14, {"type": "number"}, number=True)
AREA = Kind("㎡", "两位小数，例如 86.50", 14, {"type": "number"}, number=True)
DAY = Kind("", "日期，例如 2026-03-05", 12, {"type": "date"})
MONTH = Kind("", "月份，例如 2026-03", 10, {"type": "yearmonth"})
MOMENT = Kind("", "北京时间，例如 2026-03-05 17:30", 18, {"type": "datetime", "format": "%Y-%m-%d %H:%M"})
WHEN = Kind(
    "",
    "知道多细写多细：2026-03、2026-03-05 或 2026-03-05 19:00",
    18,
    {"type": "string", "constraints": {"pattern": "[0-9]{4}-[0-9]{2}(-[0-9]{2}( [0-9]{2}:[0-9]{2})?)?"}},
)
ADDRESS = Kind("", "网址；网站没有设网址就空着", 30, {"type": "string", "format": "uri"})

EXACT = (MONEY, AREA)
"""What is written with two places."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name in JSON, its header, what it holds, and what that means."""

    key: str
    title: str
    kind: Kind
    about: str
    choices: tuple[str, ...] = ()
    worked_out: bool = False

    @property
    def spelling(self) -> str:
        """How a cell of it is written."""
        return "、".join(self.choices) or self.kind.spelling


@dataclass(frozen=True, slots=True)
class Table:
    """One table: file name and key in JSON, title, what a row is, where in the records it comes from."""

    key: str
    title: Said
    about: str
    source: str
    fields: tuple[Field, ...]
    unique: tuple[str, ...] = ()
    """The fields that together name a row."""
    owner: tuple[str, str] | None = None
    """The table that every row belongs to, and the field that names it there beside the community."""
    context: int = 0
    """How many leading fields say whose row it is: a file of one project leaves them out."""


def labels(choices: type[Labelled]) -> tuple[str, ...]:
    """Name every choice as readers see it."""
    return tuple(choice.label for choice in choices)


COMMUNITY = Field("community", "社区", ID, "社区的编号，见“社区”表")
PROJECT = (
    COMMUNITY,
    Field("project", "项目", ID, "项目的编号，见“项目”表"),
    Field("project_title", "项目名称", TEXT, "方便看，和“项目”表相同"),
)
MEETING = (
    COMMUNITY,
    Field("meeting", "会议", ID, "会议的编号，见“会议”表"),
    Field("meeting_title", "会议名称", TEXT, "方便看，和“会议”表相同"),
)
SOURCE = Field("source", "来源", CHOICE, "六种来源之一", labels(Source))
CASH = (
    Field("planned", "计划", MONEY, "打算筹多少，现金；还没公布就空着", worked_out=True),
    Field("pledged", "认捐", MONEY, "答应给多少，现金，不含意向", worked_out=True),
    Field("received", "到账", MONEY, "真正收到多少，现金", worked_out=True),
    Field("refunded", "退款", MONEY, "退还给出资人的", worked_out=True),
)
IN_KIND = tuple(
    Field(f"{key}_in_kind", f"{title}实物人工", MONEY, "实物和人工折价，不算在现金里", worked_out=True)
    for key, title in (("planned", "计划"), ("pledged", "认捐"), ("received", "到账"))
)
ILLUSTRATIVE = Field("illustrative", "示例", FLAG, "是：虚构的，只作演示")
PAGE = Field("page", "网页", ADDRESS, "这条在网站上的页面", worked_out=True)
FIRST = Field("amount_before", "更正前", MONEY, "更正以前公布的金额；没更正过就空着", worked_out=True)


def project_table(key: str, title: Said, about: str, source: str, *fields: Field, unique: str = "") -> Table:
    """Make a table of rows that belong to a project; `unique` names the field that tells them apart."""
    named = ("community", "project", unique) if unique else ()
    return Table(key, title, about, source, PROJECT + fields, named, ("projects", "project"), len(PROJECT))


def meeting_table(key: str, title: Said, about: str, source: str, *fields: Field) -> Table:
    """Make a table of rows that belong to a meeting."""
    return Table(key, title, about, source, MEETING + fields, (), ("meetings", "meeting"), 1)
