"""The head of an article as a page shows it: headline, kicker, deck, bylines and dates, from the units above its text.

What the page states of the article says which unit is which; classes and the recognisers of raw text do too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from copydesk.reading.html import hints
from copydesk.reading.html.credits import LONGEST, Credits
from copydesk.reading.html.head_classes import BYLINE, DATE, DECK, KICKER, OWN_DECK, OWN_KICKER
from copydesk.reading.html.labels import labels
from copydesk.reading.html.locate import Located
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.stated import Stated, day_of
from copydesk.reading.html.units import MOSTLY_LINKED, Unit, ancestors, is_displayed, is_hidden, words_of
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.tree import Byline, PubDate

Role = Literal["headline", "kicker", "deck", "byline", "date", "twice"]

_REACH = 40  # units between the headline and the text that are looked at
_ABOVE = 4  # units above the headline in which a kicker stands
_OPENS = 0.95  # how sure a headline is with which a title begins
_MOST_LINES = 4  # of a unit that line breaks divide into bylines and dates
_TEXT = 25  # words of a paragraph with which the text begins
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
        headline = self._headline(begin)
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
        if number not in self._inside or tag_of(unit.parent) in ("h1", "h2", "h3", "h4", "h5", "h6"):
            return False
        if self._is_deck(number) or hints.is_caption(unit.parent, self._top):
            return False
        return len(unit.words) >= _TEXT or (
            ends_sentence(unit.text) and len(unit.words) > 6 and not self._is_credit(unit)
        )

    def _is_deck(self, number: int) -> bool:
        """Whether a paragraph right below the headline, or below a credit there, is a deck by its class."""
        unit = self._units[number]
        if len(unit.words) > _DECK or not (_is_called(unit, DECK) or _is_called(unit, OWN_DECK)):
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
        return any(_is_part(outer) and outer not in above for outer in ancestors(self._units[number].parent))

    def _days_of_parts(self, headline: int | None) -> set[str]:
        """The days of the entries of a live report, each of which stands alone on its line."""
        return {
            day
            for number in self._inside
            if self._is_of_part(number, headline) and (day := _day_stated_by(self._units[number]))
        }

    def _is_credit(self, unit: Unit) -> bool:
        return self._credit_lines.is_date_line(unit.text) or self._credit_lines.byline(unit.text) is not None

    def _headline(self, begin: int) -> int | None:
        """The position of the headline: the unit that has the stated title, or else the last ``h1`` above the text."""
        titles = [set(words_of(title)) for title in self._stated.titles]
        best, best_score = None, 0.0
        for number, unit in enumerate(self._units[: begin + 3]):
            tag = tag_of(unit.parent)
            if not unit.words or len(unit.words) > 60 or is_hidden(unit.parent):
                continue
            alike = max((_likeness(set(unit.words), title) for title in titles), default=0.0)
            weight = {"h1": 0.35, "h2": 0.15, "h3": 0.05}.get(tag, 0.0) + 0.1 * self._is_titled(unit.parent)
            if len(unit.words) > 1 and unit.link_share < MOSTLY_LINKED and self._opens_title(unit):
                alike = max(alike, _OPENS)
            in_menu = hints.kind_within(unit.parent, None) is not None and tag != "h1"
            score = alike + weight - 0.3 * in_menu
            if ((alike >= 0.6 and weight > 0) or alike >= 0.95) and score >= best_score:
                best, best_score = number, score
        if best is not None:
            return best
        heads = [
            number
            for number, unit in enumerate(self._units[: begin + 1])
            if unit.words and hints.kind_within(unit.parent, None) is None
        ]
        first = [number for number in heads if tag_of(self._units[number].parent) == "h1"]
        displayed = [number for number in heads if is_displayed(self._units[number].parent)]
        return next(iter([*first[-1:], *displayed[-1:]]), None)

    def _opens_title(self, unit: Unit) -> bool:
        """Whether a title begins with the words of a unit; the name of the site may follow them."""
        return any(words_of(title)[: len(unit.words)] == unit.words for title in self._stated.titles)

    def _is_titled(self, element: Element) -> bool:
        return any(
            "headline" in token or "title" in token
            for outer in list(ancestors(element))[:2]
            for token in hints.tokens(outer)
        )

    def _find_kicker(self, headline: int) -> None:
        for number in range(max(0, headline - _ABOVE), headline):
            unit = self._units[number]
            near = any(
                outer in set(ancestors(self._units[headline].parent)) for outer in list(ancestors(unit.parent))[:4]
            )
            is_kicker = self._named(unit, KICKER) or (number == headline - 1 and _is_called(unit, OWN_KICKER))
            if near and len(unit.words) <= 8 and is_kicker and not self._labels.is_button(unit):
                self._roles[number] = "kicker"
            elif near and (self._named(unit, DATE) or tag_of(unit.parent) == "time" or self._has_time(unit)):
                self._take_credits(number)

    def _named(self, unit: Unit, pattern: re.Pattern[str]) -> bool:
        """Whether the unit's element or the one around it has a class of this form."""
        elements = _own_elements(unit)
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
        if len(unit.text) <= LONGEST and self._take_credits(number):
            return
        heading = tag_of(unit.parent) in ("h2", "h3", "h4", "h5")
        described = unit.words == words_of(self._stated.description)
        is_deck = self._is_deck(number)
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

    def _take_credits(self, number: int) -> bool:
        """Reads a unit as byline or date or both; says whether it is one."""
        unit = self._units[number]
        authors = [
            " ".join("".join(element.itertext()).split())
            for element, behind in unit.slots
            if not behind and element is not unit.parent and _names_author(element)
        ]
        named = bool(authors) or _names_author(unit.parent) or self._named(unit, BYLINE)
        dated = named or self._named(unit, DATE) or self._has_time(unit)
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


def _own_elements(unit: Unit) -> list[Element]:
    """The block that a unit stands in, and the elements within that."""
    return [unit.parent, *(element for element, behind in unit.slots if not behind)]


def _is_called(unit: Unit, pattern: re.Pattern[str]) -> bool:
    """Whether an element of a unit itself has a class of this form."""
    return any(pattern.fullmatch(token) for element in _own_elements(unit) for token in hints.tokens(element))


def _is_part(element: Element) -> bool:
    """Whether an element is one of several articles side by side."""
    if tag_of(element) != "article" or (around := element.getparent()) is None:
        return False
    return sum(tag_of(each) == "article" for each in around) > 1


def _day_stated_by(unit: Unit) -> str:
    """The day of a ``time`` that is all of a unit; empty if there is none."""
    elements = {element for element, _ in unit.slots if tag_of(element) == "time"}
    times = [each for each in elements if " ".join("".join(each.itertext()).split()) == unit.text]
    return day_of(times[0].get("datetime") or "") if times else ""


def _names_author(element: Element) -> bool:
    """Whether an element says that it names the author."""
    return "author" in f"{element.get('rel') or ''} {element.get('itemprop') or ''}".split()


def _likeness(words: set[str], title: set[str]) -> float:
    """How alike two titles are, by the words that they share: from 0 to 1."""
    if not words or not title:
        return 0.0
    return len(words & title) / max(len(words), len(title)) if len(title) < 40 else 0.0


def head_units(units: Sequence[Unit], located: Located, stated: Stated, credit_lines: CreditLines) -> HeadUnits:
    """The units of the head of the article."""
    return _Reader(units, located, stated, credit_lines).read()
