"""The types of fields accept one spelling; what may stand together in a record is held by the models."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.calendar import BEIJING
from generator.reconcile.references import EVIDENCE, MENTIONS
from generator.records import (
    KINDS,
    Community,
    Contributions,
    Declaration,
    Disbursements,
    Notice,
    Pledges,
    Project,
    types,
)
from generator.records.share import Share
from tests.least import PROJECT

BLANK = ["", " ", "\t", "\u3000", " \u3000\xa0"]
NOT_TEXT = [None, 1, 1.5, True, [], ["1"], {}, {"1": "1"}]


def adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(getattr(types, kind))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("Money", "0", 0),
        ("Money", "12.30", 1_230),
        ("Money", "483768.5", 48_376_850),
        ("SignedMoney", "-1200.50", -120_050),
        ("Area", "86.5", 8_650),
        ("Ratio", "0.9", 90),
        ("Weight", "640.35", 6_403_500),
        ("Weight", "7", 70_000),
        ("Weight", "0.0001", 1),
        ("Count", "0", 0),
        ("Count", "270", 270),
        ("Percent", "0", 0),
        ("Percent", "100", 100),
        ("Date", "2024-02-29", date(2024, 2, 29)),
        ("Month", "2024-12", "2024-12"),
        ("Moment", "2026-03-05 17:30", datetime(2026, 3, 5, 17, 30, tzinfo=BEIJING)),
        ("When", "2026-03", "2026-03"),
        ("When", "2026-03-05", "2026-03-05"),
        ("When", "2026-03-05T19:00", "2026-03-05 19:00"),
        ("Flag", "true", True),
        ("Flag", "false", False),
        ("Line", "　示例 单位　", "示例 单位"),
        ("Text", " 第一段\n第二段\n", "第一段\n第二段"),
        ("Ref", "yinggu-2026", "yinggu-2026"),
    ],
)
def test_one_spelling_is_read(kind: str, text: str, value: object) -> None:
    assert adapter(kind).validate_python(text) == value


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            "Money",
            [*BLANK, "１２", "1e3", "1_000", "1,000", "+5", "-5", "-0", "-0.00", "1.234", "007", "200元", "1.2万"],
        ),
        ("SignedMoney", [*BLANK, "１２", "1e3", "1_000", "+5", "--5"]),
        ("Area", [*BLANK, "１２", "1e3", "-1", "86.5㎡"]),
        ("Ratio", [*BLANK, "９", "90%", "-1", "1.125"]),
        ("Weight", [*BLANK, "９", "-1", "1.00001", "1.", "00", "1,000"]),
        ("Count", [*BLANK, "１２", "1e3", "1_000", "+5", "-5", "010", "12.0", "0x10", "1000000000", "十二"]),
        ("Percent", [*BLANK, "101", "60%", "0.6", "-1", "６０"]),
        ("Date", [*BLANK, "20240305", "2024-3-5", "2024-02-30", "2024/03/05", "2024-03-05 00:00", "２０２４-03-05"]),
        ("Month", [*BLANK, "2024-3", "202403", "2024-13", "2024-03-05", "2024年3月"]),
        ("Moment", [*BLANK, "2024-03-05", "20240305", "1709600000", "2024-02-30 12:00", "2024-03-05 24:00"]),
        ("When", [*BLANK, "2024", "20240305", "2024-3", "2024-02-30", "2024-03-05 7:30", "明年春天"]),
        ("Flag", [*BLANK, "yes", "no", "True", "TRUE", "on", "1", "0", "是"]),
        ("Line", [*BLANK, "第一行\n第二行", "长" * 121]),
        ("Text", [*BLANK, "长" * 5001]),
        ("Ref", [*BLANK, "Yinggu", "ying_gu", "-a", "a-", "a--b", "盈谷", "a.yml", "../a", "a\n", "a" * 65]),
    ],
)
def test_every_other_spelling_is_refused(kind: str, texts: list[str]) -> None:
    for text in [*texts, *NOT_TEXT]:
        with pytest.raises(ValidationError):
            adapter(kind).validate_python(text)


ROW = {"number": "1", "amount": "200.00", "month": "2026-03"}
CONSENT = {"consent": "C-0001", "shown": "示例某"}


def pledges(**more: object) -> dict[str, object]:
    return {"project": "shed", "rows": [ROW | more]}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"display": "anonymous"},
        {"display": "sum_only", "count": "4"},
        {"display": "organisation", "party": "shop"},
        {"display": "surname", **CONSENT},
        {"display": "named", **CONSENT},
        {"commitment": "0123456789abcdef" * 4},
    ],
)
def test_each_way_of_showing_a_giver(more: dict[str, object]) -> None:
    row = Pledges.model_validate(pledges(**more)).rows[0]
    assert getattr(row, "display", None) == more.get("display", "anonymous")


@pytest.mark.parametrize("key", ["name", "donor", "giver", "phone", "building", "unit", "room", "date"])
def test_a_pledge_has_no_place_for_who_gave(key: str) -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Pledges.model_validate(pledges(**{key: "示例"}))


@pytest.mark.parametrize(
    "more",
    [
        {"shown": "示例某"},
        CONSENT,
        {"party": "shop"},
        {"count": "4"},
        {"display": "sum_only"},
        {"display": "sum_only", "count": "3"},
        {"display": "sum_only", "count": "4", "shown": "示例某"},
        {"display": "surname"},
        {"display": "surname", "shown": "示例某"},
        {"display": "named", "consent": "C-0001"},
        {"display": "named", "consent": "\u3000", "shown": "示例某某"},
        {"display": "organisation"},
        {"display": "organisation", "party": "shop", "shown": "示例某"},
        {"display": "consented", **CONSENT},
        {"display": "full", **CONSENT},
        {"display": ["named"], **CONSENT},
        {"month": "2026-03-05"},
        {"amount": "-1"},
        {"commitment": "0123456789ABCDEF" * 4},
        {"commitment": "0123456789abcdef" * 4 + "0"},
    ],
)
def test_a_pledge_that_says_too_much_or_too_little_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Pledges.model_validate(pledges(**more))


def test_records_are_frozen() -> None:
    batch = Pledges.model_validate(pledges())
    with pytest.raises(ValidationError, match="frozen"):
        setattr(batch.rows[0], "amount", 1)  # noqa: B010 - the type checker sees that it is frozen


GIVEN = {"amount": "1.00", "month": "2026-03"}
PAID = {"use": "施工", "payee": "builder", "amount": "1.00", "paid": "2026-03-05"}
DECLARED = {"project": "shed", "title": "示例", "of": "audit", "amount": "1.00", "as_of": "2026-03-31"}
NOTICE = {
    "project": "shed",
    "number": "1",
    "title": "示例",
    "matter": "示例",
    "phase": "before",
    "opens": "2026-03-05",
    "closes": "2026-03-12 17:30",
    "issuer": "示例",
    "issued": "2026-03-05",
}
OBJECTION = {"received": "2026-03-06", "text": "示例"}


@pytest.mark.parametrize(
    ("model", "whole", "broken"),
    [
        (
            Contributions,
            [{"rows": [GIVEN | {"pledge": "1"}, GIVEN | {"source": "owners"}]}],
            [{"rows": [GIVEN]}, {"rows": [GIVEN | {"pledge": "1", "source": "owners"}]}, {"rows": []}],
        ),
        (
            Disbursements,
            [
                {"rows": [PAID | {"invoice": "1"}, PAID | {"no_invoice": "示例"}]},
                {"rows": [PAID | {"invoice": "1", "kind": "advance", "bearer": "shop"}]},
            ],
            [
                {"rows": [PAID]},
                {"rows": [PAID | {"invoice": "1", "no_invoice": "示例"}]},
                {"rows": [PAID | {"invoice": "1", "kind": "advance"}]},
                {"rows": [PAID | {"invoice": "1", "bearer": "shop"}]},
            ],
        ),
        (
            Declaration,
            [DECLARED | {"measure": "paid"}, DECLARED | {"measure": "received", "source": "owners"}],
            [DECLARED | {"measure": "paid", "source": "owners"}, DECLARED | {"measure": "spent"}],
        ),
        (
            Notice,
            [NOTICE, NOTICE | {"objections": [OBJECTION, OBJECTION | {"answered": "2026-03-07", "answer": "示例"}]}],
            [
                NOTICE | {"objections": [OBJECTION | {"answer": "示例"}]},
                NOTICE | {"objections": [OBJECTION | {"answered": "2026-03-07"}]},
            ],
        ),
        (
            Project,
            [
                PROJECT,
                PROJECT | {"stage": "cancelled", "cancelled": "示例"},
                PROJECT | {"milestones": [{"name": "示例", "due": "2026-12"}]},
            ],
            [
                PROJECT | {"stage": "cancelled"},
                PROJECT | {"cancelled": "示例"},
                PROJECT | {"milestones": [{"name": "示例"}]},
            ],
        ),
    ],
)
def test_what_belongs_together(
    model: type[BaseModel], whole: list[dict[str, object]], broken: list[dict[str, object]]
) -> None:
    project = {} if model is Project else {"project": "shed"}
    for data in whole:
        model.model_validate(project | data)
    for data in broken:
        with pytest.raises(ValidationError):
            model.model_validate(project | data)


def test_every_field_says_its_title_and_an_example_in_chinese() -> None:
    every: list[type[BaseModel]] = [Community, *KINDS.values()]
    for model in every:
        for way, info in fields(model):
            assert any("\u4e00" <= letter <= "\u9fff" for letter in info.title or ""), (model, way)
            assert any("\u4e00" <= letter <= "\u9fff" for letter in info.description or ""), (model, way)


def test_every_field_that_names_a_record_is_looked_up() -> None:
    named = {(kind, way) for kind, model in KINDS.items() for way, info in fields(model) if names_a_record(info)}
    # A ruleset may extend one that is shipped: its own check follows the chain.
    assert {(kind, way) for kind, way, _ in MENTIONS} == named - {("rules", ("extends",))}


def test_every_field_that_names_a_file_is_looked_up() -> None:
    every = ((kind, way) for kind, model in KINDS.items() for way, _ in fields(model))
    assert set(EVIDENCE) == {(kind, way) for kind, way in every if way[-1] == "file"}


def fields(model: type[BaseModel]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Walk all fields of a model and of the models within it."""
    for name, info in model.model_fields.items():
        yield (name,), info
        for inner in models(info.annotation):
            for way, deeper in fields(inner):
                yield (name, *way), deeper


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


