"""Which field makes a project's page too long for one sheet, and how to mend it."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.breaks import BREAK
from generator.views.project import ProjectPage
from generator.views.sheet import CHOICES, EM, WIDTH, Reckoning
from generator.wording import Said, say


class _Field(NamedTuple):
    """How many em a field takes beyond its share of a sheet, and what it is called."""

    over: float
    file: str
    name: str
    title: Said
    much: Said


def longest(page: ProjectPage) -> Said:
    """Name the field that goes furthest beyond what a sheet has room for: `records/demo/projects/shed.yml 的 …`."""
    field = max(_fields(page), key=lambda one: one.over)
    return say(
        "最长的是 {file} 的 {name}（{title}，{much}）",
        file=field.file,
        name=field.name,
        title=field.title,
        much=field.much,
    )


def _fields(page: ProjectPage) -> Iterator[_Field]:
    """Give the fields of the records behind a sheet; the shares are those of a sheet that is well filled."""
    least = CHOICES[-1]
    sheet = Reckoning(page, EM * least.size / 100, least.tight)
    width = WIDTH / sheet.em
    community, _, project = page.path.removesuffix(".html").partition("/")
    file, about = f"records/{community}/{project}.yml", f"records/{community}/community.yml"
    title = page.formal_title.replace(BREAK, "")
    for share, name, said, text in (
        (2, "formal_title", say("公示标题"), title),
        (4, "summary", say("为什么做、做什么"), page.summary),
        (2, "cancelled", say("中止原因"), page.cancelled),
    ):
        over = 1.35 * (sheet.lines(text, width, 1.7 if text == title else 1.0) - share)
        yield _Field(over, file, name, said, _signs(text))
    if page.accounts:
        uses = "".join(use.name for use in page.funding.uses)
        yield _Field(sheet.spending(width / 2) - 20, file, "uses", say("资金用途预算"), _signs(uses))
    else:
        sources = sum(sheet.source(row, width / 2) - 2.6 for row in page.funding.sources)
        yield _Field(sources - 2.6, file, "sources", say("资金来源计划"), _signs("".join(_givers(page))))
    steps = say("{count} 步", count=len(page.steps))
    yield _Field(sheet.steps(width / 3) - 14, file, "milestones", say("步骤"), steps)
    for one in page.decisions:
        meeting = f"records/{community}/{one.href.removeprefix('../').removesuffix('.html')}.yml"
        over = sheet.vote(one, width / 2, leading=False) - 4
        yield _Field(over, meeting, "resolutions", say("决定"), _signs(one.title))
    channel = page.channel
    ways = (channel.contact, channel.place, channel.box, channel.upper, channel.reply)
    words = "".join(text for text in ways if text)
    yield _Field(sheet.box(width / 2) - 16, about, "objection", say("提意见的办法"), _signs(words))


def _signs(text: str) -> Said:
    return say("{count} 字", count=len(text))


def _givers(page: ProjectPage) -> Iterator[str]:
    return (who for row in page.funding.sources for who in row.who)
