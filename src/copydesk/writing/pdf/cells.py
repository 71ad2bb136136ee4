"""Finds tables that are too wide, and words broken in their cells, in WeasyPrint's boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from copydesk.writing.pdf.lines import LONGEST_UNBROKEN

ROUNDING = 0.5
"""How far a table may extend beyond its measure, in CSS pixels."""

_ENDS_MIDWORD = re.compile(r"[^\W_][.,:'’]?\Z")
_GOES_ON = re.compile(r"[^\W_]")
_BREAKS_ANYWHERE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
)
"""Letters of scripts without spaces between words."""


class Table(NamedTuple):
    """A table, or its part on one page: its box, and the available width in CSS pixels."""

    box: Any
    measure: float

    @property
    def is_too_wide(self) -> bool:
        """Whether the table extends beyond its measure."""
        return bool(self.box.width > self.measure + ROUNDING)


def tables(box: Any) -> Iterator[Table]:
    """The tables in a box of WeasyPrint."""
    for child in getattr(box, "children", ()):
        if getattr(child, "is_table_wrapper", False):
            yield Table(child.get_wrapped_table(), box.width)
        yield from tables(child)


def is_too_narrow(box: Any) -> bool:
    """Whether a table in a box is too wide."""
    return any(table.is_too_wide for table in tables(box))


def broken_words(box: Any) -> Iterator[str]:
    """The words broken without a hyphen in the table cells of a box of WeasyPrint, except words longer than
    `LONGEST_UNBROKEN`, such as web addresses."""
    if type(box).__name__ == "TableCellBox":
        for block in _blocks(box):
            yield from _broken(block)
        return
    for child in getattr(box, "children", ()):
        yield from broken_words(child)


def _blocks(box: Any) -> Iterator[Any]:
    """The boxes that contain lines."""
    children = getattr(box, "children", ())
    if any(type(child).__name__ == "LineBox" for child in children):
        yield box
    else:
        for child in children:
            yield from _blocks(child)


def _broken(block: Any) -> Iterator[str]:
    lines = [line for child in block.children if type(child).__name__ == "LineBox" and (line := _text(child))]
    if len(lines) < 2:
        return
    text = " ".join("".join(block.element.itertext()).split())
    for line, following in pairwise(lines):
        end, start = line.split()[-1:], following.split()[:1]
        if not end or not start:
            continue
        word = end[0] + start[0]
        if (
            _ENDS_MIDWORD.search(end[0])
            and _GOES_ON.match(start[0])
            and not _BREAKS_ANYWHERE.search(end[0][-1] + start[0][0])
            and f"{end[0]} {start[0]}" not in text
            and not any(word in other and len(other) > LONGEST_UNBROKEN for other in text.split())
        ):
            yield word


def _text(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if hasattr(box, "pango_layout"))
