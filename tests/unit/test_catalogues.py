"""The catalogues hold every text of code and templates, whole, and compiled as they stand."""

import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import ModuleType

import click
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from generator.records.funds import Measure
from generator.wording import LOCALE, PAGE, teller

ROOT = Path(__file__).parents[2]
LANGUAGES = ["en", "zh_Hant"]
HOLE = re.compile(r"\{([a-z_]+)(?:[:!][^}]*)?\}")
TAG = re.compile(r"</?[a-z][^>]*>")
CHINESE = re.compile("[一-鿿，。：；（）、“”？]+")
CALL = re.compile(r"""\b_\(\s*(?:"[^"]*"|'[^']*')|\{#.*?#\}""", re.DOTALL)


def path_of(language: str, domain: str = "gongshi") -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def catalogue(language: str, domain: str = "gongshi") -> Catalog:
    with path_of(language, domain).open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / ".ci" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def forms(entry: Message) -> Iterator[tuple[str, str]]:
    """Give each form of a message with its source."""
    source = entry.id if isinstance(entry.id, str) else entry.id[0]
    for told in [entry.string] if isinstance(entry.string, str) else entry.string or [""]:
        yield source, str(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(script: ModuleType, language: str) -> None:
    known = {(entry.context or "", forms_of[0]) for entry in catalogue(language) for forms_of in forms(entry)}
    wanted = {(one.context, one.text) for one in script.texts()}
    assert len(wanted) > 800
    assert wanted - known == set()
    assert {text for _, text in known - wanted} == {""}  # the head of the file alone
    assert [source for entry in catalogue(language) for source, told in forms(entry) if source and not told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_same_holes(language: str) -> None:
    """A refusal may name its field by its key alone, where the Chinese gives its title and its hint."""
    for entry in catalogue(language):
        refusal = any("complaints.py" in path for path, _ in entry.locations)
        for source, told in forms(entry):
            if source:
                holes, wanted = set(HOLE.findall(told)), set(HOLE.findall(source))
                assert holes <= {*wanted, "name"} if refusal else holes == wanted, told


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_templates_are_markup(script: ModuleType, language: str) -> None:
    known = catalogue(language)
    for one in script.templates():
        entry = known.get(one.text, one.context)
        assert entry is not None
        for source, told in forms(entry):
            assert Counter(TAG.findall(told)) == Counter(TAG.findall(source)), told
            assert not re.search(r"[<&]", TAG.sub("", told)), told


@pytest.mark.parametrize(
    ("language", "domain"), [*product(LANGUAGES, ["gongshi"]), ("zh", "click"), ("zh_Hant", "click")]
)
def test_the_compiled_catalogue_is_fresh(language: str, domain: str, tmp_path: Path) -> None:
    with (tmp_path / "fresh.mo").open("wb") as target:
        write_mo(target, catalogue(language, domain))
    assert (tmp_path / "fresh.mo").read_bytes() == path_of(language, domain).with_suffix(".mo").read_bytes()


@pytest.mark.parametrize("language", ["zh", "zh_Hant"])
def test_all_that_click_says_is_translated(script: ModuleType, language: str) -> None:
    known = catalogue(language, "click")
    found = list(script.extract_from_dir(Path(click.__file__).parent, [("**.py", "python")], script.CLICK))
    assert len(found) > 60
    for _, _, id_, _, _ in found:
        entry = known.get(id_)
        assert entry is not None
        sources = {id_} if isinstance(id_, str) else set(id_)
        for _, told in forms(entry):
            assert told
            assert set(HOLE.findall(told)) <= {hole for source in sources for hole in HOLE.findall(source)}, told


def bare(markup: str) -> list[str]:
    """Find the texts of a template that no catalogue could hold."""
    return CHINESE.findall(CALL.sub("", markup))


@pytest.mark.parametrize("path", sorted((ROOT / "generator" / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_no_text_of_a_template_is_bare(path: Path) -> None:
    tones = ["发布", "更新", "更正"]  # looked up, not shown
    assert [text for text in bare(path.read_text(encoding="utf-8")) if text not in tones] == []


def test_a_bare_text_is_seen() -> None:
    assert bare('{# 说明 #}<p>{{ _("照片") }}：{{ x }}</p>{{ "项目" if x else _(\'会议\') }}') == ["：", "项目"]


def test_a_word_on_a_page_is_not_the_word_in_a_report() -> None:
    assert [teller("en", context)(Measure.RECEIVED.label) for context in ("", PAGE)] == ["received", "Received"]
    assert teller("zh-Hant", PAGE)(Measure.RECEIVED.label) == "到帳"


def test_new_texts_are_drafted_in_traditional_characters_only(script: ModuleType) -> None:
    assert script.drafted("电动自行车“充电”里面", "zh_Hant") == "電動自行車「充電」裡面"
    assert script.drafted("电动自行车", "en") == ""
