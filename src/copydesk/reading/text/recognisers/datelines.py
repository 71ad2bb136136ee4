"""Datelines: the place, and perhaps the agency, that a dispatch opens with.

``LA CROSSE, Wis. (AP) —``, ``PARIS, May 3 (Reuters) -``, ``Kyiv/Warsaw –``. The Associated Press Stylebook sets the
city in capitals, then state or country, agency and a dash.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from copydesk.locales import known, locale
from copydesk.reading.text.recognisers.words import alternatives


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


_HAN = r"[\u3400-\u9fff]"
_EASTERN = re.compile(
    # 新华社北京5月12日电（记者王小明）
    rf"(?P<a1>{_HAN}{{2,4}}社)(?P<p1>{_HAN}{{2,8}}?)(?:(?:\d{{1,2}}月)?\d{{1,2}}日)(?:综合|綜合)?[电電讯訊](?:[（(][^）)]{{1,40}}[）)])?\s*"
    # （中央社記者王小明台北12日電）
    rf"|[（(](?P<a2>{_HAN}{{2,4}}社)(?:記者[^）)]{{2,4}}?)?(?P<p2>{_HAN}{{2,4}})(?:\d{{1,2}}月)?\d{{1,2}}日[電电][）)]\s*"
    # 本报清河镇讯, （本报北京5月12日讯）
    rf"|[（(]?本[报報刊台网網](?P<p5>{_HAN}{{2,6}}?)(?:(?:\d{{1,2}}月)?\d{{1,2}}日)?[讯訊电電][）)]?(?:[（(][^）)]{{1,40}}[）)])?\s*"
    # ［東京　３日　ロイター］ －
    r"|[\[［](?P<p6>[\u3040-\u30ff\u3400-\u9fff]{2,10})\s+(?:\d{1,2}月)?\d{1,2}日\s+"
    r"(?P<a6>[\u3040-\u30ff\u3400-\u9fffA-Z]{2,8})[\]］]\s*[-－―–—]*\s*"
    # 【ロンドン＝田中花子】, 【ワシントン共同】
    r"|【(?P<p3>[\u3040-\u30ff\u3400-\u9fff]{2,10}?)(?:[＝=][^】]{2,12}|(?P<a3>共同|時事))】\s*"
    # (서울=연합뉴스) 홍길동 기자 =
    r"|[(\[【](?P<p4>[\uac00-\ud7a3]{2,5})\s?=\s?(?P<a4>[\uac00-\ud7a3\w]{2,8})[)\]】]\s?(?:[\uac00-\ud7a3]{2,4}\s기자\s?=\s?)?"
)
_WORD = r"[\u0590-\u08ff\u0900-\u097f\u200c-]+"


@cache
def _uncased() -> re.Pattern[str]:
    """Letters without capitals: a place and an agency in brackets, ``بيروت (رويترز) -``, or a known city and a dash."""
    cities = alternatives({city for tag in known() for city in locale(tag).byline.cities})
    own = [locale(tag) for tag in ("ar", "fa", "he", "hi")]
    month = alternatives({name for known_months in own for names in known_months.dates.months for name in names})
    initials = r"[\u0600-\u06ff](?: [\u0600-\u06ff]){1,2}"  # أ ف ب
    when = rf"(?:\s?[,،]?\s?\d{{1,2}}\s(?:{month}))?"
    return re.compile(
        rf"(?P<p7>{_WORD}(?: {_WORD}){{0,2}}){when}\s?[(（](?P<a7>{_WORD}|{initials})[)）]\s*[-–—:]+\s*(?=\S)"
        rf"|(?P<p8>{cities}){when}\s?[(（](?P<a8>{_WORD}(?: {_WORD}){{0,2}})[)）]\s*[-–—:।]*\s*(?=\S)"
        rf"|(?P<p9>{cities}){when}(?:\s*[–—]|\s+-(?=\s)|।)\s*(?=\S)"
    )


_NO_PLACE = frozenset({"SIR", "SIRS", "MADAM", "EDITOR", "DEAR SIR", "NOTE", "UPDATE", "BREAKING", "Q", "A"})


def find_dateline(text: str) -> Opening | None:
    """The dateline that a paragraph opens with, or None. A place in capitals, or an agency, must vouch for it."""
    head = text[:120]
    if head and (not head[0].isascii() or head[0] in "(["):
        eastern = _EASTERN.match(head) or _uncased().match(head.lstrip("\u200e\u200f"))
        if eastern and eastern.end() < len(text):
            told = {name[0]: value for name, value in eastern.groupdict().items() if value}
            return Opening(eastern.end(), told["p"], told.get("a"))
    match = _dateline().match(head)
    if match and len(match["place"]) > 2 and any(character.isalpha() for character in match["place"]):
        city = re.match(_CITY, match["place"])
        if (
            city
            and city[0].rstrip(" –—-") not in _NO_PLACE
            and (city[0].upper() == city[0] and sum(map(str.isupper, city[0])) > 2)
        ):
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
