"""What no public text may hold: numbers and addresses of persons, and words that ask for money or shame people.

A quick look says whether a text is worth a closer look; few are. The closer look reads every digit as 0 to 9.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.records.place import Allowed

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_CHINESE = dict(zip("零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0012345678911234" + "56789", strict=True))
_AS_DIGITS = str.maketrans(_CHINESE)
_UNSEEN = dict.fromkeys(map(ord, _INVISIBLE))
_DIGITS = "0-9０-９①-⑨零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖𝟎-𝟿"
_REGIONS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

_NUMBERS = re.compile(
    rf"[{_DIGITS}](?:(?:[^\w\n]{{0,3}}[{_DIGITS}]){{9}}|[-–][{_DIGITS}]{{1,2}}[-–][{_DIGITS}]{{3}}|\s?(?:室|住户|业主|房主))"
)
_WORDS = re.compile(
    rf"[{_INVISIBLE}{_REGIONS}楼元栋幢室院#＃捐募请吁召议迎望员踊积伸众爱慷扫按款付费赏转宝微vVwWqQｖＶｗＷｑＱ名明如有未没欠老钉话机码lLa](?:"
    rf"(?<=[{_REGIONS}])[A-Za-zＡ-Ｚａ-ｚ]|(?<=[楼元栋幢室院#＃])(?:.{{0,8}}[{_DIGITS}]{{3}}|.{{0,6}}[某先女大阿奶爷叔师])"
    r"|(?<=有)[:：]|(?<=[请吁召议迎望员]).{0,12}[捐献]|(?<=名)[单册]|(?<=明)细|(?<=如)下|(?<=[款付费赏])码|(?<=转)账"
    r"|(?<=捐)[款助][倡通链账热请]|(?<=[未没])[缴交付]|(?<=[扫按]).{0,9}码|(?<=宝)[扫收转]|(?<=微)信(?!公众号|群)"
    rf"|(?<=[{_INVISIBLE}募])|(?<=踊)跃|(?<=积)极|(?<=伸)[手出]|(?<=众)筹|(?<=爱)心|(?<=慷)慨|(?<=欠)[费缴款交]|(?<=老)赖|(?<=钉)子"
    rf"|(?<=[话机码lL])[^\w\n]{{0,2}}[号是为]?[^\w\n]{{0,4}}(?:[-–]?[{_DIGITS}]){{7}}"
    r"|(?<=[vVｖＶ])[信xXｘＸ]|(?<=[wWｗＷ])[xXeEｘＸ]|(?<=[qQｑＱ])[qQｑＱ]|(?<=a)lipay)"
)


def worth_a_look(text: str) -> bool:
    """Tell whether a text may hold anything: never no where `find` would find, and seldom yes for nothing."""
    return _NUMBERS.search(text) is not None or _WORDS.search(text) is not None


WORDING = (Allowed.APPEAL, Allowed.PAYMENT_CODE, Allowed.NON_PAYERS)
"""Kinds that are words, not numbers."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One thing that is looked for, in a text as `plain` writes it."""

    kind: Allowed
    regex: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool] = lambda _match: True


def plain(text: str) -> str:
    """Write a text in one spelling: compatibility forms resolved, nothing invisible."""
    return unicodedata.normalize("NFKC", text).translate(_UNSEEN)


def find(text: str) -> Iterator[tuple[Allowed, str]]:
    """Give what of each kind stands in a text that `plain` wrote, at most one of a kind at one place."""
    taken: list[tuple[int, int]] = []
    numbers = text.translate(_AS_DIGITS)  # sign by sign, so that places stay the same
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(text if pattern.kind in WORDING else numbers):
            start, end = match.span()
            if pattern.holds(match) and not any(start < after and before < end for before, after in taken):
                taken.append((start, end))
                yield pattern.kind, text[start:end]


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"[^0-9Xx]", "", match[0]).upper()


