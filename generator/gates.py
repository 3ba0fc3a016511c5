"""What every built page must pass: links lead somewhere, nothing comes from outside, nothing runs that is not ours."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from generator import policy
from generator.diagnostics import Finding, Location, error
from generator.wording import say

_TAG = re.compile(r"""<([a-zA-Z][^\s/>]*+)([\s/][^>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+'|(?!["']))[^>=]*+)*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]++)""")
_OUTSIDE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?[/\\]{2}")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_PASSED_OVER = dict.fromkeys(map(ord, "\t\n\r"))
_EDGES = "".join(map(chr, range(33)))
_LINKED = ("https", "http", "mailto", "tel")
_IN_CSS = re.compile(r"""(?:url\(|@import)\s*['"]?\s*(?:https?:)?//[^'")\s]*""")
_LOADS = ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "xlink:href")
_KINDS: Mapping[tuple[str, str], str] = {
    **{("", name): "load" for name in _LOADS},
    **{(tag, "href"): "load" for tag in ("link", "image", "use", "base")},
    ("", "href"): "link",
    ("", "id"): "id",
    ("", "name"): "id",
    **{("", name): "barred" for name in ("style", "target", "http-equiv")},
}
"""What an attribute means: by tag and name, or by name on any tag."""

_NAMED = re.compile(r'rel="(?:canonical|alternate ?)"')
_BARE = re.compile(r"<([sSbBoOeEiIfF](?:cript|tyle|ase|bject|mbed|frame|rame))\b", re.IGNORECASE)
"""Script, style, base, object, embed, iframe, frame; spelt so that the engine is quick to pass over all others."""


@dataclass(slots=True)
class Seen:
    """What a set of pages links to and loads; addresses are below the site, with `#fragment` where there is one."""

    base: str = "/"
    """Path of the site on its host: `/gongshi/` below somebody's name, else `/`."""
    links: dict[str, str] = field(default_factory=dict)
    """Address → the first page that links to it."""
    outside: dict[str, str] = field(default_factory=dict)
    """Outside address that would be loaded → the page."""
    schemes: dict[str, str] = field(default_factory=dict)
    """Address that no page may have, such as `javascript:` → the page."""
    barred: dict[str, str] = field(default_factory=dict)
    """Markup that no page may have, as written → the page."""

    def add(self, other: "Seen") -> None:
        """Take in what another set of pages links to and loads."""
        for name in ("links", "outside", "schemes", "barred"):
            mine = getattr(self, name)
            for seen, page in getattr(other, name).items():
                mine.setdefault(seen, page)


def look(page: str, markup: str, seen: Seen) -> set[str]:
    """Note what one page links to, loads and runs, and give its anchors.

    Attributes are read as a browser reads them, in raw HTML too.
    """
    ids: set[str] = set()
    own: set[str] = set()
    for kind, value in _attributes(markup):
        if kind == "id":
            ids.add(value)
        elif kind == "link":
            own.add(value)
        elif kind == "load":
            _load(page, value, seen)
        else:
            seen.barred.setdefault(value, page)
            stylesheet(page, value, seen)
    if _BARE.search(markup):
        _elements(page, markup, seen)
    for value in own:
        _link(page, value, ids, seen)
    return ids


def settle(seen: Seen, made: Mapping[str, Collection[str]]) -> None:
    """Forget the links between pages that were made together; `made` gives the anchors of each.

    They stay or go together, so nobody needs to read a page again to see that the links among them lead somewhere.
    """
    for address in list(seen.links):
        target, _, fragment = address.partition("#")
        if target in made and (not fragment or fragment in made[target]):
            del seen.links[address]


