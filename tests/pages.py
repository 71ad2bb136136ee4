"""Faults in the pages of a finished PDF, found from the positions of its letters: what a publisher would reject.

This uses pypdfium2, and nothing from copydesk or WeasyPrint but the number of columns; bookmarks show where headings
begin. Lengths are in points, from the lower left.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

EDGE = 11
"""The least distance of letters from the paper's edge: 4 mm."""

EMPTY = 1 / 3
"""The largest part of a page or column that may be empty while the article goes on."""


class Piece(NamedTuple):
    """Letters set in one go. They reach from a little below their baseline to the height of a capital above it."""

    left: float
    bottom: float
    right: float
    top: float
    face: tuple[str, float]
    words: str


class Page(NamedTuple):
    """A page: the pieces of its text, those of the lowest line if that is the page's number, and the positions where
    headings begin: their left edges and their tops."""

    width: float
    text: list[Piece]
    folio: list[Piece]
    headings: list[tuple[float, float]]


def faults(data: bytes, columns: int = 1, *, rtl: bool = False) -> list[str]:
    """What is wrong with the pages of a PDF in so many columns: ``["page 2: hole"]``. With ``rtl``, the right one of
    two columns comes first."""
    document = pypdfium2.PdfDocument(data)
    headings = list(_headings(document))
    pages = [
        _page(page, number, [(left, top) for at, left, top in headings if at == number])
        for number, page in enumerate(document)
    ]
    document.close()
    text = [piece for page in pages for piece in page.text]
    if not text:
        return []
    bottom, top = min(piece.bottom for piece in text), max(piece.top for piece in text)
    wrong = []
    for number, page in enumerate(pages, 1):
        last = number == len(pages)
        checks = {
            "overlap": overlap(page),
            "outside": outside(page) or bool(pages[0].folio) != bool(page.folio),
            "hole": hole(page, bottom, top, columns, last=last),
            "heading": heading_at_foot(page, last=last, columns=columns, rtl=rtl),
        }
        wrong += [f"page {number}: {kind}" for kind, fails in checks.items() if fails]
    return wrong


def broken_words(data: bytes, words: Iterable[str]) -> list[str]:
    """The words that a PDF never has whole, nor divided by a hyphen at the end of a line."""
    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    shown = set(re.sub("[\u2010\ufffe\u0002]\\s*", "", text).split())
    return [word for word in dict.fromkeys(words) if not any(word in other for other in shown)]


def overlap(page: Page) -> bool:
    """Whether letters stand over others: they share four points of width, and a third of the lower one's height. A mark
    over letters of the same line is no overlap."""
    waiting: list[Piece] = []
    for piece in sorted([*page.text, *page.folio], key=lambda piece: piece.bottom):
        waiting = [other for other in waiting if other.top > piece.bottom]
        for other in waiting:
            shared = min(piece.top, other.top) - piece.bottom
            lower = min(piece.top - piece.bottom, other.top - other.bottom)
            width = min(piece.right, other.right) - max(piece.left, other.left)
            same_line = abs(piece.bottom - other.bottom) < lower / 3
            if same_line and (width < lower or min(_letters(piece), _letters(other)) < 3):
                continue
            if shared > lower / 3 and width > 4:
                return True
        waiting.append(piece)
    return False


def _letters(piece: Piece) -> int:
    return sum(not unicodedata.category(character).startswith("M") for character in piece.words)


def outside(page: Page) -> bool:
    """Whether letters are too near to the paper's edge."""
    return any(
        piece.left < EDGE or piece.right > page.width - EDGE or piece.bottom < EDGE
        for piece in [*page.text, *page.folio]
    )


def hole(page: Page, bottom: float, top: float, columns: int, *, last: bool) -> bool:
    """Whether more than a third of a page or column is empty, at its foot or between its lines. The last page may be:
    at its foot, above notes and in its second column."""
    if last:
        return False
    text = sorted(page.text, key=lambda piece: -piece.top)
    reached = top
    for piece in text:
        if reached - piece.top > EMPTY * (top - bottom):
            return True
        reached = min(reached, piece.bottom)
    if reached - bottom > EMPTY * (top - bottom):
        return True
    return columns == 2 and any(_lopsided(band, top - bottom) for band in _bands(page, text))


