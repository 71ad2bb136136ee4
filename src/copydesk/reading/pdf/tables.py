"""Rows of tables: the cells on one line, with tabs between them, by the structure of a tagged file or by their places.

Lines in columns of running text stand side by side as cells do, but fill their columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from copydesk.reading.pdf.rules import Grid
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.stacks import stacks_of

_SAME_BASELINE = 0.3  # em
_FEWEST_ROWS = 3
_LEADING = 2.2  # em from one row to the next
_LONG_CELL = 25  # characters of a cell on average, at the most
_LINE_OF_TEXT = 15  # letters of a line of running text on average, at the least
_FULL = 0.85  # of the width of a column, that a full line takes
_MOST_FULL = 0.5  # of the cells of a column, that fill it
_NARROW = 6.0  # em of a column whose cells may all be as wide as it is
_FILLED = 0.5  # of the rows, those that have a cell in a column
_LONGEST_CELL = 400  # characters of a cell between rules
_LONG_RULED_CELL = 80  # characters of such a cell on average, at the most
_ACROSS = 0.25  # of the cells, those that may hold a line across a rule
_FIGURES = 0.6  # of the cells of one of two columns


def rows_by_structure(lines: Sequence[SetLine]) -> list[SetLine]:
    """The lines of a page, those of one row of a table in the file's structure as one."""
    rows: defaultdict[int, list[SetLine]] = defaultdict(list)
    for line in lines:
        if line.element.kind == "TR":
            rows[line.element.number].append(line)
    done: set[int] = set()
    result: list[SetLine] = []
    for line in lines:
        row = line.element.number
        if line.element.kind != "TR":
            result.append(line)
        elif row not in done:
            done.add(row)
            cells: defaultdict[int, list[SetLine]] = defaultdict(list)
            for part in rows[row]:
                cells[part.element.cell].append(part)
            texts = [_joined(sorted(cells[cell], key=lambda part: part.baseline)) for cell in sorted(cells)]
            result.append(_row(rows[row], texts))
    return result


def rows_by_rules(lines: Sequence[SetLine], grids: Sequence[Grid], *, to_left: bool = False) -> list[SetLine]:
    """The lines of a page, those of one row of a table as one, where the rules drawn around its cells, or their places,
    show a table; with ``to_left`` its first column is at the right."""
    in_row: dict[int, SetLine] = {}
    for grid in grids:
        cells: defaultdict[tuple[int, int], list[SetLine]] = defaultdict(list)
        for line in lines:
            cell = grid.cell((line.left + line.right) / 2, line.baseline - 0.3 * line.size)
            if cell is not None and id(line) not in in_row:
                cells[cell].append(line)
        if not _are_cells(cells, grid):
            continue
        columns = sorted({column for _, column in cells})
        for number in sorted({row for row, _ in cells}):
            parts = [sorted(cells[number, column], key=lambda line: line.baseline) for column in columns]
            texts = [_joined(part) for part in (reversed(parts) if to_left else parts)]
            row = _row([line for part in parts for line in part], texts)
            in_row |= {id(line): row for part in parts for line in part}
    others = iter(rows_by_place([line for line in lines if id(line) not in in_row], to_left=to_left))
    rows = {id(row): row for row in in_row.values()}.values()
    return sorted([*others, *rows], key=lambda line: line.start)


def _are_cells(cells: Mapping[tuple[int, int], Sequence[SetLine]], grid: Grid) -> bool:
    """Whether what stands between rules are the cells of a table, and not the columns of a page or a box of text."""
    if min(len({row for row, _ in cells}), len({column for _, column in cells})) < 2:
        return False
    lengths = [sum(len(line.text) for line in lines) for lines in cells.values()]
    across = [
        line
        for (_, column), lines in cells.items()
        for line in lines
        if line.left < grid.columns[column] - line.size or line.right > grid.columns[column + 1] + line.size
    ]
    return (
        max(lengths) <= _LONGEST_CELL
        and sum(lengths) <= _LONG_RULED_CELL * len(lengths)
        and len(across) <= _ACROSS * len(lengths)
    )


