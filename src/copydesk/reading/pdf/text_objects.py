"""The text objects of a page in the order of its content, those without characters too.

pdfium says which object each of its characters is of, and no more: of an object that is a single space it gives no
character, and of several that one ``ActualText`` speaks for it gives the words of that once, or twice. Positions are
those of the file, from the lower left.
"""

from __future__ import annotations

import ctypes
import math
from typing import Any, NamedTuple

from copydesk.reading.pdf.characters import Matrix

_MOST_OBJECTS = 20_000  # of a page, and of a form
_DEEPEST = 3  # forms within forms
_NARROW = 0.01  # points that a space is wide at the most
_SAME_LINE = 0.5  # em by which a space may stand above or below the letter beside it
_NO_TEXT = 2  # bytes of an empty string
_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class TextObject(NamedTuple):
    """A text object: its ``number`` in the content, the matrix of its letters on the page and that of the form it is
    in, its ``size`` in points. ``spoken`` is the address of the ``ActualText`` that speaks for it, 0 if none does."""

    handle: Any
    number: int
    matrix: Matrix
    form: Matrix
    size: float
    spoken: int

    @property
    def pen(self) -> tuple[float, float]:
        """Where it starts on the page."""
        return self.matrix[4:]

    def is_level_with(self, other: TextObject) -> bool:
        """Whether another stands on its line, or goes on on it."""
        a, b = self.matrix[:2]
        across, up = other.matrix[4] - self.matrix[4], other.matrix[5] - self.matrix[5]
        return abs(a * up - b * across) <= _SAME_LINE * self.size * math.hypot(a, b)


class TextObjects:
    """The text objects of a page, by their addresses; ``page`` is pdfium's handle."""

    def __init__(self, raw: Any, page: Any) -> None:
        self._raw = raw
        self._matrix = raw.FS_MATRIX()
        self.of: dict[int, TextObject] = {}
        count = raw.FPDFPage_CountObjects(page)
        if count <= _MOST_OBJECTS:
            for number in range(count):
                self._add(raw.FPDFPage_GetObject(page, number), _UNMOVED, 0)

    def _add(self, each: Any, form: Matrix, depth: int) -> None:
        raw = self._raw
        kind = raw.FPDFPageObj_GetType(each)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            matrix = _product(self._matrix_of(each), form)
            address = ctypes.addressof(each.contents)
            size = self._size(each, matrix)
            self.of[address] = TextObject(each, len(self.of), matrix, form, size, self._spoken(each))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _product(self._matrix_of(each), form)
            for number in range(min(raw.FPDFFormObj_CountObjects(each), _MOST_OBJECTS)):
                self._add(raw.FPDFFormObj_GetObject(each, number), inner, depth + 1)

    def _matrix_of(self, each: Any) -> Matrix:
        matrix = self._matrix
        self._raw.FPDFPageObj_GetMatrix(each, matrix)
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _size(self, each: Any, matrix: Matrix) -> float:
        size = ctypes.c_float()
        self._raw.FPDFTextObj_GetFontSize(each, size)
        return abs(size.value) * math.hypot(*matrix[2:4])

    def _spoken(self, each: Any) -> int:
        raw = self._raw
        length = ctypes.c_ulong()
        for number in range(raw.FPDFPageObj_CountMarks(each)):
            mark = raw.FPDFPageObj_GetMark(each, number)
            if (
                raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, length)
                and length.value > _NO_TEXT
            ):
                return ctypes.addressof(mark.contents)
        return 0

    def box(self, each: TextObject) -> tuple[float, float, float, float]:
        """What the letters of an object cover on the page: left, bottom, right, top."""
        edges = [ctypes.c_float() for _ in range(4)]
        self._raw.FPDFPageObj_GetBounds(each.handle, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        a, b, c, d, e, f = each.form
        xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
        ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
        return min(xs), min(ys), max(xs), max(ys)

    def is_blank(self, each: TextObject) -> bool:
        """Whether an object shows nothing: it is a space."""
        left, bottom, right, top = self.box(each)
        return right - left < _NARROW or top - bottom < _NARROW


def _product(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that moves by one, then by another."""
    if other == _UNMOVED:
        return one
    a, b, c, d, e, f = one
    k, l, m, n, o, p = other  # noqa: E741 -- the places of a matrix
    return a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p