def is_id_card(number: str) -> bool:
    """Tell whether 18 signs are an ID number: a day of birth, and ISO 7064 mod 11-2 over all of them."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    values = [10 if sign == "X" else int(sign) for sign in number]
    total = sum(value * pow(2, 17 - place, 11) for place, value in enumerate(values))
    return 1900 <= born.year < 2100 and number[0] in "12345689" and total % 11 == 1


def is_bank_card(number: str) -> bool:
    """Tell whether digits pass Luhn's check."""
    doubled = (int(sign) * (1 + place % 2) for place, sign in enumerate(reversed(number)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _before(match: re.Match[str], count: int) -> str:
    """Give what stands before a match in the same clause."""
    clause = re.split(r"[，。；！？、,;!?\n]", match.string[max(0, match.start() - count) : match.start()])
    return clause[-1]


def _not_denied(match: re.Match[str]) -> bool:
    return re.search(r"[不非禁勿莫]|没有|严防|警惕|谨防|防止", _before(match, 12)) is None


def _private_room(match: re.Match[str]) -> bool:
    return (
        re.search(r"站|中心|居委会|办事处|物业|服务|大厦|写字楼|公司|办公|会议|活动|街道", _before(match, 14)) is None
    )


_COUNTED = r"(?![\d.,%]|\s*[年月日天元万户米平㎡m个人棵盏块条台根吨斤位次多余处部份家套级层])"
"""What follows a number that counts something, so that it is no room."""

_BUILDING = r"\d{1,3}\s?(?:号?楼|号院|栋|幢|座|#)"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_PERSON = rf"(?:[{_SURNAMES}](?:[一-龥]{{0,2}}(?:先生|女士|大爷|大妈|阿姨|奶奶|爷爷|叔叔|师傅|老师)|某某?))"

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        Allowed.ID_CARD,
        re.compile(r"(?<![\dA-Za-z])\d(?:[ -]?\d){16}[ -]?[\dXx](?!\d)"),
        lambda match: is_id_card(_digits(match)),
    ),
    Pattern(
        Allowed.BANK_CARD,
        re.compile(r"(?<![\dA-Za-z])(?=62|4|5[1-5])(?:\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?:\1?\d{1,3})?)(?![\d])"),
        lambda match: is_bank_card(_digits(match)),
    ),
    Pattern(
        Allowed.PHONE,
        re.compile(
            r"(?<!\d)(?:(?:\+|00)?86[ -]?)?(?:"
            r"1[3-9]\d(?:[-–— ._·]{0,2}\d{4}){2}|1[3-9]\d[-–— .]\d{3}[-–— .]\d{5}|1[3-9]\d{2}[-–— .]\d{4}[-–— .]\d{3}"
            r"|1[3-9]\d{2}[-–— .]\d{3}[-–— .]\d{4}|1[3-9]\d{1,6} \d{3,8}"
            r"|1([-–— .·、,/])[3-9](?:\1\d){9})(?!\d)"
        ),
        lambda match: len(_digits(match)) in {11, 13, 15},
    ),
    Pattern(
        Allowed.PHONE,
        re.compile(
            r"(?<![\d.A-Za-z])\(?(?:0(?:10|2\d)\)?[-–— ]{0,2}|0[3-9]\d{2}(?:\)[- ]?|[-–— ]{1,2}))"
            r"[2-8]\d{2,3}[-– ]?\d{4}(?!\d)"
        ),
    ),
    Pattern(
        Allowed.PHONE,
        re.compile(
            r"(?:电话|座机|手机|号码|[Tt][Ee][Ll])[号是为:.\s]{0,4}(?:0\d{2,3})?[-\s]?(?:[2-8]\d{6,7}|1[3-9]\d{9})(?!\d)"
        ),
    ),
    Pattern(
        Allowed.PHONE,
        re.compile(
            r"(?:微信(?!公众号|小程序)|[Vv]信|(?<![A-Za-z])(?:[Ww][Xx]|[Ww]ei[Xx]in|[Vv][Xx]|QQ|qq))(?:号码?|[Ii][Dd])?[\s是为:=]{0,3}"
            r"(?:[A-Za-z](?=[\w-]*[\d_-])[A-Za-z\d_-]{5,19}|[1-9]\d{5,10})(?![A-Za-z\d_-])"
        ),
    ),
    Pattern(
        Allowed.PLATE,
        re.compile(
            rf"[{_REGIONS}][A-HJ-NP-Za-hj-np-z][·.\- ]?(?=(?:[A-Za-z]*\d){{3}})[A-HJ-NP-Za-hj-np-z0-9]{{4,5}}"
            r"[A-HJ-NP-Za-hj-np-z0-9挂学警港澳](?![A-Za-z0-9])"
        ),
    ),
    Pattern(
        Allowed.UNIT,
        re.compile(
            rf"{_BUILDING}\s?-?(?:\d{{1,2}}\s?-?(?:单元|门|梯|-)\s?-?)?(?:\d{{1,2}}\s?层)?\d{{3,4}}(?:室|号|房)?{_COUNTED}"
        ),
    ),
    Pattern(Allowed.UNIT, re.compile(rf"\d{{1,2}}\s?单元\s?-?(?:\d{{1,2}}\s?层)?\d{{3,4}}(?:室|号|房)?{_COUNTED}")),
    Pattern(
        Allowed.UNIT,
        re.compile(r"(?<![\w-])\d{1,3}-(?:\d{1,2}-)?\d{1,2}-\d{3,4}(?![\w-])"),
        lambda match: not re.fullmatch(r"\d{1,2}-\d{1,2}-(?:19|20)\d{2}", match[0]),
    ),
    Pattern(Allowed.UNIT, re.compile(r"(?<![\d.])\d{3,4}\s?室(?![内外温])"), _private_room),
    Pattern(Allowed.UNIT, re.compile(r"(?<![\d.])\d{3,4}\s?(?:住户|业主|房主)(?!委)"), _private_room),
    Pattern(Allowed.UNIT, re.compile(rf"(?:单元|室|{_BUILDING})\s?(?:的|业主|住户|居民)?{_PERSON}")),
    Pattern(
        Allowed.APPEAL,
        re.compile(
            r"募捐|劝募|众筹|(?:请|恳请|敬请|呼吁|号召|倡议|欢迎|希望|动员)[^，。；！？\n]{0,12}(?:捐(?!赠人|款人|献者)|献爱心)"
            r"|(?:踊跃|积极|慷慨|伸手)(?:捐|解囊)|慷慨解囊|伸出援手|献出(?:一份|您的)?爱心|爱心捐[款助](?:倡议|通道|链接|账[号户]|热线)"
            r"|捐[款助](?:倡议|通道|链接|账[号户]|热线|请)"
        ),
        _not_denied,
    ),
    Pattern(
        Allowed.PAYMENT_CODE,
        re.compile(
            r"(?:收款|付款|支付|捐款|缴费|打赏|赞赏)(?:二维)?码|(?:扫描?|长按)(?:上面|下面|下方|上方|此|这个|一扫)?的?(?:二维)?码[^，。；\n]{0,4}"
            r"(?:支付|付款|捐|缴|交费|转账|打赏)|(?:微信|支付宝)(?:扫码|收款|转账)|转账(?:给|到|至)|wxp://|qr\.alipay|"
            r"(?:微信|支付宝)[^，。；\n]{0,6}二维码[^，。；\n]{0,4}(?:付|捐|缴)",
            re.IGNORECASE,
        ),
        _not_denied,
    ),
    Pattern(
        Allowed.NON_PAYERS,
        re.compile(
            r"(?:未|没有?|尚未|拒不|拒绝|不)(?:缴|交|付|捐|认捐|出|参与)(?:费|款|钱|纳|资|物业费|维修费)?的?"
            r"(?:户|业主|人员|住户|居民|家庭|人)?的?(?:名单|名册|明细|如下|有[:：])"
            r"|欠(?:费|缴|款|交)的?(?:户|业主|住户|名单|人员|居民|家庭|大户)|(?:未|没)(?:缴|交)(?:费|款|纳)?的?(?:住?户|业主|居民)(?=[:：是为有])"
            r"|老赖|黑名单|钉子户"
        ),
        _not_denied,
    ),
)
"""In this order: what one finds is not found again by a later one."""
