"""The semantic HTML that the HTML, EPUB and PDF writers share.

The output is both well-formed XML and valid HTML5: void tags are closed (``<br/>``), only entities of XML
are used, and no character that XML forbids. A class is the node's name with hyphens (``block-quote``);
the appearance is left to the style.

A document is made by one visitor::

    visitor = HtmlVisitor(article)
    html = visitor.document()
    visitor.problems    # found while it was made

The elements are those that WeasyPrint maps to tags of a tagged PDF: it has none for ``header``, ``figure`` and
``aside``, so ``div`` and ``p`` are used instead; `web.py` has the elements for browsers and e-book readers. The blocks
of the text are siblings without sections around them, because a block can span the columns only as a direct child
of the column box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from copydesk import locales, tree
from copydesk.tree import Article
from copydesk.visit import Visitor, children, plain
from copydesk.writing._shared.context import InContext
from copydesk.writing._shared.facts import direction
from copydesk.writing._shared.heading_levels import HeadingLevels
from copydesk.writing._shared.links import left_out, safe_target
from copydesk.writing._shared.own_lines import paragraph_class
from copydesk.writing._shared.pictures import data_uri, not_fetched
from copydesk.writing._shared.run_in import first_paragraph, spoken
from copydesk.writing._shared.word_check import words
from copydesk.writing.html import pictures, tables
from copydesk.writing.html.note_links import NoteLinks
from copydesk.writing.html.words import Words, attributes, headline_class

_LIST_TYPES = {"decimal": "1", "lower_alpha": "a", "upper_alpha": "A", "lower_roman": "i", "upper_roman": "I"}


class Context(NamedTuple):
    """What surrounds a node."""

    in_link: bool = False

    in_footnote: bool = False
    """Whether in a note at the foot of a page, which only paper has."""


class HtmlVisitor(Words, InContext[Context], Visitor[str]):
    """Each node as XHTML. One visitor makes one document, in reading order, and keeps its ``problems``.

    ``elements`` has the element for each class, ``roles`` further attributes of a class; ``frame`` is the HTML before
    and after the document, ``note_frame`` that before and after all notes. Subclasses override them."""

    elements: ClassVar[Mapping[str, str]] = {
        "head": "div",
        "foot": "div",
        "pull-quote": "div",
        "contact": "div",
        "notes": "section",
        "note": "div",
        "note idle": "div",  # without a reference
    }
    roles: ClassVar[Mapping[str, str]] = {"pull-quote": ' role="doc-pullquote"', "notes": ' role="doc-endnotes"'}
    frame: ClassVar[tuple[str, str]] = ("<article>\n", "</article>\n")
    note_frame: ClassVar[tuple[str, str]] = ("", "")

    def __init__(self, article: Article) -> None:
        super().__init__(rtl=direction(article) == "rtl")
        self.article = article
        self.note_links = NoteLinks(article)
        self.context = Context()
        self._levels = HeadingLevels(article)

    # the document

    def document(self) -> str:
        """The whole article, in its frame. Call it once: of several references to a note only the first has an id."""
        before, after = self.frame
        return f'{before}{self.head()}<div class="text">\n{self.body()}{self.notes()}{self.foot()}</div>\n{after}'

    def article_words(self) -> Iterator[str]:
        """The words that the document must show, including marks of notes, in the order of the document."""
        article = self.article
        return words(article.head, article.body, article.notes, article.foot, marks=True)

    def head(self) -> str:
        """Kicker, headline, deck, bylines, dates and editor's note; empty if there are none."""
        head = self.article.head
        content = self.headings() + self.all(children((head.bylines, head.dates, head.editors_note)))
        return f"{self.opening('head')}\n{content}{self.closing('head')}" if content else ""

    def headings(self) -> str:
        """Kicker, headline and deck."""
        head = self.article.head
        return self.all(children((head.kicker, head.headline, head.deck)))

    def body(self) -> str:
        """The body, with the dateline run in."""
        article = self.article
        dateline = article.head.dateline
        return self.run_in(self.visit(dateline), article.body) if dateline else self.all(article.body)

    def foot(self) -> str:
        """The foot; empty if there is none."""
        foot = self.article.foot
        return f"{self.opening('foot')}\n{self.all(foot)}{self.closing('foot')}" if foot else ""

    def notes(self) -> str:
        """The notes in a ``section.notes``; empty if there are none."""
        article = self.article
        if not article.notes:
            return ""
        opened = self.opening("notes", aria_label=locales.locale(article.lang).labels.notes)
        before, after = self.note_frame
        return f"{opened}\n{before}{self.all(article.notes)}{after}{self.closing('notes')}"

    def all(self, nodes: Iterable[tree.Node], between: str = "") -> str:
        """The HTML of the nodes, joined by ``between``."""
        return between.join(self.visit(node) for node in nodes)

    def run_in(self, opening: str, blocks: Sequence[tree.Node]) -> str:
        """The blocks, with ``opening`` at the start of the first paragraph, or as a paragraph before any other
        block."""
        inlines, rest = first_paragraph(blocks)
        words = f"{opening} {self.all(inlines)}" if inlines else opening
        return f'<p class="paragraph opening">{words}</p>\n{self.all(rest)}'

    def opening(self, name: str, **more: str | int | None) -> str:
        """The opening tag of the element of this class."""
        return f"<{self.elements.get(name, 'p')}{attributes(class_=name, **more)}{self.roles.get(name, '')}>"

    def closing(self, name: str) -> str:
        return f"</{self.elements.get(name, 'p')}>\n"

    def _paragraph(self, name: str, inlines: Sequence[tree.Inline]) -> str:
        return f"{self.opening(name)}{self.all(inlines)}{self.closing(name)}"

    # head

    def kicker(self, node: tree.Kicker) -> str:
        return self._paragraph("kicker", node.inlines)

    def headline(self, node: tree.Headline) -> str:
        return f'<h1 class="{headline_class(plain(node))}">{self.all(node.inlines)}</h1>\n'

    def deck(self, node: tree.Deck) -> str:
        return self._paragraph("deck", node.inlines)

    def byline(self, node: tree.Byline) -> str:
        return f'<p class="byline">{self.words(node.text)}</p>\n'

    def pub_date(self, node: tree.PubDate) -> str:
        words = self.words(node.text)
        time = f"<time{attributes(datetime=node.iso)}>{words}</time>" if node.iso else words
        return f'<p class="pub-date {node.kind}">{time}</p>\n'

    def editors_note(self, node: tree.EditorsNote) -> str:
        return self._paragraph("editors-note", node.inlines)

    def dateline(self, node: tree.Dateline) -> str:
        return f'<span class="dateline">{self.words(node.text)}</span>'

    # blocks

    def heading(self, node: tree.Heading) -> str:
        level = self._levels.following(node)
        return f'<h{level} class="heading">{self.all(node.inlines)}</h{level}>\n'

    def paragraph(self, node: tree.Paragraph) -> str:
        return self._paragraph(paragraph_class(node), node.inlines)

    def block_quote(self, node: tree.BlockQuote) -> str:
        credit = self._paragraph("attribution", node.attribution) if node.attribution else ""
        return f'<blockquote class="block-quote">\n{self.all(node.blocks)}{credit}</blockquote>\n'

    def pull_quote(self, node: tree.PullQuote) -> str:
        words = f"<p>{self.all(node.inlines)}</p>\n"
        credit = self._paragraph("attribution", node.attribution) if node.attribution else ""
        return f"{self.opening('pull-quote')}\n{words}{credit}{self.closing('pull-quote')}"

    def speech(self, node: tree.Speech) -> str:
        """The HTML standard recommends paragraphs for conversations, and ``b`` for their speakers."""
        inlines, rest = spoken(node)
        speaker = f'<b class="speaker">{self.all(node.speaker)}</b>' if node.speaker else ""
        words, kind = f"{speaker}{self.all(inlines)}", "spoken" if inlines else "spoken alone"
        first = f'<p class="paragraph {kind}">{words}</p>\n' if words else ""
        return f'<div class="speech">\n{first}{self.all(rest)}</div>\n'

    def verse(self, node: tree.Verse) -> str:
        stanzas = ([f'<span class="line">{self.all(line)}</span>' for line in lines] for lines in node.stanzas())
        html = "".join(f'<p class="stanza">{"<br/>".join(lines)}</p>\n' for lines in stanzas)
        return f'<div class="verse">\n{html}</div>\n'

    def list(self, node: tree.List) -> str:
        items = "".join(f"<li>{self.item(item)}</li>\n" for item in node.items)
        if not node.ordered:
            return f'<ul class="list">\n{items}</ul>\n'
        start = None if node.start == 1 else node.start
        numbering = None if node.numbering == "decimal" else _LIST_TYPES[node.numbering]
        return f'<ol class="list"{attributes(start=start, type=numbering)}>\n{items}</ol>\n'

    def item(self, blocks: Sequence[tree.Block]) -> str:
        """The content of a list item."""
        return self.all(blocks)

    def figure(self, node: tree.Figure) -> str:
        self.problems += not_fetched(node)
        return self.framed(pictures.shown(node, self), self.captions(node))

    def address(self, picture: tree.Picture) -> str:
        """Where the document has the picture: here in the document itself."""
        return data_uri(picture)

    def framed(self, shown: str, captions: str) -> str:
        """A figure made of its picture, or its alternative text, and its captions."""
        return f'<div class="figure" role="figure">\n{shown}{captions}</div>\n'

    def captions(self, node: tree.Figure) -> str:
        caption = self._paragraph("caption", node.caption) if node.caption else ""
        return caption + (self._paragraph("credit", node.credit) if node.credit else "")

    def table(self, node: tree.Table) -> str:
        node = node.even()
        html = tables.element(node, self.all)
        return self.wide(html, node) if tables.is_wide(node) else html

    def wide(self, html: str, node: tree.Table) -> str:
        """A table that needs the whole width of the page, in a box."""
        return f'<div class="wide">\n{html}</div>\n'

    def preformatted(self, node: tree.Preformatted) -> str:
        # HTML drops a line end right after <pre>, but not after <code>.
        return f'<pre class="preformatted"><code>{self.escape(node.text)}</code></pre>\n'

    def break_(self, node: tree.Break) -> str:
        return '<hr class="break"/>\n'

    # foot

    def contact(self, node: tree.Contact) -> str:
        return f"{self.opening('contact')}\n{self.all(node.blocks)}{self.closing('contact')}"

    def bio(self, node: tree.Bio) -> str:
        return self._paragraph("bio", node.inlines)

    def rights(self, node: tree.Rights) -> str:
        return self._paragraph("rights", node.inlines)

    def related(self, node: tree.Related) -> str:
        return self._paragraph("related", node.inlines)

    def correction(self, node: tree.Correction) -> str:
        return self._paragraph("correction", node.inlines)

    def note(self, node: tree.Note) -> str:
        kind = "note" if self.note_links.is_linked(node) else "note idle"
        mark = self.note_links.back(node, self.escape(node.mark))
        opened = self.opening(kind, id=f"note-{self.note_links.numbers[node.id]}")
        return f"{opened}\n{self.run_in(mark, node.blocks)}{self.closing(kind)}"

    # inlines

    def text(self, node: tree.Text) -> str:
        return self.words(node.text)

    def emphasis(self, node: tree.Emphasis) -> str:
        return f"<em>{self.all(node.inlines)}</em>"

    def strong(self, node: tree.Strong) -> str:
        return f"<strong>{self.all(node.inlines)}</strong>"

    def link(self, node: tree.Link) -> str:
        if self.context.in_link:  # HTML has no link within a link
            return self.all(node.inlines)
        target = safe_target(node.target) if node.target is not None else None
        if node.target is not None and target is None:
            self.problems.append(left_out(node.target))
        if target is None:
            return f'<span class="lost-link">{self.all(node.inlines)}</span>'
        with self.within(self.context._replace(in_link=True)):
            words = self.all(node.inlines)
        return f'<a class="link"{attributes(href=self.clean(target))}>{words}</a>'

    def superscript(self, node: tree.Superscript) -> str:
        return f"<sup>{self.all(node.inlines)}</sup>"

    def code(self, node: tree.Code) -> str:
        return f"<code>{self.escape(node.text)}</code>"

    def line_break(self, node: tree.LineBreak) -> str:
        return "<br/>"

    def note_ref(self, node: tree.NoteRef) -> str:
        mark = self.escape(node.mark)
        if node.note in self.note_links.numbers and not self.context.in_link:
            mark = self.note_links.reference(node, mark)
        return f'<sup class="note-ref">{mark}</sup>'
