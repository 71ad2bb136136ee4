"""The characters of a page as its content draws them, where pdfium tells less: browsers draw each letter by itself.

Then each space is a text object of its own, which pdfium leaves out; it adds spaces where letters stand apart, as they
do in kerned words and before marks. And where ``ActualText`` speaks for several objects, as for a ligature or a letter
with its vowel sign, pdfium may say it twice, and in a form in another place. So the content says where a space is.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from copydesk.reading.pdf.characters import ADDED, NOWHERE, Piece, Point
from copydesk.reading.pdf.text_objects import TextObject, TextObjects
from copydesk.reading.text.recognisers.extent import unspaced

_KERN = 0.16  # em between two letters from which it may be one
_BY_LETTER = 0.3  # of the pieces of a page that is drawn letter by letter, those of one letter
_FEWEST = 3  # spaces that are objects by themselves, from which all may be drawn
_TOO_WIDE = 1.2  # em between two letters of one word, at the most
_ALIKE = 1.8  # times another gap of a letterspaced word, the widest
_BESIDE = (-4, -3, -2, -1, 1, 2, 3, 4)  # letters from another that may be of its word or the next
_SURE_SPACE = 0.4  # em between two letters that is a space even where spaces are drawn
_COVERED = 0.5  # of letters, what their shadow covers

_Box = tuple[float, float, float, float]


def as_drawn(pieces: Sequence[Piece], objects: TextObjects) -> list[Piece]:
    """The pieces of a page, with the spaces that its content draws, and what is spoken for several objects once."""
    drawn = _Drawn(pieces, objects)
    return _without_kerns(list(drawn.pieces()), drawn)


class _Drawn:
    """The text objects of a page: those of its pieces, and those that pdfium gives no characters for."""

    def __init__(self, pieces: Sequence[Piece], objects: TextObjects) -> None:
        self._pieces, self._objects = pieces, objects
        known = {ctypes.addressof(piece.object.contents) for piece in pieces}
        self._spoken: dict[int, list[TextObject]] = {}
        self._blanks: list[TextObject] = []
        for address, each in objects.of.items():
            if each.spoken:
                self._spoken.setdefault(each.spoken, []).append(each)
            elif address not in known and objects.is_blank(each):
                self._blanks.append(each)
        self._numbers = [blank.number for blank in self._blanks]
        self.blank_before: set[int] = set()  # the numbers of pieces behind a space that is drawn by itself

    def pieces(self) -> Iterator[Piece]:
        """The pieces, each that is spoken once, with the spaces between them that are drawn by themselves."""
        last: Piece | None = None
        for number, piece in enumerate(self._spoken_once()):
            if last is not None:
                blank = self._between(last, piece)
                if blank is not None:
                    if self.gap(last, piece) < math.inf:
                        self.blank_before.add(number)
                    last, piece = _with_space(last, piece, blank.pen)  # noqa: PLW2901 -- the same piece
                yield last
            last = piece
        if last is not None:
            yield last

    def _spoken_once(self) -> Iterable[Piece]:
        """The pieces: of objects that are spoken for together those of the first, as one, and no shadows of them."""
        result: dict[int, Piece] = {}
        first: dict[int, int] = {}
        before: Piece | None = None
        for number, piece in enumerate(self._pieces):
            each = self._of(piece)
            if each is None or not each.spoken:
                result[number] = piece
                before = None
                continue
            at = first.setdefault(each.spoken, number)
            if at == number:
                placed = self._placed(piece, each)
                if before is None or not _is_shadow(before, placed):
                    result[number] = before = placed
            elif at in result and are_of_object(result[at], piece):
                result[at] = self._placed(_joined(result[at], piece), each)
        return result.values()

    def gap(self, before: Piece, piece: Piece) -> float:
        """How far two pieces stand apart, in em."""
        one, each = self._of(before), self._of(piece)
        if one is None or each is None or not (each.is_level_with(one) or one.is_level_with(each)):
            return math.inf
        size = max(one.size, each.size)
        return _apart(before.boxes[-1], piece.boxes[0]) / size if size else math.inf

    def closed_up(self, piece: Piece) -> Piece:
        """A piece without the spaces that pdfium adds in it, but for wide ones."""
        each = self._of(piece)
        if each is None or ADDED not in piece.spaces[1:]:
            return piece
        most = _SURE_SPACE * each.size
        spaces = [
            "" if space == ADDED and _apart(one, other) < most else space
            for space, (one, other) in zip(piece.spaces[1:], pairwise(piece.boxes), strict=True)
        ]
        return piece._replace(spaces=[piece.spaces[0], *spaces])

    def _of(self, piece: Piece) -> TextObject | None:
        return self._objects.of.get(ctypes.addressof(piece.object.contents))

    def _placed(self, piece: Piece, each: TextObject) -> Piece:
        """A piece whose characters are spoken, over all of its line that they are spoken for; signs on letters are as
        wide as these together."""
        boxes = [self._objects.box(other) for other in self._spoken[each.spoken] if each.is_level_with(other)]
        left, bottom, right, top = _around(boxes)
        are_marks = [unicodedata.category(chr(point)) == "Mn" for point in piece.points]
        step = (right - left) / max(1, are_marks.count(False))
        placed: list[_Box] = []
        edge = left
        for is_mark in are_marks:
            placed.append((left, bottom, right, top) if is_mark else (edge, bottom, edge + step, top))
            edge += 0 if is_mark else step
        pens = [((box[0], each.pen[1]), before) for box, (_, before) in zip(placed, piece.origins, strict=False)]
        return piece._replace(boxes=placed, matrix=each.matrix, origins=[*pens, *piece.origins[len(pens) :]])

    def _between(self, before: Piece, piece: Piece) -> TextObject | None:
        """The space that is drawn between two pieces, on the line of the first."""
        one, other = self._of(before), self._of(piece)
        if one is None or other is None or not (one.number < other.number or one.is_level_with(other)):
            return None
        low, high = sorted((one.number, other.number))
        between = self._blanks[bisect_right(self._numbers, low) : bisect_right(self._numbers, high)]
        return next((blank for blank in between if one.is_level_with(blank)), None)


def _without_kerns(pieces: list[Piece], drawn: _Drawn) -> list[Piece]:
    """The pieces, where spaces are drawn those without one closed up; a wide gap is a space nevertheless, unless those
    beside it are as wide."""
    gaps = {
        number: gap
        for number, (before, piece) in enumerate(pairwise(pieces), 1)
        if piece.spaces[0] in ("", ADDED) and (gap := drawn.gap(before, piece)) < _TOO_WIDE
    }
    spread = {
        number
        for number, gap in gaps.items()
        if _KERN < gap < _ALIKE * max(gaps.get(number + by, 0.0) for by in _BESIDE)
    }
    doubtful = [number for number, gap in gaps.items() if _KERN < gap < _SURE_SPACE and number not in spread]
    if len(drawn.blank_before) < max(_FEWEST, sum(_may_have_space(pieces[number]) for number in doubtful)):
        return pieces
    result = [drawn.closed_up(piece) for piece in pieces]
    for number, gap in gaps.items():
        if gap < _SURE_SPACE or number in spread:
            result[number - 1] = result[number - 1]._replace(space_after="")
            result[number] = result[number]._replace(spaces=["", *result[number].spaces[1:]], flows=True)
    if sum(len(piece.points) == 1 for piece in pieces) < _BY_LETTER * len(pieces):
        return result
    return [piece._replace(flows=piece.flows or number in drawn.blank_before) for number, piece in enumerate(result)]


def _may_have_space(piece: Piece) -> bool:
    """Whether a space may stand before a piece: pdfium adds one, and its script has some."""
    return piece.spaces[0] == ADDED and not unspaced(chr(piece.points[0]))


def are_of_object(one: Piece, other: Piece) -> bool:
    """Whether two pieces are of one text object."""
    return ctypes.addressof(one.object.contents) == ctypes.addressof(other.object.contents)


def _joined(one: Piece, other: Piece) -> Piece:
    """Two pieces of one text object, which pdfium gives apart."""
    return one._replace(
        points=[*one.points, *other.points],
        boxes=[*one.boxes, *other.boxes],
        spaces=[*one.spaces, *("" for _ in other.spaces)],
        indices=[*one.indices[:-1], *((at, -1) for at, _ in other.indices)],
        origins=[*one.origins[:-1], *((pen, NOWHERE) for pen, _ in other.origins)],
    )


def _is_shadow(before: Piece, piece: Piece) -> bool:
    """Whether a piece shows the same characters as the one before it, in nearly the same place."""
    (left, bottom, right, top), other = _around(before.boxes), _around(piece.boxes)
    return (
        before.points == piece.points
        and min(right, other[2]) - max(left, other[0]) > _COVERED * (right - left)
        and min(top, other[3]) - max(bottom, other[1]) > _COVERED * (top - bottom)
    )


def _around(boxes: Sequence[_Box]) -> _Box:
    """The box around some boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _apart(one: _Box, other: _Box) -> float:
    """How far two letters stand apart."""
    return max(other[0] - one[2], one[0] - other[2], other[1] - one[3], one[1] - other[3])


def _with_space(before: Piece, piece: Piece, pen: Point) -> tuple[Piece, Piece]:
    """Two pieces with a space between them, which starts where the ``pen`` stands."""
    first, last = piece.origins[:1], before.origins[-1:]
    return (
        before._replace(space_after=" ", origins=[*before.origins[:-1], *((at, pen) for at, _ in last)]),
        piece._replace(spaces=[" ", *piece.spaces[1:]], origins=[*((at, pen) for at, _ in first), *piece.origins[1:]]),
    )
