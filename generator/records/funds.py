"""Money and help: pledged, arrived, paid, and what others declare of it."""

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, StringConstraints, Tag, model_validator

from generator.records.corrections import PledgeCorrection, Redaction, RowCorrection, shape
from generator.records.evidence import Attachment
from generator.records.place import Source
from generator.records.types import (
    Count,
    Date,
    Flag,
    Labelled,
    Line,
    Money,
    Month,
    Ref,
    Strict,
    Text,
    require,
)

REDACTED = "本人撤回同意、遮去公布过的文字时加一条，金额不变"

GROUP_MIN = 4
"""Fewest donors in a row shown only as a sum; fewer could be worked back to one of them."""


class Form(Labelled):
    """What is given. Goods and labour are valued, and never added to cash."""

    CASH = "cash", "现金"
    GOODS = "goods", "实物"
    LABOUR = "labour", "人工"


class PledgeState(Labelled):
    """How firm a pledge is."""

    INTENTION = "intention", "意向"
    PLEDGED = "pledged", "认捐"
    APPORTIONED = "apportioned", "分摊"


class _PledgeRow(Strict):
    number: Count = Field(title="序号", description="本项目内不重复，例如 17")
    source: Source = Field(Source.OWNERS, title="来源", description="六个点之一，默认 owners 业主出")
    amount: Money = Field(title="金额（元）", description="例如 200.00")
    month: Month = Field(title="月份", description="只写到月，例如 2026-03")
    form: Form = Field(Form.CASH, title="形式", description="cash 现金、goods 实物、labour 人工")
    state: PledgeState = Field(
        PledgeState.PLEDGED, title="状态", description="intention 意向、pledged 认捐、apportioned 分摊"
    )
    note: Line | None = Field(None, title="说明", description="例如 施工费优惠；不写姓名")
    commitment: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = Field(
        None, title="查验码", description="登记软件生成的 64 位十六进制数，不用手填"
    )


class AnonymousPledge(_PledgeRow):
    """A pledge whose giver is not shown: the default."""

    display: Literal["anonymous"] = Field("anonymous", title="显示方式", description="不写就是 anonymous，不公开姓名")


class GroupPledge(_PledgeRow):
    """Several pledges shown only as a sum."""

    display: Literal["sum_only"] = Field(title="显示方式", description="合并列示")
    count: Annotated[Count, Field(ge=GROUP_MIN)] = Field(title="笔数", description=f"至少 {GROUP_MIN} 笔")


class OrganisationPledge(_PledgeRow):
    """A pledge by an organisation, shown by its name."""

    display: Literal["organisation"] = Field(title="显示方式", description="显示单位名称")
    party: Ref = Field(title="单位", description="parties/ 里的编号")


class ConsentedPledge(_PledgeRow):
    """A pledge shown by surname or name, because its giver consented in writing."""

    display: Literal["surname", "named"] = Field(title="显示方式", description="surname 显示姓氏、named 显示全名")
    consent: Line = Field(title="同意书编号", description="本人书面同意书的编号，例如 C-0012")
    shown: Line = Field(title="公开文字", description="同意公开的文字，例如 欧阳某某")


def _display(row: Any) -> str:
    if shape(row) == "correction":
        return "correction"
    display = row.get("display", "anonymous") if isinstance(row, dict) else getattr(row, "display", "anonymous")
    return "consented" if display in ("surname", "named") else str(display)


PledgeRow = AnonymousPledge | GroupPledge | OrganisationPledge | ConsentedPledge

_PledgeEntry = Annotated[
    Annotated[AnonymousPledge, Tag("anonymous")]
    | Annotated[GroupPledge, Tag("sum_only")]
    | Annotated[OrganisationPledge, Tag("organisation")]
    | Annotated[ConsentedPledge, Tag("consented")]
    | Annotated[PledgeCorrection, Tag("correction")],
    Discriminator(_display),
]


class Pledges(Strict):
    """A batch of pledges (认捐) for one project."""

    project: Ref = Field(title="项目", description="projects/ 里的编号")
    title: Line | None = Field(None, title="批次名称", description="例如 第一批业主认捐")
    rows: tuple[_PledgeEntry, ...] = Field(title="认捐", description="一行一笔", min_length=1)
    redactions: tuple[Redaction, ...] = Field((), title="遮去文字", description=REDACTED)
    illustrative: Flag = Field(False, title="示例拆分", description="演示数据里报道没有给出的数字写 true")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")


class ContributionRow(Strict):
    """Money or help that arrived, for a pledge or without one. A giver is a pledge, a party or nobody."""

    pledge: Count | None = Field(None, title="认捐序号", description="兑现的是哪一笔认捐，例如 17")
    source: Source | None = Field(None, title="来源", description="没有认捐序号时必填，六个点之一")
    party: Ref | None = Field(None, title="单位", description="parties/ 里的编号")
    amount: Money = Field(title="金额（元）", description="例如 200.00")
    month: Month = Field(title="月份", description="只写到月，例如 2026-03")
    form: Form = Field(Form.CASH, title="形式", description="cash 现金、goods 实物、labour 人工")
    reason: Line | None = Field(
        None, title="和认捐不同的原因", description="比认捐多、换了形式或没有认捐时写明，例如 现场追加"
    )

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        require("认捐序号 pledge 或来源 source，二者写一个", holds=(self.pledge is None) != (self.source is None))
        return self


_ContributionEntry = Annotated[
    Annotated[ContributionRow, Tag("own")] | Annotated[RowCorrection, Tag("correction")], Discriminator(shape)
]


