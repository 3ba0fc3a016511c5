"""What search engines read: the addresses of a site, or that they are not to come."""

from collections.abc import Collection, Sequence
from html import escape
from pathlib import Path

_ROBOTS = """\
# 网页里写了 noindex，下面两家读得懂，要让它们读到；别的一律不进来。
User-agent: Googlebot
User-agent: bingbot
Disallow:

User-agent: *
Disallow: /
"""


def addresses(files: Collection[str]) -> list[str]:
    """Give the pages among the files of a site."""
    return sorted(name for name in files if name.endswith(".html") and name != "404.html")


def write(folder: Path, url: str, files: Collection[str], *, indexing: bool) -> None:
    """Write the sitemap of a site that has an address and may be indexed; else ask to stay away."""
    if indexing and url:
        (folder / "sitemap.xml").write_text(_sitemap(url, addresses(files)), encoding="utf-8")
    if not indexing and "robots.txt" not in files:
        (folder / "robots.txt").write_text(_ROBOTS, encoding="utf-8")


def _sitemap(url: str, names: Sequence[str]) -> str:
    entries = "".join(f"<url><loc>{escape(url + name)}</loc></url>\n" for name in names)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
