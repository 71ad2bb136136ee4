"""Rows that stand together -> their tables: a blank line separates two tables whose columns differ."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.tables.cells import Columns, chunks, columns

_FEWEST = 2  # rows of several cells that a table has, at the least
_SHARED = 0.6  # of the columns of the table with fewer columns that the other one has too


def tables_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of rows by the tables that they make, each in its order."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or line.gap:
            groups.append([])
        groups[-1].append(line)
    tables = groups[:1]
    for group in groups[1:]:
        if differ(tables[-1], group):
            tables.append(group)
        else:
            tables[-1] += group
    return tables


def differ(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether two groups of rows have columns of their own, so many of each that they are two tables."""
    first, second = _columns(above), _columns(below)
    if first is None or second is None:
        return False
    shared = sum(
        len(beside) == 1 and _beside(second.bounds[beside[0]], first.bounds) == [index]
        for index, beside in enumerate(_beside(bounds, second.bounds) for bounds in first.bounds)
    )
    return shared < _SHARED * min(len(first.bounds), len(second.bounds)) or _split_up(first, second)


def _columns(lines: Sequence[Line]) -> Columns | None:
    """The columns of a group of rows; None where these are too few for a table, or bars or tabs separate the cells."""
    rows = [row for row in map(chunks, lines) if len(row) > 1]
    if len(rows) < _FEWEST or any("\t" in line.text or "|" in line.text for line in lines):
        return None
    return columns(rows)


def _beside(bounds: tuple[int, int], others: Sequence[tuple[int, int]]) -> list[int]:
    """The indices of the columns that stand above or below one."""
    return [index for index, (start, end) in enumerate(others) if start < bounds[1] and bounds[0] < end]


def _split_up(first: Columns, second: Columns) -> bool:
    """Whether one of two tables has twice the columns of the other or more."""
    counts = sorted((len(first.bounds), len(second.bounds)))
    return counts[0] * 2 <= counts[1]
