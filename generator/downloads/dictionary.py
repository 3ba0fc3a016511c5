"""Every table of the downloads and every field in it, told once.

Headers, 字段说明, the data package and the docs all come from here; `tables` gives the rows in this order.
"""

from collections.abc import Mapping
from types import MappingProxyType

from generator.downloads.fields import (
    AREA,
    CASH,
    CHOICE,
    COMMUNITY,
    COUNT,
    DAY,
    FIRST,
    FLAG,
    HOMES,
    ID,
    ILLUSTRATIVE,
    IN_KIND,
    MOMENT,
    MONEY,
    MONTH,
    PAGE,
    PERCENT,
    PROJECT,
    SOURCE,
    TEXT,
    WHEN,
    Field,
    Table,
    labels,
    meeting_table,
    project_table,
)
from generator.records.contract import Method
from generator.records.funds import Form, PaymentKind, PledgeState
from generator.records.meeting import MeetingKind, VoteRule
from generator.records.notice import DayUnit, Phase
from generator.records.place import Source
from generator.records.project import Stage
from generator.wording import say

COMMUNITIES = Table(
    "communities",
    say("社区"),
    "一行一个社区",
    "community.yml",
    (
        Field("community", "社区", ID, "社区的编号，也是它在网站上的文件夹"),
        Field("name", "社区名称", TEXT, "例如 建西社区"),
        Field("subdistrict", "街道", TEXT, "街道或乡镇"),
        Field("district", "区", TEXT, "区、市或县"),
        Field("households", "户数", HOMES, "全社区的户数"),
        Field("area", "面积", AREA, "专有部分总面积"),
        PAGE,
    ),
    unique=("community",),
)

PROJECTS = Table(
    "projects",
    say("项目"),
    "一行一个项目：五个数，各算各的，不能互相加",
    "projects/",
    (
        *PROJECT[:1],
        Field("project", "项目", ID, "项目的编号，同一社区内不重复"),
        Field("project_title", "项目名称", TEXT, "例如 车棚改建"),
        Field("number", "公示编号", TEXT, "项目公示用的编号"),
        Field("estate", "小区", TEXT, "在哪个小区"),
        Field("stage", "阶段", CHOICE, "做到哪一步", labels(Stage)),
        Field("scope", "范围", TEXT, "涉及谁"),
        Field("households", "涉及户数", HOMES, "没有写就空着"),
        *CASH,
        Field("paid", "支出", MONEY, "真正花了多少，含垫付", worked_out=True),
        Field("owed", "垫付未还", MONEY, "别人垫的、还没归还的", worked_out=True),
        Field("balance", "结余", MONEY, "到账 − 退款 − 支出 + 垫付未还", worked_out=True),
        *IN_KIND,
        Field("updated", "最近更新", WHEN, "更新记录里最近的一条", worked_out=True),
        Field("illustrative", "示例", FLAG, "是：有虚构的内容，只作演示", worked_out=True),
        PAGE,
    ),
    unique=("community", "project"),
    owner=("communities", "community"),
)

SOURCES = project_table(
    "sources",
    say("资金来源"),
    "一行一个来源：计划、认捐、到账",
    "projects/、pledges/、contributions/",
    SOURCE,
    Field("givers", "谁出", TEXT, "出资的单位和说明，几个用顿号隔开"),
    *CASH,
    *IN_KIND,
    ILLUSTRATIVE,
    unique="source",
)

USES = project_table(
    "uses",
    say("资金用途"),
    "一行一个用途：预算和已付",
    "projects/、disbursements/",
    Field("use", "用途", TEXT, "例如 屋顶防水"),
    Field("planned", "预算", MONEY, "现金"),
    Field("paid", "已付", MONEY, "现金，含垫付", worked_out=True),
    Field("in_kind", "实物人工", MONEY, "实物和人工折价，不算在现金里"),
    ILLUSTRATIVE,
)

