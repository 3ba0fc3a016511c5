import importlib.util
import pickle
import re
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from generator.diagnostics import Location, error
from generator.outcome import Outcome, from_json, to_json
from generator.wording import LOCALE, pack, say, teller, unpack

ROOT = Path(__file__).parents[2]
PO = LOCALE / "en" / "LC_MESSAGES" / "gongshi.po"
HOLE = re.compile(r"\{([a-z_]+)\}")
ASIDE = say("如果它是内容，{quote}；如果是注释，请单独写一行", quote=say("请把整句用英文双引号括起来"))


def test_a_message_is_its_text() -> None:
    assert ASIDE == "如果它是内容，请把整句用英文双引号括起来；如果是注释，请单独写一行"
    assert say("以 { 开头") == "以 { 开头"


def test_a_message_is_told_again_with_what_was_filled_in() -> None:
    told = teller("en")(ASIDE)
    assert told == "if it is content, put the whole text in double quotes; if a comment, give it a line of its own"
    assert teller("zh")(ASIDE) == ASIDE


@pytest.mark.parametrize("text", ["", "错误", "没有 {这种} 消息", say("无 {这种} 消息"), say("没有{x}消息", x=3)])
def test_what_the_catalogue_does_not_hold_stays_as_it_is(text: str) -> None:
    assert teller("en")(text) == text


def test_what_a_record_holds_is_never_taken_for_a_message() -> None:
    assert teller("en")(say("没有“{key}”这个字段", key="错误{key}")) == "there is no field “错误{key}”"


def test_messages_live_through_json_and_processes() -> None:
    plain = error("made-up", "没有模板", Location("a.yml", 1, 1))
    made = error("made-up", ASIDE, Location("a.yml", 1, 1), say("缩进超过 {limit} 层", limit=12))
    outcome = Outcome((plain, made), {}, {})
    for again in (from_json(to_json(outcome)), pickle.loads(pickle.dumps(outcome))):  # noqa: S301 - our own
        assert again == outcome
        assert [teller("en")(one.message) for one in again.findings] == ["没有模板", teller("en")(ASIDE)]
    assert pack("没有模板") == "没有模板"
    assert unpack(pack(ASIDE)) == ASIDE


def test_every_message_is_translated_with_the_same_holes() -> None:
    spec = importlib.util.spec_from_file_location("messages", ROOT / ".ci" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    with PO.open("rb") as file:
        catalogue = read_po(file)
    said = {message for message, _ in script.messages("say")}
    assert len(said) > 100
    assert sorted(message for message in said if not getattr(catalogue.get(message), "string", "")) == []
    strange = [
        entry.id
        for entry in catalogue
        if entry.id and not set(HOLE.findall(str(entry.string))) <= {*HOLE.findall(str(entry.id)), "name"}
    ]
    assert strange == []


def test_the_compiled_catalogue_is_fresh(tmp_path: Path) -> None:
    with PO.open("rb") as source, (tmp_path / "fresh.mo").open("wb") as target:
        write_mo(target, read_po(source))
    assert (tmp_path / "fresh.mo").read_bytes() == PO.with_suffix(".mo").read_bytes()
