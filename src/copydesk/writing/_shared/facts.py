"""Properties of a whole article for the metadata of documents: title, authors, dates, direction."""

from __future__ import annotations

import unicodedata
from typing import Literal

from copydesk import locales, tree
from copydesk.tree import Article
from copydesk.visit import plain
from copydesk.writing._shared.word_check import allowed

LONGEST_RUNNING_HEAD = 60
LONGEST_TITLE = 80
"""The most characters of a running head, and of a title that is taken from the first words."""


def direction(article: Article) -> Literal["ltr", "rtl"]:
    """The writing direction of the article: that of its language or, if unknown, of most of its letters."""
    if article.lang.split("-")[0].lower() in locales.languages():
        return locales.direction(article.lang)
    sides = [unicodedata.bidirectional(character) for character in plain(article.head) + plain(article.body)]
    return "rtl" if sides.count("R") + sides.count("AL") > sides.count("L") else "ltr"


def title(article: Article) -> str:
    """The title of the document, on one line: the headline, or else the first words, or else the name of its file."""
    words = " ".join(plain(article.head.headline or article.body or article.notes or article.foot).split())
    if article.head.headline is None:
        words = shortened(words, LONGEST_TITLE)
    name = article.source.name or "" if article.source else ""
    return allowed(words or " ".join(name.split())) or "–"


def running_head(article: Article) -> str:
    """What stands above the text on pages after the first: the publisher or the title, shortened if too long."""
    return shortened(article.metadata.publisher or title(article), LONGEST_RUNNING_HEAD)


def shortened(words: str, longest: int) -> str:
    """Words shortened to ``longest`` characters, at a space and with an ellipsis, if they are longer."""
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0][: longest - 1] + "…"


def bylined_persons(article: Article) -> tuple[tree.Person, ...]:
    """The persons of all bylines, each name once, in order."""
    persons = (person for byline in article.head.bylines for person in byline.persons)
    by_name: dict[str, tree.Person] = {}
    for person in persons:
        by_name.setdefault(person.name, person)
    return tuple(by_name.values())


def authors(article: Article) -> tuple[str, ...]:
    """The names of the persons of all bylines, each once, in order."""
    return tuple(allowed(person.name) for person in bylined_persons(article))


def is_photographer(person: tree.Person, lang: str) -> bool:
    """Whether a byline credits them for pictures, not for the text."""
    role = (person.role or "").casefold()
    return bool(role) and any(opener.startswith(role) for opener in locales.locale(lang).byline.pictures)


def dates(article: Article) -> dict[str, str]:
    """The ISO dates of the article by kind: ``{"published": "2025-08-14"}``."""
    return {date.kind: date.iso for date in reversed(article.head.dates) if date.iso}
