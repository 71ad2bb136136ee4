"""The links of a page: rectangles, and the addresses that they lead to."""

from __future__ import annotations

import ctypes
import re
from typing import Any, NamedTuple

_MOST = 2000  # links of a page
_LONGEST = 2000  # bytes of an address
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"()\[\]]+", re.IGNORECASE)
_ESCAPED = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "[": "%5B", "]": "%5D"})


class LinkArea(NamedTuple):
    """A rectangle in the file's own coordinates, and the address that it leads to."""

    left: float
    bottom: float
    right: float
    top: float
    target: str

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def links_of(raw: Any, document: Any, page: Any) -> list[LinkArea]:
    """The links of a page to addresses outside the file; ``document`` and ``page`` are pdfium's handles."""
    areas: list[LinkArea] = []
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    while len(areas) < _MOST and raw.FPDFLink_Enumerate(page, position, link):
        target = _target(raw, document, link)
        if target:
            areas += (LinkArea(*rectangle, target) for rectangle in _rectangles(raw, link))
    return areas


def _target(raw: Any, document: Any, link: Any) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    buffer = ctypes.create_string_buffer(_LONGEST)
    length = raw.FPDFAction_GetURIPath(document, action, buffer, _LONGEST)
    if not 1 < length <= _LONGEST:
        return ""
    target = buffer.value.decode("utf-8", "replace").strip().translate(_ESCAPED)
    return target if _ADDRESS.fullmatch(target) else ""


def _rectangles(raw: Any, link: Any) -> list[tuple[float, float, float, float]]:
    """The rectangles of a link, one for each line of it; that around all of them where the file has no others."""
    points = raw.FS_QUADPOINTSF()
    rectangles = []
    for index in range(min(raw.FPDFLink_CountQuadPoints(link), _MOST)):
        if raw.FPDFLink_GetQuadPoints(link, index, points):
            across = (points.x1, points.x2, points.x3, points.x4)
            upwards = (points.y1, points.y2, points.y3, points.y4)
            rectangles.append((min(across), min(upwards), max(across), max(upwards)))
    if not rectangles:
        around = raw.FS_RECTF()
        if raw.FPDFLink_GetAnnotRect(link, around):
            left, right = sorted((around.left, around.right))
            bottom, top = sorted((around.bottom, around.top))
            rectangles.append((left, bottom, right, top))
    return rectangles
