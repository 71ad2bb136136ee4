"""Signs that a file says wrongly which letters its fonts show: words that no one writes.

Such a file gives letters of other scripts, or signs, within the words of scripts whose letters change their shape, or
vowels that belong to no letter. Each is a letter of the page that is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from copydesk.reading._shared.symbols import is_private
from copydesk.reading.text.recognisers.extent import unspaced

UNMAPPED = "\ufffd"
"""What stands for a character of which the file does not say which it is."""

_INDIC = frozenset(
    ("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA")
)
"""Scripts in which vowels are written as marks of consonants."""

_JOINED_BY_A_LINE = frozenset(("DEVANAGARI", "BENGALI", "GURMUKHI"))
"""Scripts whose letters hang from a line that joins those of a word."""

_SHAPED = _INDIC | {"ARABIC", "HEBREW", "SYRIAC", "MONGOLIAN", "TIBETAN", "MYANMAR", "KHMER"}
"""Scripts in whose words no letters of others stand, but for a name that a particle is joined to."""

_UNSPACED = frozenset(("THAI", "LAO"))
"""Scripts that write no spaces between words, so that figures and names of others stand within what looks like one."""

_FOLLOWING = frozenset("\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3")
"""Their vowels that stand behind a consonant; others above or below it are marks."""

_ALPHABETS = frozenset(("LATIN", "GREEK", "CYRILLIC", "MODIFIER"))
_JOINED = frozenset("\u0640\u200c\u200d")
_WORD = re.compile(r"[^\s.,;:!?()\[\]{}«»“”‘’\"'/|*_–—।-]+")
_GAP, _JOINED_GAP = 0.3, 0.07  # em between letters, and between those that would touch
_UNSPACED_GAP = 1.0  # em between letters of scripts without spaces, behind a comma as wide as these
_FEWEST = 2  # words of a file, that are doubtful
_SHARE = 0.002  # of its words
_SIGNS = frozenset("<>=^~\\@#$§¤¦¬")


def is_doubtful(word: str) -> bool:
    """Whether no one would write a word so."""
    scripts = [_script(character) for character in word]
    if not _UNSPACED.isdisjoint(scripts):
        return _lacks_consonant(word, scripts)
    shaped = _SHAPED.intersection(scripts)
    if not shaped:
        return _changes_alphabet(word, scripts)
    first = unicodedata.category(word[0])
    return (
        len(shaped) > 1
        or _holds_others(word, scripts)
        or not _SIGNS.isdisjoint(word)
        or (first in ("Mc", "Mn") and scripts[0] in _INDIC)
    )


def _lacks_consonant(word: str, scripts: list[str]) -> bool:
    """Whether a vowel or a mark that follows a consonant stands first, or behind a sign or figure."""
    return any(
        script in _UNSPACED
        and before != script
        and (character in _FOLLOWING or unicodedata.category(character) == "Mn")
        for before, script, character in zip(["", *scripts], scripts, word, strict=False)
    )


def _holds_others(word: str, scripts: list[str]) -> bool:
    """Whether letters of alphabets stand within a word of another script, and are no name in common letters at one of
    its ends."""
    others = [script in _ALPHABETS for script in scripts]
    named = all(character.isascii() for character, other in zip(word, others, strict=True) if other)
    changes = sum(one != other for one, other in pairwise(others))
    return any(others) and (changes > 1 or not named)


def doubtful_words(lines: Iterable[str]) -> list[str]:
    """The words of a file whose letters its fonts seem to name wrongly, each once; none if so few are that they may be
    meant."""
    seen: dict[str, bool] = {}
    doubtful = total = 0
    for word in _words(lines):
        total += 1
        if word not in seen:
            seen[word] = is_doubtful(word)
        doubtful += seen[word]
    return [word for word in seen if seen[word]] if doubtful >= max(_FEWEST, _SHARE * total) else []


def are_joined(one: str, other: str) -> bool:
    """Whether two letters that follow one another in a word touch, as those of Devanagari do; figures and signs do
    not."""
    return _script(one) in _JOINED_BY_A_LINE and _script(other) in _JOINED_BY_A_LINE


def widest_in_word(one: str, other: str) -> float:
    """The widest gap in em between two letters of one word that are drawn one after the other."""
    if unspaced(one) and unspaced(other):
        return _UNSPACED_GAP
    return _JOINED_GAP if are_joined(one, other) else _GAP


def unknown_in(text: str) -> int:
    """How many characters of a text have no meaning, or one in their own font alone."""
    return sum(character == UNMAPPED or is_private(character) for character in text)


def _words(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if not line.isascii():
            yield from (word for word in _WORD.findall(line) if not word.isascii())


def _changes_alphabet(word: str, scripts: list[str]) -> bool:
    """Whether Latin and Cyrillic letters stand within one word, in small letters both, as in no name."""
    small = {script for script, character in zip(scripts, word, strict=True) if character.islower()}
    return {"LATIN", "CYRILLIC"} <= small


@cache
def _script(character: str) -> str:
    """The script of a letter or of a mark on letters, by its name; nothing for others."""
    if not (character.isalpha() or unicodedata.category(character)[0] == "M") or character in _JOINED:
        return ""
    return unicodedata.name(character, "").split(" ")[0]
