"""Bylines: who wrote it. A wrong author is worse than none, so a name must look like one or be announced."""

from __future__ import annotations

import re
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.text.recognisers.addresses import EMAIL
from copydesk.reading.text.recognisers.byline_forms import opens_with_words, read_form
from copydesk.reading.text.recognisers.byline_words import LABEL_END, BylineWords, byline_words
from copydesk.reading.text.recognisers.eastern_bylines import is_eastern_name, only_pictures, read_eastern_names
from copydesk.reading.text.recognisers.marks import EAST_ASIAN, ends_sentence
from copydesk.reading.text.recognisers.name_words import name_words
from copydesk.reading.text.recognisers.names import is_name
from copydesk.reading.text.recognisers.persons import MOST_OF_A_NAME, persons_in, uncased_persons, with_more
from copydesk.tree import Person


class Credit(NamedTuple):
    """The persons that a byline names; ``announced`` if a word such as ``By`` opens it, ``declared`` if the publication
    says that its bylines have this form."""

    persons: tuple[Person, ...]
    announced: bool
    pictures: bool = False
    declared: bool = False


_LONGEST = 240
_REFERENCES = re.compile(r"(?<=[^\W\d_]),?\s?(?:(?:\d{1,2}|[*†‡§¶¹²³⁴-⁹])(?:\s?,\s?(?=[\d*†‡§¶]))?)+(?=[,;\s]|$)")
_MAY_REFER = re.compile(r"[\d*†‡§¶¹²³⁴-⁹]")
_READING_TIME = re.compile(r"\s*[·•|]\s*\d[^·•|]*$")
_EASTERN = re.compile(f"[{EAST_ASIAN}]")

_HANDLE = re.compile(r"\(?@\w+\)?")


def read_credit(text: str, locales: tuple[Locale, ...], *, vouched: bool = False) -> Credit | None:
    """The persons of a byline, or None where the line is not one. ``vouched`` says that it stands where a name stands.

    ``BY ANA RUIZ AND JO PARK IN LIMA`` -> Ana Ruiz; Jo Park, place Lima
    """
    return _credit(text, locales, vouched) if len(text) <= _LONGEST else None


def _credit(text: str, locales: tuple[Locale, ...], vouched: bool) -> Credit | None:
    words = byline_words(locales)
    declared = _declared(text, locales[0], words) if locales[0].byline.forms else None
    if declared:
        return declared
    parts = [words.dangling.sub("", part) for part in words.seam.split(text)]
    if len(parts) > 1:
        read = [_labelled(part.strip(" ()"), words, locales) for part in parts]
        if all(read):
            told = [credit for credit in read if credit]
            persons = tuple(person for credit in told for person in credit.persons)
            return Credit(persons, any(c.announced for c in told), pictures=all(c.pictures for c in told))
    return _read(text, words, locales) or _uncased(text, words, vouched=vouched)


def _labelled(text: str, words: BylineWords, locales: tuple[Locale, ...]) -> Credit | None:
    """A part of a line that a label announces, also one without its colon: ``Tekst Ana de Vries``."""
    label = words.text_label.match(text)
    rest = text[label.end() :] if label else ""
    persons = [*read_eastern_names(rest, locales[0])] or (persons_in(rest, words, announced=True) if rest else [])
    return Credit(tuple(persons), announced=True) if persons else _read(text, words, locales)


def _uncased(text: str, words: BylineWords, *, vouched: bool) -> Credit | None:
    """A name in a script without capitals, which only its place tells, or that it begins as many names do."""
    told = _READING_TIME.sub("", text).strip(" *_-–—·•|\u3000\u200e\u200f【】（）()")
    if any(character.isupper() or character.islower() for character in told):
        return None
    known = told.split()[:1] and told.split()[0] in words.given
    if not (vouched or known or words.after_name.search(told)) or ends_sentence(told):
        return None
    parts = words.after_name.split(words.clinging.sub(r"\g<name>, ", told))
    if len(parts) > 1:
        persons = uncased_persons(parts, words)
        return Credit(tuple(persons), announced=vouched) if persons else None
    if not vouched and len(told.split()) > MOST_OF_A_NAME:
        return None
    if _EASTERN.match(told):
        return Credit((Person(told),), announced=True) if vouched and is_eastern_name(told, words.own) else None
    if not 2 <= len(told.split()) <= 4:
        return None
    named = is_name(told, words.function_words, announced=True)
    return Credit((Person(told),), announced=vouched) if named else None


