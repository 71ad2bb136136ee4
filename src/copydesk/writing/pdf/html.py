"""The article as HTML for WeasyPrint: tagged as PDF/UA requires, with notes at the foot of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import ClassVar

from msgspec.structs import replace

from copydesk import tree
from copydesk.problems import Problem
from copydesk.tree import Article
from copydesk.visit import plain, walk
from copydesk.writing._shared.bidi import is_within_turn
from copydesk.writing._shared.facts import title
from copydesk.writing._shared.pictures import description, file_name
from copydesk.writing._shared.word_check import node_words, words
from copydesk.writing.html.visitor import HtmlVisitor
from copydesk.writing.pdf.bounds import MARKS, few_marks

NOTE = "main"
"""The element for a note. WeasyPrint has no tag Note; this element becomes a Part, and no other element does."""

EMPTY_COLUMNS = '<div class="text">\n</div>\n'
"""The empty box of columns that a wide table at either end of the body leaves."""

ROOM, GAP = 44, 2
"""The sum of the longest words of a table's columns, in characters, that fits in any column or page; and the characters
to which the space beside each word is equivalent."""

_KEYCAP = re.compile("([0-9#*])(\ufe0f?\u20e3)")
_WORD = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+")
"""Letters that no line break separates: East Asian letters are words by themselves."""

LONG_TABLE, LONG_CELL = 2000, 600
"""Characters of a table, and of a cell, from which it may not fit on one page."""

MANY_ROWS = 24
"""Rows from which a table may not fit on one page."""

TOO_MANY_MARKS = Problem(
    "character", None, f"of the combining marks of a letter, all but the first {MARKS} are left out of the PDF"
)

SOURCE = re.compile(r"[—–-] .{1,120}\Z")

LONGEST_QUESTION = 300
"""The most characters of a paragraph that is kept in one column with its answer."""

_ASKS = re.compile("[?\u037e\u061f\uff1f][\"'\u2019\u201d»)\\]]*\\s*\\Z")

LONGEST_NAME = 30
"""The most characters of a name that is never broken."""

LONGEST_WHOLE = 16
"""The most characters of a word that is never broken at the end of a paragraph: it fits in any column."""


PICTURE = "copydesk-picture:"
"""The scheme of the addresses of an article's own pictures, which nothing but WeasyPrint's fetcher here knows."""

WIDE_PICTURE, WIDER = 1000, 1.6
"""The least pixels of the width of a picture that spans columns, some 150 to the inch, and of its width by its height.
"""


class PdfVisitor(HtmlVisitor):
    """The article as HTML for WeasyPrint, which tags some ordinary HTML in ways that PDF/UA forbids.

    With ``at_foot``, a note is right behind the first reference to it, where a style can float it to the foot of the
    page; a note without a reference in the text stays at the end. This puts blocks in paragraphs, which XML allows and
    HTML does not.

    With ``spanning``, each wide table is between two boxes of columns, under the headings right before it. In a single
    box WeasyPrint would leave those headings at the foot of a column, and print the columns below a table over the
    notes of those above it.
    """

    elements: ClassVar = {**HtmlVisitor.elements, "note": NOTE, "note idle": NOTE, "footnote": NOTE}
    frame: ClassVar = ("<article>\n", '<div id="end"></div>\n</article>\n')

    def __init__(self, article: Article, *, at_foot: bool = False, spanning: bool = False) -> None:
        super().__init__(article)
        self._spanning = spanning
        self._waiting = {note.id: note for note in article.notes} if at_foot else {}
        self.footnotes: dict[int, tree.Note] = {}
        """The notes put behind their references so far, by the number in ``ref-1`` and ``note-1``."""

    def article_words(self) -> Iterator[str]:
        """The words in order, each note of the foot of a page behind the first reference to it."""
        article = self.article
        waiting = {note.id: note for note in self.footnotes.values()}
        at_end = tuple(note for note in article.notes if note.id not in waiting)
        for node in walk((article.head, article.body, at_end, article.foot)):
            yield few_marks(node_words(node, marks=True))
            if isinstance(node, tree.NoteRef) and node.note in waiting:
                yield from map(few_marks, words(waiting.pop(node.note), marks=True))

    def escape(self, words: str) -> str:
        """Words escaped for the content of an element, a key's number in a drawn frame: no font puts U+20E3 around a
        digit of another font, but over what follows."""
        return _KEYCAP.sub(r'<span class="keycap">\1<span class="mark">\2</span></span>', super().escape(words))

    def clean(self, words: str) -> str:
        cleaned = super().clean(words)
        limited = few_marks(cleaned)
        if limited != cleaned and TOO_MANY_MARKS not in self.problems:
            self.problems.append(TOO_MANY_MARKS)
        return limited

    def body(self) -> str:
        return self._spanned() if self._spanning else super().body()

    def _spanned(self) -> str:
        """The body, with each wide table in its own ``div.spanning``."""
        dateline, blocks = self.article.head.dateline, self.article.body
        pieces: list[str] = []
        if dateline:
            run_in = blocks[:1] if blocks and isinstance(blocks[0], tree.Paragraph) else ()
            pieces.append(self.run_in(self.visit(dateline), run_in))
            blocks = blocks[len(run_in) :]
        headings = 0  # number of headings at the end of the pieces
        for block in blocks:
            piece = self.visit(block)
            if piece.startswith('<div class="wide'):
                above = "".join(pieces[len(pieces) - headings :])
                del pieces[len(pieces) - headings :]
                piece = f'</div>\n<div class="text spanning">\n{above}{piece}</div>\n<div class="text">\n'
            headings = headings + 1 if isinstance(block, tree.Heading) else 0
            pieces.append(piece)
        return "".join(pieces)

    def document(self) -> str:
        html = super().document()
        return html.replace(EMPTY_COLUMNS, "") if self._spanning else html

    def headline(self, node: tree.Headline) -> str:
        """Keeps the last words of a headline together, so that none is alone on the last line."""
        return self._with_last_words_together(super().headline(node))

    def deck(self, node: tree.Deck) -> str:
        return self._with_last_words_together(super().deck(node))

    def byline(self, node: tree.Byline) -> str:
        """Keeps each person's name, and the last words, on one line."""
        words = self.escape(node.text)
        names = [self.escape(person.name) for person in node.persons if len(person.name) <= LONGEST_NAME]
        for name in sorted(set(names), key=len, reverse=True):
            words = self._in_span("whole", rf"(?<![\w>]){re.escape(name)}(?!\w)", words, count=1)
        return self._with_last_words_together(f'<p class="byline">{words}</p>\n')

    def paragraph(self, node: tree.Paragraph) -> str:
        """Keeps the last word unbroken, so that no half of it is alone on the last line, unless it might be longer than
        a line."""
        html = super().paragraph(node)
        classes = " ".join(["paragraph", *(name for name, is_so in KEPT_WITH_NEXT_CLASSES.items() if is_so(node))])
        return self._with_last_word_whole(html.replace('class="paragraph', f'class="{classes}', 1))

    def speech(self, node: tree.Speech) -> str:
        """The same for the paragraph in which the speaker is run in; a question stays with its answer."""
        html = self._with_last_word_whole(super().speech(node))
        asks = len(node.blocks) == 1 and isinstance(node.blocks[0], tree.Paragraph) and is_question(node.blocks[0])
        return html.replace('class="speech"', 'class="speech question"', 1) if asks else html

    def block_quote(self, node: tree.BlockQuote) -> str:
        """A last paragraph that begins with a dash is set as the attribution of the quotation."""
        *blocks, last = node.blocks
        if blocks and not node.attribution and isinstance(last, tree.Paragraph) and SOURCE.match(plain(last)):
            node = replace(node, blocks=tuple(blocks), attribution=last.inlines)
        return super().block_quote(node)

    def table(self, node: tree.Table) -> str:
        """Adds the classes that tell the style sheet that a table may need more room than there is."""
        html = super().table(node)
        classes = [name for name, is_so in TABLE_CLASSES.items() if is_so(node)]
        for name in ("table", "wide") if classes else ():
            html = html.replace(f'class="{name}"', f'class="{" ".join((name, *classes))}"', 1)
        return html

    def figure(self, node: tree.Figure) -> str:
        """Every picture is described, as PDF/UA requires; a large one that is wider than high spans the columns."""
        if node.picture is None:
            return super().figure(node)
        html = super().figure(node if description(node) else replace(node, alt=title(self.article)))
        html = html.replace('class="figure"', 'class="figure pictured"', 1)
        return f'<div class="wide">\n{html}</div>\n' if is_wide_picture(node.picture) else html

    def address(self, picture: tree.Picture) -> str:
        """The name by which WeasyPrint asks for the picture."""
        return f"{PICTURE}{file_name(picture)}"

    def heading(self, node: tree.Heading) -> str:
        """In a note at the foot of a page a heading would come under an unrelated one: there it is a paragraph."""
        if self.context.in_footnote:
            return f'<p class="heading">{self.all(node.inlines)}</p>\n'
        return super().heading(node)

    def item(self, blocks: Sequence[tree.Block]) -> str:
        """WeasyPrint tags blocks directly in an ``li`` as children of LI; a ``dd`` becomes the LBody they need."""
        return f"<dd>{super().item(blocks)}</dd>"

    def link(self, node: tree.Link) -> str:
        """WeasyPrint makes a link of each element in a link, but tags only the outermost: here each text gets its
        own."""
        words = super().link(node)
        whole_link = re.fullmatch("(<a [^>]*>)(.*)</a>", words, re.DOTALL)
        if whole_link is None or "<" not in whole_link[2]:
            return words
        return re.sub("(<[^>]*>)|([^<]+)", lambda part: part[1] or f"{whole_link[1]}{part[2]}</a>", whole_link[2])

    def note_ref(self, node: tree.NoteRef) -> str:
        reference = super().note_ref(node)
        if node.note not in self.note_links.referred or node.note not in self._waiting:
            return reference
        if self.context.in_footnote:  # a note with a reference inside a note stays at the end
            return reference
        note = self._waiting.pop(node.note)
        with self.within(self.context._replace(in_footnote=True)):
            words = self.note(note)
        self.footnotes[self.note_links.numbers[note.id]] = note
        # WeasyPrint would render a line end between two blocks of a footnote as an empty line.
        return reference + re.sub(r">\n+(<|$)", r">\1", words.replace('class="note"', 'class="footnote"', 1))

    def note(self, node: tree.Note) -> str:
        return "" if self.footnotes.get(self.note_links.numbers[node.id]) is node else super().note(node)

    def notes(self) -> str:
        """The notes that are not at the foot of a page, such as those with references only in the article's foot."""
        self._waiting.clear()
        return super().notes() if len(self.footnotes) < len(self.article.notes) else ""

    def _with_last_word_whole(self, html: str) -> str:
        """The HTML with the last word of its first paragraph unbroken."""
        return self._in_span("last-word", rf"(?<= )[^<> ]{{1,{LONGEST_WHOLE}}}(?=</p>\n)", html, count=1)

    def _with_last_words_together(self, html: str) -> str:
        """The HTML of a paragraph or headline; its last word is kept together with up to 12 characters of words before
        it."""
        return self._in_span("last-words", r"(?<= )[^<>]{,12} [^ <>]{1,20}(?=</(h1|p)>)", html)

    def _in_span(self, class_: str, pattern: str, html: str, count: int = 0) -> str:
        """The HTML with what matches a pattern, all of it or the first ``count``, in elements of a class; but not where
        an element would divide words that run against the text."""

        def spanned(match: re.Match[str]) -> str:
            start = html.rfind(">", 0, match.start()) + 1
            text = html[start:].partition("<")[0]
            if any(is_within_turn(text, edge - start, self._rtl) for edge in match.span()):
                return match[0]
            return f'<span class="{class_}">{match[0]}</span>'

        return re.sub(pattern, spanned, html, count=count)


