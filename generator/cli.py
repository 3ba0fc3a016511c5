"""The `gongshi` command: it alone reads the clock and the environment, and prints.

Heavy parts load when a command needs them.
"""

import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from generator import calendar
from generator.outcome import Outcome
from generator.spoken import Group, language, option, speak, tell
from generator.wording import LANGUAGES, SOURCE, say, teller


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        day = calendar.parse_date(str(value))
        if day is None:
            self.fail(tell(say("“{value}”要写成 2026-03-05 这样的日期", value=str(value))), param, ctx)
        return day


def _today() -> date:
    return datetime.now(calendar.BEIJING).date()


_as_of = option("--as-of", type=_Day(), default=_today, help="按哪一天核对，默认今天（北京时间）。")
_jobs = option("--jobs", type=click.IntRange(1), default=None, help="同时用几个进程，默认按处理器个数。")
_format = option(
    "--format",
    "style",
    type=click.Choice(["text", "github", "json", "sarif", "gitlab"]),
    default="text",
    help="报告写成哪种样子。",
)
_language = option(
    "--lang",
    type=click.Choice(list(LANGUAGES)),
    envvar="GONGSHI_LANG",
    expose_value=False,
    help="用哪种语言，默认中文；也可以写在环境变量 GONGSHI_LANG 里。",
)


