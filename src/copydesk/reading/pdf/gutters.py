"""Which gaps in the rows of a page are gutters between columns.

No width of a gap tells a gutter from the space between two words: gutters are as narrow as 0.9 em, and justified lines
have spaces of 1.3. A gutter is a strip that several lines running leave empty, those of both columns, whether or not
they stand on the same baselines, and beside which the lines begin, or end, in one edge.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.reading.pdf.runs import Run

NARROWEST = 0.5
"""The width of the narrowest gutter, in em."""

_WIDE = 1.0  # em from which a gutter may be shorter
_LINES, _FEW_LINES = 4, 3  # that stand on either side of a gutter
_NEAR = 4.0  # em from a gutter within which the lines beside it begin or end
_EDGE = 0.2  # em from the edge of a column within which its lines begin
_IN_EDGE = 0.5  # of the lines beside a gutter, those that stand in one edge
_APART = 4.0  # em between two rows that columns share, at the most
_REACH = 14  # rows above and below a gap that are looked at


class _Gap(NamedTuple):
    """What is empty between two words of a row."""

    low: float
    high: float


class Gutters:
    """The rows of a page, asked for the gutters among their gaps."""

    def __init__(self, rows: Sequence[Sequence[Run]]) -> None:
        self._gaps = [_gaps(row) for row in rows]
        self._ends = [[gap.high for gap in row] for row in self._gaps]
        self._baselines = [row[0].baseline for row in rows]

    def crosses(self, number: int, low: float, high: float, size: float) -> bool:
        """Whether the gap of a row from ``low`` to ``high``, beside type of this size, is a gutter."""
        lefts, rights = [low], [high]
        narrowest = NARROWEST * size
        strip = (low, high)
        for direction in (-1, 1):
            for row in range(number + direction, number + direction * (_REACH + 1), direction):
                if not 0 <= row < len(self._gaps) or self._is_apart(row, row - direction, size):
                    break
                gap = self._widest(row, *strip)
                narrower = max(strip[0], gap.low), min(strip[1], gap.high)
                if narrower[1] - narrower[0] < narrowest:
                    break
                strip = narrower
                if gap.low >= strip[0] - _NEAR * size:
                    lefts.append(gap.low)
                if gap.high <= strip[1] + _NEAR * size:
                    rights.append(gap.high)
        lines = _LINES if strip[1] - strip[0] < _WIDE * size else _FEW_LINES
        if min(len(lefts), len(rights)) < lines:
            return False
        edge = _EDGE * size
        begin = sum(right - strip[1] <= edge for right in rights)
        end = sum(strip[0] - left <= edge for left in lefts)
        return begin >= _IN_EDGE * len(rights) or end >= _IN_EDGE * len(lefts)

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
    for run in row:
        if run.left - end >= NARROWEST * run.size:
            gaps.append(_Gap(end, run.left))
        end = max(end, run.right)
    return [*gaps, _Gap(end, math.inf)]
