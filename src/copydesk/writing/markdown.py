"""The article as Markdown: CommonMark, with a front matter in YAML that holds the head.

A person can correct it by hand and have it read again: what CommonMark has no mark for stands in HTML elements
with Markdown inside, which every renderer shows. pandoc's own CommonMark writer is not used, for it changes
words that look like markup.

    ---
    title: "The *Aurora* sails again"
    author:
      - "Ana Ruiz"
    ---

    The ferry left at noon.[^n1]

    <div class="bio">

    Ana Ruiz writes on lakes.

    </div>

    [^n1]: By the harbour's clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape as escape_html
from itertools import chain, repeat

from copydesk import tree
from copydesk.problems import Problem
from copydesk.tree import Article, Inline, Node
from copydesk.visit import Visitor
from copydesk.writing import _front_matter
from copydesk.writing import _markdown_text as words
from copydesk.writing._format import Format, Options, Output
from copydesk.writing._links import safe_target
from copydesk.writing._markdown_text import BRACKET, BREAK, EMPHASIS, REFERENCE, STRONG

FORMAT = Format("markdown", (".md", ".markdown"), "Markdown: CommonMark with a front matter in YAML")


def write(article: Article, options: Options) -> Output:
    """The article as UTF-8 Markdown. ``options`` change nothing: a style has no say in Markdown."""
    writer = Markdown(article)
    front = _front_matter.lines(article, writer.one_line, writer.labels)
    parts = (front, writer.blocks(article.body), writer.foot(article.foot), writer.notes(article.notes))
    text = "\n\n".join(part for part in parts if part)
    return Output(f"{text}\n".encode() if text else b"", tuple(writer.problems))


class Markdown(Visitor[str]):
    """Blocks become lines without a line end after the last; inlines a part of an unfinished line."""

    def __init__(self, article: Article) -> None:
        self.problems: list[Problem] = []
        self.labels = _labels(article.notes)
        self._marks = {note.id: note.mark for note in article.notes}
        self._called: set[str] = set()  # notes that a reference in the text calls up
        self._in_cell = self._in_link = self._bare = False  # bare: where [^1] would not be read as a reference

    # ------------------------------------------------------------------------------------------- the whole

    def foot(self, sections: Sequence[Node]) -> str:
        return _element("footer", self.blocks(sections)) if sections else ""

    def notes(self, notes: Sequence[tree.Note]) -> str:
        """The notes; those that the text does not call up are called up here, or Markdown would not show them."""
        self._bare = True
        made = "\n\n".join(self.visit(note) for note in notes)
        calls = " ".join(f"[^{self.labels[note.id]}]" for note in notes if note.id not in self._called)
        return "\n\n".join(filter(None, (_element("div", calls, 'class="unplaced-notes"') if calls else "", made)))

    def blocks(self, nodes: Sequence[Node]) -> str:
        """Blocks with a blank line between; a list after a list of its kind has other bullets, or they were one."""
        made = []
        other = False
        for index, node in enumerate(nodes):
            before = nodes[index - 1] if index else None
            alike = isinstance(node, tree.List) and isinstance(before, tree.List) and node.ordered == before.ordered
            other = alike and not other
            made.append(self._list(node, other=other) if isinstance(node, tree.List) else self.visit(node))
        return "\n\n".join(filter(None, made))

    def inlines(self, inlines: Sequence[Inline]) -> str:
        made = []
        for index, inline in enumerate(inlines):
            if isinstance(inline, tree.Code) and index and isinstance(inlines[index - 1], tree.Code):
                made.append("<!-- -->")  # or the fences of the two would be one
            made.append(self.visit(inline))
        return "".join(made)

    def lines(self, inlines: Sequence[Inline]) -> str:
        """Inlines as the lines of a paragraph."""
        return "\n".join(words.escape_start(line) for line in words.finish(self.inlines(inlines)))

    def one_line(self, inlines: Sequence[Inline] | str) -> str:
        """Inlines, or words, as one line of the front matter."""
        before, self._bare = self._bare, True
        made = words.escape(inlines) if isinstance(inlines, str) else self.inlines(inlines)
        self._bare = before
        return words.escape_start(words.finish(made, single=True)[0])

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
        line = words.finish(self.inlines(node.inlines), single=True)[0]
        line = re.sub(r"(?:^|(?<= ))#+$", lambda match: match[0].replace("#", r"\#"), line)
        return f"{'#' * node.level} {line}"

    def paragraph(self, node: tree.Paragraph) -> str:
        return self.lines(node.inlines)

    def block_quote(self, node: tree.BlockQuote) -> str:
        attribution = words.finish(self.inlines(node.attribution), single=True)[0]
        parts = (self.blocks(node.blocks), f"<cite>{attribution}</cite>" if attribution else "")
        return _indent("\n\n".join(filter(None, parts)), "> ", "> ")

    def verse(self, node: tree.Verse) -> str:
        stanzas: list[list[str]] = [[]]
        for line in node.lines:
            if line:
                stanzas[-1].append(words.escape_start(words.finish(self.inlines(line), single=True)[0]))
            else:
                stanzas.append([])
        return _element("div", "\n\n".join("\\\n".join(stanza) for stanza in stanzas if stanza), 'class="verse"')

    def list(self, node: tree.List) -> str:
        return self._list(node, other=False)

    def _list(self, node: tree.List, *, other: bool) -> str:
        """``other`` marks the items with ``+`` and ``1)`` where another list marks them with ``-`` and ``1.``"""
        items = []
        tight = _is_tight(node)
        for number, item in enumerate(node.items, start=max(node.start, 0)):
            mark = f"{min(number, 999_999_999)}{')' if other else '.'}" if node.ordered else ("+" if other else "-")
            text = "\n".join(map(self.visit, item)) if tight else self.blocks(item)
            items.append(_indent(text, f"{mark} ", " " * (len(mark) + 1)))
        made = ("\n" if tight else "\n\n").join(items)
        if node.ordered and node.numbering != "decimal":
            return _element("div", made, f'class="{node.numbering.replace("_", "-")}"')
        return made

    def figure(self, node: tree.Figure) -> str:
        picture = f"![{words.finish(words.escape(node.alt), single=True)[0]}]"
        picture = f"{picture}({words.destination(node.source or '')})" if node.source or node.alt else ""
        if not node.caption and not node.credit:
            return picture
        credit = words.finish(self.inlines(node.credit), single=True)[0]
        caption = (self.lines(node.caption), f"<cite>{credit}</cite>" if credit else "")
        return _element("figure", "\n\n".join(filter(None, (picture, _caption(caption)))))

    def table(self, node: tree.Table) -> str:
        width = max(len(row) for row in (node.header, *node.rows))
        rows = [self._row(row, width) for row in (node.header, *node.rows)]
        made = "\n".join((rows[0], "|" + " --- |" * width, *rows[1:]))
        if not node.caption:
            return made
        return _element("figure", f"{_caption((self.lines(node.caption),))}\n\n{made}", 'class="table"')

    def _row(self, cells: tuple[tuple[Inline, ...], ...], width: int) -> str:
        self._in_cell = True
        made = [words.finish(self.inlines(cell), single=True)[0] for cell in cells]
        self._in_cell = False
        return "|" + "|".join(f" {cell} " for cell in (*made, *[""] * (width - len(made)))) + "|"

    def preformatted(self, node: tree.Preformatted) -> str:
        longest = max((len(run) for run in re.findall("`+", node.text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{node.text}\n{fence}"

    def break_(self, node: tree.Break) -> str:
        return "* * *"

    # -------------------------------------------------------------------------------------------- the foot

    def contact(self, node: tree.Contact) -> str:
        known = (("links", node.links), ("emails", node.emails), ("phones", node.phones))
        data = [
            f'data-{name}="{escape_html(json.dumps(values, ensure_ascii=False))}"' for name, values in known if values
        ]
        return _element("div", self.blocks(node.blocks), " ".join(('class="contact"', *data)))

    def bio(self, node: tree.Bio) -> str:
        return _element("div", self.lines(node.inlines), 'class="bio"')

    def rights(self, node: tree.Rights) -> str:
        return _element("div", self.lines(node.inlines), 'class="rights"')

    def related(self, node: tree.Related) -> str:
        return _element("div", self.lines(node.inlines), 'class="related"')

    def correction(self, node: tree.Correction) -> str:
        return _element("div", self.lines(node.inlines), 'class="correction"')

    def note(self, node: tree.Note) -> str:
        text = self.blocks(node.blocks)
        if node.blocks and not isinstance(node.blocks[0], tree.Paragraph):
            text = "\n" + text  # or the depth of a list or fence would be measured from behind the label
        return _indent(text, f"[^{self.labels[node.id]}]: ", "    ")

    # --------------------------------------------------------------------------------------------- inlines

    def text(self, node: tree.Text) -> str:
        return words.escape(node.text)

    def emphasis(self, node: tree.Emphasis) -> str:
        return f"{EMPHASIS.opening}{self.inlines(node.inlines)}{EMPHASIS.closing}" if node.inlines else ""

    def strong(self, node: tree.Strong) -> str:
        return f"{STRONG.opening}{self.inlines(node.inlines)}{STRONG.closing}" if node.inlines else ""

    def link(self, node: tree.Link) -> str:
        outer, self._in_link = self._in_link, True
        made = self.inlines(node.inlines)
        self._in_link = outer
        if outer:
            self._noticed("unsupported", f"a link inside a link is left out: {node.target}")
            return made
        if node.target is not None and safe_target(node.target) is not None:
            if node.inlines == (tree.Text(node.target),) and words.is_autolink(node.target):
                return f"<{node.target}>"
            return f"{BRACKET}[{made}]({words.destination(node.target)})"
        if node.target is not None:
            self._noticed("unsafe_link", f"the link to {node.target} is left out, its words are kept")
        return f'<span class="lost-link">{made}</span>'

    def superscript(self, node: tree.Superscript) -> str:
        return f"<sup>{self.inlines(node.inlines)}</sup>"

    def code(self, node: tree.Code) -> str:
        return words.code(node.text, cell=self._in_cell)

    def line_break(self, node: tree.LineBreak) -> str:
        return BREAK

    def note_ref(self, node: tree.NoteRef) -> str:
        if self._bare or self._in_link or self._marks.get(node.note) != node.mark:
            name = escape_html(self.labels.get(node.note, node.note))
            return f'<sup data-note="{name}">{words.escape(node.mark)}</sup>'
        self._called.add(node.note)
        return f"{BRACKET}[^{self.labels[node.note]}]{REFERENCE}"

    def _noticed(self, kind: str, message: str) -> None:
        self.problems.append(Problem(kind, None, message))  # type: ignore[arg-type]


def _labels(notes: Sequence[tree.Note]) -> dict[str, str]:
    """The label of each note: its id, or a new one where the id is no label, or is one already but for case."""
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for number, note in enumerate(notes, start=1):
        label = note.id
        while not re.fullmatch(r"[A-Za-z0-9_-]+", label) or label.lower() in taken:
            label = f"note-{number}" if label == note.id else f"{label}-"
        taken.add(label.lower())
        labels[note.id] = label
    return labels


def _is_tight(node: tree.List) -> bool:
    """Whether no blank line need stand between the items: each is a paragraph, and at most a tight list after it."""
    return all(
        isinstance(item[0], tree.Paragraph) and (len(item) == 1 or (len(item) == 2 and _follows_at_once(item[1])))
        for item in node.items
        if item
    )


def _follows_at_once(block: Node) -> bool:
    """Whether a list may stand right under a line: a numbered one only from 1, or CommonMark reads no list."""
    plain = isinstance(block, tree.List) and (not block.ordered or (block.start == 1 and block.numbering == "decimal"))
    return plain and isinstance(block, tree.List) and all(block.items) and _is_tight(block)


def _indent(text: str, first: str, others: str) -> str:
    """The text with ``first`` before its first line and ``others`` before the rest; no spaces on a blank line."""
    prefixes = chain((first,), repeat(others))
    lines = zip(prefixes, text.split("\n"), strict=False)
    return "\n".join(prefix + line if line else prefix.rstrip() for prefix, line in lines)


def _element(name: str, content: str, attributes: str = "") -> str:
    """An HTML element with Markdown inside: the blank lines end the HTML and let Markdown go on."""
    opening = f"<{name} {attributes}>" if attributes else f"<{name}>"
    return f"{opening}\n\n{content}\n\n</{name}>"


def _caption(parts: Sequence[str]) -> str:
    content = "\n\n".join(filter(None, parts))
    return _element("figcaption", content) if content else ""
