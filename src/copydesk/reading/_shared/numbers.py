"""Whole numbers in the attributes of files of strangers."""

from __future__ import annotations

_MOST_FIGURES = 9
"""No number of a column, a level or a pixel has more; Python refuses to read one of thousands."""


def whole(text: str | None, default: int = 0) -> int:
    """The whole number that a text is, the default if it is none, has a sign, or is larger than any that is meant."""
    return int(text) if text and len(text) <= _MOST_FIGURES and text.isdecimal() else default
