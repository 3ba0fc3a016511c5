"""The bodies of every page that the base records give, byte for byte: a changed page is a diff to read."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator import pages
from generator.downloads import Shelf
from generator.load import load
from generator.views.offers import Made
from generator.views.site import Site

SITE = Site("示例公示", "https://example.org/", date(2026, 3, 31), demonstration=False)
GOLDEN = Path(__file__).parent / "pages"
WHOLE = [Made("data/tables.xlsx", "xlsx", 9), Made("data/projects.csv", "csv", 9, "项目")]
SIZE = re.compile(r" \d+\xa0KB</small>")
"""A size hangs on the compressor too."""


def test_pages_are_as_they_were(records: Path, golden: Callable[[Path, str], None]) -> None:
    ledger, findings = load(records, "demo")
    assert ledger, findings
    made, facts = pages.of_community(ledger, SITE, (), Shelf(lambda _path, _raw: None, lambda _path: b""))
    made += pages.of_site([facts], SITE, WHOLE)
    bodies = {page.path.replace("/", "-"): SIZE.sub(" 9\xa0KB</small>", page.body(SITE)) for page in made}
    assert {path.name for path in GOLDEN.iterdir()} == set(bodies)
    for name, body in bodies.items():
        golden(GOLDEN / name, body + "\n")
