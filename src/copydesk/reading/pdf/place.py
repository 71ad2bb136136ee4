"""Where things stand on a page as it is read: upright, in points from the upper left corner of what is shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

Box = tuple[float, float, float, float]


def area_of(box: Box) -> float:
    """The area of a rectangle, in square points."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def difference(angle: float, other: float) -> float:
    """How far an angle is from another, from -180 to 180 degrees."""
    return (angle - other + 180) % 360 - 180


def shown_box(raw: Any, page: Any) -> tuple[float, float, float, float]:
    """What is shown of a page: left, bottom, right, top in the file's own coordinates."""
    box = raw.FS_RECTF()
    if raw.FPDF_GetPageBoundingBox(page, box):
        return box.left, box.bottom, box.right, box.top
    return 0.0, 0.0, raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)


class Place:
    """Turns the coordinates of a file by quarters and by the slope of a scan, to points from the upper left."""

    def __init__(self, shown: tuple[float, float, float, float], quarter: int, skew: float) -> None:
        self.shown = shown
        self.quarter = quarter
        self.angle = 90.0 * quarter + skew
        left, bottom, right, top = shown
        self._turn: Callable[[float, float], tuple[float, float]] = (
            lambda x, y: (x - left, top - y),
            lambda x, y: (y - bottom, x - left),
            lambda x, y: (right - x, y - bottom),
            lambda x, y: (top - y, right - x),
        )[quarter]
        self.width, self.height = (right - left, top - bottom) if quarter % 2 == 0 else (top - bottom, right - left)
        self._is_upright = not quarter and not skew
        self._sine, self._cosine = math.sin(math.radians(skew)), math.cos(math.radians(skew))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file stands on the turned page."""
        across, down = self._turn(x, y)
        if not self._sine:
            return across, down
        return across * self._cosine - down * self._sine, across * self._sine + down * self._cosine

    def boxes(self, boxes: Sequence[Box]) -> list[Box]:
        """Where rectangles of the file stand on the turned page: left, top, right, bottom."""
        if self._is_upright:  # as nearly all pages
            edge, top = self.shown[0], self.shown[3]
            return [(left - edge, top - high, right - edge, top - low) for left, low, right, high in boxes]
        turned = [(*self.point(left, low), *self.point(right, high)) for left, low, right, high in boxes]
        return [(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) for x0, y0, x1, y1 in turned]
