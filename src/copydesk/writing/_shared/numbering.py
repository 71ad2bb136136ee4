"""Letters and roman numerals that number the items of a list."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_HIGHEST_ROMAN = 3999


def numeral(value: int, numbering: str) -> str | None:
    """A number as a list counts: ``numeral(3, "lower_roman")`` is ``"iii"``; None where that has no numeral, and where
    the list counts in decimals, as in CSS."""
    style, _, kind = numbering.partition("_")
    if value < 1 or kind not in ("alpha", "roman") or (kind == "roman" and value > _HIGHEST_ROMAN):
        return None
    letters = _alphabetic(value) if kind == "alpha" else _roman(value)
    return letters.upper() if style == "upper" else letters


def _alphabetic(value: int) -> str:
    letters = ""
    while value:
        value, letter = divmod(value - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _roman(value: int) -> str:
    letters = ""
    for amount, digits in _ROMAN:
        letters += digits * (value // amount)
        value %= amount
    return letters
