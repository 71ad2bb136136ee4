"""Names of persons: how they look, and how they are written in small letters."""

from __future__ import annotations

import re
import unicodedata

from copydesk.locales.scripts import capitals
from copydesk.reading.text.recognisers.marks import holds_digit
from copydesk.reading.text.recognisers.people.name_words import name_words

_ELIDED = re.compile(rf"[dl]['’](?=[{capitals()}])")  # d’Aubigny
_IN_NAMES = " .'’-‐·・׳״־\u200c\u200d"
_ENDS_SENTENCE = re.compile(r"[^\W\d_]{5,}\.")  # no title that ends in a point is as long
_OF_A_PLACE = re.compile(r"[^\W\d_]{3,}['’]s [^\W\d_]")  # St Oswald’s Church
_INITIALS = re.compile(r"(?:[^\W\d_]\. ?)+[^\W\d_]\.?")
_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*|[A-Z]{1,2}")


def is_name(text: str, function_words: frozenset[str], announced: bool) -> bool:
    """Whether a text looks like a person's name: ``J. Peter Aldous``, ``ANA DE LA TORRE``, ``Al-Masri``.

    In scripts without capitals only an announced name can be distinguished from other words.
    """
    words = text.split()
    if not words or len(words) > 5 or holds_digit(text) or len(text) > 48:
        return False
    of_place = not announced and _OF_A_PLACE.search(text)
    if of_place or not all(character.isalpha() or character in _IN_NAMES or _is_mark(character) for character in text):
        return False
    uncased = not any(character.isupper() or character.islower() for character in text)
    if uncased:
        return announced and any(map(str.isalpha, text)) and not any(word in function_words for word in words)
    folded_words = [word.casefold().strip(".,") for word in words]
    vocabulary = name_words()
    titled = announced or folded_words[0] in vocabulary.titles
    may_be_press = titled and " ".join(folded_words) not in vocabulary.agency_lines  # it is a surname too
    if any(word in vocabulary.sending and not (may_be_press and word == "press") for word in folded_words):
        return False
    if len(words) == 1 and not announced:
        return False
    by_letters = _by_letters(words, function_words)
    if by_letters is not None:
        return by_letters and announced
    homonyms = vocabulary.homonyms if announced else vocabulary.likely_homonyms
    full = 0
    for index, word in enumerate(words):
        folded = word.casefold()
        no_name = folded in function_words and folded not in vocabulary.particles
        if _INITIAL.fullmatch(word) and (len(word) == 1 or not no_name or folded in vocabulary.homonyms):
            continue
        if _ELIDED.match(word):
            full += 1
        elif word[0].isupper() and not no_name:
            full += len(word) > 1
        elif word[0].isupper() and len(words) > 1 and folded in homonyms:
            full += not announced
        elif folded not in vocabulary.particles or index == len(words) - 1:
            return False
    return full >= 1 and (full >= 2 or announced or any(_INITIAL.fullmatch(word) for word in words))


def _by_letters(words: list[str], function_words: frozenset[str]) -> bool | None:
    """Whether several words are a name that initials alone make, ``E. G.``, or none, as ``A Pastorale`` is,
    and words between which a sentence ends; None if nothing shows it."""
    if any(map(_ENDS_SENTENCE.fullmatch, words[:-1])):
        return False
    if len(words) > 1 and _INITIALS.fullmatch(" ".join(words)):
        return True
    article = len(words) == 2 and len(words[0]) == 1 and words[0].casefold() in function_words
    return False if article else None


def _is_mark(character: str) -> bool:
    """Whether a character is a vowel sign or an accent that stands by itself, as in Hindi."""
    return unicodedata.category(character)[0] == "M"


def cased(name: str, dotless_i: bool = False) -> str:
    """``ANA DE LA TORRE`` -> ``Ana de la Torre``; a name that is not all capitals stays, and initials have a
    point each."""
    if not name.isupper() or len(name) < 4:
        return name
    if _INITIALS.fullmatch(name):
        return name.removesuffix(".") + "."
    words = name.split()
    return " ".join(
        word.lower() if word.casefold() in name_words().particles and index else _capitalised(word, dotless_i)
        for index, word in enumerate(words)
    )


def _capitalised(word: str, dotless_i: bool) -> str:
    if word.endswith(".") and len(word) <= 5 and word[:-1].casefold() not in name_words().titles:
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0][0] + _lower(part[0][1:], dotless_i), word)


def _lower(text: str, dotless_i: bool) -> str:
    """Small letters; in Turkish ``I`` and ``İ`` are two letters, ``ı`` and ``i``."""
    return (text.replace("I", "ı") if dotless_i else text).replace("İ", "i").lower()
