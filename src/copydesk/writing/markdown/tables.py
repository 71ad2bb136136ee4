"""Tables in Markdown: a row on a line, its cells between bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from copydesk.tree import Inline, Table

MakeCell = Callable[[Sequence[Inline]], str]
"""Makes the words of a cell, on one line."""

_RULERS = {None: "---", "left": ":---", "right": "---:", "center": ":---:"}
"""The delimiter row's cell for each alignment."""


def rows(node: Table, cell: MakeCell) -> str:
    """The lines of a table without its caption. A table without a header gets an empty one, which Markdown requires."""
    even = node.even()
    width = len(even.rows[0]) if even.rows else len(even.header)
    header, *body = [_row(row, cell) for row in (even.header or ((),) * width, *even.rows)]
    rulers = [_RULERS[how] for how in (*node.align, *[None] * width)[:width]]
    return "\n".join((header, f"| {' | '.join(rulers)} |", *body))


def _row(cells: Sequence[Sequence[Inline]], cell: MakeCell) -> str:
    return "|" + "|".join(f" {cell(content)} " for content in cells) + "|"
