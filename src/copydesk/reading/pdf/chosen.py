"""Which pictures of a PDF are of its article, and where each stands in the order of reading.

Rules, icons, backgrounds, scans of pages and what pages repeat are none of it. A picture that the file holds in strips
or tiles is one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from math import hypot
from typing import NamedTuple

from copydesk.reading.copy import CopyLine
from copydesk.reading.pdf.images import PlacedImage
from copydesk.reading.pdf.pages import PageLines
from copydesk.reading.pdf.place import Box, area_of
from copydesk.reading.pdf.set_line import SetLine

_SHORTEST = 40.0  # points of a side
_FEWEST_PIXELS = 32
_LONGEST_SHAPE = 8.0  # times as long as it is wide: rules and bars
_SMALLEST, _LARGEST = 0.006, 0.85  # of the page
_OUTSIDE = 0.04  # of the page, a picture above or below all text of the article: logos are smaller
_LONE = 0.05  # of the page, a picture on a page without text
_COVERED = 150  # letters on a picture, which then is their background
_COVERED_SHARE = 0.5  # of the letters of a page, of which any picture below is the background
_TOUCHING = 1.5  # points between two parts of one picture
_NEAR = 40.0  # points between a picture and the text that goes on below it
_BESIDE = 0.3  # of the narrower of two things, by which they stand above one another


class ChosenPicture(NamedTuple):
    """A picture of the article: the number of its page, its parts, its place there, and the number of lines of the copy
    before it. ``share`` is that of the page that it covers."""

    page: int
    images: tuple[PlacedImage, ...]
    box: Box
    before: int
    share: float

    @property
    def alt(self) -> str:
        """The words that describe it."""
        return next((image.alt for image in self.images if image.alt), "")


class _Line(NamedTuple):
    number: int
    box: Box
    letters: int


def chosen_pictures(
    pages: Sequence[PageLines], lines: Sequence[CopyLine], scans: Container[int]
) -> list[ChosenPicture]:
    """The pictures of the article, page by page. ``lines`` are those of the copy, ``scans`` the numbers of the pages
    that are pictures themselves."""
    texts: dict[int, list[_Line]] = {}
    frames: dict[int, list[Box]] = {}
    ends: dict[int, int] = {}
    for number, line in enumerate(lines):
        typeset = line.typeset
        if typeset is None or not typeset.page:
            continue
        ends[typeset.page] = number + 1
        if typeset.box is None:
            continue
        if typeset.furniture:
            frames.setdefault(typeset.page, []).append(typeset.box)
        else:
            texts.setdefault(typeset.page, []).append(_Line(number, typeset.box, len(line.text)))
    chosen: list[ChosenPicture] = []
    end = 0
    for number, page in enumerate(pages, 1):
        if number not in scans and page.images:
            judge = _Page(number, page, texts.get(number, []), frames.get(number, []), end)
            chosen += judge.chosen()
        end = max(end, ends.get(number, 0))
    return sorted(chosen, key=lambda picture: picture.before)


def is_nearest(
    picture: ChosenPicture, parts: Sequence[tuple[int, Sequence[SetLine]]], texts: Sequence[Sequence[SetLine]]
) -> bool:
    """Whether a picture belongs to the article of the ``parts``, lines by the numbers of their pages from 0: of all
    lines of its page, which ``texts`` has, one of the article stands nearest to it; of those above and below it, if
    there are any."""
    page = picture.page - 1
    own = {line.start for number, lines in parts if number == page for line in lines}
    nearest = min(texts[page], key=lambda line: _distance(picture.box, line), default=None)
    return nearest is not None and nearest.start in own


def _distance(box: Box, line: SetLine) -> tuple[bool, float]:
    """Whether a line stands beside a picture, and how far from it, 0 if they touch."""
    across, down = max(line.left - box[2], box[0] - line.right), max(line.top - box[3], box[1] - line.bottom)
    return across > 0, hypot(max(across, 0.0), max(down, 0.0))


class _Page:
    """Judges the pictures of a page; ``end`` is the number of lines on the pages before."""

    def __init__(self, number: int, page: PageLines, texts: list[_Line], frames: list[Box], end: int) -> None:
        self._number = number
        self._page = page
        self._texts = texts
        self._frames = frames
        self._end = end
        self._area = page.width * page.height or 1.0

    def chosen(self) -> Iterator[ChosenPicture]:
        for images in joined(self._page.images):
            box = _around([image.box for image in images])
            share = area_of(box) / self._area
            if self._is_of_size(images, box, share) and self._is_of_article(box, share):
                yield ChosenPicture(self._number, images, box, self._lines_before(box), share)

    def _is_of_size(self, images: Sequence[PlacedImage], box: Box, share: float) -> bool:
        width, height = box[2] - box[0], box[3] - box[1]
        pixels = max(image.width for image in images), max(image.height for image in images)
        return (
            min(width, height) >= _SHORTEST
            and max(width, height) <= _LONGEST_SHAPE * min(width, height)
            and _SMALLEST <= share <= _LARGEST
            and (min(pixels) >= _FEWEST_PIXELS or len(images) > 1)
        )

    def _is_of_article(self, box: Box, share: float) -> bool:
        """Whether a picture stands within the text, or is too large for a logo; and is no background of it."""
        if not self._texts:
            return share >= _LONE
        letters = [(line.letters, _is_on(line.box, box)) for line in self._texts]
        covered = sum(count for count, is_on in letters if is_on)
        if covered > _COVERED or covered > _COVERED_SHARE * sum(count for count, _ in letters):
            return False
        middle = (box[1] + box[3]) / 2
        if share < _OUTSIDE and any(frame[1] <= middle <= frame[3] for frame in self._frames):
            return False  # it stands in the running head or foot
        top = min(line.box[1] for line in self._texts)
        bottom = max(line.box[3] for line in self._texts)
        return share >= _OUTSIDE or top <= middle <= bottom

    def _lines_before(self, box: Box) -> int:
        """The number of lines before a picture: up to the first of those right below it, else up to the last of those
        right above it. Where neither is near and it is set into the text, it belongs to that beside it, as a portrait
        does."""
        below, above, beside, lower = list[_Line](), list[_Line](), list[_Line](), list[_Line]()
        middle = (box[1] + box[3]) / 2
        for line in self._texts:
            centre = (line.box[1] + line.box[3]) / 2
            if _overlap(line.box, box) > _BESIDE:
                (below if centre > middle else above).append(line)
            elif box[1] <= centre <= box[3]:
                beside.append(line)
            elif centre > middle:
                lower.append(line)
        to_below = min((line.box[1] - box[3] for line in below), default=self._page.height)
        to_above = min((box[1] - line.box[3] for line in above), default=self._page.height)
        own = [*above, *below]
        is_set_in = any(_overlap(one.box, other.box) > _BESIDE for one in own for other in beside)
        if to_below < _NEAR or (below and not is_set_in and to_above >= _NEAR):
            return min(line.number for line in below)
        if to_above < _NEAR or (above and not is_set_in):
            return max(line.number for line in above) + 1
        if beside:
            is_right = box[0] > max(line.box[0] for line in beside) and not is_set_in
            numbers = [line.number for line in beside]
            return max(numbers) + 1 if is_right else min(numbers)
        if lower:
            return min(line.number for line in lower)
        return max((line.number + 1 for line in self._texts), default=self._end)


def joined(images: Sequence[PlacedImage]) -> list[tuple[PlacedImage, ...]]:
    """The pictures, those together that are the strips or tiles of one: they touch along a whole side."""
    groups: list[list[PlacedImage]] = []
    for image in images:
        touching = [group for group in groups if any(_is_part(image.box, other.box) for other in group[-64:])]
        merged = [image] if not touching else [*(one for group in touching for one in group), image]
        groups = [group for group in groups if not any(group is one for one in touching)] + [merged]
    return [tuple(group) for group in groups]


def _is_part(one: Box, other: Box) -> bool:
    """Whether two rectangles have a whole side in common."""
    for low, high in ((0, 1), (1, 0)):
        level = abs(one[low] - other[low]) <= _TOUCHING and abs(one[low + 2] - other[low + 2]) <= _TOUCHING
        gap = min(abs(one[high] - other[high + 2]), abs(other[high] - one[high + 2]))
        if level and gap <= _TOUCHING:
            return True
    return False


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip


def _is_on(line: Box, box: Box) -> bool:
    """Whether the middle of a line is on a picture."""
    return box[0] < (line[0] + line[2]) / 2 < box[2] and box[1] < (line[1] + line[3]) / 2 < box[3]


def _overlap(one: Box, other: Box) -> float:
    """The share of the narrower of two rectangles that stands above or below the other."""
    common = min(one[2], other[2]) - max(one[0], other[0])
    return common / max(1.0, min(one[2] - one[0], other[2] - other[0]))
