"""The article as HTML that WeasyPrint sets: tagged as PDF/UA asks, its notes at the foot of the page."""

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
from copydesk.writing._shared.word_check import node_words, words
from copydesk.writing.html.visitor import HtmlVisitor
from copydesk.writing.pdf.bounds import MARKS, few_marks

NOTE = "main"
"""The element that a note is. WeasyPrint makes no tag Note; this one becomes a Part, of which there is no other."""

EMPTY = '<div class="text">\n</div>\n'
"""The box of columns that a wide table at an end of the body leaves."""

ROOM, GAP = 44, 2
"""Characters in the longest words of a table's columns, added up, for which any column or page has room; and how many
the space beside each is worth."""

_WORD = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+")
"""Letters between which no line may end: those of East Asia are words by themselves."""

LONG_TABLE, LONG_CELL = 2000, 600
"""Characters of a table, and of a cell, that may not find room on one page."""

MANY_ROWS = 24
"""Rows of a table that may not find room on one page."""

TOO_MANY_MARKS = Problem(
    "character", None, f"of the combining marks of a letter, all but the first {MARKS} are left out of the PDF"
)

_SOURCE = re.compile(r"[—–-] .{1,120}\Z")

LONGEST_QUESTION = 300
"""Characters of the longest paragraph that a column's end does not part from its answer."""

_ASKS = re.compile("[?\u037e\u061f\uff1f][\"'\u2019\u201d»)\\]]*\\s*\\Z")

LONGEST_NAME = 30
"""Characters of the longest name that is never broken."""

LONGEST_WHOLE = 16
"""Characters of the longest word that is never broken at a paragraph's end: any column is wider."""


class PdfVisitor(HtmlVisitor):
    """The article as WeasyPrint needs it, which tags some HTML in ways that PDF/UA forbids.

    With ``at_foot``, a note stands right behind the first reference to it, for a style to float to the foot of the
    page; one that no text refers to stays at the end. This puts blocks in paragraphs, which XML allows and HTML does
    not.

    With ``spanning``, each wide table stands between two boxes of columns, under the headings right before it. Were
    they one box, WeasyPrint would leave those headings at a column's foot, and print the columns below a table over the
    notes of those above it.
    """

    elements: ClassVar = {**HtmlVisitor.elements, "note": NOTE, "note idle": NOTE, "footnote": NOTE}
    frame: ClassVar = ("<article>\n", '<div id="end"></div>\n</article>\n')

    def __init__(self, article: Article, *, at_foot: bool = False, spanning: bool = False) -> None:
        super().__init__(article)
        self._spanning = spanning
        self._waiting = {note.id: note for note in article.notes} if at_foot else {}
        self._inside_footnote = False
        self.footnotes: dict[int, tree.Note] = {}
        """The notes that stand behind their references so far, by number: those of ``ref-1`` and ``note-1``."""

    def article_words(self) -> Iterator[str]:
        """The words in their order, each note of the foot of a page behind the first reference to it."""
        article = self.article
        waiting = {note.id: note for note in self.footnotes.values()}
        at_end = tuple(note for note in article.notes if note.id not in waiting)
        for node in walk((article.head, article.body, at_end, article.foot)):
            yield few_marks(node_words(node, marks=True))
            if isinstance(node, tree.NoteRef) and node.note in waiting:
                yield from map(few_marks, words(waiting.pop(node.note), marks=True))

    def clean(self, words: str) -> str:
        cleaned = super().clean(words)
        made = few_marks(cleaned)
        if made != cleaned and TOO_MANY_MARKS not in self.problems:
            self.problems.append(TOO_MANY_MARKS)
        return made

    def body(self) -> str:
        return self._spanned() if self._spanning else super().body()

    def _spanned(self) -> str:
        """The body, with each wide table in a ``div.spanning`` of its own."""
        dateline, blocks = self.article.head.dateline, self.article.body
        made: list[str] = []
        if dateline:
            run_in = blocks[:1] if blocks and isinstance(blocks[0], tree.Paragraph) else ()
            made.append(self.run_in(self.visit(dateline), run_in))
            blocks = blocks[len(run_in) :]
        headings = 0  # so many of the last pieces are headings
        for block in blocks:
            piece = self.visit(block)
            if piece.startswith('<div class="wide'):
                above = "".join(made[len(made) - headings :])
                del made[len(made) - headings :]
                piece = f'</div>\n<div class="text spanning">\n{above}{piece}</div>\n<div class="text">\n'
            headings = headings + 1 if isinstance(block, tree.Heading) else 0
            made.append(piece)
        return "".join(made)

    def document(self) -> str:
        made = super().document()
        return made.replace(EMPTY, "") if self._spanning else made

    def headline(self, node: tree.Headline) -> str:
        """The last words of a headline are kept together, so that none stands alone on its last line."""
        return _with_last_words_whole(super().headline(node))

    def deck(self, node: tree.Deck) -> str:
        return _with_last_words_whole(super().deck(node))

    def byline(self, node: tree.Byline) -> str:
        """Neither a person's name nor the last two words are parted by a line's end."""
        words = self.escape(node.text)
        names = [self.escape(person.name) for person in node.persons if len(person.name) <= LONGEST_NAME]
        for name in sorted(set(names), key=len, reverse=True):
            words = re.sub(rf"(?<![\w>]){re.escape(name)}(?!\w)", r'<span class="whole">\g<0></span>', words, count=1)
        return _with_last_words_whole(f'<p class="byline">{words}</p>\n')

    def paragraph(self, node: tree.Paragraph) -> str:
        """The last word is kept whole, so that no half of it stands alone on the last line, unless it might be longer
        than that."""
        made = super().paragraph(node)
        classes = " ".join(["paragraph", *(name for name, is_so in KEPT_WITH_NEXT.items() if is_so(node))])
        made = made.replace('class="paragraph"', f'class="{classes}"', 1)
        return re.sub(rf"(?<= )[^<> ]{{1,{LONGEST_WHOLE}}}(?=</p>\n\Z)", r'<span class="last-word">\g<0></span>', made)

    def block_quote(self, node: tree.BlockQuote) -> str:
        """A last paragraph that a dash opens says whom the quotation is from, and is set so."""
        *blocks, last = node.blocks
        if blocks and not node.attribution and isinstance(last, tree.Paragraph) and _SOURCE.match(plain(last)):
            node = replace(node, blocks=tuple(blocks), attribution=last.inlines)
        return super().block_quote(node)

    def table(self, node: tree.Table) -> str:
        """A table bears the classes by which a style sheet sees that it may need more room than there is."""
        made = super().table(node)
        classes = [name for name, is_so in CLASSES.items() if is_so(node)]
        for name in ("table", "wide") if classes else ():
            made = made.replace(f'class="{name}"', f'class="{" ".join((name, *classes))}"', 1)
        return made

    def heading(self, node: tree.Heading) -> str:
        """At the foot of a page, a heading would stand below whatever heading came last there: it is no heading."""
        if self._inside_footnote:
            return f'<p class="heading">{self.all(node.inlines)}</p>\n'
        return super().heading(node)

    def item(self, blocks: Sequence[tree.Block]) -> str:
        """WeasyPrint tags blocks right in an ``li`` as children of LI; a ``dd`` there becomes the LBody they need."""
        return f"<dd>{super().item(blocks)}</dd>"

    def link(self, node: tree.Link) -> str:
        """WeasyPrint makes a link of each element in a link, but tags the outermost only: each text is one here."""
        words = super().link(node)
        made = re.fullmatch("(<a [^>]*>)(.*)</a>", words, re.DOTALL)
        if made is None or "<" not in made[2]:
            return words
        return re.sub("(<[^>]*>)|([^<]+)", lambda part: part[1] or f"{made[1]}{part[2]}</a>", made[2])

    def note_ref(self, node: tree.NoteRef) -> str:
        made = super().note_ref(node)
        if node.note not in self._referred or node.note not in self._waiting:
            return made
        if self._inside_footnote:  # a note that is referred to in a note stays at the end
            return made
        note = self._waiting.pop(node.note)
        self._inside_footnote = True
        words = self.note(note)
        self._inside_footnote = False
        self.footnotes[self._numbers[note.id]] = note
        # WeasyPrint would set a line end between two blocks of a footnote as a line.
        return made + re.sub(r">\n+(<|$)", r">\1", words.replace('class="note"', 'class="footnote"', 1))

    def note(self, node: tree.Note) -> str:
        return "" if self.footnotes.get(self._numbers[node.id]) is node else super().note(node)

    def notes(self) -> str:
        """The notes that stand at the foot of no page; those that only the article's foot refers to are among them."""
        self._waiting.clear()
        return super().notes() if len(self.footnotes) < len(self.article.notes) else ""


