"""The pictures on a page of a PDF: where they stand, before any of them is unpacked."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from copydesk.reading.pdf.place import Box, Place
from copydesk.reading.pdf.structure import descriptions_of

_MOST = 2_000  # pictures of a page
_MOST_OBJECTS = 50_000  # of a page
_DEEPEST = 3  # forms within forms
_FEWEST_PIXELS = 2
_MOST_POINTS = 400  # of the edge that a picture is cut along

Matrix = tuple[float, float, float, float, float, float]
UNTURNED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class PlacedImage(NamedTuple):
    """A picture on a page. ``path`` are the indexes of its object and of the forms around it, ``box`` is what is shown
    of it (left, top, right, bottom on the turned page), ``whole`` where all of it would stand. ``width`` and ``height``
    are in pixels; ``alt`` describes it in words, in a tagged file."""

    path: tuple[int, ...]
    box: Box
    whole: Box
    width: int
    height: int
    alt: str = ""


def images_of(raw: Any, page: Any, place: Place) -> list[PlacedImage]:
    """The pictures of a page, in the order in which they are painted."""
    reader = _Reader(raw, place)
    objects = (raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page)))
    found = list(reader.among(objects, (), UNTURNED))
    if any(mark >= 0 for _, mark in found):
        described = descriptions_of(raw, page)
        return [image._replace(alt=described.get(mark, "")) for image, mark in found]
    return [image for image, _ in found]


class _Reader:
    def __init__(self, raw: Any, place: Place) -> None:
        self._raw = raw
        self._place = place
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._pixels = ctypes.c_uint(), ctypes.c_uint()
        self._seen = 0
        self._images = 0

    def among(self, objects: Iterator[Any], path: tuple[int, ...], matrix: Matrix) -> Iterator[tuple[PlacedImage, int]]:
        """The pictures among objects, and in the forms among them, each with the number of its marked content."""
        raw = self._raw
        for index, each in enumerate(objects):
            self._seen += 1
            if self._seen > _MOST_OBJECTS or self._images > _MOST:
                return
            kind = raw.FPDFPageObj_GetType(each)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                image = self._image(each, (*path, index), matrix)
                if image is not None:
                    self._images += 1
                    yield image, raw.FPDFPageObj_GetMarkedContentID(each)
            elif kind == raw.FPDF_PAGEOBJ_FORM and len(path) < _DEEPEST:
                count = raw.FPDFFormObj_CountObjects(each)
                inner = (raw.FPDFFormObj_GetObject(each, number) for number in range(count))
                yield from self.among(inner, (*path, index), product(matrix_of(raw, each), matrix))

    def _image(self, each: Any, path: tuple[int, ...], matrix: Matrix) -> PlacedImage | None:
        raw = self._raw
        width, height = self._pixels
        if (
            not raw.FPDFImageObj_GetImagePixelSize(each, width, height)
            or min(width.value, height.value) < _FEWEST_PIXELS
        ):
            return None
        if not raw.FPDFPageObj_GetBounds(each, *self._edges):
            return None
        left, bottom, right, top = (edge.value for edge in self._edges)
        corners = _moved([(left, bottom), (right, bottom), (left, top), (right, top)], matrix)
        whole = _around(corners)
        cut = self._cut(each, matrix)
        shown = _common(_common(whole, cut), self._place.shown) if cut else _common(whole, self._place.shown)
        if shown is None:
            return None
        box, whole = self._place.boxes([shown, whole])
        return PlacedImage(path, box, whole, width.value, height.value)

    def _cut(self, each: Any, matrix: Matrix) -> Box | None:
        """What surrounds the edge that a picture is cut along, None if it is not cut."""
        raw = self._raw
        clip = raw.FPDFPageObj_GetClipPath(each)
        if not clip:
            return None
        cut: Box | None = None
        x, y = ctypes.c_float(), ctypes.c_float()
        for number in range(max(0, raw.FPDFClipPath_CountPaths(clip))):
            points: list[tuple[float, float]] = []
            for index in range(min(raw.FPDFClipPath_CountPathSegments(clip, number), _MOST_POINTS)):
                segment = raw.FPDFClipPath_GetPathSegment(clip, number, index)
                if segment and raw.FPDFPathSegment_GetPoint(segment, x, y):
                    points.append((x.value, y.value))
            if points:
                around = _around(_moved(points, matrix))
                cut = around if cut is None else _common(cut, around) or (0.0, 0.0, 0.0, 0.0)
        return cut


def matrix_of(raw: Any, each: Any) -> Matrix:
    """The matrix of an object."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(each, matrix):
        return UNTURNED
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def product(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that does what ``one`` does, and then what ``other`` does."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _moved(points: list[tuple[float, float]], matrix: Matrix) -> list[tuple[float, float]]:
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _common(one: Box | None, other: Box) -> Box | None:
    """What two rectangles have in common, None if nothing."""
    if one is None:
        return None
    left, low = max(one[0], other[0]), max(one[1], other[1])
    right, high = min(one[2], other[2]), min(one[3], other[3])
    return (left, low, right, high) if left < right and low < high else None
