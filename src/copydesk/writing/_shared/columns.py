"""The alignment and width of table columns: as the tree says, or figures to the right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.patterns import pattern
from copydesk.tree import Align, Inline, Superscript, Table
from copydesk.visit import plain

_SIGN = r"[+\-\u2212\u2013±]"
_SYMBOL = r"[$¢£¤¥\u20a0-\u20cf\ufdfc\uff04\uffe0\uffe1\uffe5\uffe6]"
_CURRENCY = rf"(?:[A-Z]{{0,3}}{_SYMBOL}|[A-Z]{{3}}|kr\.?|Kč|zł|Fr\.|руб\.?|грн\.?|[元円원])"
_GROUPED = r"\d{1,3}(?:(?P<group>[.,'’٬ \u00a0\u2009\u202f])\d{3})(?:(?P=group)\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}"
_NUMBER = pattern(
    rf"(?:[~≈<>≤≥]\s?)?(?P<bracket>\()?{_SIGN}?\s?(?:{_CURRENCY}\s?)?{_SIGN}?"
    rf"(?:(?:{_GROUPED}|\d+)(?:[.,·٫]\d+)?\s?[¼½¾⅐-⅞]?|\d+(?::[0-5]\d)+(?:[.,]\d+)?|[.,]\d+|[¼½¾⅐-⅞])"
    rf"(?:\s?[%٪‰])?(?:k|m|bn|tn|K|M|B)?(?:\s?(?:{_CURRENCY}|°[CF]?|[x×]))?(?(bracket)\))\s?[*†‡§¹²³⁰⁴-⁹]*"
)
_NONE = pattern(r"[-\u2010-\u2015\u2212]*|…|\.\.\.?|n\.?\s?[/.]?\s?a\.?", re.IGNORECASE)
_YEAR = re.compile(r"1\d{3}|2[01]\d{2}")


def alignments(table: Table) -> tuple[Align | None, ...]:
    """The alignment of each column, None for that of text.

    If the table gives any alignment, it is used. Otherwise a column of figures is aligned right, unless it is the only
    column, or the first one and contains years, which are labels of the rows.
    """
    table = table.even()
    columns = len((table.header, *table.rows)[-1])
    if table.align:
        return (*table.align, *[None] * columns)[:columns]
    if columns < 2:
        return (None,) * columns
    cells = [[_words(row[column]) for row in table.rows] for column in range(columns)]
    labelled_by_years = bool(cells[0]) and all(map(_YEAR.fullmatch, cells[0]))
    figures = [are_figures(column) for column in cells]
    return tuple("right" if figures[index] and (index or not labelled_by_years) else None for index in range(columns))


PADDING, WIDE = 3, 80
"""The characters to which the space around a cell is equivalent, and the length from which a cell gets no more
width."""


def shares(table: Table) -> list[float]:
    """The share of the width for each column. The longest word counts fully, as it should not be broken; the rest of
    the longest cell counts a quarter, as it may be wrapped."""
    table = table.even()
    rows = [row for row in (table.header, *table.rows) if row]
    widths = []
    for column in zip(*rows, strict=True):
        cells = list(map(_words, column))
        word = max((len(word) for cell in cells for word in cell.split()), default=0)
        longest_cell = min(WIDE, max(map(len, cells), default=0))
        widths.append(PADDING + word + max(0, longest_cell - word) / 4)
    return [width / sum(widths) for width in widths]


def are_figures(cells: Sequence[str]) -> bool:
    """Whether cells contain only figures: numbers with signs, currencies and marks; empty cells and dashes are
    ignored."""
    figures = [cell for cell in cells if not _NONE.fullmatch(cell)]
    return bool(figures) and all(map(_NUMBER.fullmatch, figures))


def _words(cell: tuple[Inline, ...]) -> str:
    """The words of a cell without superscripts at its end."""
    while len(cell) > 1 and isinstance(cell[-1], Superscript):
        cell = cell[:-1]
    return " ".join(plain(cell).split(" ")).strip()
