"""A page of a PDF -> runs: the characters of each of its text objects, with their positions, font and size.

pdfium gives the characters of a page in the order of its content, those that run from right to left in the order of
reading. Positions are turned here so that most of the text of a page stands upright, and count in points from the upper
left corner of what is shown of the page.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from copydesk.reading.pdf.fonts import NO_FONT, Font, font_of

_HIDDEN = 3  # the render mode of text that is neither filled nor stroked
_SKEW = 3.0  # degrees by which the lines of a scan may slope
_HYPHEN_AT_LINE_END = (0x02, 0xFFFE)
_SPACES = frozenset(
    (0x20, 0xA0, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x3000)
)
_NO_OBJECT = 0


class Letter(NamedTuple):
    """A character, where it begins and ends on its line; ``spaced`` says that a space stands before it."""

    text: str
    left: float
    right: float
    spaced: bool


class Run(NamedTuple):
    """The characters of one text object, in the order of reading, without spaces at the ends.

    ``top`` and ``bottom`` enclose the letters of its size, ``baseline`` is where they stand. ``start`` counts the
    characters of the page before it, in the order of its content; ``mark`` is the number of its marked content, -1 if
    it has none. ``angle`` is that of its line in degrees against most of the page, ``hidden`` that it is not painted,
    as under the picture of a scan, ``shown`` that it stands within the edges of the page. ``spaced`` says that a space
    follows it.
    """

    letters: list[Letter]
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: Font
    start: int
    mark: int
    angle: float = 0.0
    hidden: bool = False
    shown: bool = True
    spaced: bool = False

    @property
    def text(self) -> str:
        """Its characters, with the spaces within it."""
        return "".join(
            (" " if letter.spaced and number else "") + letter.text for number, letter in enumerate(self.letters)
        )


class PageRuns(NamedTuple):
    """The runs of a page in the order of its content, and its size as it is turned here, in points; ``unmapped`` counts
    the characters of which the file does not say which they are."""

    runs: list[Run]
    width: float
    height: float
    unmapped: int = 0


class _Piece(NamedTuple):
    """The characters of a text object as pdfium gives them: code points, boxes, spaces before them."""

    object: Any
    start: int
    points: list[int]
    boxes: list[tuple[float, float, float, float]]
    spaced: list[bool]
    spaced_after: bool


def page_runs(raw: Any, page: Any, text_page: Any) -> PageRuns:
    """The runs of a page; ``page`` and ``text_page`` are pdfium's handles, ``raw`` the module of its functions."""
    pieces = list(_pieces(raw, text_page))
    settings = _Settings(raw, text_page)
    set_pieces = [(piece, settings.of(piece)) for piece in pieces]
    turned = Counter[int]()
    for piece, setting in set_pieces:
        turned[round(setting.angle / 90) % 4] += len(piece.points)
    quarter = turned.most_common(1)[0][0] if turned else 0
    skews = Counter[float]()
    for piece, setting in set_pieces:
        skew = _difference(setting.angle, 90 * quarter)
        if abs(skew) <= _SKEW and len(piece.points) > 1:
            skews[round(skew, 1)] += len(piece.points)
    skew = skews.most_common(1)[0][0] if skews else 0.0
    place = _Place(_shown_box(raw, page), quarter, skew)
    runs = [run for piece, setting in set_pieces if (run := _run(piece, setting, place))]
    unmapped = sum(text in _UNMAPPED for run in runs for text, *_ in run.letters)
    return PageRuns(runs, place.width, place.height, unmapped)


_UNMAPPED = frozenset("\ufffd")


def _pieces(raw: Any, text_page: Any) -> Iterator[_Piece]:
    """The characters of a page by text object, without line ends and spaces that pdfium adds."""
    count = raw.FPDFText_CountChars(text_page)
    unicode_of, object_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetTextObject, raw.FPDFText_GetCharBox
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pointers = tuple(map(ctypes.byref, (left, right, bottom, top)))
    address = ctypes.addressof
    current: _Piece | None = None
    current_address = _NO_OBJECT
    spaced = False
    for index in range(count):
        point = unicode_of(text_page, index)
        if point in (10, 13):
            spaced = True
            continue
        if point in _SPACES:
            spaced = True
            continue
        handle = object_of(text_page, index)
        if not handle:
            spaced = spaced or point <= 32
            continue
        here = address(handle.contents)
        if current is None or here != current_address:
            if current is not None:
                yield current._replace(spaced_after=spaced)
            current, current_address = _Piece(handle, index, [], [], [], False), here
        if 0xDC00 <= point < 0xE000 and current.points and 0xD800 <= current.points[-1] < 0xDC00:
            high = current.points.pop()
            current.points.append(0x10000 + ((high - 0xD800) << 10) + point - 0xDC00)
            continue
        box_of(text_page, index, *pointers)
        current.points.append(point)
        current.boxes.append((left.value, bottom.value, right.value, top.value))
        current.spaced.append(spaced)
        spaced = False
    if current is not None:
        yield current._replace(spaced_after=spaced)


