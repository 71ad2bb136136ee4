"""Resolutions: one sentence over many paragraphs, each of which opens with a word such as *Whereas*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.locales import Locale
from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.reading.text.recognisers.words import alternatives

_FEWEST = 2  # paragraphs
_LONGEST_ABOVE = 50  # characters of a line above a resolution that may end a sentence


@cache
def _recital(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    words = alternatives(word for locale in locales for word in locale.body.recitals)
    return re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)


def resolutions(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The paragraphs of a resolution: each begins with its block, though the one above ends no sentence. Below other
    text they may be a quotation."""
    recital = _recital(credit_lines.locales)
    opened = [
        block
        for block in blocks(lines)
        if block.start and lines[block.start].text[0].isupper() and recital.match(lines[block.start].text)
    ]
    if len(opened) < _FEWEST:
        return
    quoted = any(ends_sentence(line.text) and len(line.text) > _LONGEST_ABOVE for line in lines[: opened[0].start])
    for block in opened:
        for index in block if not quoted else block[:1]:
            role: Role | None = None if quoted else "paragraph"
            yield Assigned(index, "frame", "it is of a resolution", role=role, begins=index == block.start)
