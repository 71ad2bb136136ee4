"""Where the tables of a text stand: lines whose chunks stand below one another, which are not joined as prose is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from copydesk.locales.scripts import letters
from copydesk.patterns import pattern
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.addresses import EMAIL, phones
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.reading.text.recognisers.tables.cells import Chunk, chunks, columns, has_cells_by_tabs, is_figure
from copydesk.reading.text.recognisers.tables.parts import tables_of
from copydesk.reading.text.recognisers.tables.running_text import RunningText

_FEWEST_LINES = 3
_LONGEST_ALONE = 45  # characters of a line within a table that has but one cell
_MOST_COLUMNS = 12
_SHORT_CELL = 16.0  # characters of the cells of one of two columns on average, at the most
_LONG_CELL = 30.0  # of the cells of more columns
_ALIGNED = 0.5  # of a column's cells that begin or end below one another
_SAMPLE = 60  # lines from either end that stand for the others
_SPANNING = 0.15  # of all cells may stand over several columns

_ARABIC = pattern(f"[{letters('arab')}]")


class _Row(NamedTuple):
    line: Line
    chunks: list[Chunk]


def find_tables(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that belong to tables, by their starts in the clean text; never the first, which is the headline's."""
    running = RunningText(lines)
    below = lines[1:]
    starts = {line.start for runs in (_barred(below), _tabbed(below, running)) for run in runs for line in run}
    for run in _runs(below, running):
        if _is_table(run):
            starts |= {row.line.start for row in run}
            continue
        parts = tables_of([row.line for row in run])
        for part in parts if len(parts) > 1 else ():
            if _is_table([_Row(line, chunks(line)) for line in part]):
                starts |= {line.start for line in part}
    return frozenset(starts)


