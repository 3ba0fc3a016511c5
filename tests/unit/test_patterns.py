"""The scanner of wording and privacy, on sixty texts it has to find and sixty it has to leave alone.

Every number is invented: phones of zeros and steps, ID numbers of no region or of a made-up day, cards of zeros.
"""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reconcile.patterns import find, is_id_card, plain, worth_a_look
from generator.records.place import Allowed

POSITIVE: list[tuple[Allowed, str]] = [
    *(
        (Allowed.PHONE, text)
        for text in (
            "联系人电话 13800000000",
            "有事打 138 0000 1234",
            "手机138-0000-1234，随时可打",
            "请打１３８００００１２３４",
            "+86 13800001234",
            "8613800001234",
            "打一三八零零零零一二三四",
            "幺三八〇〇〇〇幺二三四",
            "1 3 8 0 0 0 0 1 2 3 4",
            "138\u200b0000\u200b1234",
            "1-3-8-0-0-0-0-1-2-3-4",
            "微信号13800001234a",
            "13800 001234",
            "1380 0001 234",
            "138.0000.1234",
            "家里座机 010-62000000",
            "(0418)2800000",
            "0418 280 0000",
            "01062000000",
            "电话：62000000",
            "加微信 shifan_2026 详谈",
            "微信号：abc-12345",
            "vx: lisi2026xx",
            "QQ 100000001",
        )
    ),
    *(
        (Allowed.ID_CARD, text)
        for text in (
            "身份证 990000194912310018",
            "身份证号：９９００００１９８８０２２９００２６",
            "99000019491231203X",
            "99000019491231211x",
            "990000 19491231 0018",
            "990000-19880229-0026",
            "九九〇〇〇〇一九四九一二三一〇〇一八",
            "居住证 810000199001010035",
            "83000019900705004X，已核",
        )
    ),
    *(
        (Allowed.BANK_CARD, text)
        for text in (
            "汇到 6222020000000000000",
            "卡号 6217 0000 0000 0000 06",
            "6216-6100-0000-0003",
            "４３６７４２００００００００００００１",
            "5100000000000008",
            "账号：622848000000000015",
        )
    ),
    *((Allowed.PLATE, text) for text in ("车主请挪车 京A12345", "辽J·00001", "京AD12345 占道", "苏ＢＡ００１２")),
    *(
        (Allowed.UNIT, text)
        for text in (
            "3号楼2单元501室反映漏水",
            "3号楼501",
            "3 栋 2 单元 501",
            "住在 3-2-501 的老人",
            "三号楼二单元五〇一室",
            "2单元302有意见",
            "3#2-501",
            "12幢1203室",
            "501室业主不同意",
            "2单元王阿姨提出",
            "5号楼李某某",
        )
    ),
    *(
        (Allowed.APPEAL, text)
        for text in (
            "现面向社会募捐",
            "请大家踊跃捐款",
            "爱心捐款倡议书",
            "呼吁爱心人士捐助",
            "恳请各位业主献爱心",
            "众筹修路",
        )
    ),
    *(
        (Allowed.PAYMENT_CODE, text)
        for text in (
            "请扫下方二维码付款",
            "收款码见右图",
            "扫一扫码支付",
            "支付宝转账到物业",
            "微信扫码捐款",
            "长按二维码付款",
        )
    ),
    *(
        (Allowed.NON_PAYERS, text)
        for text in ("未缴费名单如下", "欠费户：三家", "没交钱的住户名单", "以下业主列入黑名单")
    ),
]
NEGATIVE = [
    "物业费每平方米 1.5 元",
    "14 号楼 6 个单元",
    "3号楼2单元加装电梯",
    "2号楼 55 户全部签约",
    "3栋120户参加",
    "14号楼1991年建成",
    "3号楼300平方米屋面",
    "1、2单元 302 户已签",
    "社区服务站 201 室",
    "街道办事处 305室",
    "居委会三楼会议室",
    "室内 300 平方米，室外 120 米",
    "热线 12345",
    "报修电话 110、119",
    "010-0000 0000",
    "工期 2026-11-26 至 2027-01-20",
    "8-10-2025 完成",
    "2026.1.3-2026.10.15 9:00",
    "编号 HX-GS-2026-003",
    "JX-2026-001",
    "合同 HT-3-2-101",
    "标准 GB 50204-2015",
    "《民法典》第二百七十八条第一款第（七）项",
    "《个人信息保护法》第二十五条",
    "发票 011001900111 00000000",
    "发票号 26110000000012345678",
    "No. 20260001",
    "统一社会信用代码 91110105MA01234567",
    "订单 4200001234202601151234567890",
    "合计 13,800,000.00 元",
    "13800000.00 元",
    "二〇二六年十一月二十六日",
    "二〇二五至二〇二六年度",
    "19:00—20:30",
    "一二三四五六七层都换",
    "新A栋外墙",
    "京津冀三地",
    "川A线电缆 200 米",
    "苏B型钢 12 根",
    "C30 混凝土 120 立方米",
    "DN200 管 5376.00 米",
    "微信公众号“示例社区”可以看",
    "微信群里通知",
    "微信扫一扫看明细和最新进展",
    "扫码看公示页",
    "本站只公示，不募捐、不收款",
    "严禁以任何名义向居民募捐",
    "不设收款码",
    "居民自愿捐款 3000 元已到账",
    "收到一家单位捐赠的水泵",
    "捐赠人要求不公开姓名",
    "爱心企业捐助管材 6000 元",
    "交没交只公布总数，不公布到户",
    "不公布未缴费名单",
    "还有 12 户未交，社区正在联系",
    "有困难的可以分两次交",
    "未参与表决的业主视为不参加",
    "施工时停水几天？家里有老人，吃水怎么办？",
    "张大爷说得好：路平了，心也平了",
    "1 号窗口（工作日 9:00—17:00）",
    "5-6 月施工，第 3-2 标段",
]


