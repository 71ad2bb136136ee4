"""The numbers of a list's items as they are printed."""

from __future__ import annotations


def number(value: int, numbering: str) -> str:
    """An item's number as its list counts: ``number(3, "lower_roman")`` is ``"iii."``."""
    return f"{value}." if numbering == "decimal" or value < 1 else f"{_counted(value, numbering)}."


def _counted(value: int, numbering: str) -> str:
    if numbering.endswith("alpha"):
        letters = ""
        while value:
            value, letter = divmod(value - 1, 26)
            letters = chr(ord("a") + letter) + letters
    else:
        letters = _roman(value)
    return letters.upper() if numbering.startswith("upper") else letters


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(value: int) -> str:
    letters = ""
    for amount, numeral in (*_ROMAN, *_SMALL):
        letters += numeral * (value // amount)
        value %= amount
    return letters
