"""A contract for the works: price, changes of it, and whether it is settled."""

from typing import Self

from pydantic import Field, model_validator

from generator.records.evidence import Attachment
from generator.records.types import Date, Flag, Labelled, Line, Money, Ref, SignedMoney, Strict, Text, require


class Method(Labelled):
    """How a contractor was chosen."""

    TENDER = "tender", "公开招标"
    COMPARISON = "comparison", "比选"
    NEGOTIATION = "negotiation", "协商"
    DIRECT = "direct", "直接委托"


class Variation(Strict):
    """A change of a contract's price."""

    date: Date = Field(title="日期", description="例如 2026-05-10")
    amount: SignedMoney = Field(title="增减（元）", description="增加写正数，减少写负数，例如 -1200.00")
    reason: Line = Field(title="原因", description="例如 增加排水沟 12 米")


class Contract(Strict):
    """A contract for the works."""

    project: Ref = Field(title="项目", description="projects/ 里的编号")
    contractor: Ref = Field(title="承包单位", description="parties/ 里的编号")
    method: Method = Field(title="怎么选定的", description="例如 comparison 比选")
    price: Money = Field(title="合同价（元）", description="例如 268000.00")
    signed: Date = Field(title="签订日期", description="例如 2026-10-20")
    starts: Date | None = Field(None, title="开工日期", description="例如 2026-12-01")
    ends: Date | None = Field(None, title="完工日期", description="例如 2027-01-20")
    scope: Line = Field(title="承包内容", description="例如 土建与钢结构")
    variations: tuple[Variation, ...] = Field((), title="变更", description="合同价的增减，逐条写原因")
    settled: Date | None = Field(None, title="结清日期", description="付清了才写，付款合计要等于合同价加变更")
    retention: Money = Field(0, title="质保金（元）", description="结清时扣着没付的，例如 1200.00")
    attachments: tuple[Attachment, ...] = Field((), title="附件", description="files/ 里的文件，逐个写")
    preparatory: Flag = Field(False, title="前期工作", description="设计、检测这类不算开工的写 true")
    early: Line | None = Field(None, title="提前开工的原因", description="表决或公示前开工的写明，会显示在网页上")
    illustrative: Flag = Field(False, title="示例", description="演示数据里报道没有给出的合同写 true")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")

    @model_validator(mode="after")
    def _retained(self) -> Self:
        require("结清日期 settled 才写质保金 retention", holds=self.settled is not None or self.retention == 0)
        return self
