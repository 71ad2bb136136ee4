"""The tree as Markdown, in the flavours that use HTML for what they have no markup for: CommonMark and GitHub's.

Blocks become lines without a line end after the last; inlines become part of an unfinished line, which
``escaping.finish`` completes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape as escape_html
from itertools import chain, repeat

from copydesk import tree
from copydesk.problems import Problem
from copydesk.tree import Article, Inline, Node
from copydesk.visit import Visitor
from copydesk.writing._shared.links import left_out, safe_target
from copydesk.writing.markdown import escaping as words
from copydesk.writing.markdown.escaping import BRACKET, BREAK, EMPHASIS, GLUE, REFERENCE, STRONG, Flavour
from copydesk.writing.markdown.wrap import wrapped


class Markdown(Visitor[str]):
    """Markdown of one flavour, its paragraphs wrapped at ``measure`` columns, 0 for one line each."""

    closing = r"(?:^|(?<= ))#+$"  # characters that would not be read as part of a heading at its end
    separator = ""  # separates two adjacent lists that would become one

    def __init__(self, article: Article, flavour: Flavour, measure: int) -> None:
        self.problems: list[Problem] = []
        self._flavour = flavour
        self._measure = measure
        self.labels = _labels(article.notes)
        self._marks = {note.id: note.mark for note in article.notes}
        self._referenced: set[str] = set()  # notes with a reference in the text
        self._in_cell = self._in_link = self._bare = False  # bare: where [^1] would not be read as a reference

    # ------------------------------------------------------------------------------------------- the whole

    def foot(self, sections: Sequence[Node]) -> str:
        return self._element("footer", self.blocks(sections)) if sections else ""

    def notes(self, notes: Sequence[tree.Note]) -> str:
        """The notes, with references to those that have none in the text, as Markdown would not show them otherwise."""
        self._bare = True
        notes_text = "\n\n".join(self.visit(note) for note in notes)
        calls = " ".join(f"[^{self.labels[note.id]}]" for note in notes if note.id not in self._referenced)
        return "\n\n".join(filter(None, (self._element("div", calls, "unplaced-notes") if calls else "", notes_text)))

    def blocks(self, nodes: Sequence[Node]) -> str:
        """Blocks separated by blank lines; adjacent lists of one kind get different bullets, else they would be one."""
        parts = []
        other = False
        for index, node in enumerate(nodes):
            before = nodes[index - 1] if index else None
            alike = isinstance(node, tree.List) and isinstance(before, tree.List) and node.ordered == before.ordered
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
        return "\n".join(self._wrapped(line) for line in self._finish(self.inlines(inlines)))

    def one_line(self, inlines: Sequence[Inline] | str) -> str:
        """Inlines, or words, as one line of the front matter."""
        before, self._bare = self._bare, True
        line = self._flavour.escape(inlines) if isinstance(inlines, str) else self.inlines(inlines)
        self._bare = before
        return self._flavour.escape_start(self._single(line)).replace(GLUE, " ")

    def _finish(self, line: str, *, single: bool = False) -> list[str]:
        return words.finish(line, single=single)

    def _single(self, line: str) -> str:
        return self._finish(line, single=True)[0]

    def _wrapped(self, line: str) -> str:
        measure = max(self._measure, 20) if self._measure else 0
        return "\n".join(wrapped(self._flavour.escape_start(line), measure, self._flavour.opens_block))

    @contextmanager
    def _narrowed(self, columns: int) -> Iterator[None]:
        """Reduces the measure for content that will be indented by this many columns."""
        before = self._measure
        self._measure = max(self._measure - columns, 1) if before else 0
        yield
        self._measure = before

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
        with self._narrowed(2):
            parts = (self.blocks(node.blocks), self._credit(node.attribution))
        return _indent("\n\n".join(filter(None, parts)), "> ", "> ")

    def pull_quote(self, node: tree.PullQuote) -> str:
        parts = (self.lines(node.inlines), self._credit(node.attribution))
        return self._element("div", "\n\n".join(filter(None, parts)), "pull-quote")

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
            return self._items(node, [("+" if other else "-") + " "] * len(node.items))
        numbers = range(max(node.start, 0), max(node.start, 0) + len(node.items))
        marks = [f"{min(number, 999_999_999)}{')' if other else '.'} " for number in numbers]
        items = self._items(node, marks)
        return items if node.numbering == "decimal" else self._element("div", items, node.numbering.replace("_", "-"))

    def _items(self, node: tree.List, marks: Sequence[str]) -> str:
        items = []
        tight = _is_tight(node)
        for mark, item in zip(marks, node.items, strict=True):
            with self._narrowed(len(mark)):
                text = "\n".join(map(self.visit, item)) if tight else self.blocks(item)
            if self.separator and item and isinstance(item[0], tree.Table):
                text = f"{self.separator}\n\n{text}"  # else the item's mark would be part of the table's first cell
            items.append(_indent(text, mark, " " * len(mark)))
        return ("\n" if tight else "\n\n").join(items)

    def figure(self, node: tree.Figure) -> str:
        picture = f"![{self._single(self._flavour.escape(node.alt))}]({self._destination(node.source or '')})"
        picture = picture if node.source or node.alt else ""
        if not node.caption and not node.credit:
            return picture
        caption = (self.lines(node.caption), self._credit(node.credit))
        return self._element("figure", "\n\n".join(filter(None, (picture, self._caption(caption)))))

    def _caption(self, parts: Sequence[str]) -> str:
        return self._element("figcaption", "\n\n".join(filter(None, parts)))

    def table(self, node: tree.Table) -> str:
        rows = self._rows(node)
        if not node.caption:
            return rows
        return self._element("figure", f"{self._caption((self.lines(node.caption),))}\n\n{rows}", "table")

    def _rows(self, node: tree.Table) -> str:
        even = node.even()
        width = len(even.rows[0]) if even.rows else len(even.header)
        rows = [self._row(row) for row in (even.header or ((),) * width, *even.rows)]
        rulers = [_RULERS[how] for how in (*node.align, *[None] * width)[:width]]
        return "\n".join((rows[0], f"| {' | '.join(rulers)} |", *rows[1:]))

    def _row(self, cells: tuple[tuple[Inline, ...], ...]) -> str:
        self._in_cell = True
        contents = [self._single(self.inlines(cell)) for cell in cells]
        self._in_cell = False
        return "|" + "|".join(f" {cell} " for cell in contents) + "|"

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
        with self._narrowed(max(4, len(label) if opens_with_words else 4)):
            text = self.blocks(node.blocks)
        if not opens_with_words:
            text = "\n" + text  # else the indent of a list or fence would be measured from after the label
        elif _LINK_DEFINITION.match(text):
            text = f"<span></span>{text}"  # programs without notes would read it as a link definition and not show it
        return _indent(text, label, "    ")

    # --------------------------------------------------------------------------------------------- inlines

    def text(self, node: tree.Text) -> str:
        return self._flavour.escape(node.text)

    def emphasis(self, node: tree.Emphasis) -> str:
        return f"{EMPHASIS.opening}{self.inlines(node.inlines)}{EMPHASIS.closing}" if node.inlines else ""

    def strong(self, node: tree.Strong) -> str:
        return f"{STRONG.opening}{self.inlines(node.inlines)}{STRONG.closing}" if node.inlines else ""

    def link(self, node: tree.Link) -> str:
        outer, self._in_link = self._in_link, True
        content = self.inlines(node.inlines)
        self._in_link = outer
        if outer:
            self._report("unsupported", f"a link inside a link is left out: {node.target}")
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
        return words.code(node.text, cell=self._in_cell)

    def line_break(self, node: tree.LineBreak) -> str:
        return BREAK

    def note_ref(self, node: tree.NoteRef) -> str:
        if self._bare or self._in_link or self._marks.get(node.note) != node.mark:
            return self._bare_ref(self._flavour.escape(node.mark), self.labels.get(node.note, node.note))
        self._referenced.add(node.note)
        return f"{BRACKET}[^{self.labels[node.note]}]{REFERENCE}"

    def _bare_ref(self, mark: str, label: str) -> str:
        """The mark of a note where a reference is not possible."""
        return f'<sup{GLUE}data-note="{escape_html(label)}">{mark}</sup>'

    def _report(self, kind: str, message: str) -> None:
        self.problems.append(Problem(kind, None, message))  # type: ignore[arg-type]


_RULERS = {None: "---", "left": ":---", "right": "---:", "center": ":---:"}
"""The delimiter row's cell for each alignment."""

