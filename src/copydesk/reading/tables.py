"""Rows of aligned text -> cells: by bars, by tabs, or by the strips that every row leaves blank."""

from __future__ import annotations

import re
from itertools import groupby

from copydesk.reading.lines import TAB, Line

_GAP = re.compile(r"\t+| {2,}")
_GAP_OR_BAR = re.compile(rf"{_GAP.pattern}|\s*\|\s*(?=\S)")


def gaps(text: str) -> int:
    """How many gaps or bars part a line into cells."""
    return len(_GAP_OR_BAR.findall(text))


def cells(rows: list[Line]) -> list[list[str]]:
    """The cells of each row; rows are as long as the longest, an empty cell is an empty string.

    A row's first cell may be empty: it is then told by the row's indent.
    """
    texts = [line.text for line in rows]
    if all("|" in text for text in texts):
        made = [[cell.strip() for cell in text.strip("| \t").split("|")] for text in texts]
    elif any("\t" in text for text in texts):
        made = [[""] * (line.indent // TAB) + _GAP.split(line.text) for line in rows]
    else:
        made = _by_gutters([" " * line.indent + line.text for line in rows])
    width = max(len(row) for row in made)
    return [row + [""] * (width - len(row)) for row in made]


def _by_gutters(rows: list[str]) -> list[list[str]]:
    """Cells between the strips of two blanks or more that run down all rows; each row's own gaps if there are none."""
    width = max(map(len, rows))
    padded = [row.ljust(width) for row in rows]
    blank = [all(row[column] == " " for row in padded) for column in range(width)]
    bounds: list[tuple[int, int]] = []
    column = 0
    for is_blank, strip in groupby(blank):
        size = len(list(strip))
        if not is_blank or size < 2:
            if bounds and bounds[-1][1] == column:
                bounds[-1] = (bounds[-1][0], column + size)
            else:
                bounds.append((column, column + size))
        column += size
    bounds = [(start, end) for start, end in bounds if any(row[start:end].strip() for row in padded)]
    made = [[row[start:end].strip() for start, end in bounds] for row in padded]
    if any("  " in cell for row in made for cell in row):
        return [_GAP.split(row.strip()) for row in rows]
    return made
