"""The markers of list items: bullets, numbers, letters, roman numerals; only those that a list prints as they stood."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from copydesk.reading.text.recognisers.marks import MARKER

Numbering = Literal["decimal", "lower_alpha", "upper_alpha", "lower_roman", "upper_roman"]


class Marker(NamedTuple):
    """A marker: where it ends in the text, its number (None for a bullet), how it is numbered, and its style."""

    end: int
    number: int | None
    numbering: Numbering
    style: str


_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def read_marker(text: str, before: Marker | None = None) -> Marker | None:
    """The marker that a text opens with, or None.

    ``before`` is that of the item before: ``i)`` is a letter after ``h)``, else a numeral. What no list would print,
    such as ``01.`` or ``iiii)``, is no marker: it is left in the text.
    """
    told = _readings(text)
    return next((marker for marker in told if before and goes_on(before, marker)), told[0] if told else None)


_DASH = re.compile(r"[-·–][ \t]+(?=\d)")


def dash_before_figure(text: str) -> Marker | None:
    """The dash that a text opens with before a figure, as ``- 500 g of flour`` does: a bullet among others, alone it
    may be a minus."""
    match = _DASH.match(text)
    return Marker(match.end(), None, "decimal", "bullet") if match else None


def _readings(text: str) -> list[Marker]:
    """What the marker that a text opens with may mean, the likeliest first."""
    match = MARKER.match(text)
    if match is None:
        return []
    if match["bullet"] or match["dash"]:
        return [Marker(match.end(), None, "decimal", "bullet")]
    told = match["number"] or match["round"] or match["letter"]
    style = "(" if match["round"] else match["after"] or ")"
    lower = told.islower()
    found: list[tuple[int, Numbering]] = []
    if told.isdigit():
        found += [(int(told), "decimal")] if told == str(int(told)) else []
    else:
        roman = _roman(told.lower())
        found += [(roman, "lower_roman" if lower else "upper_roman")] if roman else []
        if len(told) == 1:
            letter: tuple[int, Numbering] = (
                ord(told.lower()) - ord("a") + 1,
                "lower_alpha" if lower else "upper_alpha",
            )
            found.insert(len(found) if told.lower() == "i" else 0, letter)
    return [Marker(match.end(), number, numbering, style) for number, numbering in found]


def _roman(told: str) -> int:
    """The number that a numeral in small letters is, 0 if it is not how the number is written."""
    number, rest = 0, told
    for value, letters in _ROMAN:
        while rest.startswith(letters):
            number, rest = number + value, rest[len(letters) :]
    return number if not rest and "".join(_numeral(number)) == told else 0


def _numeral(number: int) -> list[str]:
    made: list[str] = []
    for value, letters in _ROMAN:
        made += [letters] * (number // value)
        number %= value
    return made


def goes_on(before: Marker | None, marker: Marker | None) -> bool:
    """Whether an item with this marker belongs to the list of the item before, which prints the marker as it stood."""
    if before is None or marker is None:
        return before is marker
    if before.number is None or marker.number is None:
        return before.number is marker.number
    same = before.style == marker.style and before.numbering == marker.numbering
    return same and marker.number == before.number + 1
