"""Bylines and dates in the units of a page's head, read by the recognisers of raw text and checked by what the page
states. A wrong author is worse than none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from copydesk.locales import Locale
from copydesk.reading.html.stated import Stated, is_person
from copydesk.reading.html.units import words_of
from copydesk.reading.text.furniture.words import byline_opening
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates import DateMatch, end_of_date, is_update
from copydesk.reading.text.recognisers.words import alternatives
from copydesk.tree import Byline, Person, PubDate

LONGEST = 160
"""Characters of the longest line that is a byline."""

_LONGEST_DATED = 60  # characters of a line that is known for a date by nothing but its words
_MOST_DATES = 4
_NEAR = 24  # characters before a date in which a word announces an update
_PARTS = re.compile(r"\s*[·•|]\s*")  # what else stands in a line with names, such as a button
_ENDS = " |·•–—,:/-"


class Credits:
    """The bylines and dates read so far; ``left_over`` are words that stand with these and are none of them."""

    def __init__(self, stated: Stated, credit_lines: CreditLines) -> None:
        self.bylines: list[Byline] = []
        self.dates: list[PubDate] = []
        self.left_over: list[str] = []
        self._publisher = stated.publisher
        self._credit_lines = credit_lines
        self._known = {person.name.casefold(): person.name for person in stated.authors}

    def take(self, text: str, authors: Sequence[str], *, named: bool, dated: bool) -> Literal["byline", "date"] | None:
        """Reads a line as byline, date or both; None if it is neither.

        ``authors`` are the texts of elements in it that say that they name the author; ``named`` and ``dated`` say that
        its markup calls it a byline or a date.
        """
        text = text.strip()
        if self._credit_lines.is_date_line(text):
            self._keep(text, (), self._date(text, self._credit_lines.date(text), ""))
            return "date"
        match = self._credit_lines.date(text) if dated or len(text) <= _LONGEST_DATED else None
        parts = self._around(text, match) if match else [text.strip(_ENDS)]
        if authors and not self._is_announced(text):
            parts = [part for part in authors if part in text]
        bylines = [byline for part in parts if (byline := self._byline(part, named=named))]
        bylines = bylines or self._by_markup(parts, authors)
        if not bylines and not (match and dated):
            return None
        date = None
        if match:
            end = end_of_date(text, match.end, self._credit_lines.locales)
            date = self._date(text[match.start : end].strip(_ENDS), match, text[: match.start])
        self._keep(text, bylines, date)
        return "byline" if bylines else "date"

    def _by_markup(self, parts: Sequence[str], authors: Sequence[str]) -> list[Byline]:
        """The bylines of an announced author whose name is in small letters, as users of a site may write theirs."""
        opening = byline_opening(self._credit_lines.locales)
        named = [(part, part[match.end() :].strip()) for part in parts if (match := opening.match(part))]
        locales = self._credit_lines.locales
        return [
            Byline(part, (Person(name),))
            for part, name in named
            if name in authors and is_person(name.title(), self._publisher, locales)
        ]

    def state_day(self, day: str, words: str = "") -> Literal["date"]:
        """Adds a day that markup states, in the place of words such as ``4 hours ago``."""
        if all(each.iso != day for each in self.dates):
            self.dates.append(PubDate(day, iso=day))
        if words:
            self.left_over.append(words)
        return "date"

    def take_signature(self, text: str) -> bool:
        """Reads a line that is hardly more than the names of authors that the page states."""
        byline = self._byline(text, named=False) if self._known and len(text) <= LONGEST else None
        names = [person.name for person in byline.persons] if byline else []
        if byline is None or any(name.casefold() not in self._known for name in names):
            return False
        if sum(map(len, names)) < len(byline.text) / 2:
            return False
        self._keep(text, [byline], None)
        return True

    def _keep(self, text: str, bylines: Sequence[Byline], date: PubDate | None) -> None:
        """Adds what is new, and what of the line is in neither to the words left over."""
        names = {person.name for each in self.bylines for person in each.persons}
        fresh = [each for each in bylines if {person.name for person in each.persons} - names]
        self.bylines += fresh
        if date and len(self.dates) < _MOST_DATES and all(each.text != date.text for each in self.dates):
            self.dates.append(date)
        else:
            date = None
        rest = text
        for used in (*(each.text for each in fresh), *([date.text] if date else [])):
            rest = rest.replace(used, " ", 1)
        if words_of(rest):
            self.left_over.append(" ".join(rest.split()).strip(_ENDS))

    def _around(self, text: str, match: DateMatch) -> list[str]:
        """What stands before and behind a date, without its weekday, its time and words such as ``Published``."""
        locales = self._credit_lines.locales
        parts = [text[: match.start], text[end_of_date(text, match.end, locales) :]]
        return [kept for part in parts if (kept := _without_date_words(part, locales).strip(_ENDS))]

    def _date(self, text: str, match: DateMatch | None, before: str) -> PubDate | None:
        if match is None:
            return None
        if match.iso and text.startswith(f"{match.iso}T"):
            text = match.iso  # a time for programs, which a script of the page would have replaced
        is_updated = is_update(before[-_NEAR:] or text[: match.start], self._credit_lines.locales)
        return PubDate(text, match.iso, "updated" if is_updated else "published")

    def _is_announced(self, text: str) -> bool:
        """Whether a line opens with a word that announces who wrote it, such as ``By``."""
        return byline_opening(self._credit_lines.locales).match(text.lstrip()) is not None

    def _part_with_names(self, text: str) -> str:
        """The part of a line that has all names of known authors in it, or else the line."""
        known = {name for name in self._known if name in text.casefold()}
        parts = _PARTS.split(text) if known else []
        return next((part for part in parts if all(name in part.casefold() for name in known)), text)

    def _byline(self, text: str, *, named: bool) -> Byline | None:
        """The byline that a text is; a name that nothing announces counts only where markup or metadata confirm it."""
        text = self._part_with_names(text.strip(_ENDS))
        if not text or len(text) > LONGEST:
            return None
        credit = self._credit_lines.byline(text, in_byline_position=named)
        locales = self._credit_lines.locales
        persons = [one for one in (credit.persons if credit else ()) if is_person(one.name, self._publisher, locales)]
        in_text = [name for folded, name in self._known.items() if folded in text.casefold()]
        announced = credit is not None and credit.announced and (not self._known or self._is_announced(text))
        if not in_text:
            sure = announced or (named and not self._known)
            return Byline(text, tuple(persons)) if persons and sure else None
        read = {person.name.casefold(): person for person in persons}
        confirmed = [read.get(name.casefold()) or Person(name) for name in in_text]
        others = [one for one in persons if not any(name.casefold() in one.name.casefold() for name in in_text)]
        opens = named and any(text.startswith(person.name) for person in confirmed)
        if sum(len(person.name) for person in (*confirmed, *others)) < len(text) / 3 and not (announced or opens):
            return None
        return Byline(text, (*confirmed, *others))


@cache
def _date_words(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """The words of a date that may stand at the end of what is before it."""
    weekdays = (name for locale in locales for names in locale.dates.weekdays for name in names)
    announcing = {word for locale in locales for word in (*locale.dates.published, *locale.dates.updated)}
    longer = (word.rpartition(" ") for word in announcing)
    before = {last for word, _, last in longer if word in announcing}  # ``on``, of ``published`` and ``published on``
    words = alternatives({*weekdays, *announcing, *before})
    return re.compile(rf"(?:^|[\s,|·•:–—(-])(?:{words})[.,:]?\s*$", re.IGNORECASE)


def _without_date_words(text: str, locales: tuple[Locale, ...]) -> str:
    """A text without the weekday or the word that stands at its end before a date."""
    shorter = _date_words(locales).sub("", text.rstrip())
    return shorter if shorter == text.rstrip() else _without_date_words(shorter.rstrip(" ,|·•:–—(-"), locales)
