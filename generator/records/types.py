"""The field types of records. Each reads one spelling, strictly, and says in Chinese what it wanted."""

import enum
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator import calendar, money
from generator.tree import ID
from generator.wording import Said, say

T = TypeVar("T")


class Strict(BaseModel):
    """Settings every record shares: frozen, no unknown field, no guessing."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


class Labelled(enum.StrEnum):
    """A choice with the Chinese words shown for it."""

    label: Said

    def __new__(cls, value: str, label: str) -> Self:
        """Keep the label beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = say(label)
        return member


def require(wanted: str, *, holds: bool) -> None:
    """Refuse a field or a record, saying what was wanted (it follows the words “要写”)."""
    if not holds:
        raise PydanticCustomError("wanted", "{wanted}", {"wanted": wanted})


def reader(
    parse: Callable[[str], T | None], wanted: str, *, spelt: str = "", impossible: str = ""
) -> Callable[[Any], T]:
    """Make a validator that reads one spelling, and says what was wanted where it is another.

    A text `spelt` as wanted that still cannot be is called `impossible`: 31 November is no slip of spelling.
    """
    known = lru_cache(4096)(parse)  # the same months, days and round amounts again and again

    def read(value: Any) -> T:
        found = known(value) if type(value) is str else None
        if found is None:
            right = spelt and type(value) is str and re.fullmatch(spelt, value)
            raise PydanticCustomError("wanted", "{wanted}", {"wanted": impossible if right else wanted})
        return found

    return read


def _positive(text: str) -> int | None:
    return None if text.startswith("-") else money.parse(text)


_WEIGHT = re.compile(r"(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,4}))?\Z")


def _weight(text: str) -> int | None:
    found = _WEIGHT.match(text)
    return int(found[1] + (found[2] or "").ljust(4, "0")) if found else None


_COUNT = re.compile(r"(0|[1-9][0-9]{0,8})\Z")


def _count(text: str) -> int | None:
    return int(text) if _COUNT.match(text) else None


def _percent(text: str) -> int | None:
    number = _count(text)
    return number if number is not None and number <= 100 else None


_AMOUNT_SCHEMA = {
    # Editors read an unquoted 12.30 as a number, so both spellings must pass there.
    "anyOf": [
        {"type": "string", "pattern": r"^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,2})?$"},
        {"type": "number"},
    ]
}
_AMOUNT = say("金额，只用半角数字，最多两位小数，例如 1200.50，不带逗号和“元”字")
_CHANGE = say("金额，只用半角数字，最多两位小数，例如 1200.50，不带逗号和“元”字；减少写负数")

Money = Annotated[int, PlainValidator(reader(_positive, _AMOUNT)), WithJsonSchema(_AMOUNT_SCHEMA)]
"""An amount in 分, not negative."""

SignedMoney = Annotated[int, PlainValidator(reader(money.parse, _CHANGE)), WithJsonSchema(_AMOUNT_SCHEMA)]
"""A change in 分; less is negative."""

Area = Annotated[
    int,
    PlainValidator(reader(_positive, say("面积（㎡），只用半角数字，最多两位小数，例如 86.50"))),
    WithJsonSchema(_AMOUNT_SCHEMA),
]
"""A floor area in hundredths of a ㎡."""

Ratio = Annotated[
    int,
    PlainValidator(reader(_positive, "系数，只用半角数字，最多两位小数，例如 0.90")),
    WithJsonSchema(_AMOUNT_SCHEMA),
]
"""A coefficient in hundredths."""

Weight = Annotated[
    int,
    PlainValidator(reader(_weight, "合计，只用半角数字，最多四位小数，例如 640.35")),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "pattern": r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?$"}, {"type": "number"}]}
    ),
]
"""A sum of areas, of coefficients, or of areas times coefficients, in ten-thousandths."""

Count = Annotated[
    int,
    PlainValidator(reader(_count, say("整数，只用半角数字，例如 12"))),
    WithJsonSchema({"type": "integer", "minimum": 0}),
]
"""A whole number of 户, persons, votes or things."""

Percent = Annotated[
    int,
    PlainValidator(reader(_percent, say(" 0 到 100 的整数，例如 60"))),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 100}),
]
"""A progress in per cent."""

Date = Annotated[
    date,
    PlainValidator(
        reader(
            calendar.parse_date,
            say("日期，写成 2026-03-05"),
            spelt=r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
            impossible=say("真实的日期（这一天不存在）"),
        )
    ),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
"""A calendar day."""

Month = Annotated[
    str,
    PlainValidator(reader(calendar.parse_month, say("月份，写成 2026-03"))),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}),
]
"""A month: what a public row of money shows instead of the day."""

Moment = Annotated[
    datetime,
    PlainValidator(reader(calendar.parse_moment, say("日期和时间（北京时间），写成 2026-03-05 17:30"))),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}"}),
]
"""A moment, Beijing time."""

When = Annotated[
    str,
    PlainValidator(
        reader(calendar.parse_when, say("时间，写成 2026-03、2026-03-05 或 2026-03-05 19:30，知道多细写多细"))
    ),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}"}),
]
"""A point in time as exact as it is known: month, day or minute."""


_ROW_REF = re.compile(f"{ID}/[1-9][0-9]{{0,3}}\\Z")


def _row_ref(text: str) -> str | None:
    return text if _ROW_REF.match(text) else None


RowRef = Annotated[
    str,
    PlainValidator(reader(_row_ref, "文件名和第几笔，例如 shed-2026-04/3")),
    WithJsonSchema({"type": "string", "pattern": f"^{ID}/[1-9][0-9]{{0,3}}$"}),
]
"""A published row: its file's name without `.yml`, and which row of it, counted from 1."""


def _flag(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


Flag = Annotated[
    bool, PlainValidator(reader(_flag, say(" true（是）或 false（否）"))), WithJsonSchema({"type": "boolean"})
]
"""Yes or no; only `true` and `false`, for every YAML reader agrees on those."""


def _single(text: str) -> str:
    require("成一行，中间不换行", holds="\n" not in text)
    return text


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), AfterValidator(_single)]
"""One line of text."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]
"""Some paragraphs of text, shown as typed."""

Ref = Annotated[str, StringConstraints(pattern=f"^{ID}$", max_length=64)]
"""The id of another record: its file name without `.yml`."""
