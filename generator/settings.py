"""What `mkdocs.yml` says that the generator needs too."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Settings:
    """The few keys read from `mkdocs.yml`."""

    name: str
    url: str
    demonstration: bool
    indexing: bool
    """Whether search engines are welcome."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # chosen at run time
    """Reads the site configuration; tags that only an engine understands are passed over."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read(root: Path, url: str | None = None) -> Settings:
    """Read the settings of a project folder; `url` stands in for `site_url`."""
    data: dict[str, Any] = yaml.load((root / "mkdocs.yml").read_bytes(), Loader=_Loader) or {}  # noqa: S506 - a safe loader
    address = url if url is not None else data.get("site_url") or ""
    extra = data.get("extra") or {}
    return Settings(
        name=str(data.get("site_name", "公示")),
        url=f"{address.rstrip('/')}/" if address else "",
        demonstration=extra.get("demonstration") is True,
        indexing=extra.get("indexing") is True,
    )
