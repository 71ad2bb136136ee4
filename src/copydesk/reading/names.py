"""Bylines: who wrote it. A wrong author is worse than none, so a name must look like one or be announced."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.addresses import EMAIL
from copydesk.reading.words import alternatives, whole_words
from copydesk.tree import Person


class Credit(NamedTuple):
    """The persons that a byline names; ``announced`` if a word such as ``By`` opens it."""

    persons: tuple[Person, ...]
    announced: bool
    pictures: bool = False


class _Words(NamedTuple):
    opening: re.Pattern[str]
    pictures: re.Pattern[str]
    joins: re.Pattern[str]
    place: re.Pattern[str]
    roles: re.Pattern[str]
    function_words: frozenset[str]


_LONGEST = 240

_BRACKETED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<of>[^()]+)\)")
_HANDLE = re.compile(r"\(?@\w+\)?")

_PARTICLES = frozenset(
    {
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "el",
        "al", "bin", "ibn", "ben", "bint", "abu", "ter", "ten", "zu", "zur", "und", "y", "e", "o", "san", "st",
        "af", "av", "mac", "mc",
    }
)  # fmt: skip
_AGENCIES = frozenset(
    {
        "reuters", "ap", "afp", "dpa", "upi", "pti", "ani", "ians", "tass", "efe", "ansa", "xinhua", "bloomberg",
        "agencies", "agency", "wire", "staff", "newsroom", "desk", "correspondents", "reporters", "press",
        "associated",
    }
)  # fmt: skip
_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*|[A-Z]{1,2}")


@cache
def _words(locales: tuple[Locale, ...]) -> _Words:
    by = alternatives({word for locale in locales for word in locale.byline.by})
    pictures = alternatives({word for locale in locales for word in locale.byline.pictures})
    joins = alternatives({word for locale in locales for word in locale.byline.joins})
    places = alternatives({word for locale in locales for word in locale.byline.places})
    roles = whole_words({word for locale in locales for word in locale.byline.roles})
    return _Words(
        opening=re.compile(rf"\s*[-–—]?\s*(?:{by})(?:\s*[:：]\s*|\s+|(?<=[／/])\s*)", re.IGNORECASE),
        pictures=re.compile(rf"\s*(?:{pictures})\s*:?\s*", re.IGNORECASE),
        joins=re.compile(rf"\s*[,;、،／/]\s*(?:(?:{joins})\s+)?|\s+(?:{joins})\s+|\s+&\s+", re.IGNORECASE),
        place=re.compile(rf"\s+(?:{places})\s+(?=(?-i:[^\W\d_a-z]))", re.IGNORECASE),
        roles=re.compile(roles, re.IGNORECASE),
        function_words=frozenset(word for locale in locales for word in locale.function_words),
    )


def read_credit(text: str, locales: tuple[Locale, ...]) -> Credit | None:
    """The persons of a byline, or None where the line is not one.

    ``BY ANA RUIZ AND JO PARK IN LIMA`` -> Ana Ruiz; Jo Park, place Lima
    """
    if len(text) > _LONGEST:
        return None
    words = _words(locales)
    pictures = words.pictures.match(text)
    opening = pictures or words.opening.match(text)
    rest = text[opening.end() :] if opening else text
    email = EMAIL.search(rest)
    rest = _HANDLE.sub("", EMAIL.sub("", rest)).strip(" .<>|*_-–—")
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    if opening and words.roles.search(rest) and rest[:1].islower():
        return Credit((), announced=True)  # "By a staff reporter" names nobody
    persons: list[Person] = []
    for part in words.joins.split(rest):
        if not _add_part(part.strip(" .*_"), persons, words, bool(opening)):
            return None
    if not persons:
        return None
    if email and len(persons) == 1:
        persons[0] = _with(persons[0], email=email[0])
    if pictures and opening:
        role = opening[0].strip(" :").split()[0].capitalize()
        persons = [_with(person, role=person.role or role) for person in persons]
    return Credit(tuple(persons), bool(opening), bool(pictures))


def _add_part(part: str, persons: list[Person], words: _Words, announced: bool) -> bool:
    """Add what one part of a byline tells: a name, or the role, affiliation or place of the one before."""
    if not part:
        return True
    place = None
    bracketed = _BRACKETED.fullmatch(part)
    if bracketed and is_name(bracketed["name"], words.function_words, announced):
        persons.append(Person(_cased(bracketed["name"]), affiliation=bracketed["of"]))
        return True
    split = words.place.search(part)
    if split and split.start():
        part, place = part[: split.start()], _cased(part[split.end() :].strip())
    if is_name(part, words.function_words, announced) and not words.roles.search(part):
        persons.append(Person(_cased(part), place=place))
        return True
    if not persons:
        return False
    if words.roles.search(part):
        persons[-1] = _with(persons[-1], role=part, place=place)
    elif announced and part[0].isupper() and len(part) < 60:
        persons[-1] = _with(persons[-1], affiliation=part, place=place)
    else:
        return False
    return True


def _with(person: Person, **told: str | None) -> Person:
    kept = {name: getattr(person, name) for name in person.__struct_fields__}
    return Person(**{**kept, **{name: value for name, value in told.items() if value}})


def is_name(text: str, function_words: frozenset[str], announced: bool) -> bool:
    """Whether a text looks like a person's name: ``V. David Zvenyach``, ``ANA DE LA TORRE``, ``Al-Masri``.

    In scripts without capitals only an announced name can be told from other words.
    """
    words = text.split()
    if not words or len(words) > 5 or any(character.isdigit() for character in text) or len(text) > 48:
        return False
    if not all(character.isalpha() or character in " .'’-‐·・" or _is_mark(character) for character in text):
        return False
    uncased = not any(character.isupper() or character.islower() for character in text)
    if uncased:
        return announced
    if any(word.casefold().strip(".") in _AGENCIES for word in words):
        return False
    if len(words) == 1 and not announced:
        return False
    full = 0
    for place, word in enumerate(words):
        if _INITIAL.fullmatch(word):
            continue
        folded = word.casefold()
        if word[0].isupper() and (folded not in function_words or folded in _PARTICLES):
            full += len(word) > 1
        elif folded not in _PARTICLES or place == len(words) - 1:
            return False
    return full >= 1 and (full >= 2 or announced or any(_INITIAL.fullmatch(word) for word in words))


def _is_mark(character: str) -> bool:
    """Whether a character is a vowel sign or an accent that stands by itself, as in Hindi."""
    return unicodedata.category(character)[0] == "M"


def _cased(name: str) -> str:
    """``ANA DE LA TORRE`` -> ``Ana de la Torre``; a name that is not all capitals stays."""
    if not name.isupper() or len(name) < 4:
        return name
    words = name.split()
    return " ".join(
        word.lower() if word.casefold() in _PARTICLES and place else _capitalised(word)
        for place, word in enumerate(words)
    )


def _capitalised(word: str) -> str:
    if word.endswith(".") and len(word) <= 5:
        return word
    return re.sub(
        r"[^\W\d_]+", lambda part: part[0] if part.end() - part.start() == 1 else part[0][0] + part[0][1:].lower(), word
    )
