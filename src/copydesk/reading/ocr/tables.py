"""The cells of a table on a recognised page, which are blocks -> its rows: a line each, with tabs between the cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from copydesk.reading.copy import Box
from copydesk.reading.ocr.scanned import Block, ScannedLine, around

_LEVEL = 0.5  # of the height of the lower of two cells in one row, that they share


def with_rows(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the rows of each table in place of its cells. A table whose cells have no places, or that has one
    column, stays as it is."""
    for table, group in groupby(blocks, key=lambda block: block.table):
        cells = list(group)
        rows = _rows(cells) if table else []
        widest = max(rows, key=len, default=[])
        yield from (_row(row, widest) for row in rows) if len(widest) > 1 else cells


def _rows(cells: Sequence[Block]) -> list[list[Block]]:
    """The cells row by row, from left to right; none if the place of one is unknown."""
    placed = [(cell.box, cell) for cell in cells if cell.box and cell.lines]
    if len(placed) < sum(1 for cell in cells if cell.lines):
        return []
    rows: list[list[tuple[Box, Block]]] = []
    for box, cell in sorted(placed, key=lambda each: each[0].top):
        if rows and _is_level(box, rows[-1][0][0]):
            rows[-1].append((box, cell))
        else:
            rows.append([(box, cell)])
    return [[cell for _, cell in sorted(row, key=lambda each: each[0].left)] for row in rows]


def _is_level(box: Box, other: Box) -> bool:
    shared = min(box.bottom, other.bottom) - max(box.top, other.top)
    return shared >= _LEVEL * min(box.bottom - box.top, other.bottom - other.top)


def _row(cells: Sequence[Block], widest: Sequence[Block]) -> Block:
    """A row as a block of one line, with empty cells where the ``widest`` row of the table has others."""
    lines = [line for cell in cells for line in cell.lines]
    columns = [_nearest(cell, widest) for cell in cells]
    if len(set(columns)) < len(cells):
        columns = list(range(len(cells)))
    texts = dict(zip(columns, (" ".join(line.text for line in cell.lines if line.text) for cell in cells), strict=True))
    text = "\t".join(texts.get(column, "") for column in range(max(columns) + 1))
    box = around(line.box or cell.box for cell in cells for line in cell.lines)
    words = tuple(word for line in lines for word in line.words)
    size = max((line.size for line in lines), default=0.0)
    row = ScannedLine(text, box, words, size, all(line.bold for line in lines), all(line.italic for line in lines))
    return Block((row,), box, "table_row", cells[0].furniture, ids=cells[0].ids)


def _nearest(cell: Block, row: Sequence[Block]) -> int:
    """The number of the cell in a row whose left edge or whose right edge is nearest to that of another."""
    return min(range(len(row)), key=lambda number: _distance(cell.box, row[number].box))


def _distance(box: Box | None, other: Box | None) -> float:
    assert box
    assert other
    return min(abs(box.left - other.left), abs(box.right - other.right))
