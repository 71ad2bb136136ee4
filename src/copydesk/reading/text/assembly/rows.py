"""Lines of aligned text -> the rows and cells of a table.

Lines are cut into chunks by bars, by tabs or by gaps of two blanks or more; chunks that stand below one another make a
column. A cell that is too long for its column continues in the next line, which then fills only some of the columns:
such lines join the row above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.tables.cells import MOSTLY, cells, is_figure

Cell = tuple[str, ...]
"""A cell as the lines of text that it goes over."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MOST_HEADERS = 4  # lines of a header at the most


class Rows(NamedTuple):
    """The rows of a table, all as long as the longest, and the header if there is one."""

    header: tuple[Cell, ...] | None
    rows: tuple[tuple[Cell, ...], ...]


def rows_of(lines: Sequence[Line], rules: frozenset[int] = frozenset(), led: frozenset[int] = frozenset()) -> Rows:
    """The rows that the lines of a table make. ``rules`` are the numbers of lines that were drawn and set aside,
    ``led`` those of lines in which dots led from one cell to the next, as they do in no header."""
    grid = cells(lines)
    ruled = [any(before.number < rule < line.number for rule in rules) for before, line in pairwise(lines)]
    figures = _figure_columns(grid)
    widths = [max(len(row[column]) for row in grid) for column in range(len(grid[0]))]
    header = 0 if lines[0].number in led else _header_lines(grid, lines, ruled, figures)
    begins = [
        index in (0, header)
        or (index > header and (ruled[index - 1] or _begins_row(grid, index, lines[index], figures, widths)))
        for index in range(len(grid))
    ]
    if all(begins[header:-1]) and len(grid) > header and not any(grid[-1][1:]):
        begins[-1] = True  # where no row goes over several lines, a last line of one cell is no exception
    gathered: list[list[list[str]]] = []
    for is_first, row in zip(begins, grid, strict=True):
        if is_first:
            gathered.append([[] for _ in row])
        for cell, text in zip(gathered[-1], row, strict=True):
            if text:
                cell.append(text)
    rows = [tuple(tuple(cell) for cell in row) for row in gathered]
    return Rows(rows[0], tuple(rows[1:])) if header and len(rows) > 1 else Rows(None, tuple(rows))


def _figure_columns(grid: list[list[str]]) -> frozenset[int]:
    """The columns that hold figures, below their header."""
    columns: set[int] = set()
    for column in range(len(grid[0])):
        figures = [is_figure(row[column]) for row in grid if row[column]]
        below = figures[figures.index(True) :] if True in figures else []
        if len(below) * 2 >= len(figures) - _MOST_HEADERS and sum(below) >= max(1, MOSTLY * len(below)):
            columns.add(column)
    return frozenset(columns)


def _header_lines(grid: list[list[str]], lines: Sequence[Line], ruled: list[bool], figures: frozenset[int]) -> int:
    """How many lines the header takes: those above a drawn line, else those above the first figures."""
    if len(grid) < 2:
        return 0
    drawn = next((index + 1 for index, rule in enumerate(ruled[:_MOST_HEADERS]) if rule), 0)
    if drawn:
        return drawn
    if not figures:
        return 1 if len(grid) > 2 and not _counts_throughout(grid) else 0
    first = next(
        (index for index, row in enumerate(grid) if any(is_figure(row[column]) for column in figures)), len(grid)
    )
    if first == 0:
        years = [cell for cell in grid[0] if is_figure(cell)]
        return 1 if len(grid) > 2 and all(_YEAR.fullmatch(year) for year in years) else 0
    height = 1
    while height < min(first, _MOST_HEADERS) and not lines[height].gap and _goes_on_as_header(grid, height):
        height += 1
    return height


def _counts_throughout(grid: list[list[str]]) -> bool:
    """Whether a column begins with a figure in each row, the first as well: ``11.2 metres``."""
    return any(all(row[column][:1].isdigit() for row in grid) for column in range(1, len(grid[0])))


def _goes_on_as_header(grid: list[list[str]], index: int) -> bool:
    """Whether a line goes on with the header of the line above: one of them has no first cell, or it begins small. A
    line of one cell is the label of the rows below if another such line stands among them."""
    above, row = grid[index - 1], grid[index]
    if _is_label(row) and any(map(_is_label, grid[index + 1 :])):
        return False
    return not row[0] or not above[0] or all(_goes_on_small(text) for text in row if text)


def _is_label(row: list[str]) -> bool:
    """Whether a row has nothing but its first cell, which does not go on with the one above."""
    return bool(row[0]) and not any(row[1:]) and not _goes_on_small(row[0])


def _begins_row(grid: list[list[str]], index: int, line: Line, figures: frozenset[int], widths: list[int]) -> bool:
    """Whether a line begins a row; else its words go on with the cells above."""
    above, row = grid[index - 1], grid[index]
    filled = [column for column, text in enumerate(row) if text]
    if line.gap or len(filled) == len(row) or any(column in figures and is_figure(row[column]) for column in filled):
        return True
    if any(not above[column] for column in filled):
        return True
    if filled[:1] == [0] and not _goes_on_small(row[0]):
        return True
    return not all(_goes_on_small(row[column]) or not _fits(above, row, column, widths) for column in filled)


def _goes_on_small(text: str) -> bool:
    return text[0].islower() or text[0] in "(&+/"


def _fits(above: list[str], row: list[str], column: int, widths: list[int]) -> bool:
    """Whether the first word of a cell would have found room in the line above."""
    return len(above[column]) + 1 + len(row[column].split()[0]) <= widths[column]
