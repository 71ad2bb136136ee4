"""The items of lists in Markdown: their marks, and whether blank lines stand between them."""

from __future__ import annotations

from copydesk import tree
from copydesk.tree import Node

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
    numbered = range(node.start, node.start + len(node.items))
    style, _, kind = node.numbering.partition("_")
    if kind == "alpha" and 1 <= node.start != 9 and numbered[-1] <= 26:
        marks = [chr(ord("a") + number - 1) for number in numbered]
    elif kind == "roman" and node.start >= 1 and numbered[-1] < 4000:
        marks = [_roman(number) for number in numbered]
        marks = marks if marks[0] == "i" or len(marks[0]) > 1 else []
    else:
        marks = []
    return [mark.upper() for mark in marks] if style == "upper" else marks


def _roman(number: int) -> str:
    numeral = ""
    for value, digits in _ROMAN:
        numeral += digits * (number // value)
        number %= value
    return numeral


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


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
