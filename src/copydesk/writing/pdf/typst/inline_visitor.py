"""The inlines of an article as data for the typst template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from copydesk import tree
from copydesk.tree import Article
from copydesk.visit import Visitor, plain
from copydesk.writing._shared.context import InContext
from copydesk.writing._shared.facts import direction
from copydesk.writing._shared.links import left_out, safe_target
from copydesk.writing.html.note_links import NoteLinks
from copydesk.writing.pdf.typst.inlines import Pieces, Words


class Context(NamedTuple):
    """What surrounds a node."""

    in_link: bool = False
    in_note: bool = False
    in_head: bool = False


class InlineVisitor(Words, InContext[Context], Visitor[Any]):
    """Each inline as a list of pieces. With ``at_foot``, a note is where it is first referred to, and typst sets it at
    the foot of the page."""

    def __init__(self, article: Article, *, at_foot: bool, missing: frozenset[str] = frozenset()) -> None:
        super().__init__(rtl=direction(article) == "rtl")
        self.missing = missing
        self.context = Context()
        self.note_links = NoteLinks(article)
        self.footnotes: set[str] = set()
        """The ids of the notes at the feet of pages so far."""
        self._waiting = {note.id: note for note in article.notes} if at_foot else {}

    def run_in(self, opening: Pieces, blocks: Sequence[tree.Node]) -> list[Any]:
        """The blocks, with the opening at the start of the first paragraph, or as a paragraph above any other block."""
        raise NotImplementedError

    def text(self, node: tree.Text) -> Pieces:
        return self.words(node.text)

    def emphasis(self, node: tree.Emphasis) -> Pieces:
        return [["em", {}, *self._within(node)]]

    def strong(self, node: tree.Strong) -> Pieces:
        return [["strong", {}, *self._within(node)]]

    def superscript(self, node: tree.Superscript) -> Pieces:
        return [["sup", {}, *self._within(node)]]

    def _within(self, node: tree.Emphasis | tree.Strong | tree.Superscript | tree.Link) -> Pieces:
        return [piece for inline in node.inlines for piece in self.visit(inline)]

    def link(self, node: tree.Link) -> Pieces:
        target = safe_target(node.target) if node.target is not None else None
        if node.target is not None and target is None and not self.context.in_link:
            self.problems.append(left_out(node.target))
        if target is None or self.context.in_link or not plain(node).strip():
            return self._within(node)
        with self.within(self.context._replace(in_link=True)):
            return [["link", {"to": self.clean(target), "quiet": self.context.in_head}, *self._within(node)]]

    def code(self, node: tree.Code) -> Pieces:
        return [["code", {}, *self.verbatim(node.text)]]

    def line_break(self, node: tree.LineBreak) -> Pieces:
        self.begin_line()
        return [["br", {}]]

    def note_ref(self, node: tree.NoteRef) -> Pieces:
        mark = self.verbatim(node.mark)
        number = self.note_links.numbers.get(node.note)
        if number is None or self.context.in_link:
            return [["sup", {}, *mark]]
        first = node.note not in self.note_links.referred
        if first and node.note in self._waiting and not self.context.in_note:
            note = self._waiting.pop(node.note)
            self.note_links.referred.add(node.note)
            self.footnotes.add(node.note)
            with self.within(self.context._replace(in_note=True)):
                own_mark = ["own-mark", {"id": number}, *self.verbatim(note.mark)]
                blocks = self.run_in([own_mark], note.blocks)
            return self.solid([["footnote", {"id": number}, ["sup", {}, *mark], ["noted", {}, *blocks]]])
        self.note_links.referred.add(node.note)
        return self.solid([["ref", {"id": number, "first": first}, *mark]])
