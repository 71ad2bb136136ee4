"""Whether a file may hold several articles, by a glance at the sizes of its type: most files are passed at once."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from typing import Any, NamedTuple

from copydesk.reading.pdf.heads import LARGE

_SLACK = 0.95  # sizes are those of text objects here, and not of lines
_SAME_PLACE = 1.8  # em between two lines of a headline
_MOST_OBJECTS = 20_000  # of a page
_STEP = 2.0  # points by which heights are counted


class _Place(NamedTuple):
    """A text object: its page, how high its line stands on it in steps, from where to where, and its size."""

    page: int
    height: int
    left: float
    right: float
    size: float


def shows_headlines(raw: Any, document: Any) -> bool:
    """Whether type as large as a headline stands in two places, or may do so."""
    sizes = Counter[float]()
    places: list[_Place] = []
    for number in range(len(document)):
        page = raw.FPDF_LoadPage(document.raw, number)
        if not page:
            continue
        try:
            for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
                each = raw.FPDFPage_GetObject(page, index)
                kind = raw.FPDFPageObj_GetType(each)
                if kind == raw.FPDF_PAGEOBJ_FORM:
                    return True
                if kind == raw.FPDF_PAGEOBJ_TEXT and (place := _place_of(raw, each, number)):
                    sizes[round(2 * place.size) / 2] += round((place.right - place.left) / place.size)
                    places.append(place)
        finally:
            raw.FPDF_ClosePage(page)
    body = max(sizes, key=lambda size: sizes[size], default=0.0)
    groups = 0
    last = _Place(-1, 0, 0.0, 0.0, 0.0)
    for place in sorted(place for place in places if place.size >= _SLACK * LARGE * body):
        is_level = place.page == last.page and place.height == last.height
        apart = place.left - last.right if is_level else (place.height - last.height) * _STEP
        groups += place.page != last.page or apart > _SAME_PLACE * place.size
        last = place
    return groups > 1


def _place_of(raw: Any, text_object: Any, page: int) -> _Place | None:
    """Where a text object stands, and its size."""
    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    edges = [ctypes.c_float() for _ in range(4)]
    if not (
        raw.FPDFTextObj_GetFontSize(text_object, size)
        and raw.FPDFPageObj_GetMatrix(text_object, matrix)
        and raw.FPDFPageObj_GetBounds(text_object, *edges)
    ):
        return None
    shown = abs(size.value) * math.hypot(matrix.c, matrix.d)
    left, _, right, _ = (edge.value for edge in edges)
    if not shown or not math.isfinite(shown + right - left + matrix.f):
        return None
    return _Place(page, round(matrix.f / _STEP), left, right, shown)
