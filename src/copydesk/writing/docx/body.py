"""The text of a Word file: each node as paragraphs of a named style.

The XML is made as strings and parsed once. python-docx takes longer for each paragraph the more there are, and cannot
make footnotes, hyperlinks and numbered lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import escape

from copydesk import tree
from copydesk.problems import Problem
from copydesk.tree import Article
from copydesk.visit import Visitor
from copydesk.writing._shared.bidi import stretches
from copydesk.writing._shared.columns import alignments, shares
from copydesk.writing._shared.links import left_out, safe_target
from copydesk.writing._shared.word_check import allowed, forbidden
from copydesk.writing.docx.kinds import BULLET_LISTS, LIST_LEVELS, Naming
from copydesk.writing.docx.parts import NUMBERING_LEVELS, Numbered, definition

_WHITE = re.compile(r"[\t\r\n]")

MARKS = ("Dateline", "Credit", "Hyperlink", "Lost Link", "Code", "Superscript", "Strong", "Emphasis")
"""The character styles that may be combined in one run, in the order of the combined style's name."""

LONGEST = 1_000_000
"""The most characters in one ``w:t``: XML parsers reject ten million."""


class BodyVisitor(Visitor[str]):
    """Each node as Word's XML. One visitor makes one document, in reading order.

    It collects data for the other parts: ``combined`` character styles, numbered ``lists``, ``links`` by part (URL to
    relationship), the ``footnotes`` made so far, and ``problems``.
    """

    def __init__(
        self, article: Article, *, width: int, ornament: str, rtl: bool = False, naming: Naming | None = None
    ) -> None:
        self.problems: list[Problem] = []
        self.combined: dict[tuple[str, ...], None] = {}
        self.lists: list[Numbered] = []
        self.links: dict[str, dict[str, str]] = {"document": {}, "footnotes": {}}
        self.footnotes: dict[str, str] = {}
        self._notes = {note.id: note for note in article.notes}
        self._numbers: dict[str, int] = {}  # of the footnotes in the file
        self._counted = 0  # footnotes whose mark is the number that Word gives them
        self._naming = naming or Naming()
        self._id = self._naming.style
        self._reference = f'<w:r><w:rPr><w:rStyle w:val="{self._id("Footnote Reference")}"/></w:rPr>'
        self._rtl = rtl
        self._width = width
        self._ornament = ornament
        self._part = "document"
        self._marks: frozenset[str] = frozenset()
        self._cached_properties: dict[tuple[frozenset[str], bool], str] = {}  # cached properties of runs
        self._plain = "Body Text"  # the style of a plain paragraph in the current context
        self._quoted = 0
        self._level = 0  # of the current list

    @contextmanager
    def _within(self, **state: object) -> Iterator[None]:
        kept = {name: getattr(self, f"_{name}") for name in state}
        for name, value in state.items():
            setattr(self, f"_{name}", value)
        yield
        for name, value in kept.items():
            setattr(self, f"_{name}", value)

    def all(self, nodes: Iterable[tree.Node]) -> str:
        """The XML of the nodes."""
        return "".join(map(self.visit, nodes))

    def flow(self, blocks: Sequence[tree.Node], opening: str = "") -> Iterator[str]:
        """Each block of the body. A paragraph that opens the text or follows any other block is a First Paragraph, or a
        Paragraph After List; ``opening`` is run in with the first block."""
        before: tree.Node | None = None
        if opening and not (blocks and isinstance(blocks[0], tree.Paragraph)):
            yield self._p("First Paragraph", opening)
            opening = ""
        for block in blocks:
            first = isinstance(block, tree.Paragraph) and not isinstance(before, tree.Paragraph)
            if isinstance(block, tree.Paragraph) and first:
                words = f"{opening}{self.run(' ')}" if opening else ""
                style = "Paragraph After List" if isinstance(before, tree.List) else "First Paragraph"
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
        return self._p(self._plain, self.all(node.inlines))

    def block_quote(self, node: tree.BlockQuote) -> str:
        style = "Quote" if self._quoted == 0 else "Quote 2"
        with self._within(quoted=self._quoted + 1, plain=style):
            quotation = self.all(node.blocks)
        return quotation + (self._p("Quote Attribution", self.all(node.attribution)) if node.attribution else "")

    def pull_quote(self, node: tree.PullQuote) -> str:
        quotation = self._p("Pull Quote", self.all(node.inlines))  # first, since its notes are numbered first
        return quotation + (self._p("Pull Quote Attribution", self.all(node.attribution)) if node.attribution else "")

    def verse(self, node: tree.Verse) -> str:
        end = "<w:r><w:br/></w:r>"
        return "".join(self._p("Verse", end.join(map(self.all, lines))) for lines in node.stanzas())

    def list(self, node: tree.List) -> str:
        level = min(self._level, NUMBERING_LEVELS - 1)
        deeper = f" {min(level + 1, LIST_LEVELS)}" if level else ""
        style = ("List Number" if node.ordered else "List Bullet") + deeper
        tied = self._naming.tied(style) if level < LIST_LEVELS else None
        number = self._naming.first_number + BULLET_LISTS
        if node.ordered:
            number = self._naming.first_number + 2 + len(self.lists)
            if tied is None or node.numbering != "decimal":
                tied = definition(node.numbering, self._naming), level
            level = tied[1]
            self.lists.append(Numbered(number, *tied, node.start))
        direct = node.ordered or tied is None  # else the style is sufficient
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if direct else ""
        with self._within(level=self._level + 1, plain=f"List Continue{deeper}"):
            return "".join(self._item(item, style, numbered) for item in node.items)

    def _item(self, blocks: tuple[tree.Block, ...], style: str, numbered: str) -> str:
        if blocks and isinstance(blocks[0], tree.Paragraph):
            return self._p(style, self.all(blocks[0].inlines), numbered) + self.all(blocks[1:])
        return self._p(style, "", numbered) + self.all(blocks)  # the bullet of an item that begins with another block

    def figure(self, node: tree.Figure) -> str:
        if node.source:
            self.problems.append(
                Problem("unsupported", None, f"the picture {node.source} is left out: nothing is ever fetched")
            )
        alt = self._p("Figure", self.run(node.alt)) if node.alt else ""
        words = self.all(node.caption)
        if node.credit:
            words += (self.run(" ") if words else "") + self._marked("Credit", node.credit)
        return alt + (self._p("Caption", words) if words else "")

    def table(self, node: tree.Table) -> str:
        caption = self._p("Table Caption", self.all(node.caption)) if node.caption else ""
        node = node.even()
        if not any((node.header, *node.rows)):
            return caption
        parts = shares(node)
        grid = "".join(f'<w:gridCol w:w="{int(self._width * part)}"/>' for part in parts)
        kinds = [(self._side(how), int(5000 * part)) for how, part in zip(alignments(node), parts, strict=True)]
        header = self._row(node.header, kinds, "Table Heading") if node.header else ""
        rows = "".join(self._row(row, kinds, "Table Text") for row in node.rows)
        direction = "<w:bidiVisual/>" if self._rtl else ""
        before = caption or self.space("Table Space")
        return (
            f'{before}<w:tbl><w:tblPr><w:tblStyle w:val="{self._id("Table")}"/>{direction}'
            f'<w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0020" w:firstRow="{int(bool(node.header))}"'
            ' w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>{self.space('Table Space')}"
        )

    def _side(self, how: tree.Align | None) -> str:
        """The suffix of the cell style for an alignment. In right-to-left text the style that aligns cells at the end
        of the line aligns them left."""
        if how in (None, "center"):
            return " Centre" if how else ""
        return " End" if (how == "left") is self._rtl else ""

    def _row(self, cells: Sequence[Sequence[tree.Inline]], kinds: Sequence[tuple[str, int]], style: str) -> str:
        """A row of cells; ``kinds`` has the style suffix of each column and its width in fiftieths of a percent."""
        title = "<w:tblHeader/>" if style == "Table Heading" else ""
        row_cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/></w:tcPr>{self._p(style + side, self.all(cell))}</w:tc>'
            for cell, (side, width) in zip(cells, kinds, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{title}</w:trPr>{row_cells}</w:tr>"

    def preformatted(self, node: tree.Preformatted) -> str:
        return self._p("Preformatted", self._exactly(node.text))

    def break_(self, node: tree.Break) -> str:
        return self._p("Break", self.run(self._ornament))

    # foot

    def contact(self, node: tree.Contact) -> str:
        with self._within(plain="Contact"):
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
        with self._within(plain="Footnote Text"):
            return self._opened(self._mark(f"<w:t>{self.escape(node.mark)}</w:t>"), node.blocks)

    def _opened(self, mark: str, blocks: tuple[tree.Block, ...]) -> str:
        """The blocks of a note, its mark before the first."""
        first, rest = (
            (blocks[0].inlines, blocks[1:]) if blocks and isinstance(blocks[0], tree.Paragraph) else ((), blocks)
        )
        return self._p("Footnote Text", f"{mark}{self.run(' ')}{self.all(first)}") + self.all(rest)

    # inlines

    def text(self, node: tree.Text) -> str:
        return self.run(node.text)

    def emphasis(self, node: tree.Emphasis) -> str:
        return self._marked("Emphasis", node.inlines)

    def strong(self, node: tree.Strong) -> str:
        return self._marked("Strong", node.inlines)

    def link(self, node: tree.Link) -> str:
        if "Hyperlink" in self._marks:  # Word has no link within a link
            return self.all(node.inlines)
        target = safe_target(node.target) if node.target is not None else None
        if target is None:
            if node.target is not None:
                self.problems.append(left_out(node.target))
            return self._marked("Lost Link", node.inlines)
        links = self.links[self._part]
        key = links.setdefault(self.clean(target), f"link{len(links) + 1}")
        return f'<w:hyperlink r:id="{key}" w:history="1">{self._marked("Hyperlink", node.inlines)}</w:hyperlink>'

    def superscript(self, node: tree.Superscript) -> str:
        return self._marked("Superscript", node.inlines)

    def code(self, node: tree.Code) -> str:
        with self._within(marks=self._marks | {"Code"}):
            return self._exactly(node.text)

    def line_break(self, node: tree.LineBreak) -> str:
        return "<w:r><w:br/></w:r>"

    def note_ref(self, node: tree.NoteRef) -> str:
        note = self._notes.get(node.note)
        mark = f"<w:t>{self.escape(node.mark)}</w:t>"
        if note is None or self._part == "footnotes":  # Word has no note within a note
            return self._mark(mark)
        if node.note in self.footnotes:
            again = self._mark(mark)
            if "Hyperlink" in self._marks:
                return again
            return f'<w:hyperlink w:anchor="note{self._numbers[node.note]}" w:history="1">{again}</w:hyperlink>'
        # A mark equal to Word's own number is left to Word, so that it stays right when a note is added.
        counted = node.mark == str(self._counted + 1)
        self._counted += counted
        number = self._numbers[node.note] = len(self._numbers) + 1
        opening = self._mark("<w:footnoteRef/>" if counted else mark)
        with self._within(part="footnotes", marks=frozenset(), plain="Footnote Text", quoted=0, level=0):
            content = self._opened(opening, note.blocks)
        self.footnotes[node.note] = f'<w:footnote w:id="{number}">{content}</w:footnote>'
        custom = "" if counted else ' w:customMarkFollows="1"'
        reference = self._mark(f'<w:footnoteReference{custom} w:id="{number}"/>{"" if counted else mark}')
        return f'<w:bookmarkStart w:id="{number}" w:name="note{number}"/>{reference}<w:bookmarkEnd w:id="{number}"/>'

    def _mark(self, content: str) -> str:
        return f"{self._reference}{content}</w:r>"

    # runs

    def _marked(self, style: str, inlines: Iterable[tree.Inline]) -> str:
        marks, self._marks = self._marks, self._marks | {style}
        runs = self.all(inlines)
        self._marks = marks
        return runs

    def run(self, words: str) -> str:
        """Words in the current character styles, one run for each stretch of one direction."""
        words = _WHITE.sub(" ", self.clean(words))
        return "".join(
            f"<w:r>{self._properties(rtl)}{_pieces(stretch)}</w:r>" for stretch, rtl in stretches(words, self._rtl)
        )

    def _exactly(self, words: str) -> str:
        """Words with their tabs and line ends."""
        words = self.clean(words).replace("\r\n", "\n").replace("\r", "\n")
        lines = ["<w:tab/>".join(map(_pieces, line.split("\t"))) for line in words.split("\n")]
        return f"<w:r>{self._properties(False)}{'<w:br/>'.join(lines)}</w:r>"

    def _properties(self, rtl: bool) -> str:
        cached = self._cached_properties.get((self._marks, rtl))
        if cached is not None:
            return cached
        names = tuple(name for name in MARKS if name in self._marks)
        if len(names) > 1:
            self.combined[names] = None
        style = f'<w:rStyle w:val="{self._id(" ".join(names))}"/>' if names else ""
        inside = style + ("<w:rtl/>" if rtl else "")
        properties = self._cached_properties[self._marks, rtl] = f"<w:rPr>{inside}</w:rPr>" if inside else ""
        return properties

    def escape(self, words: str) -> str:
        """Words escaped for an element or an attribute."""
        return escape(self.clean(words))

    def clean(self, words: str) -> str:
        """The words, with U+FFFD and a problem for each character that XML forbids."""
        problem = forbidden(words)
        if problem is None:
            return words
        self.problems.append(problem)
        return allowed(words)


def _pieces(words: str) -> str:
    pieces = (words[start : start + LONGEST] for start in range(0, len(words), LONGEST))
    return "".join(f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>' for piece in pieces)


def unreferred(article: Article, visitor: BodyVisitor) -> list[tree.Note]:
    """The notes without a reference in the text, in order."""
    return [note for note in article.notes if note.id not in visitor.footnotes]