class _Setting(NamedTuple):
    """How a text object is set; ``x`` and ``y`` are where its first character stands, in the file's own coordinates."""

    size: float
    angle: float
    font: Font
    x: float
    y: float
    mark: int
    hidden: bool


class _Settings:
    """Asks pdfium how text objects are set; each font once."""

    def __init__(self, raw: Any, text_page: Any) -> None:
        self._raw = raw
        self._text_page = text_page
        self._fonts: dict[int, Font] = {}
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def of(self, piece: _Piece) -> _Setting:
        raw, matrix = self._raw, self._matrix
        raw.FPDFText_GetMatrix(self._text_page, piece.start, matrix)
        raw.FPDFText_GetCharOrigin(self._text_page, piece.start, self._x, self._y)
        size = raw.FPDFText_GetFontSize(self._text_page, piece.start)
        sign = -1.0 if size < 0 else 1.0
        angle = math.degrees(math.atan2(matrix.b * sign, matrix.a * sign)) % 360
        return _Setting(
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
            self._fonts[address] = font_of(self._raw, text_object)
        return self._fonts[address]


def _difference(angle: float, other: float) -> float:
    """How far an angle is from another, from -180 to 180 degrees."""
    return (angle - other + 180) % 360 - 180


def _shown_box(raw: Any, page: Any) -> tuple[float, float, float, float]:
    """What is shown of a page: left, bottom, right, top in the file's own coordinates."""
    box = raw.FS_RECTF()
    if raw.FPDF_GetPageBoundingBox(page, box):
        return box.left, box.bottom, box.right, box.top
    return 0.0, 0.0, raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)


class _Place:
    """Turns the coordinates of a file by quarters and by the slope of a scan, to points from the upper left."""

    def __init__(self, shown: tuple[float, float, float, float], quarter: int, skew: float) -> None:
        self.shown = shown
        self.angle = 90.0 * quarter + skew
        left, bottom, right, top = shown
        self._turn: Callable[[float, float], tuple[float, float]] = (
            lambda x, y: (x - left, top - y),
            lambda x, y: (y - bottom, x - left),
            lambda x, y: (right - x, y - bottom),
            lambda x, y: (top - y, right - x),
        )[quarter]
        self.width, self.height = (right - left, top - bottom) if quarter % 2 == 0 else (top - bottom, right - left)
        self._sine, self._cosine = math.sin(math.radians(skew)), math.cos(math.radians(skew))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file stands on the turned page."""
        across, down = self._turn(x, y)
        if not self._sine:
            return across, down
        return across * self._cosine - down * self._sine, across * self._sine + down * self._cosine


def _with_ligatures(letters: list[Letter]) -> list[Letter]:
    """The letters of a run; those that one glyph stands for, which pdfium reverses where text runs to the left, in the
    order of reading, and marks without the space before them."""
    ordered: list[Letter] = []
    for letter in letters:
        if letter.spaced and unicodedata.category(letter.text[0]) == "Mn":
            letter = letter._replace(spaced=False)  # noqa: PLW2901 -- the same letter
        last = ordered[-1] if ordered else None
        is_right_to_left = unicodedata.bidirectional(letter.text[0]) in ("R", "AL")
        if last and is_right_to_left and (last.left, last.right) == (letter.left, letter.right) and not letter.spaced:
            ordered[-1] = last._replace(text=letter.text + last.text)
        else:
            ordered.append(letter)
    return ordered


def _character(point: int) -> str:
    """What a code point of pdfium stands for: U+FFFD if the file does not say."""
    if point in _HYPHEN_AT_LINE_END:
        return "-"
    return "\ufffd" if not point or 0xD800 <= point < 0xE000 else chr(point)


_ASCENT, _DESCENT = 0.72, 0.22
"""How far letters reach above and below their baseline, as a share of their size."""


def _run(piece: _Piece, setting: _Setting, place: _Place) -> Run | None:
    """A text object as a run; None if it has no extent at all."""
    left, bottom, right, top = place.shown
    letters: list[Letter] = []
    outside = 0
    low, high = math.inf, -math.inf
    for point, (x0, y0, x1, y1), spaced in zip(piece.points, piece.boxes, piece.spaced, strict=True):
        outside += not (left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top)
        across, down = place.point(x0, y0)
        other_across, other_down = place.point(x1, y1)
        low, high = min(low, down, other_down), max(high, down, other_down)
        text = _character(point)
        letters.append(Letter(text, min(across, other_across), max(across, other_across), spaced))
    if any(letter.text > "\u0590" for letter in letters):
        letters = _with_ligatures(letters)
    size = setting.size or (high - low) or 1.0
    baseline = place.point(setting.x, setting.y)[1]
    angle = _difference(setting.angle, place.angle)
    if abs(angle) <= _SKEW:
        low, high = baseline - _ASCENT * size, baseline + _DESCENT * size
    return Run(
        letters,
        min(letter.left for letter in letters),
        max(letter.right for letter in letters),
        low,
        high,
        baseline,
        size,
        setting.font,
        piece.start,
        setting.mark,
        angle,
        setting.hidden,
        2 * outside <= len(letters),
        piece.spaced_after,
    )
