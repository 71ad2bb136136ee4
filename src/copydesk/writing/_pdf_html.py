"""The article as HTML that WeasyPrint sets: tagged as PDF/UA asks, its notes at the foot of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from copydesk import tree
from copydesk.tree import Article
from copydesk.visit import walk
from copydesk.writing._html import HtmlVisitor
from copydesk.writing._words import said, words

NOTE = "main"
"""The element that a note is. WeasyPrint makes no tag Note; this one becomes a Part, of which there is no other."""

LONGEST_WHOLE = 16
"""Characters of the longest word that is never broken at a paragraph's end: any column is wider."""


class PdfVisitor(HtmlVisitor):
    """The article as WeasyPrint needs it, which tags some HTML in ways that PDF/UA forbids.

    With ``at_foot``, a note stands right behind the first reference to it, for a style to float to the foot of the
    page; one that no text refers to stays at the end. This puts blocks in paragraphs, which XML allows and HTML does
    not.
    """

    elements: ClassVar = {**HtmlVisitor.elements, "note": NOTE, "note idle": NOTE, "footnote": NOTE}
    frame: ClassVar = ("<article>\n", '<div id="end"></div>\n</article>\n')

    def __init__(self, article: Article, *, at_foot: bool = False) -> None:
        super().__init__(article)
        self._waiting = {note.id: note for note in article.notes} if at_foot else {}
        self._inside_footnote = False
        self.footnotes: dict[int, tree.Note] = {}
        """The notes that stand behind their references so far, by number: those of ``ref-1`` and ``note-1``."""

    def wanted(self) -> Iterator[str]:
        """The words in their order, each note of the foot of a page behind the first reference to it."""
        article = self.article
        waiting = {note.id: note for note in self.footnotes.values()}
        at_end = tuple(note for note in article.notes if note.id not in waiting)
        for node in walk((article.head, article.body, at_end, article.foot)):
            yield said(node, marks=True)
            if isinstance(node, tree.NoteRef) and node.note in waiting:
                yield from words(waiting.pop(node.note), marks=True)

    def headline(self, node: tree.Headline) -> str:
        """The last words of a headline are kept together, so that none stands alone on its last line."""
        made = super().headline(node)
        return re.sub(r"(?<= )[^<>]{,12} [^ <>]+(?=</h1>)", r'<span class="last-words">\g<0></span>', made)

    def paragraph(self, node: tree.Paragraph) -> str:
        """The last word is kept whole, so that no half of it stands alone on the last line, unless it might be longer
        than that. The space before it is an element for the reason that `text` tells."""
        made = super().paragraph(node)
        return re.sub(
            rf" ([^<> ]{{1,{LONGEST_WHOLE}}})(?=</p>\n\Z)", r'<span> </span><span class="last-word">\1</span>', made
        )

    def heading(self, node: tree.Heading) -> str:
        """At the foot of a page, a heading would stand below whatever heading came last there: it is no heading."""
        if self._inside_footnote:
            return f'<p class="heading">{self.all(node.inlines)}</p>\n'
        return super().heading(node)

    def text(self, node: tree.Text) -> str:
        """A space before an emphasis or a link stands in an element of its own. WeasyPrint would else break a line
        that has room for the words but not for the space after the first of them."""
        words = super().text(node)
        return f"{words[:-1]}<span> </span>" if words.endswith(" ") else words

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
