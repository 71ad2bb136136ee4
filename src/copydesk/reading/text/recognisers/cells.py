"""The cells of a line: what gaps, tabs or bars part, and the columns that they make with those of other lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.reading.text.lines import TAB, Line
from copydesk.reading.text.recognisers.marks import MARKER

_GAP = re.compile(r"\t+| {2,}|\u3000+")
_GAP_OR_BAR = re.compile(rf"{_GAP.pattern}|\s*\|\s*(?=\S)")
_NUMERIC = re.compile(r"[^\w\s]*\d[\d.,:/'’ ]*(?:[^\W\d_]{1,3})?[^\w]*|\d+[-–]\d+|[-–—*.]+|n/?a", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[*†‡§]{1,4}\s+")
MOSTLY = 0.6  # of a column's cells that are figures where it is a column of figures
_FULL = 0.6  # of the lines of a table by tabs that have them all
_WIDE = "WF"
_MAY_BE_WIDE = re.compile("[\u1100-\U0010ffff]")  # no character before these takes two columns


class Chunk(NamedTuple):
    """A stretch of a line between gaps: the columns of the page that it takes, and its text."""

    start: int
    end: int
    text: str


def gaps(text: str) -> int:
    """How many gaps or bars part a line into cells."""
    return len(_GAP_OR_BAR.findall(text))


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
    """Whether each tab of the lines begins a cell, and none only reaches for a column: all lines have as many, or most
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
    """Whether all chunks of lines begin at places of the page where one of the first line does."""
    first, *rest = ({chunk.start for chunk in chunks(line)} for line in lines)
    return all(starts <= first for starts in rest)


def chunks(line: Line) -> list[Chunk]:
    """The chunks of a line. The marker of an item, or the mark of a note, is one with what follows it."""
    made: list[Chunk] = []
    marker = MARKER.match(line.text) or _NOTE_MARK.match(line.text)
    start = 0
    for gap in [*_GAP.finditer(line.text, marker.end() if marker else 0), None]:
        end = gap.start() if gap else len(line.text)
        if end > start:
            made.append(Chunk(column_at(line, start), column_at(line, end), line.text[start:end]))
        start = gap.end() if gap else end
    return made


def column_at(line: Line, place: int) -> int:
    """The column of the page at which a character of a line stands."""
    if "\t" not in line.text and not _MAY_BE_WIDE.search(line.text):
        return line.indent + place
    before = (" " * line.indent + line.text[:place]).expandtabs(TAB)
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


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, a sum of money, a share, or the mark of none: ``1,480``, ``+6%``, ``-``."""
    return _NUMERIC.fullmatch(text) is not None
