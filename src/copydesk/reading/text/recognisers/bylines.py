"""Bylines: who wrote it. A wrong author is worse than none, so a name must look like one or be announced."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.locales.scripts import capitals, letters_where
from copydesk.reading.text.recognisers.addresses import EMAIL
from copydesk.reading.text.recognisers.byline_forms import opens_with_words, read_form
from copydesk.reading.text.recognisers.eastern_bylines import is_eastern_name, only_pictures, read_eastern_names
from copydesk.reading.text.recognisers.marks import COLONS, COMMAS, EAST_ASIAN, PAUSES, ends_sentence
from copydesk.reading.text.recognisers.name_words import name_words
from copydesk.reading.text.recognisers.words import alternatives, whole_words
from copydesk.tree import Person


class Credit(NamedTuple):
    """The persons that a byline names; ``announced`` if a word such as ``By`` opens it, ``declared`` if the publication
    says that its bylines have this form."""

    persons: tuple[Person, ...]
    announced: bool
    pictures: bool = False
    declared: bool = False


class _Words(NamedTuple):
    opening: re.Pattern[str]
    pictures: re.Pattern[str]
    editors: re.Pattern[str]
    labels: re.Pattern[str]
    text_label: re.Pattern[str]
    seam: re.Pattern[str]
    dangling: re.Pattern[str]
    city: re.Pattern[str]
    joins: re.Pattern[str]
    clinging: re.Pattern[str]
    place: re.Pattern[str]
    roles: re.Pattern[str]
    given: frozenset[str]
    after_name: re.Pattern[str]
    from_place: re.Pattern[str]
    function_words: frozenset[str]
    dotless_i: bool
    own: Locale


_LONGEST = 240
_LABEL_END = f" {COLONS}・/／=＝|｜"
_UNCASED = letters_where(lambda script: script.spaces and not script.capitals and not script.dense)
_AFTER_LABEL = rf"(?:\s*[{COLONS}／/＝=・|｜]\s*|\s+(?=[^{_UNCASED}]))"
"""A colon, or at least a space where capitals or the script tell a name from other words."""
_REFERENCES = re.compile(r"(?<=[^\W\d_]),?\s?(?:(?:\d{1,2}|[*†‡§¶¹²³⁴-⁹])(?:\s?,\s?(?=[\d*†‡§¶]))?)+(?=[,;\s]|$)")
_MAY_REFER = re.compile(r"[\d*†‡§¶¹²³⁴-⁹]")
_READING_TIME = re.compile(r"\s*[·•|]\s*\d[^·•|]*$")
_EASTERN = re.compile(f"[{EAST_ASIAN}]")
_MOST_OF_A_NAME = 3  # words, where nothing but the first of them tells that it is one
_ROLE_REACH = 5  # words of a name and of the role that follows it without a comma

_BRACKETED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<of>[^()]+)\)")
_HANDLE = re.compile(r"\(?@\w+\)?")

_ELIDED = re.compile(rf"[dl]['’](?=[{capitals()}])")  # d’Aubigny
_IN_NAMES = " .'’-‐·・׳״־\u200c\u200d"
_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*|[A-Z]{1,2}")


@cache
def _words(locales: tuple[Locale, ...]) -> _Words:
    by = alternatives({word for locale in locales for word in locale.byline.by})
    phrases = alternatives(
        {word for locale in locales for word in locale.byline.by if " " in word and word[-1].isalpha()}
    )
    pictures = alternatives({word for locale in locales for word in locale.byline.pictures})
    joins = alternatives({word for locale in locales for word in locale.byline.joins})
    editors = alternatives({word for locale in locales for word in locale.byline.editors})
    picture_labels = {word.rstrip(_LABEL_END) for locale in locales for word in locale.byline.pictures}
    text_labels = {
        word.rstrip(_LABEL_END)
        for locale in locales
        for word in locale.byline.by
        if word[-1] in _LABEL_END and " " not in word.rstrip(_LABEL_END)
    }
    labels = alternatives(picture_labels | text_labels)
    cities = alternatives(locales[0].byline.cities)
    places = alternatives({word for locale in locales for word in locale.byline.places})
    roles = whole_words({word for locale in locales for word in locale.byline.roles})
    clinging = alternatives({word for locale in locales for word in locale.byline.clinging_joins})
    return _Words(
        opening=re.compile(rf"\s*[-–—]?\s*(?:{by})(?:\s*[{COLONS}|｜]\s*|\s+|(?<=[／/｜|＝=・])\s*)", re.IGNORECASE),
        pictures=re.compile(
            rf"\s*(?:(?:{pictures})\s*:?\s*|(?P<bare>{alternatives(picture_labels)}){_AFTER_LABEL})", re.IGNORECASE
        ),
        editors=re.compile(rf"\s*(?:{editors})(?:\s*[{COLONS}]\s*|\s+|$|(?<=[{COLONS}／/・＝|｜])\s*)", re.IGNORECASE),
        labels=re.compile(rf"(?:{labels})(?:\s*(?:&|/|\+|,|{joins})\s*(?:{labels}))*", re.IGNORECASE),
        dangling=re.compile(rf"[\s,;]+(?:{joins}|with|additional|with additional)$", re.IGNORECASE),
        text_label=re.compile(rf"(?:{alternatives(text_labels)}){_AFTER_LABEL}", re.IGNORECASE),
        seam=re.compile(
            rf"(?:\s*[.,;|/／·•]\s*|\s+)(?=(?:{labels}){_AFTER_LABEL}(?-i:[^\W\d_a-z])|(?:{pictures})|(?:{editors})|(?:{phrases})\s)",
            re.IGNORECASE,
        ),
        city=re.compile(
            rf"(?:(?P<before>{cities})\s*[-–—{COLONS}{COMMAS}/|]\s*(?P<last>.+)|(?P<first>.+?)\s*[-–—{COMMAS}/|]\s*(?P<after>{cities}))"
        ),
        joins=re.compile(
            rf"\s*[{PAUSES}／/]\s*(?P<and>(?:{joins})\s+)|\s*(?P<comma>[{PAUSES}／/])\s*|(?P<dash>\s+[-–—]\s+)"
            rf"|\s+(?:{joins})\s+|\s+&\s+",
            re.IGNORECASE,
        ),
        clinging=re.compile(rf"(?P<name>\S+\s\S+)\s(?:{clinging})(?=\S{{2,}}\s\S)"),
        place=re.compile(rf"(?:^|\s+)(?:{places})\s+(?=(?-i:[^\W\d_a-z]))", re.IGNORECASE),
        roles=re.compile(roles, re.IGNORECASE),
        given=frozenset(locales[0].byline.given),
        after_name=re.compile(rf"\s*[{COMMAS}|]\s*|\s+[-–—/]\s+"),
        from_place=re.compile(rf"(?P<place>\S+(?: \S+){{0,2}})\s(?:{alternatives(locales[0].byline.after_place)})"),
        function_words=frozenset(word for locale in locales for word in locale.function_words),
        dotless_i=locales[0].dotless_i,
        own=locales[0],
    )


def read_credit(text: str, locales: tuple[Locale, ...], *, vouched: bool = False) -> Credit | None:
    """The persons of a byline, or None where the line is not one. ``vouched`` says that it stands where a name stands.

    ``BY ANA RUIZ AND JO PARK IN LIMA`` -> Ana Ruiz; Jo Park, place Lima
    """
    return _credit(text, locales, vouched) if len(text) <= _LONGEST else None


@lru_cache(256)  # several phases ask about the same lines of the head
def _credit(text: str, locales: tuple[Locale, ...], vouched: bool) -> Credit | None:
    words = _words(locales)
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


def _labelled(text: str, words: _Words, locales: tuple[Locale, ...]) -> Credit | None:
    """A part of a line that a label announces, also one without its colon: ``Tekst Ana de Vries``."""
    label = words.text_label.match(text)
    rest = text[label.end() :] if label else ""
    persons = [*read_eastern_names(rest, locales[0])] or (_persons(rest, words, announced=True) if rest else [])
    return Credit(tuple(persons), announced=True) if persons else _read(text, words, locales)


def _uncased(text: str, words: _Words, *, vouched: bool) -> Credit | None:
    """A name in a script without capitals, which only its place tells, or that it begins as many names do."""
    told = _READING_TIME.sub("", text).strip(" *_-–—·•|\u3000\u200e\u200f【】（）()")
    if any(character.isupper() or character.islower() for character in told):
        return None
    known = told.split()[:1] and told.split()[0] in words.given
    if not (vouched or known or words.after_name.search(told)) or ends_sentence(told):
        return None
    parts = words.after_name.split(words.clinging.sub(r"\g<name>, ", told))
    if len(parts) > 1:
        persons = _uncased_persons(parts, words)
        return Credit(tuple(persons), announced=vouched) if persons else None
    if not vouched and len(told.split()) > _MOST_OF_A_NAME:
        return None
    if _EASTERN.match(told):
        return Credit((Person(told),), announced=True) if vouched and is_eastern_name(told, words.own) else None
    if not 2 <= len(told.split()) <= 4:
        return None
    named = is_name(told, words.function_words, announced=True)
    return Credit((Person(told),), announced=vouched) if named else None


def _uncased_persons(parts: list[str], words: _Words) -> list[Person]:
    """A name and what is told behind a comma: an office, or the place that the report comes from."""
    name, *told = (part.strip() for part in parts)
    if not (name and all(told)):
        return []
    if len(told) == 1 and told[0].split()[0] in words.given and name.split()[0] not in words.given:
        name, told = told[0], [name]  # وادي النخيل – ليلى منصور
    lone = len(told) == 1 and name.split()[0] in words.given
    if not 2 <= len(name.split()) <= 4 or not is_name(name, words.function_words, announced=True):
        return []
    person = Person(name)
    for part in told:
        place = words.from_place.fullmatch(part)
        if place:
            person = _with(person, place=place["place"])
        elif words.roles.search(part) and len(part.split()) <= _ROLE_REACH + 2:
            person = _with(person, role=part)
        elif lone and len(part.split()) <= _MOST_OF_A_NAME and is_name(part, words.function_words, True):
            if part.split()[0] in words.given:
                return [person, Person(part)]
            person = _with(person, place=part)
        else:
            return []
    return [person]


def _read(text: str, words: _Words, locales: tuple[Locale, ...]) -> Credit | None:
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
    persons = _persons(words.clinging.sub(r"\g<name>, ", rest) if opening else rest, words, announced)
    if not persons:
        return None
    persons = list(_mailed(tuple(persons), email))
    if pictures:
        label = pictures[0].strip(_LABEL_END).split()[0].strip(_LABEL_END).capitalize()
        persons = [_with(person, role=person.role or label) for person in persons]
    return Credit(tuple(persons), bool(opening), bool(pictures))


def _has_mark(label: str) -> bool:
    return any(mark in label for mark in _LABEL_END.strip())


def _is_agency_line(text: str, rest: str) -> bool:
    """Whether a line tells only an agency: ``Associated Press``, ``(dpa/lno)``, ``Special to the Lake Post``."""
    told = rest.casefold().strip("()[]/©. ")
    if told in name_words().agency_lines or (text.casefold().startswith("special to ") and len(text) <= 60):
        return True
    names = told.split("/")
    return any(name in name_words().agencies for name in names) and all(
        name.isalpha() and len(name) <= 9 for name in names
    )


def _with_city(text: str, words: _Words, announced: bool) -> Person | None:
    """A name before or after one of the known cities, which vouches for it: ``مرتا عريان - بيروت``."""
    match = words.city.fullmatch(text)
    if match is None:
        return None
    name = (match["first"] or match["last"]).strip()
    if not (announced or 2 <= len(name.split()) <= 4) or not is_name(name, words.function_words, announced=True):
        return None
    return Person(name, place=match["before"] or match["after"])


def _declared(text: str, own: Locale, words: _Words) -> Credit | None:
    """What a line tells by one of the publication's own forms. Without words before it, a name must be a full one."""
    for form in own.byline.forms:
        told = read_form(form, text.strip("*_ "))
        persons = _persons(told.pop("name"), words, announced=True) if told else []
        announced = opens_with_words(form)
        if told is not None and persons and (announced or all(" " in person.name for person in persons)):
            return Credit((*persons[:-1], _with(persons[-1], **told)), announced, declared=True)
    return None


