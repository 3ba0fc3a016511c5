"""A notice (公示): an announcement with a clock, and the objections it drew."""

from typing import Self

from pydantic import Field, model_validator

from generator.records.evidence import Attachment
from generator.records.types import Count, Date, Flag, Labelled, Line, Moment, Ref, Strict, Text, require


class Phase(Labelled):
    """When in the life of a project a notice stands."""

    BEFORE = "before", "事前公示"
    DURING = "during", "事中公示"
    AFTER = "after", "事后公示"


class DayUnit(Labelled):
    """How the days of a notice are counted."""

    CALENDAR = "calendar", "自然日"
    WORKING = "working", "工作日"


class Objection(Strict):
    """An objection, told without the name of who raised it, and its answer."""

    received: Date = Field(title="收到日期", description="例如 2026-11-18")
    text: Text = Field(title="意见", description="写意见本身，不写提意见人的姓名和房号")
    answered: Date | None = Field(None, title="答复日期", description="例如 2026-11-20")
    answer: Text | None = Field(None, title="答复", description="例如 已改为分两段施工")

    @model_validator(mode="after")
    def _paired(self) -> Self:
        require("答复 answer 和答复日期 answered，两样一起写", holds=(self.answered is None) == (self.answer is None))
        return self


class Withdrawal(Strict):
    """A notice taken back."""

    date: Date = Field(title="撤回日期", description="例如 2026-11-19")
    reason: Line = Field(title="撤回原因", description="例如 金额有误，另行公示")


class Notice(Strict):
    """One notice of one project."""

    project: Ref = Field(title="项目", description="projects/ 里的编号，例如 yinggu-renovation")
    number: Line = Field(title="公示编号", description="例如 JX-GS-2026-003")
    title: Line = Field(title="标题", description="例如 资金筹集情况公示")
    matter: Line = Field(title="公示事项", description="例如 资金筹集和使用计划")
    phase: Phase = Field(title="阶段", description="before 事前、during 事中、after 事后")
    round: Count = Field(1, title="第几次", description="例如 2")
    opens: Date = Field(title="开始日期", description="例如 2026-11-16")
    closes: Moment = Field(title="截止时间", description="北京时间，例如 2026-11-22 17:30")
    unit: DayUnit = Field(DayUnit.CALENDAR, title="天数算法", description="calendar 自然日、working 工作日")
    places: tuple[Line, ...] = Field((), title="张贴地点", description="例如 东门公告栏")
    issuer: Line = Field(title="发布单位", description="例如 建西社区居民委员会")
    issued: Date = Field(title="发布日期", description="例如 2026-11-16")
    objections: tuple[Objection, ...] = Field((), title="收到的意见", description="逐条列出，一条一个答复")
    corrects: Ref | None = Field(None, title="更正哪份公示", description="notices/ 里的编号")
    withdrawn: Withdrawal | None = Field(None, title="撤回", description="撤回日期和原因")
    attachments: tuple[Attachment, ...] = Field((), title="附件", description="files/ 里的文件，逐个写")
    illustrative: Flag = Field(False, title="示例", description="演示数据里报道没有给出的公示写 true")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")
