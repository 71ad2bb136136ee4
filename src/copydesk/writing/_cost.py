"""How long a PDF takes to make, told before it is made: by the length of the text and the number of its pieces."""

from __future__ import annotations

import re

CHARACTERS = 25_000
"""Characters that are set in a second on an ordinary machine, in one column or two."""

ELEMENTS = 800
"""Elements of HTML, such as a table's cells and a list's items, that are set in a second besides."""

LONG = 10
"""Seconds from which a PDF is worth a warning."""

BUDGET = 300_000
"""Characters of HTML that are laid out at the most for one PDF, over all the layouts that are tried, unless the first
two come to more: whoever was told of seconds is not to wait for minutes."""

LOOKUPS, LOOKUPS_A_CHARACTER = 10_000, 4
"""Pieces of lines that WeasyPrint may try in a layout, and those besides for each character of HTML: three times as
many as the articles that it sets well take. To make columns equally high it may try for hours."""

_PIECE = re.compile(rb"^[^\n]{1,60}$|^[^\n]{150,}$", re.MULTILINE)
"""A line of a raw text that is a piece by itself, or a paragraph's last one: of wrapped lines, most are longer."""


def seconds(characters: int, elements: int) -> int:
    """About how many seconds so much HTML takes to be laid out and drawn."""
    return round(characters / CHARACTERS + elements / ELEMENTS)


def foreseen(text: bytes) -> int:
    """About how many seconds the PDF of a raw text will take: each piece becomes three elements, such as an item, its
    paragraph and a word in it."""
    return seconds(len(text), 3 * sum(1 for _ in _PIECE.finditer(text)))


class TooMuchWorkError(Exception):
    """A layout takes out of proportion long."""


class Meter(dict[str, tuple[float, float]]):
    """WeasyPrint's heights of lines by their style, which it looks up for each piece of each line that it tries: so it
    counts the work of a layout, the same on any machine. It raises TooMuchWorkError where that is more than allowed."""

    def __init__(self, heights: dict[str, tuple[float, float]], characters: int) -> None:
        super().__init__(heights)
        self._left = LOOKUPS + LOOKUPS_A_CHARACTER * characters

    def __contains__(self, key: object) -> bool:
        self._left -= 1
        if self._left < 0:
            raise TooMuchWorkError
        return super().__contains__(key)
