"""The level of each heading of an article: the one its source states, else by the forms of all of them.

Numbers decide first (``1.`` and ``1.1``; ``I.``, ``A.``), then the marks of a typist (``#``; a line of ``=`` or ``-``
below), then the letters: capitals stand above small ones, bold above plain. Headings of one form have one level.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.reading.text.recognisers.hashes import HASHES
from copydesk.reading.text.recognisers.numbering import NUMBERED

_TOP, _DEEPEST = 2, 6


_ACRONYM = 6  # letters; fewer capitals may be a name

_CAPITALS, _STRONG, _PLAIN, _EMPHASIS = range(4)


class HeadingText(NamedTuple):
    """A heading: its text, and the character that the line drawn below it is made of, if there is one.
    ``level`` is that which the source states, from 1, 0 if none."""

    text: str
    underline: str = ""
    level: int = 0


def levels(headings: Sequence[HeadingText]) -> list[int]:
    """A level for each heading, 2 to 6: one more than that of the last heading before it of a higher class."""
    above: list[tuple[int, int]] = []
    chosen: list[int] = []
    for rank in _as_stated(headings, _ranks(headings)):
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        chosen.append(min(_TOP + len(above) - 1, _DEEPEST))
    return chosen


def _as_stated(headings: Sequence[HeadingText], ranks: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The ranks of headings, of those whose level is stated by that; of the others by the highest of their form, below
    all of them where there is none."""
    stated = [(each.level, rank) for each, rank in zip(headings, ranks, strict=True) if each.level]
    of_form = {rank: level for level, rank in sorted(stated, reverse=True)}
    return [
        (-1, level) if (level := each.level or of_form.get(rank, 0)) else rank
        for each, rank in zip(headings, ranks, strict=True)
    ]


def _ranks(headings: Sequence[HeadingText]) -> list[tuple[int, int]]:
    """The rank of each heading by its numbers, marks and letters; the smaller, the higher."""
    marks = [HASHES.match(heading.text) for heading in headings]
    depths = _depths(headings)
    styles = [({"=": 0, "-": 1}.get(heading.underline or "", 2), _letters(heading.text)) for heading in headings]
    numbered = [style for style, depth in zip(styles, depths, strict=True) if depth]
    ranks: list[tuple[int, int]] = []
    for mark, depth, style in zip(marks, depths, styles, strict=True):
        if mark:
            ranks.append((0, len(mark[1])))
        elif depth:
            ranks.append((1, depth))
        elif numbered:
            ranks.append((1, 1 if style <= numbered[0] else 2))
        else:
            ranks.append((2, style[0] * 4 + style[1]))
    return ranks


def _depths(headings: Sequence[HeadingText]) -> list[int]:
    """How deep each number goes, 0 where there is none. Of two kinds of number the one that comes first is higher."""
    kinds: list[str] = []
    depths: list[int] = []
    for heading in headings:
        match = NUMBERED.match(heading.text)
        if match is None:
            depths.append(0)
            continue
        kind = match.lastgroup or ""
        number = match[kind]
        if kind == "roman" and len(number) == 1 and "roman" not in kinds and "upper" in kinds:
            kind = "upper"
        base = "decimal" if kind == "dotted" else kind
        if base not in kinds:
            kinds.append(base)
        depths.append(kinds.index(base) + 1 + number.count("."))
    return depths


def _letters(text: str) -> int:
    bare = HASHES.sub("", text)
    letters = [character for character in bare if character.isalpha()]
    if len(letters) > _ACRONYM and all(character.isupper() for character in letters):
        return _CAPITALS
    if bare.startswith(("**", "__")):
        return _STRONG
    return _EMPHASIS if bare.startswith(("*", "_")) and bare.endswith(("*", "_")) else _PLAIN