REF = get_args(types.Ref)[1]


def names_a_record(info: Any) -> bool:
    return REF in info.metadata or any(REF in get_args(part) for part in parts(info.annotation))


def parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from parts(part)


SHARE = {"method": "area", "total": "100.00", "basis": "示例"}
RESULT = {"participants": "7", "residue": "0.03", "commitment": "0a" * 32}
FLOORS = [{"floor": "1", "coefficient": "0.00"}, {"floor": "2", "coefficient": "0.50"}]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"method": "equal"},
        {"method": "equal", "result": RESULT},
        {"result": RESULT | {"base": "640.35"}},
        {"method": "coefficient", "floors": FLOORS},
        {"method": "area_coefficient", "floors": FLOORS, "result": RESULT | {"base": "640.3525"}},
    ],
)
def test_a_share_says_what_its_method_needs(said: dict[str, object]) -> None:
    assert Share.model_validate(SHARE | said).method == said.get("method", "area")


@pytest.mark.parametrize(
    "said",
    [
        {"floors": FLOORS},
        {"method": "equal", "floors": FLOORS},
        {"method": "coefficient"},
        {"method": "area_coefficient"},
        {"method": "coefficient", "floors": [*FLOORS, FLOORS[0]]},
        {"result": RESULT},
        {"method": "equal", "result": RESULT | {"base": "7"}},
        {"result": RESULT | {"base": "640.35", "commitment": "0A" * 32}},
        {"result": RESULT | {"base": "640.35", "lines": []}},
        {"total": "-1.00"},
    ],
)
def test_a_share_that_says_too_much_or_too_little_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Share.model_validate(SHARE | said)