def _persons(text: str, words: _Words, announced: bool) -> list[Person]:
    """The persons of a byline without its opening; none if a part of it is neither a person nor told of one."""
    persons: list[Person] = []
    start, apart = 0, ""
    for match in chain(words.joins.finditer(text), (None,)):
        part = text[start : match.start() if match else len(text)].strip().strip(" .*_").strip()
        is_place = bool(persons) and _is_place_after(part, persons[-1], apart)
        if is_place and not words.roles.search(part):
            persons[-1] = _with(persons[-1], place=_cased(part, words.dotless_i))
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
    return (
        not part[0].islower()
        and part.casefold() not in name_words().sending
        and not (part.isupper() and len(part) <= 4)
    )


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
        of = bracketed["of"].strip()
        name = _cased(bracketed["name"], words.dotless_i)
        persons.append(Person(name, role=of) if _is_role(of, words) else Person(name, affiliation=of))
        return True
    split = words.place.search(part)
    if split and (split.start() or persons):
        part, place = part[: split.start()], _cased(part[split.end() :].strip(), words.dotless_i)
    if not part:
        persons[-1] = _with(persons[-1], place=place)
        return True
    is_paper = (persons or not announced) and part.split()[-1].casefold() in name_words().employers
    if not is_paper and is_name(part, words.function_words, announced) and not _is_role(part, words):
        persons.append(Person(_cased(part, words.dotless_i), place=place))
        return True
    person = _name_then_role(part, words)
    if person:
        persons.append(_with(person, place=place))
        return True
    if not persons:
        return False
    if _is_role(part, words):
        persons[-1] = _with(persons[-1], role=part, place=place)
    elif part.casefold() in name_words().sending or is_paper or (announced and part[0].isupper() and len(part) < 60):
        persons[-1] = _with(persons[-1], affiliation=part, place=place)
    else:
        return False
    return True


