"""The content security policy of a page: what a browser may load and run, and nothing besides."""

import base64
import hashlib
import re
from collections.abc import Collection, Iterator

_DIRECTIVES = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
_META = '<meta http-equiv="Content-Security-Policy" content="{content}">'
_POLICY = re.compile(r'<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_SCRIPT = re.compile(r"<script\b([^>]*+)>(.*?)(?:</script|\Z)", re.DOTALL | re.IGNORECASE)
_ELSEWHERE = re.compile(
    r'\s+(?:src="[^"<>]+"(?:\s+(?:async|defer|type="module"))*|(?:id="\w+"\s+)?type="application/(?:ld\+)?json")\s*'
)
"""The attributes of a script that lies in a file of its own, and of a block of data; any other script is inline."""


def inline(markup: str) -> Iterator[str]:
    """List the scripts that a page carries itself."""
    return (text for attributes, text in _SCRIPT.findall(markup) if not _ELSEWHERE.fullmatch(attributes))


def source(script: str) -> str:
    """Name an inline script as a policy does: by the hash of its text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def guarded(page: str, allowed: Collection[str]) -> str:
    """Put the policy first into the head of a page. Of its inline scripts those that are `allowed` will run."""
    scripts = dict.fromkeys(map(source, inline(page)))
    content = _DIRECTIVES.format(scripts="".join(f" {one}" for one in scripts if one in allowed))
    return page.replace("<head>", f"<head>\n{_META.format(content=content)}", 1)


def of(page: str) -> str:
    """Read the policy of a page; empty where none stands first in its head."""
    found = _POLICY.search(page)
    return found[1] if found else ""


def admitting(page: str, script: str) -> str:
    """Let one more inline script run: that of a preview which reloads itself."""
    return page.replace("; style-src", f" {source(script)}; style-src", 1)
