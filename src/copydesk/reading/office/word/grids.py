"""The rows and cells of a table in Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.reading.office.word.names import W, local, number, value

_WIDEST = 500  # columns


def rows_of(table: Any) -> tuple[list[list[tuple[Any, int]]], int]:
    """The cells of each row with the number of columns that each spans, and how many rows are titles of columns."""
    rows: list[list[tuple[Any, int]]] = []
    header = 0
    for row in _inside(table, "tr"):
        properties = row.find(f"{W}trPr")
        is_title = properties is not None and properties.find(f"{W}tblHeader") is not None
        header += is_title and header == len(rows)
        cells = [(cell, _span(cell)) for cell in _inside(row, "tc")]
        rows.append(cells)
    return rows, header or _first_row_is_title(table, rows)


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for child in parent:
        kind = local(child)
        if kind == name:
            yield child
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside(child, name)


def _span(cell: Any) -> int:
    return max(1, min(_WIDEST, int(number(value(cell.find(f"{W}tcPr"), "gridSpan", "1"), 1))))


def _first_row_is_title(table: Any, rows: list[list[tuple[Any, int]]]) -> int:
    """1 if all words of the first row are bold and those of the second are not."""

    def bold(row: list[tuple[Any, int]]) -> bool:
        runs = [run for cell, _ in row for run in cell.iter(f"{W}r") if any(text.text for text in run.iter(f"{W}t"))]
        return bool(runs) and all(run.find(f"{W}rPr/{W}b") is not None for run in runs)

    return int(len(rows) > 1 and bold(rows[0]) and not bold(rows[1]))
