"""Lines to sign on: ``__________`` right above ``Name``, or several side by side above what each is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.locales import Locale
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.words import alternatives

_LONGEST = 60  # characters of what stands below
_ONE = re.compile(r"_{5,}")
_SEVERAL = re.compile(r"_{5,}(?:\s{2,}_{5,})+")
_CELLS = re.compile(r"\s{2,}")
_REASON = "it is a line to sign on, with what is written there"


def signatures(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines to sign on, and those right below them that say who signs, or what is filled in."""
    for index, line in enumerate(lines[:-1]):
        below = lines[index + 1]
        if line.text[0] == "_" and not below.gap and len(below.text) <= _LONGEST and _labels(line, below, credit_lines):
            yield Assigned(index, "frame", _REASON, role="set_line", begins=True)
            yield Assigned(index + 1, "frame", _REASON, role="set_line", begins=True)


def _labels(line: Line, below: Line, credit_lines: CreditLines) -> bool:
    """Whether a line says what the one above, drawn to write on, is for: in as many cells, or by such a word as
    *Date*."""
    if _SEVERAL.fullmatch(line.text):
        return len(_CELLS.split(below.text)) == len(line.text.split())
    return _ONE.fullmatch(line.text) is not None and _words(credit_lines.locales).match(below.text) is not None


@cache
def _words(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """What such a line says, at its beginning."""
    signed = alternatives(word for locale in locales for word in locale.foot.signed)
    return re.compile(rf"\(?(?:{signed})(?!\w)", re.IGNORECASE)
