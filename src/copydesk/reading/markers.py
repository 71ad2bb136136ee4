"""The markers of list items: bullets, numbers, letters, roman numerals."""

from __future__ import annotations

from typing import Literal, NamedTuple

from copydesk.reading.marks import MARKER

Numbering = Literal["decimal", "lower_alpha", "upper_alpha", "lower_roman", "upper_roman"]


class Marker(NamedTuple):
    """A marker: where it ends in the text, its number (None for a bullet), how it is numbered, and its style."""

    end: int
    number: int | None
    numbering: Numbering
    style: str


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def read_marker(text: str) -> Marker | None:
    """The marker that a text opens with, or None."""
    match = MARKER.match(text)
    if match is None:
        return None
    if match["bullet"] or match["dash"]:
        return Marker(match.end(), None, "decimal", "bullet")
    told = match["number"] or match["round"] or match["letter"]
    style = "(" if match["round"] else match["after"] or ")"
    if told.isdigit():
        return Marker(match.end(), int(told), "decimal", style)
    lower = told.islower()
    if len(told) > 1 or told.lower() == "i":
        return Marker(match.end(), _roman(told.lower()), "lower_roman" if lower else "upper_roman", style)
    return Marker(match.end(), ord(told.lower()) - ord("a") + 1, "lower_alpha" if lower else "upper_alpha", style)


def _roman(told: str) -> int:
    values = [_ROMAN[letter] for letter in told]
    return sum(
        -value if place + 1 < len(values) and values[place + 1] > value else value for place, value in enumerate(values)
    )


def goes_on(before: Marker | None, marker: Marker | None) -> bool:
    """Whether an item with this marker belongs to the list of the item before."""
    if before is None or marker is None:
        return before is marker
    if before.number is None or marker.number is None:
        return before.number is marker.number
    return before.style == marker.style and marker.number == before.number + 1
