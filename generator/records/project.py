"""A project: what, why, for whom, with which money, and how far it is."""

from typing import Self

from pydantic import Field, model_validator

from generator.records.evidence import Photo
from generator.records.place import Fact, Source
from generator.records.share import Share
from generator.records.types import Count, Flag, Labelled, Line, Money, Ref, Strict, Text, When, require


class Stage(Labelled):
    """How far a project is."""

    PROPOSED = "proposed", "提议立项"
    DELIBERATION = "deliberation", "议事会商"
    DECISION = "decision", "业主表决"
    FUNDING = "funding", "资金筹集"
    WORKS = "works", "施工"
    ACCEPTANCE = "acceptance", "验收结算"
    UPKEEP = "upkeep", "建后管护"
    CLOSED = "closed", "已结项"
    CANCELLED = "cancelled", "已中止"


class Level(Labelled):
    """How wide a project reaches."""

    UNIT = "unit", "单元"
    BUILDING = "building", "楼栋"
    ESTATE = "estate", "小区"
    COMMUNITY = "community", "社区"


class Scope(Strict):
    """Whom a project concerns."""

    level: Level = Field(title="范围", description="unit 单元、building 楼栋、estate 小区、community 社区")
    text: Line = Field(title="范围说明", description="例如 14 号楼 6 个单元")
    households: Count | None = Field(None, title="涉及户数", description="例如 55")


class SourceLine(Strict):
    """Money planned from one source; help in kind is valued apart."""

    source: Source = Field(title="来源", description="六个点之一，例如 owners")
    party: Ref | None = Field(None, title="单位", description="parties/ 里的编号，例如 binhe-subdistrict")
    amount: Money = Field(0, title="计划金额（元）", description="现金，例如 50000.00")
    in_kind: Money = Field(0, title="实物和人工折价（元）", description="例如 30000.00，和现金分开")
    note: Line | None = Field(None, title="说明", description="例如 验收后拨付尾款")
    illustrative: Flag = Field(False, title="示例拆分", description="演示数据里报道没有给出的数字写 true")


class UseLine(Strict):
    """Money planned for one use."""

    name: Line = Field(title="用途", description="例如 屋顶防水；付款记录按这个名称对应")
    amount: Money = Field(0, title="预算（元）", description="现金，例如 50000.00")
    in_kind: Money = Field(0, title="实物和人工折价（元）", description="例如 30000.00")
    illustrative: Flag = Field(False, title="示例拆分", description="演示数据里报道没有给出的数字写 true")


class Milestone(Strict):
    """A step of the project: when it was reached, or when it is due."""

    name: Line = Field(title="步骤", description="例如 业主表决")
    reached: When | None = Field(None, title="完成时间", description="例如 2026-09-26；没完成就不写")
    due: When | None = Field(None, title="计划时间", description="例如 2026-12")
    note: Line | None = Field(None, title="说明", description="例如 55 户全部签约")
    illustrative: Flag = Field(False, title="示例", description="演示数据里报道没有给出的时间写 true")

    @model_validator(mode="after")
    def _dated(self) -> Self:
        require("完成时间 reached 或计划时间 due", holds=self.reached is not None or self.due is not None)
        return self


class Rules(Strict):
    """What was promised about the money."""

    earmarked: Flag = Field(True, title="专款专用", description="true 或 false")
    voluntary: Flag = Field(True, title="自愿", description="业主出资是否自愿，true 或 false")
    surplus: Line | None = Field(None, title="结余怎么办", description="例如 结余转入小区公共收益，由业主大会决定")
    text: tuple[Line, ...] = Field((), title="其他约定", description="例如 不上门收钱")
    update_days: Count | None = Field(None, title="多少天更新一次", description="答应的更新间隔，例如 31；不写按规则")


class SurplusDecision(Strict):
    """What was decided about money left over."""

    meeting: Ref = Field(title="哪次会议", description="meetings/ 里的编号，会上有这个项目的决定")
    text: Line = Field(title="决定", description="例如 结余留作道路养护，使用前公示")


class Project(Strict):
    """One project, one 公示 page."""

    title: Line = Field(title="项目名称", description="简短，手机上一行放得下，例如 充电车棚改建")
    formal_title: Line | None = Field(
        None, title="公示标题", description="张贴用的全称，例如 关于桂花苑充电车棚改建项目资金筹集情况的公示"
    )
    number: Line = Field(title="编号", description="例如 JX-2026-001")
    estate: Line = Field(title="小区", description="例如 盈谷中心小区")
    tagline: Line = Field(title="一句话", description="做什么，例如 旧车棚换成能充电的新车棚")
    summary: Text = Field(title="为什么做、做什么", description="两三句话")
    scope: Scope = Field(title="范围", description="涉及谁")
    stage: Stage = Field(title="阶段", description="例如 funding")
    sources: tuple[SourceLine, ...] = Field((), title="资金来源计划", description="按六个点列出")
    uses: tuple[UseLine, ...] = Field((), title="资金用途预算", description="合计要和资金来源相等")
    milestones: tuple[Milestone, ...] = Field((), title="步骤", description="按先后列出")
    matter: Line | None = Field(
        None,
        title="决定事项",
        description="例如 《民法典》第 278 条第一款第七项：改建、重建建筑物及其附属设施",
    )
    allocation: Line | None = Field(None, title="分摊办法", description="例如 自愿认捐，不分摊")
    rules: Rules = Field(default_factory=Rules, title="资金约定", description="专款专用、自愿、结余")
    supervision: Text | None = Field(None, title="谁来监督", description="按岗位写，例如 业委会和居民代表共同管理")
    upkeep: Text | None = Field(None, title="建后管护", description="例如 物业公司负责日常养护")
    facts: tuple[Fact, ...] = Field((), title="其他数字", description="没有专门记录的数字，原样显示，不参与核对")
    cancelled: Line | None = Field(None, title="中止原因", description="阶段为 cancelled 时写明")
    surplus_decision: SurplusDecision | None = Field(
        None, title="结余的决定", description="结项时账上还有钱，写明哪次会议怎么定的"
    )
    share: Share | None = Field(None, title="分摊", description="费用分摊到户时写；每户的数不写在这里")
    photos: tuple[Photo, ...] = Field((), title="照片", description="施工前后的图片，逐张写")
    illustrative: Flag = Field(False, title="示例项目", description="演示数据里整个项目都是示例时写 true")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        require(
            "中止原因 cancelled，而且只在阶段 stage 是 cancelled 时写",
            holds=(self.stage is Stage.CANCELLED) == (self.cancelled is not None),
        )
        return self
