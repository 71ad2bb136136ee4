"""The cells of a line, separated by gaps, tabs or bars, and the columns that they make with those of other lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.patterns import pattern
from copydesk.reading.text.indents import TAB
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import MARKER

_GAP = re.compile(r"\t+| {2,}|\u3000+")
_IN_GAPS = ("  ", "\t", "\u3000")  # each gap holds one of these
_GAP_OR_BAR = re.compile(rf"{_GAP.pattern}|\s*\|\s*(?=\S)")
_NUMERIC = pattern(r"[^\w\s]*\d[\d.,:/'’ ]*(?:[^\W\d_]{1,3})?[^\w]*|\d+[-–]\d+|[-–—*.]+|n/?a", re.IGNORECASE)
_NOTE_MARK = pattern(r"[*†‡§]{1,4}\s+")
MOSTLY = 0.6  # of a column's cells that are figures where it is a column of figures
_FULL = 0.6  # of the lines of a table by tabs that have them all
_WIDE = "WF"
_MAY_BE_WIDE = re.compile("[^\0-\u10ff\u2000-\u22ff]")  # no other character takes two columns: “ and – do not


class Chunk(NamedTuple):
    """A stretch of a line between gaps: the columns of the page that it takes, and its text."""

    start: int
    end: int
    text: str


def gaps(text: str) -> int:
    """The number of gaps or bars that separate a line into cells."""
    return len(_GAP_OR_BAR.findall(text))


def cells(lines: Sequence[Line]) -> list[list[str]]:
    """The cells of each line; rows are as long as the longest, an empty cell is an empty string.

    A line's first cell may be empty: the line's indent then shows it.
    """
    texts = [line.text for line in lines]
    if all("|" in text for text in texts):
        grid = [[cell.strip() for cell in text.strip("| \t").split("|")] for text in texts]
    elif has_cells_by_tabs(lines):
        grid = [[""] * (line.indent // TAB) + [cell.strip() for cell in line.text.split("\t")] for line in lines]
    else:
        grid = _by_columns([chunks(line) for line in lines])
    width = max(len(row) for row in grid)
    full = [row + [""] * (width - len(row)) for row in grid]
    filled = [column for column in range(width) if any(row[column] for row in full)] or [0]
    return [[row[column] for column in filled] for row in full]


def has_cells_by_tabs(lines: Sequence[Line]) -> bool:
    """Whether each tab of the lines begins a cell, and none only aligns it: all lines have as many, or most
    have as many as the first, whose cells are all filled or do not stand above those of the others, and the rest
    lack those behind their last cell."""
    if not any("\t" in line.text for line in lines):
        return False
    tabs = [line.indent // TAB + line.text.count("\t") for line in lines]
    full = tabs.count(max(tabs))
    if full == len(tabs):
        return True
    if full < _FULL * len(tabs) or any("  " in line.text for line in lines):
        return False
    gapless = not any("\t\t" in line.text for line in lines)
    return gapless or (tabs[0] == max(tabs) and ("\t\t" not in lines[0].text or not _stand_below(lines)))


def _stand_below(lines: Sequence[Line]) -> bool:
    """Whether all chunks of the other lines begin in columns of the page where one of the first line does."""
    first, *rest = ({chunk.start for chunk in chunks(line)} for line in lines)
    return all(starts <= first for starts in rest)


def chunks(line: Line) -> list[Chunk]:
    """The chunks of a line. The marker of an item, or the mark of a note, is one with what follows it."""
    if not any(gap in line.text for gap in _IN_GAPS):  # as nearly every line
        return [Chunk(line.indent, column_at(line, len(line.text)), line.text)]
    line_chunks: list[Chunk] = []
    marker = MARKER.match(line.text) or _NOTE_MARK.match(line.text)
    start = 0
    for gap in [*_GAP.finditer(line.text, marker.end() if marker else 0), None]:
        end = gap.start() if gap else len(line.text)
        if end > start:
            line_chunks.append(Chunk(column_at(line, start), column_at(line, end), line.text[start:end]))
        start = gap.end() if gap else end
    return line_chunks


def column_at(line: Line, offset: int) -> int:
    """The column of the page at which the character at ``offset`` of a line stands."""
    text = line.text
    if "\t" not in text and (text.isascii() or not _MAY_BE_WIDE.search(text)):
        return line.indent + offset
    before = " " * line.indent + _MAY_BE_WIDE.sub(_as_narrow, text[:offset])
    return len(before.expandtabs(TAB))


def _as_narrow(character: re.Match[str]) -> str:
    """As many narrow characters as one takes columns."""
    return "xx" if unicodedata.east_asian_width(character[0]) in _WIDE else "x"


class Columns(NamedTuple):
    """Where the columns of a table begin and end; ``by_row`` has for each row the column of each chunk, -1 if it spans
    several."""

    bounds: list[tuple[int, int]]
    by_row: list[list[int]]


class _Column:
    """A column in the making: its bounds, and for each row in it the index of its chunk."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.chunk_indices: dict[int, int] = {}

    def take(self, other: _Column) -> None:
        self.start, self.end = min(self.start, other.start), max(self.end, other.end)
        self.chunk_indices |= other.chunk_indices


