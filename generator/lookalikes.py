"""What YAML accepts but reads differently from what was meant: full-width punctuation, a missing blank, ` #`."""

import re
from typing import Protocol

from generator.slips import QUOTE, SHOWN, TIGHT_COLON, WIDE_COLON, WIDE_DASH, Mark, Refusal, at, spot
from generator.wording import say


class Scalar(Protocol):
    """What is asked of PyYAML's scalar events."""

    value: str
    start_mark: Mark
    end_mark: Mark


_TIGHT_DASH = (
    say("短横“-”后面少一个空格，几项会连成一段文字"),
    say("列表请写成“- ”（短横加空格）；不是列表就写在冒号的同一行"),
)
_BY_SIGN = {"dash": _TIGHT_DASH, "wide": WIDE_DASH, "colon": WIDE_COLON, "tight": TIGHT_COLON}
_LINE_START = re.compile(
    r"\n *+(?:(?P<dash>-)(?=[^ \n])|(?P<wide>[－—–])"
    r"|(?:- ++)*+[a-z_][a-z0-9_]*+(?:(?P<colon>：)|(?P<tight>:)(?=[^\s/])))"
)
_HASH = re.compile(r"#(?<=[ \t]#)")
_CUT = re.compile(r"[ \t]++(#)[ \t#]*([^\n]*)")
_WIDE_HASH = re.compile(r"\s(＃)")
_WIDE_BRACKETS = re.compile(r"[［｛].*[］｝\]}]\Z", re.DOTALL)
_WIDE_COMMA = re.compile("[，、]")
_WIDE_LIST = re.compile(r"\[[^\[\]，、]*+[，、]")
_SIGN = re.compile(r"\A-| -|[:：＃［｛，、－—–]")


def suspect(text: str) -> bool:
    """Tell in a quick look whether plain values need the careful look of `refuse`."""
    return (
        _LINE_START.search(text) is not None
        or ("#" in text and any(_after_text(text, found.start()) for found in _HASH.finditer(text)))
        or "＃" in text
        or "［" in text
        or "｛" in text
        or _WIDE_LIST.search(text) is not None
    )


def _after_text(text: str, index: int) -> bool:
    return text[text.rfind("\n", 0, index) + 1 : index].strip() != ""


def refuse(text: str, event: Scalar) -> None:
    """Refuse an unquoted value that is not what it looks like."""
    cut = _CUT.match(text, event.end_mark.index)
    if cut:
        message = say("“ #”后面的“{cut}”会被当成注释丢掉", cut=cut[2].strip()[:SHOWN])
        hint = say("如果它是内容，{quote}；如果是注释，请单独写一行", quote=QUOTE)
        raise spot(text, cut.start(1), "yaml-lookalike", message, hint)
    if _SIGN.search(event.value):
        _refuse_sign(text, event.start_mark, event.end_mark.index)


def _refuse_sign(text: str, start: Mark, end: int) -> None:
    line_start = _line_start(text, start) or _LINE_START.search(text, start.index, end)
    if line_start:
        sign = line_start.lastgroup or ""
        raise spot(text, line_start.start(sign), "yaml-lookalike", *_BY_SIGN[sign])
    wide_hash = _WIDE_HASH.search(text, start.index, end)
    if wide_hash:
        hint = say("如果是注释，请改成半角“#”并单独写一行；如果是内容，{quote}", quote=QUOTE)
        message = say("全角的“＃”不会开始注释，会变成内容的一部分")
        raise spot(text, wide_hash.start(1), "yaml-lookalike", message, hint)
    if _WIDE_BRACKETS.match(text, start.index, end):
        hint = say("列表请用半角括号，例如 [外墙, 防水]；如果是文字，{quote}", quote=QUOTE)
        raise at(start, "yaml-lookalike", say("用了全角括号，整行会变成一段文字"), hint)
    comma = _WIDE_COMMA.search(text, start.index, end)
    if comma and _in_list(text, start):
        message = say("方括号里用了“{comma}”，几项会变成一项", comma=comma[0])
        hint = say("请改成半角逗号加空格“, ”；如果就是一项，请把它用英文双引号括起来")
        raise spot(text, comma.start(), "yaml-lookalike", message, hint)


def _line_start(text: str, start: Mark) -> re.Match[str] | None:
    # No further in than this: the blanks before a line of 10,000 values must not be walked for each of them.
    return _LINE_START.match(text, start.index - start.column - 1) if 0 < start.column < 80 else None


def _in_list(text: str, start: Mark) -> bool:
    return text[max(0, start.index - 40) : start.index].rstrip()[-1:] in ("[", ",")


_KEY = re.compile(
    r"(?P<dash>-)|(?P<wide>[－—–])|[a-z_][a-z0-9_]*+(?:(?P<colon>：)|(?P<tight>:))|[^\n]*?(?P<blank>[\u3000\xa0])"
)
_KEY_BY_SIGN = _BY_SIGN | {
    "dash": (say("短横“-”后面少一个空格"), say("请写成“- ”（短横加空格）")),
    "blank": (say("字段名旁边有全角空格或不间断空格"), say("请改成半角空格")),
}


def wrong_key(text: str, event: Scalar, *, twice: bool) -> Refusal:
    """Say what is odd about a field name that cannot be one, or not a second time."""
    key, mark = event.value, event.start_mark
    if twice:
        message, hint = say("“{key}”写了两次", key=key[:SHOWN]), say("请只留一个，另一个删掉或改名")
        return at(mark, "yaml-duplicate-key", message, hint)
    if key == "<<":
        message = say("用了 YAML 的合并写法“<<”，这里不支持")
        return at(mark, "yaml-feature", message, say("请删掉这一行，直接写出各个字段"))
    slip = _KEY.match(text, mark.index, event.end_mark.index)
    if slip:
        sign = slip.lastgroup or ""
        return spot(text, slip.start(sign), "yaml-lookalike", *_KEY_BY_SIGN[sign])
    message = say("“{key}”不能作字段名", key=key[:SHOWN])
    return at(mark, "yaml-lookalike", message, say("字段名只用英文字母和下划线，后面跟半角冒号和空格"))
