from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator import render
from generator.check import check_community
from generator.pour import published
from generator.records.place import ObjectionChannel
from generator.views import project
from generator.views.project import ProjectPage
from generator.views.site import Site

SITE = Site("公示", "https://example.org/", date(2026, 3, 31), demonstration=False)
View = Callable[..., ProjectPage]


@pytest.fixture
def view(records: Path) -> View:
    """Change records, each `(name, old, new)`, and give the page of the shed."""

    def page(*edits: tuple[str, str, str]) -> ProjectPage:
        for name, old, new in edits:
            path = records / "demo" / f"{name}.yml"
            before = path.read_text(encoding="utf-8")
            assert old in before
            path.write_text(before.replace(old, new, 1), encoding="utf-8")
        ledger, outcome = check_community(records, "demo", SITE.as_of)
        assert ledger, outcome.findings
        files = published(records, records.parent / "cache", ledger, lambda _name, _raw: None)
        return project.page(replace(ledger, files=files), ledger.books["shed"], SITE)

    return page


def shown(page: ProjectPage) -> str:
    return render.body("project.html", page, SITE, page.path)


DONE = ("projects/shed", "due: 2026-06", "reached: 2026-03-20")
OVER = ("projects/shed", "stage: works", "stage: upkeep")
AFTER = ("notices/funding", "phase: before", "phase: after")


def test_a_finished_project_leads_with_what_was_paid_and_says_that_all_is_done(view: View) -> None:
    page = view()
    assert (page.finished, page.settled) == (False, False)
    assert "共需 1,500" in shown(page)
    page = view(DONE)
    assert (page.now, page.finished) == ("施工", False)  # reached all its steps, but says it is not done
    page = view(OVER)
    assert (page.now, page.position) == ("3 步全部完成", "")
    body = shown(page)
    assert "支出 650 · 结余 750" in body
    assert "共需" not in body
    assert '<span class="gs-state">已完成' not in body


def test_a_step_under_way_says_when_it_is_to_be_done(view: View) -> None:
    assert [(step.state, step.when) for step in view().steps] == [
        ("done", "2026年1月"),
        ("done", "2026年2月10日"),
        ("now", "计划2026年6月完成"),
    ]


def test_the_sheet_of_an_account_is_titled_for_its_notice_and_holds_the_spending(view: View) -> None:
    formal = ("projects/shed", "title: 车棚改建", "title: 车棚改建\nformal_title: 关于示例小区车棚项目筹资情况的公示")
    page = view(formal)
    assert page.formal_title.replace("\u200b", "") == "关于示例小区车棚项目筹资情况的公示"
    assert '<section class="gs-part gs-part-money">' in shown(page)
    page = view(AFTER, ("notices/funding", "title: 资金筹集情况公示", "title: 收支和结余情况公示"))
    assert page.formal_title.replace("\u200b", "") == "关于示例小区车棚项目收支和结余情况的公示"
    body = shown(page)
    assert '<section class="gs-part gs-part-money gs-noprint">' in body
    assert '<section class="gs-part gs-part-money gs-part-spend">' in body
    assert "现将资金筹集和使用计划公示如下" in body


def test_an_objection_and_its_answer_are_changes_and_count_for_the_day(view: View) -> None:
    answer = ("notices/funding", "2026-01-20", "2026-03-25")
    page = view(answer)
    told = {(change.kind, change.iso) for change in page.changes if change.kind in ("意见", "答复")}
    assert told == {("意见", "2026-01-18"), ("答复", "2026-03-25")}
    assert page.updated == "3月25日"


def test_two_months_make_no_line_and_three_do(view: View) -> None:
    assert view().funding.curve is None
    line = view(("contributions/first", "month: 2026-02", "month: 2026-03")).funding.curve
    assert line
    assert line.path.count("L") == 2


@pytest.mark.parametrize(("planned", "y"), [("1000.00", "15"), ("9000.00", "132")])
def test_the_last_sum_stands_clear_of_its_line(view: View, planned: str, y: str) -> None:
    page = view(
        ("projects/shed", "amount: 1000.00", f"amount: {planned}"),
        ("contributions/first", "month: 2026-02", "month: 2026-03"),
    )
    assert page.funding.curve
    assert page.funding.curve.last_y == y


def test_a_giver_is_one_line_with_what_it_is_for_and_what_is_worth_beside_others(view: View) -> None:
    line = "    amount: 500.00\n    in_kind: 300.00"
    page = view(("projects/shed", line, f"{line}\n    note: 让价"))
    assert [row.givers for row in page.funding.sources] == [(("示例商店：让价", ""),), ()]
    two = "    in_kind: 100.00\n    note: 让价\n  - source: organisation\n    party: shop\n    in_kind: 200.00"
    page = view(("projects/shed", "    in_kind: 300.00\n    note: 让价", f"{two}\n    note: 人工"))
    assert page.funding.sources[0].givers == (("示例商店：让价", "100"), ("示例商店：人工", "200"))
    assert '示例商店：让价<span class="gs-nb">（折价 100）</span>' in shown(page)


