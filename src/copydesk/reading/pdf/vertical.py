"""Lines that run from top to bottom, and from right to left beside one another, as in Japanese and Chinese.

Their letters stand upright, so that no angle tells them from level ones: only that each stands below the one before.
Turned by three quarters, such lines are level, and the first is on top.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from copydesk.reading.pdf.characters import Piece
from copydesk.reading.pdf.settings import Setting
from copydesk.reading.text.recognisers.extent import unspaced

_DOWN = 270.0  # degrees
_MOST = 0.85  # of the letters of a page that follow one another, those that stand below the one before
_FEWEST = 10
_LEVEL = 3  # pieces beside one another that are a level line, on a page of lines that run down
_NEAR = 3.0  # times the size of a letter, how far from it the next stands at the most

_Box = tuple[float, float, float, float]


def run_down(pieces: Sequence[Piece]) -> bool:
    """Whether the lines of a page run down."""
    boxes = [
        box for piece in pieces for point, box in zip(piece.points, piece.boxes, strict=True) if unspaced(chr(point))
    ]
    below = sum(_is_below(one, other) for one, other in pairwise(boxes))
    beside = sum(_is_beside(one, other) for one, other in pairwise(boxes))
    return below >= _FEWEST and below >= _MOST * (below + beside)


def turned_down(set_pieces: Sequence[tuple[Piece, Setting]]) -> list[tuple[Piece, Setting]]:
    """The pieces of a page of lines that run down, those with their angle that are no level line."""
    level = _level([piece for piece, _ in set_pieces])
    return [
        (piece, setting if at in level or setting.angle else setting._replace(angle=_DOWN))
        for at, (piece, setting) in enumerate(set_pieces)
    ]


def _level(pieces: Sequence[Piece]) -> set[int]:
    """The numbers of the pieces of level lines."""
    level: set[int] = set()
    start = 0
    for at in range(1, len(pieces) + 1):
        if at < len(pieces) and _is_beside(pieces[at - 1].boxes[-1], pieces[at].boxes[0]):
            continue
        if sum(len(piece.points) for piece in pieces[start:at]) >= _LEVEL and not _runs_down(pieces[start]):
            level.update(range(start, at))
        start = at
    return level


def _runs_down(piece: Piece) -> bool:
    return any(_is_below(one, other) for one, other in pairwise(piece.boxes))


def _is_below(one: _Box, other: _Box) -> bool:
    """Whether a letter stands right below another."""
    size = max(one[2] - one[0], one[3] - one[1], other[2] - other[0], other[3] - other[1])
    return abs(one[0] + one[2] - other[0] - other[2]) < size and 0 < one[3] - other[3] < _NEAR * size


def _is_beside(one: _Box, other: _Box) -> bool:
    """Whether a letter stands right beside another, in a line that runs to the right."""
    size = max(one[2] - one[0], one[3] - one[1], other[2] - other[0], other[3] - other[1])
    return abs(one[1] + one[3] - other[1] - other[3]) < size and 0 < other[0] - one[0] < _NEAR * size
