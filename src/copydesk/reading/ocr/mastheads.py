"""The masthead of a paper at the top of its first page, and the running heads that repeat it on the others.

It is the paper's name where the METS states that; otherwise the first and largest line of the first page, above another
that is displayed, if it ends in a word for a paper (``GAZETTE``) above several articles, or is repeated with a year at
the top of another page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from copydesk.locales import every_locale
from copydesk.reading._shared.margins import SetLine
from copydesk.reading.copy import body_size
from copydesk.reading.text.furniture.mastheads import MOST_WORDS
from copydesk.tree import FurnitureKind

_BAND = 0.14  # of the height of a page, at its top
_LARGEST = 1.25  # times the size of the text, what is displayed
_HEADLINES = 2  # above text on the first page, where it is that of a paper
_ROWS = 3  # lines at the top of a page
_MOST_ADDED = 40  # letters beside the name, as of a date
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NOT_WORDS = re.compile(r"[\W\d_]+")


def mastheads_of(
    pages: Sequence[Sequence[SetLine]], heights: Sequence[float], paper: str
) -> list[dict[int, FurnitureKind]]:
    """For each page its lines that are a masthead or repeat it, and the number of the page below it, by their
    beginnings. ``paper`` is the name, empty if it is not known."""
    tops = [
        [line for line in sorted(lines, key=lambda line: line.baseline)[:_ROWS] if line.baseline <= _BAND * height]
        for lines, height in zip(pages, heights, strict=True)
    ]
    name = _stem(paper) or _masthead(pages, tops)
    found: list[dict[int, FurnitureKind]] = [{} for _ in pages]
    for top, kinds in zip(tops, found, strict=True):
        kinds.update((line.start, "running_head") for line in top if name and _repeats(line, name))
        if kinds:
            kinds.update((line.start, "page_number") for line in top if line.text.strip().isdigit())
    return found


def _masthead(pages: Sequence[Sequence[SetLine]], tops: Sequence[Sequence[SetLine]]) -> str:
    """The letters of the masthead of the first page, empty if it has none."""
    if not pages or not tops[0]:
        return ""
    first = tops[0][0]
    others = [line for line in pages[0] if line is not first]
    displayed = _LARGEST * body_size((line.size, line.letters) for line in pages[0])
    largest = max((line.size for line in others), default=0.0)
    name = _stem(first.text)
    if not name or not 0 < displayed < largest < first.size:
        return ""
    heads = sum(line.size > displayed >= below.size for line, below in pairwise(others))
    named = heads >= _HEADLINES and _names_paper(first.text)
    repeated = any(_repeats(line, name) and _YEAR.search(line.text) for top in tops[1:] for line in top)
    return name if named or repeated else ""


def _names_paper(text: str) -> bool:
    """Whether a line ends in a word for a paper, in any language."""
    words = text.casefold().strip(" .,;").split()
    return 1 < len(words) <= MOST_WORDS and any(words[-1] in locale.page.papers for locale in every_locale())


def _repeats(line: SetLine, name: str) -> bool:
    words = _stem(line.text)
    return name in words and len(words) <= len(name) + _MOST_ADDED


def _stem(words: str) -> str:
    """The letters of a line in small letters."""
    return _NOT_WORDS.sub("", words.casefold())
