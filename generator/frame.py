"""The frame: a site engine builds the hand-written pages and the empty pages that records are poured into.

A frame is a page with markers where a record's title, description, address and body go. It is cut at them once; after
that the engine has no part in a record page.
"""

import hashlib
import importlib.metadata
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import yaml

from generator import policy
from generator import settings as reading
from generator.settings import Settings
from generator.wording import LOCALE, PAGE, SOURCE, say, teller

ENGINES: Mapping[str, tuple[str, ...]] = {
    "mkdocs": (sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"),
    "zensical": (sys.executable, "-m", "zensical", "build"),
}
FRAMES = (
    "index.html",
    "projects.html",
    "meetings.html",
    "open.html",
    "statistics.html",
    "search.html",
    "404.html",
    "frame/page.html",
    "frame/statistics.html",
    "frame/deep/page.html",
    "frame/deep/meeting.html",
)
_TABS: Mapping[str, str] = {
    "open.html": "projects",
    "frame/page.html": "projects",
    "frame/statistics.html": "statistics",
    "frame/deep/page.html": "projects",
    "frame/deep/meeting.html": "meetings",
}
"""The tab that stands out on the pages of a frame that is none itself."""
_SEARCH = re.compile(
    r'<li class="md-tabs__item[\w -]*">\s*<a href="([^"]*\bsearch\.html)" class="[\w-]+">\s*([^<]*?)\s*</a>\s*</li>'
)
_OPTIONS = '<form class="md-header__option"'
_BLANK = "gongshi-blank"
"""Names the empty pages, one for each depth of folders, whose inline scripts are the theme's and nobody else's."""
BODY = re.compile(r"<h1[^>]*>GONGSHI-TITLE.*?</h1>\s*<p>GONGSHI-BODY</p>", re.DOTALL)
MARKER = re.compile(r"GONGSHI-(TITLE|DESCRIPTION|ADDRESS|ALTERNATES|BODY)")
_BANNER = say("演示数据：内容多为虚构，不作凭据")
_ORIGINAL = say("内容按原文（简体中文）显示")
"""Said in every language but that of the records: a page's words change, those of its records do not."""
_IN_SCRIPT = re.compile(r'\bgsTell\("([^"]+)"')
_ADDRESS = re.compile(r'(\s(?:href|src)=")(?!GONGSHI-|[#/]|[a-z][a-z0-9+.-]*:)([^"#?]+)')
_HEAD = {
    True: '<meta name="referrer" content="no-referrer">',
    False: '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex,noarchive">',
}
"""Further lines of every head: where search engines are welcome, and where not."""


class EngineError(Exception):
    """The engine failed, or its page is not what it was: a fault of the set-up, not of a record."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page cut at its markers: literals at even places, marker names at odd ones."""

    parts: tuple[str, ...]

    def pour(self, values: Mapping[str, str]) -> str:
        """Put a record's title, description, address (escaped) and body into the page."""
        return "".join([values[part] if odd % 2 else part for odd, part in enumerate(self.parts)])

    @property
    def markers(self) -> tuple[str, ...]:
        """The markers in their order."""
        return self.parts[1::2]


def cut(page: str) -> Frame:
    """Cut a built page at its markers; exactly one body, at least one title."""
    page, bodies = BODY.subn("GONGSHI-BODY", page)
    parts = tuple(MARKER.split(page))
    if bodies != 1 or parts[1::2].count("BODY") != 1 or "TITLE" not in parts[1::2]:
        raise EngineError(f"the frame has {bodies} bodies and the markers {parts[1::2]}")
    return Frame(parts)


def _nothing() -> None:
    pass


def fingerprint(root: Path, settings: Settings, engine: str) -> str:
    """Hash all that the engine's output depends on."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(
        repr((settings, engine, [importlib.metadata.version(name) for name in (engine, "mkdocs-material")])).encode()
    )
    digest.update(Path(__file__).read_bytes())
    words = LOCALE / settings.language.replace("-", "_") / "LC_MESSAGES" / "gongshi.mo"
    for path in (root / "mkdocs.yml", *sorted((root / "docs").rglob("*")), words):
        if path.is_file() and not path.is_symlink():
            digest.update(f"{os.path.relpath(path, root)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def build(root: Path, settings: Settings, engine: str, cache: Path, meanwhile: Callable[[], None] = _nothing) -> Path:
    """Build the hand-written pages and the frames, where anything changed; give the folder they are in.

    `meanwhile` is called while an engine runs, which leaves a processor idle.
    """
    return build_all(root, replace(settings, languages=()), engine, cache, meanwhile)[0]


def build_all(
    root: Path, settings: Settings, engine: str, cache: Path, meanwhile: Callable[[], None] = _nothing
) -> list[Path]:
    """Build the frames of every language of a site, the main one first, where anything changed."""
    each = [replace(settings, language=one) for one in settings.languages or (settings.language,)]
    folders = [cache / f"frame-{fingerprint(root, one, engine)}" for one in each]
    missing = [(one, done) for one, done in zip(each, folders, strict=True) if not done.is_dir()]
    for one, done in missing:
        _build(root, one, engine, done, meanwhile)
    if missing:
        for old in {*cache.glob("frame-*"), *folders} - set(folders):
            shutil.rmtree(old)
    return folders


def _build(root: Path, settings: Settings, engine: str, done: Path, meanwhile: Callable[[], None]) -> None:
    work = done.with_name(f"engine-{os.getpid()}")
    shutil.rmtree(work, ignore_errors=True)
    _copy_docs(root / "docs", work / "docs")
    _write_blanks(work / "docs")
    shutil.copy(root / "mkdocs.yml", work / "base.yml")
    (work / "mkdocs.yml").write_text(_config(root, settings), encoding="utf-8")
    _run(ENGINES[engine], work, meanwhile)
    _tidy(work / "out", settings)
    (work / "out").rename(done)
    shutil.rmtree(work)


def _config(root: Path, settings: Settings) -> str:
    """Write what the engine is told beside the site's own configuration."""
    data = reading.load(root / "mkdocs.yml") if settings.language != SOURCE else {}
    own = reading.told(data, teller(settings.language, PAGE))
    theme = {**own.get("theme", {}), "variant": "classic", "language": settings.language}
    given = {"INHERIT": "base.yml", "docs_dir": "docs", "site_dir": "out", "site_url": settings.url}
    return yaml.safe_dump({**own, **given, "hooks": [], "watch": [], "theme": theme}, allow_unicode=True)


def _copy_docs(source: Path, target: Path) -> None:
    """Copy plain files only: an engine follows links out of the folder and publishes what it finds."""

    def links(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if (Path(folder) / name).is_symlink()]

    shutil.copytree(source, target, ignore=links)


def _write_blanks(docs: Path) -> None:
    depth = max((len(path.relative_to(docs).parts) for path in docs.rglob("*.md")), default=1)
    for folder in (docs, *(docs.joinpath(*[_BLANK] * deep) for deep in range(1, depth))):
        folder.mkdir(exist_ok=True)
        (folder / f"{_BLANK}.md").write_text("# -\n", encoding="utf-8")


def _run(command: tuple[str, ...], work: Path, meanwhile: Callable[[], None]) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(  # noqa: S603 - our own command line
        command, cwd=work, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        meanwhile()
        said, _ = process.communicate()
    if process.returncode or not (work / "out" / FRAMES[0]).is_file():
        raise EngineError(f"{' '.join(command[2:])}:\n{said}")


def _tidy(out: Path, settings: Settings) -> None:
    """Take out what nobody asks for, and set on every page what the theme cannot."""
    for path in [*out.rglob("*.map"), *out.glob("sitemap.xml*"), *out.glob("search.json")]:
        path.unlink()
    for folder in ("lunr", "workers"):
        shutil.rmtree(out / "assets" / "javascripts" / folder, ignore_errors=True)
    for path in (*out.rglob("*.css"), *out.rglob("*.js")):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\n?/[/*]# sourceMappingURL=\S+?(?: ?\*/)?\n?$", "", text), encoding="utf-8")
    allowed = _theme_scripts(out)
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted((out / "assets").glob("*.js")))
    words = _script_words(scripts, settings.language)
    for path in out.rglob("*.html"):
        name = path.relative_to(out).as_posix()
        page = policy.guarded(_page(path.read_text(encoding="utf-8"), name, settings, words), allowed)
        if not policy.of(page):
            raise EngineError(f"{name} has no <head> to put the content security policy first in")
        path.write_text(page, encoding="utf-8")


def _theme_scripts(out: Path) -> Collection[str]:
    """Name the inline scripts of pages nobody wrote anything on, and take those pages out."""
    blanks = list(out.rglob(f"{_BLANK}.html"))
    texts = [path.read_text(encoding="utf-8") for path in (*blanks, out / "404.html")]
    for path in blanks:
        path.unlink()
    shutil.rmtree(out / _BLANK)
    return {policy.source(script) for text in texts for script in policy.inline(text)}


def script_texts(script: str) -> list[str]:
    """Find the texts that a script of ours shows: what it passes to `gsTell`."""
    return list(dict.fromkeys(_IN_SCRIPT.findall(script)))


def _script_words(script: str, language: str) -> str:
    """Write as an attribute of a page what its scripts show in another language."""
    tell = teller(language, PAGE)
    words = {text: told for text in script_texts(script) if (told := tell(say(text))) != text}
    return f' data-gs-words="{escape(json.dumps(words, ensure_ascii=False))}"' if words else ""


def _page(page: str, name: str, settings: Settings, words: str) -> str:
    page = page.replace('<html lang="zh"', '<html lang="zh-CN"', 1).replace("<html ", f"<html{words} ", 1)
    page = page.replace("跳转至", "跳到正文", 1)
    page = page.replace("</title>", f"</title>\n{_HEAD[settings.indexing]}", 1)
    page = _lines(page, name, settings)
    search = _SEARCH.search(page)
    if search:  # a button beside the name of the site, which stays in view; one tab less on a phone
        page = _SEARCH.sub("", page, count=1)
        page = page.replace(_OPTIONS, f'<a class="gs-find" href="{search[1]}">{search[2]}</a>\n{_OPTIONS}', 1)
    if name not in FRAMES:
        return page
    if name == "404.html":
        page = re.sub(r"<h1>404.*?</h1>", "<h1>GONGSHI-TITLE</h1><p>GONGSHI-BODY</p>", page, count=1)
        page = page.replace("<title>", "<title>GONGSHI-TITLE - ", 1)
    if settings.url:
        page = page.replace(f'"{settings.url}{name}"', '"GONGSHI-ADDRESS"')
    if settings.languages and name != "404.html":
        page = page.replace("</head>", "GONGSHI-ALTERNATES</head>", 1)
    if settings.language in settings.languages[1:]:
        page = shared(page, name, FRAMES)
    page = re.sub(r"\s*\n\s*", "\n", page)
    if name in _TABS:
        tab = rf'(<li class="md-tabs__item)(">\s*<a href="[./]*{_TABS[name]}\.html")'
        page = re.sub(tab, r"\1 md-tabs__item--active\2", page, count=1)
    return page


def _lines(page: str, name: str, settings: Settings) -> str:
    """Put first what a reader must know of the whole page: that it is a demonstration, that records are in Chinese."""
    said = [("gs-demo", _BANNER)] if settings.demonstration else []
    if settings.language != SOURCE and name in FRAMES and name != "404.html":
        said.append(("gs-original gs-noprint", _ORIGINAL))
    tell = teller(settings.language, PAGE)
    lines = "".join(f'<p class="{kind}">{escape(tell(text), quote=False)}</p>' for kind, text in said)
    page, marked = re.subn(r"<main\b[^>]*>", lambda main: main[0] + lines, page, count=1)
    if not marked:
        raise EngineError(f"{name} has no <main> to put the line about the whole page in")
    return page


def shared(markup: str, path: str, own: Collection[str] = ()) -> str:
    """Lead a page in the folder of its language to what the main one has for all: whatever is no page, or not `own`."""
    folder, up = posixpath.dirname(path), "../" * (path.count("/") + 1)

    def lead(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, found[2]))
        mine = target in (*own, ".") if own else target.endswith(".html")
        return found[0] if mine else f"{found[1]}{up}{target}"

    return _ADDRESS.sub(lead, markup)


def load(folder: Path) -> Mapping[str, Frame]:
    """Cut every frame of a built folder."""
    return {name: cut((folder / name).read_text(encoding="utf-8")) for name in FRAMES}


def others(folder: Path) -> list[str]:
    """List what the engine made beside the frames: hand-written pages and the theme's files."""
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in files if name not in FRAMES)
