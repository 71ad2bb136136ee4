"""The items of lists in Markdown: their marks, and whether blank lines stand between them."""

from __future__ import annotations

from copydesk import tree
from copydesk.tree import Node
from copydesk.writing._shared.numbering import numeral

HIGHEST = 999_999_999
"""The highest number of an item in CommonMark."""


def bullets(node: tree.List, *, other: bool) -> list[str]:
    """The marks of a list's items: ``-``, or ``+`` if ``other`` keeps it apart from another list."""
    return [("+" if other else "-") + " "] * len(node.items)


def numbers(node: tree.List, *, other: bool) -> list[str]:
    """The marks of a numbered list's items: ``1.``, or ``1)`` if ``other`` keeps it apart from another list."""
    start = max(node.start, 0)
    return [f"{min(number, HIGHEST)}{')' if other else '.'} " for number in range(start, start + len(node.items))]


def letters(node: tree.List) -> list[str]:
    """The letters or roman numerals of the items if pandoc reads them as such, else none; it reads a first ``i`` as a
    numeral, other letters as letters."""
    last = node.start + len(node.items) - 1
    kind = node.numbering.partition("_")[2]
    if kind == "alpha" and (node.start == 9 or last > 26):
        return []
    marks = [numeral(number, node.numbering) or "" for number in range(node.start, last + 1)]
    is_letter = kind == "roman" and len(marks[0]) == 1 and marks[0].lower() != "i"
    return marks if all(marks) and not is_letter else []


def are_alike(node: Node, before: Node | None) -> bool:
    """Whether two adjacent nodes are lists of one kind, which would be read as one."""
    return isinstance(node, tree.List) and isinstance(before, tree.List) and node.ordered == before.ordered


def is_tight(node: tree.List) -> bool:
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
    return plain and isinstance(block, tree.List) and all(block.items) and is_tight(block)