class _Gongshi(Group):
    """The command, in the language that its words or the environment ask for, wherever they do."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> Any:
        words = list(sys.argv[1:] if args is None else args)
        asked = [after for word, after in zip(words, [*words[1:], ""], strict=True) if word == "--lang"]
        asked += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
        chosen = next(iter(asked), os.environ.get("GONGSHI_LANG", SOURCE))
        speak(chosen if chosen in LANGUAGES else SOURCE, os.environ)
        return super().main(words, *rest, **settings)


def _report(outcome: Outcome, style: str) -> None:
    """Print a report; in a GitHub job, all findings go to the summary of the job too."""
    from generator import report

    tell = teller(language())
    click.echo(report.write(style, outcome, tell), nl=False)
    if style == "github" and (page := os.environ.get("GITHUB_STEP_SUMMARY")):
        from generator.report import github

        with Path(page).open("a", encoding="utf-8") as file:
            file.write(github.table(outcome, tell))


@click.group(cls=_Gongshi)
@_language
@option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="项目文件夹（mkdocs.yml 和 records/ 所在的地方），默认当前文件夹。",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """公示：核对社区记录，生成公示网站。"""
    context.obj = root.resolve()


@main.command()
@_as_of
@_jobs
@_format
@option("--since", metavar="REV", help="和 git 的这个版本比，公布过的认捐、到账、支出不许改动，例如 origin/main。")
@_language
@option("--no-cache", is_flag=True, help="全部重新核对，不用上次的结果。")
@click.pass_obj
def check(root: Path, as_of: date, jobs: int | None, style: str, since: str | None, *, no_cache: bool) -> None:
    """核对 records/ 里的全部记录；有错误时退出码是 1。"""
    from generator.diagnostics import has_errors

    records = root / "records"
    if no_cache:
        from generator import check as checking

        outcome = checking.check(records, as_of, jobs)
    else:
        from generator import cache

        outcome = cache.check(records, as_of, jobs, root / ".cache" / "gongshi")
    if since is not None:
        from generator import check as checking
        from generator.revision import RevisionError

        try:
            outcome = checking.published(outcome, records, since)
        except RevisionError as trouble:
            raise click.UsageError(tell(*trouble.args)) from trouble
    _report(outcome, style)
    sys.exit(has_errors(outcome.findings))


@main.command()
@_as_of
@_jobs
@_format
@_language
@option(
    "--site", type=click.Path(file_okay=False, path_type=Path), default=None, help="网站写到哪个文件夹，默认 site/。"
)
@option("--site-url", default=None, help="网站的网址，代替 mkdocs.yml 里的 site_url；有网址才有二维码。")
@option("--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", help="用哪个引擎做页面外框。")
@option("--no-sheets", is_flag=True, help="不做公示单（PDF）和转发图，快一些。")
@click.pass_obj
def build(
    root: Path,
    as_of: date,
    jobs: int | None,
    style: str,
    site: Path | None,
    site_url: str | None,
    engine: str,
    *,
    no_sheets: bool,
) -> None:
    """核对记录并生成网站；有错误时网站原样不动，退出码是 1。"""
    from generator import chromium, frame, publish, settings
    from generator.diagnostics import has_errors

    out = (site or root / "site").resolve()
    browser = None if no_sheets else chromium.find(Path.home())
    try:
        built = publish.build(publish.Job(root, out, as_of, site_url, engine, jobs, browser=browser))
    except (publish.PublishError, settings.SettingsError) as trouble:
        raise click.UsageError(tell(*trouble.args)) from trouble
    except frame.EngineError as trouble:
        raise click.ClickException(str(trouble)) from trouble
    if has_errors(built.outcome.findings):
        _report(built.outcome, style)
        click.echo(tell(say("网站没有更新：请先改好上面的错误。")), err=style not in ("text", "github"))
        sys.exit(1)
    for note in built.notes:
        click.echo(tell(say("注意：{note}", note=note)))
    if built.notices and browser is None and not no_sheets:
        click.echo(tell(say("没有做公示单和转发图：{reason}", reason=chromium.MISSING)))
    where = f"{out}/index.html"
    done = say("网站已生成：{n} 个页面，在 {where}", n=built.pages, where=where)
    click.echo(tell(done if built.replaced else say("没有变化：{n} 个页面，在 {where}", n=built.pages, where=where)))


@main.command()
@_language
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """说明一个问题代码是什么意思、怎么改；不写代码就列出全部。"""
    from generator import explain as explaining

    if code is None:
        click.echo(explaining.listing(tell))
        return
    text = explaining.text(code)
    if text is None:
        near = explaining.nearest(code)
        unknown = say("没有“{code}”这个代码", code=code)
        raise click.UsageError(
            tell(say("{unknown}，是不是想查 {near}？", unknown=unknown, near=near) if near else unknown)
        )
    click.echo(tell(text))


@main.command(context_settings={"ignore_unknown_options": True})
@option("--host", default="127.0.0.1", help="监听地址，默认只在本机。")
@option("--port", type=int, default=8000, help="端口，默认 8000。")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def serve(root: Path, host: str, port: int, options: tuple[str, ...]) -> None:
    """在本机预览；记录、页面或模板一改，浏览器自动刷新。其余选项和 build 相同。"""
    from generator import serve as serving

    serving.serve(root, ("--lang", language(), *options), host, port)


@main.command()
@click.pass_obj
def schema(root: Path) -> None:
    """把各类记录的 JSON Schema 写到 docs/schema/，供编辑器提示。"""
    from generator import schema as schemas

    changed = schemas.write(root / "docs" / "schema")
    done = say(
        "写好 {all} 个，其中 {changed} 个有变化，在 docs/schema/", all=len(schemas.schemas()), changed=len(changed)
    )
    click.echo(tell(done))


@main.command()
@_language
@click.argument("name", metavar="ID")
@_as_of
@option(
    "--format", "style", type=click.Choice(["a4", "a3", "png", "all"]), default="all", help="只做哪一种，默认都做。"
)
@option("--out", type=click.Path(file_okay=False, path_type=Path), default=None, help="放在哪个文件夹，默认 notices/。")
@option("--site-url", default=None, help="网站的网址，代替 mkdocs.yml 里的 site_url；有网址才有二维码。")
@click.pass_obj
def notice(root: Path, name: str, as_of: date, style: str, out: Path | None, site_url: str | None) -> None:
    """做一份公示单（A4、A3 的 PDF）和转发图（PNG）；ID 写成 社区/公示 或 社区/项目。"""
    from generator import chromium, frame, settings
    from generator import notice as notices

    browser = chromium.find(Path.home())
    if browser is None:
        raise click.ClickException(tell(chromium.MISSING))
    formats = {"a4": ("a4.pdf",), "a3": ("a3.pdf",), "png": ("png",)}.get(style, ("a4.pdf", "a3.pdf", "png"))
    order = notices.Order(root, name, as_of, site_url, formats, out or root / "notices")
    try:
        made = notices.make(order, browser)
    except settings.SettingsError as trouble:
        raise click.UsageError(tell(*trouble.args)) from trouble
    except (notices.Refused, chromium.BrowserError, frame.EngineError) as trouble:
        raise click.ClickException(tell(*trouble.args)) from trouble
    if not made.files:
        _report(made.outcome, "text")
        click.echo(tell(say("没有做公示单：请先改好上面的错误。")))
        sys.exit(1)
    for note in made.notes:
        click.echo(tell(note))
    for path in made.files:
        click.echo(tell(say("写好 {path}", path=f"{path}")))


@main.command()
@_language
@click.argument("project")
@option(
    "--areas",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="各户的表（CSV：编号、面积、楼层、参加），放在项目文件夹外面。",
)
@click.pass_obj
def share(root: Path, project: str, areas: Path) -> None:
    """按记录里的办法把费用分摊到户（PROJECT 写成 社区/项目）；和记录的 result 不一样时退出码是 1。"""
    from generator import apportion

    try:
        told, same = apportion.apportion(root, project, areas)
    except apportion.Refused as trouble:
        raise click.ClickException(tell(*trouble.args)) from trouble
    click.echo(tell(told))
    sys.exit(not same)


@main.command()
@option("--since", "revision", required=True, help="和哪个版本比，例如 origin/main。")
@_language
@click.pass_obj
def summary(root: Path, revision: str) -> None:
    """列出金额有变化的项目：计划、认捐、到账、支出，改动前 → 改动后。"""
    from generator import comparison
    from generator import revision as revisions

    try:
        with revisions.checkout(root, revision) as records:
            before = comparison.figures(records)
    except revisions.RevisionError as trouble:
        raise click.ClickException(tell(*trouble.args)) from trouble
    click.echo(comparison.markdown(before, comparison.figures(root / "records"), teller(language())), nl=False)
