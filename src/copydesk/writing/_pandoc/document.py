"""The tree as pandoc's document: pandoc elements for each node."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from copydesk import tree
from copydesk.problems import Problem
from copydesk.tree import Article, Inline, Node
from copydesk.visit import HEAD_ORDER, children
from copydesk.writing._pandoc import pictures
from copydesk.writing._pandoc.elements import (
    NO_ATTRIBUTES,
    SPACE,
    Element,
    Elements,
    div,
    element,
    merged,
    para,
    words,
)
from copydesk.writing._pandoc.guard import guarded
from copydesk.writing._pandoc.inlines import InlineVisitor
from copydesk.writing._pandoc.metadata import metadata
from copydesk.writing._pandoc.target import TargetFormat
from copydesk.writing._shared.columns import alignments
from copydesk.writing._shared.run_in import first_paragraph, spoken


class PandocDocument(NamedTuple):
    """pandoc's document in JSON, and the problems found while it was made."""

    data: bytes
    problems: tuple[Problem, ...]


def document(article: Article, target: TargetFormat, version: Sequence[int], to: str) -> PandocDocument:
    """The article as a JSON document of pandoc's API ``version``, for the format ``to``."""
    maker = Pandoc(article, target)
    content = {
        "pandoc-api-version": version,
        "meta": guarded(metadata(article, target, to, maker.bare), to),
        "blocks": merged(guarded(maker.all_blocks(), to)),
    }
    return PandocDocument(msgspec.json.encode(content), tuple(maker.problems))


