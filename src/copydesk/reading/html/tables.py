"""Tables of pages: those that hold data, told from those that lay out a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.units import ancestors
from copydesk.reading.markdown.raw_html import Element as Part

_WIDEST, _TALLEST = 50, 500  # the columns and rows that a cell may span
_LARGEST = 50_000  # cells, with those that others span
LONGEST_CELL = 80
"""Words of a cell; a longer one is of a table that lays out a page."""
_INNER = frozenset(["table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "form", "article", "section"])
_ALIGNED = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter"}


def table(element: Element, flow: Callable[[Element], list[Part]]) -> list[Part]:
    """The table for an element that holds data; empty if it only lays out its content."""
    rows = _rows(element)
    cells = [cell for row in rows for cell in row]
    columns = max((len(row) for row in rows), default=0)
    declared = any(tag_of(cell) == "th" for cell in cells) or next(element.iter("caption", "thead"), None) is not None
    if (columns < 2 or len(rows) < 2) and not (declared and columns > 1):
        return []
    if any(tag_of(inner) in _INNER for cell in cells for inner in cell.iter() if inner is not cell):
        return []
    longest = max((len(" ".join(cell.itertext()).split()) for cell in cells), default=0)
    if all(_is_picture(cell) for cell in cells if len(cell) or (cell.text or "").strip()):
        return []  # pictures side by side
    if not cells or longest > LONGEST_CELL * (1 + declared):
        return []
    return _pandoc_table(element, rows, flow)


def _is_picture(cell: Element) -> bool:
    """Whether a cell holds a picture."""
    return next(cell.iter("img"), None) is not None


def cells_of(element: Element) -> set[Element]:
    """The cells of the rows of a table, and its captions."""
    return {cell for row in _rows(element) for cell in row} | set(element.iterchildren("caption"))


def _rows(element: Element) -> list[list[Element]]:
    rows = []
    for row in element.iter("tr"):
        if next((outer for outer in row.iterancestors("table")), None) is element:
            rows.append([cell for cell in row if tag_of(cell) in ("td", "th")])
    return [row for row in rows if row]


def _pandoc_table(element: Element, rows: list[list[Element]], flow: Callable[[Element], list[Part]]) -> list[Part]:
    captions = [part for caption in element.iterchildren("caption") for part in flow(caption)]
    grid: list[list[Any]] = []
    hanging: dict[int, int] = {}  # columns that a cell above spans, and for how many rows more
    size = 0
    for row in rows:
        cells: list[Any] = []
        at = 0
        for cell in row:
            at = _filled(cells, hanging, at)
            width, height = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _TALLEST)
            cells.append([None, None, 1, width, flow(cell)])
            if height > 1:
                hanging.update(dict.fromkeys(range(at, at + width), height - 1))
            at += width
        _filled(cells, hanging, at)
        grid.append([None, cells])
        size += at + len(hanging)
        if size > _LARGEST:
            return []
    width = max(sum(cell[3] for cell in row[1]) for row in grid)
    heads = _header_rows(rows)
    aligned = _alignments(rows, width)
    columns = [[{"t": how}, None] for how in aligned]
    return [
        {
            "t": "Table",
            "c": [None, [None, captions], columns, [None, grid[:heads]], [[None, 0, [], grid[heads:]]], [None, []]],
        }
    ]


def _filled(cells: list[Any], hanging: dict[int, int], at: int) -> int:
    """Puts empty cells where a cell of a row above reaches down; returns the column of the next cell."""
    while hanging.get(at, 0) > 0:
        hanging[at] -= 1
        cells.append([None, None, 1, 1, []])
        at += 1
    return at


def _span(cell: Element, name: str, most: int) -> int:
    value = cell.get(name) or ""
    return min(most, max(1, int(value))) if value.isdecimal() and len(value) < 6 else 1


def _header_rows(rows: list[list[Element]]) -> int:
    """One if the first row has the titles of the columns, else none."""
    first = rows[0]
    in_head = tag_of(first[0].getparent().getparent()) == "thead"
    return int(in_head or (len(rows) > 1 and all(tag_of(cell) == "th" for cell in first)))


def _alignments(rows: list[list[Element]], width: int) -> list[str]:
    """The alignment of each column that copydesk's own pages give, in the classes of its cells. Figures are aligned
    right without being told."""
    classes = [(cell.get("class") or "") for cell in rows[-1]]
    given = [_ALIGNED.get(name, "AlignDefault") for name in classes]
    if set(given) <= {"AlignDefault", "AlignRight"}:
        given = []
    return (given + ["AlignDefault"] * width)[:width]


def is_in_labelled_row(element: Element) -> bool:
    """Whether an element is in a row of a table whose cells have a title."""
    row = next((outer for outer in ancestors(element) if tag_of(outer) == "tr"), None)
    return row is not None and any(tag_of(cell) == "th" for cell in row)
