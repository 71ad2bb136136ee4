"""Dates in a line of text. A date is read only where day, month and year all stand there; nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale, every_locale
from copydesk.locales.scripts import letters, scripts
from copydesk.reading.text.recognisers.marks import COMMAS, EAST_ASIAN
from copydesk.reading.text.recognisers.words import alternatives, whole_words


class DateMatch(NamedTuple):
    """A date and where it stands; ``iso`` is None where the digits can be read in two ways."""

    iso: str | None
    start: int
    end: int


class _Words(NamedTuple):
    months: dict[str, int]
    solar: dict[str, int]
    pattern: re.Pattern[str]
    month_and_year: re.Pattern[str]
    day_and_month: re.Pattern[str]
    filler: re.Pattern[str]
    uncounted: re.Pattern[str]
    updated: tuple[str, ...]
    order: str
    reigns: dict[str, int]


LONGEST_DATE_LINE = 90
_MOST_LEFT = 3  # letters that may remain: a stray abbreviation such as г.
_EARLIEST, _LATEST = 1450, 2200

_NUMERIC = (
    r"(?P<iso>(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})(?:T[\d:.]+Z?)?)"
    r"|(?P<ymd>(?P<y2>\d{4})[/.]\s?(?P<m2>\d{1,2})[/.]\s?(?P<d2>\d{1,2}))"
    r"|(?P<dmy>(?P<d4>\d{1,2})(?P<mark>[/.-])\s?(?P<m4>\d{1,2})(?P=mark)\s?(?P<y4>\d{4}))"
)

_HAN = scripts()["hani"]
_DIGITS = {digit: number for number, digit in enumerate(_HAN.digits)} | dict.fromkeys(_HAN.zeros, 0)
_COUNTED = f"[{_HAN.digits[1:]}{_HAN.ten}]"
_SHORT_YEAR = re.compile(
    r"(?<![\w.])(?P<a>\d{1,2})(?P<mark>[/.-])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<year>\d{2})(?![\w./-])"
)
_ANY_DIGIT = re.compile(rf"[\d{''.join(_DIGITS)}]")
_PIVOT = 70  # two digits from here on are of the last century


@cache
def _words(locales: tuple[Locale, ...]) -> _Words:
    months = {
        name: number
        for locale in reversed(locales)
        for number, names in enumerate(locale.dates.months, 1)
        for name in names
        if not name[0].isdigit()
    }
    solar = {name: number for number, names in enumerate(locales[0].dates.solar_months, 1) for name in names}
    weekdays = {name for locale in locales for names in locale.dates.weekdays for name in names}
    between = {word for locale in locales for word in locale.dates.between}
    ordinals = {word for locale in locales for word in locale.dates.ordinals}
    announcing = {word for locale in locales for word in (*locale.dates.published, *locale.dates.updated)}
    month, link = alternatives(set(months)), rf"(?:\s(?:{alternatives(between)})\.?)?"
    ordinal = rf"(?:{alternatives(ordinals)}|\.|º|°|ª)?"
    year, mark_of_day = _any_of("year_marks"), _any_of("day_marks")
    pattern = (
        rf"{_NUMERIC}|{_with_marks(year, mark_of_day)}"
        rf"|(?P<worded>(?P<d5>\d{{1,2}}){ordinal}{link}[\s-]\s?(?P<n5>{month})\.?,?{link}[\s-]\s?(?P<y5>\d{{4}}))"
        rf"|(?P<american>(?P<n6>{month})\.?\s(?P<d6>\d{{1,2}}){ordinal},?\s(?P<y6>\d{{4}}))"
        rf"|(?P<yearfirst>(?P<y7>\d{{4}})\.?\s(?:m\.\s)?(?P<n7>{month})\s(?P<d7>\d{{1,2}}){ordinal})"
        rf"|(?P<iranian>(?P<d8>\d{{1,2}})\s(?P<n8>{alternatives(solar)}),?{link}\s(?P<y8>\d{{4}}))"
    )
    begins = re.escape("".join(sorted({name[0] for name in (*months, *solar, *_reigns())})))
    uncounted_months = alternatives({name for locale in locales for name in locale.dates.uncounted_months})
    uncounted = (
        rf"(?:\d{{1,2}}|{_patterns('uncounted_days')})\s(?:{uncounted_months}),?\s(?:\d{{4}}|{_patterns('uncounted_years')})"
        rf"(?:\s?(?:{_any_of('uncounted_eras')})(?!\w))?"
    )
    filler = rf"{whole_words(weekdays | announcing | between)}(?!\w)"
    filler += r"|\d{1,2}\s?[:.h]\s?\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"
    filler += rf"|\d{{1,2}}\s?(?:{_any_of('hour_marks')})(?:\s?\d{{1,2}}\s?(?:{_any_of('minute_marks')}))?"
    filler += rf"|{uncounted}|{_any_of('sources')}|(?-i:[{letters('hani')}]){{2,6}}(?:{_any_of('publishers')})(?!\w)"
    filler += r"|\b(?:JST|KST|IST|GMT|UTC|BST|EST|EDT|CET|CEST|ET|PST|PDT|Uhr|hrs?)\b|[\W_]+"
    return _Words(
        months,
        solar,
        re.compile(
            rf"(?=[\d{''.join(_DIGITS)}{begins}])"  # the first character decides, for speed
            rf"(?:(?<![\w.])|(?<=(?-i:[{EAST_ASIAN}])))(?:{pattern})(?:(?<={mark_of_day})|(?!\d))",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:{month})\.?,?{link}\s(?P<year>\d{{4}})", re.IGNORECASE),
        re.compile(
            rf"(?:(?:{alternatives(weekdays | between)})[\s{COMMAS}]+)*"
            rf"(?:\d{{1,2}}{ordinal}{link}\s(?:{month})|(?:{month})\.?\s\d{{1,2}}{ordinal})\.?",
            re.IGNORECASE,
        ),
        re.compile(filler, re.IGNORECASE),
        re.compile(rf"(?:(?:{alternatives(weekdays | announcing)})[\s{COMMAS}:]*)*{uncounted}[\s.]*", re.IGNORECASE),
        tuple(word for locale in locales for word in locale.dates.updated),
        locales[0].dates.order,
        _reigns(),
    )


def _reigns() -> dict[str, int]:
    """The names of reigns, with the year before the first of each."""
    return {reign: before for locale in every_locale() for reign, before in locale.dates.reigns.items()}


def _any_of(name: str) -> str:
    """A pattern of the words that some language has for this."""
    return alternatives(word for locale in every_locale() for word in getattr(locale.dates, name))


def _patterns(name: str) -> str:
    """The patterns that some language has for this, as one."""
    return "|".join(pattern for locale in every_locale() for pattern in getattr(locale.dates, name))


def _with_marks(year: str, day: str) -> str:
    """Dates with a mark behind each of their parts: ``2020年5月3日``, ``令和7年5月12日``, ``二〇二五年五月十二日``."""
    month = _any_of("month_marks")
    reign = alternatives(_reigns())
    first = alternatives(locale.dates.first_year for locale in every_locale() if locale.dates.first_year)
    return (
        rf"(?P<cjk>(?P<y3>\d{{4}})\s?(?:{year})\s?(?:[（(][^）)\d]{{2,4}}\d{{1,3}}(?:{year})[）)]\s?)?"
        rf"(?P<m3>\d{{1,2}})\s?(?:{month})\s?(?P<d3>\d{{1,2}})\s?(?:{day}))"
        rf"|(?P<era>(?P<reign>{reign})\s?(?P<y9>\d{{1,3}}|{first})(?:{year})"
        rf"\s?(?P<m9>\d{{1,2}})(?:{month})\s?(?P<d9>\d{{1,2}})(?:{day}))"
        rf"|(?P<kanji>(?P<y0>[{''.join(_DIGITS)}]{{4}})(?:{year})"
        rf"(?P<m0>{_COUNTED}{{1,2}})(?:{month})(?P<d0>{_COUNTED}{{1,3}})(?:{day}))"
    )


def find_date(text: str, locales: tuple[Locale, ...]) -> DateMatch | None:
    """The first date in a text, by the words of these languages."""
    words = _words(locales)
    if not _ANY_DIGIT.search(text):
        return DateMatch(None, 0, len(text)) if words.uncounted.fullmatch(text) else None
    for match in words.pattern.finditer(text):
        iso, is_date = _iso(match, words)
        if is_date:
            return DateMatch(iso, match.start(), match.end())
    if len(text) <= LONGEST_DATE_LINE and (short := _short_year(text, words)):
        return short
    if words.uncounted.fullmatch(text):
        return DateMatch(None, 0, len(text))
    alone = words.month_and_year.fullmatch(text)
    return DateMatch(None, 0, len(text)) if alone and _EARLIEST <= int(alone["year"]) <= _LATEST else None


def yearless(text: str, locales: tuple[Locale, ...]) -> DateMatch | None:
    """A day and a month that are all of a text, with their weekday and without a year; else None."""
    return DateMatch(None, 0, len(text)) if _words(locales).day_and_month.fullmatch(text) else None


def _iso(match: re.Match[str], words: _Words) -> tuple[str | None, bool]:
    """The date, and whether it is one: ``03/04/2025`` is a date, but None."""
    group = next(number for number in "1234567890" if match[f"y{number}"])
    if group in "90":
        return _eastern(match, group, words.reigns)
    year, day = int(match[f"y{group}"]), int(match[f"d{group}"])
    if group == "8" or (group == "2" and words.solar and year < _EARLIEST):
        solar = _solar(year, words.solar[match["n8"]] if group == "8" else int(match["m2"]), day)
        return (solar.isoformat() if solar else None), solar is not None
    month = _month(match[f"n{group}"], words) if group in "567" else int(match[f"m{group}"])
    ambiguous = False
    if group == "4":
        slash = match["mark"] == "/"
        if month > 12 and day <= 12:
            day, month = month, day
        elif day <= 12 and month <= 12 and match["mark"] != ".":
            if words.order == "month_first":
                day, month = month, day
            ambiguous = slash and day != month and words.order == "either"
    if not _EARLIEST <= year <= _LATEST:
        return None, False
    try:
        return (None if ambiguous else date(year, month, day).isoformat()), True
    except ValueError:
        return None, False


def _eastern(match: re.Match[str], group: str, reigns: Mapping[str, int]) -> tuple[str | None, bool]:
    """A date in the year of a reign, ``令和7年5月12日``, or in Chinese digits, ``二〇二五年五月十二日``."""
    if group == "9":
        number = int(match["y9"]) if match["y9"].isdigit() else 1
        year = number + reigns[match["reign"]]
        month, day = int(match["m9"]), int(match["d9"])
    else:
        year = int("".join(str(_DIGITS[digit]) for digit in match["y0"]))
        month, day = _counted(match["m0"]), _counted(match["d0"])
    try:
        return date(year, month, day).isoformat(), True
    except ValueError:
        return None, False


def _counted(digits: str) -> int:
    """``二十三`` -> 23"""
    tens, ten, ones = digits.rpartition(_HAN.ten)
    return (_DIGITS[tens] if tens else 1) * 10 * bool(ten) + (_DIGITS[ones] if ones else 0) if ten else _DIGITS[digits]


def _short_year(text: str, words: _Words) -> DateMatch | None:
    """A date whose year has two digits, where a line holds nothing else: ``12.05.25``, ``5/12/25``."""
    match = _SHORT_YEAR.search(text)
    if match is None or len(words.filler.sub("", text[: match.start()] + " " + text[match.end() :])) > _MOST_LEFT:
        return None
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    year += 1900 if year >= _PIVOT else 2000
    day, month = (second, first) if words.order == "month_first" and match["mark"] != "." else (first, second)
    if month > 12 >= day:
        day, month = month, day
    ambiguous = match["mark"] != "." and words.order == "either" and day <= 12 and day != month
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return None
    return DateMatch(None if ambiguous else iso, match.start(), match.end())


_SOLAR_YEAR, _SOLAR_NEW_YEAR = 1404, date(2025, 3, 21)
_SOLAR_KNOWN = range(1300, 1450)  # years for which the leap years come round every 33


def _solar(year: int, month: int, day: int) -> date | None:
    """The date of a day of the Iranian solar calendar: six months of 31 days, five of 30, one of 29 or 30."""
    if year not in _SOLAR_KNOWN or not 1 <= month <= 12:
        return None
    longest = 31 if month <= 6 else 30 if month < 12 or _is_solar_leap(year) else 29
    if not 1 <= day <= longest:
        return None
    leaps = sum(map(_is_solar_leap, range(_SOLAR_YEAR, year))) - sum(map(_is_solar_leap, range(year, _SOLAR_YEAR)))
    before = 31 * (month - 1) - max(0, month - 7)
    return _SOLAR_NEW_YEAR + timedelta(365 * (year - _SOLAR_YEAR) + leaps + before + day - 1)


def _is_solar_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)


def _month(name: str, words: _Words) -> int:
    """The number of a month that the pattern matched, in small letters or capitals; 0 if it is not known."""
    return words.months.get(name.casefold()) or words.months.get(name.lower(), 0)


def rest_of_date_line(text: str, date_match: DateMatch, locales: tuple[Locale, ...]) -> str:
    """What a line holds besides a date, its weekday, its time and words such as ``Published``."""
    return _words(locales).filler.sub("", text[: date_match.start] + " " + text[date_match.end :])


def end_of_date(text: str, end: int, locales: tuple[Locale, ...]) -> int:
    """Where the time of day ends that stands behind a date: ``2021年3月12日 07:30 …``."""
    filler = _words(locales).filler
    while match := filler.match(text, end):
        end = match.end()
    return end


def is_all_of(text: str, date_match: DateMatch, locales: tuple[Locale, ...]) -> bool:
    """Whether a date is all that a line holds, but for its weekday, its time and words such as ``Published``."""
    return len(rest_of_date_line(text, date_match, locales)) <= _MOST_LEFT


def is_update(text: str, locales: tuple[Locale, ...]) -> bool:
    """Whether a date line announces an update: ``Updated 3 May 2024``."""
    folded = text.casefold()
    return any(word in folded for word in _words(locales).updated)
