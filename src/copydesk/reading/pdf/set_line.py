"""A line of a page as its place and type: what the order of reading is found from."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.reading.pdf.structure import NO_ELEMENT, Element

Styled = tuple[tuple[bool, bool] | str, int, int]
"""Words that are bold or italic (``(True, False)``), or the address that they lead to; from where to where."""

MOST_LINES = 3000
"""The lines of a page whose places are compared; one with more is a drawing or a map, or hostile."""


class SetLine(NamedTuple):
    """The words of a line and how it is set, in points from the upper left corner of its page.

    ``baseline`` is where its letters stand, ``size``, ``bold`` and ``italic`` hold for most of them. ``start`` counts
    the characters of the page that its content has before it, ``letters`` those it has, and ``element`` is what it
    belongs to in the structure of a tagged file. ``styles`` has its words that are bold, italic or links. ``spaced``
    says that the file has a space behind the last word, where words run to the right, ``opens`` that the number of an
    item hangs before it.
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
    letters: int = 0
    element: Element = NO_ELEMENT
    styles: tuple[Styled, ...] = ()
    spaced: bool = False
    opens: bool = False

    def behind(self, opening: str) -> SetLine:
        """The line with words before its own."""
        if not opening:
            return self
        by = len(opening)
        styles = tuple((style, start + by, end + by) for style, start, end in self.styles)
        return self._replace(text=opening + self.text, styles=styles)
