"""The head of an article as a page shows it: headline, kicker, deck, bylines and dates, from the units above its text.

What the page states of the article says which unit is which; classes and the recognisers of raw text do too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from copydesk.reading.html import hints, tables
from copydesk.reading.html.credits import LONGEST, Credits
from copydesk.reading.html.head_classes import (
    BYLINE,
    DATE,
    DECK,
    KICKER,
    OWN_DECK,
    OWN_KICKER,
    is_author,
    is_called,
    is_head,
    names_author,
    own_elements,
    within,
)
from copydesk.reading.html.headlines import headline_of
from copydesk.reading.html.labels import labels
from copydesk.reading.html.locate import Located
from copydesk.reading.html.markup import HEADINGS, tag_of
from copydesk.reading.html.stated import Stated, day_of
from copydesk.reading.html.threads import is_entry, is_part
from copydesk.reading.html.units import MOSTLY_LINKED, Unit, ancestors, is_hidden, words_of
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.tree import Byline, PubDate

Role = Literal["headline", "kicker", "deck", "byline", "date", "twice"]

_REACH = 40  # units between the headline and the text that are looked at
_KICKER = 4  # words of a kicker that no class names
_ABOVE = 4  # units above the headline in which a kicker stands
_MOST_LINES = 4  # of a unit that line breaks divide into bylines and dates
_TEXT = 25  # words of a paragraph with which the text begins
_LONGEST_DAY = 60  # characters of a line with the day of the article
_PARTS = re.compile(r"\s*[·•|]\s*")  # between the parts of a line
_DECK = 60  # words of a paragraph right below a headline that is a deck by its class


class HeadUnits(NamedTuple):
    """The units of a page's head with their roles, by position, and the bylines and dates made of them."""

    roles: dict[int, Role]
    bylines: tuple[Byline, ...] = ()
    dates: tuple[PubDate, ...] = ()
    left_over: tuple[str, ...] = ()
    """Words that stand in a line with these and are none of them."""

    def of(self, role: Role) -> list[int]:
        """The positions of the units in a role, in order."""
        return sorted(number for number, each in self.roles.items() if each == role)


