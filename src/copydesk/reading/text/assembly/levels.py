"""The level of each heading, from how all the headings of an article look.

Numbers say it best (``1.`` and ``1.1``; ``I.``, ``A.``), then the marks of a typist (``#``; a line of ``=`` or ``-``
below), then the letters: capitals stand above small ones, bold above plain. What looks alike has one level.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.reading.text.recognisers.hashes import HASHES
from copydesk.reading.text.recognisers.numbering import NUMBERED

_TOP, _DEEPEST = 2, 6


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
        match = NUMBERED.match(heading.text)
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


def _letters(text: str) -> int:
    bare = HASHES.sub("", text)
    letters = [character for character in bare if character.isalpha()]
    if len(letters) > _ACRONYM and all(character.isupper() for character in letters):
        return _CAPITALS
    if bare.startswith(("**", "__")):
        return _STRONG
    return _EMPHASIS if bare.startswith(("*", "_")) and bare.endswith(("*", "_")) else _PLAIN
