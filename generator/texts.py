"""The texts of templates, `_("…{x}…", x=…)`, put in the language of a page when its template is compiled.

A page that is rendered then costs what it would cost in one language alone.
"""

from collections.abc import Callable, Iterator, Mapping
from string import Formatter

from jinja2 import Environment, FileSystemBytecodeCache, nodes
from jinja2.exceptions import TemplateAssertionError
from jinja2.visitor import NodeTransformer

Words = Callable[[str, int], str]
"""Gives the words for a text, and where it counts something (`n`), for that number of it."""


class Templates(Environment):
    """Jinja2 for one language."""

    words: Words

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's own signature
    ) -> str:
        told = _Texts(self.words, name).visit(source)
        return super()._generate(told, name, filename, defer_init=defer_init)


class Kept(FileSystemBytecodeCache):
    """Compiled templates, kept from build to build: compiling them takes longer than a community of ten projects."""

    def __init__(self, folder: str, stamp: str) -> None:
        super().__init__(folder)
        self.stamp = stamp

    def get_source_checksum(self, source: str) -> str:
        """Tell a template by its stamp too: what it is compiled to depends on more than its source."""
        return super().get_source_checksum(self.stamp + source)


class _Texts(NodeTransformer):
    """Puts words where a template calls for them: the text is markup, what is filled in is escaped as ever."""

    def __init__(self, words: Words, name: str | None) -> None:
        self.words, self.name = words, name

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802 - named for the node
        """Print words; where they differ with the number that is counted, choose while the page is rendered."""
        made: list[nodes.Node] = []
        pieces: list[nodes.Expr] = []
        for child in node.nodes:
            text = _text(child)
            if text is None or not isinstance(child, nodes.Call):
                pieces.append(self.visit(child))
                continue
            params = {keyword.key: self.visit(keyword.value) for keyword in child.kwargs}
            one, many = (list(self.pieces(self.words(text, n), params, child.lineno)) for n in (1, 2))
            if "n" in params and self.words(text, 1) != self.words(text, 2):
                test = nodes.Compare(params["n"], [nodes.Operand("eq", nodes.Const(1))])
                made += [nodes.Output(pieces), nodes.If(test, [nodes.Output(one)], [], [nodes.Output(many)])]
                pieces = []
            else:
                pieces += many
        return [*made, nodes.Output(pieces, lineno=node.lineno)]

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - the same
        """Give the words for a text that is handed on, not printed."""
        text = _text(node)
        if text is None:
            return self.generic_visit(node)
        if node.kwargs:
            raise TemplateAssertionError("a text with something filled in can only be printed", node.lineno, self.name)
        return nodes.Const(self.words(text, 2), lineno=node.lineno)

    def pieces(self, words: str, params: Mapping[str, nodes.Expr], line: int) -> Iterator[nodes.Expr]:
        """Cut words at what is filled in."""
        for literal, key, _, _ in Formatter().parse(words) if params else [(words, None, None, None)]:
            if literal:
                yield nodes.TemplateData(literal, lineno=line)
            if key is not None:
                if key not in params:
                    raise TemplateAssertionError(f"“{words}” asks for {key}", line, self.name)
                yield params[key]


def _text(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "_":
        return str(node.args[0].as_const())
    return None
