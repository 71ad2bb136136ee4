"""Lines of aligned text -> the rows and cells of a table.

Lines are cut into chunks by bars, by tabs or by gaps of two blanks or more; chunks that stand below one another make a
column. A cell that its column is too narrow for goes on in the next line, which then fills only some of the columns:
such lines join the row above.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading.lines import TAB, Line
from copydesk.reading.marks import MARKER

Cell = tuple[str, ...]
"""A cell as the lines of text that it goes over."""

_GAP = re.compile(r"\t+| {2,}|\u3000+")
_GAP_OR_BAR = re.compile(rf"{_GAP.pattern}|\s*\|\s*(?=\S)")
_NUMERIC = re.compile(r"[^\w\s]*\d[\d.,:/'’ ]*(?:[^\W\d_]{1,3})?[^\w]*|\d+[-–]\d+|[-–—*.]+|n/?a", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[*†‡§]{1,4}\s+")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MOST = 0.6  # of a column's cells that are figures where it is a column of figures
_FULL = 0.6  # of the lines of a table by tabs that have them all
_MOST_HEADERS = 4  # lines of a header at the most
_WIDE = "WF"


class Chunk(NamedTuple):
    """A stretch of a line between gaps: the columns of the page that it takes, and its text."""

    start: int
    end: int
    text: str


class Rows(NamedTuple):
    """The rows of a table, all as long as the longest, and the header if there is one."""

    header: tuple[Cell, ...] | None
    rows: tuple[tuple[Cell, ...], ...]


def gaps(text: str) -> int:
    """How many gaps or bars part a line into cells."""
    return len(_GAP_OR_BAR.findall(text))


def rows_of(lines: Sequence[Line], rules: frozenset[int] = frozenset()) -> Rows:
    """The rows that the lines of a table make. ``rules`` are the numbers of lines that were drawn and set aside."""
    grid = cells(lines)
    ruled = [any(before.number < rule < line.number for rule in rules) for before, line in pairwise(lines)]
    figures = _figure_columns(grid)
    widths = [max(len(row[column]) for row in grid) for column in range(len(grid[0]))]
    header = _header_lines(grid, lines, ruled, figures)
    made: list[list[list[str]]] = []
    for place, row in enumerate(grid):
        new = place == 0 or (place >= header and _begins_row(grid, place, lines[place], figures, widths))
        if new or place == header or (place > header and ruled[place - 1]):
            made.append([[] for _ in row])
        for cell, text in zip(made[-1], row, strict=True):
            if text:
                cell.append(text)
    rows = [tuple(tuple(cell) for cell in row) for row in made]
    return Rows(rows[0], tuple(rows[1:])) if header and len(rows) > 1 else Rows(None, tuple(rows))


# ---------------------------------------------------------------------------------------------------- cells


def cells(lines: Sequence[Line]) -> list[list[str]]:
    """The cells of each line; rows are as long as the longest, an empty cell is an empty string.

    A line's first cell may be empty: it is then told by the line's indent.
    """
    texts = [line.text for line in lines]
    if all("|" in text for text in texts):
        made = [[cell.strip() for cell in text.strip("| \t").split("|")] for text in texts]
    elif has_cells_by_tabs(lines):
        made = [[""] * (line.indent // TAB) + [cell.strip() for cell in line.text.split("\t")] for line in lines]
    else:
        made = _by_columns([chunks(line) for line in lines])
    width = max(len(row) for row in made)
    full = [row + [""] * (width - len(row)) for row in made]
    filled = [column for column in range(width) if any(row[column] for row in full)] or [0]
    return [[row[column] for column in filled] for row in full]


def has_cells_by_tabs(lines: Sequence[Line]) -> bool:
    """Whether each tab of the lines begins a cell: all lines have as many, or some lack those behind their last cell
    and neither two tabs nor blanks reach for a column."""
    tabs = [line.indent // TAB + line.text.count("\t") for line in lines]
    full = tabs.count(max(tabs))
    if full == len(tabs) or not any("\t" in line.text for line in lines):
        return any("\t" in line.text for line in lines)
    return full >= _FULL * len(tabs) and not any("\t\t" in line.text or "  " in line.text for line in lines)


def chunks(line: Line) -> list[Chunk]:
    """The chunks of a line. The marker of an item, or the mark of a note, is one with what follows it."""
    made: list[Chunk] = []
    marker = MARKER.match(line.text) or _NOTE_MARK.match(line.text)
    start = 0
    for gap in [*_GAP.finditer(line.text, marker.end() if marker else 0), None]:
        end = gap.start() if gap else len(line.text)
        if end > start:
            made.append(Chunk(_column(line, start), _column(line, end), line.text[start:end]))
        start = gap.end() if gap else end
    return made


def _column(line: Line, place: int) -> int:
    """The column of the page at which a character of a line stands."""
    if line.text.isascii() and "\t" not in line.text:
        return line.indent + place
    before = (" " * line.indent + line.text[:place]).expandtabs(TAB)
    if before.isascii():
        return len(before)
    return len(before) + sum(unicodedata.east_asian_width(character) in _WIDE for character in before)


class Columns(NamedTuple):
    """Where the columns of a table begin and end, and for each row the column of each chunk; -1 if it spans several."""

    bounds: list[tuple[int, int]]
    of: list[list[int]]


class _Column:
    """A column in the making: its bounds, and the chunks in it by row and place in the row."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.places: dict[int, int] = {}

    def take(self, other: _Column) -> None:
        self.start, self.end = min(self.start, other.start), max(self.end, other.end)
        self.places |= other.places


