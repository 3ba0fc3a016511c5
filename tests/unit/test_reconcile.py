"""One mistake gives one finding: totals repeat nothing of their parts, and name the rows to look at first."""

from datetime import date
from pathlib import Path

import pytest

from generator.check import check
from generator.diagnostics import Finding

AS_OF = date(2026, 3, 31)
BANK = "project: shed\ntitle: 示例\nof: {of}\nmeasure: {measure}\namount: {amount}\nas_of: {day}\n"
PAID = "project: shed\nrows:\n  - kind: {kind}\n    payee: shop\n    amount: 10.00\n    paid: 2026-03-10\n"


def declare(records: Path, id_: str, amount: str, of: str = "audit", **more: str) -> None:
    said = {"measure": "received", "day": "2026-03-31"} | more
    text = BANK.format(of=of, amount=amount, measure=said.pop("measure"), day=said.pop("day"))
    extra = "".join(f"{key}: {value}\n" for key, value in said.items())
    (records / "demo" / "declarations" / f"{id_}.yml").write_text(text + extra, encoding="utf-8")


def change(records: Path, path: str, old: str, new: str) -> None:
    file = records / "demo" / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def findings(records: Path) -> list[Finding]:
    return list(check(records, AS_OF, jobs=1).findings)


def told(records: Path) -> list[tuple[str, str]]:
    return [(finding.code, finding.location.path.removeprefix("records/demo/")) for finding in findings(records)]


def test_five_independent_mistakes_give_five_findings_in_order_and_no_sixth(records: Path) -> None:
    change(records, "contributions/first.yml", "amount: 100.00", "amount: 100.01")
    change(records, "contracts/works.yml", "signed: 2026-02-01", "signed: 2026-02-11")
    change(records, "meetings/vote.yml", "heads: 8", "heads: 7")
    change(records, "progress/works.yml", "percent: 0", "percent: 61")
    change(records, "projects/shed.yml", "amount: 1000.00", "amount: 1000.01")
    assert told(records) == [
        ("date-order", "contracts/works.yml"),
        ("contribution-over-pledge", "contributions/first.yml"),
        ("vote-sum", "meetings/vote.yml"),
        ("progress-falls", "progress/works.yml"),
        ("budget-unbalanced", "projects/shed.yml"),
    ]


@pytest.mark.parametrize(
    ("scope", "amount"),
    [({"source": "owners"}, "850.00"), ({"day": "2026-02-28"}, "1350.00"), ({"form": "both"}, "1650.00")],
    ids=["source", "date", "form"],
)
def test_a_total_repeats_no_finding_of_its_part(records: Path, scope: dict[str, str], amount: str) -> None:
    declare(records, "part", amount, **scope)
    assert told(records) == []
    change(records, "contributions/first.yml", "amount: 250.00", "amount: 249.00")
    first = "declarations/bank.yml" if "form" in scope else "declarations/part.yml"
    assert told(records) == [("declared-differs", first)]


def test_two_parts_that_are_off_explain_their_total(records: Path) -> None:
    declare(records, "owners", "851.00", source="owners")
    declare(records, "shops", "502.00", source="organisation")
    change(records, "declarations/bank.yml", "1350.00", "1353.00")
    assert told(records) == [
        ("declared-differs", "declarations/owners.yml"),
        ("declared-differs", "declarations/shops.yml"),
    ]


def test_a_total_that_is_off_by_more_than_its_part_is_told(records: Path) -> None:
    declare(records, "owners", "851.00", source="owners")
    change(records, "declarations/bank.yml", "1350.00", "1353.00")
    assert [path for _, path in told(records)] == ["declarations/bank.yml", "declarations/owners.yml"]


def test_totals_of_other_sources_explain_nothing(records: Path) -> None:
    declare(records, "owners", "851.00", source="owners")
    declare(records, "shops", "501.00", source="organisation")
    assert [path for _, path in told(records)] == ["declarations/owners.yml", "declarations/shops.yml"]


@pytest.mark.parametrize(
    ("amount", "look"),
    [
        (
            "850.00",
            "{0} 第 2 笔（500 元）、{0} 第 4 笔（500 元）",
        ),
        (
            "1000.00",
            "{0} 第 1 笔（100 元）、{0} 第 3 笔（250 元）",
        ),
        ("1351.00", ""),
    ],
    ids=["alike", "pair", "nothing"],
)
def test_a_difference_names_the_rows_that_make_it_up(records: Path, amount: str, look: str) -> None:
    change(records, "declarations/bank.yml", "1350.00", amount)
    (finding,) = findings(records)
    assert finding.hint.partition("；先看 ")[2] == look.format("records/demo/contributions/first.yml")


def test_a_row_that_came_after_the_date_is_named_where_something_is_missing(records: Path) -> None:
    declare(records, "early", "350.00", source="owners", day="2026-01-31")
    (finding,) = findings(records)
    assert finding.hint.endswith("；先看 records/demo/contributions/first.yml 第 3 笔（250 元）")


