"""What `mkdocs.yml` says that the generator needs too."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.wording import LANGUAGES, SOURCE, Tell, listed, say


class SettingsError(Exception):
    """`mkdocs.yml` asks for something that is not there."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The few keys read from `mkdocs.yml`."""

    name: str
    url: str
    demonstration: bool
    indexing: bool
    """Whether search engines are welcome."""
    language: str = SOURCE
    languages: tuple[str, ...] = ()
    """Where the site has several, all of them; `language` is the first."""
    licence: str = ""
    """Of the data: a name such as `CC-BY-4.0`; empty where nothing is said of it."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # chosen at run time
    """Reads the site configuration; tags that only an engine understands are passed over."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def load(path: Path) -> dict[str, Any]:
    """Read a site configuration as it is."""
    return yaml.load(path.read_bytes(), Loader=_Loader) or {}  # noqa: S506 - a safe loader


def read(root: Path, url: str | None = None) -> Settings:
    """Read the settings of a project folder; `url` stands in for `site_url`.

    Raises:
        SettingsError: a language is asked for that there are no words for.
    """
    data = load(root / "mkdocs.yml")
    address = url if url is not None else data.get("site_url") or ""
    extra, theme = data.get("extra") or {}, data.get("theme")
    language = str(theme.get("language") or SOURCE) if isinstance(theme, dict) else SOURCE
    others = [str(one) for one in extra.get("languages") or () if one != language]
    for one in (language, *others):
        if one not in LANGUAGES:
            known = listed(list(LANGUAGES))
            raise SettingsError(say("mkdocs.yml 里的语言“{language}”没有译文，只有 {known}", language=one, known=known))
    return Settings(
        name=str(data.get("site_name", "公示")),
        url=f"{address.rstrip('/')}/" if address else "",
        demonstration=extra.get("demonstration") is True,
        indexing=extra.get("indexing") is True,
        language=language,
        languages=(language, *dict.fromkeys(others)) if others else (),
        licence=str(extra.get("data_license") or ""),
    )


def told(data: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Put the words of a site configuration, as far as a catalogue holds them, in another language."""
    own: dict[str, Any] = {
        key: _told(data[key], tell) for key in ("site_name", "site_description", "nav") if key in data
    }
    theme = data.get("theme")
    palette = theme.get("palette") if isinstance(theme, dict) else None
    return {**own, "theme": {"palette": _told(palette, tell)}} if palette else own


def _told(data: Any, tell: Tell) -> Any:
    if isinstance(data, str):
        return tell(say(data))
    if isinstance(data, list):
        return [_told(one, tell) for one in data]
    return {_told(key, tell): _told(value, tell) for key, value in data.items()} if isinstance(data, dict) else data