def columns(rows: Sequence[Sequence[Chunk]]) -> Columns:
    """The columns of chunks that stand below one another. Two chunks of one line are never in one column."""
    merged: list[_Column] = []
    every = [(chunk.end - chunk.start, row, index) for row, each in enumerate(rows) for index, chunk in enumerate(each)]
    for _, row, index in sorted(every):  # a wide chunk may span the columns of narrow ones
        chunk = rows[row][index]
        single = _Column(chunk.start, chunk.end)
        single.chunk_indices[row] = index
        below = [column for column in merged if column.start < chunk.end and chunk.start < column.end]
        if any(row in column.chunk_indices for column in below) or _share_a_row(below):
            continue
        if not below:
            merged.append(single)
        for column in [single, *below[1:]] if below else ():
            below[0].take(column)
        merged = [column for column in merged if column not in below[1:]]
    merged.sort(key=lambda column: column.start)
    by_row = [[-1] * len(each) for each in rows]
    for number, column in enumerate(merged):
        for row, index in column.chunk_indices.items():
            by_row[row][index] = number
    return Columns([(column.start, column.end) for column in merged], by_row)


def _share_a_row(merged: list[_Column]) -> bool:
    """Whether a line has chunks in several of the columns."""
    if len(merged) < 2:
        return False
    rows = set().union(*(column.chunk_indices for column in merged))
    return len(rows) < sum(len(column.chunk_indices) for column in merged)


def _by_columns(rows: list[list[Chunk]]) -> list[list[str]]:
    """The cells of each row by the columns that the chunks make, or by each row's own gaps where they make none."""
    table = columns(rows)
    counts = {len(row) for row in rows}
    spans = any(-1 in numbers for numbers in table.by_row)
    if len(counts) == 1 and (spans or len(table.bounds) != max(counts)):
        return [[chunk.text for chunk in row] for row in rows]
    grid = [[""] * len(table.bounds) for _ in rows]
    for row, each, numbers in zip(grid, rows, table.by_row, strict=True):
        for chunk, column in zip(each, numbers, strict=True):
            number = column if column >= 0 else _first_below(chunk, table.bounds)
            row[number] = f"{row[number]} {chunk.text}".strip()
    return grid


def _first_below(chunk: Chunk, bounds: list[tuple[int, int]]) -> int:
    """The first column that a chunk which spans several stands above."""
    return next(number for number, (start, end) in enumerate(bounds) if start < chunk.end and chunk.start < end)


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, a sum of money, a share, or the mark of none: ``1,480``, ``+6%``, ``-``."""
    return _NUMERIC.fullmatch(text) is not None
