"""The persons that a byline names, with their roles, affiliations and places."""

from __future__ import annotations

import re
from itertools import chain

from msgspec.structs import replace

from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.people.byline_words import BylineWords
from copydesk.reading.text.recognisers.people.name_words import name_words
from copydesk.reading.text.recognisers.people.names import cased, is_name
from copydesk.tree import Person

MOST_OF_A_NAME = 3  # words, where only the first of them shows that it is one
ROLE_REACH = 5  # words of a name and of the role that follows it without a comma
_LONGEST_ACRONYM = 4  # letters
_VOWEL = re.compile(r"[AEIOUYÄÖÜÅØÆÁÉÍÓÚ]")
_IN_CAPITALS = pattern(r"[^\W\d_]+[.'’]?(?:[ -][^\W\d_]+[.'’]?){1,3}")
_BRACKETED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<of>[^()]+)\)")


def uncased_persons(parts: list[str], words: BylineWords) -> list[Person]:
    """The persons of a name and the parts behind it: an office, or the place that the report comes from; none if a part
    is something else."""
    name, *further = (part.strip() for part in parts)
    if not (name and all(further)):
        return []
    if len(further) == 1 and further[0].split()[0] in words.given_names and name.split()[0] not in words.given_names:
        name, further = further[0], [name]  # the place stands first
    lone = len(further) == 1 and name.split()[0] in words.given_names
    if not 2 <= len(name.split()) <= 4 or not is_name(name, words.function_words, announced=True):
        return []
    person = Person(name)
    for part in further:
        place = words.from_place.fullmatch(part)
        if place:
            person = with_more(person, place=place["place"])
        elif words.roles.search(part) and len(part.split()) <= ROLE_REACH + 2:
            person = with_more(person, role=part)
        elif lone and len(part.split()) <= MOST_OF_A_NAME and is_name(part, words.function_words, True):
            if part.split()[0] in words.given_names:
                return [person, Person(part)]
            person = with_more(person, place=part)
        else:
            return []
    return [person]


def persons_in(text: str, words: BylineWords, announced: bool) -> list[Person]:
    """The persons of a byline without its opening; none if a part is neither a person nor about one."""
    persons: list[Person] = []
    start, apart = 0, ""
    in_capitals = text.isupper()
    for match in chain(words.joins.finditer(text), (None,)):
        part = text[start : match.start() if match else len(text)].strip().strip(" .*_").strip()
        full = bool(persons) and apart in ("comma", "dash") and " " in persons[-1].name
        if full and not words.roles.search(part) and not words.place.match(part) and _is_place_after(part, in_capitals):
            persons[-1] = with_more(persons[-1], place=cased(part, words.dotless_i))
        elif full and apart == "comma" and not in_capitals and _is_employer_in_capitals(part):
            persons[-1] = with_more(persons[-1], affiliation=part)
        elif not _add_part(part, persons, words, announced):
            return []
        if match:
            start, apart = match.end(), match.lastgroup or ""
    return persons


def _is_place_after(part: str, in_capitals: bool) -> bool:
    """Whether what stands after a full name and a comma or a dash is a place: ``Clara Hübner, Kiel``.

    ``Ana Ruiz, Reuters`` and ``Ingrid Solbakken, NTB`` name an agency. A place of several words is in capitals, as the
    name is not: ``Ana Ruiz, NEW YORK``.
    """
    if part.isupper() and " " in part:
        return not in_capitals and not _is_employer_in_capitals(part) and _IN_CAPITALS.fullmatch(part) is not None
    is_word = part.replace("-", "").isalpha() and not part[0].islower()
    return is_word and part.casefold() not in name_words().sending and not _is_acronym(part)


def _is_employer_in_capitals(part: str) -> bool:
    """Whether capitals name who a person works for: ``BBC``, ``DAILY PRESS``."""
    return part.isupper() and (_is_acronym(part) or not name_words().sending.isdisjoint(part.casefold().split()))


def _is_acronym(part: str) -> bool:
    """Whether capitals are initials and no short place, which has four letters, one of them a vowel: ``OSLO``."""
    longest = _LONGEST_ACRONYM if not _VOWEL.search(part) else _LONGEST_ACRONYM - 1
    return part.isupper() and part.isalpha() and len(part) <= longest


def _add_part(part: str, persons: list[Person], words: BylineWords, announced: bool) -> bool:
    """Adds one part of a byline to ``persons``: a name, or the role, affiliation or place of the person before. Returns
    False if it is none of these."""
    if not part:
        return True
    place = None
    bracketed = _BRACKETED.fullmatch(part) if part[-1] == ")" else None
    if bracketed and is_name(bracketed["name"], words.function_words, announced):
        of = bracketed["of"].strip()
        name = cased(bracketed["name"], words.dotless_i)
        persons.append(Person(name, role=of) if _is_role(of, words) else Person(name, affiliation=of))
        return True
    split = words.place.search(part)
    if split and (split.start() or persons):
        part, place = part[: split.start()], cased(part[split.end() :].strip(), words.dotless_i)
    if not part:
        persons[-1] = with_more(persons[-1], place=place)
        return True
    is_paper = (persons or not announced) and part.split()[-1].casefold() in name_words().employers
    if not is_paper and is_name(part, words.function_words, announced) and not _is_role(part, words):
        persons.append(Person(cased(part, words.dotless_i), place=place))
        return True
    person = _name_then_role(part, words)
    if person:
        persons.append(with_more(person, place=place))
        return True
    if not persons:
        return False
    if _is_role(part, words):
        persons[-1] = with_more(persons[-1], role=part, place=place)
    elif part.casefold() in name_words().sending or is_paper or (announced and part[0].isupper() and len(part) < 60):
        persons[-1] = with_more(persons[-1], affiliation=part, place=place)
    else:
        return False
    return True


def _is_role(part: str, words: BylineWords) -> bool:
    return bool(words.roles.search(part) or words.labels.fullmatch(part))


def _name_then_role(part: str, words: BylineWords) -> Person | None:
    """``Marta Oyelaran Transport correspondent``: a name, and a role that ends the line with no comma between."""
    split = part.split()
    roles = [*words.roles.finditer(part)] if 3 <= len(split) <= ROLE_REACH + 1 else []
    if not roles or roles[-1].end() != len(part):
        return None
    before = len(part[: roles[-1].start()].split())
    for count in (2, 3):
        name = " ".join(split[:count])
        if count <= before and is_name(name, words.function_words, announced=False) and not words.roles.search(name):
            plain = all(word[0].islower() for word in split[count + 1 :])
            return Person(cased(name, words.dotless_i), role=" ".join(split[count:])) if plain else None
    return None


def with_more(person: Person, **fields: str | None) -> Person:
    """The person with these fields, empty ones left as they are."""
    return replace(person, **{name: value for name, value in fields.items() if value})
