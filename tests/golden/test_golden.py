"""The bodies of every page that the base records give, byte for byte: a changed page is a diff to read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator import pages
from generator.load import load
from generator.views.site import Site

SITE = Site("示例公示", "https://example.org/", date(2026, 3, 31), demonstration=False)
GOLDEN = Path(__file__).parent / "pages"


def test_pages_are_as_they_were(records: Path, golden: Callable[[Path, str], None]) -> None:
    ledger, findings = load(records, "demo")
    assert ledger, findings
    made, facts = pages.of_community(ledger, SITE)
    bodies = {page.path.replace("/", "-"): page.body(SITE) for page in (*made, *pages.of_site([facts], SITE))}
    assert {path.name for path in GOLDEN.iterdir()} == set(bodies)
    for name, body in bodies.items():
        golden(GOLDEN / name, body + "\n")
