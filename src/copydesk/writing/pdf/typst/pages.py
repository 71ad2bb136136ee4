"""Chooses the layout of the pages: columns of equal height on the last one, and no last page with a few lines only.

typst fills its columns. So the article is set once, typst is asked where its blocks stand, and the last page is set
again with so much of its foot kept empty that the columns above are as high as one another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from copydesk.writing.pdf.typst.press import Copy

BARE = 0.24
"""The part of the last page's height that its text must fill; else the text is set slightly tighter, as the style says,
to save the page."""

STEPS, NEAR = 8, 0.6
"""How many heights of the columns are tried, and how near the lowest of them the one chosen is, in lines."""

LONG = 30
"""Pages from which an article is not set tighter, which takes as long as it took at first."""

Press = Callable[[float, bool], Copy]
"""Sets the article with so many points at the foot of its last page empty, the type tighter or as the style says."""


class _End(NamedTuple):
    """Where the text ends, and on how many pages the article is."""

    page: int
    x: float
    y: float
    pages: int
    start: float
    """Where the columns of the first page begin."""
    notes: int
    """How many notes are at the feet of pages: typst may lose one beside what spans the columns."""


def best(press: Press, design: dict[str, Any], columns: int, notes: int) -> Copy | None:
    """The article on as good pages as there are, None if they lack one of so many notes at their feet."""
    copy = press(0, False)
    end = _end(copy)
    if end.notes < notes:
        return None
    copy, height = _balanced(copy, end, press, design, columns, tight=False)
    if 1 < end.pages < LONG and height < BARE * design["paper"][1]:
        tighter = press(0, True)
        end_of_tighter = _end(tighter)
        if end_of_tighter.pages < end.pages and end_of_tighter.notes == end.notes:
            copy, _ = _balanced(tighter, end_of_tighter, press, design, columns, tight=True)
    return copy


def _end(copy: Copy) -> _End:
    page, x, y, pages, start, notes = copy.positions("end")[0]
    return _End(int(page), x, y, int(pages), start, int(notes))


def _balanced(
    copy: Copy, end: _End, press: Press, design: dict[str, Any], columns: int, *, tight: bool
) -> tuple[Copy, float]:
    """The article with the columns of its last page as high as one another, if that can be, and how far down that page
    its text reaches."""
    if columns == 1:
        return copy, end.y
    if end.page != end.pages:
        return copy, end.y
    top, _, bottom, _ = design["margins"]
    foot = design["paper"][1] - bottom
    start = end.start if end.page == 1 else top
    area = foot - start
    filled = sum(end.x > edge for edge in _edges(design, columns))
    if design["rtl"]:
        filled = columns - 1 - filled
    line = design["size"] * design["leading"]
    used = area * filled + end.y - start
    low, high = used / columns, area
    balanced, step = copy, line * NEAR
    height = low + step
    for _ in range(STEPS):
        if high - low < line * NEAR + 0.01 or height >= area - line:  # of a point: sums are not exact
            break
        tried = press(round(area - height, 2), tight)
        reached = _end(tried)
        if (reached.pages, reached.page, reached.notes) == (end.pages, end.page, end.notes):
            balanced, high = tried, height
        else:
            low = height
        # what is near the lowest height is likely; a table at the foot of the page leaves less room than it seems
        height = min(low + step, (low + high) / 2) if balanced is copy else (low + high) / 2
        step *= 2
    return balanced, foot if balanced is copy else start + high


def _edges(design: dict[str, Any], columns: int) -> list[float]:
    """Where each column but the first begins, from the left."""
    _, right, _, left = design["margins"]
    width = (design["paper"][0] - left - right + design["gutter"]) / columns
    return [left + width * column - 1 for column in range(1, columns)]
