"""What is known of an article as a whole, as documents state it: title, authors, dates, direction."""

from __future__ import annotations

import unicodedata
from typing import Literal

from copydesk import locales, tree
from copydesk.tree import Article
from copydesk.visit import plain
from copydesk.writing._shared.word_check import allowed


def direction(article: Article) -> Literal["ltr", "rtl"]:
    """Which way the article runs: as its language does, or most of its letters if we do not know its language."""
    if article.lang.split("-")[0].lower() in locales.known():
        return locales.direction(article.lang)
    sides = [unicodedata.bidirectional(character) for character in plain(article.head) + plain(article.body)]
    return "rtl" if sides.count("R") + sides.count("AL") > sides.count("L") else "ltr"


def title(article: Article) -> str:
    """What the document is called, on one line: its headline, or else the first words that it has."""
    words = " ".join(plain(article.head.headline or article.body or article.notes or article.foot).split())
    if article.head.headline is None and len(words) > 80:
        words = words[:80].rsplit(" ", 1)[0] + "…"
    return allowed(words) or (article.source and article.source.name) or "–"


def signed(article: Article) -> tuple[tree.Person, ...]:
    """All who are in the bylines, each once, in order."""
    persons = (person for byline in article.head.bylines for person in byline.persons)
    found: dict[str, tree.Person] = {}
    for person in persons:
        found.setdefault(person.name, person)
    return tuple(found.values())


def authors(article: Article) -> tuple[str, ...]:
    """The names of all who are in the bylines, each once, in order."""
    return tuple(allowed(person.name) for person in signed(article))


def makes_pictures(person: tree.Person, lang: str) -> bool:
    """Whether a byline names them for the pictures, not the words."""
    role = (person.role or "").casefold()
    return bool(role) and any(opener.startswith(role) for opener in locales.locale(lang).byline.pictures)


def dates(article: Article) -> dict[str, str]:
    """The ISO dates that the article bears, by kind: ``{"published": "2025-08-14"}``."""
    return {date.kind: date.iso for date in reversed(article.head.dates) if date.iso}
