"""Pages that lay crooked on the scanner -> upright pages: only straight edges show what is set in, and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from copydesk.reading.copy import Box
from copydesk.reading.ocr.scanned import Block, Page, ScannedLine, Word, around

_LEAST, _MOST = 0.002, 0.09  # slopes, of 0.1 and 5 degrees: less does no harm, more is not how pages lie
_FEWEST_WORDS = 4  # of a line that shows the slope
_FEWEST_LINES = 5  # of a page
_DEEP = frozenset("gjpqyçþQ,;()[]{}|/„‚")
"""Characters that reach below the baseline."""

_Turn = Callable[[Box], Box]


def upright(page: Page) -> Page:
    """The page with the boxes that it would have if it lay straight: turned about its middle by the slope of most of
    its lines. A page that lies straight, or shows no slope, is the same."""
    slope = _middle([each for block in page.blocks for line in block.lines for each in _slopes(line)])
    whole = around(line.box for block in page.blocks for line in block.lines)
    if whole is None or not _LEAST <= abs(slope) <= _MOST:
        return page
    across, down = (whole.left + whole.right) / 2, (whole.top + whole.bottom) / 2

    def turned(box: Box) -> Box:
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        right, below = slope * (y - down), -slope * (x - across)
        return Box(box.left + right, box.top + below, box.right + right, box.bottom + below)

    return page._replace(blocks=tuple(_turned(block, turned, slope) for block in page.blocks))


def _turned(block: Block, turn: _Turn, slope: float) -> Block:
    lines = tuple(_turned_line(line, turn, slope) for line in block.lines)
    return block._replace(lines=lines, box=around(line.box for line in lines) or (block.box and turn(block.box)))


def _turned_line(line: ScannedLine, turn: _Turn, slope: float) -> ScannedLine:
    words = tuple(word._replace(box=word.box and turn(word.box)) for word in line.words)
    box = around(word.box for word in words)
    if box is None and line.box is not None:  # the box around a slanting line is higher than the line
        rise = min(abs(slope) * (line.box.right - line.box.left), 0.7 * (line.box.bottom - line.box.top)) / 2
        box = turn(line.box._replace(top=line.box.top + rise, bottom=line.box.bottom - rise))
    return line._replace(words=words, box=box)


def _slopes(line: ScannedLine) -> Iterator[tuple[float, float]]:
    """The slope from the first to the last of the words of a line that stand on its baseline, with their distance."""
    standing = [word.box for word in line.words if word.box and _stands(word)]
    if len(standing) >= _FEWEST_WORDS:
        distance = standing[-1].left - standing[0].left
        if distance > 0 and all(before.left <= box.left for before, box in pairwise(standing)):
            yield (standing[-1].bottom - standing[0].bottom) / distance, distance


def _stands(word: Word) -> bool:
    return not _DEEP.intersection(word.text) and any(map(str.isalnum, word.text))


def _middle(slopes: list[tuple[float, float]]) -> float:
    """The median of slopes by the length of their lines, 0 of few."""
    if len(slopes) < _FEWEST_LINES:
        return 0.0
    half = sum(distance for _, distance in slopes) / 2
    for slope, distance in sorted(slopes):
        half -= distance
        if half <= 0:
            return slope
    return 0.0
