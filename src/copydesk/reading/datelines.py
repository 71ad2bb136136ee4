"""Datelines: the place, and perhaps the agency, that a dispatch opens with.

``LA CROSSE, Wis. (AP) —``, ``PARIS, May 3 (Reuters) -``, ``Kyiv/Warsaw –``. The Associated Press Stylebook sets the
city in capitals, then state or country, agency and a dash.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from copydesk.locales import known, locale
from copydesk.reading.words import alternatives


class Opening(NamedTuple):
    """A dateline at the beginning of a text: where it ends, the place and the agency."""

    end: int
    place: str
    agency: str | None


_CITY = r"[^\W\d_a-z][^\W\d_a-z'’.-]*(?:[ /-][^\W\d_a-z][^\W\d_a-z'’.-]*){0,4}"
_REGION = r"(?:, (?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}))?"
_KNOWN = (
    r"AP|AFP|Reuters|REUTERS|dpa|DPA|EFE|ANSA|TASS|UPI|CP|PTI|ANI|IANS|AAP|NTB|TT|APA|ATS|Belga|PAP|ČTK|Xinhua|Kyodo"
    r"|Yonhap|Lusa|LUSA|ANP|STT|Ritzau|AA|DHA|ANTARA|ТАСС|Интерфакс|Укрінформ|ΑΠΕ-ΜΠΕ"
)
_AGENCY = rf"(?: ?[(/](?P<agency>(?:[A-ZА-ЯІЇЄ][\w &./-]{{1,30}}|{_KNOWN}))[)/])?"
_AGENCY_NEEDED = re.compile(
    r"(?P<place>[^\W\d_][\w.'’-]+(?:[ /-][^\W\d_][\w.'’-]+){0,3}(?:, [^\W\d_][\w.'’ -]{1,20})?)"
    rf" ?[(/](?P<agency>{_KNOWN})[)/]\.?\s*(?:[—–:-]|--)?\s*(?=\S)"
)


@cache
def _dateline() -> re.Pattern[str]:
    """Place, date and agency, and the dash; the month in any of our languages."""
    month = alternatives({name for tag in known() for names in locale(tag).dates.months for name in names})
    when = rf"(?:, [A-Z][a-z]{{2,8}}\.? \d{{1,2}}(?:, \d{{4}})?|,? \d{{1,2}}\.? (?i:{month})\.?)?"
    return re.compile(rf"(?P<place>{_CITY}{_REGION}){when}{_AGENCY}\s*(?:[—–]|--|-(?=\s))\s*(?=[^\sa-z—–-])")


def find_dateline(text: str) -> Opening | None:
    """The dateline that a paragraph opens with, or None. A place in capitals, or an agency, must vouch for it."""
    head = text[:120]
    match = _dateline().match(head)
    if match and len(match["place"]) > 2 and any(character.isalpha() for character in match["place"]):
        city = re.match(_CITY, match["place"])
        if city and (city[0].upper() == city[0] and sum(map(str.isupper, city[0])) > 2):
            return _opening(match)
    match = _AGENCY_NEEDED.match(head)
    if match is None:
        return None
    place = match["place"]
    return Opening(match.end(), _cased(place) if place.isupper() and len(place) > 3 else place, match["agency"])


_AN_AGENCY = re.compile(r".*(?:press|news|wire|agen|reuters|dpa|belga|ritzau|service|media)", re.IGNORECASE)


def _opening(match: re.Match[str]) -> Opening:
    """``BORGO SAN LAZZARO (Parma)`` names the province, not an agency."""
    place, told = _cased(match["place"]), match["agency"]
    if told and not (told.isupper() or re.fullmatch(_KNOWN, told) or _AN_AGENCY.match(told)):
        return Opening(match.end(), f"{place} ({told})", None)
    return Opening(match.end(), place, told)


def _cased(place: str) -> str:
    """``LA CROSSE, Wis.`` -> ``La Crosse, Wis.``; a place with a dotted ``İ`` is Turkish, and its ``I`` has none."""
    dotless = "ı" if "İ" in place else "i"

    def capitalised(word: re.Match[str]) -> str:
        first, rest = word[0][0], word[0][1:]
        return first + rest.replace("İ", "i").replace("I", dotless).lower() if first.isupper() else word[0]

    return re.sub(r"[^\W\d_]{2,}", capitalised, place)
