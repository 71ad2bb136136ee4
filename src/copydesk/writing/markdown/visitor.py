"""The tree as Markdown, in the flavours that use HTML for what they have no markup for: CommonMark and GitHub's.

Blocks become lines without a line end after the last; inlines become part of an unfinished line, which
``escaping.finish`` completes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape as escape_html

from copydesk import tree
from copydesk.problems import Problem
from copydesk.tree import Article, Inline, Node
from copydesk.visit import Visitor
from copydesk.writing._shared.context import InContext
from copydesk.writing._shared.links import left_out, safe_target
from copydesk.writing._shared.pictures import data_uri
from copydesk.writing._shared.run_in import spoken
from copydesk.writing.markdown import escaping as words
from copydesk.writing.markdown import lists, tables
from copydesk.writing.markdown.context import Context
from copydesk.writing.markdown.escaping import BRACKET, BREAK, EMPHASIS, GLUE, REFERENCE, STRONG, Flavour
from copydesk.writing.markdown.labels import is_link_definition, labels
from copydesk.writing.markdown.wrap import indented, wrapped


class Markdown(InContext[Context], Visitor[str]):
    """Markdown of one flavour, its paragraphs wrapped at ``measure`` columns, 0 for one line each."""

    closing = r"(?:^|(?<= ))#+$"  # characters that would not be read as part of a heading at its end
    separator = ""  # separates two adjacent lists that would become one

    def __init__(self, article: Article, flavour: Flavour, measure: int) -> None:
        self.problems: list[Problem] = []
        self._flavour = flavour
        self.context = Context(measure)
        self.labels = labels(article.notes)
        self._marks = {note.id: note.mark for note in article.notes}
        self._referenced: set[str] = set()  # notes with a reference in the text

    # ------------------------------------------------------------------------------------------- the whole

    def foot(self, sections: Sequence[Node]) -> str:
        return self._element("footer", self.blocks(sections)) if sections else ""

    def notes(self, notes: Sequence[tree.Note]) -> str:
        """The notes, with references to those that have none in the text, as Markdown would not show them otherwise."""
        with self.within(self.context._replace(bare=True)):
            notes_text = "\n\n".join(self.visit(note) for note in notes)
        calls = " ".join(f"[^{self.labels[note.id]}]" for note in notes if note.id not in self._referenced)
        return "\n\n".join(filter(None, (self._element("div", calls, "unplaced-notes") if calls else "", notes_text)))

    def blocks(self, nodes: Sequence[Node]) -> str:
        """Blocks separated by blank lines; adjacent lists of one kind get different bullets, else they would be one."""
        parts = []
        other = False
        for index, node in enumerate(nodes):
            before = nodes[index - 1] if index else None
            alike = lists.are_alike(node, before)
            other = alike and not other
            parts.append(self.separator if alike else "")
            parts.append(self._list(node, other=other) if isinstance(node, tree.List) else self.visit(node))
        return "\n\n".join(filter(None, parts))

    def inlines(self, inlines: Sequence[Inline]) -> str:
        parts = []
        for index, inline in enumerate(inlines):
            if isinstance(inline, tree.Code) and index and isinstance(inlines[index - 1], tree.Code):
                parts.append(f"<!--{GLUE}-->")  # else the fences of the two would be one
            parts.append(self.visit(inline))
        return "".join(parts)

    def lines(self, inlines: Sequence[Inline]) -> str:
        """Inlines as the lines of a paragraph."""
        return self._lines(self.inlines(inlines))

    def _lines(self, line: str) -> str:
        return "\n".join(map(self._wrapped, self._finish(line)))

    def one_line(self, inlines: Sequence[Inline] | str) -> str:
        """Inlines, or words, as one line of the front matter."""
        with self.within(self.context._replace(bare=True)):
            line = self._flavour.escape(inlines) if isinstance(inlines, str) else self.inlines(inlines)
        return self._flavour.escape_start(self._single(line)).replace(GLUE, " ")

    def _finish(self, line: str, *, single: bool = False) -> list[str]:
        return words.finish(line, single=single)

    def _single(self, line: str) -> str:
        return self._finish(line, single=True)[0]

    def _wrapped(self, line: str) -> str:
        measure = max(self.context.measure, 20) if self.context.measure else 0
        return "\n".join(wrapped(self._flavour.escape_start(line), measure, self._flavour.opens_block))

    def _element(self, tag: str, content: str, kind: str = "", data: Mapping[str, str] | None = None) -> str:
        """An HTML element with Markdown inside: blank lines end the HTML block, so that Markdown is parsed."""
        attributes = {**({"class": kind} if kind else {}), **(data or {})}
        attributes_text = "".join(f' {name}="{escape_html(value)}"' for name, value in attributes.items())
        return f"<{tag}{attributes_text}>\n\n{content}\n\n</{tag}>"

    def _credit(self, inlines: Sequence[Inline]) -> str:
        """The attribution of a quotation or the credit of a picture, as a paragraph."""
        return self._wrapped(f"<cite>{self._single(self.inlines(inlines))}</cite>") if inlines else ""

    # -------------------------------------------------------------------------------------------- the head

    def kicker(self, node: tree.Kicker) -> str:
        return self.one_line(node.inlines)

    def headline(self, node: tree.Headline) -> str:
        return self.one_line(node.inlines)

    def deck(self, node: tree.Deck) -> str:
        return self.one_line(node.inlines)

    def byline(self, node: tree.Byline) -> str:
        return self.one_line(node.text)

    def pub_date(self, node: tree.PubDate) -> str:
        return self.one_line(node.text)

    def editors_note(self, node: tree.EditorsNote) -> str:
        return self.one_line(node.inlines)

    def dateline(self, node: tree.Dateline) -> str:
        return self.one_line(node.text)

    # ---------------------------------------------------------------------------------------------- blocks

    def heading(self, node: tree.Heading) -> str:
        line = self._single(self.inlines(node.inlines))
        line = re.sub(self.closing, lambda match: match[0].replace("#", r"\#"), line)
        return f"{'#' * node.level} {line}"

    def paragraph(self, node: tree.Paragraph) -> str:
        return self.lines(node.inlines)

    def block_quote(self, node: tree.BlockQuote) -> str:
        with self.within(self.context.narrowed(2)):
            parts = (self.blocks(node.blocks), self._credit(node.attribution))
        return indented("\n\n".join(filter(None, parts)), "> ", "> ")

    def pull_quote(self, node: tree.PullQuote) -> str:
        parts = (self.lines(node.inlines), self._credit(node.attribution))
        return self._element("div", "\n\n".join(filter(None, parts)), "pull-quote")

    def speech(self, node: tree.Speech) -> str:
        speaker = self._speaker(self.inlines(node.speaker)) if node.speaker else ""
        inlines, rest = spoken(node)
        parts = (self._lines(speaker + self.inlines(inlines)), self.blocks(rest))
        return self._element("div", "\n\n".join(filter(None, parts)), "speech")

    def _speaker(self, content: str) -> str:
        return f'<b{GLUE}class="speaker">{content}</b>'

    def verse(self, node: tree.Verse) -> str:
        stanzas = (
            [self._flavour.escape_start(self._single(self.inlines(line))) for line in lines] for lines in node.stanzas()
        )
        return self._element("div", "\n\n".join("\\\n".join(stanza) for stanza in stanzas), "verse")

    def list(self, node: tree.List) -> str:
        return self._list(node, other=False)

    def _list(self, node: tree.List, *, other: bool) -> str:
        """``other`` marks the items with ``+`` and ``1)`` where another list marks them with ``-`` and ``1.``"""
        if not node.ordered:
            return self._items(node, lists.bullets(node, other=other))
        items = self._items(node, lists.numbers(node, other=other))
        return items if node.numbering == "decimal" else self._element("div", items, node.numbering.replace("_", "-"))

    def _items(self, node: tree.List, marks: Sequence[str]) -> str:
        items = []
        tight = lists.is_tight(node)
        for mark, item in zip(marks, node.items, strict=True):
            with self.within(self.context.narrowed(len(mark))):
                text = "\n".join(map(self.visit, item)) if tight else self.blocks(item)
            if self.separator and item and isinstance(item[0], tree.Table):
                text = f"{self.separator}\n\n{text}"  # else the item's mark would be part of the table's first cell
            items.append(indented(text, mark, " " * len(mark)))
        return ("\n" if tight else "\n\n").join(items)

    def figure(self, node: tree.Figure) -> str:
        picture = f"![{self._single(self._flavour.escape(node.alt))}]({self._address(node)})"
        picture = picture if node.picture or node.source or node.alt else ""
        if not node.caption and not node.credit:
            return picture
        caption = (self.lines(node.caption), self._credit(node.credit))
        return self._element("figure", "\n\n".join(filter(None, (picture, self._caption(caption)))))

    def _address(self, node: tree.Figure) -> str:
        """The picture itself as an address or, if the figure only names it, that name."""
        return data_uri(node.picture) if node.picture else self._destination(node.source or "")

    def _caption(self, parts: Sequence[str]) -> str:
        return self._element("figcaption", "\n\n".join(filter(None, parts)))

    def table(self, node: tree.Table) -> str:
        rows = self._rows(node)
        if not node.caption:
            return rows
        return self._element("figure", f"{self._caption((self.lines(node.caption),))}\n\n{rows}", "table")

    def _rows(self, node: tree.Table) -> str:
        with self.within(self.context._replace(in_cell=True)):
            return tables.rows(node, lambda cell: self._single(self.inlines(cell)))

    def preformatted(self, node: tree.Preformatted) -> str:
        longest = max((len(run) for run in re.findall("`+", node.text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{node.text}\n{fence}"

    def break_(self, node: tree.Break) -> str:
        return "* * *"

    # -------------------------------------------------------------------------------------------- the foot

    def contact(self, node: tree.Contact) -> str:
        addresses = (("links", node.links), ("emails", node.emails), ("phones", node.phones))
        data = {f"data-{name}": json.dumps(values, ensure_ascii=False) for name, values in addresses if values}
        return self._element("div", self.blocks(node.blocks), "contact", data)

    def bio(self, node: tree.Bio) -> str:
        return self._element("div", self.lines(node.inlines), "bio")

    def rights(self, node: tree.Rights) -> str:
        return self._element("div", self.lines(node.inlines), "rights")

    def related(self, node: tree.Related) -> str:
        return self._element("div", self.lines(node.inlines), "related")

    def correction(self, node: tree.Correction) -> str:
        return self._element("div", self.lines(node.inlines), "correction")

    def note(self, node: tree.Note) -> str:
        label = f"[^{self.labels[node.id]}]: "
        opens_with_words = not node.blocks or isinstance(node.blocks[0], tree.Paragraph)
        with self.within(self.context.narrowed(max(4, len(label) if opens_with_words else 4))):
            text = self.blocks(node.blocks)
        if not opens_with_words:
            text = "\n" + text  # else the indent of a list or fence would be measured from after the label
        elif is_link_definition(text):
            text = f"<span></span>{text}"
        return indented(text, label, "    ")

    # --------------------------------------------------------------------------------------------- inlines

    def text(self, node: tree.Text) -> str:
        return self._flavour.escape(node.text)

    def emphasis(self, node: tree.Emphasis) -> str:
        return f"{EMPHASIS.opening}{self.inlines(node.inlines)}{EMPHASIS.closing}" if node.inlines else ""

    def strong(self, node: tree.Strong) -> str:
        return f"{STRONG.opening}{self.inlines(node.inlines)}{STRONG.closing}" if node.inlines else ""

    def link(self, node: tree.Link) -> str:
        with self.within(self.context._replace(in_link=True)):
            content = self.inlines(node.inlines)
        if self.context.in_link:
            self.problems.append(Problem("unsupported", None, f"a link inside a link is left out: {node.target}"))
            return content
        if node.target is not None and safe_target(node.target) is not None:
            if node.inlines == (tree.Text(node.target),) and words.is_autolink(node.target):
                return f"<{node.target}>"
            return f"{BRACKET}[{content}]({self._destination(node.target)})"
        if node.target is not None:
            self.problems.append(left_out(node.target))
        return self._lost_link(content)

    def _destination(self, target: str) -> str:
        return words.destination(target)

    def _lost_link(self, content: str) -> str:
        return f'<span{GLUE}class="lost-link">{content}</span>'

    def superscript(self, node: tree.Superscript) -> str:
        return f"<sup>{self.inlines(node.inlines)}</sup>"

    def code(self, node: tree.Code) -> str:
        return words.code(node.text, cell=self.context.in_cell)

    def line_break(self, node: tree.LineBreak) -> str:
        return BREAK

    def note_ref(self, node: tree.NoteRef) -> str:
        if self.context.bare or self.context.in_link or self._marks.get(node.note) != node.mark:
            return self._bare_ref(self._flavour.escape(node.mark), self.labels.get(node.note, node.note))
        self._referenced.add(node.note)
        return f"{BRACKET}[^{self.labels[node.note]}]{REFERENCE}"

    def _bare_ref(self, mark: str, label: str) -> str:
        """The mark of a note where a reference is not possible."""
        return f'<sup{GLUE}data-note="{escape_html(label)}">{mark}</sup>'