def test_the_lists_are_as_long_as_promised() -> None:
    assert len(POSITIVE) >= 60
    assert len(NEGATIVE) >= 60
    assert {kind for kind, _ in POSITIVE} == set(Allowed)


def kinds(text: str) -> set[Allowed]:
    return {kind for kind, _ in find(plain(text))}


@pytest.mark.parametrize(("kind", "text"), POSITIVE, ids=[text for _, text in POSITIVE])
def test_what_must_not_be_public_is_found(kind: Allowed, text: str) -> None:
    assert worth_a_look(text)
    assert kinds(text) == {kind}


@pytest.mark.parametrize("text", NEGATIVE)
def test_what_may_be_public_is_left_alone(text: str) -> None:
    assert kinds(text) == set()


def test_what_stands_between_other_words_is_found_all_the_same() -> None:
    for kind, text in POSITIVE:
        assert kind in kinds(f"说明：{text}。")
        assert worth_a_look(f"寻常的一句话\n说明：{text}。\n又一句")


def test_the_quick_look_passes_over_most_harmless_text() -> None:
    assert sum(not worth_a_look(text) for text in NEGATIVE) > len(NEGATIVE) / 4


@given(st.text(alphabet=string.digits + "Xx- 一二三幺１２３号楼单元室京A微信捐码欠\u200b\n", max_size=60))
def test_no_text_makes_it_raise_and_the_quick_look_misses_nothing(text: str) -> None:
    assert worth_a_look(text) or not kinds(text)


def test_no_number_makes_the_id_check_raise() -> None:
    draw = random.Random(0)  # noqa: S311 - the same numbers on every run
    passed = sum(is_id_card(f"{draw.randrange(10**18):018d}") for _ in range(20_000))
    assert passed < 20
    assert not is_id_card("99000019490230001X")


@pytest.mark.parametrize("place", range(18))
def test_one_wrong_digit_is_no_id_number(place: int) -> None:
    number = "990000194912310018"
    wrong = {number[:place] + digit + number[place + 1 :] for digit in string.digits} - {number}
    assert not any(map(is_id_card, wrong))