def columns(rows: Sequence[Sequence[Chunk]]) -> Columns:
    """The columns that chunks make which stand below one another. Two chunks of one line are never in one column."""
    found: list[_Column] = []
    every = [(chunk.end - chunk.start, row, place) for row, each in enumerate(rows) for place, chunk in enumerate(each)]
    for _, row, place in sorted(every):  # a wide chunk may span what narrow ones part
        chunk = rows[row][place]
        own = _Column(chunk.start, chunk.end)
        own.places[row] = place
        below = [column for column in found if column.start < chunk.end and chunk.start < column.end]
        if any(row in column.places for column in below) or _share_a_row(below):
            continue
        if not below:
            found.append(own)
        for column in [own, *below[1:]] if below else ():
            below[0].take(column)
        found = [column for column in found if column not in below[1:]]
    found.sort(key=lambda column: column.start)
    of = [[-1] * len(each) for each in rows]
    for number, column in enumerate(found):
        for row, place in column.places.items():
            of[row][place] = number
    return Columns([(column.start, column.end) for column in found], of)


def _share_a_row(found: list[_Column]) -> bool:
    """Whether a line has chunks in several of the columns."""
    if len(found) < 2:
        return False
    rows = set().union(*(column.places for column in found))
    return len(rows) < sum(len(column.places) for column in found)


def _by_columns(rows: list[list[Chunk]]) -> list[list[str]]:
    """The cells of each row by the columns that the chunks make, or by each row's own gaps where they make none."""
    told = columns(rows)
    counts = {len(row) for row in rows}
    spans = any(-1 in of for of in told.of)
    if len(counts) == 1 and (spans or len(told.bounds) != max(counts)):
        return [[chunk.text for chunk in row] for row in rows]
    made = [[""] * len(told.bounds) for _ in rows]
    for row, each, of in zip(made, rows, told.of, strict=True):
        for chunk, column in zip(each, of, strict=True):
            place = column if column >= 0 else _first_below(chunk, told.bounds)
            row[place] = f"{row[place]} {chunk.text}".strip()
    return made


def _first_below(chunk: Chunk, bounds: list[tuple[int, int]]) -> int:
    """The first column that a chunk which spans several stands above."""
    return next((number for number, (start, end) in enumerate(bounds) if start < chunk.end and chunk.start < end), 0)


# ----------------------------------------------------------------------------------------------------- rows


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, a sum of money, a share, or the mark of none: ``1,480``, ``+6%``, ``-``."""
    return _NUMERIC.fullmatch(text) is not None


def _figure_columns(grid: list[list[str]]) -> frozenset[int]:
    """The columns that hold figures, below their header."""
    found: set[int] = set()
    for column in range(len(grid[0])):
        figures = [is_figure(row[column]) for row in grid if row[column]]
        below = figures[figures.index(True) :] if True in figures else []
        if len(below) * 2 >= len(figures) - _MOST_HEADERS and sum(below) >= max(1, _MOST * len(below)):
            found.add(column)
    return frozenset(found)


def _header_lines(grid: list[list[str]], lines: Sequence[Line], ruled: list[bool], figures: frozenset[int]) -> int:
    """How many lines the header takes: those above a drawn line, else those above the first figures."""
    if len(grid) < 2:
        return 0
    drawn = next((place + 1 for place, rule in enumerate(ruled[:_MOST_HEADERS]) if rule), 0)
    if drawn:
        return drawn
    if not figures:
        return 1 if len(grid) > 2 else 0
    first = next(
        (place for place, row in enumerate(grid) if any(is_figure(row[column]) for column in figures)), len(grid)
    )
    if first == 0:
        years = [cell for cell in grid[0] if is_figure(cell)]
        return 1 if len(grid) > 2 and all(_YEAR.fullmatch(year) for year in years) else 0
    height = 1
    while height < min(first, _MOST_HEADERS) and not lines[height].gap and _goes_on_as_header(grid, height):
        height += 1
    return height


def _goes_on_as_header(grid: list[list[str]], place: int) -> bool:
    """Whether a line goes on with the header of the line above: one of them has no first cell, or it begins small."""
    above, row = grid[place - 1], grid[place]
    return not row[0] or not above[0] or all(_goes_on_small(text) for text in row if text)


def _begins_row(grid: list[list[str]], place: int, line: Line, figures: frozenset[int], widths: list[int]) -> bool:
    """Whether a line begins a row; else its words go on with the cells above."""
    above, row = grid[place - 1], grid[place]
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
