"""Where a line may end and where not, for the browser knows no words; and what titles are put together from."""

import re
from itertools import pairwise

BREAK = "\N{ZERO WIDTH SPACE}"
WHOLE = re.compile(
    "(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}:[0-9]{2}[—–-][0-9]{1,2}:[0-9]{2}|[A-Z]{2,}(?:-[A-Z0-9]+)+"
)
"""A day, a month, hours from and to, or a number like JX-GS-2026-001: no line ends within it."""
_WORDS = re.compile(
    "项目|工程|资金|筹集|筹资|使用|收支|方案|表决|结果|验收|结算|施工|管护|整治|改造|情况|安排|名单|通知"
)
_TAIL = len("情况的公示")


def breakable(title: str, *names: str) -> str:
    """Put breaks about the names in a title and before common words, and never just before 的公示."""
    starts = [(title.find(name), len(name)) for name in names if name]
    cuts = {at + shift for at, length in starts if at > 0 for shift in (0, length)}
    cuts |= {found.start() for found in _WORDS.finditer(title)}
    last = len(title) - (_TAIL if title.endswith("的公示") else 2)
    kept = sorted(cut for cut in cuts if 2 < cut <= last)
    return BREAK.join(title[start:end] for start, end in pairwise((0, *kept, len(title))))


def subject(title: str) -> str:
    """Give what the title of a notice says it is about: 建后管护和结余情况公示 → 建后管护和结余情况."""
    return title.removesuffix("公示") or title


def about(formal: str, matter: str) -> str:
    """Put another matter into a project's formal title: 关于…项目的公示 → 关于…项目建后管护的公示, if it says 项目."""
    project, found, _ = formal.partition("项目")
    return f"{project}{found}{matter}的公示" if found else formal
