"""Bylines: who wrote it. A wrong author is worse than none, so a name must look like one or be announced."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.addresses import EMAIL
from copydesk.reading.eastern_names import read_eastern_names
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
    clinging: re.Pattern[str]
    place: re.Pattern[str]
    roles: re.Pattern[str]
    function_words: frozenset[str]
    turkish: bool


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
        "associated", "ritzau", "ntb", "tt", "stt", "čtk", "anp", "belga", "lusa", "pap", "antara", "ukrinform",
    }
)  # fmt: skip
_ELIDED = re.compile(r"[dl]['’](?=[A-ZÀ-Þ])")  # d’Aubigny
_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*|[A-Z]{1,2}")


@cache
def _words(locales: tuple[Locale, ...]) -> _Words:
    by = alternatives({word for locale in locales for word in locale.byline.by})
    pictures = alternatives({word for locale in locales for word in locale.byline.pictures})
    joins = alternatives({word for locale in locales for word in locale.byline.joins})
    places = alternatives({word for locale in locales for word in locale.byline.places})
    roles = whole_words({word for locale in locales for word in locale.byline.roles})
    clinging = alternatives({word for locale in locales for word in locale.byline.clinging_joins})
    return _Words(
        opening=re.compile(rf"\s*[-–—]?\s*(?:{by})(?:\s*[:：]\s*|\s+|(?<=[／/｜|＝=・])\s*)", re.IGNORECASE),
        pictures=re.compile(rf"\s*(?:{pictures})\s*:?\s*", re.IGNORECASE),
        joins=re.compile(
            rf"\s*[,;、،／/]\s*(?P<and>(?:{joins})\s+)|\s*(?P<comma>[,;、،／/])\s*|(?P<dash>\s+[-–—]\s+)"
            rf"|\s+(?:{joins})\s+|\s+&\s+",
            re.IGNORECASE,
        ),
        clinging=re.compile(rf"(?P<name>\S+\s\S+)\s(?:{clinging})(?=\S{{2,}}\s\S)"),
        place=re.compile(rf"(?:^|\s+)(?:{places})\s+(?=(?-i:[^\W\d_a-z]))", re.IGNORECASE),
        roles=re.compile(roles, re.IGNORECASE),
        function_words=frozenset(word for locale in locales for word in locale.function_words),
        turkish=locales[0].name == "Turkish",
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
    eastern = () if pictures else read_eastern_names(EMAIL.sub("", text).strip(), locales[0])
    if eastern:
        return Credit(_mailed(eastern, email), announced=True)
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    if opening and words.roles.search(rest) and rest[:1].islower():
        return Credit((), announced=True)  # "By a staff reporter" names nobody
    persons = _persons(words.clinging.sub(r"\g<name>, ", rest) if opening else rest, words, bool(opening))
    if not persons:
        return None
    persons = list(_mailed(tuple(persons), email))
    if pictures and opening:
        role = opening[0].strip(" :").split()[0].capitalize()
        persons = [_with(person, role=person.role or role) for person in persons]
    return Credit(tuple(persons), bool(opening), bool(pictures))


def _persons(text: str, words: _Words, announced: bool) -> list[Person]:
    """The persons of a byline without its opening; none if a part of it is neither a person nor told of one."""
    persons: list[Person] = []
    start, apart = 0, ""
    for match in (*words.joins.finditer(text), None):
        part = text[start : match.start() if match else len(text)].strip(" .*_")
        is_place = bool(persons) and announced and _is_place_after(part, persons[-1], apart)
        if is_place and not words.roles.search(part):
            persons[-1] = _with(persons[-1], place=_cased(part, words.turkish))
        elif not _add_part(part, persons, words, announced):
            return []
        if match:
            start, apart = match.end(), match.lastgroup or ""
    return persons


def _is_place_after(part: str, person: Person, apart: str) -> bool:
    """Whether a word after a full name and a comma or a dash is a place: ``Clara Hübner, Kiel``.

    ``Budi, Dewi`` are two persons of one name each; ``Ana Ruiz, Reuters`` and ``Ingrid Solbakken, NTB`` tell an agency.
    """
    if apart not in ("comma", "dash") or " " not in person.name or not part.replace("-", "").isalpha():
        return False
    return not part[0].islower() and part.casefold() not in _AGENCIES and not (part.isupper() and len(part) <= 4)


def _mailed(persons: tuple[Person, ...], email: re.Match[str] | None) -> tuple[Person, ...]:
    """The persons, one who is alone with the address that stands there."""
    return (_with(persons[0], email=email[0]),) if email and len(persons) == 1 else persons


def _add_part(part: str, persons: list[Person], words: _Words, announced: bool) -> bool:
    """Add what one part of a byline tells: a name, or the role, affiliation or place of the one before."""
    if not part:
        return True
    place = None
    bracketed = _BRACKETED.fullmatch(part)
    if bracketed and is_name(bracketed["name"], words.function_words, announced):
        persons.append(Person(_cased(bracketed["name"], words.turkish), affiliation=bracketed["of"]))
        return True
    split = words.place.search(part)
    if split and (split.start() or persons):
        part, place = part[: split.start()], _cased(part[split.end() :].strip(), words.turkish)
    if not part:
        persons[-1] = _with(persons[-1], place=place)
        return True
    if is_name(part, words.function_words, announced) and not words.roles.search(part):
        persons.append(Person(_cased(part, words.turkish), place=place))
        return True
    if not persons:
        return False
    if words.roles.search(part):
        persons[-1] = _with(persons[-1], role=part, place=place)
    elif part.casefold() in _AGENCIES or (announced and part[0].isupper() and len(part) < 60):
        persons[-1] = _with(persons[-1], affiliation=part, place=place)
    else:
        return False
    return True


def _with(person: Person, **told: str | None) -> Person:
    kept = {name: getattr(person, name) for name in person.__struct_fields__}
    return Person(**{**kept, **{name: value for name, value in told.items() if value}})


def is_name(text: str, function_words: frozenset[str], announced: bool) -> bool:
    """Whether a text looks like a person's name: ``J. Peter Aldous``, ``ANA DE LA TORRE``, ``Al-Masri``.

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
        if _ELIDED.match(word):
            full += 1
        elif word[0].isupper() and (folded not in function_words or folded in _PARTICLES):
            full += len(word) > 1
        elif folded not in _PARTICLES or place == len(words) - 1:
            return False
    return full >= 1 and (full >= 2 or announced or any(_INITIAL.fullmatch(word) for word in words))


def _is_mark(character: str) -> bool:
    """Whether a character is a vowel sign or an accent that stands by itself, as in Hindi."""
    return unicodedata.category(character)[0] == "M"


def _cased(name: str, turkish: bool = False) -> str:
    """``ANA DE LA TORRE`` -> ``Ana de la Torre``; a name that is not all capitals stays."""
    if not name.isupper() or len(name) < 4:
        return name
    words = name.split()
    return " ".join(
        word.lower() if word.casefold() in _PARTICLES and place else _capitalised(word, turkish)
        for place, word in enumerate(words)
    )


def _capitalised(word: str, turkish: bool) -> str:
    if word.endswith(".") and len(word) <= 5:
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0][0] + _lower(part[0][1:], turkish), word)


def _lower(text: str, turkish: bool) -> str:
    """Small letters; in Turkish ``I`` and ``İ`` are two letters, ``ı`` and ``i``."""
    return (text.replace("I", "ı") if turkish else text).replace("İ", "i").lower()
