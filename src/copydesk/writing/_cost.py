"""Estimates how long a PDF takes, from the length of the text and the number of its pieces, and limits the work."""

from __future__ import annotations

import re

CHARACTERS = 25_000
"""Characters set per second on an ordinary machine, in one or two columns."""

ELEMENTS = 800
"""HTML elements, such as table cells and list items, set per second in addition."""

LONG = 10
"""Seconds from which there is a warning."""

BUDGET = 300_000
"""The most characters of HTML laid out for one PDF, over all layouts tried; the first two layouts are always allowed.
It keeps the time near the estimate."""

LOOKUPS, LOOKUPS_A_CHARACTER = 10_000, 4
"""The most pieces of lines that WeasyPrint may try in a layout, and those in addition per character of HTML: three
times what ordinary articles take. To balance columns it may otherwise try for hours."""

_PIECE = re.compile(rb"^[^\n]{1,60}$|^[^\n]{150,}$", re.MULTILINE)
"""A line of raw text that is a piece by itself, or the last line of a paragraph; most wrapped lines are longer."""


def seconds(characters: int, elements: int) -> int:
    """The estimated seconds to lay out and draw HTML of this size."""
    return round(characters / CHARACTERS + elements / ELEMENTS)


def foreseen(text: bytes) -> int:
    """The estimated seconds for the PDF of a raw text: each piece counts as three elements, such as an item, its
    paragraph and a word in it."""
    return seconds(len(text), 3 * sum(1 for _ in _PIECE.finditer(text)))


class TooMuchWorkError(Exception):
    """A layout takes disproportionately long."""


class Meter(dict[str, tuple[float, float]]):
    """WeasyPrint's cache of line heights. WeasyPrint looks into it for each piece of a line that it tries, so the
    lookups measure the work of a layout, equally on any machine. Raises TooMuchWorkError above the limit."""

    def __init__(self, heights: dict[str, tuple[float, float]], characters: int) -> None:
        super().__init__(heights)
        self.spent = 0
        self._limit = LOOKUPS + LOOKUPS_A_CHARACTER * characters

    def spend(self, lookups: int) -> None:
        """Counts work that takes this number of lookups."""
        self.spent += lookups
        if self.spent > self._limit:
            raise TooMuchWorkError

    def __contains__(self, key: object) -> bool:
        self.spend(1)
        return super().__contains__(key)
