"""A title with a line below that describes the article: headline and deck, not kicker and headline."""

from __future__ import annotations

import re
from functools import cache

from copydesk.locales import Locale
from copydesk.reading.role import Role
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.extent import WORD, extent
from copydesk.reading.text.recognisers.marks import QUESTIONS
from copydesk.reading.text.recognisers.words import alternatives

_QUOTED = frozenset({('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ("‘", "’"), ("'", "'")})
_LABEL = re.compile(r"\w[\w ]{0,20}:\s")  # of a field: ``Status: stable``
_REASON = "it is the title, and what stands below describes it"
_LONGEST = 200  # letters of a description


def with_described_title(parts: list[Part], locales: tuple[Locale, ...]) -> list[Part]:
    """The parts; a kicker that reads as a title does, with such a word as *the* in it, is the headline where what
    stands below opens as a description does: ``THE LAST TRAIN``, ``How a village lost its way out``. So is one that is
    underlined, one in quotation marks, and one above the kind of a work: ``A play for radio``."""
    roles = [part.decision.role for part in parts[:3]]
    if roles[:2] != ["kicker", "headline"] or roles[2:] == ["headline"]:
        return parts
    title, below = parts[0].piece.text, parts[1].piece.text
    if parts[0].piece.lines[-1].underlined and not parts[1].piece.lines[-1].underlined:
        return _swapped(parts, "paragraph" if _LABEL.match(below) else "deck")
    if extent(below) > _LONGEST or below[-1] in QUESTIONS or _names_section(title, locales):
        return parts
    is_work = (title[0], title[-1]) in _QUOTED or _subtitles(locales).match(below)
    is_described = _is_title(title, locales) and _descriptions(locales).match(below)
    return _swapped(parts, "deck") if is_work or is_described else parts


def _swapped(parts: list[Part], below: Role) -> list[Part]:
    return [with_role(parts[0], "headline", _REASON), with_role(parts[1], below, _REASON), *parts[2:]]


def _is_title(text: str, locales: tuple[Locale, ...]) -> bool:
    """Whether a line in capitals holds a function word."""
    return text.isupper() and any(word.casefold() in locales[0].function_words for word in WORD.findall(text))


def _names_section(text: str, locales: tuple[Locale, ...]) -> bool:
    words = " ".join(word.casefold() for word in WORD.findall(text))
    return any(words in locale.head.sections for locale in locales)


@cache
def _subtitles(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    openings = alternatives(word for locale in locales for word in locale.head.subtitles)
    return re.compile(rf"(?:{openings})(?!\w)", re.IGNORECASE)


@cache
def _descriptions(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    openings = alternatives(word for locale in locales for word in locale.head.descriptions)
    return re.compile(rf"(?:{openings})(?!\w)", re.IGNORECASE)
