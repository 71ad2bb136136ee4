"""The place that a line names before its date, as a letter and an old newspaper do: ``Kiel, Sunday 9 May 1886``."""

from __future__ import annotations

import re

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.dates import DateMatch, rest_of_date_line, yearless
from copydesk.reading.text.recognisers.marks import COMMAS
from copydesk.reading.text.recognisers.people.byline_words import byline_words
from copydesk.reading.text.recognisers.people.names import is_name

_WORDS = r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d][\w.'’-]*){0,4}"
_TOWN = r"(?=[^\W\d_]*[^\WA-Z\d_])[^\W\d_a-z]\w*(?: [^\W\d_a-z]\w*)?"  # not in capitals
_COMMON = re.compile(r"\b[a-zß-öø-ÿ]\w{3}")  # a word of four letters or more that is no name: *harbour*
_DIGIT = re.compile(r"\d")
_PLACE = pattern(rf"_?(?P<place>(?P<first>{_WORDS})(?:, {_TOWN}(?=, [^\W_]+\W))?)\s?[{COMMAS}]\s+(?=\S)")


def place_before_date(text: str, date: DateMatch, locales: tuple[Locale, ...]) -> str:
    """The place before a date with nothing else on the line; empty if there is none, or if it looks like a person.

    ``Ana Ruiz, 9 May 1886`` may be a byline and a date; ``Kiel, 9 May 1886`` is a place and a date.
    """
    match = _place(text, locales)
    if match is None or match.end() > date.start:
        return ""
    behind = date._replace(start=date.start - match.end(), end=date.end - match.end())
    return "" if rest_of_date_line(text[match.end() :], behind, locales) else match["place"].replace("_", "")


def _place(text: str, locales: tuple[Locale, ...]) -> re.Match[str] | None:
    """What stands before the first comma or the second, as a paper and its town do, if it is of few words and does not
    look like a person."""
    match, words = _PLACE.match(text), byline_words(locales)
    if (
        match is None
        or words.opening.match(text)
        or not rest_of_date_line(match["place"], DateMatch(None, 0, 0), locales)
    ):
        return None
    return None if is_name(match["first"], words.function_words, announced=False) else match


def find_dated_place(text: str, locales: tuple[Locale, ...]) -> DateMatch | None:
    """A place of names only, a day and a month that make a whole line, without a year: ``Kiel, 9 May.``; else None.

    ``Log of the harbour, 4 May`` is a headline.
    """
    match = _place(text, locales) if _DIGIT.search(text) else None
    day = yearless(text[match.end() :], locales) if match and not _COMMON.search(match["place"]) else None
    return DateMatch(None, match.end() + day.start, match.end() + day.end) if match and day else None
