"""What transcripts put between brackets on lines of its own: notes in their places, and pictures left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.locales import every_locale
from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.words import alternatives

_MOST_LINES = 60


@cache
def _names() -> re.Pattern[str]:
    """How a note or a picture opens; the group ``note`` or ``picture`` is its name."""
    notes = alternatives(name for locale in every_locale() for name in locale.body.note_names)
    pictures = alternatives(name for locale in every_locale() for name in locale.body.picture_names)
    return re.compile(
        rf"\[\s?(?:(?P<note>(?:{notes}))\s?(?=(?:\d{{1,3}}|[A-Z])\s?:)|(?P<picture>(?:{pictures}))\s?:)\s*(?=[^\s\]])",
        re.IGNORECASE,
    )


@cache
def _empty() -> re.Pattern[str]:
    """The mark of a picture without any words about it: ``[Illustration]``"""
    pictures = alternatives(name for locale in every_locale() for name in locale.body.picture_names)
    return re.compile(rf"\[\s?(?:{pictures})\s?[:.]?\s?\]", re.IGNORECASE)


def inserts(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The notes and pictures of a transcript, each without its brackets and the word that names it."""
    index = 0
    while index < len(lines):
        text = lines[index].text
        if text[0] == "[" and _empty().fullmatch(text):
            yield aside(index, "frame", "it marks a picture that a transcript leaves out")
        match = _names().match(text) if text[0] == "[" else None
        end = _end(lines, index) if match else None
        if match is None or end is None:
            index += 1
            continue
        role: Role = "note" if match["note"] else "caption"
        kind = "a note" if match["note"] else "a picture"
        reason = f"it marks {kind} that a transcript has in its place"
        for each in range(index, end + 1):
            start = match.end() if each == index else 0
            last = lines[each].text.rindex("]") if each == end else None
            if last is not None and not lines[each].text[start:last].strip():
                yield Assigned(each, "frame", reason, end=0)
            else:
                yield Assigned(each, "frame", reason, start, last, role, begins=each == index)
        index = end + 1


def _end(lines: list[Line], start: int) -> int | None:
    """The line whose end closes the bracket that a line opens, if one does."""
    depth = 0
    for index in range(start, min(len(lines), start + _MOST_LINES)):
        text = lines[index].text
        depth += text.count("[") - text.count("]")
        if depth <= 0:
            return index if depth == 0 and text[-1] == "]" else None
    return None
