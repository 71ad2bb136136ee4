"""Specks of a scan at the heads of lines: ``; The club``, ``| Tickets``, ``j the city``.

One may be a mark of its own; a text in which several different ones stand before wrapped lines is speckled.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.furniture.marks import SPECK
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines

_MARK = re.compile(r"[;:|•'`´,.^~¦\\]\s+(?=[^\W_])")
_LETTER = re.compile(r"[jlrtfi]\s+(?=[^\W\d_]{2})")
_CAPITAL_WORDS = {"English": frozenset("i")}
"""Words of one letter that a language writes with a capital, though its list of words has none."""

_FEWEST = 3  # lines with a mark
_FEWEST_KINDS = 3  # marks that differ
_MOST = 0.6  # of the lines
_SHORTEST = 10  # characters of a line with a speck


def specks(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The specks of a speckled text."""
    marked = {
        index: match
        for index, line in enumerate(lines)
        if line.text[1:2].isspace() and (match := _MARK.match(line.text))
    }
    kinds = Counter(match[0][0] for match in marked.values())
    if not _FEWEST <= len(marked) <= _MOST * len(lines) or len(kinds) < _FEWEST_KINDS:
        return
    if 2 * max(kinds.values()) > len(marked) + 1:  # one mark again and again is a bullet
        return
    own = credit_lines.locales[0]
    words = {word for word in own.function_words if len(word) == 1} - _CAPITAL_WORDS.get(own.name, frozenset())
    for index, line in enumerate(lines):
        match = marked.get(index) or _LETTER.match(line.text)
        if match and len(line.text) >= _SHORTEST and match[0][0] not in words:
            yield Assigned(index, "stray_mark", SPECK, start=match.end())