def _is_role(part: str, words: _Words) -> bool:
    return bool(words.roles.search(part) or words.labels.fullmatch(part))


def _name_then_role(part: str, words: _Words) -> Person | None:
    """``Marta Oyelaran Transport correspondent``: a name, and a role that ends the line with no comma between."""
    told = part.split()
    roles = [*words.roles.finditer(part)] if 3 <= len(told) <= _ROLE_REACH + 1 else []
    if not roles or roles[-1].end() != len(part):
        return None
    before = len(part[: roles[-1].start()].split())
    for count in (2, 3):
        name = " ".join(told[:count])
        if count <= before and is_name(name, words.function_words, announced=False) and not words.roles.search(name):
            plain = all(word[0].islower() for word in told[count + 1 :])
            return Person(_cased(name, words.dotless_i), role=" ".join(told[count:])) if plain else None
    return None


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
    if not all(character.isalpha() or character in _IN_NAMES or _is_mark(character) for character in text):
        return False
    uncased = not any(character.isupper() or character.islower() for character in text)
    if uncased:
        return announced and not any(word in function_words for word in words)
    folded_words = [word.casefold().strip(".,") for word in words]
    known = name_words()
    titled = announced or folded_words[0] in known.titles
    may_be_press = titled and " ".join(folded_words) not in known.agency_lines  # it is a surname too
    if any(word in known.sending and not (may_be_press and word == "press") for word in folded_words):
        return False
    if len(words) == 1 and not announced:
        return False
    homonyms = known.homonyms if announced else known.likely_homonyms
    full = 0
    for place, word in enumerate(words):
        folded = word.casefold()
        no_name = folded in function_words and folded not in known.particles
        if _INITIAL.fullmatch(word) and (len(word) == 1 or not no_name or folded in known.homonyms):
            continue
        if _ELIDED.match(word):
            full += 1
        elif word[0].isupper() and not no_name:
            full += len(word) > 1
        elif word[0].isupper() and len(words) > 1 and folded in homonyms:
            full += not announced
        elif folded not in known.particles or place == len(words) - 1:
            return False
    return full >= 1 and (full >= 2 or announced or any(_INITIAL.fullmatch(word) for word in words))


def _is_mark(character: str) -> bool:
    """Whether a character is a vowel sign or an accent that stands by itself, as in Hindi."""
    return unicodedata.category(character)[0] == "M"


def _cased(name: str, dotless_i: bool = False) -> str:
    """``ANA DE LA TORRE`` -> ``Ana de la Torre``; a name that is not all capitals stays."""
    if not name.isupper() or len(name) < 4:
        return name
    words = name.split()
    return " ".join(
        word.lower() if word.casefold() in name_words().particles and place else _capitalised(word, dotless_i)
        for place, word in enumerate(words)
    )


def _capitalised(word: str, dotless_i: bool) -> str:
    if word.endswith(".") and len(word) <= 5 and word[:-1].casefold() not in name_words().titles:
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0][0] + _lower(part[0][1:], dotless_i), word)


def _lower(text: str, dotless_i: bool) -> str:
    """Small letters; in Turkish ``I`` and ``İ`` are two letters, ``ı`` and ``i``."""
    return (text.replace("I", "ı") if dotless_i else text).replace("İ", "i").lower()
