"""Where lines end inside words and no hyphen says so, as they do in Korean: between any two syllables.

What a line ends with is told by the space behind it, in texts that keep some and lack others, as a PDF does; else by
the words of the article: ``확`` / ``진자`` is one word where ``확진자`` stands elsewhere.

Some programs break long words and addresses of the web so too, where they fill a line alone: ``wikiped`` / ``ia``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import pairwise

from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import SYLLABLES

_FEWEST = 3  # line ends with a space, from which the others end inside words
_FULL = 0.7  # of the usual length of a line, from which the next word may have had no room
_LONG = 12  # characters of a word that may be too long for a line
_USUAL = 0.3  # of the lines of a PDF, how many end with a space where a program draws these
_SHARE = 0.15  # of all line ends between syllables: words of Korean are set so that a third or more end with a word

_ADDRESS = re.compile(r"(?:://|^\W*www\.).*/$")
_START = re.compile(r"[a-z0-9_]+")
_WHOLE = re.compile(r"(?<= )[a-z0-9_]+(?=[^\w\s]* )")


@cache
def _syllables() -> re.Pattern[str]:
    """Syllables in a row."""
    return re.compile(f"[{SYLLABLES}]+")


class WordEnds:
    """Tells which lines of an article end inside a word without a hyphen."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def is_broken(self, line: Line, following: Line) -> bool:
        """Whether the word at the end of a line goes on at the beginning of the one which follows."""
        if line.text[-1].isascii():
            return self._is_too_long(line, following)
        if not _is_between_syllables(line, following) or len(line.text) < self._full:
            return False
        if self._spaces_tell:
            return not line.spaced
        before, after = line.text.split()[-1], following.text.split()[0]
        word = _syllables().match(after)
        return (
            not line.spaced
            and word is not None
            and before + word[0] in self._words
            and (before, word[0]) not in self._pairs
        )

    def _is_too_long(self, line: Line, following: Line) -> bool:
        """Whether a line of a PDF is full with one long word, or ends in an address, and what follows is no word."""
        before, after = line.text.split()[-1], following.text.split()[0]
        breaks = before[-1].isalnum() and len(before) == len(line.text) >= max(_LONG, self._usual_full)
        if line.spaced or not _is_of_page(line) or not (breaks or _ADDRESS.search(before)):
            return False
        start = _START.match(after)
        return start is not None and start[0] not in self._latin_words and self._draws_spaces

    @cached_property
    def _draws_spaces(self) -> bool:
        """Whether many of the lines of a PDF end with a space."""
        ends = [line.spaced for line in self._lines if _is_of_page(line)]
        return sum(ends) >= max(_FEWEST, _USUAL * len(ends))

    @cached_property
    def _usual_full(self) -> float:
        """The characters of a line from which it may be full, by the lines that end with a space."""
        from statistics import median  # for long words alone

        lengths = [len(line.text) for line in self._lines if line.spaced]
        return _FULL * median(lengths) if lengths else 0.0

    @cached_property
    def _latin_words(self) -> frozenset[str]:
        """The words of small letters between spaces, without what touches line ends that have none."""
        return frozenset(_WHOLE.findall("".join(line.text + (" " if line.spaced else "\n") for line in self._lines)))

    @cached_property
    def _spaces_tell(self) -> bool:
        """Whether the lines that end with a word show it by a space."""
        ends = [line.spaced for line, following in pairwise(self._lines) if _is_between_syllables(line, following)]
        return sum(ends) >= max(_FEWEST, _SHARE * len(ends))

    @cached_property
    def _full(self) -> float:
        """The characters of a line from which it may be full."""
        from statistics import median  # for lines of syllables alone

        pairs = pairwise(self._lines)
        lengths = [len(line.text) for line, following in pairs if _is_between_syllables(line, following)]
        return _FULL * median(lengths) if lengths else 0.0

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words within the lines, without what touches lines' ends."""
        return frozenset(word for line in self._lines for word in _syllables().findall(line.text)[1:-1])

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        """Words that stand side by side within a line, each without its marks."""
        return frozenset(
            (one, other)
            for line in self._lines
            for one, other in pairwise(_syllables().findall(line.text))
            if f"{one} {other}" in line.text
        )


def _is_of_page(line: Line) -> bool:
    return line.typeset is not None and line.typeset.page > 0


def _is_between_syllables(line: Line, following: Line) -> bool:
    syllables = _syllables()
    return bool(syllables.match(line.text[-1]) and syllables.match(following.text[0]))
