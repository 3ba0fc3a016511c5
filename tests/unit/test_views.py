from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from generator import rulesets
from generator.diagnostics import Location, error, warning
from generator.ledger import Ledger
from generator.load import load
from generator.records.meeting import Ballot, Meeting, Vote, VoteRule
from generator.records.notice import Withdrawal
from generator.views import meeting, money, notice, project, shares, votes
from generator.views.site import Site

MEETING = Meeting.model_validate({"title": "表决", "kind": "owners", "held": "2026-01-10", "projects": ["shed"]})


def passed(
    rule: VoteRule, eligible: int, agree: int, against: int, area: tuple[int, int, int] | None = None
) -> bool | None:
    def ballot(heads: int, index: int) -> Ballot:
        return Ballot.model_construct(heads=heads, area=area[index] if area else None)

    came = agree + against
    vote = Vote.model_construct(
        rule=rule,
        eligible=ballot(eligible, 0),
        participating=Ballot.model_construct(heads=came, area=area[1] if area else None),
        agree=Ballot.model_construct(heads=agree, area=area[2] if area else None),
        against=Ballot.model_construct(heads=against, area=area[1] - area[2] if area else None),
        abstain=Ballot.model_construct(heads=0, area=0 if area else None),
    )
    return votes.decision("决定", MEETING, vote, rulesets.choose(None, {}), "").passed


@pytest.mark.parametrize(
    ("rule", "eligible", "agree", "against", "expected"),
    [
        (VoteRule.GENERAL, 30, 20, 0, True),  # exactly two thirds take part
        (VoteRule.GENERAL, 31, 20, 0, False),
        (VoteRule.GENERAL, 30, 10, 10, False),  # half is not more than half
        (VoteRule.GENERAL, 30, 11, 10, True),
        (VoteRule.SPECIAL, 30, 15, 5, True),  # exactly three quarters
        (VoteRule.SPECIAL, 30, 14, 6, False),
        (VoteRule.UNANIMOUS, 14, 14, 0, True),
        (VoteRule.UNANIMOUS, 14, 13, 0, False),
        (VoteRule.UNANIMOUS, 14, 13, 1, False),
        (VoteRule.CONSULTATION, 30, 1, 20, None),
    ],
)
def test_votes_are_judged_exactly_at_the_line(
    rule: VoteRule, eligible: int, agree: int, against: int, *, expected: bool | None
) -> None:
    came = agree + against
    assert passed(rule, eligible, agree, against, (eligible, came, agree)) is expected


@pytest.mark.parametrize(("rule", "expected"), [(VoteRule.GENERAL, None), (VoteRule.UNANIMOUS, True)])
def test_a_vote_without_floor_area_is_judged_only_where_heads_alone_count(
    rule: VoteRule, *, expected: bool | None
) -> None:
    assert passed(rule, 14, 14, 0) is expected


def test_heads_and_area_must_both_reach_the_line() -> None:
    assert passed(VoteRule.SPECIAL, 30, 15, 5, (3000, 2000, 1500))
    assert not passed(VoteRule.SPECIAL, 30, 15, 5, (3000, 2000, 1499))
    assert not passed(VoteRule.SPECIAL, 30, 15, 5, (3000, 1999, 1999))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("2026-03-31", True),
        ("2026-03-31 19:00", True),
        ("2026-03-30 19:00", False),
        ("2026-03", False),
        ("2026-04", True),
    ],
)
def test_a_meeting_of_today_is_still_to_come(held: str, *, expected: bool) -> None:
    assert meeting.upcoming(held, date(2026, 3, 31)) is expected


@pytest.fixture
def ledger(records: Path) -> Ledger:
    found, findings = load(records, "demo")
    assert found, findings
    return found


def test_the_bar_is_whole_and_never_longer_than_itself(ledger: Ledger) -> None:
    shown = money.funding(ledger, ledger.books["shed"])
    assert float(shown.segments[0].x) == 0
    ends = [float(part.x) + float(part.width) for part in shown.segments]
    assert ends == sorted(ends)
    assert ends[-1] <= 100.01


def test_more_than_planned_is_an_excess_and_not_a_gap(records: Path) -> None:
    path = records / "demo" / "projects" / "shed.yml"
    text = path.read_text(encoding="utf-8").replace("amount: 1000.00", "amount: 10.00")
    path.write_text(text, encoding="utf-8")
    ledger, findings = load(records, "demo")
    assert ledger, findings
    shown = money.funding(ledger, ledger.books["shed"])
    assert shown.excess
    assert not shown.gap
    assert sum(float(part.width) for part in shown.segments) <= 100.01


def test_a_project_without_money_says_so(records: Path) -> None:
    path = records / "demo" / "projects" / "paths.yml"
    path.write_text(
        "title: 小路\nnumber: SL-2\nestate: 小区\ntagline: 修路\nsummary: 修路\n"
        "scope: {level: estate, text: 全小区}\nstage: proposed\n",
        encoding="utf-8",
    )
    ledger, findings = load(records, "demo")
    assert ledger, findings
    shown = money.funding(ledger, ledger.books["paths"])
    assert not shown.any
    assert shown.segments == ()
    assert shown.rate == ""


def test_a_split_is_told_by_its_rule_and_never_by_a_line(ledger: Ledger) -> None:
    shown = shares.shared(ledger.books["pipes"])
    assert shown
    assert len(shown.commitment) == 64
    assert dict(shown.pairs) == {
        "分摊总额": "82,112 元",
        "分摊方法": "按面积",
        "参加户数": "7 户，另有 1 户不参加",
        "每户应摊": "82,112 元 × 本户面积 ÷ 参加户面积合计 640.35 ㎡，舍到分",
        "零头": "舍到分以后剩 0.03 元，3 户各多 1 分（舍去最多的先加，一样多的按户的编号）",
        "分摊依据": "全体参加户商定，面积按不动产权证",
    }


