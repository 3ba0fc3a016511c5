"""Whatever a project's records say: the columns of its CSV add up to the page, and nobody is told who is not."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator import downloads
from generator.downloads import Shelf, csvs
from generator.downloads.dictionary import CHANGES
from generator.ledger import Ledger, Record, gather
from generator.money import plain, yuan
from generator.records import KINDS
from generator.views import project
from generator.views.site import Site
from tests.least import COMMUNITY, PROJECT

SITE = Site("示例", "https://example.org/", date(2026, 3, 31), demonstration=False)
Item = dict[str, str]

fen = st.integers(0, 10**11).map(plain)
months = st.sampled_from(["2025-12", "2026-01", "2026-02"])
sources = st.sampled_from(["government", "organisation", "owners"])
forms = st.sampled_from(["cash", "goods", "labour"])
shown = st.sampled_from(
    [
        {},
        {"display": "sum_only", "count": "5"},
        {"display": "named", "consent": "C-SECRET", "shown": "某某"},
        {"commitment": "5ec2e7" + "0" * 58},
    ]
)
pledges = st.lists(
    st.builds(
        lambda source, amount, month, form, state, how: {
            "source": source, "amount": amount, "month": month, "form": form, "state": state, **how
        },
        sources, fen, months, forms, st.sampled_from(["pledged", "apportioned", "intention"]), shown,
    ),
    max_size=8,
)  # fmt: skip
gifts = st.lists(
    st.builds(
        lambda source, amount, month, form: {
            "source": source, "amount": amount, "month": month, "form": form, "reason": "SECRET"
        },
        sources, fen, months, forms,
    ),
    max_size=8,
)  # fmt: skip
payments = st.lists(
    st.builds(
        lambda kind, amount: {"payee": "nobody", "amount": amount, "paid": "2026-02-03", "no_invoice": "无", **kind},
        st.sampled_from(
            [
                {"use": "施工"},
                {"kind": "advance", "use": "施工", "bearer": "secret"},
                {"kind": "repayment"},
                {"kind": "refund", "source": "owners"},
            ]
        ),
        fen,
    ),
    max_size=8,
)  # fmt: skip


def ledger(of: Mapping[str, list[Item]]) -> Ledger:
    records: dict[str, dict[str, Record[Any]]] = {kind: {} for kind in KINDS}
    said = KINDS["projects"].model_validate(PROJECT | {"uses": [{"name": "施工", "amount": "1.00"}]})
    records["projects"]["shed"] = Record("shed", "records/demo/projects/shed.yml", said)
    for kind, rows in of.items():
        if rows:
            value = KINDS[kind].model_validate({"project": "shed", "rows": rows})
            records[kind]["all"] = Record("all", f"records/demo/{kind}/all.yml", value)
    return gather("demo", Record("community", "records/demo/community.yml", COMMUNITY), records)


def added(files: Mapping[str, bytes], table: str, only: Mapping[str, Iterable[str]]) -> str:
    raw = files.get(f"demo/projects/shed-{table}.csv", b"\xef\xbb\xbf").decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(raw, newline=""), strict=True)
    kept = (row for row in rows if all(row[name] in wanted for name, wanted in only.items()))
    return yuan(int(sum((Decimal(row["金额"]) for row in kept), Decimal(0)) * 100))


@settings(max_examples=40)
@given(pledges, gifts, payments)
def test_columns_add_up_to_the_page(promised: list[Item], given_: list[Item], paid: list[Item]) -> None:
    numbered = [{**row, "number": str(at)} for at, row in enumerate(promised, 1)]
    of = ledger({"pledges": numbered, "contributions": given_, "disbursements": paid})
    view = project.page(of, of.books["shed"], SITE)
    files: dict[str, bytes] = {}
    downloads.of_community(of, [view], SITE, Shelf(files.__setitem__, lambda _: b""))
    firm = {"形式": ["现金"], "状态": ["认捐", "分摊"]}
    assert added(files, "pledges", firm) == view.funding.pledged
    assert added(files, "contributions", {}) == view.funding.received
    assert added(files, "disbursements", {"类别": ["付款", "垫付"]}) == view.funding.paid
    plainly = [raw for path, raw in files.items() if not path.endswith(".xlsx")]
    assert not [raw for raw in plainly if b"SECRET" in raw or b"secret" in raw or b"5ec2e7" in raw]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_text_is_read_back_but_for_the_apostrophe_before_a_formula(text: str) -> None:
    line = csvs.lines(CHANGES, [("a", "b", "c", "2026-01", "更新", text, None, None)])
    (row,) = csv.reader(io.StringIO(line, newline=""), strict=True)
    assert row[5] in (text, f"'{text}")
    assert not row[5].startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
