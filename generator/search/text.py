"""What a reader sees on a page: its text, without navigation, buttons, drawings and what is only for paper."""

import re
from html import unescape

_HIDDEN = re.compile(
    "|".join(rf"<{tag}\b.*?</{tag}>" for tag in ("svg", "nav", "form", "summary", "script", "style"))
    + r'|<(\w+) class="(?:gs-(?:paper|vh|actions|asof|qr|tag|obj-range)|headerlink)\b.*?</\1>',
    re.DOTALL,
)
_CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
_INLINE = re.compile(r'</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|strong|sub|sup|time)\b(?![^>]* class="gs-)')
_CELL = re.compile(r"</?(?:a|b|dd|dt|em|i|small|span|strong|td|th|time)\b")
_CELLS = re.compile(r"\t[\t ]+")


class _Breaks(dict[str, str]):
    """What stands for a tag in text: nothing inside a sentence, a tab between boxes of one line, else a line's end."""

    def __missing__(self, tag: str) -> str:
        self[tag] = broken = "" if _INLINE.match(tag) else "\t" if _CELL.match(tag) else "\n"
        return broken


_breaks = _Breaks()


def text(markup: str) -> str:
    """Take the text from a page's markup: a line for a paragraph or a row, tabs between the cells of a row."""
    parts = _TAG.split(_HIDDEN.sub("\n", markup))
    parts[1::2] = map(_breaks.__getitem__, parts[1::2])
    lines = map(str.strip, unescape("".join(parts)).split("\n"))
    return _CELLS.sub("\t", "\n".join(filter(None, lines)).replace(" \t", "\t"))


def hand_written(page: str) -> tuple[str, str]:
    """Give title and text of a page that a site engine made; both empty where it has no article."""
    article = re.search(r"<article\b.*?</article>", page, re.DOTALL)
    if not article:
        return "", ""
    plain = text(_CODE.sub(lambda code: "\n" + _TAG.sub("", code[0]), article[0]))
    return plain.partition("\n")[0], plain
