"""Long lists on as many pages as they take."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

H = TypeVar("H")
R = TypeVar("R")

PAGE = 200
"""Entries on one page of a list."""


class Leaf(NamedTuple):
    """One page of a list: its address below the site, which of how many it is, and its neighbours' file names."""

    path: str
    number: int = 1
    pages: int = 1
    before: str = ""
    after: str = ""


class Piece(NamedTuple, Generic[H, R]):
    """A section of a list, or what of it stands on one page."""

    head: H
    rows: Sequence[R]
    continued: bool = False


def leaves(stem: str, pages: int) -> list[Leaf]:
    """Name the pages of a list: `projects.html`, `projects-2.html`; one even where there is nothing to list."""
    folder, slash, name = stem.rpartition("/")
    names = [f"{name}.html", *(f"{name}-{number}.html" for number in range(2, pages + 1))]
    return [
        Leaf(f"{folder}{slash}{one}", at + 1, len(names), names[at - 1] if at else "", "".join(names[at + 1 : at + 2]))
        for at, one in enumerate(names)
    ]


def split(sections: Iterable[tuple[H, Sequence[R]]]) -> list[list[Piece[H, R]]]:
    """Put sections on pages, in their order; a long one goes on over the next page."""
    pages: list[list[Piece[H, R]]] = [[]]
    room = PAGE
    for head, rows in sections:
        start = 0
        while start == 0 or start < len(rows):
            if not room:
                pages.append([])
                room = PAGE
            part = rows[start : start + room]
            pages[-1].append(Piece(head, part, start > 0))
            room -= len(part)
            start += len(part) or 1
    return pages


def places(name: str, sections: Iterable[tuple[str, int]]) -> Mapping[str, str]:
    """Give the address of each section, in the folder of the list, by its id and how many entries it has."""
    pages = split([(id_, range(count)) for id_, count in sections])
    found: dict[str, str] = {}
    for leaf, pieces in zip(leaves(name, len(pages)), pages, strict=True):
        for piece in pieces:
            found.setdefault(piece.head, f"{leaf.path}#{piece.head}")
    return found