def _barred(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Neighbouring lines with the same number of bars between cells, three or more; two if bars enclose them."""
    for bars, group in groupby(lines, key=lambda line: line.text.strip("| ").count("|")):
        run: list[Line] = []
        for line in [*group, None] if bars else []:
            if line is not None and (not run or (line.gap < 2 and not line.cut)):
                run.append(line)
                continue
            enclosed = all(each.text[0] == each.text[-1] == "|" for each in run)
            if len(run) >= _FEWEST_LINES - enclosed and (bars > 1 or enclosed):
                yield run
            run = [line] if line is not None else []


def _tabbed(lines: Sequence[Line], running: RunningText) -> Iterator[list[Line]]:
    """Neighbouring lines that tabs separate into cells, three or more; none of running text."""
    for tabs, group in groupby(lines, key=lambda line: "\t" in line.text and not running.holds(line, chunks(line))):
        run: list[Line] = []
        for line in [*group, None] if tabs else []:
            if line is not None and (not run or (line.gap < 2 and not line.cut)):
                run.append(line)
                continue
            if _has_short_cells(run):
                yield run
            run = [line] if line is not None else []


def _has_short_cells(run: list[Line]) -> bool:
    """Whether lines with tabs are the rows of a table, not items with their numbers or speakers with their words."""
    rows = [_Row(line, chunks(line)) for line in run]
    cells = [chunk for row in rows for chunk in row.chunks]
    if len(run) < _FEWEST_LINES or not has_cells_by_tabs(run) or _is_contact(rows) or _is_prose(cells):
        return False
    if max(len(row.chunks) for row in rows) > 2:
        return _mean(cells) <= _LONG_CELL
    pairs = [row.chunks for row in rows if len(row.chunks) == 2]
    return len(pairs) >= _FEWEST_LINES and _is_short_beside([pair[0] for pair in pairs], [pair[1] for pair in pairs])


def _runs(lines: Sequence[Line], running: RunningText) -> Iterator[list[_Row]]:
    """Neighbouring lines that begin and end with one of several chunks; lines of one chunk among them are short."""
    run: list[_Row] = []
    for line in lines:
        row = _Row(line, chunks(line))
        if running.holds(line, row.chunks) or line.role == "verse_line":
            yield from _trimmed(run)
            run = []
            continue
        several = len(row.chunks) > 1
        near = not line.cut and (line.gap == 0 or (several and line.gap == 1))
        if run and (not near or (not several and len(line.text) > _LONGEST_ALONE)):
            yield from _trimmed(run)
            run = []
        run.append(row)
    yield from _trimmed(run)


def _trimmed(run: list[_Row]) -> Iterator[list[_Row]]:
    """The run without lines of one chunk at its beginning and, but for cells that go on, at its end."""
    several = [index for index, row in enumerate(run) if len(row.chunks) > 1]
    if len(several) < 2:
        return
    first, last = several[0], several[-1]
    if first and (below := columns([row.chunks for row in run[first : first + _SAMPLE]]).bounds):
        while first and _is_cell(run[first - 1], below[1:]):
            first -= 1
    if last + 1 < len(run) and (
        above := columns([row.chunks for row in run[max(0, last - _SAMPLE) : last + 1]]).bounds
    ):
        while last + 1 < len(run) and _is_cell(run[last + 1], above) and _goes_on(run[last + 1], above):
            last += 1
    yield run[first : last + 1]


def _is_cell(row: _Row, bounds: list[tuple[int, int]]) -> bool:
    """Whether a line of one chunk stands in one of the columns, up to where the next begins."""
    chunk = row.chunks[0]
    limits = [*(start for start, _ in bounds[1:]), chunk.end + 1]
    return any(
        start - 1 <= chunk.start <= end + 1 and chunk.end < limit
        for (start, end), limit in zip(bounds, limits, strict=False)  # of no bounds, none
    )


def _goes_on(row: _Row, bounds: list[tuple[int, int]]) -> bool:
    """Whether it goes on with a cell: it is not at the left, or begins small."""
    return row.chunks[0].start > bounds[0][1] or row.line.text[0].islower()


def _is_table(run: list[_Row]) -> bool:
    rows = [row.chunks for row in (*run[:_SAMPLE], *run[_SAMPLE:][-_SAMPLE:]) if len(row.chunks) > 1]
    if len(run) < _FEWEST_LINES or len(rows) < 2 or _is_contact(run):
        return False
    table = columns(rows)
    count = len(table.bounds)
    cells = [chunk for row in rows for chunk in row]
    if not 2 <= count <= _MOST_COLUMNS or sum(numbers.count(-1) for numbers in table.by_row) > _SPANNING * len(cells):
        return False
    members: list[list[Chunk]] = [[] for _ in table.bounds]
    for row, numbers in zip(rows, table.by_row, strict=True):
        for chunk, column in zip(row, numbers, strict=True):
            if column >= 0:
                members[column].append(chunk)
    if not all(_is_aligned(column) for column in members[1:]) or _is_prose(cells):
        return False
    if count == 2:
        return len(rows) >= _FEWEST_LINES and _is_short_beside(members[0], members[1])
    return _mean(cells) <= _LONG_CELL and sum(len(row) > 2 for row in rows) >= 2


def _is_contact(run: list[_Row]) -> bool:
    """Whether addresses stand side by side."""
    reachable = sum(bool(EMAIL.search(row.line.text) or phones(row.line.text)) for row in run[:_SAMPLE])
    return reachable * 3 >= min(len(run), _SAMPLE)


def _is_aligned(column: list[Chunk]) -> bool:
    """Whether most chunks of a column begin, or end, or have their middle below one another, or are figures."""
    if sum(is_figure(chunk.text) for chunk in column) >= _ALIGNED * len(column):
        return True
    edges = (
        Counter(chunk.start for chunk in column),
        Counter(chunk.end for chunk in column),
        Counter((chunk.start + chunk.end) // 2 for chunk in column),
    )
    return max(counter.most_common(1)[0][1] for counter in edges) >= _ALIGNED * len(column)


def _is_prose(cells: list[Chunk]) -> bool:
    """Whether chunks are sentences: where typists set two blanks after a full stop."""
    return sum(ends_sentence(chunk.text) for chunk in cells) * 3 > len(cells) and _mean(cells) > _SHORT_CELL


def _is_short_beside(first: list[Chunk], second: list[Chunk]) -> bool:
    """Whether two columns are those of a table, not of two texts side by side, of speakers, of numbered notes, or of
    the two halves of a line of Arabic verse."""
    labels = sum(chunk.text[-1] in ":.)" for chunk in first)
    numbered = all(is_figure(chunk.text) for chunk in first) and _mean(second) > _SHORT_CELL
    if 2 * labels > len(first) or numbered:
        return False
    figures = sum(is_figure(chunk.text) for chunk in second) * 2 > len(second)
    if figures:
        return True
    return min(_mean(first), _mean(second)) <= _SHORT_CELL and not _ARABIC.search(first[0].text)


def _mean(cells: list[Chunk]) -> float:
    return sum(len(chunk.text) for chunk in cells) / len(cells)
