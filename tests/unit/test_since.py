"""What may change after it was published, and what may not."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.revision import RevisionError
from generator.since import compare

ROWS = """project: shed
rows:
  - number: 11
    amount: '10.00'
    month: 2026-02
    display: named
    consent: C-0003
    shown: 示例某某
    note: 示例某某的店
  - number: 12
    source: organisation
    amount: '20.00'
    month: 2026-02
    display: organisation
    party: shop
  - number: 13
    amount: '30.00'
    month: 2026-02
"""
GIVEN = "project: shed\nrows:\n  - pledge: 12\n    party: shop\n    amount: 20.00\n    month: 2026-02\n"
WHY = "redactions:\n  - date: 2026-03-02\n    reason: 本人撤回同意\n"
NAMED = "    display: named\n    consent: C-0003\n    shown: 示例某某\n    note: 示例某某的店\n"
FIRST, SECOND, THIRD = (f"  - number{part}" for part in ROWS.split("  - number")[1:])
HEAD = "project: shed\nrows:\n"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=示例", "-c", "user.email=sample@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)  # noqa: S607 - git is where the system has it


def count(records: Path) -> int:
    return len(list(records.rglob("*.yml")))


@pytest.fixture
def published(records: Path) -> Path:
    """The base records and two more batches, in a git revision."""
    (records / "demo" / "pledges" / "more.yml").write_text(ROWS, encoding="utf-8")
    (records / "demo" / "contributions" / "more.yml").write_text(GIVEN, encoding="utf-8")
    git(records.parent, "init", "-q", "-b", "main")
    git(records.parent, "add", "records")
    git(records.parent, "commit", "-q", "-m", "published")
    return records


@pytest.fixture
def codes(published: Path) -> Callable[..., list[tuple[str, int]]]:
    """Write a batch anew; give the code and line of each finding against what was published."""

    def found(text: str, kind: str = "pledges") -> list[tuple[str, int]]:
        (published / "demo" / kind / "more.yml").write_text(text, encoding="utf-8")
        return [(finding.code, finding.location.line) for finding in compare(published, "HEAD")[0]]

    return found


@pytest.mark.parametrize(
    "text",
    [
        ROWS.replace("'10.00'", "10").replace("    month: 2026-02\n", "    month: '2026-02'\n    form: cash\n"),
        ROWS + "  - number: 14\n    amount: 1.00\n    month: 2026-03\n",
        ROWS + "  - corrects: 11\n    amount: -1.00\n    date: 2026-03-01\n    reason: 示例\n",
        ROWS + "remarks: 示例\n",
        ROWS.replace(NAMED, "") + WHY,
        ROWS.replace("display: named", "display: surname").replace("shown: 示例某某", "shown: 示例某") + WHY,
        ROWS.replace("note: 示例某某的店", "note: 某店") + WHY,
        ROWS.replace("    display: organisation\n    party: shop\n", "") + WHY,
        ROWS.replace(NAMED, "") + "  - number: 14\n    amount: 1.00\n    month: 2026-03\n" + WHY,
    ],
    ids=["spelling", "appended", "corrected", "remark", "withdrawn", "lowered", "note", "party", "both"],
)
def test_this_may_change(codes: Callable[..., list[tuple[str, int]]], text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ROWS.replace("'10.00'", "'10.01'"), [("row-edited", 4)]),
        (ROWS.replace("number: 12", "number: 21"), [("row-edited", 10)]),
        (ROWS.replace("project: shed", "project: roof"), [("row-edited", 1)]),
        (ROWS.replace(NAMED, ""), [("row-edited", 3)]),
        (ROWS.replace("'10.00'", "'10.01'").replace(NAMED, "") + WHY, [("row-edited", 4)]),
        (ROWS.replace("    party: shop", "    party: builder") + WHY, [("row-edited", 15)]),
        (
            ROWS + "    display: surname\n    consent: C-0009\n    shown: 示例某\n" + WHY,
            [("row-edited", 19)],
        ),
        (HEAD + FIRST + THIRD, [("row-deleted", 3)]),
        (HEAD + FIRST + SECOND, [("row-deleted", 3)]),
        (HEAD + FIRST, [("row-deleted", 3), ("row-deleted", 3)]),
        (HEAD + SECOND + THIRD, [("row-deleted", 3)]),
        (HEAD + SECOND + FIRST + THIRD, [("row-reordered", 3)]),
        (HEAD + FIRST + THIRD.replace("13", "14") + SECOND + THIRD, [("row-reordered", 10)]),
        (ROWS.replace("'10.00'", "'9.00'").replace("'30.00'", "'31.00'"), [("row-edited", 4), ("row-edited", 17)]),
    ],
    ids=[
        "amount",
        "number",
        "project",
        "no reason",
        "amount and withdrawn",
        "another party",
        "shown more",
        "second gone",
        "last gone",
        "two gone",
        "first gone",
        "swapped",
        "inserted",
        "two amounts",
    ],
)
def test_this_may_not(codes: Callable[..., list[tuple[str, int]]], text: str, expected: list[tuple[str, int]]) -> None:
    assert codes(text) == expected


def test_the_giver_of_a_contribution_may_be_hidden(codes: Callable[..., list[tuple[str, int]]]) -> None:
    assert codes(GIVEN.replace("    party: shop\n", ""), "contributions") == [("row-edited", 3)]
    assert codes(GIVEN.replace("    party: shop\n", "") + WHY, "contributions") == []
    assert codes(GIVEN.replace("party: shop", "party: builder") + WHY, "contributions") == [("row-edited", 4)]


def test_each_hiding_takes_a_reason_of_its_own(codes: Callable[..., list[tuple[str, int]]], published: Path) -> None:
    assert codes(ROWS.replace(NAMED, "") + WHY) == []
    git(published.parent, "commit", "-qam", "withdrawn")
    hidden = ROWS.replace(NAMED, "").replace("    display: organisation\n    party: shop\n", "")
    assert codes(hidden + WHY) == [("row-edited", 6)]
    assert codes(hidden + WHY.replace("03-02", "03-03")) == [("row-edited", 6)]
    assert codes(hidden + WHY + WHY.removeprefix("redactions:\n")) == []


def test_a_batch_that_cannot_be_read_now_is_left_to_the_check(codes: Callable[..., list[tuple[str, int]]]) -> None:
    assert codes(ROWS.replace("amount", "amounts")) == []


def test_what_others_published_since_is_not_missed(published: Path) -> None:
    git(published.parent, "checkout", "-q", "-b", "work")
    git(published.parent, "checkout", "-q", "main")
    (published / "demo" / "pledges" / "later.yml").write_text(ROWS, encoding="utf-8")
    git(published.parent, "add", "records")
    git(published.parent, "commit", "-q", "-m", "later")
    git(published.parent, "checkout", "-q", "work")
    assert compare(published, "main") == ((), count(published))


def test_histories_without_a_common_commit_are_compared_with_the_revision_itself(published: Path) -> None:
    git(published.parent, "checkout", "-q", "--orphan", "other")
    git(published.parent, "rm", "-q", "-r", "-f", "records/demo/parties")
    git(published.parent, "commit", "-q", "-m", "other")
    assert [finding.location.path for finding in compare(published, "main")[0]] == [
        "records/demo/parties/builder.yml",
        "records/demo/parties/shop.yml",
    ]


def test_demonstration_data_may_make_room_as_a_whole(published: Path) -> None:
    (published.parent / "mkdocs.yml").write_text("extra:\n  demonstration: true\n", encoding="utf-8")
    git(published.parent, "add", "mkdocs.yml")
    git(published.parent, "commit", "-q", "-m", "demonstration")
    (published / "demo" / "parties" / "shop.yml").unlink()
    assert [finding.code for finding in compare(published, "HEAD")[0]] == ["record-deleted"]
    shutil.move(published / "demo", published / "own")
    assert compare(published, "HEAD")[0] == ()
    assert len(compare(published, "HEAD~1")[0]) == count(published) + 1


def test_links_and_other_files_of_a_revision_are_no_records(published: Path) -> None:
    (published / "demo" / "pledges" / "link.yml").symlink_to("more.yml")
    (published / "README.md").write_text("示例\n", encoding="utf-8")
    git(published.parent, "add", "records")
    git(published.parent, "commit", "-q", "-m", "more")
    (published / "demo" / "pledges" / "link.yml").unlink()
    (published / "README.md").unlink()
    assert compare(published, "HEAD") == ((), count(published))


def test_a_system_without_git_says_so(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError, match="没有装 git"):
        compare(published, "HEAD")
