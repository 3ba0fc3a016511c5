"""What a page offers to take away."""

import posixpath
from collections.abc import Iterable
from typing import NamedTuple

from generator.views.evidence import size

ABOUT = "data.html"
"""The hand-written page about the files."""


class Made(NamedTuple):
    """A file that was made: address below the site, what it is, bytes, and for a table its title."""

    path: str
    kind: str
    size: int
    table: str = ""


class Offer(NamedTuple):
    """One file as a page offers it; the address is relative to the page."""

    href: str
    kind: str
    size: str
    table: str
    saved: str
    """The name under which it is saved: whose it is, for `shed.xlsx` says little in a full folder."""


class Offers(NamedTuple):
    """The files of a page, tables of one kind apart from all else, and the page that explains them."""

    files: tuple[Offer, ...]
    tables: tuple[Offer, ...]
    about: str

    def seen_from(self, folder: str) -> "Offers":
        """Offer the same on the page in the folder of another language: what explains the files has one language."""
        return self._replace(about=f"../{self.about}") if folder else self


def offered(whose: str, page: str, made: Iterable[Made]) -> Offers:
    """Offer files on a page; `whose` is the title of the project, the community or the site."""
    below = posixpath.dirname(page) or "."
    offers = [_offer(whose, below, one) for one in made]
    files = tuple(one for one in offers if not one.table)
    return Offers(files, tuple(one for one in offers if one.table), posixpath.relpath(ABOUT, below))


def _offer(whose: str, below: str, made: Made) -> Offer:
    extension = made.path.rpartition(".")[2]
    name = f"{whose}-{made.table}" if made.table else whose
    shown = size(made.size).replace(" ", "\u00a0")
    return Offer(posixpath.relpath(made.path, below), made.kind, shown, made.table, f"{name}.{extension}")