_LINK_DEFINITION = re.compile(r"\S+(?:\s*$|\s+[\"'(])")


def _labels(notes: Sequence[tree.Note]) -> dict[str, str]:
    """The label of each note: its id, or a new label if the id is not valid or differs from another only in case."""
    labels: dict[str, str] = {}
    used: set[str] = set()
    for number, note in enumerate(notes, start=1):
        label = note.id
        while not re.fullmatch(r"[A-Za-z0-9_-]+", label) or label.lower() in used:
            label = f"note-{number}" if label == note.id else f"{label}-"
        used.add(label.lower())
        labels[note.id] = label
    return labels


def _is_tight(node: tree.List) -> bool:
    """Whether the list needs no blank lines: each item is a paragraph, followed at most by a tight list."""
    return all(
        isinstance(item[0], tree.Paragraph) and (len(item) == 1 or (len(item) == 2 and _follows_at_once(item[1])))
        for item in node.items
        if item
    )


def _follows_at_once(block: Node) -> bool:
    """Whether a list may directly follow a line of text: CommonMark allows this for a numbered one only if it starts at
    1."""
    plain = isinstance(block, tree.List) and (not block.ordered or (block.start == 1 and block.numbering == "decimal"))
    return plain and isinstance(block, tree.List) and all(block.items) and _is_tight(block)


def _indent(text: str, first: str, others: str) -> str:
    """The text with ``first`` before its first line and ``others`` before the rest; no spaces on a blank line."""
    prefixes = chain((first,), repeat(others))
    lines = zip(prefixes, text.split("\n"), strict=False)
    return "\n".join(prefix + line if line else prefix.rstrip() for prefix, line in lines)
