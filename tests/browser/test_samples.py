from pathlib import Path

from generator.check import check_community
from tests.browser import samples


def test_the_samples_are_records_as_they_should_be(tmp_path: Path) -> None:
    samples.write(tmp_path / "sample")
    ledger, outcome = check_community(tmp_path, "sample", samples.AS_OF)
    assert outcome.findings == ()
    assert ledger
    assert set(ledger.books) == set(samples.PROJECTS)
    assert len(ledger.books["heavy"].pledges) > samples.PLEDGES
    assert len(ledger.books["heavy"].meetings) == samples.MEETINGS
