"""Pages of several articles, as newspapers, newsletters and magazines set them, in our own words; written by hand, for
setting them by an engine takes a second each."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from tests.pdf_files import HEIGHT, WIDTH, words

WEIR = (
    "The weir above the mill was rebuilt in the dry summer, when the river stood so low that children crossed it in "
    "their shoes. Two masons and a boy did the work. They began in June and ended in the second week of August."
)
HALL = (
    "The hall committee met on the first Thursday of the month and agreed to buy forty chairs. The old ones will go to "
    "the school. A hearing loop was priced and put off until the spring. Nobody spoke against the stage curtain."
)
BELLS = (
    "Six ringers kept the bells going through the night of the storm, so that boats could find the harbour. The tower "
    "swayed, as it is built to do. By morning all eleven boats were in, and the ringers slept on the floor."
)

LEFT, STEP = 20, 122
"""Where the first of three columns begins, and how far it is from one to the next, in points."""

_SIZE, _LEADING, _CHARACTERS = 7.0, 8.5, 33
_INDENT = 7.0


class Item(NamedTuple):
    """A line of a column: its words, size and font, and the room above it."""

    text: str
    size: float = _SIZE
    font: str = "F"
    indent: float = 0.0
    above: float = 0.0

    @property
    def height(self) -> float:
        return self.above + self.size + _LEADING - _SIZE


def paragraphs(text: str, number: int = 1, *, opens: bool = True) -> list[Item]:
    """A text so many times, in the lines of a column; the first is set in unless it goes on."""
    lines = textwrap.wrap(text, _CHARACTERS)
    one = [Item(line, indent=0.0 if at or not opens else _INDENT) for at, line in enumerate(lines)]
    return one * number


def head(title: str, author: str = "", size: float = 13, *, above: float = 0) -> list[Item]:
    """A headline and a byline."""
    return [Item(title, size, "B", above=above), *([Item(author, 6.5, "I")] if author else [])]


def jump(text: str) -> list[Item]:
    """A line that says where the text goes on, or comes from."""
    return [Item(text, 6.5, "I", above=3)] if text else []


def column(items: Sequence[Item], left: float, top: float) -> str:
    """Lines below one another."""
    shown = ""
    for item in items:
        top += item.height
        shown += words(item.text, left + item.indent, top, item.size, item.font)
    return shown


def columns(items: Sequence[Item], top: float, number: int = 3, first: int = 0, *, bottom: float = 0) -> str:
    """Lines in columns of one height, from the ``first`` column on; each as long as the page lets it be, down to
    ``bottom``, if that is given."""
    shown = ""
    height = bottom - top if bottom else math.ceil(sum(item.height for item in items) / number) + _LEADING
    left = list(items)
    for at in range(first, first + number):
        own: list[Item] = []
        while left and sum(item.height for item in own) + left[0].height <= height:
            own.append(left.pop(0))
        shown += column(own, LEFT + at * STEP, top)
    assert not left
    return shown


def rule(top: float, first: int = 0, number: int = 3) -> str:
    """A drawn line over some columns."""
    left, right = LEFT + first * STEP, LEFT + (first + number) * STEP - 12
    return f"0.5 w {left} {HEIGHT - top} m {right} {HEIGHT - top} l S\n"


def box(top: float, bottom: float) -> str:
    """A drawn box over all columns."""
    return f"0.5 w {LEFT - 6} {HEIGHT - bottom} {WIDTH - 2 * LEFT + 6} {bottom - top} re S\n"


def story(items: Sequence[Item], title: Sequence[Item], top: float, number: int = 3, first: int = 0) -> str:
    """An article: its headline over its columns."""
    height = sum(item.height for item in title)
    return column(title, LEFT + first * STEP, top) + columns(items, top + height + 4, number, first)