def _with_last_words_whole(made: str) -> str:
    """A paragraph or headline whose last two words are kept together, if they are short."""
    return re.sub(r"(?<= )[^<>]{,12} [^ <>]{1,20}(?=</(h1|p)>)", r'<span class="last-words">\g<0></span>', made)


def is_bold(node: tree.Paragraph) -> bool:
    """Whether a paragraph is short, and in bold from end to end, as the questions of an interview are."""
    return len(node.inlines) == 1 and isinstance(node.inlines[0], tree.Strong) and len(plain(node)) <= LONGEST_QUESTION


def is_question(node: tree.Paragraph) -> bool:
    """Whether a paragraph is such a question, or a short one that asks: the next one answers it."""
    return is_bold(node) or (len(text := plain(node)) <= LONGEST_QUESTION and bool(_ASKS.search(text)))


KEPT_WITH_NEXT = {"question": is_question, "bold": is_bold}
"""What a paragraph is that no column's end parts from the next, by the classes that say so."""


def crowded(table: tree.Table) -> bool:
    """Whether a table's columns may be too narrow for their words, so that some must be broken."""
    cells = zip_longest(*(table.header, *table.rows), fillvalue=())
    longest = [
        max((len(word) for cell in column for word in _WORD.findall(plain(cell))), default=0) for column in cells
    ]
    return sum(longest) + GAP * len(longest) > ROOM


def long(table: tree.Table) -> bool:
    """Whether a table may be higher than a page, or leave half of one empty where it is not broken."""
    return len(table.rows) >= MANY_ROWS or len(plain(table)) > LONG_TABLE


def long_rows(table: tree.Table) -> bool:
    """Whether this is so of any row of a table."""
    return any(len(plain(cell)) > LONG_CELL for row in table.rows for cell in row)


CLASSES = {"crowded": crowded, "long": long, "long-rows": long_rows}
"""What a table is, by the classes that tell it."""
