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
    """The places of headings among the pieces of a text that are numbered one after another, each with text below."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, text in enumerate(texts[:-1]):
        match = NUMBERED.match(text) if len(text) <= _LONGEST else None
        if match and not ends_sentence(text) and len(texts[place + 1]) > len(text):
            found.setdefault(match.lastgroup or "", []).append((place, match[match.lastgroup or 0]))
    places: set[int] = set()
    for kind, told in found.items():
        firsts = [number.rsplit(".")[-1] for _, number in told[:2]]
        apart = all(after - before > 1 for (before, _), (after, _) in pairwise(told))
        if apart and firsts in _BEGINNINGS[kind]:
            places.update(place for place, _ in told)
    return places | _numbered_by_year(texts)


def _numbered_by_year(texts: Sequence[str]) -> set[int]:
    """The places of headings that count up behind the number of a year or a meeting, as those of minutes do."""
    places: list[int] = []
    numbers: list[tuple[int, int]] = []
    for place, text in enumerate(texts[:-1]):
        match = _BY_YEAR.match(text) if len(text) <= _LONGEST else None
        if match and not ends_sentence(text):
            places.append(place)
            numbers.append((int(match[1]), int(match[2])))
    counts = all((year, number + 1) == after for (year, number), after in pairwise(numbers))
    apart = all(after - before > 1 for before, after in pairwise(places))
    return set(places) if counts and apart and len(places) >= _FEWEST_BY_YEAR else set()
