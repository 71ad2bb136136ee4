"""What the detectors of furniture share: a line set aside, and how a line continues the sentence around it."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import CLOSING, HYPHENS, OPENING, ends_sentence
from copydesk.tree import FurnitureKind

LONGEST_LABEL = 90
"""Characters of the longest line that is furniture by its words."""

_FULL_LINE = 40  # characters of a line that a page's end may cut, where lines are as long as on a typed page
_NARROWEST = 20  # characters of such a line in the narrowest column
_FULL_SHARE = 0.7  # of the usual line
_UNSPACED = 2  # letters of Latin type that a Chinese or Japanese character is as wide as


class Trace(Enum):
    """What a line that is taken out leaves behind in the lines around it."""

    NOTHING = ""
    UNDERLINE = "the line before it is underlined"
    BLANK = "a blank line"


class FurnitureLine(NamedTuple):
    """A line that is no part of the article, and why.

    ``confidence`` is from 0 to 1. ``doubtful`` says that nothing but the line's own words is evidence: no page, no
    frame of a web page or a mail.
    """

    line: Line
    kind: FurnitureKind
    confidence: float
    reason: str
    trace: Trace = Trace.NOTHING
    declared: bool = False
    doubtful: bool = False


class Prose:
    """The lines of a text, and how long those of its wrapped paragraphs usually are."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        lengths = sorted(len(line.text) for line in lines if len(line.text) >= _NARROWEST)
        usual = lengths[len(lengths) * 3 // 4] if lengths else 0
        self.full = max(_NARROWEST, min(_FULL_LINE, _FULL_SHARE * usual))
        """Characters of a line that is long enough to be cut by the end of a page."""

    def goes_on_across(self, first: int, last: int, *, in_any_script: bool = False) -> bool:
        """Whether a sentence goes on in small letters across the lines ``first`` to ``last``; with ``in_any_script``
        also in letters of a script without capitals."""
        if first < 1 or last + 1 >= len(self.lines):
            return False
        after = self.lines[last + 1].text
        return self.breaks_off(first - 1) and (_goes_on(after) if in_any_script else _opening(after).islower())

    def runs_across(self, index: int) -> bool:
        """Whether a sentence of lines of any length goes on in small letters across a line."""
        if not 0 < index < len(self.lines) - 1:
            return False
        before, after = self.lines[index - 1].text, self.lines[index + 1].text
        return not ends_sentence(before) and _opening(after).islower()

    def breaks_off(self, index: int) -> bool:
        """Whether a full line of text ends in the middle of a sentence."""
        text = self.lines[index].text
        width = len(text) * (_UNSPACED if text[:1] > "\u2e80" else 1)
        return width > self.full and not ends_sentence(text)

    def ends_paragraph(self, index: int) -> bool:
        """Whether a line is the last of the wrapped paragraph above it: no blank line or page separates them, and the
        line before is full and breaks off in mid-sentence."""
        line = self.lines[index]
        separate = not index or line.gap or line.cut or line.mark != self.lines[index - 1].mark
        return not separate and self.breaks_off(index - 1)


def _opening(text: str) -> str:
    """The first letter of a line, past quotation marks; nothing where it is a bullet (``o New in this release``)."""
    letters = text.lstrip(OPENING)
    return "" if letters[:2] == "o " else letters[:1]


def _goes_on(text: str) -> bool:
    """Whether a line begins with a small letter, or with one of a script that has no capitals."""
    opening = _opening(text)
    return opening.isalpha() and not opening.isupper()


_NOT_LETTERS = re.compile(r"[\W_]+")


def letters_and_figures(text: str) -> str:
    """What is left of a text without white space and marks, in small letters."""
    return _NOT_LETTERS.sub("", text.casefold())


def is_part_of_sentence(lines: list[Line], index: int) -> bool:
    """Whether a line and a neighbour of its paragraph are of one sentence."""
    return _continues_sentence(lines, index) or _begins_sentence(lines, index)


def _begins_sentence(lines: list[Line], index: int) -> bool:
    """Whether the line below goes on with a line that begins a sentence: ``Notice 12. A change, to / let …``"""
    if index + 1 >= len(lines) or lines[index + 1].gap or lines[index + 1].cut or ends_sentence(lines[index].text):
        return False
    return _goes_on(lines[index + 1].text) and (not index or ends_sentence(lines[index - 1].text))


def _continues_sentence(lines: list[Line], index: int) -> bool:
    """Whether a line goes on with the sentence before it, or ends it: ``… she alone was not / consulted.``"""
    text = lines[index].text
    if not index or lines[index].gap or lines[index].cut or ends_sentence(lines[index - 1].text):
        return False
    if _opening(text).islower():
        return True
    goes_on = index + 1 < len(lines) and _goes_on(lines[index + 1].text) and not lines[index + 1].gap
    return text.rstrip(CLOSING)[-1:] in (".", "!", "?") and not goes_on and lines[index - 1].text[-1] not in HYPHENS
