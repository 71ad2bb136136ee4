"""The words of an article, its compounds, and how its lines end: whether a machine broke its words at all.

A word counts where it stands whole: neither what a line's end breaks off nor what the next line begins with does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.extent import words_of
from copydesk.reading.text.recognisers.marks import HYPHENS

MACHINE_HYPHENS = "‐\u00ad"
"""The hyphens that only machines break words with: U+2010 and the soft hyphen."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]+(?:[-‐][^\W_]+)+")  # from a word's beginning: linear in its length
_BEFORE = pattern(r"((?:[^\W_]+-)*)([^\W_]+)[-‐\u00ad]$")
_AFTER = re.compile(r"([^\W_]+)((?:-[^\W_]+)*)")
_LONGEST_WORD = 100  # characters at the end of a line in which the broken word is searched for

# Log-odds that a text was set without breaking words, from 220 articles set with hyphenation and without it:
# a quarter of the lines end in a hyphen, or one in a hundred; of the broken words two fifths stand whole elsewhere, or
# none; both halves of one in fifty are words of the article, or of two in five.
_BEFORE_ANY = -0.8
_OF_A_LINE = 0.04
_OF_A_BREAK = {"whole": -5.8, "both": 2.4, "second": 0.2, "first": -0.7, "neither": -2.0}


class Halves(NamedTuple):
    """A word broken in two: the halves at the hyphen, and the parts of the compound before and behind them."""

    chain: str  # "mother-" of "mother-in-" / "law"
    left: str
    right: str
    rest: str  # "-law" of "mother-" / "in-law"


def halves_of(text: str, following: str) -> Halves:
    """The halves of the word that a line breaks with a hyphen and the next goes on with; empty where there are none."""
    before, after = _BEFORE.search(text[-_LONGEST_WORD:]), _AFTER.match(following[:_LONGEST_WORD])
    chain, left = (before[1], before[2]) if before else ("", "")
    right, rest = (after[1], after[2]) if after else ("", "")
    return Halves(chain, left, right, rest)


class Vocabulary:
    """The words and the hyphenated compounds that an article uses inside its lines. ``texts`` are its lines, in order,
    none of them empty."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._lines = texts
        self.machine_hyphens = False
        self.one_hyphen = False  # U+2010 stands inside words too: it is this text's only hyphen, and shows nothing

    @cached_property
    def _texts(self) -> Sequence[str]:
        return list(self._lines)

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        words: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        is_broken = False
        for text in self._texts:
            if text[-1] in MACHINE_HYPHENS:
                self.machine_hyphens = True
            inside = text.partition(" ")[2] if is_broken else text
            is_broken = text[-1] in HYPHENS
            if is_broken:
                inside = inside[: inside.rfind(" ") + 1]
            words.update(_words_of(inside))
            if "-" in inside or "‐" in inside:
                compounds = [word.casefold() for word in _COMPOUND.findall(inside)]
                self.one_hyphen = self.one_hyphen or any("‐" in word for word in compounds)
                for word in compounds:
                    pairs.update("-".join(pair) for pair in pairwise(word.replace("‐", "-").split("-")))
        return words, pairs

    def words(self) -> Counter[str]:
        """How many times each word stands unbroken inside a line, in lower case. Counted at the first call."""
        return self._counts[0]

    def compounds(self) -> Counter[str]:
        """How many times each two words stand with a hyphen between them inside a line."""
        return self._counts[1]

    @cached_property
    def is_unhyphenated(self) -> bool:
        """Whether the lines seldom end in a hyphen, and such as do end in the hyphens of compounds: no machine broke
        the words of this text."""
        score = _BEFORE_ANY
        for text, following in pairwise(self._texts):
            if text[-1].lower() != text[-1].upper():  # scripts without capitals break no words with hyphens
                score += _OF_A_LINE
            elif text[-1] in HYPHENS and text[-2:-1].isalpha() and following[0].isalpha():
                score += _OF_A_BREAK[self._break(text, following)]
        return score > 0

    def _break(self, text: str, following: str) -> str:
        halves, words = halves_of(text, following), self.words()
        left, right = halves.left.casefold(), halves.right.casefold()
        if words[left + right]:
            return "whole"
        if words[left]:
            return "both" if words[right] else "first"
        return "second" if words[right] else "neither"


def _words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return words_of(text) if text.isascii() else [word.casefold() for word in _WORD.findall(text)]
