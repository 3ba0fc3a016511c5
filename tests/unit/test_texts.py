"""Texts of templates: put in a language when the template is compiled, what is filled in escaped as ever."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, TemplateAssertionError

from generator.texts import Kept, Templates

WORDS = {
    "看其余 {n} 笔": ("Show {n} more <b>row</b>", "Show {n} more <b>rows</b>"),
    "{project}：{title}": ("{title} of {project}",) * 2,
    "照片": ("Photos",) * 2,
    "共 {n} 次": ("{n} in all",) * 2,
    "坏": ("{missing}",) * 2,
}


def words(text: str, n: int) -> str:
    return WORDS[text][n != 1]


def render(source: str, **view: object) -> str:
    templates = Templates(loader=DictLoader({"page": source}), autoescape=True)
    templates.words = words
    return templates.get_template("page").render(**view)


def test_texts_are_told_and_what_is_filled_in_is_escaped() -> None:
    source = '<p>{{ _("照片") }}{{ _("{project}：{title}", project=p, title=t) }}</p>'
    assert render(source, p="<i>", t="a & b") == "<p>Photosa &amp; b of &lt;i&gt;</p>"


@pytest.mark.parametrize(
    ("n", "told"), [(1, "Show 1 more <b>row</b>!"), (0, "Show 0 more <b>rows</b>!"), (12, "Show 12 more <b>rows</b>!")]
)
def test_a_text_that_counts_has_its_plural(n: int, told: str) -> None:
    assert render('{{ _("看其余 {n} 笔", n=rows) }}!', rows=n) == told


def test_texts_may_be_handed_on() -> None:
    assert render('{% macro m(x) %}<a>{{ x }}</a>{% endmacro %}{{ m(_("照片")) }}{{ _("照片") if p else 1 }}', p=1) == (
        "<a>Photos</a>Photos"
    )


@pytest.mark.parametrize(
    "source",
    [
        '{% set x = _("共 {n} 次", n=3) %}',
        '{{ _("共 {n} 次", n=3) if p else "" }}',
        '{{ _("共 {n} 次", m=3) }}',
        '{{ _("坏", n=3) }}',
    ],
)
def test_a_text_that_cannot_be_told_is_refused(source: str) -> None:
    with pytest.raises(TemplateAssertionError):
        render(source, p=1)


def test_compiled_templates_are_kept_until_the_stamp_is_another(tmp_path: Path) -> None:
    def told(stamp: str, word: str) -> str:
        kept = Kept(f"{tmp_path}", stamp)
        templates = Templates(loader=DictLoader({"page": '{{ _("照片") }}'}), autoescape=True, bytecode_cache=kept)
        templates.words = lambda _text, _n: word
        return templates.get_template("page").render()

    assert told("one", "Photos") == "Photos"
    assert told("one", "Pictures") == "Photos"
    assert told("two", "Pictures") == "Pictures"
