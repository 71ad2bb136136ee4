"""Datelines: the place, and perhaps the agency, that a dispatch opens with.

``LA CROSSE, Wis. (AP) —``, ``PARIS, May 3 (Reuters) -``, ``Kyiv/Warsaw –``. The Associated Press Stylebook sets the
city in capitals, then state or country, agency and a dash.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Opening(NamedTuple):
    """A dateline at the beginning of a text: where it ends, the place and the agency."""

    end: int
    place: str
    agency: str | None


_CITY = r"[^\W\d_a-z][^\W\d_a-z'’.-]*(?:[ /-][^\W\d_a-z][^\W\d_a-z'’.-]*){0,4}"
_REGION = r"(?:, (?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}))?"
_WHEN = r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?| \d{1,2}\.? [A-Z][a-z]{2,8}\.?)?"
_AGENCY = r"(?: ?[(/](?P<agency>[A-Z][\w &./-]{1,30})[)/])?"
_DATELINE = re.compile(rf"(?P<place>{_CITY}{_REGION}){_WHEN}{_AGENCY}\s*(?:[—–]|--|-(?=\s))\s*(?=[^\sa-z—–-])")
_AGENCY_NEEDED = re.compile(
    r"(?P<place>[^\W\d_][\w.'’-]+(?:[ /-][^\W\d_][\w.'’-]+){0,3}(?:, [^\W\d_][\w.'’ -]{1,20})?)"
    r" ?[(/](?P<agency>AP|AFP|Reuters|REUTERS|dpa|DPA|EFE|ANSA|TASS|UPI|CP|PTI|ANI|IANS|AAP|NTB|TT|APA|ATS|Belga"
    r"|PAP|ČTK|Xinhua|Kyodo|Yonhap|EFE|Lusa|LUSA|ANP|STT|Ritzau)[)/]\.?\s*(?:[—–:-]|--)?\s*(?=\S)"
)


def find_dateline(text: str) -> Opening | None:
    """The dateline that a paragraph opens with, or None. A place in capitals, or an agency, must vouch for it."""
    head = text[:120]
    match = _DATELINE.match(head)
    if match and len(match["place"]) > 2 and any(character.isalpha() for character in match["place"]):
        city = re.match(_CITY, match["place"])
        if city and (city[0].upper() == city[0] and sum(map(str.isupper, city[0])) > 2):
            return _opening(match)
    match = _AGENCY_NEEDED.match(head)
    return Opening(match.end(), match["place"], match["agency"]) if match else None


_AN_AGENCY = re.compile(r".*(?:press|news|wire|agen|reuters|dpa|belga|ritzau|service|media)", re.IGNORECASE)


def _opening(match: re.Match[str]) -> Opening:
    """``BORGO SAN LAZZARO (Parma)`` names the province, not an agency."""
    place, told = _cased(match["place"]), match["agency"]
    if told and not (told.isupper() or _AN_AGENCY.match(told)):
        return Opening(match.end(), f"{place} ({told})", None)
    return Opening(match.end(), place, told)


def _cased(place: str) -> str:
    """``LA CROSSE, Wis.`` -> ``La Crosse, Wis.``"""
    return re.sub(
        r"[^\W\d_]{2,}", lambda word: word[0][0] + word[0][1:].lower() if word[0].isupper() else word[0], place
    )
