"""The inlines of an article as elements of pandoc's document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk import tree
from copydesk.problems import Problem
from copydesk.tree import Article, Inline, Node
from copydesk.visit import Visitor, plain
from copydesk.writing._pandoc.elements import NO_ATTRIBUTES, Elements, element, words
from copydesk.writing._pandoc.odt_styles import STYLES
from copydesk.writing._pandoc.target import TargetFormat
from copydesk.writing._shared.context import InContext
from copydesk.writing._shared.links import left_out, safe_target


class Context(NamedTuple):
    """What surrounds a node."""

    bare: bool = False
    """Whether notes are not allowed: in the head, a link, a note."""

    inside: bool = False
    """Whether in a quotation, a speech, an item or a note."""


class InlineVisitor(InContext[Context], Visitor[Elements]):
    """Each inline as a list of pandoc elements. A note is where it is first referred to."""

    def __init__(self, article: Article, target: TargetFormat) -> None:
        self.problems: list[Problem] = []
        self.article = article
        self.target = target
        self._notes = {note.id: note for note in article.notes}
        self.referenced: set[str] = set()
        self.context = Context()

    def blocks(self, nodes: Sequence[Node]) -> Elements:
        return [each for node in nodes for each in self.visit(node)]

    def inside(self, nodes: Sequence[Node]) -> Elements:
        """The blocks of a quotation, a speech, an item or a note."""
        with self.within(self.context._replace(inside=True)):
            return self.blocks(nodes)

    def inlines(self, nodes: Sequence[Inline]) -> Elements:
        return [each for node in nodes for each in self.visit(node)]

    def bare(self, nodes: Sequence[Inline]) -> Elements:
        """Inlines where notes are not allowed."""
        with self.within(self.context._replace(bare=True)):
            return self.inlines(nodes)

    def styled_span(self, name: str, inlines: Elements) -> Elements:
        """Words of this class and its style; where the format has no styles, the words."""
        return [element("Span", [["", [name], self.style_of(name)], inlines])] if self.target.styles else inlines

    def strong_words(self, inlines: Elements) -> Elements:
        """Strong words, unless a style makes them so."""
        return inlines if self.target.styles else [element("Strong", inlines)]

    def style_of(self, name: str) -> Sequence[Sequence[str]]:
        return [["custom-style", STYLES[name]]] if self.target.styles else []

    def text(self, node: tree.Text) -> Elements:
        return words(node.text)

    def emphasis(self, node: tree.Emphasis) -> Elements:
        return [element("Emph", self.inlines(node.inlines))]

    def strong(self, node: tree.Strong) -> Elements:
        return [element("Strong", self.inlines(node.inlines))]

    def link(self, node: tree.Link) -> Elements:
        inlines = self.bare(node.inlines)
        target = safe_target(node.target) if node.target else None
        if target and not self.target.links:
            if plain(node.inlines) not in (target, target.removeprefix("mailto:")):
                message = f"the link {plain(node.inlines)!r} to {target} is not in the document, only its words"
                self.problems.append(Problem("unsupported", None, message))
            return inlines
        if target:
            return [element("Link", [NO_ATTRIBUTES, inlines, [target, ""]])]
        if node.target:
            self.problems.append(left_out(node.target))
        return [element("Span", [["", ["lost-link"], self.style_of("lost-link")], inlines])]

    def superscript(self, node: tree.Superscript) -> Elements:
        return [element("Superscript", self.inlines(node.inlines))]

    def code(self, node: tree.Code) -> Elements:
        """Code, with white space at its edges outside, since in few formats code can begin or end with any."""
        inner = node.text.strip()
        if not inner:
            return [{"t": "Space"}] if node.text else []
        before, after = ([{"t": "Space"}] if edge.isspace() else [] for edge in (node.text[0], node.text[-1]))
        return [*before, element("Code", [NO_ATTRIBUTES, inner]), *after]

    def line_break(self, node: tree.LineBreak) -> Elements:
        return [{"t": "LineBreak"}]

    def note_ref(self, node: tree.NoteRef) -> Elements:
        """The note itself at its first reference: pandoc's notes have no ids for further references."""
        note = self._notes.get(node.note)
        if self.context.bare or note is None or node.note in self.referenced:
            return [element("Superscript", words(node.mark))]
        self.referenced.add(node.note)
        with self.within(self.context._replace(bare=True)):
            return [element("Note", self.inside(note.blocks))]