PLEDGES = project_table(
    "pledges",
    say("认捐"),
    "一行一笔认捐，名字和网页上一样处理",
    "pledges/",
    Field("number", "序号", COUNT, "本项目内不重复"),
    Field("giver", "谁", TEXT, "单位名称、本人同意公开的文字、“不公开姓名”或“合并列示”"),
    Field("together", "笔数", COUNT, "合并列示的是几笔合在一起，其余是 1"),
    SOURCE,
    Field("form", "形式", CHOICE, "实物和人工按折价算，不和现金相加", labels(Form)),
    Field("state", "状态", CHOICE, "意向不算进认捐合计", labels(PledgeState)),
    Field("note", "说明", TEXT, "没有就空着"),
    Field("month", "月份", MONTH, "只到月，不公布日子"),
    Field("amount", "金额", MONEY, "更正过的是更正以后的"),
    Field("received", "到账", MONEY, "这一笔已经到了多少", worked_out=True),
    FIRST,
    ILLUSTRATIVE,
    unique="number",
)

CONTRIBUTIONS = project_table(
    "contributions",
    say("到账"),
    "一行是一个来源在一个月里到账的现金，和网页“更新记录”一样合计",
    "contributions/",
    Field("month", "月份", MONTH, "只到月，不公布日子"),
    SOURCE,
    Field("gifts", "笔数", COUNT, "这个月到了几笔", worked_out=True),
    Field("amount", "金额", MONEY, "这个月到账的现金合计", worked_out=True),
)

DISBURSEMENTS = project_table(
    "disbursements",
    say("支出"),
    "一行一笔付款、垫付、归还垫付或退款",
    "disbursements/",
    Field("paid", "付款日期", DAY, "哪一天付的"),
    Field("kind", "类别", CHOICE, "支出合计是付款加垫付", labels(PaymentKind)),
    Field("use", "用途", TEXT, "付款和垫付才有"),
    Field("source", "退给来源", CHOICE, "退款才有", labels(Source)),
    Field("payee", "收款单位", TEXT, "单位名称"),
    Field("amount", "金额", MONEY, "更正过的是更正以后的"),
    Field("invoice", "发票号", TEXT, "没有发票就空着"),
    Field("no_invoice", "没有发票的原因", TEXT, "有发票就空着"),
    FIRST,
    ILLUSTRATIVE,
)

CONTRACTS = project_table(
    "contracts",
    say("合同"),
    "一行一份合同",
    "contracts/",
    Field("contractor", "承包单位", TEXT, "单位名称"),
    Field("scope", "承包内容", TEXT, "例如 土建与钢结构"),
    Field("method", "怎么选定的", CHOICE, "选定承包单位的办法", labels(Method)),
    Field("signed", "签订日期", DAY, "哪一天签的"),
    Field("starts", "开工日期", DAY, "合同写的"),
    Field("ends", "完工日期", DAY, "合同写的"),
    Field("first_price", "原价", MONEY, "签订时的合同价"),
    Field("variation", "变更", MONEY, "合同价增减的合计，减少是负数", worked_out=True),
    Field("price", "现价", MONEY, "原价加变更", worked_out=True),
    ILLUSTRATIVE,
)

MEETINGS = Table(
    "meetings",
    say("会议"),
    "一行一次会议",
    "meetings/",
    (
        COMMUNITY,
        Field("meeting", "会议", ID, "会议的编号，同一社区内不重复"),
        Field("meeting_title", "会议名称", TEXT, "例如 施工方案说明会"),
        Field("kind", "会议类别", CHOICE, "什么会", labels(MeetingKind)),
        Field("held", "时间", WHEN, "开会的时间，北京时间"),
        Field("place", "地点", TEXT, "没有写就空着"),
        Field("present", "到会人数", COUNT, "只有人数，没有名单"),
        Field("projects", "相关项目", TEXT, "项目的编号，几个用空格隔开"),
        ILLUSTRATIVE,
        PAGE,
    ),
    unique=("community", "meeting"),
    owner=("communities", "community"),
    context=1,
)

ATTENDANCE = meeting_table(
    "attendance",
    say("到会"),
    "一行是一次会议的一方",
    "meetings/",
    Field("side", "哪一方", TEXT, "例如 居民代表"),
    Field("present", "到会人数", COUNT, "只有人数，没有名单"),
    Field("eligible", "应到人数", COUNT, "没有写就空着"),
)

