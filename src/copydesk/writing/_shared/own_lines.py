"""Paragraphs whose lines stand on their own: fields, an address, a signature."""

from __future__ import annotations

from copydesk.tree import LineBreak, Node, Paragraph


def has_own_lines(node: Node | None) -> bool:
    """Whether a block is a paragraph that ends a line elsewhere than at its end. It is set flush and apart, since an
    indent would set its first line off from the others."""
    return isinstance(node, Paragraph) and any(isinstance(inline, LineBreak) for inline in node.inlines)
