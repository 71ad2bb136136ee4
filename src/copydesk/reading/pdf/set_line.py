"""A line of a page as its place and type: what the order of reading is found from."""

from __future__ import annotations

from typing import NamedTuple


class SetLine(NamedTuple):
    """The words of a line and how it is set, in points from the upper left corner of its page.

    ``baseline`` is where its letters stand, ``size``, ``bold`` and ``italic`` hold for most of them. ``start`` counts
    the characters of the page that its content has before it, ``mark`` is the number of its marked content, -1 if it
    has none.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    start: int
    mark: int = -1
    letters: int = 0