RESOLUTIONS = meeting_table(
    "resolutions",
    say("决定和表决"),
    "一行一个决定；逐单元签约的，一行一个单元",
    "meetings/",
    Field("project", "项目", ID, "只说一个项目时是它的编号；空着是会议的全部相关项目"),
    Field("resolution", "决定", TEXT, "决定了什么"),
    Field("entrance", "单元", TEXT, "逐单元签约才有"),
    Field("rule", "通过条件", CHOICE, "没有表决就空着", labels(VoteRule)),
    Field("eligible", "全体户数", HOMES, "有权表决的"),
    Field("eligible_area", "全体面积", AREA, "有权表决的"),
    Field("participating", "参与户数", HOMES, "参加表决的"),
    Field("participating_area", "参与面积", AREA, "参加表决的"),
    Field("agree", "同意户数", HOMES, "同意的；签约的是已签的"),
    Field("agree_area", "同意面积", AREA, "同意的；签约的是已签的"),
    Field("against", "反对户数", HOMES, "只有户数：面积会让人认出是谁"),
    Field("abstain", "弃权户数", HOMES, "只有户数：面积会让人认出是谁"),
    Field("passed", "达到通过条件", FLAG, "按当天适用的规则算；算不出就空着", worked_out=True),
)

MILESTONES = project_table(
    "milestones",
    say("步骤"),
    "一行一步",
    "projects/",
    Field("step", "第几步", COUNT, "按先后"),
    Field("name", "步骤", TEXT, "例如 业主表决"),
    Field("reached", "完成时间", WHEN, "没完成就空着"),
    Field("due", "计划时间", WHEN, "没有写就空着"),
    Field("note", "说明", TEXT, "没有就空着"),
    ILLUSTRATIVE,
    unique="step",
)

NOTICES = project_table(
    "notices",
    say("公示"),
    "一行一份公示",
    "notices/",
    Field("number", "公示编号", TEXT, "例如 JX-GS-2026-003"),
    Field("title", "标题", TEXT, "例如 资金筹集情况公示"),
    Field("phase", "阶段", CHOICE, "什么时候的公示", labels(Phase)),
    Field("round", "第几次", COUNT, "同一件事的第几次公示"),
    Field("opens", "开始日期", DAY, "公示从哪天起"),
    Field("closes", "截止时间", MOMENT, "提意见到什么时候"),
    Field("unit", "天数算法", CHOICE, "天数怎么数", labels(DayUnit)),
    Field("days", "天数", COUNT, "一共公示几天", worked_out=True),
    Field("issuer", "发布单位", TEXT, "谁发布的"),
    Field("issued", "发布日期", DAY, "哪一天发布的"),
    Field("withdrawn", "撤回日期", DAY, "没撤回就空着"),
    Field("reason", "撤回原因", TEXT, "没撤回就空着"),
    Field("objections", "意见", COUNT, "收到几条意见", worked_out=True),
    Field("answered", "已答复", COUNT, "答复了几条", worked_out=True),
    ILLUSTRATIVE,
)

PROGRESS = project_table(
    "progress",
    say("施工进展"),
    "一行一天",
    "progress/",
    Field("date", "日期", DAY, "哪一天"),
    Field("percent", "完成", PERCENT, "没有写就空着"),
    Field("text", "进展", TEXT, "做了什么"),
    Field("next", "下一步", TEXT, "没有写就空着"),
    Field("due", "下一步时间", WHEN, "没有写就空着"),
    ILLUSTRATIVE,
)

CHANGES = project_table(
    "changes",
    say("更新记录"),
    "一行一次变化，从新到旧",
    "notices/、contributions/、disbursements/、contracts/、progress/",
    Field("date", "时间", WHEN, "到账和认捐只到月", worked_out=True),
    Field("kind", "类别", CHOICE, "更正和更新分开", ("发布", "更新", "更正", "意见", "答复"), worked_out=True),
    Field("what", "内容", TEXT, "变了什么", worked_out=True),
    Field("before", "原来", MONEY, "有金额变化才有", worked_out=True),
    Field("after", "现在", MONEY, "有金额变化才有", worked_out=True),
)

OF_MEETING = (MEETINGS, ATTENDANCE, RESOLUTIONS)
"""The tables that hold rows of one meeting."""

_ALL = (
    *(PROJECTS, COMMUNITIES, SOURCES, USES, PLEDGES, CONTRIBUTIONS, DISBURSEMENTS, CONTRACTS),
    *(MEETINGS, ATTENDANCE, RESOLUTIONS, MILESTONES, NOTICES, PROGRESS, CHANGES),
)
TABLES: Mapping[str, Table] = MappingProxyType({table.key: table for table in _ALL})
"""All tables by their keys, in the order of a workbook."""
