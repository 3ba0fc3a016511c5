"""What every built page must pass: each link leads somewhere, and nothing is loaded from outside."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from generator.diagnostics import Finding, Location, error
from generator.wording import say

_TAG = re.compile(r"""<([a-zA-Z][^\s/>]*+)([\s/](?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""[\s/]([a-zA-Z:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_OUTSIDE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_IN_CSS = re.compile(r"""(?:url\(|@import)\s*['"]?\s*(?:https?:)?//[^'")\s]*""")
_LOADS = ("src", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href")
_KINDS: Mapping[tuple[str, str], str] = {
    **{("", name): "load" for name in _LOADS},
    **{(tag, "href"): "load" for tag in ("link", "image", "use", "base")},
    ("", "href"): "link",
    ("", "id"): "id",
    ("", "name"): "id",
    ("", "style"): "style",
}
"""What an attribute means: by tag and name, or by name on any tag."""

_SHEET = re.compile("<style", re.IGNORECASE)


@dataclass(slots=True)
class Seen:
    """What a set of pages links to and loads; addresses are below the site, with `#fragment` where there is one."""

    base: str = "/"
    """Path of the site on its host: `/gongshi/` below somebody's name, else `/`."""
    links: dict[str, str] = field(default_factory=dict)
    """Address → the first page that links to it."""
    outside: dict[str, str] = field(default_factory=dict)
    """Outside address that would be loaded → the page."""

    def add(self, other: "Seen") -> None:
        """Take in what another set of pages links to and loads."""
        for mine, theirs in ((self.links, other.links), (self.outside, other.outside)):
            for address, page in theirs.items():
                mine.setdefault(address, page)


def look(page: str, markup: str, seen: Seen) -> None:
    """Note what one page links to and loads. Attributes are read as a browser reads them, in raw HTML too."""
    ids: set[str] = set()
    own: set[str] = set()
    for kind, value in _attributes(markup):
        if kind == "id":
            ids.add(value)
        elif kind == "link":
            own.add(value)
        elif kind == "style":
            stylesheet(page, value, seen)
        else:
            _load(page, value, seen)
    if _SHEET.search(markup):
        stylesheet(page, markup, seen)
    for value in own:
        _link(page, value, ids, seen)


def _attributes(markup: str) -> Iterator[tuple[str, str]]:
    for tag, attributes in dict.fromkeys(_TAG.findall(markup)):  # most tags of a page are alike
        element = tag.lower()
        canonical = element == "link" and 'rel="canonical"' in attributes
        for attribute, quoted in _ATTRIBUTE.findall(attributes):
            name = attribute.lower()
            kind = _KINDS.get((element, name)) or _KINDS.get(("", name))
            if kind and not (canonical and kind == "load"):
                value = unescape(quoted[1:-1] if quoted[0] in "\"'" else quoted)
                yield from ((kind, one.strip()) for one in (value.split(",") if name == "srcset" else (value,)))


def _load(page: str, value: str, seen: Seen) -> None:
    if _OUTSIDE.match(value):
        seen.outside.setdefault(value, page)
    elif not _SCHEME.match(value):
        address = value.partition(" ")[0].partition("#")[0]
        seen.links.setdefault(_resolve(page, address, seen.base), page)


def _link(page: str, value: str, ids: set[str], seen: Seen) -> None:
    if _OUTSIDE.match(value) or _SCHEME.match(value):
        return
    address, _, fragment = value.partition("#")
    if not address and (fragment in ids or fragment in ("", "top")):
        return
    target = _resolve(page, address, seen.base) if address else page
    seen.links.setdefault(f"{target}#{fragment}" if fragment else target, page)


def _resolve(page: str, address: str, base: str) -> str:
    address = unquote(address.partition("?")[0])
    if address.startswith("/"):
        return posixpath.normpath(address.removeprefix(base) or ".")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), address))


def stylesheet(path: str, text: str, seen: Seen) -> None:
    """Note what a style sheet would load from outside."""
    for found in _IN_CSS.findall(text):
        seen.outside.setdefault(found, path)


def judge(seen: Seen, site: Path, files: Collection[str], sources: Mapping[str, str]) -> Iterator[Finding]:
    """Hold what was seen against the files of the site; `sources` names the file a page was made from."""
    for address, page in sorted(seen.links.items()):
        if not _leads(address, site, files):
            where = Location(sources.get(page, page), 1, 1)
            message = say("页面 {page} 的链接没有目标：{address}", page=page, address=address)
            yield error("link-dead", message, where, say("请改正链接，或补上缺的页面"))
    for address, page in sorted(seen.outside.items()):
        where = Location(sources.get(page, page), 1, 1)
        message = say("页面 {page} 会向外部请求：{address}", page=page, address=address)
        yield error("outside-host", message, where, say("请把文件放进 docs/assets/，用相对地址引用"))


def _leads(address: str, site: Path, files: Collection[str]) -> bool:
    target, _, fragment = address.partition("#")
    if target not in files:
        target = posixpath.normpath(f"{target}/index.html")
    if target not in files:
        return False
    if not fragment:
        return True
    markup = (site / target).read_text(encoding="utf-8")
    return re.search(rf"""\s(?:id|name)=["']?{re.escape(fragment)}["'\s>]""", markup) is not None