def _attributes(markup: str) -> Iterator[tuple[str, str]]:
    for tag, attributes in dict.fromkeys(_TAG.findall(markup)):  # most tags of a page are alike
        element = tag.lower()
        named = element == "link" and _NAMED.search(attributes)  # an address that is told, not loaded
        for attribute, quoted in _ATTRIBUTE.findall(attributes):
            name = attribute.lower()
            kind = _KINDS.get((element, name)) or _KINDS.get(("", name))
            kind = "link" if named and kind == "load" else kind
            if kind:
                value = unescape(quoted[1:-1] if quoted[0] in "\"'" else quoted)
                for one in value.split(",") if name == "srcset" else (value,):
                    if kind != "barred" or _bars(name, value, attributes):
                        yield kind, one.strip() if kind != "barred" else f"{name}={quoted}"
            elif name[:2] == "on":
                yield "barred", f"{name}={quoted}"


def _bars(name: str, value: str, attributes: str) -> bool:
    """Tell whether an attribute may not stand: some only with certain values."""
    if name == "http-equiv":
        return value.strip().lower() == "refresh"
    return name != "target" or not (value.lower() == "_self" or "noopener" in attributes)


def _elements(page: str, markup: str, seen: Seen) -> None:
    """Note the elements that count even where they have no attribute."""
    names = {name.lower() for name in _BARE.findall(markup)}
    for name in names - {"script"}:
        seen.barred.setdefault(f"<{name}>", page)
    if "style" in names:
        stylesheet(page, markup, seen)
    allowed = policy.of(markup)
    for script in policy.inline(markup):
        if policy.source(script) not in allowed:
            seen.barred.setdefault(f"<script>{script.strip()[:30]}", page)


def _load(page: str, value: str, seen: Seen) -> None:
    value = _plain(value)
    if _OUTSIDE.match(value):
        seen.outside.setdefault(value, page)
    elif _SCHEME.match(value):
        seen.schemes.setdefault(value, page)
    else:
        address = value.partition(" ")[0].partition("#")[0]
        if address:
            seen.links.setdefault(_resolve(page, address, seen.base), page)


def _link(page: str, value: str, ids: set[str], seen: Seen) -> None:
    value = _plain(value)
    scheme = _SCHEME.match(value)
    if scheme and scheme[1].lower() not in _LINKED:
        seen.schemes.setdefault(value, page)
    if scheme or _OUTSIDE.match(value):
        return
    address, _, fragment = value.partition("#")
    if not address and (fragment in ids or fragment in ("", "top")):
        return
    target = _resolve(page, address, seen.base) if address else page
    seen.links.setdefault(f"{target}#{fragment}" if fragment else target, page)


def _plain(address: str) -> str:
    """Leave out what a browser passes over in an address: `java&#10;script:` runs."""
    return address.translate(_PASSED_OVER).strip(_EDGES)


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

    def where(page: str) -> Location:
        return Location(sources.get(page, page), 1, 1)

    read = lru_cache(1)(partial(_markup, site))
    for address, page in sorted(seen.links.items()):
        if not _leads(address, read, files):
            message = say("页面 {page} 的链接没有目标：{address}", page=page, address=address)
            yield error("link-dead", message, where(page), say("请改正链接，或补上缺的页面"))
    for address, page in sorted(seen.outside.items()):
        message = say("页面 {page} 会向外部请求：{address}", page=page, address=address)
        yield error("outside-host", message, where(page), say("请把文件放进 docs/assets/，用相对地址引用"))
    for address, page in sorted(seen.schemes.items()):
        message = say("页面 {page} 用了不许用的地址：{address}", page=page, address=address)
        yield error("link-unsafe", message, where(page), say("链接只用 https、http、mailto、tel 开头的，或站内的地址"))
    for written, page in sorted(seen.barred.items()):
        message = say("页面 {page} 里有不许写的代码：{written}", page=page, written=written)
        yield error("markup-barred", message, where(page), say("请删去；脚本和样式放进 docs/assets/ 的文件里"))


def _markup(site: Path, page: str) -> str:
    return (site / page).read_text(encoding="utf-8")


def _leads(address: str, read: Callable[[str], str], files: Collection[str]) -> bool:
    target, _, fragment = address.partition("#")
    if target not in files:
        target = posixpath.normpath(f"{target}/index.html")
    if target not in files:
        return False
    if not fragment:
        return True
    return re.search(rf"""\s(?:id|name)=["']?{re.escape(fragment)}["'\s>]""", read(target)) is not None
