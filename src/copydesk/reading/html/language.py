"""The language of a page: that of its text, as what a page says of itself may be a template's."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.metadata import is_language
from copydesk.problems import Problem
from copydesk.reading.html.units import MOSTLY_LINKED, Unit
from copydesk.reading.text.recognisers.language import detect

_SENTENCE = 8  # words, more than which a unit has that tells its language
_LONG_IN_BYTES = 120  # of a sentence, in UTF-8
_ENOUGH = 40  # words by which a language is known better than by what a page says


def language_of(units: Sequence[Unit], stated: str, given: str | None) -> tuple[str, list[Problem]]:
    """The language of a page, ``und`` if none is known: the one that is asked for, else that of its text. ``stated`` is
    what the page says, empty if nothing; a problem where its text is in another."""
    if given:
        return given, []
    own = [unit for unit in units if unit.link_share < MOSTLY_LINKED]
    text = "\n".join(unit.text for unit in [*filter(_is_sentence, own)] or own)
    detected = detect(text)
    if not stated:
        return detected, []
    if detected == "und" or _primary(detected) == _primary(stated) or len(text.split()) < _ENOUGH:
        return stated if is_language(stated) else "und", []
    message = f"the page says that its language is {stated}; its text is in {detected}"
    return detected, [Problem("metadata", None, message)]


def _is_sentence(unit: Unit) -> bool:
    """Whether a unit is long enough to tell its language; scripts without spaces have few words."""
    return len(unit.words) > _SENTENCE or len(unit.text.encode("utf-8", "replace")) > _LONG_IN_BYTES


def _primary(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()
