"""The acts and scenes of a play: lines of their own that are headings, never the name of an author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.words import alternatives, folded

_LONGEST = 40  # characters


@cache
def _division(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """A whole line that counts an act or a scene: ``ACT ONE``, ``Scene II.``, ``ERSTER AKT``"""
    named = alternatives(word for locale in locales for word in locale.head.divisions)
    ordinal = "|".join(word for locale in locales for word in locale.head.ordinal_words) or r"(?!)"
    words = alternatives(word for locale in locales for word in locale.head.numerals)
    number = rf"(?:[ivxl]{{1,6}}|\d{{1,2}}|{words}|{ordinal})"
    one = rf"(?:(?:{named}) {number}|(?:{ordinal}|\d{{1,2}}\.) (?:{named}))"
    return pattern(rf"{one}[.:]?(?:[,.]? ?[—–-]? ?{one}[.:]?)?", re.IGNORECASE)


def plays(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The headings of a play, below its title, that open with a capital."""
    division = _division(credit_lines.locales)
    names = [folded(name) for locale in credit_lines.locales for name in locale.head.divisions]
    for index, line in enumerate(lines):
        opens = line.text[0].isalnum() and not line.text[0].islower()
        if not (index and len(line.text) <= _LONGEST and opens and any(map(folded(line.text).__contains__, names))):
            continue
        if division.fullmatch(line.text):
            yield Assigned(index, "frame", "it counts the acts or scenes of a play", role="heading", begins=True)
