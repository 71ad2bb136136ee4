"""Headings that are numbered one after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from copydesk.reading.text.recognisers.marks import ends_sentence

NUMBERED = re.compile(
    r"(?:(?P<dotted>\d{1,2}(?:\.\d{1,2})+)\.?|(?P<decimal>\d{1,2})[.)]|(?P<roman>[IVX]{1,5})[.)]|(?P<upper>[A-Z])[.)]"
    r"|\(?(?P<lower>[a-z])\))\s+(?=\S)"
)


_BEGINNINGS = {
    "decimal": (["1", "2"],),
    "dotted": (["1", "2"], ["1", "1"]),
    "roman": (["I", "II"],),
    "upper": (["A", "B"],),
    "lower": (["a", "b"],),
}


_BY_YEAR = re.compile(r"(\d{1,4})/(\d{1,4})\s+(?=[^\W\d_])")
_FEWEST_BY_YEAR = 3
_LONGEST = 90  # characters


def numbered(texts: Sequence[str]) -> set[int]:
    """The indices of headings among the pieces of a text that are numbered one after another, each with text below."""
    by_kind: dict[str, list[tuple[int, str]]] = {}
    for index, text in enumerate(texts[:-1]):
        match = NUMBERED.match(text) if len(text) <= _LONGEST else None
        if match and not ends_sentence(text) and len(texts[index + 1]) > len(text):
            by_kind.setdefault(match.lastgroup or "", []).append((index, match[match.lastgroup or 0]))
    indices: set[int] = set()
    for kind, entries in by_kind.items():
        firsts = [number.rsplit(".")[-1] for _, number in entries[:2]]
        apart = all(after - before > 1 for (before, _), (after, _) in pairwise(entries))
        if apart and firsts in _BEGINNINGS[kind]:
            indices.update(index for index, _ in entries)
    return indices | _numbered_by_year(texts)


def _numbered_by_year(texts: Sequence[str]) -> set[int]:
    """The indices of headings that count up behind the number of a year or a meeting, as those of minutes do."""
    indices: list[int] = []
    numbers: list[tuple[int, int]] = []
    for index, text in enumerate(texts[:-1]):
        match = _BY_YEAR.match(text) if len(text) <= _LONGEST else None
        if match and not ends_sentence(text):
            indices.append(index)
            numbers.append((int(match[1]), int(match[2])))
    counts = all((year, number + 1) == after for (year, number), after in pairwise(numbers))
    apart = all(after - before > 1 for before, after in pairwise(indices))
    return set(indices) if counts and apart and len(indices) >= _FEWEST_BY_YEAR else set()
