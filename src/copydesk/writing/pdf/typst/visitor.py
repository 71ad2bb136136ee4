"""The article as data for the typst template: each block ``["kind", {attributes}, content...]``.

The words go to typst as JSON and are never parsed as markup. ``below`` is the space under a block, in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from copydesk import tree
from copydesk.tree import Article
from copydesk.visit import children, plain, walk
from copydesk.writing._shared.facts import title
from copydesk.writing._shared.heading_levels import HeadingLevels
from copydesk.writing._shared.numbering import numeral
from copydesk.writing._shared.own_lines import has_own_lines, paragraph_class
from copydesk.writing._shared.pictures import as_svg, description, file_name, not_fetched
from copydesk.writing._shared.run_in import first_paragraph, spoken
from copydesk.writing._shared.word_check import node_words, words
from copydesk.writing.html.words import headline_class
from copydesk.writing.pdf.bounds import few_marks
from copydesk.writing.pdf.html import SOURCE, is_question, is_wide_picture
from copydesk.writing.pdf.typst import tables
from copydesk.writing.pdf.typst.gaps import Gaps
from copydesk.writing.pdf.typst.inline_visitor import InlineVisitor
from copydesk.writing.pdf.typst.inlines import Piece, Pieces

Node = list[Any]
Nodes = list[Node]

LONG_BLOCK = 700
"""Characters of a block that is kept on one page; a longer one might not fit on any."""

LEAST_APART = 20
"""Characters of words from which the last of them are kept together."""

SCALES = {"headline": 1.0, "headline long": 0.78, "headline very-long": 0.6}
"""How much smaller a long headline is set, by the classes of headlines."""


class TypstVisitor(InlineVisitor):
    """Each block as a list, each inline as a list of pieces. One visitor makes one document.

    With ``at_foot``, a note is where it is first referred to, and typst sets it at the foot of the page; else, and
    without such a reference, it is at the end.
    """

    def __init__(self, article: Article, gaps: Gaps, *, at_foot: bool, missing: frozenset[str] = frozenset()) -> None:
        super().__init__(article, at_foot=at_foot, missing=missing)
        self.article = article
        self.pictures: dict[str, str] = {}
        self._gaps = gaps
        self._levels = HeadingLevels(article)

    # the document

    def head(self) -> Nodes:
        """Kicker, headline, deck, bylines, dates and editor's note."""
        head = self.article.head
        nodes = children((head.kicker, head.headline, head.deck, head.bylines, head.dates, head.editors_note))
        with self.within(self.context._replace(in_head=True)):
            return [self.visit(node) for node in nodes]

    def body(self) -> Nodes:
        """The body, with the dateline run in."""
        dateline = self.article.head.dateline
        if dateline is None:
            content = self.blocks(self.article.body)
            if content and paragraph_class_of(self.article.body[0]) == "paragraph":
                content[0][1]["opening"] = True
            return content
        return self.run_in(self.visit(dateline), self.article.body)

    def foot(self) -> Nodes:
        return self.blocks(self.article.foot)

    def notes(self) -> Nodes:
        """The notes that are not at the foot of a page."""
        self._waiting.clear()
        return [self.visit(note) for note in self.article.notes if note.id not in self.footnotes]

    def article_words(self) -> Iterator[str]:
        """The words that the document must show, each note of the foot of a page where it is referred to."""
        article = self.article
        waiting = {note.id: note for note in article.notes if note.id in self.footnotes}
        at_end = tuple(note for note in article.notes if note.id not in waiting)
        for node in walk((article.head, article.body, at_end, article.foot)):
            yield few_marks(node_words(node, marks=True))
            if isinstance(node, tree.NoteRef) and node.note in waiting:
                yield from map(few_marks, words(waiting.pop(node.note), marks=True))

    def blocks(self, nodes: Sequence[tree.Node]) -> Nodes:
        """Blocks one after the other, with the space between each two."""
        content = [self.visit(node) for node in nodes]
        self._gaps.set(content, nodes)
        return content

    def run_in(self, opening: Pieces, blocks: Sequence[tree.Node]) -> Nodes:
        """The blocks, with the opening at the start of the first paragraph, or as a paragraph above any other block."""
        inlines, rest = first_paragraph(blocks)
        content = [*opening, *((" ", *self._continued(inlines)) if inlines else ())]
        first = ["paragraph", {"flush": True}, *content]
        nodes = [first, *(self.visit(node) for node in rest)]
        self._gaps.set(nodes, [tree.Paragraph(inlines), *rest])
        return nodes

    def _continued(self, inlines: Sequence[tree.Inline]) -> Pieces:
        """Inlines after a space."""
        self.begin_line()
        return [piece for inline in inlines for piece in self.visit(inline)]

    def line(self, inlines: Sequence[tree.Inline]) -> Pieces:
        """The inlines of a line or paragraph of its own."""
        self.begin_line()
        return [piece for inline in inlines for piece in self.visit(inline)]

    def _block(self, kind: str, inlines: Sequence[tree.Inline], **attributes: object) -> Node:
        return [kind, attributes, *self.line(inlines)]

    # head

    def kicker(self, node: tree.Kicker) -> Node:
        return self._block("kicker", node.inlines)

    def headline(self, node: tree.Headline) -> Node:
        scale = SCALES[headline_class(plain(node))]
        return _together(self._block("headline", node.inlines, scale=scale))

    def deck(self, node: tree.Deck) -> Node:
        return _together(self._block("deck", node.inlines))

    def byline(self, node: tree.Byline) -> Node:
        return self._block("byline", (tree.Text(node.text),))

    def pub_date(self, node: tree.PubDate) -> Node:
        return self._block("pub-date", (tree.Text(node.text),))

    def editors_note(self, node: tree.EditorsNote) -> Node:
        return self._block("editors-note", node.inlines)

    def dateline(self, node: tree.Dateline) -> Pieces:
        self.begin_line()
        return self.solid([["run-in", {"kind": "dateline"}, *self.words(node.text)]])

    # blocks

    def heading(self, node: tree.Heading) -> Node:
        if self.context.in_note:
            return self._block("bold-line", node.inlines)
        return self._block("heading", node.inlines, level=self._levels.following(node))

    def paragraph(self, node: tree.Paragraph) -> Node:
        own_lines = {"flush": True, "ragged": True} if has_own_lines(node) else {}
        keep = {"keep": True} if is_question(node) else {}
        return self._block("paragraph", node.inlines, **own_lines, **keep)

    def block_quote(self, node: tree.BlockQuote) -> Node:
        *blocks, last = node.blocks or (tree.Paragraph(()),)
        if blocks and not node.attribution and isinstance(last, tree.Paragraph) and SOURCE.match(plain(last)):
            node = replace(node, blocks=tuple(blocks), attribution=last.inlines)
        credit = [self._block("attribution", node.attribution)] if node.attribution else []
        content = self.blocks(node.blocks)
        return ["block-quote", {}, *content, *credit]

    def pull_quote(self, node: tree.PullQuote) -> Node:
        sentence = self._block("quoted", node.inlines)
        credit = [self._block("pull-attribution", node.attribution)] if node.attribution else []
        return ["pull-quote", _kept(node), sentence, *credit]

    def speech(self, node: tree.Speech) -> Node:
        inlines, rest = spoken(node)
        speaker: Pieces = []
        if node.speaker:
            speaker = self.solid([["run-in", {"kind": "speaker"}, *self.line(node.speaker)]])
        first: Nodes = []
        if speaker or inlines:
            content = [*speaker, *(piece for inline in inlines for piece in self.visit(inline))]
            first = [["paragraph", {"flush": True, "keep": not inlines}, *content]]
        nodes = [*first, *(self.visit(block) for block in rest)]
        self._gaps.set(nodes, [*([tree.Paragraph(inlines)] if first else []), *rest])
        asks = len(node.blocks) == 1 and isinstance(node.blocks[0], tree.Paragraph) and is_question(node.blocks[0])
        return ["speech", {"keep": asks}, *nodes]

    def verse(self, node: tree.Verse) -> Node:
        stanzas = [
            ["stanza", _kept(tuple(line for line in lines)), *(self._block("verse-line", line) for line in lines)]
            for lines in node.stanzas()
        ]
        return ["verse", {}, *stanzas]

    def list(self, node: tree.List) -> Node:
        attributes: dict[str, Any] = {"ordered": node.ordered, "start": node.start}
        numbers = range(node.start, node.start + len(node.items))
        attributes["numbers"] = [f"{numeral(number, node.numbering) or number}." for number in numbers]
        return ["list", attributes, *(["item", {}, *self._item(item)] for item in node.items)]

    def _item(self, blocks: Sequence[tree.Block]) -> Nodes:
        content = [self.visit(block) for block in blocks]
        self._gaps.set_item(content, blocks)
        return content

    def figure(self, node: tree.Figure) -> Node:
        self.problems += not_fetched(node)
        parts: Nodes = []
        if node.picture is not None:
            name = file_name(node.picture)
            self.pictures[name] = as_svg(node.picture)
            alt = self.clean(description(node) or title(self.article))
            size = [node.picture.width * 0.75, node.picture.height * 0.75]
            parts.append(["picture", {"file": name, "alt": alt, "size": size}])
        elif node.alt:
            parts.append(self._block("credit", (tree.Text(node.alt),)))
        parts += [self._block("caption", node.caption)] if node.caption else []
        parts += [self._block("credit", node.credit)] if node.credit else []
        wide = node.picture is not None and is_wide_picture(node.picture)
        return ["figure", {**_kept(node), "wide": wide}, *parts]

    def table(self, node: tree.Table) -> Node:
        return tables.table(node, self.line)

    def preformatted(self, node: tree.Preformatted) -> Node:
        lines = self.clean(node.text).expandtabs(4).splitlines()
        return ["preformatted", {}, *(["code-line", {}, *self.verbatim(line)] for line in lines)]

    def break_(self, node: tree.Break) -> Node:
        return ["break", {}]

    # foot

    def contact(self, node: tree.Contact) -> Node:
        content = [self.visit(block) for block in node.blocks]
        self._gaps.set_contact(content)
        return ["contact", _kept(node), *content]

    def bio(self, node: tree.Bio) -> Node:
        return self._block("bio", node.inlines)

    def rights(self, node: tree.Rights) -> Node:
        return self._block("rights", node.inlines)

    def related(self, node: tree.Related) -> Node:
        return self._block("related", node.inlines)

    def correction(self, node: tree.Correction) -> Node:
        return self._block("correction", node.inlines)

    def note(self, node: tree.Note) -> Node:
        mark: Piece = ["note-mark", {"back": self._back(node)}, *self.verbatim(node.mark)]
        with self.within(self.context._replace(in_note=True)):
            return ["note", {"id": self.note_links.numbers[node.id]}, *self.run_in([mark], node.blocks)]

    def _back(self, node: tree.Note) -> int | None:
        """The number of the reference that the mark of a note at the end leads back to."""
        return self.note_links.numbers[node.id] if self.note_links.is_linked(node) else None


def paragraph_class_of(node: tree.Node) -> str:
    """The classes of a block if it is a paragraph, else none."""
    return paragraph_class(node) if isinstance(node, tree.Paragraph) else ""


def _kept(node: object) -> dict[str, Any]:
    """The attributes of a block that is kept on one page if it is short enough."""
    return {"whole": len(plain(node)) <= LONG_BLOCK}


_LAST_WORDS = re.compile(r"(?<= )(\S{1,12} )?\S{1,20}\Z")


def _together(block: Node) -> Node:
    """The block with its last words on one line, so that none is alone on the last line."""
    words = block[-1]
    if isinstance(words, str) and len(words) > LEAST_APART and (last := _LAST_WORDS.search(words)):
        block[-1:] = [words[: last.start()], ["whole", {}, last[0]]]
    return block
