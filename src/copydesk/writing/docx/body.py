"""The text of a Word file: each node as paragraphs of a named style.

The XML is made as strings and parsed once. python-docx takes longer for each paragraph the more there are, and cannot
make footnotes, hyperlinks and numbered lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from copydesk import tree
from copydesk.problems import Problem
from copydesk.tree import Article
from copydesk.visit import Visitor
from copydesk.writing._shared.context import InContext
from copydesk.writing._shared.links import left_out, safe_target
from copydesk.writing._shared.own_lines import has_own_lines
from copydesk.writing._shared.pictures import not_fetched
from copydesk.writing._shared.run_in import first_paragraph, spoken
from copydesk.writing.docx.drawings import Drawings
from copydesk.writing.docx.kinds import Naming
from copydesk.writing.docx.lists import Lists
from copydesk.writing.docx.runs import Marks, Runs
from copydesk.writing.docx.tables import table


class Context(NamedTuple):
    """What surrounds a node."""

    part: str = "document"
    """The part of the file, ``document`` or ``footnotes``."""

    plain: str = "Body Text"
    """The style of a plain paragraph."""

    quoted: int = 0
    """The number of quotations."""

    level: int = 0
    """The number of lists."""

    marks: Marks = frozenset()
    """The character styles."""


class BodyVisitor(InContext[Context], Visitor[str]):
    """Each node as Word's XML. One visitor makes one document, in reading order.

    It collects data for the other parts: ``runs.combined`` character styles, ``lists.numbered``, ``drawings.keys``,
    ``links`` by part (URL to relationship), the ``footnotes`` made so far, and ``problems``.
    """

    def __init__(
        self, article: Article, *, width: int, ornament: str, rtl: bool = False, naming: Naming | None = None
    ) -> None:
        self.problems: list[Problem] = []
        self._naming = naming or Naming()
        self.runs = Runs(self._naming, self.problems, rtl=rtl)
        self.lists = Lists(self._naming)
        self.drawings = Drawings(width, self.runs.clean)
        self.links: dict[str, dict[str, str]] = {"document": {}, "footnotes": {}}
        self.footnotes: dict[str, str] = {}
        self._notes = {note.id: note for note in article.notes}
        self._numbers: dict[str, int] = {}  # of the footnotes in the file
        self._counted = 0  # footnotes whose mark is the number that Word gives them
        self._id = self._naming.style
        self._reference = f'<w:r><w:rPr><w:rStyle w:val="{self._id("Footnote Reference")}"/></w:rPr>'
        self._rtl = rtl
        self._width = width
        self._ornament = ornament
        self.context = Context()

    def all(self, nodes: Iterable[tree.Node]) -> str:
        """The XML of the nodes."""
        return "".join(map(self.visit, nodes))

    def flow(self, blocks: Sequence[tree.Node], opening: str = "") -> Iterator[str]:
        """Each block of the body. A paragraph that opens the text or follows any other block is a First Paragraph, or,
        below a list or a speech, a Paragraph After List, as is one with lines of its own, and one below it; ``opening``
        is run in with the first block."""
        before: tree.Node | None = None
        if opening and not (blocks and isinstance(blocks[0], tree.Paragraph)):
            yield self._p("First Paragraph", opening)
            opening = ""
        for block in blocks:
            apart = isinstance(before, tree.Paragraph) and (has_own_lines(block) or has_own_lines(before))
            if isinstance(block, tree.Paragraph) and (apart or not isinstance(before, tree.Paragraph)):
                words = f"{opening}{self.run(' ')}" if opening else ""
                after_list = apart or isinstance(before, tree.List | tree.Speech)
                style = "Paragraph After List" if after_list else "First Paragraph"
                yield self._p(style, words + self.all(block.inlines))
            else:
                yield self.visit(block)
            before = before if isinstance(block, tree.PullQuote) else block
            opening = ""

    def _p(self, style: str, runs: str, more: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self._id(style)}"/>{more}</w:pPr>{runs}</w:p>'

    def space(self, style: str) -> str:
        """An empty paragraph of a style. The tab keeps LibreOffice from dropping it."""
        return self._p(style, "<w:r><w:tab/></w:r>")

    # head

    def kicker(self, node: tree.Kicker) -> str:
        return self._p("Kicker", self.all(node.inlines))

    def headline(self, node: tree.Headline) -> str:
        return self._p("Title", self.all(node.inlines))

    def deck(self, node: tree.Deck) -> str:
        return self._p("Subtitle", self.all(node.inlines))

    def byline(self, node: tree.Byline) -> str:
        return self._p("Byline", self.run(node.text))

    def pub_date(self, node: tree.PubDate) -> str:
        return self._p("Date", self.run(node.text))

    def editors_note(self, node: tree.EditorsNote) -> str:
        return self._p("Editor's Note", self.all(node.inlines))

    def dateline(self, node: tree.Dateline) -> str:
        return self._marked("Dateline", (tree.Text(node.text),))

    # blocks

    def heading(self, node: tree.Heading) -> str:
        return self._p(f"Heading {min(max(node.level, 2), 6) - 1}", self.all(node.inlines))

    def paragraph(self, node: tree.Paragraph) -> str:
        return self._p(self.context.plain, self.all(node.inlines))

    def block_quote(self, node: tree.BlockQuote) -> str:
        style = "Quote" if self.context.quoted == 0 else "Quote 2"
        with self.within(self.context._replace(quoted=self.context.quoted + 1, plain=style)):
            quotation = self.all(node.blocks)
        return quotation + (self._p("Quote Attribution", self.all(node.attribution)) if node.attribution else "")

    def pull_quote(self, node: tree.PullQuote) -> str:
        quotation = self._p("Pull Quote", self.all(node.inlines))  # first, since its notes are numbered first
        return quotation + (self._p("Pull Quote Attribution", self.all(node.attribution)) if node.attribution else "")

    def speech(self, node: tree.Speech) -> str:
        """In a quotation, an item or a note the paragraphs have its style; only the speaker is marked."""
        inlines, rest = spoken(node)
        words = self._marked("Speaker", node.speaker) + self.all(inlines)
        style = "Speech" if self.context.plain == Context().plain else self.context.plain
        return (self._p(style if inlines else "Speaker Line", words) if words else "") + self.all(rest)

    def verse(self, node: tree.Verse) -> str:
        end = "<w:r><w:br/></w:r>"
        return "".join(self._p("Verse", end.join(map(self.all, lines))) for lines in node.stanzas())

    def list(self, node: tree.List) -> str:
        style = self.lists.style(node, self.context.level)
        with self.within(self.context._replace(level=self.context.level + 1, plain=style.continued)):
            return "".join(self._item(item, style.style, style.numbering) for item in node.items)

    def _item(self, blocks: tuple[tree.Block, ...], style: str, numbered: str) -> str:
        inlines, rest = first_paragraph(blocks)
        # An item that begins with another block has its bullet on an empty line.
        return self._p(style, self.all(inlines), numbered) + self.all(rest)

    def figure(self, node: tree.Figure) -> str:
        self.problems += not_fetched(node)
        picture = node.picture and self.drawings.run(node, node.picture, self.context.part)
        runs = picture or (self.run(node.alt) if node.alt else "")
        within = bool(picture) and self.context.plain != Context().plain  # a quotation, an item, a note
        shown = self._p(self.context.plain if within else "Figure", runs) if runs else ""
        words = self.all(node.caption)
        if node.credit:
            words += (self.run(" ") if words else "") + self._marked("Credit", node.credit)
        if not words:
            return shown + (self.space("Table Space") if picture else "")
        return shown + self._p("Caption", words)

    def table(self, node: tree.Table) -> str:
        caption = self._p("Table Caption", self.all(node.caption)) if node.caption else ""
        node = node.even()
        if not any((node.header, *node.rows)):
            return caption
        body = table(node, self._cell, self._naming, width=self._width, rtl=self._rtl)
        return (caption or self.space("Table Space")) + body + self.space("Table Space")

    def _cell(self, style: str, inlines: Sequence[tree.Inline]) -> str:
        return self._p(style, self.all(inlines))

    def preformatted(self, node: tree.Preformatted) -> str:
        """Program text runs from left to right, in a right-to-left article too."""
        direction = '<w:bidi w:val="0"/>' if self._rtl else ""
        return self._p("Preformatted", self.runs.exactly(node.text, self.context.marks), direction)

    def break_(self, node: tree.Break) -> str:
        return self._p("Break", self.run(self._ornament))

    # foot

    def contact(self, node: tree.Contact) -> str:
        with self.within(self.context._replace(plain="Contact")):
            return self.all(node.blocks)

    def bio(self, node: tree.Bio) -> str:
        return self._p("Author Bio", self.all(node.inlines))

    def rights(self, node: tree.Rights) -> str:
        return self._p("Rights", self.all(node.inlines))

    def related(self, node: tree.Related) -> str:
        return self._p("Related", self.all(node.inlines))

    def correction(self, node: tree.Correction) -> str:
        return self._p("Notice", self.all(node.inlines))

    def note(self, node: tree.Note) -> str:
        """A note without a reference in the text, for the end of the document: its mark and words."""
        with self.within(self.context._replace(plain="Footnote Text")):
            return self._opened(self._mark(f"<w:t>{self.runs.escape(node.mark)}</w:t>"), node.blocks)

    def _opened(self, mark: str, blocks: tuple[tree.Block, ...]) -> str:
        """The blocks of a note, its mark before the first."""
        inlines, rest = first_paragraph(blocks)
        return self._p("Footnote Text", f"{mark}{self.run(' ')}{self.all(inlines)}") + self.all(rest)

    # inlines

    def text(self, node: tree.Text) -> str:
        return self.run(node.text)

    def emphasis(self, node: tree.Emphasis) -> str:
        return self._marked("Emphasis", node.inlines)

    def strong(self, node: tree.Strong) -> str:
        return self._marked("Strong", node.inlines)

    def link(self, node: tree.Link) -> str:
        if "Hyperlink" in self.context.marks:  # Word has no link within a link
            return self.all(node.inlines)
        target = safe_target(node.target) if node.target is not None else None
        if target is None:
            if node.target is not None:
                self.problems.append(left_out(node.target))
            return self._marked("Lost Link", node.inlines)
        links = self.links[self.context.part]
        key = links.setdefault(self.runs.clean(target), f"link{len(links) + 1}")
        return f'<w:hyperlink r:id="{key}" w:history="1">{self._marked("Hyperlink", node.inlines)}</w:hyperlink>'

    def superscript(self, node: tree.Superscript) -> str:
        return self._marked("Superscript", node.inlines)

    def code(self, node: tree.Code) -> str:
        return self.runs.exactly(node.text, self.context.marks | {"Code"})

    def line_break(self, node: tree.LineBreak) -> str:
        return "<w:r><w:br/></w:r>"

    def note_ref(self, node: tree.NoteRef) -> str:
        note = self._notes.get(node.note)
        mark = f"<w:t>{self.runs.escape(node.mark)}</w:t>"
        if note is None or self.context.part == "footnotes":  # Word has no note within a note
            return self._mark(mark)
        if node.note in self.footnotes:
            again = self._mark(mark)
            if "Hyperlink" in self.context.marks:
                return again
            return f'<w:hyperlink w:anchor="note{self._numbers[node.note]}" w:history="1">{again}</w:hyperlink>'
        # A mark equal to Word's own number is left to Word, so that it stays right when a note is added.
        counted = node.mark == str(self._counted + 1)
        self._counted += counted
        number = self._numbers[node.note] = len(self._numbers) + 1
        opening = self._mark("<w:footnoteRef/>" if counted else mark)
        with self.within(Context(part="footnotes", plain="Footnote Text")):
            content = self._opened(opening, note.blocks)
        self.footnotes[node.note] = f'<w:footnote w:id="{number}">{content}</w:footnote>'
        custom = "" if counted else ' w:customMarkFollows="1"'
        reference = self._mark(f'<w:footnoteReference{custom} w:id="{number}"/>{"" if counted else mark}')
        return f'<w:bookmarkStart w:id="{number}" w:name="note{number}"/>{reference}<w:bookmarkEnd w:id="{number}"/>'

    def _mark(self, content: str) -> str:
        return f"{self._reference}{content}</w:r>"

    # runs

    def _marked(self, style: str, inlines: Iterable[tree.Inline]) -> str:
        with self.within(self.context._replace(marks=self.context.marks | {style})):
            return self.all(inlines)

    def run(self, words: str) -> str:
        """Words in the current character styles."""
        return self.runs.run(words, self.context.marks)


def unreferred(article: Article, visitor: BodyVisitor) -> list[tree.Note]:
    """The notes without a reference in the text, in order."""
    return [note for note in article.notes if note.id not in visitor.footnotes]
