import re

from generator import report
from generator.diagnostics import Location, error, warning
from generator.outcome import Outcome
from generator.records import KINDS

WRONG = error("vote-sum", "合计 9，写了 10", Location("records/a/meetings/b.yml", 3, 5), "请核对")
DOUBTFUL = warning("made-up", "多于 100%", Location("records/a/c.yml", 1, 1))


def test_text_gives_place_words_code_mend_and_what_was_looked_at() -> None:
    outcome = Outcome((DOUBTFUL, WRONG), {"communities": 1, "meetings": 2}, {"票数合得上": 4})
    assert (
        report.text(outcome)
        == """\
records/a/c.yml:1:1: 提醒：多于 100% [made-up]
records/a/meetings/b.yml:3:5: 错误：合计 9，写了 10 [vote-sum]
    怎么改：请核对
记录文件：社区 1，会议 2
核对：
  票数合得上：看了 4 处
结果：1 个错误，1 个提醒
"""
    )


def test_the_summary_leaves_out_what_was_not_looked_at() -> None:
    assert report.text(Outcome((), {}, {})) == "结果：0 个错误，0 个提醒\n"


def test_github_marks_lines_errors_first() -> None:
    assert report.write("github", Outcome((DOUBTFUL, WRONG), {}, {})).splitlines() == [
        "::error file=records/a/meetings/b.yml,line=3,col=5,title=vote-sum::合计 9，写了 10%0A怎么改：请核对",
        "::warning file=records/a/c.yml,line=1,col=1,title=made-up::多于 100%25",
        "结果：1 个错误，1 个提醒",
    ]


def test_github_commands_cannot_be_forged_by_what_a_record_holds() -> None:
    forged = error("made-up", "a%b:c,d\r\n::error::x", Location("records/a:b,c%d\n::e.yml", 1, 1))
    assert report.write("github", Outcome((forged,), {}, {})).splitlines()[0] == (
        "::error file=records/a%3Ab%2Cc%25d%0A%3A%3Ae.yml,line=1,col=1,title=made-up::a%25b:c,d%0D%0A::error::x"
    )


def test_every_kind_of_record_has_its_word() -> None:
    text = report.summary(Outcome((), dict.fromkeys(("communities", *KINDS), 1), {"示例": 1}))
    assert not re.search("[a-z]", text)