class Contributions(Strict):
    """A batch of contributions (到账) for one project."""

    project: Ref = Field(title="项目", description="projects/ 里的编号")
    title: Line | None = Field(None, title="批次名称", description="例如 启动仪式现场")
    rows: tuple[_ContributionEntry, ...] = Field(title="到账", description="一行一笔", min_length=1)
    redactions: tuple[Redaction, ...] = Field((), title="遮去文字", description=REDACTED)
    illustrative: Flag = Field(False, title="示例拆分", description="演示数据里报道没有给出的数字写 true")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")


class PaymentKind(Labelled):
    """What a disbursement is."""

    PAYMENT = "payment", "付款"
    ADVANCE = "advance", "垫付"
    REPAYMENT = "repayment", "归还垫付"
    REFUND = "refund", "退款"


COSTS = (PaymentKind.PAYMENT, PaymentKind.ADVANCE)
"""What the project cost; the other two give back what somebody had put in."""


class DisbursementRow(Strict):
    """Money for the project that was paid, or given back to whoever had put it in."""

    kind: PaymentKind = Field(
        PaymentKind.PAYMENT, title="类别", description="payment 付款、advance 垫付、repayment 归还垫付、refund 退款"
    )
    use: Line | None = Field(None, title="用途", description="付款和垫付必填，和项目预算里的用途名称一字不差")
    payee: Ref = Field(title="收款单位", description="parties/ 里的编号")
    amount: Money = Field(title="金额（元）", description="例如 18000.00")
    paid: Date = Field(title="付款日期", description="例如 2026-10-25")
    contract: Ref | None = Field(None, title="合同", description="contracts/ 里的编号")
    invoice: Line | None = Field(None, title="发票号", description="例如 No. 00000000")
    no_invoice: Line | None = Field(None, title="没有发票的原因", description="例如 村民零星用工，有签收单")
    bearer: Ref | None = Field(None, title="谁垫付", description="垫付时写 parties/ 里的编号")
    source: Source | None = Field(None, title="退给哪个来源", description="退款时必填，六个点之一，例如 owners")
    attachments: tuple[Attachment, ...] = Field((), title="附件", description="files/ 里的文件，逐个写")

    @model_validator(mode="after")
    def _evidenced(self) -> Self:
        require(
            "发票号 invoice 或没有发票的原因 no_invoice，二者写一个",
            holds=(self.invoice is None) != (self.no_invoice is None),
        )
        require(
            "谁垫付 bearer，而且只在类别 kind 是 advance 时写",
            holds=(self.kind is PaymentKind.ADVANCE) == (self.bearer is not None),
        )
        require("用途 use，而且只在付款和垫付时写", holds=(self.kind in COSTS) == (self.use is not None))
        require("合同 contract 只在付款和垫付时写", holds=self.kind in COSTS or self.contract is None)
        require(
            "退给哪个来源 source，而且只在类别 kind 是 refund 时写",
            holds=(self.kind is PaymentKind.REFUND) == (self.source is not None),
        )
        return self


_DisbursementEntry = Annotated[
    Annotated[DisbursementRow, Tag("own")] | Annotated[RowCorrection, Tag("correction")], Discriminator(shape)
]


class Disbursements(Strict):
    """A batch of disbursements (支出) of one project."""

    project: Ref = Field(title="项目", description="projects/ 里的编号")
    rows: tuple[_DisbursementEntry, ...] = Field(title="支出", description="一行一笔", min_length=1)
    redactions: tuple[Redaction, ...] = Field((), title="遮去文字", description=REDACTED)
    illustrative: Flag = Field(False, title="示例拆分", description="演示数据里报道没有给出的数字写 true")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")


class DeclaredBy(Labelled):
    """Where a declared total comes from."""

    BANK_STATEMENT = "bank_statement", "银行对账单"
    ANNOUNCEMENT = "announcement", "公开报道或公告"
    AUDIT = "audit", "审计"


class Measure(Labelled):
    """Which number a declaration speaks of."""

    PLANNED = "planned", "计划"
    PLEDGED = "pledged", "认捐"
    RECEIVED = "received", "到账"
    PAID = "paid", "支出"
    CONTRACTED = "contracted", "合同"


class DeclaredForm(Labelled):
    """What a declared total includes."""

    CASH = "cash", "现金"
    IN_KIND = "in_kind", "实物和人工"
    BOTH = "both", "现金加实物和人工"


class Declaration(Strict):
    """A total somebody else states; reconciliation compares the records with it."""

    project: Ref = Field(title="项目", description="projects/ 里的编号")
    title: Line = Field(title="名称", description="例如 媒体报道的筹资总额")
    of: DeclaredBy = Field(title="出处", description="例如 bank_statement")
    measure: Measure = Field(
        title="哪个数", description="planned 计划、pledged 认捐、received 到账、paid 支出、contracted 合同"
    )
    source: Source | None = Field(None, title="来源", description="只说某一来源时写；支出和合同不分来源")
    form: DeclaredForm = Field(
        DeclaredForm.CASH, title="包括什么", description="cash 现金、in_kind 实物人工、both 两样都算"
    )
    amount: Money = Field(title="总额（元）", description="例如 483768.50")
    as_of: Date = Field(title="截至日期", description="例如 2026-10-31")
    attachments: tuple[Attachment, ...] = Field((), title="附件", description="files/ 里的文件，逐个写")
    illustrative: Flag = Field(False, title="示例", description="演示数据里报道没有给出的总额写 true")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")

    @model_validator(mode="after")
    def _comparable(self) -> Self:
        require(
            "总额，不带来源 source（付款和合同不分来源）",
            holds=self.measure not in (Measure.PAID, Measure.CONTRACTED) or self.source is None,
        )
        return self
