"""Bylines: who wrote it. A wrong author is worse than none, so a name must look like one or be announced."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading._shared.ruby import without_readings
from copydesk.reading.text.recognisers.addresses import EMAIL
from copydesk.reading.text.recognisers.marks import EAST_ASIAN, ends_sentence, holds_digit
from copydesk.reading.text.recognisers.people.byline_forms import opens_with_words, read_form
from copydesk.reading.text.recognisers.people.byline_words import LABEL_END, BylineWords, byline_words
from copydesk.reading.text.recognisers.people.eastern_bylines import is_eastern_name, only_pictures, read_eastern_names
from copydesk.reading.text.recognisers.people.name_words import name_words
from copydesk.reading.text.recognisers.people.names import is_name
from copydesk.reading.text.recognisers.people.persons import (
    MOST_OF_A_NAME,
    ROLE_REACH,
    persons_in,
    uncased_persons,
    with_more,
)
from copydesk.reading.text.recognisers.words import folded
from copydesk.tree import Person


class Credit(NamedTuple):
    """The persons that a byline names; ``announced`` if a word such as ``By`` opens it, ``declared`` if the publication
    says that its bylines have this form."""

    persons: tuple[Person, ...]
    announced: bool
    pictures: bool = False
    declared: bool = False


_LONGEST = 240
_REFERENCES = pattern(
    r"(?<=[^\W\d_]),?\s?(?:(?:(?<!\d)\d{1,2}(?!\d)|[*†‡§¶¹²³⁴-⁹])(?:\s?,\s?(?=[\d*†‡§¶]))?)+(?=[,;\s]|$)"
)
_MAY_REFER = re.compile(r"[\d*†‡§¶¹²³⁴-⁹]")
_READING_TIME = pattern(r"\s*[·•|]\s*\d[^·•|]*$")
_BARS = "·•|"
_AROUND = " .<>|*_-–—·•"
"""What may stand around a byline."""

_MAILBOX = pattern(
    rf"(?P<before>\"[^\"<>@]{{2,60}}\"|[^\W\d_][^\"<>@:]{{1,60}}?)\s*(?:<{EMAIL.pattern}>|\[(?:mailto:)?{EMAIL.pattern}\])"
    rf"|{EMAIL.pattern}\s*\((?P<after>[^()@]{{2,60}})\)"
)
"""A sender as mail writes it: ``Ana Ruiz <ana@...>``, ``ana@... (Ana Ruiz)``."""

_BRACKETED = pattern(r"\((?:(?!--)[^()\"“”«»–—]){1,60}\)")
"""What a byline in brackets holds: no quotation marks, and no dashes between its words."""

_HANDLE = re.compile(r"\(?@\w+\)?")


@cache
def _eastern() -> re.Pattern[str]:
    return re.compile(f"[{EAST_ASIAN}]")


def read_credit(text: str, locales: tuple[Locale, ...], *, in_byline_position: bool = False) -> Credit | None:
    """The persons of a byline, or None where the line is not one. ``in_byline_position`` says that it stands where a
    byline does.

    ``BY ANA RUIZ AND JO PARK IN LIMA`` -> Ana Ruiz; Jo Park, place Lima
    """
    return _credit(without_readings(text), locales, in_byline_position) if len(text) <= _LONGEST else None


def _credit(text: str, locales: tuple[Locale, ...], in_byline_position: bool) -> Credit | None:
    sender = _MAILBOX.fullmatch(text) if "@" in text else None
    if sender:
        email = EMAIL.search(text)
        name = _in_order((sender["before"] or sender["after"]).strip(" '\""))
        return Credit((Person(name, email=email[0] if email else None),), announced=False)
    words = byline_words(locales)
    declared = _declared_credit(text, locales[0], words) if locales[0].byline.forms else None
    if declared:
        return declared
    if not (_opens_like_name(text) or words.announcers.match(folded(text))):
        return None
    parts = words.seam.split(text)
    if len(parts) > 1:
        parts = [words.dangling.sub("", part) for part in parts]
    if len(parts) > 1 and _names_paper(parts[0], words):  # A Lamp Street exclusive by Ana Ruiz
        parts, text = parts[1:], text[len(parts[0]) :].lstrip()
    if len(parts) > 1:
        labelled = [_labelled_credit(part.strip(" ()"), words, locales) for part in parts]
        if all(labelled):
            line_credits = [credit for credit in labelled if credit]
            persons = tuple(person for credit in line_credits for person in credit.persons)
            return Credit(
                persons, any(c.announced for c in line_credits), pictures=all(c.pictures for c in line_credits)
            )
    first = text.split("|", 1)[0].strip() if "|" in text else ""
    if words.opening.match(first) and holds_digit(text[len(first) :]):
        text = first  # By Ana Ruiz | Serves 4 | 20 min
    return _announced_credit(text, words, locales) or _uncased_credit(
        text, words, in_byline_position=in_byline_position
    )


def _opens_like_name(text: str) -> bool:
    """Whether the first two words of a text could be of a name: neither a digit nor a small letter begins them, but for
    the small words of names. Most lines are of no byline, and this spares them what follows."""
    particles = name_words().particles
    for word in text.strip(_AROUND).split(None, 2)[:2]:
        if word[0].isdigit():
            return False
        if word[0].islower() and word[1:2] not in ("'", "’") and word.casefold().strip(".,") not in particles:
            return False
    return True


def _names_paper(text: str, words: BylineWords) -> bool:
    """Whether a word such as *A* and a name stand before what announces the author."""
    before = text.split()
    return len(before) == MOST_OF_A_NAME and before[0].casefold() in words.locale.never_last


def _in_order(name: str) -> str:
    """``Ruiz, Ana`` -> ``Ana Ruiz``"""
    parts = name.split(", ")
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and not holds_digit(name) else name


def _labelled_credit(text: str, words: BylineWords, locales: tuple[Locale, ...]) -> Credit | None:
    """A part of a line that a label announces, also one without its colon: ``Tekst Ana de Vries``."""
    label = words.text_label.match(text)
    names = text[label.end() :] if label else ""
    persons = [*read_eastern_names(names, locales[0])] or (persons_in(names, words, announced=True) if names else [])
    return Credit(tuple(persons), announced=True) if persons else _announced_credit(text, words, locales)


def _uncased_credit(text: str, words: BylineWords, *, in_byline_position: bool) -> Credit | None:
    """A name in a script without capitals, known by its position, by a common given name, or by what follows it."""
    name = _without_reading_time(text).strip(" *_-–—·•|\u3000\u200e\u200f【】（）()")
    if any(character.isupper() or character.islower() for character in name):
        return None
    if in_byline_position:
        name = words.attached_opening.sub("", name)
    opens_with_given_name = name.split()[:1] and name.split()[0] in words.given_names
    if not (in_byline_position or opens_with_given_name or words.after_name.search(name)) or ends_sentence(name):
        return None
    parts = words.after_name.split(words.attached_join.sub(r"\g<name>, ", name))
    if len(parts) > 1:
        persons = uncased_persons(parts, words)
        return Credit(tuple(persons), announced=in_byline_position) if persons else None
    if not in_byline_position and len(name.split()) > MOST_OF_A_NAME:
        return None
    if _eastern().match(name):
        return (
            Credit((Person(name),), announced=True)
            if in_byline_position and is_eastern_name(name, words.locale)
            else None
        )
    if not 2 <= len(name.split()) <= 4:
        return None
    looks_like_name = is_name(name, words.function_words, announced=True)
    return Credit((Person(name),), announced=in_byline_position) if looks_like_name else None


def _announced_credit(text: str, words: BylineWords, locales: tuple[Locale, ...]) -> Credit | None:
    """A line that one opening, or none, announces; brackets may stand around all of it."""
    if text[:1] == "(" and _BRACKETED.fullmatch(text) and words.opening.match(text[1:]):
        text = text[1:-1]
    pictures = words.pictures.match(text)
    opening = pictures or words.opening.match(text)
    line = _without_reading_time(text[opening.end() :] if opening else text)
    email = EMAIL.search(line) if "@" in line else None
    line = (_HANDLE.sub("", EMAIL.sub("", line)) if "@" in line else line).strip(_AROUND)
    if words.editors.match(text) or _is_agency_line(text, line):
        return Credit((), announced=True)  # who edits or sends a text has not written it
    eastern = () if pictures else read_eastern_names((EMAIL.sub("", text) if "@" in text else text).strip(), locales[0])
    eastern = eastern or (read_eastern_names(line, locales[0]) if opening else ())
    if eastern:
        return Credit(_mailed(eastern, email), announced=True, pictures=bool(pictures) or only_pictures(eastern))
    if line.startswith("(") and line.endswith(")"):
        line = line[1:-1]
    if opening and line[:1].islower() and (role := words.roles.search(line)):
        name = line[role.end() :].strip()
        looks_like_name = is_name(name, words.function_words, announced=False)
        return Credit((Person(name, role=line[: role.end()]),) if looks_like_name else (), announced=True)
    announced = bool(opening) and not (pictures and pictures["bare"] and not _has_mark(pictures[0]))
    city = _with_city(line, words, announced)
    if city:
        return Credit(_mailed((city,), email), announced)
    if _MAY_REFER.search(line) and len(_REFERENCES.findall(line)) > 1:
        line = _REFERENCES.sub(",", line)
    persons = persons_in(words.attached_join.sub(r"\g<name>, ", line) if opening else line, words, announced)
    if not persons:
        return Credit((), announced=True) if opening and not pictures and _is_staff(line, words) else None
    persons = list(_mailed(tuple(persons), email))
    if pictures:
        label = pictures[0].strip(LABEL_END).split()[0].strip(LABEL_END).capitalize()
        persons = [with_more(person, role=person.role or label) for person in persons]
    return Credit(tuple(persons), bool(opening), bool(pictures))


def _without_reading_time(text: str) -> str:
    """``Ana Ruiz · 5 min`` -> ``Ana Ruiz``"""
    return _READING_TIME.sub("", text) if any(bar in text for bar in _BARS) else text


def _is_staff(line: str, words: BylineWords) -> bool:
    """Whether the writers are named by nothing but their office: ``Courier staff reporter``."""
    offices = [*words.roles.finditer(line)]
    return bool(offices) and offices[-1].end() == len(line) and len(line.split()) <= ROLE_REACH


def _has_mark(label: str) -> bool:
    return any(mark in label for mark in LABEL_END.strip())


def _is_agency_line(text: str, line: str) -> bool:
    """Whether a line names nothing but an agency: ``Associated Press``, ``(dpa/lno)``, ``Special to the Lake Post``."""
    sender = line.casefold().strip("()[]/©. ")
    if sender in name_words().agency_lines or (text.casefold().startswith("special to ") and len(text) <= 60):
        return True
    names = sender.split("/")
    return any(name in name_words().agencies for name in names) and all(
        name.isalpha() and len(name) <= 9 for name in names
    )


def _with_city(text: str, words: BylineWords, announced: bool) -> Person | None:
    """A name before or after one of the known cities, which is evidence of it: ``مرتا عريان - بيروت``."""
    match = words.city.fullmatch(text)
    if match is None:
        return None
    name = (match["first"] or match["last"]).strip()
    if not (announced or 2 <= len(name.split()) <= 4) or not is_name(name, words.function_words, announced=True):
        return None
    return Person(name, place=match["before"] or match["after"])


def _declared_credit(text: str, locale: Locale, words: BylineWords) -> Credit | None:
    """The credit of a line in one of the publication's own forms. A form that opens with the name needs a full one."""
    for form in locale.byline.forms:
        values = read_form(form, text.strip("*_ "))
        persons = persons_in(values.pop("name"), words, announced=True) if values else []
        announced = opens_with_words(form)
        if values is not None and persons and (announced or all(" " in person.name for person in persons)):
            return Credit((*persons[:-1], with_more(persons[-1], **values)), announced, declared=True)
    return None


def _mailed(persons: tuple[Person, ...], email: re.Match[str] | None) -> tuple[Person, ...]:
    """The persons; one who is alone has the address of the line."""
    return (with_more(persons[0], email=email[0]),) if email and len(persons) == 1 else persons
