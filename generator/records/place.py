"""Who and where: the community, and the parties that act in it."""

import re

from pydantic import Field

from generator.records.types import Area, Count, Flag, Labelled, Line, Ref, Strict, Text


class Source(Labelled):
    """The 六个点: who gives, in the order every page shows them."""

    GOVERNMENT = "government", "政府补"
    SUBDISTRICT = "subdistrict", "街道奖"
    ORGANISATION = "organisation", "单位帮"
    COMMUNITY = "community", "社区筹"
    OWNERS = "owners", "业主出"
    PROPERTY_COMPANY = "property_company", "物业搭"


_NUMBER = re.compile(
    r"(?<![0-9-])(?:0[0-9]{2,3}-?[0-9]{4} ?[0-9]{3,4}|1[0-9]{4}|1[0-9]{10}|[48]00-?[0-9]{3}-?[0-9]{4})(?![0-9])"
)
"""A telephone: with its area, five digits that serve a whole city, a mobile one, a free one."""


def _dialled(number: str) -> str:
    return "".join(sign for sign in number if sign in "+0123456789")


def _parted(way: str) -> tuple[str, str, str, str]:
    found = _NUMBER.search(way)
    if found is None:
        return way, "", "", ""
    return way[: found.start()].strip(), found[0], _dialled(found[0]), way[found.end() :].strip()


class ObjectionChannel(Strict):
    """How a resident raises an objection."""

    phone: Line = Field(title="电话", description="居委会的工作电话，会公开，例如 010-0000 0000")
    contact: Line | None = Field(None, title="找谁", description="写岗位，不写姓名，例如 居委会项目专员")
    place: Line | None = Field(
        None, title="当面说", description="地点和时间，例如 社区服务站 3 号窗口（工作日 9:00—17:00）"
    )
    box: Line | None = Field(None, title="写下来", description="意见箱在哪里，例如 东门岗亭旁意见箱")
    upper: Line | None = Field(None, title="向上反映", description="上一级怎么找，例如 街道社区建设办；12345 热线")
    reply: Line | None = Field(None, title="答复承诺", description="例如 5 个工作日内答复，结果在本页公开")
    reply_days: Count | None = Field(None, title="几个工作日内答复", description="和答复承诺一致，例如 5；过期会提醒")

    @property
    def dial(self) -> str:
        """The telephone number as a telephone takes it."""
        return _dialled(self.phone)

    @property
    def higher(self) -> tuple[tuple[str, str, str, str], ...]:
        """The ways to go higher, one by one: what stands before its number, the number, as dialled, and after it."""
        ways = [way for way in (self.upper or "").split("；") if way.strip()]
        return tuple(_parted(way.strip()) for way in ways)


class Office(Strict):
    """A seat in the supervision group, by office and never by name."""

    office: Line = Field(title="岗位", description="写岗位，不写姓名，例如 居民代表")
    count: Count = Field(1, title="人数", description="例如 3")


class Fact(Strict):
    """A figure that has no record kind of its own; shown as text, not reconciled."""

    label: Line = Field(title="名称", description="例如 2019 年投诉")
    text: Line = Field(title="内容", description="例如 50 件")


class Allowed(Labelled):
    """What the lint of wording and privacy would refuse."""

    PHONE = "phone", "电话或微信号"
    ID_CARD = "id_card", "身份证号"
    BANK_CARD = "bank_card", "银行卡号"
    PLATE = "plate", "车牌号"
    UNIT = "unit", "房号"
    APPEAL = "appeal", "募捐的话"
    PAYMENT_CODE = "payment_code", "收款码"
    NON_PAYERS = "non_payers", "未缴费名单"


class Allowance(Strict):
    """A text that the lint would refuse and that may stay, with the reason."""

    kind: Allowed = Field(title="哪一种", description="提示里方括号的代码对应的词，例如 phone")
    text: Line = Field(title="原文", description="和记录里一字不差，例如 街道值班电话 010-6000 0000")
    reason: Line = Field(title="为什么可以公开", description="例如 街道对外公布的值班电话")


class Community(Strict):
    """The community itself: one `community.yml` for each."""

    name: Line = Field(title="社区名称", description="例如 建西社区")
    subdistrict: Line = Field(title="街道（乡镇）", description="例如 滨河街道")
    district: Line = Field(title="区（市、县）", description="例如 北京市平谷区")
    about: Text | None = Field(None, title="社区介绍", description="一两句话，例如 建成于 1991 年，28 栋住宅楼")
    households: Count | None = Field(None, title="户数", description="例如 270")
    area: Area | None = Field(None, title="专有部分总面积（㎡）", description="例如 23600.00")
    basis: Line | None = Field(None, title="户数和面积的依据", description="例如 不动产登记簿，2026 年 3 月核对")
    objection: ObjectionChannel = Field(title="提意见的办法", description="每个项目页都会显示")
    supervision: tuple[Office, ...] = Field((), title="监督小组", description="按岗位列出，不写姓名")
    names: Flag = Field(False, title="允许公开全名", description="本社区是否允许经本人书面同意后公开全名，默认 false")
    ruleset: Ref | None = Field(
        None, title="适用规则（地区）", description="例如 beijing；不写就是 national 全国通用规则"
    )
    facts: tuple[Fact, ...] = Field((), title="其他数字", description="没有专门记录的数字，原样显示，不参与核对")
    allowances: tuple[Allowance, ...] = Field((), title="放行的文字", description="核对会拦、但可以公开的，逐条写原因")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")


class Party(Strict):
    """An organisation that gives, works or takes part; never a private person."""

    name: Line = Field(title="单位名称", description="全称，例如 滨河街道办事处")
    kind: Source = Field(title="类别", description="六个点中的哪一类，例如 subdistrict")
    alliance: Line | None = Field(None, title="所在联盟", description="例如 融治理联盟")
    seats: Count = Field(1, title="家数", description="一类单位合并登记时写家数，例如 21")
    illustrative: Flag = Field(False, title="示例", description="演示数据里报道没有点名的单位写 true")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")
