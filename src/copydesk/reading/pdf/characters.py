"""The characters of a page, as pdfium gives them: by text object, in the order of its content.

pdfium adds spaces and line ends where letters stand apart. Its positions are those of the file, from the lower left.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from copydesk.reading.text.recognisers.extent import unspaced

_SPACES = frozenset(
    (0x20, 0xA0, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x3000)
)
ADDED = "\u200a"
"""The space that pdfium adds between letters that stand apart; the file has none."""

FEWEST_TOGETHER = 16
"""Letters of a line from which words may run together."""
LONG = 10
"""Letters between spaces, on the average of a line, from which words may run together."""

_UNBROKEN = frozenset((0xA0, 0x202F))
"""The spaces at which no line ends."""
_NARROW = 0.2  # of the height of its letters, how far apart those of a line begin at least, on the average
_BLANK = _SPACES | {10, 13}
_KEPT = frozenset(map(chr, _UNBROKEN))


Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
NOWHERE: Point = (math.nan, math.nan)


class Piece(NamedTuple):
    """The characters of a text object as pdfium gives them: code points, boxes, spaces before them.

    ``indices`` are the numbers of each character and of the space before it on the page, -1 where there is none;
    ``origins`` are where the pen stands for these, only where letters of the page run to the left. Their last is that
    of the space behind the characters. ``matrix`` is that of the letters, where pdfium may give another;
    ``flows`` says that they go on from the piece before, on its line, and that the space before them is drawn.
    """

    object: Any
    start: int
    points: list[int]
    boxes: list[tuple[float, float, float, float]]
    spaces: list[str]
    space_after: str
    indices: list[tuple[int, int]]
    origins: Sequence[tuple[Point, Point]] = ()
    matrix: Matrix | None = None
    flows: bool = False


def pieces_of(raw: Any, text_page: Any) -> list[Piece]:
    """The characters of a page by text object."""
    reader = _Reader(raw, text_page)
    pieces = [reader.with_advances(piece) if _runs_together(piece) else piece for piece in _pieces(reader, text_page)]
    if not any(_runs_to_left(point) for piece in pieces for point in piece.points):
        return pieces
    return [reader.with_origins(piece) for piece in pieces]


def _runs_to_left(point: int) -> bool:
    return 0x590 <= point < 0x900 or 0xFB1D <= point < 0xFE00 or 0xFE70 <= point < 0xFF00 or 0x10800 <= point < 0x11000


def _runs_together(piece: Piece) -> bool:
    """Whether a piece of a script with spaces has too few of them for its letters."""
    letters = len(piece.points)
    return (
        letters >= FEWEST_TOGETHER
        and letters >= LONG * (1 + sum(map(bool, piece.spaces[1:])))
        and not any(unspaced(chr(point)) or _runs_to_left(point) for point in piece.points)
    )


def _pieces(reader: _Reader, text_page: Any) -> Iterator[Piece]:
    index, space = 0, ""
    while index < reader.count:
        handle = reader.object_of(text_page, index)
        if not handle:
            space = space or reader.space_between(index)
            index += 1
            continue
        end = reader.end_of(handle, index)
        piece, space = reader.piece(handle, index, end, space)
        if piece.points:
            yield piece
        index = end


class _Reader:
    """Asks pdfium for the characters of a page; each call takes its time, so that the objects of most are inferred."""

    def __init__(self, raw: Any, text_page: Any) -> None:
        self._text_page = text_page
        self._unicode_of, self._box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharBox
        self._origin_of = raw.FPDFText_GetCharOrigin
        self._loose_box_of, self._rectangle = raw.FPDFText_GetLooseCharBox, raw.FS_RECTF
        self._is_generated = raw.FPDFText_IsGenerated
        self._space_at = -1
        self.object_of = raw.FPDFText_GetTextObject
        self.count = raw.FPDFText_CountChars(text_page)

    def space(self, index: int) -> str:
        """The space that a character is: one of the file, one that pdfium added, or none."""
        point = self._unicode_of(self._text_page, index)
        if point in _UNBROKEN:
            return chr(point)
        if point in _SPACES and self._is_generated(self._text_page, index) != 1:
            return " "
        return ADDED if point in _BLANK else ""

    def space_between(self, index: int) -> str:
        """The space that a character is which stands between two objects; a line end stands nowhere."""
        self._space_at = index if self._unicode_of(self._text_page, index) in _SPACES else -1
        return self.space(index) or ADDED

    def end_of(self, handle: Any, index: int) -> int:
        """Where the characters of an object end that begin at ``index``: those of one object follow one another."""
        here = ctypes.addressof(handle.contents)
        step, known = 1, index
        while known + step < self.count and self._is_of(here, known + step):
            known += step
            step *= 2
        while step > 1:
            step //= 2
            if known + step < self.count and self._is_of(here, known + step):
                known += step
        return known + 1

    def _is_of(self, here: int, index: int) -> bool:
        other = self.object_of(self._text_page, index)
        return bool(other) and ctypes.addressof(other.contents) == here

    def piece(self, handle: Any, start: int, end: int, space: str) -> tuple[Piece, str]:
        """The characters from ``start`` to ``end``, behind a space or none, and the space that follows them."""
        points: list[int] = []
        boxes: list[tuple[float, float, float, float]] = []
        spaces: list[str] = []
        indices: list[tuple[int, int]] = []
        text_page, unicode_of, box_of = self._text_page, self._unicode_of, self._box_of
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pointers = tuple(map(ctypes.byref, (left, right, bottom, top)))
        for index in range(start, end):
            point = unicode_of(text_page, index)
            if point in _BLANK:
                here = self.space(index)
                if space in ("", ADDED) or here in _KEPT:
                    space, self._space_at = here, index
                continue
            if 0xDC00 <= point < 0xE000 and points and 0xD800 <= points[-1] < 0xDC00:
                points[-1] = 0x10000 + ((points[-1] - 0xD800) << 10) + point - 0xDC00
                continue
            box_of(text_page, index, *pointers)
            points.append(point)
            boxes.append((left.value, bottom.value, right.value, top.value))
            spaces.append(space)
            indices.append((index, self._space_at if space else -1))
            space = ""
        indices.append((-1, self._space_at if space else -1))
        return Piece(handle, start, points, boxes, spaces, space, indices), space

    def with_advances(self, piece: Piece) -> Piece:
        """A piece that stands upright, its letters as wide as the font says, so that what is between them is what the
        file puts there, and no part of their shapes."""
        (left, low, _, high), (end, *_) = piece.boxes[0], piece.boxes[-1]
        if end - left < (high - low) * _NARROW * len(piece.points):
            return piece
        box = self._rectangle()
        boxes = []
        for (index, _), (left, bottom, right, top) in zip(piece.indices, piece.boxes, strict=False):
            if self._loose_box_of(self._text_page, index, box) and box.right > box.left:
                left, right = box.left, box.right  # noqa: PLW2901 -- the same box, between other edges
            boxes.append((left, bottom, right, top))
        return piece._replace(boxes=boxes)

    def with_origins(self, piece: Piece) -> Piece:
        """A piece with the places of the pen. A space without any width is one that pdfium added."""
        spaces = [
            ADDED if space and not self._width(before) else space
            for space, (_, before) in zip((*piece.spaces, piece.space_after), piece.indices, strict=True)
        ]
        origins = [(self._origin(at), self._origin(before)) for at, before in piece.indices]
        return piece._replace(origins=origins, space_after=spaces.pop(), spaces=spaces)

    def _width(self, index: int) -> float:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self._box_of(self._text_page, index, left, right, bottom, top)
        return right.value - left.value

    def _origin(self, index: int) -> Point:
        """Where the pen stands at a character; nowhere at none."""
        x, y = ctypes.c_double(), ctypes.c_double()
        if index < 0 or not self._origin_of(self._text_page, index, x, y):
            return NOWHERE
        return x.value, y.value
