"""Paragraphs whose lines stand on their own: fields, an address, a signature."""

from __future__ import annotations

import re

from copydesk.tree import LineBreak, Node, Paragraph
from copydesk.visit import plain


def has_own_lines(node: Node | None) -> bool:
    """Whether a block is a paragraph that ends a line elsewhere than at its end. It is set flush and apart, since an
    indent would set its first line off from the others."""
    return isinstance(node, Paragraph) and any(isinstance(inline, LineBreak) for inline in node.inlines)


_LABEL = re.compile(r"[^\W\d_a-z][^a-z:]{2,30}:\s")


def paragraph_class(node: Paragraph) -> str:
    """The classes of a paragraph: no initial is set off from lines of their own, nor from a label in capitals such as
    ``CORRECTION:``."""
    if has_own_lines(node):
        return "paragraph own-lines"
    return "paragraph announced" if _LABEL.match(plain(node)) else "paragraph"
