"""Lines that were recognised across two columns -> the lines of the columns, one after the other.

Programs join lines that stand beside each other where the gutter is narrow. The boxes of the words show it: a strip
that is wider than the space between two words, and that all lines on a stretch of the page leave empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from copydesk.reading.ocr.letter_heights import size_of
from copydesk.reading.ocr.scanned import Block, Page, ScannedLine, around

_WIDE = 1.2  # em of a gap between two words that may be a gutter
_GUTTER = 0.8  # em of the strip that the lines leave empty
_FEWEST = 3  # lines that were read across a gutter
_MOST_LINES = 200  # of a column, that are looked at
_LETTERS = 12  # of the part of such a line on either side, on average: cells of a table hold fewer
_EDGE = 0.6  # em within which the lines right of a gutter begin
_SAME_SIZE = 0.12  # by which the type of a column differs from line to line
_LEADING = 2.0  # em from one line of a column to the next, at the most

_ACROSS = "lines that were recognised across two columns are put in the order of the columns"


class _Placed(NamedTuple):
    """A line, the number of its block, the size of its type, and the gaps between its words that may be gutters."""

    line: ScannedLine
    block: int
    size: float
    gaps: tuple[tuple[float, float], ...]


def with_columns(page: Page) -> Page:
    """The page, its lines divided and ordered where they were recognised across two columns; it says so."""
    blocks: list[Block] = []
    for is_free, group in groupby(page.blocks, key=_is_free):
        run = list(group)
        blocks += _in_columns(run) if is_free else run
    if tuple(blocks) == page.blocks:
        return page
    return page._replace(blocks=tuple(blocks), disorder="; ".join(filter(None, (page.disorder, _ACROSS))))


def _is_free(block: Block) -> bool:
    """Whether a file does not say what a block is."""
    return bool(block.lines) and not (block.role or block.furniture or block.table or block.is_initial)


def _in_columns(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks that follow one another, those of two columns in place of those with lines across them."""
    lines = [_placed(line, number) for number, block in enumerate(blocks) for line in block.lines]
    start = at = 0
    while at < len(lines):
        end, strip = _stretch(lines, at)
        if strip is None:
            at += 1
            continue
        yield from _whole(blocks, lines[start:at])
        for is_right in (False, True):
            column = _column(lines[at:end], strip, is_right=is_right)
            yield Block(tuple(column), around(line.box for line in column))
        start = at = end
    yield from _whole(blocks, lines[start:])


def _whole(blocks: Sequence[Block], lines: Sequence[_Placed]) -> Iterator[Block]:
    """Lines as parts of their blocks."""
    for number, group in groupby(lines, key=lambda each: each.block):
        own = tuple(each.line for each in group)
        whole = blocks[number]
        yield whole if len(own) == len(whole.lines) else whole._replace(lines=own, box=around(each.box for each in own))


def _placed(line: ScannedLine, block: int) -> _Placed:
    size = line.size or size_of(line)
    boxes = [word.box for word in line.words if word.box]
    is_known = len(boxes) == len(line.words) and " ".join(word.text for word in line.words) == line.text
    gaps = [(one.right, other.left) for one, other in pairwise(boxes) if other.left - one.right >= _WIDE * size > 0]
    return _Placed(line, block, size, tuple(gaps) if is_known else ())


def _stretch(lines: Sequence[_Placed], start: int) -> tuple[int, tuple[float, float] | None]:
    """The end of the stretch of lines from ``start`` on that leave a gutter empty, and its strip; None if that is
    none."""
    for gap in lines[start].gaps:
        strip, end = gap, start + 1
        across = [lines[start]]
        while end < min(len(lines), start + _MOST_LINES) and _goes_on(lines[end - 1], lines[end], lines[start].size):
            narrower = _narrower(lines[end], strip)
            if narrower is None:
                break
            if narrower[1]:
                across.append(lines[end])
            strip, end = narrower[0], end + 1
        if len(across) >= _FEWEST and _are_columns(across, strip):
            return end, strip
    return start, None


def _goes_on(above: _Placed, line: _Placed, size: float) -> bool:
    """Whether a line stands right below another, in type of this size."""
    if above.line.box is None or line.line.box is None:
        return False
    down = line.line.box.bottom - above.line.box.bottom
    return 0 < down <= _LEADING * size and abs(line.size - size) <= _SAME_SIZE * size


def _narrower(placed: _Placed, strip: tuple[float, float]) -> tuple[tuple[float, float], bool] | None:
    """What of a strip a line leaves empty, and whether it stands on both sides of it; None if it fills it."""
    box, least = placed.line.box, _GUTTER * placed.size
    if box is None:
        return None
    if box.right <= strip[1] - least or box.left >= strip[0] + least:
        left = max(strip[0], box.right) if box.right <= strip[1] - least else strip[0]
        right = strip[1] if box.right <= strip[1] - least else min(strip[1], box.left)
        return (left, right), False
    for low, high in placed.gaps:
        common = max(strip[0], low), min(strip[1], high)
        if common[1] - common[0] >= least:
            return common, True
    return None


def _are_columns(across: Sequence[_Placed], strip: tuple[float, float]) -> bool:
    """Whether lines on both sides of a strip are running text: long, those at the right beginning at one edge."""
    left, right = (_column(across, strip, is_right=is_right) for is_right in (False, True))
    if any(sum(len(line.text) for line in column) < _LETTERS * len(across) for column in (left, right)):
        return False
    starts = [line.box.left for line in right if line.box]
    return 2 * sum(start - min(starts) <= _EDGE * across[0].size for start in starts) >= len(starts)


def _column(lines: Sequence[_Placed], strip: tuple[float, float], *, is_right: bool) -> list[ScannedLine]:
    """What of some lines stands left of a strip, or right of it."""
    middle = sum(strip) / 2
    return [part for each in lines if (part := _side(each.line, middle, is_right=is_right)) is not None]


def _side(line: ScannedLine, middle: float, *, is_right: bool) -> ScannedLine | None:
    if line.box is None:
        return None
    if line.box.right <= middle or line.box.left >= middle:
        return line if (line.box.left >= middle) == is_right else None
    words = tuple(word for word in line.words if word.box and (word.box.left >= middle) == is_right)
    return line._replace(
        text=" ".join(word.text for word in words), box=around(word.box for word in words), words=words
    )
