"""The markers of list items: bullets, numbers, letters, roman numerals; only those that a list prints unchanged."""

from __future__ import annotations

from typing import Literal, NamedTuple

from copydesk.patterns import pattern
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

    ``before`` is that of the item before: ``i)`` is a letter after ``h)``, else a numeral. What no list prints,
    such as ``01.`` or ``iiii)``, is no marker and stays in the text.
    """
    readings = _readings(text)
    return next(
        (marker for marker in readings if before and goes_on(before, marker)), readings[0] if readings else None
    )


_DASH = pattern(r"[-·–][ \t]+(?=\d)")


def dash_before_figure(text: str) -> Marker | None:
    """The dash that a text opens with before a figure, as ``- 500 g of flour`` does: a bullet among others, alone it
    may be a minus."""
    match = _DASH.match(text)
    return Marker(match.end(), None, "decimal", "bullet") if match else None


def _readings(text: str) -> list[Marker]:
    """The possible readings of the marker that a text opens with, the likeliest first."""
    match = MARKER.match(text)
    if match is None:
        return []
    if match["bullet"] or match["dash"]:
        return [Marker(match.end(), None, "decimal", "bullet")]
    label = match["number"] or match["round"] or match["letter"]
    style = "(" if match["round"] else match["after"] or ")"
    lower = label.islower()
    values: list[tuple[int, Numbering]] = []
    if label.isdigit():
        values += [(int(label), "decimal")] if label == str(int(label)) else []
    else:
        roman = value_of_roman(label.lower())
        values += [(roman, "lower_roman" if lower else "upper_roman")] if roman else []
        if len(label) == 1:
            letter: tuple[int, Numbering] = (
                ord(label.lower()) - ord("a") + 1,
                "lower_alpha" if lower else "upper_alpha",
            )
            values.insert(len(values) if label.lower() == "i" else 0, letter)
    return [Marker(match.end(), number, numbering, style) for number, numbering in values]


def value_of_roman(numeral: str) -> int:
    """The value of a numeral in small letters, 0 if the number is not written so."""
    number, remainder = 0, numeral
    for value, letters in _ROMAN:
        while remainder.startswith(letters):
            number, remainder = number + value, remainder[len(letters) :]
    return number if not remainder and "".join(_numeral(number)) == numeral else 0


def _numeral(number: int) -> list[str]:
    parts: list[str] = []
    for value, letters in _ROMAN:
        parts += [letters] * (number // value)
        number %= value
    return parts


def goes_on(before: Marker | None, marker: Marker | None) -> bool:
    """Whether an item with this marker belongs to the list of the item before, which prints the marker unchanged."""
    if before is None or marker is None:
        return before is marker
    if before.number is None or marker.number is None:
        return before.number is marker.number
    same = before.style == marker.style and before.numbering == marker.numbering
    return same and marker.number == before.number + 1
