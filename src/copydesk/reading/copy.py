"""Copy: what a source yields to the reader of raw text: lines, and what is known of how they are set.

*Copy* is the trade's word for the text that comes to the desk. A plain text is copy without any setting; the lines of a
PDF, a scan or a Word file without styles know their page, their place and their type. The setting is evidence beside
the words, and never becomes blank lines or marks in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from copydesk.patterns import pattern
from copydesk.problems import Problem
from copydesk.reading.role import Role
from copydesk.tree import FurnitureKind, Picture

_WITHIN = pattern("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


class Box(NamedTuple):
    """A rectangle on a page, in points, from the page's upper left corner; ``right > left`` and ``bottom > top``."""

    left: float
    top: float
    right: float
    bottom: float


class Typeset(NamedTuple):
    """How a line is set, as far as its source tells.

    ``page`` counts from 1, 0 where there are no pages; ``column`` counts the columns of a page in the order of reading,
    and may count on where a block of text stands by itself. ``size`` is that of most of its letters in points, 0 if
    unknown; ``bold`` and ``italic`` hold for most of its letters. ``role`` is what the source states outright, such as
    a heading, where that has proved reliable; ``block`` is the same for the lines of one element of its structure, None
    if it states none. ``furniture`` is the kind of a line that its place on the page shows to be no part of the
    article, such as a running head; ``begins`` is said of one that plainly begins a paragraph. ``level`` is that which
    the source states of a heading, from 1, 0 if it states none.
    """

    page: int = 0
    column: int = 0
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    role: Role | None = None
    block: int | None = None
    furniture: FurnitureKind | None = None
    begins: bool = False
    level: int = 0


def body_size(sizes: Iterable[tuple[float, int]]) -> float:
    """The size that most letters of a text have, of the sizes of its lines and how many letters each holds; 0 without
    any. Sizes that differ by less than half a point are one."""
    letters: Counter[float] = Counter()
    for size, number in sizes:
        if size:
            letters[round(size * 2) / 2] += number
    return max(letters, key=lambda size: letters[size], default=0.0)


class CopyLine(NamedTuple):
    """A line of copy. ``text`` has no line end; an empty one is a blank line."""

    text: str
    typeset: Typeset | None = None


class Stated(NamedTuple):
    """What a file states of its article outright, empty where it states nothing; ``date`` is as in ``2025-05-17``."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    lang: str = ""
    publisher: str = ""


class CopyPicture(NamedTuple):
    """A picture that stands among the lines: the number of its page, its place there, how many lines of the copy come
    before it, and the words that describe it, where the file has some."""

    picture: Picture
    page: int
    box: Box
    before: int
    alt: str = ""


class Copy(NamedTuple):
    """The lines of a text in the order of reading, and what its file states; ``form`` is the name of the source.
    ``unbroken`` are words that the lines break in two, each as a whole: ``improvement`` of ``improve-`` / ``ment``.
    ``pictures`` are in the order of reading too; the source puts them into the article that is read of the lines."""

    lines: tuple[CopyLine, ...]
    form: str
    stated: Stated = Stated()
    problems: tuple[Problem, ...] = ()
    unbroken: tuple[str, ...] = ()
    pictures: tuple[CopyPicture, ...] = ()

    @property
    def text(self) -> str:
        """The lines as one text; a form feed opens the first line of each page but the first. Lines that come later
        than others of their page, such as notes, go on with what is before them."""
        return "\n".join(self._texts())

    def _texts(self) -> Iterator[str]:
        latest = 0
        for line in self.lines:
            page = line.typeset.page if line.typeset else latest
            yield ("\f" if 0 < latest < page else "") + _WITHIN.sub(" ", line.text)
            latest = max(latest, page)

    def starts(self) -> list[int]:
        """The positions in the text at which the lines begin."""
        return [0, *accumulate(len(text) + 1 for text in self._texts())][: len(self.lines)]

    def typeset(self) -> dict[int, Typeset]:
        """How the lines are set, by their numbers from 1."""
        return {number: line.typeset for number, line in enumerate(self.lines, 1) if line.typeset}
