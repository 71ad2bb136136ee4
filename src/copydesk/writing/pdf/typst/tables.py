"""A table as data for the typst template: its cells, and what tells how wide its columns must be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from copydesk.tree import Inline, Table
from copydesk.visit import plain
from copydesk.writing._shared.columns import alignments
from copydesk.writing.html.tables import is_wide
from copydesk.writing.pdf.html import long, long_rows

WIDEST = 3
"""The number of words, and of cells, of a column that are measured: those with the most letters."""

Line = Callable[[Sequence[Inline]], list[Any]]
"""Makes the pieces of the inlines of a cell."""


def table(node: Table, line: Line) -> list[Any]:
    """``["table", {attributes}, caption, header, row, row...]``; the header may have no cells."""
    node = node.even()
    caption = ["table-caption", {}, *line(node.caption)]
    rows = [["row", {}, *(["cell", {}, *line(cell)] for cell in row)] for row in (node.header, *node.rows)]
    columns = list(zip(*filter(None, (node.header, *node.rows)), strict=True))
    attributes: dict[str, Any] = {
        "align": list(alignments(node)),
        "words": [_widest(word for cell in column for word in plain(cell).split()) for column in columns],
        "cells": [_widest(" ".join(plain(cell).split()) for cell in column) for column in columns],
        "wide": is_wide(node),
        "whole": not long(node),
        "rows-whole": not long_rows(node),
    }
    return ["table", attributes, caption, *rows]


def _widest(texts: Any) -> list[str]:
    return sorted(set(texts), key=lambda text: (-len(text), text))[:WIDEST]
