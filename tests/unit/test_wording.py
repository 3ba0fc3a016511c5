import ast
import pickle
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.diagnostics import Location, error
from generator.outcome import Outcome, from_json, to_json
from generator.wording import PAGE, listed, on, pack, say, teller, unpack

ROOT = Path(__file__).parents[2]
CHINESE = re.compile("[一-鿿]")
ASIDE = say("如果它是内容，{quote}；如果是注释，请单独写一行", quote=say("请把整句用英文双引号括起来"))


def test_a_message_is_its_text() -> None:
    assert ASIDE == "如果它是内容，请把整句用英文双引号括起来；如果是注释，请单独写一行"
    assert say("以 { 开头") == "以 { 开头"


def test_what_is_counted_is_grouped_and_a_year_is_not() -> None:
    homes = say("{n} 户", n=1940)
    assert homes == "1,940 户"
    assert teller("en", PAGE)(homes) == "1,940 homes"
    assert say("{year}年", year=2026) == "2026年"


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


def bare(tree: ast.AST) -> Iterator[str]:
    """Give the Chinese texts, plain or filled in, that no report could tell in another language."""
    pending = [tree]
    for node in pending:  # grows on the way
        if isinstance(node, ast.Constant | ast.JoinedStr):
            if CHINESE.search(ast.unparse(node)):
                yield ast.unparse(node)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("say", "require"):
            pending += [*node.args[1:], *(keyword.value for keyword in node.keywords)]
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):  # a docstring
            pending += ast.iter_child_nodes(node)


MAKERS = ("error", "warning", "info", "breach", "misplaced", "cited", "Rule", "Refusal", "Finding")
TALKERS = (
    "since.py",
    "tree.py",
    "load.py",
    "outcome.py",
    "evidence/*.py",
    "reconcile/[!_p]*.py",
    "reconcile/privacy.py",
    "views/*.py",
    "pages.py",
    "render.py",
    "comparison.py",
)
"""Files whose every Chinese text is part of a finding or a page; `reconcile/patterns.py` holds what is looked for."""

WORDS = re.compile(r"'[零一二三四五六七八九十]+'")
"""Words of a closed set, which the catalogue takes from their constant."""


def test_no_finding_is_made_of_a_bare_text() -> None:
    made = [
        node
        for path in sorted((ROOT / "generator").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in MAKERS
    ]
    assert len(made) > 80
    assert [text for node in made for text in bare(node)] == []


@pytest.mark.parametrize("pattern", TALKERS)
def test_what_findings_and_pages_are_put_together_from_is_said(pattern: str) -> None:
    paths = sorted((ROOT / "generator").glob(pattern))
    assert paths
    texts = [text for path in paths for text in bare(ast.parse(path.read_text(encoding="utf-8")))]
    assert [
        text for text in texts if "step.name" not in text and not WORDS.fullmatch(text)
    ] == []  # a name in quotes, no message


def test_bare_texts_are_seen() -> None:
    tree = ast.parse('"""说明."""\nerror("a", f"少{x}元", w, "改" if x else say("请改{y}", y="多"))\nhint = "改"')
    assert sorted(bare(tree)) == ["'多'", "'改'", "'改'", "f'少{x}元'"]


def test_days_and_lists_are_told() -> None:
    assert on(date(2026, 3, 5)) == "2026年3月5日"
    assert teller("en")(on(date(2026, 3, 5))) == "2026-03-05"
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a、b、c"]
    assert teller("en")(listed(["a", "b", "c"])) == "a, b, c"
    assert teller("en")(listed([say("没有一户参加")])) == "no home takes part"
