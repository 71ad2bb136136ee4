"""Inlines as data for the typst template: strings, and lists of a name, attributes and content.

White space is joined as HTML does: typst shows every space of a string. Words longer than any line get places where
they may be divided, for typst has no ``overflow-wrap``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from copydesk.problems import Problem
from copydesk.writing._shared.bidi import isolates
from copydesk.writing._shared.word_check import clean
from copydesk.writing.pdf.bounds import few_marks
from copydesk.writing.pdf.html import TOO_MANY_MARKS

Piece = str | list[Any]
"""``"words"`` or ``["em", {}, "words"]``."""

BOX = "\u25a1"
"""What is shown for a character that no font has; a question mark if none has this one."""

Pieces = list[Piece]

LONG_WORD = 24
"""Letters of a word from which it may be longer than a line, and may be divided between any two."""

_JOINER = "[\u200c\u200d\u20e3\ufe00-\ufe0f]"
"""What joins characters into one sign, and can do nothing to a box."""

_SPACES = re.compile(r"[ \t\n\r\f]+")
_LONG = re.compile(rf"[^\s\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef\u200b]{{{LONG_WORD},}}")
_JOINED = re.compile("[\u0300-\u036f\u0600-\u1cff\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001faff]")
"""Letters that belong to their neighbours: marks, and scripts whose letters are joined."""


class Words:
    """Turns words into pieces; problems are added once to ``problems``."""

    def __init__(self, *, rtl: bool) -> None:
        self.problems: list[Problem] = []
        self.rtl = rtl
        self.missing: frozenset[str] = frozenset()
        """Characters that no font has: each is shown as a box."""
        self.divides = True
        """Whether long words may be divided."""
        self._spaced = True  # whether the last character was a space, so that another one would be too many

    def begin_line(self) -> None:
        """A line begins: no space stands at its start."""
        self._spaced = True

    def clean(self, words: str) -> str:
        """The words without characters that no document may contain, nor more marks on a letter than may be."""
        cleaned = clean(words, self.problems)
        limited = few_marks(cleaned)
        if limited != cleaned and TOO_MANY_MARKS not in self.problems:
            self.problems.append(TOO_MANY_MARKS)
        return self.boxed(limited)

    def boxed(self, words: str) -> str:
        """The words with a box for each character that no font has."""
        if self.missing.isdisjoint(words):
            return words
        box = "?" if BOX in self.missing else BOX
        boxes = "".join(box if character in self.missing else character for character in words)
        return re.sub(rf"(?<={re.escape(box)}){_JOINER}|{_JOINER}(?={re.escape(box)})", "", boxes)

    def words(self, words: str) -> list[Piece]:
        """Words of the text as pieces."""
        text = _SPACES.sub(" ", self.clean(words))
        if self._spaced:
            text = text.removeprefix(" ")
        if text:
            self._spaced = text.endswith(" ")
        if not self.rtl:
            return list(self._divided(text))
        pieces: list[Piece] = []
        for piece, ltr in isolates(text):
            pieces += [["ltr", {}, piece]] if ltr else self._divided(piece)
        return pieces

    def verbatim(self, words: str) -> list[Piece]:
        """Words with all their spaces."""
        self._spaced = False
        return list(self._divided(self.clean(words)))

    def solid(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Pieces with content after which a space counts, such as a mark."""
        self._spaced = False
        return list(pieces)

    def _divided(self, text: str) -> Iterator[Piece]:
        """Text with breaks allowed within its long words, which hyphens would falsify."""
        done = 0
        for match in _LONG.finditer(text) if self.divides else ():
            if _JOINED.search(match[0]):
                continue
            if text[done : match.start()]:
                yield text[done : match.start()]
            yield ["long", {}, *match[0]]
            done = match.end()
        if text[done:]:
            yield text[done:]


def shown(pieces: Iterable[object]) -> Iterator[str]:
    """The words of pieces or blocks, in order: every string but the attributes."""
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, list):
            yield from shown(piece[2:])
