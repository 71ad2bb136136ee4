"""Repeated lines that may be running heads, by their words."""

from __future__ import annotations

import re
from collections import defaultdict

from copydesk.reading.text.furniture.folios import Pages, stem
from copydesk.reading.text.furniture.lines import LONGEST_LABEL
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import COLONS, MARKER, PAUSES, ends_sentence

_LONGEST_MOTTO = 7  # words of a running head that ends as a sentence does
_LEAST_LETTERS = 3  # of the repeated words
_LEADS_ON = frozenset(COLONS + PAUSES)  # at the end of a line


def groups(pages: Pages) -> dict[str, list[int]]:
    """The indices of each repeated line that may be a running head, by its words without the folio."""
    indices_of: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(pages.lines):
        if index not in pages.numbers and may_run(line):
            indices_of[stem(line.text).words].append(index)
    repeated = {words: indices for words, indices in indices_of.items() if len(indices) > 1}
    return {words: indices for words, indices in repeated.items() if sum(map(str.isalpha, words)) >= _LEAST_LETTERS}


_ROW = re.compile(r"(?=[\d.,%])(?:\.[ .]{3,}\.|(?:(?<!\S)[\d.,%]+(?:\s+|$)){3})")
"""Dotted leaders or several figures: an entry of a list of contents, a row of a table."""


def may_run(line: Line) -> bool:
    """Whether a line may be a running head: one that is short, holds words, and is no whole sentence, no item of a
    list, no row of a table and no line of a quoted mail."""
    text = line.text
    if len(text) > LONGEST_LABEL or text[-1] in _LEADS_ON or line.mark or not any(map(str.isalpha, text)):
        return False
    if (MARKER.match(text) and not (text[0] == text[-1] or text[0].isdigit())) or _ROW.search(text):
        return False
    return not (ends_sentence(text) and len(text.split()) > _LONGEST_MOTTO)
