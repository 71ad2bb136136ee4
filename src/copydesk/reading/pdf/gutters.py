"""Which gaps in the rows of a page are gutters between columns.

No width of a gap tells a gutter from the space between two words: gutters are as narrow as 0.9 em, and justified lines
have spaces of 1.3. A gutter is a strip that several lines running leave empty, those of both columns, whether or not
they stand on the same baselines, and beside which the lines begin, or end, in one edge.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading.pdf.runs import Run

NARROWEST = 0.5
"""The width of the narrowest gutter, in em."""

_WIDE = 1.0  # em from which a gutter may be shorter
_LINES, _FEW_LINES = 4, 3  # that stand on either side of a gutter
_FEWEST_LINES = 2  # where the content of the page goes on elsewhere at each of its gaps
_NEAR = 4.0  # em from a gutter within which the lines beside it begin or end
_EDGE = 0.2  # em from the edge of a column within which its lines begin
_IN_EDGE = 0.5  # of the lines beside a gutter, those that stand in one edge
TOO_WIDE = 2.2
"""In em: no space between words of one line is so wide, but for one that is spread over its column."""

_TOUCHING = 3.0  # points by which the edges of lines of one column differ
_EVEN = 0.5  # of the widest space of a spread line, the narrowest
_ALIKE = 0.35  # em by which the gaps of a spread line differ, from letter to letter
_SMALLER = 0.85  # of the size of a headline, that of its text
_APART = 4.0  # em between two rows that columns share, at the most
_REACH = 14  # rows above and below a gap that are looked at


class _Gap(NamedTuple):
    """What is empty between two words of a row; ``is_passed`` says that the content of the page goes on from the one
    to the other."""

    low: float
    high: float
    is_passed: bool = False


class Gutters:
    """The rows of a page, asked for the gutters among their gaps."""

    def __init__(self, rows: Sequence[Sequence[Run]]) -> None:
        self._rows = rows
        self._gaps = [_gaps(row) for row in rows]
        self._ends = [[gap.high for gap in row] for row in self._gaps]
        self._baselines = [row[0].baseline for row in rows]

    def crosses(self, number: int, low: float, high: float, size: float) -> bool:
        """Whether the gap of a row from ``low`` to ``high``, beside type of this size, is a gutter."""
        lefts, rights = [low], [high]
        narrowest = NARROWEST * size
        strip = (low, high)
        is_passed = self._widest(number, low, high).is_passed
        for direction in (-1, 1):
            for row in range(number + direction, number + direction * (_REACH + 1), direction):
                if not 0 <= row < len(self._gaps) or self._is_apart(row, row - direction, size):
                    break
                gap = self._widest(row, *strip)
                narrower = max(strip[0], gap.low), min(strip[1], gap.high)
                if narrower[1] - narrower[0] < narrowest:
                    break
                strip = narrower
                is_passed = is_passed or gap.is_passed
                if gap.low >= strip[0] - _NEAR * size:
                    lefts.append(gap.low)
                if gap.high <= strip[1] + _NEAR * size:
                    rights.append(gap.high)
        few = _FEW_LINES if is_passed else _FEWEST_LINES
        lines = _LINES if strip[1] - strip[0] < _WIDE * size else few
        if min(len(lefts), len(rights)) < lines:
            return False
        edge = _EDGE * size
        begin = sum(right - strip[1] <= edge for right in rights)
        end = sum(strip[0] - left <= edge for left in lefts)
        return begin >= _IN_EDGE * len(rights) or end >= _IN_EDGE * len(lefts)

    def is_justified(self, number: int, run: Run) -> bool:
        """Whether the wide spaces of a text object of a row, or of a line of a hidden layer, of which ``run`` is a
        part, are those of a line that is spread over a column: lines near it fill the same width without such gaps, as
        no table's do, but for those of a headline, and of lines whose gaps are all alike; of a layer, more lines than
        have such gaps."""
        parts = _object(self._rows[number], run)
        if not _are_even(parts):
            return False
        is_spread = _is_spread(parts)
        left, right = parts[0].left, parts[-1].right
        across: list[float] = []
        with_gaps = 0
        for other in (*self._near(number, -1, run.size), *self._near(number, 1, run.size)):
            own = [
                each for each in self._rows[other] if left - _TOUCHING <= each.left and each.right <= right + _TOUCHING
            ]
            if any(after.left - before.right >= TOO_WIDE * before.size for before, after in pairwise(own)):
                with_gaps += not _is_spread(own)
            elif own and own[-1].right - own[0].left >= right - left - 2 * _TOUCHING:
                across.append(own[0].size)
        if any(size < _SMALLER * run.size for size in across):
            return True
        return len(across) > with_gaps if run.line else bool(across) and (is_spread or not with_gaps)

    def _near(self, number: int, direction: int, size: float) -> Iterator[int]:
        """The rows above or below a row, no further than lines of one column are."""
        row = number + direction
        while 0 <= row < len(self._rows) and not self._is_apart(row, number, size):
            yield row
            row += direction

    def _is_apart(self, row: int, other: int, size: float) -> bool:
        """Whether two rows stand so far apart that no column goes on from one to the other: a folio stands where it
        likes."""
        return abs(self._baselines[row] - self._baselines[other]) > _APART * size

    def _widest(self, row: int, low: float, high: float) -> _Gap:
        """The gap of a row that leaves most of a strip empty."""
        gaps = self._gaps[row]
        at = bisect_left(self._ends[row], low)
        fitting = []
        while at < len(gaps) and gaps[at].low < high:
            fitting.append(gaps[at])
            at += 1
        return max(fitting, key=lambda gap: min(gap.high, high) - max(gap.low, low), default=_Gap(high, low))


def _gaps(row: Sequence[Run]) -> list[_Gap]:
    """The gaps of a row that may be gutters, and what is empty before and behind its text."""
    gaps = []
    end = -math.inf
    last: Run | None = None
    for run in row:
        is_word_space = last is not None and are_of_line(last, run) and run.left - end < TOO_WIDE * run.size
        if run.left - end >= NARROWEST * run.size and not is_word_space:
            gaps.append(_Gap(end, run.left, last is not None and run.follows(last)))
        if run.right >= end:
            end, last = run.right, run
    return [*gaps, _Gap(end, math.inf)]


def are_of_line(before: Run, run: Run) -> bool:
    """Whether two runs are of one line of a hidden layer."""
    return run.line > 0 and run.line == before.line


def are_of_object(before: Run, run: Run) -> bool:
    """Whether two runs that follow one another are of one text object, or of one line of the content."""
    return run.goes_on(before) or run.flows or are_of_line(before, run)


def _is_spread(parts: Sequence[Run]) -> bool:
    """Whether words follow one another in the content with gaps that are all alike, as in a line that is spread."""
    gaps = [(after.left - before.right) / run_size for before, after in pairwise(parts) if (run_size := before.size)]
    return (
        len(gaps) > 1
        and max(gaps) - min(gaps) <= _ALIKE
        and all(are_of_object(before, after) for before, after in pairwise(parts))
    )


def _object(row: Sequence[Run], run: Run) -> Sequence[Run]:
    """The parts of a row that are of the same text object, or line of a hidden layer, as one of them."""
    at = next(number for number, each in enumerate(row) if each is run)
    first = last = at
    while first and are_of_object(row[first - 1], row[first]):
        first -= 1
    while last + 1 < len(row) and are_of_object(row[last], row[last + 1]):
        last += 1
    return row[first : last + 1]


def _are_even(parts: Sequence[Run]) -> bool:
    """Whether the spaces of a text object are much alike, as those of a spread line are."""
    letters = [letter for part in parts for letter in part.letters]
    spaces = [letter.left - before.right for before, letter in pairwise(letters) if letter.space]
    return not spaces or min(spaces) >= _EVEN * max(spaces)
