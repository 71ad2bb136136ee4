"""The space under each block, and which paragraphs have an indent, by the rules of ``print.css``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copydesk import tree
from copydesk.visit import plain
from copydesk.writing._shared.own_lines import has_own_lines
from copydesk.writing.pdf.html import is_bold

SHORT = 200
"""Characters of a paragraph that goes to the next page with the break below it: no page begins with a break."""

_FOOT = (tree.Contact, tree.Bio, tree.Rights, tree.Related, tree.Correction)


class Gaps:
    """Sets the attributes ``below`` (points) and ``indent`` of blocks. ``design`` is that of the style."""

    def __init__(self, design: dict[str, Any], lang: str) -> None:
        self._gaps, self._kinds = design["gaps"], design["kinds"]
        self._line = design["size"] * design["leading"]
        self._indents_all = lang.split("-", maxsplit=1)[0].lower() in ("zh", "ja")
        """Whether a first paragraph has an indent too."""

    def set(self, blocks: Sequence[list[Any]], nodes: Sequence[tree.Node]) -> None:
        """Sets those of blocks one after the other, made of these nodes."""
        for index, (block, node) in enumerate(zip(blocks, nodes, strict=True)):
            if index + 1 < len(nodes):
                if isinstance(nodes[index + 1], tree.Break) and isinstance(node, tree.Paragraph):
                    block[1]["keep"] = len(plain(node)) <= SHORT
                block[1]["below"] = self._between(node, nodes[index + 1])
            if isinstance(node, tree.Paragraph) and self._has_indent(nodes, index):
                block[1]["indent"] = True

    def set_item(self, blocks: Sequence[list[Any]], nodes: Sequence[tree.Node]) -> None:
        """Sets those of the blocks of a list item."""
        close = self._kinds["list"]["item"]
        for index, block in enumerate(blocks[:-1]):
            node = nodes[index]
            block[1]["below"] = close if isinstance(node, tree.Paragraph | tree.List) else self._gaps["block"]

    def set_contact(self, blocks: Sequence[list[Any]]) -> None:
        """Sets those of the blocks of a contact."""
        for block in blocks[:-1]:
            block[1]["below"] = self._kinds["contact"].get("gap", 0)

    def _between(self, node: tree.Node, following: tree.Node) -> float:
        gaps: dict[str, float] = self._gaps
        if isinstance(following, tree.Heading):
            return 0.25 * self._line if isinstance(node, tree.Heading) else gaps["heading"]
        if isinstance(node, tree.Heading):
            return float(self._kinds["heading"].get("after", 0))
        if isinstance(node, tree.Speech) and isinstance(following, tree.Speech):
            return gaps["speech"]
        if isinstance(node, _FOOT):
            return float(self._kinds["foot"]["item"])
        if isinstance(node, tree.Paragraph) and isinstance(following, tree.Paragraph):
            return self._between_paragraphs(node, following)
        return gaps["block"]

    def _between_paragraphs(self, node: tree.Paragraph, following: tree.Paragraph) -> float:
        gaps: dict[str, float] = self._gaps
        if has_own_lines(node) or has_own_lines(following):
            return gaps["block"]
        if is_bold(node):
            return gaps["paragraph"] if is_bold(following) else 0
        return gaps["question"] if is_bold(following) else gaps["paragraph"]

    def _has_indent(self, nodes: Sequence[tree.Node], index: int) -> bool:
        node = nodes[index]
        if not isinstance(node, tree.Paragraph) or has_own_lines(node) or is_bold(node):
            return False
        if index == 0:
            return self._indents_all
        before = nodes[index - 1]
        if isinstance(before, tree.PullQuote) and index > 1:
            before = nodes[index - 2]
        if not isinstance(before, tree.Paragraph):
            return self._indents_all
        return not has_own_lines(before) and not is_bold(before)
