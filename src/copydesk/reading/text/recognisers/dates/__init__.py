"""Dates in a line of text. A date is read only where day, month and year all stand there; nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.text.recognisers.dates.patterns import DIGITS, HAN, DatePatterns, date_patterns


class DateMatch(NamedTuple):
    """A date and where it stands; ``iso`` is None where the digits can be read in two ways."""

    iso: str | None
    start: int
    end: int


LONGEST_DATE_LINE = 90
_MOST_LEFT = 3  # letters that may remain: a stray abbreviation such as г.
_EARLIEST, _LATEST = 1450, 2200

_GROUPS = {
    "iso": "1", "ymd": "2", "cjk": "3", "dmy": "4", "worded": "5", "american": "6", "yearfirst": "7", "iranian": "8",
    "era": "9", "kanji": "0",
}  # fmt: skip
"""What the groups of each form of a date end in: ``y5`` is the year of a worded one."""

_SHORT_YEAR = re.compile(
    r"(?<![\w.])(?P<a>\d{1,2})(?P<mark>[/.-])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<year>\d{2})(?![\w./-])"
)
_ANY_DIGIT = re.compile(rf"[\d{''.join(DIGITS)}]")
_PIVOT = 70  # two digits from here on are of the last century


def find_date(text: str, locales: tuple[Locale, ...]) -> DateMatch | None:
    """The first date in a text, by the words of these languages."""
    words = date_patterns(locales)
    if not _ANY_DIGIT.search(text):
        return DateMatch(None, 0, len(text)) if words.is_uncounted(text) else None
    for match in words.dates_in(text):
        iso, is_date = _iso(match, words)
        if is_date:
            return DateMatch(iso, match.start(), match.end())
    if len(text) <= LONGEST_DATE_LINE and (short := _short_year(text, words)):
        return short
    if words.is_uncounted(text):
        return DateMatch(None, 0, len(text))
    alone = words.month_and_year.fullmatch(text)
    return DateMatch(None, 0, len(text)) if alone and _EARLIEST <= int(alone["year"]) <= _LATEST else None


def yearless(text: str, locales: tuple[Locale, ...]) -> DateMatch | None:
    """A day and a month that are all of a text, with their weekday and without a year; else None."""
    return DateMatch(None, 0, len(text)) if date_patterns(locales).day_and_month.fullmatch(text) else None


def _iso(match: re.Match[str], words: DatePatterns) -> tuple[str | None, bool]:
    """The date, and whether it is one: ``03/04/2025`` is a date, but None."""
    group = _GROUPS[match.lastgroup or ""]
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
        year = int("".join(str(DIGITS[digit]) for digit in match["y0"]))
        month, day = _counted(match["m0"]), _counted(match["d0"])
    try:
        return date(year, month, day).isoformat(), True
    except ValueError:
        return None, False


def _counted(digits: str) -> int:
    """``二十三`` -> 23"""
    tens, ten, ones = digits.rpartition(HAN.ten)
    return (DIGITS[tens] if tens else 1) * 10 * bool(ten) + (DIGITS[ones] if ones else 0) if ten else DIGITS[digits]


def _short_year(text: str, words: DatePatterns) -> DateMatch | None:
    """A date whose year has two digits, where a line holds nothing else: ``12.05.25``, ``5/12/25``."""
    match = _SHORT_YEAR.search(text)
    if match is None:
        return None
    beside = text[: match.start()] + " " + text[match.end() :]
    if len(words.filler(beside).sub("", beside)) > _MOST_LEFT:
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


def _month(name: str, words: DatePatterns) -> int:
    """The number of a month that the pattern matched, in small letters or capitals; 0 if it is not known."""
    return words.months.get(name.casefold()) or words.months.get(name.lower(), 0)


def rest_of_date_line(text: str, date_match: DateMatch, locales: tuple[Locale, ...]) -> str:
    """What a line holds besides a date, its weekday, its time and words such as ``Published``."""
    beside = text[: date_match.start] + " " + text[date_match.end :]
    return date_patterns(locales).filler(beside).sub("", beside)


def end_of_date(text: str, end: int, locales: tuple[Locale, ...]) -> int:
    """Where the time of day ends that stands behind a date: ``2021年3月12日 07:30 …``."""
    filler = date_patterns(locales).filler(text)
    while match := filler.match(text, end):
        end = match.end()
    return end


def is_all_of(text: str, date_match: DateMatch, locales: tuple[Locale, ...]) -> bool:
    """Whether a date is all that a line holds, but for its weekday, its time and words such as ``Published``."""
    return len(rest_of_date_line(text, date_match, locales)) <= _MOST_LEFT


def is_update(text: str, locales: tuple[Locale, ...]) -> bool:
    """Whether a date line announces an update: ``Updated 3 May 2024``."""
    folded = text.casefold()
    return any(word in folded for word in date_patterns(locales).updated)
