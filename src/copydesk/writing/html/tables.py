"""The tables of HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from copydesk.tree import Inline, Table
from copydesk.visit import plain
from copydesk.writing._shared.columns import alignments
from copydesk.writing.html.words import attributes

WIDE_TABLE = 40
"""The sum of the longest cells of a table's columns, in characters, from which it needs the whole width of the page."""

Words = Callable[[Sequence[Inline]], str]
"""Makes the HTML of inlines."""


def is_wide(table: Table) -> bool:
    """Whether an even table needs the whole width of the page."""
    columns = zip(*filter(None, (table.header, *table.rows)), strict=True)
    return sum(max(len(plain(cell)) for cell in column) for column in columns) > WIDE_TABLE


def element(table: Table, words: Words) -> str:
    """The ``table`` of an even table."""
    caption = f"<caption>{words(table.caption)}</caption>\n" if table.caption else ""
    kinds = [attributes(class_=how) for how in alignments(table)]
    header = f"<thead>\n{_row('th', table.header, kinds, words)}</thead>\n" if table.header else ""
    body = "".join(_row("td", row, kinds, words) for row in table.rows)
    return f'<table class="table">\n{caption}{header}<tbody>\n{body}</tbody>\n</table>\n'


def _row(tag: str, cells: Sequence[Sequence[Inline]], kinds: Sequence[str], words: Words) -> str:
    """A row of cells; ``kinds`` has the class attribute of each column, empty if it has none."""
    scope = ' scope="col"' if tag == "th" else ""
    row_cells = (f"<{tag}{scope}{kind}>{words(cell)}</{tag}>" for cell, kind in zip(cells, kinds, strict=True))
    return f"<tr>{''.join(row_cells)}</tr>\n"
