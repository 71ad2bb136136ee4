"""Words broken at a line's end: ``improve-`` / ``ment`` -> ``improvement``, but ``half-`` / ``sister`` stays so.

There is no dictionary here. The article is its own: a form that it uses elsewhere decides; then the kind of hyphen
(U+2010 and the soft hyphen are set by machines that break words), and then what the two halves look like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.evidence import confidence, reasons, weigh, weights
from copydesk.reading.marks import HYPHENS


class Mended(NamedTuple):
    """How a broken word was mended: with its hyphen or without, how sure that is, and why."""

    keeps_hyphen: bool
    confidence: float
    reasons: tuple[str, ...]
    joined: str
    hyphenated: str


_MACHINE = "‐\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]+(?:[-‐][^\W_]+)+")  # from a word's beginning: linear in its length
_BEFORE = re.compile(r"((?:[^\W_]+-)*)([^\W_]+)[-‐\u00ad]$")
_AFTER = re.compile(r"[^\W_]+")
_LONGEST_WORD = 100  # characters at the end of a line in which the broken word is looked for

# First halves that English and its neighbours set with a hyphen more often than not.
_PREFIXES = frozenset(
    {
        "self", "well", "ill", "ex", "non", "half", "all", "cross", "high", "low", "long", "short", "full", "part",
        "best", "so", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty",
        "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "mid", "quasi", "vice", "then", "anti", "pro",
        "post", "pre", "semi", "neo",
    }
)  # fmt: skip
_SURE_PREFIXES = frozenset(
    {
        "self", "ex", "quasi", "vice", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    }
)  # fmt: skip


class Vocabulary:
    """The words and the hyphenated compounds that an article uses inside its lines."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts
        self._words: Counter[str] | None = None
        self._compounds: Counter[str] = Counter()
        self.machine_hyphens = False
        self.one_hyphen = False  # U+2010 stands inside words too: it is this text's only hyphen, and tells nothing

    def words(self) -> Counter[str]:
        """How often each word stands whole inside a line, in lower case. Counted when first asked for."""
        if self._words is None:
            self._words = Counter()
            for text in self._texts:
                if text[-1] in _MACHINE:
                    self.machine_hyphens = True
                whole = text if text[-1] not in HYPHENS else text[: text.rfind(" ") + 1]
                self._words.update(word.casefold() for word in _WORD.findall(whole))
                if "-" in whole or "‐" in whole:
                    found = [word.casefold() for word in _COMPOUND.findall(whole)]
                    self.one_hyphen = self.one_hyphen or any("‐" in word for word in found)
                    self._compounds.update(word.replace("‐", "-") for word in found)
        return self._words

    def compounds(self) -> Counter[str]:
        """How often each compound stands with its hyphen inside a line."""
        self.words()
        return self._compounds


def is_broken(text: str, following: str, locale: Locale) -> bool:
    """Whether a line ends inside a word that the next line may go on with.

    ``Ein-`` / ``und Ausfahrt`` does not: the hyphen stands for what both words share.
    """
    return (
        text[-1] in HYPHENS
        and following.split(None, 1)[0].casefold() not in locale.byline.joins
        and len(text) > 2
        and text[-2].isalnum()
        and following[0].isalnum()
        and not (text[-2].isdigit() and following[0].isdigit())
    )


_ADDRESS = re.compile(r"://|www\.|\w@\w|\w\.[a-z]{2,}/")
"""What shows that a word is an address, every sign of which counts."""


def mend(text: str, following: str, vocabulary: Vocabulary) -> Mended:
    """How to join a line that ends in a hyphen with the next."""
    before, after = _BEFORE.search(text[-_LONGEST_WORD:]), _AFTER.match(following)
    left = before[2] if before else ""
    right = after[0] if after else ""
    broken = text[-_LONGEST_WORD:].rsplit(maxsplit=1)[-1] + following[:_LONGEST_WORD].split(maxsplit=1)[0]
    if text[-1] == "-" and _ADDRESS.search(broken):
        return Mended(True, 1.0, ("it is a hyphen of an address",), left + right, f"{left}-{right}")
    evidence = tuple(_evidence(text[-1], (before[1] if before else ""), left, right, vocabulary))
    table = weights("hyphen")
    score = weigh(table, evidence)
    stem = (before[1] if before else "") + left
    return Mended(score > 0, confidence(score), reasons(table, evidence, score), stem + right, f"{stem}-{right}")


def _evidence(hyphen: str, chain: str, left: str, right: str, vocabulary: Vocabulary) -> Iterable[str]:
    words, compounds = vocabulary.words(), vocabulary.compounds()
    joined, first, second = (left + right).casefold(), left.casefold(), right.casefold()
    told_apart = not vocabulary.one_hyphen or hyphen == "\u00ad"
    if hyphen in _MACHINE and told_apart:
        yield "machine_hyphen"
    elif vocabulary.machine_hyphens and told_apart:
        yield "true_hyphen"
    if words[joined]:
        yield "joined_elsewhere"
    if compounds[f"{first}-{second}"]:
        yield "hyphenated_elsewhere"
    if right[:1].isupper() and not left.isupper():
        yield "capital_after"
    elif left.isupper() and right.isupper() and len(left) > 1:
        yield "capitals"
    if right[:1].isdigit() or left[-1:].isdigit():
        yield "digit"
    if first in _SURE_PREFIXES:
        yield "sure_prefix"
    elif first in _PREFIXES:
        yield "prefix"
    if chain:
        yield "compound_already"
    if not words[joined] and len(first) > 3 and len(second) > 3 and words[first] and words[second]:
        yield "both_halves_words"
    if len(first) <= 2 or len(second) <= 2:
        yield "short_half"
