"""Classes by which pages and e-books call the lines of a head, and the elements of a line that may have them."""

from __future__ import annotations

import re

from copydesk.reading.html import hints
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.units import Unit, ancestors

_LINES_OF_HEAD = 4  # elements of a box around a headline
_HEADS = ("article", "main", "header", "hgroup", "section")


def _word(words: str, behind: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?:.*[-_])?(?:{words}){behind}(?:[-_].*)?", re.IGNORECASE)


BYLINE = _word(
    "by-?line|author|authors|auteurs?|autor|autora|autores|autorin|autoren|autore|verfasser|contributors?|writers?|reporter",
    "(?:[-_]?(?:name|line|link|info|names|by))?",
)
DATE = _word("submitted|date|dateline|pub-?date|published|timestamp|time|posted-on|updated|meta-date")
DECK = _word(
    "deck|dek|sub-?titles?|sub-?head(?:line|ing)?s?|stand-?first|summary|excerpt|lede|intro|strap-?line|abstract|description|"
    "teaser|chapo|vorspann|unterzeile|untertitel|sous-?titre|entradilla|bajada|copete|ingress|manchet|sommario"
)
KICKER = _word(
    "kicker|eyebrow|overline|slug|rubric|rubrique|topline|section-?(?:label|name|title)|flag|dachzeile|surtitre"
)

_AUTHOR = re.compile(r"author|author-?name|username|fn", re.IGNORECASE)

OWN_DECK = re.compile(r"(?:.*[-_])?(?:lead|chapeau|preamble|einleitung|lid)(?:-text|-paragraph)?", re.IGNORECASE)
"""Classes of a deck on the paragraph right below a headline; elsewhere they are of the first paragraph, or of a box."""

OWN_KICKER = re.compile(
    r"(?:article-|post-|entry-)?(?:section|category|rubrik|ressort|topic|spitzmarke|antetitulo)", re.IGNORECASE
)
"""Classes of a kicker on the very line right above a headline; elsewhere they are of parts of the page."""


def own_elements(unit: Unit) -> list[Element]:
    """The block that a unit stands in, and the elements within that."""
    return [unit.parent, *(element for element, behind in unit.slots if not behind)]


def is_head(element: Element) -> bool:
    """Whether an element is the head of an article, or the article, or a box of a few lines."""
    return tag_of(element) in _HEADS or (tag_of(element) == "div" and len(element) <= _LINES_OF_HEAD)


def within(unit: Unit) -> list[Element]:
    """The elements within the block of a unit that its text stands in, however deep."""
    inner = (outer for element, behind in unit.slots if not behind for outer in ancestors(element, unit.parent))
    return list(dict.fromkeys(inner))


def is_called(unit: Unit, pattern: re.Pattern[str]) -> bool:
    """Whether an element of a unit itself has a class of this form."""
    return any(pattern.fullmatch(token) for element in own_elements(unit) for token in hints.tokens(element))


def names_author(element: Element) -> bool:
    """Whether an element says that it names the author."""
    return "author" in f"{element.get('rel') or ''} {element.get('itemprop') or ''}".split()


def is_author(element: Element) -> bool:
    """Whether an element is by its class the name of the author, and nothing else."""
    return any(map(_AUTHOR.fullmatch, hints.tokens(element)))