@pytest.mark.parametrize(
    ("total", "residue", "each", "rest"),
    [
        ("3500.00", "0.00", "3,500 元 ÷ 7 户 = 500 元", "没有，分得刚好"),
        (
            "3500.03",
            "0.03",
            "3,500.03 元 ÷ 7 户 = 500 元，舍到分",
            "舍到分以后剩 0.03 元，3 户各多 1 分（按户的编号排在前面的）",
        ),
    ],
)
def test_an_equal_split_tells_what_each_home_bears(
    records: Path, total: str, residue: str, each: str, rest: str
) -> None:
    project = records / "demo" / "projects" / "pipes.yml"
    text = (
        project.read_text(encoding="utf-8").replace("method: area", "method: equal").replace("    base: 640.35\n", "")
    )
    text = text.replace("total: 82112.00", f"total: {total}").replace("residue: 0.03", f"residue: {residue}")
    project.write_text(text.replace("households: 8", "households: 7"), encoding="utf-8")
    ledger, findings = load(records, "demo")
    assert ledger, findings
    shown = shares.shared(ledger.books["pipes"])
    assert shown
    told = dict(shown.pairs)
    assert (told["每户应摊"], told["零头"], told["参加户数"]) == (each, rest, "7 户")


def test_floors_and_the_use_are_told(records: Path) -> None:
    project = records / "demo" / "projects" / "pipes.yml"
    floors = "[{floor: 1, coefficient: 0}, {floor: 2, coefficient: 1.5}]"
    said = f"  method: coefficient\n  use: 换水管\n  floors: {floors}\n"
    project.write_text(project.read_text(encoding="utf-8").replace("  method: area\n", said), encoding="utf-8")
    ledger, findings = load(records, "demo")
    assert ledger, findings
    shown = shares.shared(ledger.books["pipes"])
    assert shown
    told = dict(shown.pairs)
    assert told["分摊总额"] == "82,112 元（换水管）"
    assert told["楼层系数"] == "1 层 0.00，2 层 1.50"
    assert told["每户应摊"] == "82,112 元 × 本户楼层系数 ÷ 参加户系数合计 640.35，舍到分"


def test_nothing_is_told_of_a_split_before_it_is_worked_out(records: Path) -> None:
    project = records / "demo" / "projects" / "pipes.yml"
    project.write_text(project.read_text(encoding="utf-8").partition("  result:")[0], encoding="utf-8")
    ledger, findings = load(records, "demo")
    assert ledger, findings
    assert shares.shared(ledger.books["pipes"]) is None
    assert shares.shared(ledger.books["shed"]) is None


def test_warnings_about_a_project_stand_on_its_page_and_on_no_other(ledger: Ledger) -> None:
    book = ledger.books["shed"]
    site = Site("公示", "", date(2026, 3, 31), demonstration=False)
    own = warning("update-overdue", "已有 40 天没有更新", book.record.at("stage"))
    found = [
        own,
        warning("objection-overdue", "还没有答复", book.notices[0].at("objections", 0)),
        warning("update-overdue", "别的项目", Location("records/demo/projects/other.yml")),
        error("date-order", "错误不公布", book.record.at("stage")),
        own,
    ]
    assert project.page(ledger, book, site, found).warnings == ("已有 40 天没有更新", "还没有答复")
    assert project.page(ledger, book, site).warnings == ()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-15", "还没有开始"),
        ("2026-01-16", "公示中"),
        ("2026-01-22", "公示中"),
        ("2026-01-23", "已截止"),
    ],
)
def test_a_notice_has_a_state_on_each_day(ledger: Ledger, day: str, expected: str) -> None:
    said = ledger.records["notices"]["funding"].value
    assert notice.state(said, date.fromisoformat(day)) == expected
    taken_back = said.model_copy(update={"withdrawn": Withdrawal(date="2026-01-20", reason="金额有误")})
    withdrawn = date.fromisoformat(day) >= date(2026, 1, 20)
    assert notice.state(taken_back, date.fromisoformat(day)) == ("已撤回" if withdrawn else expected)


def test_a_vote_names_its_line_its_ruleset_and_day_and_what_nobody_checked(ledger: Ledger) -> None:
    site = Site("公示", "", date(2026, 3, 31), demonstration=False)
    voted, signed = project.page(ledger, ledger.books["shed"], site).decisions
    assert voted.passed
    assert "《民法典》第二百七十八条" in voted.basis
    assert "适用示例社区规则，按 2026年1月10日 有效的规定" in voted.basis
    assert "未核对原文" not in voted.basis
    assert voted.details[0] == "事项：第（七）项，改建、重建建筑物及其附属设施"
    assert [(step.title, step.reached) for step in signed.steps] == [
        ("一单元（2025年11月提出，2026年1月达到）", True),
        ("二单元", False),
    ]
    assert "（未核对原文）：有权表决的全体三分之二以上同意，按户数算" in signed.basis


@pytest.mark.parametrize(
    ("ratio", "strict", "expected"),
    [
        ("1/2", True, "过半数"),
        ("1/2", False, "二分之一以上"),
        ("2/3", True, "超过三分之二"),
        ("3/4", False, "四分之三以上"),
        ("9/10", False, "十分之九以上"),
        ("17/20", False, " 20 分之 17 以上"),
        ("1/1", False, "全体"),
    ],
)
def test_a_line_is_put_in_words(ratio: str, expected: str, *, strict: bool) -> None:
    assert votes.words(Fraction(ratio), strict=strict) == expected
