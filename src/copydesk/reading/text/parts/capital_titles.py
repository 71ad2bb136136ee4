"""A title in capitals with a line below that describes the article: headline and deck, not kicker and headline."""

from __future__ import annotations

import re
from functools import cache

from copydesk.locales import Locale
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.extent import WORD, extent
from copydesk.reading.text.recognisers.marks import QUESTIONS
from copydesk.reading.text.recognisers.words import alternatives

_LONGEST = 200  # letters of a description


def with_capital_title(parts: list[Part], locales: tuple[Locale, ...]) -> list[Part]:
    """The parts; a kicker that reads as a title does, with such a word as *the* in it, is the headline where what
    stands below opens as a description does: ``THE LAST TRAIN``, ``How a village lost its way out``."""
    roles = [part.decision.role for part in parts[:3]]
    if roles[:2] != ["kicker", "headline"] or roles[2:] == ["headline"]:
        return parts
    title, below = parts[0].piece.text, parts[1].piece.text
    if not _is_title(title, locales) or extent(below) > _LONGEST or below[-1] in QUESTIONS:
        return parts
    if not _descriptions(locales).match(below):
        return parts
    return [with_role(parts[0], "headline"), with_role(parts[1], "deck"), *parts[2:]]


def _is_title(text: str, locales: tuple[Locale, ...]) -> bool:
    """Whether a line in capitals holds a function word, and is not the name of a section."""
    words = [word.casefold() for word in WORD.findall(text)]
    section = any(" ".join(words) in locale.head.sections for locale in locales)
    return text.isupper() and not section and any(word in locales[0].function_words for word in words)


@cache
def _descriptions(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    openings = alternatives(word for locale in locales for word in locale.head.descriptions)
    return re.compile(rf"(?:{openings})(?!\w)", re.IGNORECASE)
