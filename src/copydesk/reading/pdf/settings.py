"""How the text objects of a page are set: their size, angle, font and place."""

from __future__ import annotations

import ctypes
import math
from typing import Any, NamedTuple

from copydesk.reading.pdf.characters import Piece
from copydesk.reading.pdf.fonts import NO_FONT, Font, font_of

_HIDDEN = 3  # the render mode of text that is neither filled nor stroked


class Setting(NamedTuple):
    """How a text object is set; ``x`` and ``y`` are where its first character stands, in the file's own coordinates."""

    size: float
    angle: float
    font: Font
    x: float
    y: float
    mark: int
    hidden: bool


class Settings:
    """Asks pdfium how text objects are set; each font once. ``has_weights`` says that the file knows the weights of its
    fonts."""

    def __init__(self, raw: Any, text_page: Any, *, has_weights: bool = True) -> None:
        self._raw = raw
        self._has_weights = has_weights
        self._text_page = text_page
        self._fonts: dict[int, Font] = {}
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def of(self, piece: Piece) -> Setting:
        """How a text object is set."""
        raw, matrix = self._raw, self._matrix
        if piece.matrix is not None:
            matrix.a, matrix.b, matrix.c, matrix.d, self._x.value, self._y.value = piece.matrix
        else:
            raw.FPDFText_GetMatrix(self._text_page, piece.start, matrix)
            raw.FPDFText_GetCharOrigin(self._text_page, piece.start, self._x, self._y)
        size = raw.FPDFText_GetFontSize(self._text_page, piece.start)
        sign = -1.0 if size < 0 else 1.0
        angle = math.degrees(math.atan2(matrix.b * sign, matrix.a * sign)) % 360
        return Setting(
            abs(size) * math.hypot(matrix.c, matrix.d),
            angle,
            self._font(piece.object),
            self._x.value,
            self._y.value,
            raw.FPDFPageObj_GetMarkedContentID(piece.object),
            raw.FPDFTextObj_GetTextRenderMode(piece.object) == _HIDDEN,
        )

    def _font(self, text_object: Any) -> Font:
        handle = self._raw.FPDFTextObj_GetFont(text_object)
        if not handle:
            return NO_FONT
        address = ctypes.addressof(handle.contents)
        if address not in self._fonts:
            self._fonts[address] = font_of(self._raw, text_object, has_weights=self._has_weights)
        return self._fonts[address]
