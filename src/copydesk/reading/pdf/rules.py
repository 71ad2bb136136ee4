"""The rules drawn on a page, and the grids that they make: what separates the columns and rows of a table.

Programs draw a rule as a line, as a thin rectangle, or as an edge of the box around a cell.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from copydesk.reading.pdf.place import Place

_MOST_OBJECTS = 4000  # of a page that are looked at
_MOST_SEGMENTS = 60  # of a path; one of more is a drawing
_MOST_RULES = 500  # of a page; one of more holds a drawing
_THIN = 2.5  # points
_SHORTEST = 7.0  # points
_SAME = 4.0  # points by which the edges of neighbouring cells differ
_TOUCHING = 3.0  # points between rules of one grid
_BESIDE_LINES = 28.0  # points, the least height of a rule beside several lines
_DRAWN = 0.5  # of the height of a grid, that the rules between two columns have in all


class Rule(NamedTuple):
    """A rule on a page, in points from its upper left corner; thin in one of the two directions."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_upright(self) -> bool:
        """Whether it stands between columns, not between rows."""
        return self.bottom - self.top > self.right - self.left


class Grid(NamedTuple):
    """The edges of the columns of a table from left to right, and of its rows from top to bottom."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def cell(self, across: float, down: float) -> tuple[int, int] | None:
        """The row and the column that a point lies in."""
        row, column = _between(self.rows, down), _between(self.columns, across)
        return None if row is None or column is None else (row, column)


def _between(edges: Sequence[float], at: float) -> int | None:
    return next((number for number, (low, high) in enumerate(pairwise(edges)) if low <= at < high), None)


def rules_of(raw: Any, page: Any, place: Place) -> list[Rule]:
    """The rules of a page; none of one that holds a drawing."""
    rules: list[Rule] = []
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_PATH:
            rules += _rules_of_path(raw, drawn, place)
            if len(rules) > _MOST_RULES:
                return []
    return rules


def _rules_of_path(raw: Any, drawn: Any, place: Place) -> Iterator[Rule]:
    count = raw.FPDFPath_CountSegments(drawn)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    for corners in _outlines(raw, drawn, count, place):
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        top, bottom = min(y for _, y in corners), max(y for _, y in corners)
        if min(right - left, bottom - top) <= _THIN:
            if max(right - left, bottom - top) >= _SHORTEST:
                yield Rule(left, top, right, bottom)
            continue
        for (x, y), (other_x, other_y) in pairwise([*corners, corners[0]]):
            is_straight = min(abs(x - other_x), abs(y - other_y)) < 0.5
            if is_straight and max(abs(x - other_x), abs(y - other_y)) >= _SHORTEST:
                yield Rule(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))


def _outlines(raw: Any, drawn: Any, count: int, place: Place) -> Iterator[list[tuple[float, float]]]:
    """The corners of each outline of a path on the page; of paths with curves none."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    corners: list[tuple[float, float]] = []
    across, upwards = ctypes.c_float(), ctypes.c_float()
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(drawn, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO or not raw.FPDFPathSegment_GetPoint(segment, across, upwards):
            return
        if kind == raw.FPDF_SEGMENT_MOVETO and len(corners) > 1:
            yield corners
        if kind == raw.FPDF_SEGMENT_MOVETO:
            corners = []
        x, y = across.value, upwards.value
        corners.append(place.point(matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f))
    if len(corners) > 1:
        yield corners


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The grids of at least two columns and two rows that rules make."""
    return [grid for group in _touching(rules) if (grid := _grid(group)) is not None]


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules in groups that touch one another."""
    groups: list[list[Rule]] = []
    for rule in rules:
        near = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([rule, *(other for group in near for other in group)])
    return groups


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.left <= other.right + _TOUCHING
        and other.left <= one.right + _TOUCHING
        and one.top <= other.bottom + _TOUCHING
        and other.top <= one.bottom + _TOUCHING
    )


def _grid(rules: Sequence[Rule]) -> Grid | None:
    left, right = min(rule.left for rule in rules), max(rule.right for rule in rules)
    top, bottom = min(rule.top for rule in rules), max(rule.bottom for rule in rules)
    upright = [rule for rule in rules if rule.is_upright]
    level = [rule for rule in rules if not rule.is_upright]
    columns = _edges([(rule.left, rule.right, rule.bottom - rule.top) for rule in upright], left, right, bottom - top)
    rows = _edges([(rule.top, rule.bottom, rule.right - rule.left) for rule in level], top, bottom, right - left)
    return Grid(columns, rows) if min(len(columns), len(rows)) > 2 else None


def _edges(rules: Sequence[tuple[float, float, float]], low: float, high: float, extent: float) -> tuple[float, ...]:
    """The places of rules, each from where to where it is thick and how long it is, that are drawn over enough of an
    ``extent``; with the ends, ``low`` and ``high``."""
    places: list[list[tuple[float, float]]] = []
    for start, end, length in sorted(rules):
        middle = (start + end) / 2
        if places and middle - places[-1][-1][0] <= _SAME:
            places[-1].append((middle, length))
        else:
            places.append([(middle, length)])
    inner = [
        sum(middle for middle, _ in group) / len(group)
        for group in places
        if sum(length for _, length in group) >= _DRAWN * extent
    ]
    return (low, *(each for each in inner if low + _SAME < each < high - _SAME), high)


def fences_of(rules: Sequence[Rule]) -> list[Rule]:
    """The rules that stand upright beside several lines, each whole: no line of text goes on across one."""
    fences: list[Rule] = []
    for rule in sorted((rule for rule in rules if rule.is_upright), key=lambda rule: (round(rule.left), rule.top)):
        last = fences[-1] if fences else None
        if last and abs(last.left - rule.left) <= 1.0 and rule.top <= last.bottom + _TOUCHING:
            fences[-1] = last._replace(bottom=max(last.bottom, rule.bottom))
        else:
            fences.append(rule)
    return [fence for fence in fences if fence.bottom - fence.top >= _BESIDE_LINES]


def is_fenced(fences: Sequence[Rule], low: float, high: float, baseline: float, size: float) -> bool:
    """Whether a rule stands between what ends at ``low`` and what begins at ``high`` on a line."""
    middle = baseline - 0.3 * size
    return any(
        low - 1 <= (fence.left + fence.right) / 2 <= high + 1 and fence.top <= middle <= fence.bottom
        for fence in fences
    )
