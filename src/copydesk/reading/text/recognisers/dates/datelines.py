"""Datelines: the place, and often the agency, that a dispatch opens with.

``LA CROSSE, Wis. (AP) —``, ``PARIS, May 3 (Reuters) -``, ``Kyiv/Warsaw –``. The Associated Press Stylebook sets the
city in capitals, then state or country, agency and a dash.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from copydesk.locales import every_locale
from copydesk.locales.scripts import Script, capitals, letters, letters_where, marks
from copydesk.reading.text.recognisers.marks import COMMAS, beyond_latin
from copydesk.reading.text.recognisers.words import alternatives, folded


class Opening(NamedTuple):
    """A dateline at the beginning of a text: where it ends, the place and the agency."""

    end: int
    place: str
    agency: str | None


_CAPITAL = r"[^\W\d_a-z]"
_IN_CAPITALS = rf"{_CAPITAL}(?:{_CAPITAL}|['’.-](?={_CAPITAL})|\.(?=[ ,]))*"  # ST. O’FALLON
_CITY = rf"{_IN_CAPITALS}(?:[ /-]{_IN_CAPITALS}){{0,4}}"
_REGION = r"(?:, (?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}))?"


_DASH, _YEAR = re.compile(r"[—–-]"), re.compile(r"\d{4}")
"""What most texts do not open with, so that the long patterns of datelines need not be made for them."""

_MONTH = r"\d{0,2}[^\W\d_][^\d,]{0,24}?(?: \d{1,2})?"
"""What may be a month, also ``tháng 8`` and ``10月``; it is looked up, as a pattern of all months is long."""


@cache
def _months() -> frozenset[str]:
    """The months of all languages, folded."""
    return frozenset(folded(name) for locale in every_locale() for names in locale.dates.months for name in names)


def _is_uncased(script: Script) -> bool:
    return script.spaces and not script.capitals and not script.dense


_UNCASED_LETTERS, _STOPS = letters_where(_is_uncased), marks("stops", where=_is_uncased)


@cache
def _agencies() -> str:
    """The agencies of all languages, as they are written and in capitals."""
    names = [name for locale in every_locale() for name in (*locale.agencies.names, *locale.agencies.initials)]
    return alternatives(form for name in names for form in (name, name.upper()))


@cache
def _agency_needed() -> re.Pattern[str]:
    """A place in any letters, and an agency that is known."""
    return re.compile(
        r"(?P<place>[^\W\d_][\w.'’-]+(?:[ /-][^\W\d_][\w.'’-]+){0,3}(?:, [^\W\d_][\w.'’ -]{1,20})?)"
        rf" ?[(/](?P<agency>{_agencies()})[)/]\.?\s*(?:[—–:-]|--)?\s*(?=\S)"
    )


@cache
def _dateline() -> re.Pattern[str]:
    """Place, date and agency, and the dash; the month in any language."""
    agency = rf"(?: ?[(/](?P<agency>(?:[{capitals()}][\w &./-]{{1,30}}|{_agencies()}))[)/])?"
    when = rf"(?:, [A-Z][a-z]{{2,8}}\.? \d{{1,2}}(?:, \d{{4}})?|,? \d{{1,2}}\.? (?P<month>{_MONTH})\.?(?:,? \d{{4}})?)?"
    return re.compile(rf"(?P<place>{_CITY}{_REGION}){when}{agency}\s*(?:[—–]|--|-(?=\s))\s*(?=[^\sa-z—–-])")


@cache
def _dated() -> re.Pattern[str]:
    """A place in any letters, and a day with its year and a full stop or a dash: ``Hamburg, March 3, 2022.``"""
    month_first = rf"(?P<month1>{_MONTH})\.? \d{{1,2}},? \d{{4}}"
    day = rf"(?:{month_first}|\d{{1,2}}\.?(?: de)? (?P<month2>{_MONTH})\.?(?: de|,)? \d{{4}})"
    place = rf"{_CAPITAL}[\w'’-]+(?:[ /-]{_CAPITAL}[\w'’-]+){{0,3}}{_REGION}"
    return re.compile(rf"(?P<place>{place}), {day}(?:\.|\s*(?:[—–]|--|-(?=\s)))\s*(?=[\"“„«]?[^\W\d_a-z])")


@cache
def _declared() -> tuple[re.Pattern[str], ...]:
    """The datelines that languages declare as patterns."""

    def with_letters(form: str) -> str:
        return re.sub(r"\{([a-z]{4})\}", lambda code: letters(code[1]), form)

    return tuple(
        re.compile(rf"(?:{with_letters(form)})\s*") for locale in every_locale() for form in locale.byline.datelines
    )


_WORD = rf"[{_UNCASED_LETTERS}\u200c-]+"


@cache
def _uncased() -> re.Pattern[str]:
    """Letters without capitals: a place and an agency in brackets, ``بيروت (رويترز) -``, or a known city and a dash."""
    cities = alternatives({city for locale in every_locale() for city in locale.byline.cities})
    month = alternatives({name for locale in every_locale() for names in locale.dates.months for name in names})
    initials = rf"[{_UNCASED_LETTERS}](?: [{_UNCASED_LETTERS}]){{1,2}}"  # أ ف ب
    when = rf"(?:\s?[{COMMAS}]?\s?\d{{1,2}}\s(?:{month}))?"
    return re.compile(
        rf"(?P<place1>{_WORD}(?: {_WORD}){{0,2}}){when}\s?[(（](?P<agency1>{_WORD}|{initials})[)）]\s*[-–—:]+\s*(?=\S)"
        rf"|(?P<place2>{cities}){when}\s?[(（](?P<agency2>{_WORD}(?: {_WORD}){{0,2}})[)）]\s*[-–—:{_STOPS}]*\s*(?=\S)"
        rf"|(?P<place3>{cities}){when}(?:\s*[–—]|\s+-(?=\s)|[{_STOPS}])\s*(?=\S)"
    )


_WORD_OF_A_PLACE = re.compile(r"[^\W\d_]{3}|[^\W\d_]{2} [^\W\d_]{2}")
_NO_PLACE = frozenset({"SIR", "SIRS", "MADAM", "EDITOR", "DEAR SIR", "NOTE", "UPDATE", "BREAKING", "Q", "A"})


def _is_place(city: str) -> bool:
    """Whether words in capitals may name a place: three capitals or more, and no initials."""
    in_capitals = city.upper() == city and sum(map(str.isupper, city)) > 2
    return in_capitals and city.rstrip(" –—-") not in _NO_PLACE and _WORD_OF_A_PLACE.search(city) is not None


def find_dateline(text: str) -> Opening | None:
    """The dateline that a paragraph opens with, or None. It must have a place in capitals, or an agency."""
    head = text[:120]
    if head and (not head[0].isascii() or head[0] in "([") and beyond_latin(head):
        opening = next(filter(None, (form.match(head) for form in _declared())), None)
        opening = opening or _uncased().match(head, len(head) - len(head.lstrip("\u200e\u200f")))
        if opening and opening.end() < len(text):
            groups = {name.rstrip("123"): value for name, value in opening.groupdict().items() if value}
            return Opening(opening.end(), groups["place"].rstrip(COMMAS), groups.get("agency"))
    match = _dateline().match(head) if _DASH.search(head) else None
    city = re.match(_CITY, match["place"]) if match else None
    if match and city and _is_place(city[0]) and _is_month(match["month"]):
        return _opening(match)
    dated = _dated().match(head) if _YEAR.search(head) else None
    if dated and _is_month(dated["month1"] or dated["month2"]):
        return Opening(dated.end(), _cased(dated["place"]) if dated["place"].isupper() else dated["place"], None)
    match = _agency_needed().match(head) if "(" in head or "/" in head else None
    if match is None:
        return None
    place = match["place"]
    return Opening(match.end(), _cased(place) if place.isupper() and len(place) > 3 else place, match["agency"])


def _is_month(name: str | None) -> bool:
    """Whether what stands for a month is one, or nothing does."""
    return name is None or folded(name) in _months()


_AN_AGENCY = re.compile(r".*(?:press|news|wire|agen|reuters|dpa|belga|ritzau|service|media)", re.IGNORECASE)


def _opening(match: re.Match[str]) -> Opening:
    """``BORGO SAN LAZZARO (Parma)`` names the province, not an agency."""
    place, agency = _cased(match["place"]), match["agency"]
    if agency and not (agency.isupper() or re.fullmatch(_agencies(), agency) or _AN_AGENCY.match(agency)):
        return Opening(match.end(), f"{place} ({agency})", None)
    return Opening(match.end(), place, agency)


def _cased(place: str) -> str:
    """``LA CROSSE, Wis.`` -> ``La Crosse, Wis.``; a place with a dotted ``İ`` is Turkish, and its ``I`` has none."""
    dotless = "ı" if "İ" in place else "i"

    def capitalised(word: re.Match[str]) -> str:
        first, rest = word[0][0], word[0][1:]
        return first + rest.replace("İ", "i").replace("I", dotless).lower() if first.isupper() else word[0]

    return re.sub(r"[^\W\d_]{2,}", capitalised, place)
