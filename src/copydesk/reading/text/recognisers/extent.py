"""How long a text is, in any script, and which of its characters are words by themselves."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from copydesk.locales.scripts import letters_where, marks
from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.marks import EAST_ASIAN, beyond_latin


def first_word(text: str) -> str:
    """The part of a line that the line before would have needed room for: its first word, or its first character
    where words are not spaced."""
    return text[0] if unspaced(text[0]) else text.split(None, 1)[0]


WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
"""A word of letters, with what an apostrophe joins to it: ``don’t``."""

_ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def words_of(text: str) -> list[str]:
    """The words of a text, without regard to case."""
    return _ASCII_WORD.findall(text.lower()) if text.isascii() else WORD.findall(text.casefold())


_DENSE = pattern(f"[{EAST_ASIAN}{marks('dots', where=lambda script: script.dense)}]")
_DENSITY = 2.5  # letters of an alphabet that say what one such character says


@lru_cache(128)  # each piece is measured by its neighbours too
def extent(text: str) -> int:
    """How long a text is in letters of an alphabet: a Chinese headline of 20 characters is as long as one of 50."""
    return len(text) + int((_DENSITY - 1) * len(_DENSE.findall(text))) if beyond_latin(text) else len(text)


_UNSPACED = pattern(f"[{letters_where(lambda script: not script.spaces)}]")
_SPACED = pattern(f"[{letters_where(lambda script: script.spaces)}]")


@lru_cache(2048)  # some texts are checked character by character
def unspaced(character: str) -> bool:
    """Whether a character is of a script that is written without spaces (Chinese, Japanese, Thai)."""
    if beyond_latin(character) and _UNSPACED.match(character):
        return True
    return unicodedata.east_asian_width(character) == "W" and not _SPACED.match(character)


def is_dense(character: str) -> bool:
    """Whether a character says as much as some letters of an alphabet do: kana, Han characters, Hangul."""
    return beyond_latin(character) and _DENSE.match(character) is not None


LONG = 200  # letters; nothing longer is a heading, a byline or a kicker
SHORT = 90