def is_bold(node: tree.Paragraph) -> bool:
    """Whether a paragraph is short and all bold, like the questions of an interview."""
    return len(node.inlines) == 1 and isinstance(node.inlines[0], tree.Strong) and len(plain(node)) <= LONGEST_QUESTION


def is_question(node: tree.Paragraph) -> bool:
    """Whether a paragraph is such a question, or a short one that ends in a question mark: the next one answers it."""
    return is_bold(node) or (len(text := plain(node)) <= LONGEST_QUESTION and bool(_ASKS.search(text)))


KEPT_WITH_NEXT_CLASSES = {"question": is_question, "bold": is_bold}
"""The classes of paragraphs that are kept in one column with the next, and their tests."""


def is_wide_picture(picture: tree.Picture) -> bool:
    """Whether a picture is to span the columns: much wider than high, and with enough pixels for it."""
    return picture.width >= max(WIDE_PICTURE, WIDER * picture.height)


def crowded(table: tree.Table) -> bool:
    """Whether a table's columns may be too narrow for their words, so that some would have to be broken."""
    cells = zip_longest(*(table.header, *table.rows), fillvalue=())
    longest = [
        max((len(word) for cell in column for word in _WORD.findall(plain(cell))), default=0) for column in cells
    ]
    return sum(longest) + GAP * len(longest) > ROOM


def long(table: tree.Table) -> bool:
    """Whether a table may be higher than a page, or leave half a page empty if it is not broken."""
    return len(table.rows) >= MANY_ROWS or len(plain(table)) > LONG_TABLE


def long_rows(table: tree.Table) -> bool:
    """Whether a row of a table may be."""
    return any(len(plain(cell)) > LONG_CELL for row in table.rows for cell in row)


TABLE_CLASSES = {"crowded": crowded, "long": long, "long-rows": long_rows}
"""The classes of tables that may need more room, and their tests."""
