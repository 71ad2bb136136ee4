"""The level of each heading, from how all the headings of an article look.

Numbers say it best (``1.`` and ``1.1``; ``I.``, ``A.``), then the marks of a typist (``#``; a line of ``=`` or ``-``
below), then the letters: capitals stand above small ones, bold above plain. What looks alike has one level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading.marks import ends_sentence

_TOP, _DEEPEST = 2, 6

HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
"""The marks before a heading as Markdown has them."""

CLOSING_HASHES = re.compile(r"(?:\s+#+)?\s*$")
"""The marks behind it, if any: those of ``## C# ##``, but not of ``## C#``."""

_NUMBERED = re.compile(
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
_ACRONYM = 6  # letters; fewer capitals may be a name

_CAPITALS, _STRONG, _PLAIN, _EMPHASIS = range(4)


class Look(NamedTuple):
    """A heading as it stands: its text, and the mark that the line drawn below it is made of, if there is one."""

    text: str
    underline: str = ""


def levels(headings: Sequence[Look]) -> list[int]:
    """A level for each heading, 2 to 6: one more than that of the last heading before it of a higher class."""
    above: list[tuple[int, int]] = []
    made: list[int] = []
    for rank in _ranks(headings):
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        made.append(min(_TOP + len(above) - 1, _DEEPEST))
    return made


def _ranks(headings: Sequence[Look]) -> list[tuple[int, int]]:
    """What each looks like, the higher class the smaller."""
    marks = [HASHES.match(heading.text) for heading in headings]
    depths = _depths(headings)
    looks = [({"=": 0, "-": 1}.get(look.underline or "", 2), _letters(look.text)) for look in headings]
    numbered = [look for look, depth in zip(looks, depths, strict=True) if depth]
    ranks: list[tuple[int, int]] = []
    for mark, depth, look in zip(marks, depths, looks, strict=True):
        if mark:
            ranks.append((0, len(mark[1])))
        elif depth:
            ranks.append((1, depth))
        elif numbered:
            ranks.append((1, 1 if look <= numbered[0] else 2))
        else:
            ranks.append((2, look[0] * 4 + look[1]))
    return ranks


def _depths(headings: Sequence[Look]) -> list[int]:
    """How deep each number goes, 0 where there is none. Of two kinds of number the one that comes first is higher."""
    kinds: list[str] = []
    made: list[int] = []
    for heading in headings:
        match = _NUMBERED.match(heading.text)
        if match is None:
            made.append(0)
            continue
        kind = match.lastgroup or ""
        told = match[kind]
        if kind == "roman" and len(told) == 1 and "roman" not in kinds and "upper" in kinds:
            kind = "upper"
        base = "decimal" if kind == "dotted" else kind
        if base not in kinds:
            kinds.append(base)
        made.append(kinds.index(base) + 1 + told.count("."))
    return made


def numbered(texts: Sequence[str]) -> set[int]:
    """The places of headings among the pieces of a text that are numbered one after another, each with text below."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, text in enumerate(texts[:-1]):
        match = _NUMBERED.match(text) if len(text) <= _LONGEST else None
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


def _letters(text: str) -> int:
    bare = HASHES.sub("", text)
    letters = [character for character in bare if character.isalpha()]
    if len(letters) > _ACRONYM and all(character.isupper() for character in letters):
        return _CAPITALS
    if bare.startswith(("**", "__")):
        return _STRONG
    return _EMPHASIS if bare.startswith(("*", "_")) and bare.endswith(("*", "_")) else _PLAIN