def _read(text: str, words: BylineWords, locales: tuple[Locale, ...]) -> Credit | None:
    """A line that one opening, or none, announces."""
    pictures = words.pictures.match(text)
    opening = pictures or words.opening.match(text)
    rest = _READING_TIME.sub("", text[opening.end() :] if opening else text)
    email = EMAIL.search(rest) if "@" in rest else None
    rest = (_HANDLE.sub("", EMAIL.sub("", rest)) if "@" in rest else rest).strip(" .<>|*_-–—·•")
    if words.editors.match(text) or _is_agency_line(text, rest):
        return Credit((), announced=True)  # who edits or sends a text has not written it
    eastern = () if pictures else read_eastern_names(EMAIL.sub("", text).strip(), locales[0])
    eastern = eastern or (read_eastern_names(rest, locales[0]) if opening else ())
    if eastern:
        return Credit(_mailed(eastern, email), announced=True, pictures=bool(pictures) or only_pictures(eastern))
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    if opening and rest[:1].islower() and (role := words.roles.search(rest)):
        name = rest[role.end() :].strip()
        named = is_name(name, words.function_words, announced=False)
        return Credit((Person(name, role=rest[: role.end()]),) if named else (), announced=True)
    announced = bool(opening) and not (pictures and pictures["bare"] and not _has_mark(pictures[0]))
    city = _with_city(rest, words, announced)
    if city:
        return Credit(_mailed((city,), email), announced)
    if _MAY_REFER.search(rest) and len(_REFERENCES.findall(rest)) > 1:
        rest = _REFERENCES.sub(",", rest)
    persons = persons_in(words.clinging.sub(r"\g<name>, ", rest) if opening else rest, words, announced)
    if not persons:
        return None
    persons = list(_mailed(tuple(persons), email))
    if pictures:
        label = pictures[0].strip(LABEL_END).split()[0].strip(LABEL_END).capitalize()
        persons = [with_more(person, role=person.role or label) for person in persons]
    return Credit(tuple(persons), bool(opening), bool(pictures))


def _has_mark(label: str) -> bool:
    return any(mark in label for mark in LABEL_END.strip())


def _is_agency_line(text: str, rest: str) -> bool:
    """Whether a line tells only an agency: ``Associated Press``, ``(dpa/lno)``, ``Special to the Lake Post``."""
    told = rest.casefold().strip("()[]/©. ")
    if told in name_words().agency_lines or (text.casefold().startswith("special to ") and len(text) <= 60):
        return True
    names = told.split("/")
    return any(name in name_words().agencies for name in names) and all(
        name.isalpha() and len(name) <= 9 for name in names
    )


def _with_city(text: str, words: BylineWords, announced: bool) -> Person | None:
    """A name before or after one of the known cities, which vouches for it: ``مرتا عريان - بيروت``."""
    match = words.city.fullmatch(text)
    if match is None:
        return None
    name = (match["first"] or match["last"]).strip()
    if not (announced or 2 <= len(name.split()) <= 4) or not is_name(name, words.function_words, announced=True):
        return None
    return Person(name, place=match["before"] or match["after"])


def _declared(text: str, own: Locale, words: BylineWords) -> Credit | None:
    """What a line tells by one of the publication's own forms. Without words before it, a name must be a full one."""
    for form in own.byline.forms:
        told = read_form(form, text.strip("*_ "))
        persons = persons_in(told.pop("name"), words, announced=True) if told else []
        announced = opens_with_words(form)
        if told is not None and persons and (announced or all(" " in person.name for person in persons)):
            return Credit((*persons[:-1], with_more(persons[-1], **told)), announced, declared=True)
    return None


def _mailed(persons: tuple[Person, ...], email: re.Match[str] | None) -> tuple[Person, ...]:
    """The persons, one who is alone with the address that stands there."""
    return (with_more(persons[0], email=email[0]),) if email and len(persons) == 1 else persons
