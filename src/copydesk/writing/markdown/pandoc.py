"""The tree as pandoc's Markdown: fenced divisions and spans instead of HTML, line blocks, lists with letters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from copydesk import tree
from copydesk.tree import Article, Inline
from copydesk.visit import walk
from copydesk.writing.markdown import escaping as words
from copydesk.writing.markdown import lists
from copydesk.writing.markdown.escaping import BRACKET, PANDOC
from copydesk.writing.markdown.visitor import Markdown


class PandocMarkdown(Markdown):
    """Markdown that ``pandoc -f markdown`` reads back as the same document."""

    closing = r"#+$"
    separator = "<!-- -->"

    def __init__(self, article: Article, measure: int) -> None:
        super().__init__(article, PANDOC, measure)

    def _finish(self, line: str, *, single: bool = False) -> list[str]:
        return words.finish(line, single=single, pandoc=True)

    def _element(self, tag: str, content: str, kind: str = "", data: Mapping[str, str] | None = None) -> str:
        """A fenced division of the class ``kind`` or, for tags other than ``div``, of the class ``tag``."""
        name = kind if tag == "div" else tag
        attributes = "".join(f" {key}={_quoted(value)}" for key, value in (data or {}).items())
        return f"::: {f'{{.{name}{attributes}}}' if attributes else name}\n\n{content}\n\n:::"

    def _credit(self, inlines: Sequence[Inline]) -> str:
        return self._wrapped(f"[{self._single(self.inlines(inlines))}]{{.cite}}") if inlines else ""

    def _speaker(self, content: str) -> str:
        return f"{BRACKET}[{content}]{{.speaker}}"

    def verse(self, node: tree.Verse) -> str:
        lines = (self._flavour.escape_start(self._single(self.inlines(line))) for line in node.lines)
        return "\n".join(f"| {line}".rstrip() for line in lines)

    def _list(self, node: tree.List, *, other: bool) -> str:
        marks = [f"{mark}. " for mark in lists.letters(node)] if node.ordered else []
        # pandoc reads a capital letter, a stop and one space as an initial
        marks = [f"{mark} " if re.fullmatch(r"[A-Z]\. ", mark) else mark for mark in marks]
        return self._items(node, marks) if marks else super()._list(node, other=False)

    def paragraph(self, node: tree.Paragraph) -> str:
        text = super().paragraph(node)
        # pandoc would read this as a check box even with escaped brackets
        return f"<span></span>{text}" if re.match(r"\\\[[ xX]\\\]\s", text) else text

    def figure(self, node: tree.Figure) -> str:
        """pandoc's implicit figure: a picture alone in a paragraph, whose description is the caption."""
        simple = not any(isinstance(part, (tree.LineBreak, tree.Link, tree.NoteRef)) for part in walk(node.caption))
        named = node.picture or node.source
        if named and not node.credit and simple:
            return self._picture(self._single(self.inlines(node.caption)), node)
        picture = self._picture("", node) if named or node.alt else ""
        caption = self._caption((self.lines(node.caption), self._credit(node.credit)))
        return self._element("figure", "\n\n".join(filter(None, (picture, caption))))

    def _picture(self, description: str, node: tree.Figure) -> str:
        return f"![{description}]({self._address(node)}){{alt={_quoted(node.alt)}}}"

    def table(self, node: tree.Table) -> str:
        rows = self._rows(node)
        if not node.caption:
            return rows
        with self.within(self.context.narrowed(2)):
            return f"{rows}\n\n: {self.lines(node.caption)}"

    def code(self, node: tree.Code) -> str:
        return words.code(node.text)

    def superscript(self, node: tree.Superscript) -> str:
        content = self.inlines(node.inlines)
        return f"^{content}^" if _PLAIN.fullmatch(content) else f"<sup>{content}</sup>"

    def _destination(self, target: str) -> str:
        # pandoc also does this on reading, but it looks for the ends of spans, notes and formulas first
        clean = _NOT_IN_URLS.sub(lambda match: f"%{ord(match[0]):02X}", target)
        return words.destination(clean).replace("$", r"\$")

    def _lost_link(self, content: str) -> str:
        return f"{BRACKET}[{content}]{{.lost-link}}"

    def _bare_ref(self, mark: str, label: str) -> str:
        raised = f"^{mark}^" if _PLAIN.fullmatch(mark) else mark
        return f"{BRACKET}[{raised}]{{data-note={_quoted(label)}}}"


_NOT_IN_URLS = re.compile(r'[<>|"{}\[\]^`]')
_PLAIN = re.compile(r"[A-Za-z0-9,.+]+")
"""Superscripts that pandoc reads unchanged: they may contain no space, and pandoc unescapes them twice."""


def _quoted(value: str) -> str:
    """The value of an attribute."""
    value = re.sub(r'[\\"]', r"\\\g<0>", words.one_line(value)).replace("&", "&amp;")
    return f'"{value}"'.replace(" ", words.GLUE)