def test_a_row_that_differs_from_its_pledge_is_named(records: Path) -> None:
    change(records, "contributions/first.yml", "pledge: 1\n    amount: 100.00", "pledge: 1\n    amount: 99.00")
    (finding,) = findings(records)
    assert finding.hint.endswith("；先看 records/demo/contributions/first.yml 第 1 笔（99 元）")


def test_what_a_total_that_is_right_vouches_for_is_not_named(records: Path) -> None:
    declare(records, "shops", "500.00", source="organisation")
    declare(records, "january", "100.00", day="2026-01-31")
    change(records, "declarations/bank.yml", "1350.00", "1351.50")
    (finding,) = findings(records)
    assert finding.hint.endswith("第 2 笔（500 元）、records/demo/contributions/first.yml 第 3 笔（250 元）")


def test_a_pledge_that_differs_from_what_arrived_is_named(records: Path) -> None:
    declare(records, "pledged", "1500.00", measure="pledged")
    change(
        records,
        "pledges/first.yml",
        "number: 5\n    source: organisation\n    amount: 500.00",
        "number: 5\n    source: organisation\n    amount: 500.70",
    )
    (finding,) = findings(records)
    assert finding.hint.endswith("；先看 records/demo/pledges/first.yml 第 5 笔（500.70 元）")


@pytest.mark.parametrize(("of", "amount"), [("bank_statement", "600.00"), ("audit", "650.00")], ids=["account", "cost"])
def test_a_bank_counts_what_left_the_account_and_an_audit_what_the_project_cost(
    records: Path, of: str, amount: str
) -> None:
    declare(records, "paid", amount, of, measure="paid")
    assert told(records) == []


def test_giving_back_leaves_the_account_and_costs_nothing(records: Path) -> None:
    for kind in ("repayment", "refund"):
        row = (
            PAID.format(kind=kind)
            + "    no_invoice: 示例\n"
            + ("    source: organisation\n" if kind == "refund" else "")
        )
        (records / "demo" / "disbursements" / f"{kind}.yml").write_text(row, encoding="utf-8")
    declare(records, "account", "620.00", "bank_statement", measure="paid")
    declare(records, "cost", "650.00", measure="paid")
    assert told(records) == []


def test_contracts_add_up_with_their_variations_by_the_date(records: Path) -> None:
    declare(records, "before", "1200.00", measure="contracted", day="2026-02-19")
    declare(records, "after", "1300.00", measure="contracted")
    assert told(records) == []
    change(records, "contracts/works.yml", "price: 1200.00", "price: 1201.00")
    assert told(records) == [("declared-differs", "declarations/before.yml")]


def test_a_total_of_rows_with_a_finding_waits_and_others_do_not(records: Path) -> None:
    declare(records, "planned", "1501.00", measure="planned")
    declare(records, "received", "1600.00")
    change(records, "contributions/first.yml", "amount: 100.00", "amount: 100.01")
    assert told(records) == [
        ("contribution-over-pledge", "contributions/first.yml"),
        ("declared-differs", "declarations/planned.yml"),
    ]


@pytest.mark.parametrize("measure", ["pledged", "received"])
def test_a_total_of_pledges_or_money_received_waits_where_the_two_do_not_agree(records: Path, measure: str) -> None:
    declare(records, "wrong", "1.00", measure=measure)
    change(records, "contributions/first.yml", "amount: 100.00", "amount: 100.01")
    assert told(records) == [("contribution-over-pledge", "contributions/first.yml")]


@pytest.mark.parametrize("measure", ["paid", "contracted"])
def test_a_total_of_contracts_or_payments_waits_where_the_two_do_not_agree(records: Path, measure: str) -> None:
    declare(records, "wrong", "1.00", measure=measure)
    assert told(records) == [("declared-differs", "declarations/wrong.yml")]
    change(records, "disbursements/first.yml", "amount: 600.00", "amount: 1300.01")
    assert told(records) == [("paid-over-contract", "disbursements/first.yml")]


def test_a_correction_counts_from_the_month_of_the_row(records: Path) -> None:
    more = "  - corrects: first/1\n    amount: -40.00\n    date: 2026-03-20\n    reason: 示例\n"
    (records / "demo" / "contributions" / "second.yml").write_text(f"project: shed\nrows:\n{more}", encoding="utf-8")
    change(records, "declarations/bank.yml", "1350.00", "1310.00")
    declare(records, "january", "60.00", day="2026-01-31")
    assert told(records) == []


@pytest.mark.parametrize("ref", ["first/6", "second/1", "none/1"])
def test_a_correction_names_a_row_that_is_there(records: Path, ref: str) -> None:
    more = f"project: shed\nrows:\n  - corrects: {ref}\n    amount: -1.00\n    date: 2026-03-20\n    reason: 示例\n"
    (records / "demo" / "contributions" / "second.yml").write_text(more, encoding="utf-8")
    assert told(records) == [("reference-unknown", "contributions/second.yml")]
