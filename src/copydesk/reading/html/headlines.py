"""The headline of a page: the unit that has the title that the page states, or else the one that is set as a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.reading.html import hints
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.stated import Stated
from copydesk.reading.html.units import MOSTLY_LINKED, Unit, ancestors, is_displayed, is_hidden, words_of

_OPENS = 0.95  # how sure a headline is with which a title begins
_REACH = 3  # units of the text among which it is still looked for
_LONGEST = 60  # words
_HEADING = re.compile("h[1-5]")
_OF_PROGRAMS = frozenset(("mso-title",))
"""Classes that word processors give to the title of a document."""


def headline_of(units: Sequence[Unit], begin: int, stated: Stated) -> int | None:
    """The position of the headline: the unit that has the stated title, or else the last ``h1`` above the text, which
    begins with the unit ``begin``."""
    of_program = next((number for number, unit in enumerate(units[: begin + _REACH]) if _is_of_program(unit)), None)
    if of_program is not None:
        return of_program
    titles = [set(words_of(title)) for title in stated.titles]
    best, best_score = None, 0.0
    for number, unit in enumerate(units[: begin + _REACH]):
        tag = tag_of(unit.parent)
        if not unit.words or len(unit.words) > _LONGEST or is_hidden(unit.parent):
            continue
        alike = max((_likeness(set(unit.words), title) for title in titles), default=0.0)
        weight = {"h1": 0.35, "h2": 0.15, "h3": 0.05}.get(tag, 0.0) + 0.1 * _is_titled(unit.parent)
        is_own = unit.link_share < MOSTLY_LINKED or (tag in ("h1", "h2") and _is_titled(unit.parent))
        if len(unit.words) > 1 and is_own and _opens_title(unit, stated):
            alike = max(alike, _OPENS)
        in_menu = hints.kind_within(unit.parent, None) is not None and tag != "h1"
        score = alike + weight - 0.3 * in_menu
        if ((alike >= 0.6 and weight > 0) or alike >= 0.95) and score >= best_score:
            best, best_score = number, score
    if best is not None:
        return best
    heads = [
        number
        for number, unit in enumerate(units[: begin + 1])
        if unit.words and hints.kind_within(unit.parent, None) is None
    ]
    first = [number for number in heads if tag_of(units[number].parent) == "h1"]
    displayed = [number for number in heads if is_displayed(units[number].parent)]
    return next(iter([*first[-1:], *displayed[-1:]]), None)


def _is_of_program(unit: Unit) -> bool:
    return not _OF_PROGRAMS.isdisjoint(hints.tokens(unit.parent))


def _opens_title(unit: Unit, stated: Stated) -> bool:
    """Whether a title begins with the words of a unit; the name of the site may follow them."""
    return any(words_of(title)[: len(unit.words)] == unit.words for title in stated.titles)


def _is_titled(element: Element) -> bool:
    return any(
        "headline" in token or "title" in token
        for outer in list(ancestors(element))[:2]
        for token in hints.tokens(outer)
    )


def _likeness(words: set[str], title: set[str]) -> float:
    """How alike two titles are, by the words that they share: from 0 to 1."""
    if not words or not title:
        return 0.0
    return len(words & title) / max(len(words), len(title)) if len(title) < 40 else 0.0


def set_below(units: Sequence[Unit]) -> None:
    """Sets the headings of a text one level lower where the first of them is an ``h1`` too, as chapters of a book have
    below its title."""
    headings = [unit.parent for unit in units if _HEADING.fullmatch(tag_of(unit.parent))]
    if headings and tag_of(headings[0]) == "h1":
        for heading in dict.fromkeys(headings):
            heading.tag = f"h{int(tag_of(heading)[1]) + 1}"
