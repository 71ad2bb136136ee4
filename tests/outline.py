"""A tree as lines of plain text, for the files that say what a reading should be.

One node a line, in reading order, the contents of a node indented under it; `tests/cases/README.md` shows every form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import indent

from copydesk import tree
from copydesk.tree import Article, Inline
from copydesk.visit import HEAD_ORDER, Visitor

_NUMBERING = {
    "decimal": "1",
    "lower_alpha": "a",
    "upper_alpha": "A",
    "lower_roman": "i",
    "upper_roman": "I",
}


def outline(article: Article) -> str:
    """The outline of an article: a line for its language, its head, then a section for each part that has nodes.

    An English article with a headline and one paragraph is drawn as ::

        lang: en
        headline: Rain
        --- body
        p: At last.
    """
    draw = _Outline()
    head = [getattr(article.head, name) for name in HEAD_ORDER]
    parts = [f"lang: {article.lang}"]
    parts += [draw.visit(node) for entry in head if entry for node in (entry if isinstance(entry, tuple) else (entry,))]
    for section in ("body", "foot", "notes"):
        nodes = getattr(article, section)
        parts += [f"--- {section}", draw.blocks(nodes)] if nodes else []
    if article.furniture:
        parts.append("--- furniture")
        parts += [f"{piece.kind}: {_one_line(piece.text)}" for piece in _by_position(article.furniture)]
    return "\n".join(parts) + "\n"


def _by_position(furniture: Iterable[tree.Furniture]) -> list[tree.Furniture]:
    def start(piece: tree.Furniture) -> int:
        return piece.origin.spans[0].start if piece.origin and piece.origin.spans else 0

    return sorted(furniture, key=start)


def _one_line(text: str) -> str:
    return text.strip().replace("\n", " ⏎ ")


def _given(fields: dict[str, str | None], between: str) -> str:
    """``; place=Lima``: the fields that hold something, each after the separator."""
    return "".join(f"{between}{name}={value}" for name, value in fields.items() if value)


class _Outline(Visitor[str]):
    def blocks(self, nodes: Iterable[tree.Node]) -> str:
        return "\n".join(self.visit(node) for node in nodes)

    def inlines(self, nodes: Iterable[Inline]) -> str:
        return "".join(self.visit(node) for node in nodes)

    def _under(self, first: str, *below: str) -> str:
        return "\n".join([first, *(indent(lines, "  ") for lines in below if lines)])

    # head
    def kicker(self, node: tree.Kicker) -> str:
        return f"kicker: {self.inlines(node.inlines)}"

    def headline(self, node: tree.Headline) -> str:
        return f"headline: {self.inlines(node.inlines)}"

    def deck(self, node: tree.Deck) -> str:
        return f"deck: {self.inlines(node.inlines)}"

    def byline(self, node: tree.Byline) -> str:
        return "byline: " + " | ".join([node.text, *map(self._person, node.persons)])

    def _person(self, person: tree.Person) -> str:
        fields = {name: getattr(person, name) for name in ("role", "affiliation", "place", "email")}
        return person.name + _given(fields, "; ")

    def pub_date(self, node: tree.PubDate) -> str:
        label = "updated" if node.kind == "updated" else "date"
        return f"{label}: {node.iso or '-'} | {node.text}"

    def editors_note(self, node: tree.EditorsNote) -> str:
        return f"editors_note: {self.inlines(node.inlines)}"

    def dateline(self, node: tree.Dateline) -> str:
        return f"dateline: {node.text}" + _given({"place": node.place, "agency": node.agency}, " | ")

    # blocks
    def heading(self, node: tree.Heading) -> str:
        return f"h{node.level}: {self.inlines(node.inlines)}"

    def paragraph(self, node: tree.Paragraph) -> str:
        return f"p: {self.inlines(node.inlines)}"

    def block_quote(self, node: tree.BlockQuote) -> str:
        credit = f"-- {self.inlines(node.attribution)}" if node.attribution else ""
        return self._under("quote:", self.blocks(node.blocks), credit)

    def pull_quote(self, node: tree.PullQuote) -> str:
        credit = f"-- {self.inlines(node.attribution)}" if node.attribution else ""
        return self._under(f"pull_quote: {self.inlines(node.inlines)}", credit)

    def speech(self, node: tree.Speech) -> str:
        return self._under(f"speech: {self.inlines(node.speaker)}", self.blocks(node.blocks))

    def verse(self, node: tree.Verse) -> str:
        return self._under("verse:", "\n".join(f"/ {self.inlines(line)}".rstrip() for line in node.lines))

    def list(self, node: tree.List) -> str:
        items = (indent(self.blocks(item), "  ") for item in node.items)
        return self._under(self._list_label(node), "\n".join(f"* {item[2:]}" for item in items))

    def _list_label(self, node: tree.List) -> str:
        if not node.ordered:
            return "list:"
        sign = _NUMBERING[node.numbering]
        if node.start == 1:
            return f"list {sign}:"
        return f"list {node.start}:" if sign == "1" else f"list {sign} from {node.start}:"

    def figure(self, node: tree.Figure) -> str:
        size = f"{node.picture.width} x {node.picture.height}" if node.picture else None
        fields = {"credit": self.inlines(node.credit), "source": node.source, "alt": node.alt, "picture": size}
        return f"figure: {self.inlines(node.caption)}" + _given(fields, " | ")

    def table(self, node: tree.Table) -> str:
        rows = [" | ".join(self.inlines(cell) for cell in row).rstrip() for row in node.rows]
        header = f"# {' | '.join(map(self.inlines, node.header))}".rstrip() if node.header else ""
        caption = f"caption: {self.inlines(node.caption)}" if node.caption else ""
        align = f"align: {' | '.join(column or '-' for column in node.align)}" if node.align else ""
        return self._under("table:", caption, align, header, *rows)

    def preformatted(self, node: tree.Preformatted) -> str:
        return self._under("pre:", "\n".join(f"| {line}".rstrip() for line in node.text.split("\n")))

    def break_(self, node: tree.Break) -> str:
        return "break"

    # foot
    def contact(self, node: tree.Contact) -> str:
        used = {name: ", ".join(getattr(node, name)) for name in ("links", "emails", "phones")}
        lines = [f"{name}: {value}" for name, value in used.items() if value]
        return self._under("contact:", self.blocks(node.blocks), *lines)

    def bio(self, node: tree.Bio) -> str:
        return f"bio: {self.inlines(node.inlines)}"

    def rights(self, node: tree.Rights) -> str:
        return f"rights: {self.inlines(node.inlines)}"

    def related(self, node: tree.Related) -> str:
        return f"related: {self.inlines(node.inlines)}"

    def correction(self, node: tree.Correction) -> str:
        return f"correction: {self.inlines(node.inlines)}"

    def note(self, node: tree.Note) -> str:
        return self._under(f"note {node.mark}:", self.blocks(node.blocks))

    # inlines
    def text(self, node: tree.Text) -> str:
        """A literal ``2*3`` is drawn ``2\\*3``, so that it is never taken for emphasis."""
        return re.sub(r"[*`^]|\[\^|\]\(", r"\\\g<0>", node.text)

    def emphasis(self, node: tree.Emphasis) -> str:
        return f"*{self.inlines(node.inlines)}*"

    def strong(self, node: tree.Strong) -> str:
        return f"**{self.inlines(node.inlines)}**"

    def link(self, node: tree.Link) -> str:
        return f"[{self.inlines(node.inlines)}]({node.target or '?'})"

    def superscript(self, node: tree.Superscript) -> str:
        return f"^{self.inlines(node.inlines)}^"

    def code(self, node: tree.Code) -> str:
        return f"`{node.text}`"

    def line_break(self, node: tree.LineBreak) -> str:
        return " ⏎ "

    def note_ref(self, node: tree.NoteRef) -> str:
        return f"[^{node.mark}]"
