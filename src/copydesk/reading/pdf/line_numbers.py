"""Numbers in the margin that count the lines: of transcripts of courts, of manuscripts, of editions of poems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.text.recognisers.marks import ends_sentence

_NUMBER = re.compile(r"\d{1,4}")
_ALIGNED = 1.5  # points by which the edges of numbers differ
_LEVEL = 0.4  # em between the baselines of a number and of its line
_FEWEST = 10  # numbers, of which each counts a line
_FEWEST_BY_STEPS = 3  # numbers, of which each counts several
_STEPS = (5, 10)
_FEWEST_RUNNING = 2  # sentences that run on from one counted line to the next; none does from item to item
_FEWEST_ENDS = 2  # lines that end a sentence; few cells of tables do
_LETTERS = 15  # of a counted line on average, at the least
_MOST_DIVIDED = 0.2  # of the counted lines, those with a gap as between cells


def line_numbers(pages: Sequence[Sequence[SetLine]]) -> list[frozenset[int]]:
    """For each page the numbers of its lines, by their beginnings; none where they may be of rows or items."""
    columns = [_columns(lines) for lines in pages]
    single = [
        _longest([column for column in page if _step(column) == 1 and len(column) >= _FEWEST]) for page in columns
    ]
    of_lines = [_beside(column, lines) for column, lines in zip(single, pages, strict=True)]
    if not _are_of_running_text([beside for page in of_lines for beside in page]):
        single = [[] for _ in pages]
    return [
        frozenset(number.start for number in (own or _by_steps(page, lines)))
        for own, page, lines in zip(single, columns, pages, strict=True)
    ]


def _columns(lines: Sequence[SetLine]) -> list[list[SetLine]]:
    """The numbers below one another with nothing beyond them, from top to bottom, that count by equal steps."""
    numbers = sorted((line for line in lines if _NUMBER.fullmatch(line.text)), key=lambda line: line.baseline)
    columns: list[list[SetLine]] = []
    for number in numbers:
        for column in columns:
            last = column[-1]
            aligned = min(abs(last.right - number.right), abs(last.left - number.left)) <= _ALIGNED
            step = int(number.text) - int(last.text)
            if aligned and step == (_step(column) or step) and step in (1, *_STEPS):
                column.append(number)
                break
        else:
            columns.append([number])
    return [column for column in columns if len(column) >= _FEWEST_BY_STEPS and _is_outermost(column, lines)]


def _step(column: Sequence[SetLine]) -> int:
    return int(column[1].text) - int(column[0].text) if len(column) > 1 else 0


def _is_outermost(column: Sequence[SetLine], lines: Sequence[SetLine]) -> bool:
    """Whether nothing stands on one side of all the numbers."""
    level = [[line for line in lines if _is_level(line, number)] for number in column]
    left = all(line.left >= number.left for number, row in zip(column, level, strict=True) for line in row)
    return left or all(line.right <= number.right for number, row in zip(column, level, strict=True) for line in row)


def _is_level(line: SetLine, number: SetLine) -> bool:
    return abs(line.baseline - number.baseline) <= _LEVEL * max(line.size, number.size)


def _longest(columns: Sequence[list[SetLine]]) -> list[SetLine]:
    return max(columns, key=len, default=[])


def _beside(column: Sequence[SetLine], lines: Sequence[SetLine]) -> list[list[SetLine]]:
    """What stands on the level of each number, but for numbers."""
    others = [line for line in lines if not _NUMBER.fullmatch(line.text)]
    return [[line for line in others if _is_level(line, number)] for number in column]


def _are_of_running_text(rows: Sequence[Sequence[SetLine]]) -> bool:
    """Whether counted lines are of sentences that go on from one to the next."""
    with_text = [row for row in rows if row]
    letters = sum(line.letters for row in with_text for line in row)
    if sum(len(row) > 1 for row in with_text) > _MOST_DIVIDED * len(with_text) or letters < _LETTERS * len(with_text):
        return False
    ends = sum(ends_sentence(row[-1].text) for row in with_text)
    running = sum(
        bool(above and below) and not ends_sentence(above[-1].text) and below[0].text[:1].islower()
        for above, below in pairwise(rows)
    )
    return ends >= _FEWEST_ENDS and running >= _FEWEST_RUNNING


def _by_steps(columns: Sequence[list[SetLine]], lines: Sequence[SetLine]) -> list[SetLine]:
    """Numbers that count each fifth or tenth line: as many lines as they say stand between them, one below another."""
    for column in columns:
        step = _step(column)
        if step in _STEPS and int(column[0].text) % step == 0:
            own = {number.start for number in column}
            others = [line for line in lines if line.start not in own]
            between = [
                sum(
                    above.baseline + _LEVEL * above.size < line.baseline <= below.baseline + _LEVEL * below.size
                    for line in others
                )
                for above, below in pairwise(column)
            ]
            if all(count == step for count in between):
                return column
    return []
