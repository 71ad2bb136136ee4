"""Languages as data: one TOML file each, named after its language (``de.toml``).

A new language is one new file; ``Locale`` says what it may hold.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

FALLBACK = "en"


class Labels(msgspec.Struct, frozen=True):
    """Words that a document needs and the article does not bring."""

    contents: str
    notes: str
    cover: str
    page: str
    start_of_text: str


class BylineWords(msgspec.Struct, frozen=True):
    """How a byline is worded. All words of a locale are in lower case."""

    by: tuple[str, ...] = ()  # what opens it: "by", "words by", "von"
    joins: tuple[str, ...] = ()  # between two names: "and", "et"
    places: tuple[str, ...] = ()  # before the place: "in"
    roles: tuple[str, ...] = ()  # what follows a name: "staff writer", "Korrespondent"
    pictures: tuple[str, ...] = ()  # what opens a photographer's credit: "photographs by"
    clinging_joins: tuple[str, ...] = ()  # letters between two names that are written with the second: Arabic "و"
    reports: tuple[str, ...] = ()  # what follows the place that a reporter writes from: Chinese "报道"
    surnames: tuple[str, ...] = ()  # where few names are all, and no capitals tell a name: Korean, Chinese


class DateWords(msgspec.Struct, frozen=True):
    """How a date is worded. Months and weekdays each with their abbreviations, without full stops."""

    months: tuple[tuple[str, ...], ...] = ()  # twelve, from January
    solar_months: tuple[tuple[str, ...], ...] = ()  # twelve of the Iranian calendar, from Farvardin
    weekdays: tuple[tuple[str, ...], ...] = ()  # seven, from Monday
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    between: tuple[str, ...] = ()  # what may stand between its parts: "de" in "3 de mayo de 2020"
    ordinals: tuple[str, ...] = ()  # what may cling to the day: "st", "nd", "er"


class FootWords(msgspec.Struct, frozen=True):
    """How what follows (or comes before) an article's text is worded: the beginnings of such lines."""

    contact: tuple[str, ...] = ()
    bio: tuple[str, ...] = ()  # what follows the author's name: "is a", "teaches"
    rights: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    correction: tuple[str, ...] = ()
    editors_note: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # a heading over footnotes


class BodyWords(msgspec.Struct, frozen=True):
    """Words of the text that tell what follows."""

    saying: tuple[str, ...] = ()  # verbs of saying in the forms that bring in a quotation: "wrote", "said"
    first_person: tuple[str, ...] = ()  # "I", "we", "our"
    captions: tuple[str, ...] = ()  # "photo:", "photograph by", "credit:"


class PageWords(msgspec.Struct, frozen=True):
    """What a page adds to an article."""

    page: tuple[str, ...] = ()  # "page", "p."
    of: tuple[str, ...] = ()  # "page 2 of 7"
    continued: tuple[str, ...] = ()  # "continued on page", "from page"
    debris: tuple[str, ...] = ()  # whole lines: "share", "print this page", "advertisement"
    reading_time: tuple[str, ...] = ()  # after a number: "min read"
    end: tuple[str, ...] = ()  # whole lines: "ends"


class Locale(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """What copydesk knows of one language.

    ``function_words`` are articles, prepositions, conjunctions and the like, which seldom end a sentence; they also
    tell the language of a text. ``never_last`` are those that cannot end even a heading: ``the``, ``of``, ``their``.
    """

    name: str
    labels: Labels
    direction: Literal["ltr", "rtl"] = "ltr"
    function_words: frozenset[str] = frozenset()
    never_last: frozenset[str] = frozenset()
    byline: BylineWords = BylineWords()
    dates: DateWords = DateWords()
    foot: FootWords = FootWords()
    body: BodyWords = BodyWords()
    page: PageWords = PageWords()


@cache
def known() -> tuple[str, ...]:
    """The languages there are files for, as BCP 47 primary tags."""
    return tuple(sorted(entry.name[:-5] for entry in files(__package__).iterdir() if entry.name.endswith(".toml")))


def locale(lang: str) -> Locale:
    """The locale of a BCP 47 tag: by its primary language, English where there is no file for it."""
    primary = lang.replace("_", "-").split("-")[0].lower()
    return _load(primary if primary in known() else FALLBACK)


@cache
def _load(name: str) -> Locale:
    told = tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    return msgspec.convert(told, Locale)


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """Which way the language runs."""
    return locale(lang).direction


@cache
def with_english(own: Locale) -> tuple[Locale, ...]:
    """The locales whose words count in a text: its own and, as bylines and dates borrow from it, English."""
    english = locale(FALLBACK)
    return (own,) if own is english else (own, english)
