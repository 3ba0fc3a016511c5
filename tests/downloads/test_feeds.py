"""Feeds, read by a parser that is not ours."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest

from generator.downloads import feeds
from generator.views.site import Site

Take = Callable[..., Path]
FEEDS = ["demo/data/changes.xml", "data/changes.xml"]
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def read(path: Path) -> Any:
    found = feedparser.parse(
        path.read_bytes(), response_headers={"content-type": "application/atom+xml; charset=utf-8"}
    )
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


@pytest.mark.parametrize("path", FEEDS)
def test_there_is_an_entry_for_each_change_and_all_that_atom_wants(taken: Path, path: str) -> None:
    found = read(taken / path)
    changes = (taken / "demo" / "data" / "changes.csv").read_bytes().count(b"\r\n") - 1
    assert len(found.entries) == changes
    ids = [found.feed.id, *(entry.id for entry in found.entries)]
    assert len(set(ids)) == len(ids)
    assert all(URN.fullmatch(one) for one in ids)
    assert found.feed.updated == found.entries[0].updated
    assert [entry.updated for entry in found.entries] == sorted((one.updated for one in found.entries), reverse=True)
    assert {link.rel: link.href for link in found.feed.links} == {
        "self": f"https://example.org/gongshi/{path}",
        "alternate": f"https://example.org/gongshi/{path.replace('data/changes.xml', 'index.html')}",
    }
    for entry in found.entries:
        assert entry.title
        assert entry.author.endswith("示例社区居民委员会")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", entry.updated)
        assert re.fullmatch(r"https://example.org/gongshi/demo/projects/[a-z]+\.html#changes", entry.link)


def test_a_title_names_the_project_and_the_kind(taken: Path) -> None:
    found = read(taken / FEEDS[0])
    by_title = {entry.title: entry for entry in found.entries}
    correction = by_title["【更正】车棚改建：第 7 号认捐（示例，多记了）"]
    assert correction.content[0].value == "第 7 号认捐（示例，多记了）：50 元 → 40 元"
    assert correction.tags[0].term == "更正"
    assert {entry.tags[0].term for entry in found.entries} == {"发布", "更新", "更正", "意见", "答复"}


def test_an_entry_keeps_its_name_when_others_come(taken: Path, records: Path, take: Take) -> None:
    before = {entry.title: entry.id for entry in read(taken / FEEDS[0]).entries}
    works = records / "demo" / "progress" / "works.yml"
    more = "  - date: 2026-03-12\n    text: 开工。\n  - date: 2026-03-12\n    text: 开工。\n"
    works.write_text(works.read_text(encoding="utf-8").replace("  - date: 2026-03-10", f"{more}  - date: 2026-03-10"))
    found = read(take() / FEEDS[0]).entries
    after = {entry.title: entry.id for entry in found}
    assert {title: after[title] for title in before} == before
    assert len({entry.id for entry in found}) == len(found) == len(before) + 2


def test_text_of_records_is_never_markup(records: Path, take: Take) -> None:
    project = records / "demo" / "projects" / "shed.yml"
    text = project.read_text(encoding="utf-8").replace("title: 车棚改建", "title: '<b>&amp;]]></title>'")
    project.write_text(text, encoding="utf-8")
    raw = (take() / FEEDS[0]).read_text(encoding="utf-8")
    assert "&lt;b&gt;&amp;amp;]]&gt;&lt;/title&gt;" in raw
    assert read(take() / FEEDS[0]).entries


def test_the_latest_of_all_communities_stand_first_and_the_rest_stays_out(taken: Path, site: Site) -> None:
    raw = (taken / FEEDS[0]).read_bytes()
    many = [raw.replace(b"2026-03", f"20{year}-03".encode()) for year in (27, 28, 29)]
    whole = feeds.together("全站", many, "data/changes.xml", "index.html", site).decode()
    updated = re.findall(r"<updated>(\d{4})-(\d\d).*?</updated>\n<author>", whole)
    assert len(updated) == feeds.LATEST
    assert updated[0] == ("2029", "03")
    assert updated == sorted(updated, reverse=True)


def test_without_an_address_there_is_no_feed(take: Take, site: Site) -> None:
    out = take(Site(site.name, "", site.as_of, site.demonstration))
    assert [*out.rglob("changes.csv")]
    assert not [*out.rglob("changes.xml")]