def test_a_source_in_kind_alone_says_so_in_place_of_noughts(view: View) -> None:
    assert [row.kind for row in view().funding.sources] == ["", ""]
    page = view(
        ("projects/shed", "    amount: 500.00\n    in_kind", "    in_kind"),
        ("projects/shed", "sources:\n", "sources:\n  - source: community\n    amount: 500.00\n"),
        ("pledges/first", "5\n    source: organisation", "5\n    source: community"),
    )
    assert [(row.key, row.kind) for row in page.funding.sources if row.kind] == [("organisation", "实物")]
    body = shown(page)
    assert '<td class="n" colspan="2">实物 300</td>' in body
    assert "另有实物和人工 300" not in body.partition("<tbody>")[2].partition("</table>")[0]


def test_pledges_alike_and_without_a_name_are_one_row_and_the_rest_stay(view: View) -> None:
    row = "  - number: 1\n    amount: 100.00\n    month: 2026-01\n"
    more = "".join(row.replace("number: 1", f"number: {number}").replace("100", "25") for number in (11, 12, 13, 14))
    page = view(("pledges/first", row, more))
    assert page.pledge_groups
    group = next(one for one in page.pledge_groups if one.who == "不公开姓名 4 笔")
    assert (group.amount, group.detail) == ("100", "业主出 · 2026年1月")
    assert "示例商店" in {one.who for one in page.pledge_groups}
    corrected = next(one for one in page.pledge_groups if one.before)
    assert corrected.who == "不公开姓名"
    assert len(page.pledges) == len(page.pledge_groups) + 3
    assert "看全部" in shown(page)


def test_before_the_works_what_will_be_is_a_design(view: View) -> None:
    photo = ("projects/shed", "stage: works", "stage: works\nphotos: [{file: posts.jpg, title: 新柱, side: after}]")
    assert [one.side for one in view(photo).photos] == ["施工后"]
    early = (("projects/shed", "stage: works", "stage: funding"), ("progress/works", "percent: 60", "percent: 0"))
    assert [one.side for one in view(*early).photos] == ["设计效果"]


def test_the_rules_of_today_are_not_told_beside_those_of_the_vote(view: View) -> None:
    page = view()
    assert page.decisions
    labels = {label for label, _ in page.promises}
    assert not labels & {"适用规则", "决定事项"}
    counted = [text for one in page.decisions for text in one.details if "人数按户算" in text]
    assert len(counted) == 1


@pytest.mark.parametrize(
    ("upper", "expected"),
    [
        (
            "街道办事处 010-0000 0001；12345 热线",
            (("街道办事处", "010-0000 0001", "01000000001", ""), ("", "12345", "12345", "热线")),
        ),
        ("街道社区建设办", (("街道社区建设办", "", "", ""),)),
        ("第 2 号楼 203 室；", (("第 2 号楼 203 室", "", "", ""),)),
    ],
)
def test_the_ways_to_go_higher_are_told_one_by_one(upper: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert ObjectionChannel.model_validate({"phone": "010-0000 0000", "upper": upper}).higher == expected


def test_a_date_in_a_sentence_is_kept_whole_and_the_sentence_escaped() -> None:
    whole = render._environment("zh").filters["whole"]  # noqa: SLF001 - no page holds such a text
    assert whole("<b>按 2026年3月5日 有效</b>") == (
        '&lt;b&gt;按 <span class="gs-nb">2026年3月5日</span> 有效&lt;/b&gt;'
    )


def test_a_notice_has_one_number_beside_its_date(view: View) -> None:
    seal = shown(view()).partition('<div class="gs-seal">')[2]
    assert "公示编号 SL-GS-2026-001" in seal
    assert "SL-2026-001" not in seal


def test_the_code_of_a_split_is_short_until_it_is_asked_for(records: Path) -> None:
    ledger, outcome = check_community(records, "demo", SITE.as_of)
    assert ledger, outcome.findings
    page = project.page(ledger, ledger.books["pipes"], SITE)
    assert page.share
    before, found, after = shown(page).partition(page.share.commitment)
    assert found
    assert f"<summary>查验码 {page.share.commitment[:8]}…</summary>" in before
    assert after


def test_no_bar_tells_the_floor_area_of_those_against(view: View) -> None:
    parts = [
        (bar.label, part.key)
        for one in view().decisions
        for step in one.steps
        for bar in step.bars
        for part in bar.parts
    ]
    assert {key for label, key in parts if label == "户数"} == {"agree", "against", "abstain"}
    assert {key for label, key in parts if label == "面积"} == {"agree", "rest"}
    assert [one.rest for one in view().decisions if one.against] == [True]
