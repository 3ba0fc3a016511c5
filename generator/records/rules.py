"""A ruleset: thresholds, periods and deadlines of one place, as dated and cited data."""

import re
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from generator.records.meeting import VoteRule
from generator.records.notice import DayUnit, Phase, Topic
from generator.records.project import Stage
from generator.records.types import Count, Date, Flag, Labelled, Line, Ref, Strict, Text, require

_RATIO = re.compile(r"([1-9][0-9]{0,2})/([1-9][0-9]{0,2})\Z")


def _ratio(value: Any) -> Fraction:
    found = _RATIO.match(value) if type(value) is str else None
    require("分数，例如 2/3，最大 1/1", holds=found is not None and int(found[1]) <= int(found[2]))
    return Fraction(value)


Ratio = Annotated[
    Fraction,
    PlainValidator(_ratio),
    WithJsonSchema({"type": "string", "pattern": "^[1-9][0-9]{0,2}/[1-9][0-9]{0,2}$"}),
]
"""An exact fraction from text, more than 0 and at most 1."""


class Whole(Labelled):
    """What the consenting are counted against."""

    PARTICIPANTS = "participants", "参与表决的"
    ELIGIBLE = "eligible", "有权表决的全体"


class Act(Labelled):
    """What has to be done within days of something."""

    CALL = "call", "开会前通知业主"
    PUBLISH_OWNERS = "publish_owners", "公布业主大会的决定"
    PUBLISH_COMMITTEE = "publish_committee", "公布业委会的决定"
    ANSWER = "answer", "答复意见"


class Provision(Strict):
    """One entry: from when to when it holds, and where it stands."""

    since: Date | None = Field(None, title="从哪天起", description="例如 2021-01-01；不知道就不写")
    until: Date | None = Field(None, title="到哪天止", description="含这一天，例如 2020-12-31；还有效就不写")
    citation: Line = Field(title="依据", description="例如 《民法典》第二百七十八条")
    verified: Flag = Field(False, title="核对过原文", description="对照过官方文本写 true，没有就不写")


class Standard(Provision):
    """What it takes to adopt: who has to take part, and how many of them agree."""

    rule: VoteRule = Field(title="通过条件", description="表决记录里 rule 写的词")
    participation: Ratio = Field(title="参与比例", description="例如 2/3")
    above: Flag = Field(False, title="参与要超过", description="正好等于不算达到写 true")
    consent: Ratio = Field(title="同意比例", description="例如 3/4")
    strict: Flag = Field(False, title="同意要超过", description="正好等于不算达到（过半数）写 true")
    of: Whole = Field(Whole.PARTICIPANTS, title="以谁为底数", description="participants 参与的、eligible 全体")
    area: Flag = Field(True, title="面积也要达到", description="只数户数写 false")


class Matter(Provision):
    """A matter that owners decide together, and the condition it needs."""

    number: Annotated[Count, Field(ge=1, le=9)] = Field(title="第几项", description="《民法典》第 278 条的第几项")
    title: Line = Field(title="事项", description="例如 改建、重建建筑物及其附属设施")
    rule: VoteRule = Field(title="通过条件", description="至少要用哪一种，例如 special")


class Period(Provision):
    """How long a notice about something stays up at least."""

    topic: Topic = Field(title="公示内容", description="例如 result 表决结果")
    phase: Phase | None = Field(None, title="阶段", description="只管某一阶段时写")
    days: Count = Field(title="至少几天", description="例如 7")
    unit: DayUnit = Field(DayUnit.CALENDAR, title="天数算法", description="calendar 自然日、working 工作日")
    required: Flag = Field(False, title="必须公示", description="没有公示就要提醒写 true")


class Deadline(Provision):
    """Within how many days something has to be done."""

    act: Act = Field(title="要做的事", description="例如 answer 答复意见")
    days: Count = Field(title="几天", description="例如 15")
    unit: DayUnit = Field(DayUnit.CALENDAR, title="天数算法", description="calendar 自然日、working 工作日")


class Cadence(Provision):
    """How often a project in a stage is updated at least."""

    stage: Stage = Field(title="阶段", description="例如 works")
    days: Count = Field(title="多少天至少更新一次", description="例如 31")


class Ruleset(Strict):
    """The rules of one place; what it does not say is taken from the ruleset it extends."""

    title: Line = Field(title="规则名称", description="例如 北京市规则")
    extends: Ref = Field("national", title="以哪套为底", description="例如 beijing；不写就是 national 全国通用规则")
    standards: tuple[Standard, ...] = Field((), title="表决通过条件", description="一条一种")
    matters: tuple[Matter, ...] = Field((), title="共同决定事项", description="哪一项要哪种通过条件")
    periods: tuple[Period, ...] = Field((), title="公示期限", description="一条一种公示内容")
    deadlines: tuple[Deadline, ...] = Field((), title="办理期限", description="一条一件事")
    cadences: tuple[Cadence, ...] = Field((), title="更新期限", description="一条一个阶段")
    illustrative: Flag = Field(False, title="示例", description="演示数据里虚构的规则写 true")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")
