"""No text of a record holds a number or address of a person, asks for money, or lists who did not pay."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from generator.diagnostics import Field, Finding, error, warning
from generator.ledger import Ledger, Record
from generator.reconcile.patterns import WORDING, find, plain, worth_a_look
from generator.records.place import Allowance, Allowed, ObjectionChannel
from generator.wording import say


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said of one kind: the code, and the mend."""

    code: str
    hint: str


_RULES = {
    Allowed.PHONE: Rule("privacy-phone", say("请删掉")),
    Allowed.ID_CARD: Rule("privacy-id-card", say("请删掉")),
    Allowed.BANK_CARD: Rule("privacy-bank-card", say("请删掉")),
    Allowed.PLATE: Rule("privacy-plate", say("请删掉")),
    Allowed.UNIT: Rule("privacy-unit", say("请只写到楼号或单元，不写房号和人")),
    Allowed.APPEAL: Rule("wording-appeal", say("本站只公示、不募捐：请改成说明已经做了什么")),
    Allowed.PAYMENT_CODE: Rule("wording-payment-code", say("本站不收款：请删掉")),
    Allowed.NON_PAYERS: Rule("wording-non-payers", say("请只写总数，不列谁没有交")),
}


def texts_are_public(ledger: Ledger, _as_of: date) -> Iterator[Finding | None]:
    """No text holds what must not be public, unless the community allows it there with a reason."""
    allowances = ledger.community.value.allowances
    allowed = [(one.kind, plain(one.text)) for one in allowances]
    used: set[int] = set()
    for record in (ledger.community, *(record for kind in ledger.records.values() for record in kind.values())):
        yield None
        if worth_a_look("\n".join(_gather(record.value))):
            yield from _look(record, allowed, used)
    for index, one in enumerate(allowances):
        yield (
            None
            if index in used
            else warning(
                "allowance-unused",
                say("放行的“{kind}”没有用到：记录里没有这段文字，或不用放行", kind=say(one.kind.label)),
                ledger.community.at("allowances", index, "text"),
                say("请删掉这一条，或改成和记录里一字不差"),
            )
        )


def _look(record: Record[Any], allowed: list[tuple[Allowed, str]], used: set[int]) -> Iterator[Finding]:
    for model, field, text in _texts(record.value):
        if not worth_a_look(text):
            continue
        whole = plain(text)
        said: set[Allowed] = set()
        for kind, found in find(whole):
            if kind is Allowed.PHONE and model is ObjectionChannel:
                continue
            excused = [at for at, (of, by) in enumerate(allowed) if of is kind and found in by and by in whole]
            used.update(excused)
            if not excused and kind not in said:
                said.add(kind)
                shown = f"“{found}”" if kind in WORDING else f"“{found[:3]}…”"
                rule = _RULES[kind]
                hint = say("{hint}；确实可以公开的，在 community.yml 的 allowances 写明原因", hint=rule.hint)
                yield error(
                    rule.code,
                    say("这里像是有{kind}：{shown}", kind=say(kind.label), shown=shown),
                    record.at(*field),
                    hint,
                )


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which fields of a model hold text, and which hold models."""

    texts: tuple[str, ...]
    lists: tuple[str, ...]
    models: tuple[str, ...]


@cache
def _plan(model: type[BaseModel]) -> _Plan:
    texts: list[str] = []
    lists: list[str] = []
    models: list[str] = []
    for name, field in model.model_fields.items():
        listed = get_origin(field.annotation) is tuple
        if _is_text(field.annotation, field.metadata):
            (lists if listed else texts).append(name)
        elif _is_model(field.annotation):
            models.append(name)
    return _Plan(tuple(texts), tuple(lists), tuple(models))


def _is_text(annotation: Any, metadata: Any = ()) -> bool:
    """Tell free text from an id, a choice or a number: text has no pattern to keep to."""
    if annotation is str:
        rules = [rule for rule in metadata if isinstance(rule, StringConstraints)]
        return bool(rules) and rules[0].pattern is None
    inner = getattr(annotation, "__metadata__", metadata)
    return any(_is_text(choice, inner) for choice in get_args(annotation))


def _is_model(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation is not Allowance
    return any(_is_model(choice) for choice in get_args(annotation))


def _gather(record: BaseModel) -> list[str]:
    """List every text of a record; places do not matter yet."""
    texts: list[str] = []
    pending = [record]
    for value in pending:  # grows on the way
        plan, held = _plan(type(value)), value.__dict__
        for name in plan.texts:
            if held[name]:
                texts.append(held[name])  # noqa: PERF401 - a comprehension costs more: there is one name, mostly
        for name in plan.lists:
            texts += held[name]
        for name in plan.models:
            inner = held[name]
            if type(inner) is tuple:
                pending += inner
            elif inner is not None:
                pending.append(inner)
    return texts


def _texts(value: BaseModel, field: Field = ()) -> Iterator[tuple[type[BaseModel], Field, str]]:
    """Give every text of a record with its model and its place."""
    plan = _plan(type(value))
    for name in plan.texts:
        if text := getattr(value, name):
            yield type(value), (*field, name), text
    for name in plan.lists:
        for index, text in enumerate(getattr(value, name)):
            yield type(value), (*field, name, index), text
    for name in plan.models:
        inner = getattr(value, name)
        items = enumerate(inner) if isinstance(inner, tuple) else [(None, inner)]
        for at, one in items:
            if one is not None:
                yield from _texts(one, (*field, name) if at is None else (*field, name, at))
