"""What is drawn on a page: the rules between articles, and the boxes around some."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

from copydesk.reading.copy import Box
from copydesk.reading.pdf.place import Place, shown_box

_MOST_OBJECTS = 20_000  # of a page, that are looked at; one with more is a drawing or a map
_MOST_DRAWN = 200  # rules and boxes of a page; one with more is a drawing or a table
_THIN = 4.0  # points, the thickest rule
_SHORTEST = 40.0  # points, of a rule
_LEAST_WIDTH, _LEAST_HEIGHT = 80.0, 50.0  # points, of a box
_WHOLE_PAGE = 0.85  # of the page, the area of what is its ground and no box
_WHITE = 250


class Drawn(NamedTuple):
    """The rules of a page, across and down, and its boxes, in points from its upper left corner."""

    across: tuple[Box, ...] = ()
    down: tuple[Box, ...] = ()
    boxes: tuple[Box, ...] = ()


NOTHING = Drawn()


def drawn_on(raw: Any, document: Any, number: int, size: tuple[float, float]) -> Drawn:
    """What is drawn on a page, which counts from 0; ``size`` is its width and height as its lines are placed. Nothing
    for a page that is turned, and for one that is full of drawings."""
    page = raw.FPDF_LoadPage(document, number)
    if not page:
        return NOTHING
    try:
        place = Place(shown_box(raw, page), 0, 0.0)
        if abs(place.width - size[0]) > 1 or abs(place.height - size[1]) > 1:
            return NOTHING
        count = raw.FPDFPage_CountObjects(page)
        objects = (raw.FPDFPage_GetObject(page, index) for index in range(min(count, _MOST_OBJECTS)))
        shapes = [
            _shape(raw, each, place) for each in objects if raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_PATH
        ]
    finally:
        raw.FPDF_ClosePage(page)
    return _sorted([shape for shape in shapes if shape is not None], place)


def _shape(raw: Any, path: Any, place: Place) -> Box | None:
    """The extent of a path that is painted, within what clips it; None for one that is not to be seen."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
        return None
    if fill.value and not stroke.value and _is_white(raw, path):
        return None
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(path, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    clip = _clip(raw, path)
    if clip:
        left, bottom = max(left, clip[0]), max(bottom, clip[1])
        right, top = min(right, clip[2]), min(top, clip[3])
    if right < left or top < bottom:
        return None
    return Box(*place.boxes([(left, bottom, right, top)])[0])


def _is_white(raw: Any, path: Any) -> bool:
    colours = [ctypes.c_uint() for _ in range(4)]
    return bool(raw.FPDFPageObj_GetFillColor(path, *colours)) and (
        min(colour.value for colour in colours[:3]) >= _WHITE or colours[3].value == 0
    )


def _clip(raw: Any, path: Any) -> tuple[float, float, float, float] | None:
    """The extent of the last path that clips another, None if there is none."""
    clip = raw.FPDFPageObj_GetClipPath(path)
    last = raw.FPDFClipPath_CountPaths(clip) - 1 if clip else -1
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFClipPath_CountPathSegments(clip, last) if last >= 0 else 0):
        if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, last, index), x, y):
            points.append((x.value, y.value))
    if not points:
        return None
    return (*map(min, zip(*points, strict=True)), *map(max, zip(*points, strict=True)))


def _sorted(shapes: list[Box], place: Place) -> Drawn:
    across = tuple(each for each in shapes if each.bottom - each.top <= _THIN and each.right - each.left >= _SHORTEST)
    down = tuple(each for each in shapes if each.right - each.left <= _THIN and each.bottom - each.top >= _SHORTEST)
    area = place.width * place.height
    boxes = tuple(
        each
        for each in shapes
        if each.right - each.left >= _LEAST_WIDTH
        and each.bottom - each.top >= _LEAST_HEIGHT
        and (each.right - each.left) * (each.bottom - each.top) < _WHOLE_PAGE * area
    )
    return NOTHING if len(across) + len(down) + len(boxes) > _MOST_DRAWN else Drawn(across, down, boxes)