def rows_by_place(lines: Sequence[SetLine], *, to_left: bool = False) -> list[SetLine]:
    """The lines of a page, those of one row of a table as one, where their places show a table."""
    prose = {id(line) for stack in stacks_of(lines) if _is_prose(stack.lines) for line in stack.lines}
    levels = _levels([line for line in lines if id(line) not in prose])
    in_row: dict[int, SetLine] = {}
    for run in _runs(levels):
        columns = _columns(run)
        if not _is_table(run, columns):
            continue
        for level in run:
            texts = [""] * len(columns)
            for line in level:
                texts[_column_of(line, columns)] = line.text
            row = _row(level, texts[::-1] if to_left else texts)
            in_row |= {id(line): row for line in level}
    return list({id(row): row for row in (in_row.get(id(line), line) for line in lines)}.values())


def _is_prose(lines: Sequence[SetLine]) -> bool:
    """Whether lines below one another are running text."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    letters = sum(line.letters for line in lines)
    return len(lines) > 1 and letters > _LINE_OF_TEXT * len(lines) and _is_full(lines, left, right)


def _row(lines: Sequence[SetLine], texts: Sequence[str]) -> SetLine:
    """The lines of a row as one, with these cells."""
    first = min(lines, key=lambda line: (line.baseline, line.left))
    return first._replace(
        text="\t".join(texts).rstrip("\t"),
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        top=min(line.top for line in lines),
        bottom=max(line.bottom for line in lines),
        start=min(line.start for line in lines),
        letters=(letters := sum(line.letters for line in lines)),
        bold=2 * sum(line.letters for line in lines if line.bold) > letters,
        italic=2 * sum(line.letters for line in lines if line.italic) > letters,
        styles=(),
    )


def _joined(parts: Iterable[SetLine]) -> str:
    """The lines of a cell as one text, with a word that they divide whole."""
    text = ""
    for part in parts:
        if text[-1:] in ("-", "\u2010") and text[-2:-1].isalpha() and part.text[:1].islower():
            text = text[:-1] + part.text
        else:
            text = f"{text} {part.text}" if text else part.text
    return text


def _levels(lines: Sequence[SetLine]) -> list[list[SetLine]]:
    """The lines by baseline, from top to bottom, each level from left to right."""
    levels: list[list[SetLine]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if levels and line.baseline - levels[-1][0].baseline <= _SAME_BASELINE * line.size:
            levels[-1].append(line)
        else:
            levels.append([line])
    return [sorted(level, key=lambda line: line.left) for level in levels]


def _runs(levels: Sequence[list[SetLine]]) -> list[list[list[SetLine]]]:
    """The levels of several lines, near one another."""
    runs: list[list[list[SetLine]]] = []
    for before, level in pairwise([[], *levels]):
        if len(level) < 2:
            continue
        near = bool(runs) and runs[-1][-1] is before
        if near and level[0].baseline - before[0].baseline <= _LEADING * level[0].size:
            runs[-1].append(level)
        else:
            runs.append([level])
    return runs


def _columns(run: Sequence[Sequence[SetLine]]) -> list[tuple[float, float]]:
    """The columns that the cells of some levels make: from where to where."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((line.left, line.right) for level in run for line in level):
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def _column_of(line: SetLine, columns: Sequence[tuple[float, float]]) -> int:
    return next(number for number, (left, right) in enumerate(columns) if left <= line.left <= right)


def _is_table(run: Sequence[Sequence[SetLine]], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the levels are rows of a table and not lines of columns of text."""
    cells = [line for level in run for line in level]
    if len(columns) < 2 or len(run) < (_FEWEST_ROWS if len(columns) > 2 else _FEWEST_ROWS + 1):
        return False
    if sum(len(line.text) for line in cells) > _LONG_CELL * len(cells):
        return False
    by_column: defaultdict[int, list[SetLine]] = defaultdict(list)
    for level in run:
        taken = [_column_of(line, columns) for line in level]
        if len(set(taken)) < len(taken):
            return False
        for column, line in zip(taken, level, strict=True):
            by_column[column].append(line)
    if any(len(lines) < _FILLED * len(run) for lines in by_column.values()):
        return False
    full = sum(_is_full(by_column[number], *columns[number]) for number in by_column)
    if len(columns) == 2:
        figures = max(
            sum(any(map(str.isdigit, line.text)) for line in lines) / len(lines) for lines in by_column.values()
        )
        return not full and figures >= _FIGURES
    return 2 * full < len(columns)


def _is_full(lines: Sequence[SetLine], left: float, right: float) -> bool:
    """Whether most lines of a column fill it, as those of running text do."""
    width = right - left
    if width <= _NARROW * lines[0].size:
        return False
    return sum(line.right - line.left >= _FULL * width for line in lines) > _MOST_FULL * len(lines)