class _Reader:
    def __init__(self, units: Sequence[Unit], located: Located, stated: Stated, credit_lines: CreditLines) -> None:
        self._units = units
        self._labels = labels(credit_lines.locales)
        self._top = located.top
        self._inside = located.inside
        self._stated = stated
        self._credit_lines = credit_lines
        self._roles: dict[int, Role] = {}
        self._credits = Credits(stated, credit_lines)

    def read(self) -> HeadUnits:
        begin = self._text_begins()
        headline = headline_of(self._units, begin, self._stated)
        if headline is not None:
            self._roles[headline] = "headline"
            key = self._units[headline].words
            for number, unit in enumerate(self._units):
                if number != headline and unit.words == key and (number in self._inside or tag_of(unit.parent) == "h1"):
                    self._roles[number] = "twice"
        first = headline + 1 if headline is not None else max(0, begin - _REACH // 4)
        begin = max(begin, first)
        if headline is not None:
            self._find_kicker(headline)
        for number in range(first, min(begin + 1, first + _REACH, len(self._units))):
            if self._is_of_part(number, headline):
                continue
            if number not in self._roles and (number < begin or not self._is_paragraph(number)):
                self._take(number, below_headline=headline is not None)
        if not self._credits.bylines:
            self._find_signature(headline)
        found = self._credits
        if not found.dates and len(days := self._days_of_parts(headline)) == 1:
            found.state_day(days.pop())
        return HeadUnits(self._roles, tuple(found.bylines), tuple(found.dates), tuple(found.left_over))

    def _text_begins(self) -> int:
        """The position of the first paragraph of the text."""
        ordered = sorted(self._inside)
        text = (number for number in ordered if self._is_paragraph(number) and not self._is_deck_above_credits(number))
        return next(text, ordered[0] if ordered else 0)

    def _is_deck_above_credits(self, number: int) -> bool:
        """Whether a paragraph has a class of decks and a byline or a date below it: it is of the head."""
        below = self._units[number + 1] if number + 1 < len(self._units) else None
        return below is not None and self._is_credit(below) and self._named(self._units[number], DECK)

    def _is_paragraph(self, number: int) -> bool:
        unit = self._units[number]
        if number not in self._inside or tag_of(unit.parent) in HEADINGS:
            return False
        if self._is_deck(number) or hints.is_caption(unit.parent, self._top):
            return False
        return unit.size >= _TEXT or (ends_sentence(unit.text) and unit.size > 6 and not self._is_credit(unit))

    def _is_deck(self, number: int) -> bool:
        """Whether a paragraph right below the headline, or below a credit there, is a deck by its class."""
        unit = self._units[number]
        if len(unit.words) > _DECK or not (is_called(unit, DECK) or is_called(unit, OWN_DECK)):
            return False
        above = next((unit for unit in reversed(self._units[:number]) if self._is_text(unit)), None)
        return above is not None and tag_of(above.parent) == "h1"

    def _is_text(self, unit: Unit) -> bool:
        """Whether a unit is none of the lines around a deck: no credit, caption, menu or button."""
        if hints.kind_within(unit.parent, None) or hints.is_caption(unit.parent, self._top):
            return False
        is_credit = self._named(unit, BYLINE) or self._named(unit, DATE) or self._has_time(unit)
        return unit.link_share < MOSTLY_LINKED and not is_credit and not self._labels.is_button(unit)

    def _is_of_part(self, number: int, headline: int | None) -> bool:
        """Whether a unit is of one of several articles in that of the page, such as the entries of a live report."""
        if headline is None:
            return False
        above = set(ancestors(self._units[headline].parent))
        parts = (outer for outer in ancestors(self._units[number].parent) if is_part(outer) or is_entry(outer))
        return any(outer not in above for outer in parts)

    def _days_of_parts(self, headline: int | None) -> set[str]:
        """The days of the entries of a live report, each of which stands alone on its line."""
        return {
            day
            for number in self._inside
            if self._is_of_part(number, headline) and (day := _day_stated_by(self._units[number]))
        }

    def _is_credit(self, unit: Unit) -> bool:
        return self._credit_lines.is_date_line(unit.text) or self._credit_lines.byline(unit.text) is not None

    def _find_kicker(self, headline: int) -> None:
        for number in range(max(0, headline - _ABOVE), headline):
            unit = self._units[number]
            near = any(
                outer in set(ancestors(self._units[headline].parent)) for outer in list(ancestors(unit.parent))[:4]
            )
            is_kicker = self._named(unit, KICKER) or (
                number == headline - 1 and (is_called(unit, OWN_KICKER) or self._is_line_above(number))
            )
            if near and len(unit.words) <= 8 and is_kicker and not self._labels.is_button(unit):
                self._roles[number] = "kicker"
            elif near and (self._named(unit, DATE) or tag_of(unit.parent) == "time" or self._has_time(unit)):
                self._take_credits(number)

    def _is_line_above(self, number: int) -> bool:
        """Whether a unit is a line of a few words right above the headline, in the same element of the article."""
        unit, headline = self._units[number].parent, self._units[number + 1].parent
        around = headline.getparent()
        if around not in (unit, unit.getparent()) or tag_of(headline) != "h1" or not is_head(around):
            return False
        line = self._units[number]
        return 0 < len(line.words) <= _KICKER and line.link_share < 1 and not self._is_credit_line(line.text)

    def _named(self, unit: Unit, pattern: re.Pattern[str]) -> bool:
        """Whether the unit's element or the one around it has a class of this form."""
        elements = own_elements(unit)
        if unit.parent.getparent() is not None and len(unit.parent.getparent()) <= 3:
            elements.append(unit.parent.getparent())
        return any(
            pattern.fullmatch(token)
            for element in elements
            if element is not self._top
            for token in hints.tokens(element)
        )

    def _has_time(self, unit: Unit) -> bool:
        return any(tag_of(element) == "time" for element, behind in unit.slots if not behind)

    def _take(self, number: int, *, below_headline: bool) -> None:
        """Gives a unit of the head its role, if it has one."""
        unit = self._units[number]
        if hints.is_caption(unit.parent, self._top) or any(map(is_hidden, list(ancestors(unit.parent))[:3])):
            return
        if tables.is_in_labelled_row(unit.parent):
            return
        if len(unit.text) <= LONGEST and (self._take_pair(number) or self._take_credits(number)):
            return
        heading = tag_of(unit.parent) in ("h2", "h3", "h4", "h5")
        described = unit.words == words_of(self._stated.description)
        is_deck = self._is_deck(number) or (heading and self._is_above_credit(number))
        if not below_headline or "deck" in self._roles.values() or not 4 - 2 * is_deck <= len(unit.words) <= 80:
            return
        above_text = number not in self._inside or heading or tag_of(unit.parent) != "p"
        follows = (number - 1) in self._roles
        says_so = (
            self._named(unit, DECK)
            or is_deck
            or (described and above_text)
            or (heading and follows and len(unit.words) > 6)
        )
        if says_so and hints.kind_within(unit.parent, None) is None and unit.link_share < MOSTLY_LINKED:
            self._roles[number] = "deck"

    def _is_above_credit(self, number: int) -> bool:
        """Whether a unit stands between the headline and who wrote the article, or when."""
        below = next((unit for unit in self._units[number + 1 :] if not self._labels.is_button(unit)), None)
        if (number - 1) not in self._roles or below is None or len(below.text) > LONGEST:
            return False
        names = {words_of(person.name) for person in self._stated.authors}
        is_named = self._named(below, BYLINE) or self._named(below, DATE) or self._has_time(below)
        return is_named or below.words in names or self._is_credit_line(below.text)

    def _take_pair(self, number: int) -> bool:
        """Reads a term and its definition that say who wrote the article, or when; says whether they do."""
        pair = self._units[number : number + 2]
        if [tag_of(unit.parent) for unit in pair] != ["dt", "dd"]:
            return False
        text = " ".join(unit.text for unit in pair)
        senders = {word for locale in self._credit_lines.locales for word in locale.page.mail_from}
        if pair[0].text.casefold().strip(" :") in senders:
            self._credits.bylines.append(Byline(text))  # an office more often than a person
            role: Role | None = "byline"
        else:
            match = self._credit_lines.date(pair[1].text)
            day = pair[1].text[match.start : match.end] if match else ""
            dated = bool(day) and self._credit_lines.is_date_line(f"{pair[0].text} {day}")
            role = self._credits.take(text, [], named=False, dated=dated)
        if role:
            self._roles |= {number: role, number + 1: role}
        return role is not None

    def _take_credits(self, number: int) -> bool:
        """Reads a unit as byline or date or both; says whether it is one."""
        unit = self._units[number]
        texts = {" ".join("".join(each.itertext()).split()) for each in within(unit) if names_author(each)}
        texts = texts or {" ".join("".join(each.itertext()).split()) for each in within(unit) if is_author(each)}
        authors = [text for text in texts if not any(other != text and other in text for other in texts)]
        authors.sort(key=unit.spaced.find)
        named = bool(authors) or names_author(unit.parent) or self._named(unit, BYLINE)
        dated = named or self._named(unit, DATE) or self._has_time(unit) or self._states_day(unit.text)
        if 1 < len(unit.lines) <= _MOST_LINES and not authors and all(map(self._is_credit_line, unit.lines)):
            for line in unit.lines:
                self._credits.take(line, authors, named=named, dated=True)
            self._roles[number] = "byline"
            return True
        role = self._credits.take(unit.spaced, authors, named=named, dated=dated)
        if role is None and (day := _day_stated_by(unit)):
            role = self._credits.state_day(day, unit.text)
        if role:
            self._roles[number] = role
        return role is not None

    def _states_day(self, text: str) -> bool:
        """Whether a short line has the day that the page states, or a part that is but a day."""
        if len(text) > _LONGEST_DAY:
            return False
        if any(map(self._credit_lines.is_date_line, _PARTS.split(text))):
            return True  # a day beside the time it takes to read
        date = self._credit_lines.date(text)
        return date is not None and date.iso is not None and date.iso in (self._stated.date, self._stated.updated)

    def _is_credit_line(self, line: str) -> bool:
        credit = self._credit_lines.byline(line)
        return self._credit_lines.is_date_line(line) or (credit is not None and credit.announced)

    def _find_signature(self, headline: int | None) -> None:
        """A byline below the text, or in a part of the page that names the author, where metadata confirm it."""
        for number, unit in enumerate(self._units):
            free = number not in self._roles and not hints.is_caption(unit.parent, self._top)
            if free and not self._is_of_part(number, headline) and self._credits.take_signature(unit.spaced):
                self._roles[number] = "byline"
                return


def _day_stated_by(unit: Unit) -> str:
    """The day of a ``time`` that is all of a unit; empty if there is none."""
    elements = {element for element, _ in unit.slots if tag_of(element) == "time"}
    times = [each for each in elements if " ".join("".join(each.itertext()).split()) == unit.text]
    return day_of(times[0].get("datetime") or "") if times else ""


def head_units(units: Sequence[Unit], located: Located, stated: Stated, credit_lines: CreditLines) -> HeadUnits:
    """The units of the head of the article."""
    return _Reader(units, located, stated, credit_lines).read()
