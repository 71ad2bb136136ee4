"""How the columns of typeset pages were set: their edges, the size of the body and its leading.

Lines that a source gives boxes (a PDF, a scan) show what white space in a plain text can only hint at: where a line
stands in its column, the room at its end, the distance from the line above. Ems are those of the line's own type.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading.copy import Box, Typeset, body_size
from copydesk.reading.text.layout.letter_widths import type_width
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.extent import first_word

_NEAR = 0.35  # ems within which two lines begin at one edge
_FEWEST = 3  # lines of a column that show its edges
_SHARE = 0.12  # of a column's lines, that begin at its left edge at the least
_JUSTIFIED = 0.5  # of a column's lines, that reach its right edge
_SET_IN = (0.4, 6.0)  # ems by which a first line is set in
_OPENINGS = 0.05  # of the lines, that are set in before one that is not, where that marks paragraphs
WIDE_LEADING = 1.18  # times the usual leading
_USUAL_LEADING = 1.25  # of the size, where too few lines show it
_SPACE = 0.25  # em


class Column(NamedTuple):
    """The edges of a column in points, and whether its lines are justified."""

    left: float
    right: float
    justified: bool


class TypeColumns(NamedTuple):
    """The columns of an article by page and number, the size of most of its letters in points, the largest size of its
    lines, its leading (from the foot of one line to that of the next) in sizes, whether first lines are set in, and
    whether most of its text runs from right to left, so that lines begin at the right edges of columns."""

    columns: dict[tuple[int, int], Column]
    body: float
    largest: float
    leading: float
    opens_set_in: bool
    to_left: bool = False

    def set_in(self, line: Line) -> float:
        """How far a line stands in from the edge of its column at which lines begin, in ems; 0 where that is
        unknown."""
        typeset = line.typeset
        if typeset is None or typeset.box is None:
            return 0.0
        column = self.columns.get((typeset.page, typeset.column))
        if column is None:
            return 0.0
        return (column.right - typeset.box.right if self.to_left else typeset.box.left - column.left) / _em(typeset)

    def room(self, line: Line) -> float | None:
        """The room from the end of a line to the edge of its column, in points; None where that is unknown."""
        typeset = line.typeset
        if typeset is None or typeset.box is None:
            return None
        column = self.columns.get((typeset.page, typeset.column))
        if column is None:
            return None
        return typeset.box.left - column.left if self.to_left else column.right - typeset.box.right

    def rooms(self, before: Line, line: Line) -> float | None:
        """How many times the first word of a line would have fitted on the one before; None where that is unknown."""
        room = self.room(before)
        if room is None or line.typeset is None or line.typeset.box is None or before.typeset is None:
            return None
        box = line.typeset.box
        scale = (box.right - box.left) / max(1.0, type_width(line.text))
        return room / (scale * type_width(first_word(line.text)) + _SPACE * _em(before.typeset))

    def leading_to(self, before: Line, line: Line) -> float | None:
        """The distance between two lines of a column, as a multiple of the usual one; None across columns."""
        upper, lower = before.typeset, line.typeset
        if upper is None or lower is None or upper.box is None or lower.box is None or not _same_column(upper, lower):
            return None
        distance = lower.box.bottom - upper.box.bottom
        return distance / (max(_em(upper), _em(lower)) * self.leading) if distance > 0 else None

    def stands_apart(self, before: Line, line: Line) -> bool:
        """Whether a line of a column stands further below the one before than lines usually do."""
        distance = self.leading_to(before, line)
        return distance is not None and distance > WIDE_LEADING


def _em(typeset: Typeset) -> float:
    box = typeset.box
    return typeset.size or (box.bottom - box.top if box else 0.0) or 1.0


def _same_column(one: Typeset, other: Typeset) -> bool:
    return (one.page, one.column) == (other.page, other.column)


def type_columns(lines: Sequence[Line]) -> TypeColumns | None:
    """How the lines of an article were set; None if no source says so of any."""
    known = [(line, line.typeset) for line in lines if line.typeset and (line.typeset.size or line.typeset.box)]
    if not known:
        return None
    body = body_size((_em(typeset), len(line.text)) for line, typeset in known)
    by_column: defaultdict[tuple[int, int], list[Typeset]] = defaultdict(list)
    for _, typeset in known:
        if typeset.box:
            by_column[typeset.page, typeset.column].append(typeset)
    to_left = _runs_to_left("".join(line.text for line, _ in known))
    columns = {key: _column(column, to_left=to_left) for key, column in by_column.items()}
    largest = max(_em(typeset) for _, typeset in known)
    result = TypeColumns(columns, body, largest, _leading(known, body), False, to_left)
    return result._replace(opens_set_in=_opens_set_in(lines, result))


def _runs_to_left(text: str) -> bool:
    """Whether most letters of a text run from right to left."""
    if text.isascii():
        return False
    directions = Counter(map(unicodedata.bidirectional, text))
    return directions["R"] + directions["AL"] > directions["L"]


def _column(lines: Sequence[Typeset], *, to_left: bool) -> Column:
    boxes = [line.box for line in lines if line.box]
    from statistics import median

    em = median(_em(line) for line in lines)
    left = _edge((box.left for box in boxes), em, len(boxes))
    right = -_edge((-box.right for box in boxes), em, len(boxes))
    full = sum(abs(box.left - left if to_left else box.right - right) <= _NEAR * em for box in boxes)
    return Column(left, right, full >= _JUSTIFIED * len(boxes))


def _edge(positions: Iterable[float], em: float, number: int) -> float:
    """The first position, from the outside, at which enough lines begin."""
    ordered = sorted(positions)
    enough = 1 if number < _FEWEST else max(2, round(_SHARE * number))
    for position in ordered:
        if sum(position <= other <= position + _NEAR * em for other in ordered) >= enough:
            return position
    return ordered[0]


def _leading(known: Sequence[tuple[Line, Typeset]], body: float) -> float:
    """The usual distance of two lines of the body, in sizes."""
    distances: list[float] = []
    for (_, upper), (_, lower) in pairwise(known):
        if (
            upper.box
            and lower.box
            and _same_column(upper, lower)
            and abs(_em(lower) - body) < 1 > abs(_em(upper) - body)
        ):
            distance = (lower.box.bottom - upper.box.bottom) / _em(lower)
            if 0.5 < distance < 4:
                distances.append(distance)
    from statistics import median

    return median(distances) if len(distances) >= _FEWEST else _USUAL_LEADING


def _opens_set_in(lines: Sequence[Line], columns: TypeColumns) -> bool:
    """Whether first lines are set in: some lines are, each before a line that is not, and no others."""
    least, most = _SET_IN
    offsets = [columns.set_in(line) for line in lines if line.typeset and line.typeset.box]
    openings = sum(least <= one <= most and abs(other) < least for one, other in pairwise(offsets))
    return openings >= max(2, _OPENINGS * len(offsets))


def union(boxes: Sequence[Box]) -> Box:
    """The rectangle around some boxes, at least one."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
