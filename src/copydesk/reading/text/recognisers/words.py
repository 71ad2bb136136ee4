"""Words of locales as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from copydesk.reading.text.recognisers.extent import unspaced


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first; nothing if there are none. Words with the same first
    letter are grouped: without regard to case a pattern tries each of its branches in turn, which takes long."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[:1], []).append(re.escape(word[1:]))
    branches = [
        re.escape(first) + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})")
        for first, rests in groups.items()
    ]
    return "|".join(branches) or "(?!)"


def whole_words(words: Iterable[str]) -> str:
    """The same, but only whole words; in scripts without spaces, anywhere."""
    distinct = set(words)
    bound = {word for word in distinct if not unspaced(word[0])}
    return rf"(?:(?<!\w)(?:{alternatives(bound)})(?!\w)|{alternatives(distinct - bound)})"


def folded(text: str) -> str:
    """A text in small letters, where those are one that patterns without regard to case take for one."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


BEFORE_WORDS = r"[\[(（【*_\s]*"
"""The brackets and stars that may stand before the first word of a piece, as a pattern."""

_BEFORE_WORDS = re.compile(r"[\[(（【*_\s–—-]*")
_BEGINNING = 40  # characters


@lru_cache(128)  # each piece is asked for several openings
def _beginning(text: str) -> str:
    """The first words of a text, past brackets, stars and dashes, in small letters."""
    before = _BEFORE_WORDS.match(text)
    return folded(text[before.end() if before else 0 :][:_BEGINNING])


class Opening:
    """Some words that a text may open with, and the pattern of all such openings, without regard to case: it is made
    when a text first opens with one of the words, which few do."""

    def __init__(self, words: Iterable[str], pattern: Callable[[], str]) -> None:
        self._words = tuple(_beginning(word)[: _BEGINNING // 2] for word in words)
        self._letters = {word[:2] for word in self._words}  # most texts begin with others, which is quick to see
        self._pattern_of = pattern

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._pattern_of(), re.IGNORECASE)

    def match(self, text: str) -> re.Match[str] | None:
        """The match of an opening at the beginning of a text, None if it has none."""
        return self._pattern.match(text) if self._may_open(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of a text that is such an opening and nothing else, None if it is more or has none."""
        return self._pattern.fullmatch(text) if self._may_open(text) else None

    def _may_open(self, text: str) -> bool:
        beginning, letters = _beginning(text), self._letters
        quick = beginning[:2] in letters or beginning[:1] in letters or "" in letters
        return quick and beginning.startswith(self._words)
