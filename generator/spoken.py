"""Click in the language of whoever runs the command: its help and its refusals, and ours in them."""

import gettext
from collections.abc import Callable, MutableMapping
from typing import Any

import click

from generator.wording import LOCALE, SOURCE, say, teller

_DOMAIN = "click"
_chosen = [SOURCE]


def speak(language: str, environment: MutableMapping[str, str]) -> None:
    """Choose the language for all that is said from here on; gettext, which Click asks, has it from `LANGUAGE`."""
    _chosen[0] = language
    gettext.bindtextdomain(_DOMAIN, LOCALE)
    gettext.textdomain(_DOMAIN)
    environment["LANGUAGE"] = language.replace("-", "_")


def language() -> str:
    """Give the language that was chosen."""
    return _chosen[0]


def tell(text: str) -> str:
    """Tell a message in that language."""
    return teller(_chosen[0])(text)


class _Telling:
    """Has a help that is told when it is asked for."""

    said: str | None = None
    """The help as it is written."""

    @property
    def help(self) -> str | None:
        """The help in the language that was chosen."""
        return self.said and tell(say(self.said))

    @help.setter  # noqa: A003 - Click's own name
    def help(self, text: str | None) -> None:
        self.said = text


class Option(_Telling, click.Option):
    """An option that tells what it is for."""


def _show(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - as Click calls it
    if asked and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


class Command(_Telling, click.Command):
    """A command that tells what it does."""

    def get_help_option(self, ctx: click.Context) -> Option:  # noqa: ARG002 - Click gives it
        """Give an option of ours: Click words its own once and for all."""
        return _HELP


class Group(Command, click.Group):
    """Commands under one name."""

    command_class = Command


_HELP = Option(["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show, help="显示这段说明。")


def option(*names: str, **settings: Any) -> Callable[[Any], Any]:
    """Declare an option."""
    return click.option(*names, cls=Option, **settings)