def _bands(page: Page, text: Sequence[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """The left and the right pieces of each stretch of a page in two columns that nothing spans, from the top down."""
    middle = page.width / 2
    spanning = [piece for piece in text if piece.left < middle < piece.right]
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in text:
        if piece.left < middle < piece.right:
            yield left, right
            left, right = [], []
        elif not any(other.bottom < (piece.bottom + piece.top) / 2 < other.top for other in spanning):
            (left if piece.right <= middle else right).append(piece)
    yield left, right


def _lopsided(band: tuple[list[Piece], list[Piece]], height: float) -> bool:
    pieces = [piece for side in band for piece in side]
    if not pieces:
        return False
    top, bottom = max(piece.top for piece in pieces), min(piece.bottom for piece in pieces)
    ends = [min((piece.bottom for piece in side), default=top) for side in band]
    return top - bottom > height / 4 and abs(ends[0] - ends[1]) > EMPTY * (top - bottom)


def heading_at_foot(page: Page, *, last: bool, columns: int, rtl: bool = False) -> bool:
    """Whether nothing follows a heading in its column, or on its page, though the article goes on."""
    for left, top in page.headings:
        is_left = columns == 2 and left < page.width / 2
        column = [piece for piece in page.text if columns == 1 or (piece.left < page.width / 2) == is_left]
        from_here = sorted((piece for piece in column if piece.bottom < top), key=lambda piece: -piece.top)
        if not from_here:
            continue
        face = from_here[0].face
        near = [piece for piece in from_here if piece.top > top - 8 * face[1]]
        goes_on = not last or (columns == 2 and is_left != rtl and len(column) < len(page.text))
        if goes_on and all(piece.face == face and piece.top > top - 4 * face[1] for piece in near):
            return True
    return False


# ---------------------------------------------------------------------------------------------------- what PDFium says


def _headings(document: pypdfium2.PdfDocument) -> Iterator[tuple[int, float, float]]:
    """The page, the left edge and the top of each heading below the headline."""
    for mark in document.get_toc():
        destination = mark.get_dest()
        if destination is not None and mark.level:
            _, (left, top, *_) = destination.get_view()
            yield destination.get_index(), left, top


def _page(page: pypdfium2.PdfPage, number: int, headings: list[tuple[float, float]]) -> Page:
    """A page, the first of which has the number 0."""
    pieces = list(_pieces(page))
    lowest = min((piece.bottom for piece in pieces), default=0)
    folio = [piece for piece in pieces if piece.bottom < lowest + 1]
    if str(number + 1) not in " ".join(piece.words for piece in folio).split():
        folio = []
    return Page(page.get_width(), [piece for piece in pieces if piece not in folio], folio, headings)


def _pieces(page: pypdfium2.PdfPage) -> Iterator[Piece]:
    letters = _letters_of_objects(page.get_textpage())
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        matrix, size = drawn.get_matrix(), ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(drawn.raw, size)
        points = abs(size.value * matrix.d)
        face = _font(drawn), round(points, 1)
        for stretch in _stretches(letters[_address(drawn.raw)], points):
            left, right = min(letter.left for letter in stretch), max(letter.right for letter in stretch)
            if right - left > 0.5:
                words = "".join(letter.character for letter in stretch)
                yield Piece(left, matrix.f - 0.2 * points, right, matrix.f + 0.7 * points, face, words)


class _Letter(NamedTuple):
    """A character that shows, and where its ink begins and ends."""

    left: float
    right: float
    character: str


def _letters_of_objects(text: Any) -> dict[int, list[_Letter]]:
    """The letters of each text object of a page, by the object's address."""
    letters: dict[int, list[_Letter]] = defaultdict(list)
    for index in range(raw.FPDFText_CountChars(text.raw)):
        drawn = raw.FPDFText_GetTextObject(text.raw, index)
        if drawn and not raw.FPDFText_IsGenerated(text.raw, index):
            left, _, right, _ = text.get_charbox(index)
            letters[_address(drawn)].append(_Letter(left, right, chr(raw.FPDFText_GetUnicode(text.raw, index))))
    return letters


def _address(drawn: Any) -> int:
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0


def _stretches(letters: Sequence[_Letter], points: float) -> Iterator[list[_Letter]]:
    """The letters of one object in stretches without a gap wider than twice their size: where the direction of
    writing turns within a line, an object may have letters on both sides of another's."""
    stretch: list[_Letter] = []
    for letter in letters:
        if stretch and max(letter.left - stretch[-1].right, stretch[-1].left - letter.right) > 2 * points:
            yield stretch
            stretch = []
        stretch.append(letter)
    if stretch:
        yield stretch


def _font(drawn: Any) -> str:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(drawn.raw), buffer, 128)
    return buffer.value.decode("latin-1")