class Pandoc(InlineVisitor):
    """Each node as a list of pandoc elements."""

    # ------------------------------------------------------------------------------------------- the whole

    def all_blocks(self) -> Elements:
        """The parts of the head that the template does not show, the body, notes without a reference, and the foot."""
        article = self.article
        blocks = self._head()
        body: Sequence[Node] = article.body
        if dateline := article.head.dateline:
            inlines, body = first_paragraph(body)
            run_in = [SPACE, *self.inlines(inlines)] if inlines else []
            blocks.append(para([*self.visit(dateline), *run_in]))
        blocks += self.blocks(body)
        foot = self.blocks(article.foot)
        rest = [note for note in article.notes if note.id not in self.referenced]
        with self.within(self.context._replace(bare=True)):
            notes = [div("notes", self.blocks(rest))] if rest else []
        return [*blocks, *notes, *foot]

    def _head(self) -> Elements:
        head = self.article.head
        shown = {"headline": self.target.title, "deck": self.target.deck, "dateline": True}
        nodes = children(tuple(getattr(head, name) for name in HEAD_ORDER if not shown.get(name)))
        with self.within(self.context._replace(bare=True)):
            return self.blocks(tuple(nodes))

    # -------------------------------------------------------------------------------------------- the head

    def kicker(self, node: tree.Kicker) -> Elements:
        return self._line("kicker", node.inlines)

    def headline(self, node: tree.Headline) -> Elements:
        return [element("Header", [1, NO_ATTRIBUTES, self.inlines(node.inlines)])]

    def deck(self, node: tree.Deck) -> Elements:
        return self._line("deck", node.inlines)

    def byline(self, node: tree.Byline) -> Elements:
        return [self._div("byline", [para(words(node.text))])]

    def pub_date(self, node: tree.PubDate) -> Elements:
        return [self._div("date", [para(words(node.text))])]

    def editors_note(self, node: tree.EditorsNote) -> Elements:
        return self._line("editors-note", node.inlines)

    def dateline(self, node: tree.Dateline) -> Elements:
        """Inlines, which are run in with the first paragraph."""
        return self.styled_span("dateline", self.strong_words(words(node.text)))

    # ---------------------------------------------------------------------------------------------- blocks

    def heading(self, node: tree.Heading) -> Elements:
        if self.context.inside:  # some of pandoc's writers lose headings in quotations, items and notes
            return [para([element("Strong", self.inlines(node.inlines))])]
        level = node.level - 1 if self.target.title else node.level  # below a title, pandoc's sections are level 1
        return [element("Header", [level, NO_ATTRIBUTES, self.inlines(node.inlines)])]

    def paragraph(self, node: tree.Paragraph) -> Elements:
        return [para(self.inlines(node.inlines))]

    def block_quote(self, node: tree.BlockQuote) -> Elements:
        attribution = [para(self.inlines(node.attribution))] if node.attribution else []
        attribution = [self._div("attribution", attribution)] if self.target.styles and attribution else attribution
        return [element("BlockQuote", [*self.inside(node.blocks), *attribution])]

    def pull_quote(self, node: tree.PullQuote) -> Elements:
        lines = [para(self.inlines(inlines)) for inlines in (node.inlines, node.attribution) if inlines]
        if self.target.styles:
            names = ("pull-quote", "pull-quote-attribution")
            return [self._div(name, [line]) for name, line in zip(names, lines, strict=False)]
        return [div("pull-quote", [element("BlockQuote", lines)])]

    def speech(self, node: tree.Speech) -> Elements:
        strong = self.strong_words(self.inlines(node.speaker)) if node.speaker else []
        speaker = [element("Span", [["", ["speaker"], self.style_of("speaker")], strong])] if strong else []
        inlines, rest = spoken(node)
        first = [*speaker, *self.inlines(inlines)]
        if self.target.styles:
            opening = [self._div("speech" if inlines else "speaker-line", [para(first)])] if first else []
            return [*opening, *(each for block in rest for each in self._spoken(block))]
        return [div("speech", [*([para(first)] if first else []), *self.inside(rest)])]

    def _spoken(self, block: Node) -> Elements:
        """A further block of a speech, for a format with styles."""
        blocks = self.inside((block,))
        return [self._div("speech", blocks)] if isinstance(block, tree.Paragraph) else blocks

    def verse(self, node: tree.Verse) -> Elements:
        if self.target.styles:
            return [self._div("verse", [self._stanza(stanza) for stanza in node.stanzas()])]
        return [element("LineBlock", [self.inlines(line) for line in node.lines])]

    def _stanza(self, lines: Sequence[tuple[Inline, ...]]) -> Element:
        """A stanza as one paragraph."""
        words_of_lines = [[*([{"t": "LineBreak"}] if at else []), *self.inlines(line)] for at, line in enumerate(lines)]
        return para([part for line in words_of_lines for part in line])

    def list(self, node: tree.List) -> Elements:
        items = [self.inside(item) for item in node.items]
        if not node.ordered:
            return [element("BulletList", items)]
        style = "".join(word.capitalize() for word in node.numbering.split("_"))
        return [element("OrderedList", [[node.start, {"t": style}, {"t": "Period"}], items])]

    def figure(self, node: tree.Figure) -> Elements:
        picture = pictures.image(node, self.target)
        if picture is None:
            self.problems += pictures.left_out(node)
        if self.target.styles:
            shown = [picture] if picture else words(node.alt)
            credit = self.styled_span("credit", self.inlines(node.credit)) if node.credit else []
            line = [*self.inlines(node.caption), *([SPACE] if node.caption and credit else []), *credit]
            return [self._div(name, [para(each)]) for name, each in (("figure", shown), ("caption", line)) if each]
        caption = [element("Plain", self.inlines(inlines)) for inlines in (node.caption, node.credit) if inlines]
        if picture is None:
            return [div("figure", [para(block["c"]) for block in caption])] if caption else []
        if not caption:
            return [para([picture])]
        return [element("Figure", [NO_ATTRIBUTES, [None, caption], [element("Plain", [picture])]])]

    def table(self, node: tree.Table) -> Elements:
        node = node.even()
        caption = [element("Plain", self.inlines(node.caption))] if node.caption else []
        before = [] if self.target.captions else [para(block["c"]) for block in caption]
        caption = caption if self.target.captions else []
        kinds = [f"Align{(how or 'default').capitalize()}" for how in alignments(node)]
        columns = [[{"t": kind}, {"t": "ColWidthDefault"}] for kind in kinds]
        head = [self._row(node.header)] if node.header else []
        rows = [self._row(row) for row in node.rows]
        body = [[NO_ATTRIBUTES, 0, [], rows]]
        attributes = NO_ATTRIBUTES
        table = [attributes, [None, caption], columns, [attributes, head], body, [attributes, []]]
        return [*before, element("Table", table)]

    def _row(self, cells: tuple[tuple[Inline, ...], ...]) -> Any:
        elements = [
            [NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [element("Plain", self.inlines(cell))] if cell else []]
            for cell in cells
        ]
        return [NO_ATTRIBUTES, elements]

    def preformatted(self, node: tree.Preformatted) -> Elements:
        return [element("CodeBlock", [NO_ATTRIBUTES, node.text])]

    def break_(self, node: tree.Break) -> Elements:
        return [{"t": "HorizontalRule"}]

    # -------------------------------------------------------------------------------------------- the foot

    def contact(self, node: tree.Contact) -> Elements:
        return [self._div("contact", self.blocks(node.blocks))]

    def bio(self, node: tree.Bio) -> Elements:
        return self._line("bio", node.inlines)

    def rights(self, node: tree.Rights) -> Elements:
        return self._line("rights", node.inlines)

    def related(self, node: tree.Related) -> Elements:
        return self._line("related", node.inlines)

    def correction(self, node: tree.Correction) -> Elements:
        return self._line("correction", node.inlines)

    def note(self, node: tree.Note) -> Elements:
        """A note without a reference, with its mark before it."""
        mark = element("Superscript", words(node.mark))
        first, *others = self.inside(node.blocks) or [para([])]
        if first["t"] == "Para":
            return [para([mark, SPACE, *first["c"]]), *others]
        return [para([mark]), first, *others]

    def _line(self, name: str, inlines: Sequence[Inline]) -> Elements:
        return [self._div(name, [para(self.inlines(inlines))])]

    def _div(self, name: str, blocks: Elements) -> Element:
        """A division of this class, and of its style where the format has styles."""
        return element("Div", [["", [name], self.style_of(name)], blocks])
