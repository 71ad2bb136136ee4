"""Columns that stand side by side, as `pdftotext -layout` leaves them: read one after the other.

A gutter betrays them: a strip in the middle of the page that nearly all lines leave blank, with whole phrases, not the
short cells of a table, on both sides. What crosses it, such as a headline over both columns, ends the columns above.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.reading.lines import Line
from copydesk.reading.table_areas import find_tables

_FEWEST = 8  # lines with text on both sides
_SHARE = 0.35  # of all lines
_PHRASE = 16.0  # characters that a column's line has on average, at least
_INDENT = 6  # columns that a paragraph's first line may stand further in
_NARROWEST = 15  # columns of the page on either side of the gutter


class Unfolded(NamedTuple):
    """The lines in the order in which they are read, and a Problem if that is not the order in which they stood."""

    lines: list[Line]
    problem: Problem | None = None


def unfold(lines: list[Line]) -> Unfolded:
    """The lines, columns that stand side by side put one after the other; the rows of a table stay whole."""
    gutter = _gutter(lines)
    if gutter is None:
        return Unfolded(lines)
    made: list[Line] = []
    region: list[Line] = []
    first: Line | None = None
    rows = find_tables(lines)
    for line in [*lines, None]:
        beside = line is not None and line.start not in rows and not _crosses(line, gutter)
        if line is not None and not (line.cut and region) and beside:
            region.append(line)
            continue
        folded = _one_after_the_other(region, gutter)
        if first is None and folded is not region:
            first = next(each for each in region if each.indent + len(each.text) > gutter)
        made += folded
        region = [line] if line is not None and beside else []
        if line is not None and not region:
            made.append(line)
    if first is None:
        return Unfolded(lines)
    return Unfolded(made, Problem("order", first.number, "two columns side by side were read one after the other"))


def _gutter(lines: list[Line]) -> int | None:
    """The column of the page where the right column begins, if there are two."""
    starts: Counter[int] = Counter()
    lengths: Counter[int] = Counter()
    for line in lines:
        if "\t" in line.text:
            continue
        for place in _after_gaps(line.text):
            starts[line.indent + place] += 1
            lengths[line.indent + place] += min(len(line.text[:place].rstrip()), len(line.text) - place)
    for column, count in starts.most_common(3):
        near = range(column - 1, column + _INDENT)
        both = sum(starts[other] for other in near)
        phrase = sum(lengths[other] for other in near) / both
        if both >= max(_FEWEST, _SHARE * len(lines)) and phrase >= _PHRASE and column > _NARROWEST and count * 2 > both:
            return column
    return None


def _after_gaps(text: str) -> list[int]:
    """Where text goes on after a gap of two spaces or more."""
    places, position = [], text.find("  ")
    while position >= 0:
        place = position + len(text[position:]) - len(text[position:].lstrip(" "))
        places.append(place)
        position = text.find("  ", place)
    return places


def _crosses(line: Line, gutter: int) -> bool:
    """Whether a line runs through the gutter."""
    return line.indent < gutter - 1 and bool(line.text[max(0, gutter - 2 - line.indent) : gutter - line.indent].strip())


def _one_after_the_other(region: list[Line], gutter: int) -> list[Line]:
    left: list[Line] = []
    right: list[Line] = []
    for line in region:
        cut = max(0, gutter - 1 - line.indent)
        head, tail = line.text[:cut].rstrip(), line.text[cut:].lstrip()
        if head:
            left.append(line._replace(text=head, end=line.start + len(head)))
        if tail:
            indent = line.indent + len(line.text) - len(tail)
            right.append(
                line._replace(text=tail, start=line.end - len(tail), indent=indent, mark=0 if head else line.mark)
            )
    if not left or not right or sum(line.indent < gutter - 1 for line in region) < 2:
        return region
    margin = min(line.indent for line in right)
    right = [line._replace(indent=line.indent - margin) for line in right]
    return [*_spaced(left, region[0]), *_spaced(right, region[0]._replace(cut=True, gap=0))]


def _spaced(column: list[Line], top: Line) -> list[Line]:
    """A column's lines, each with the blank lines that stand before it in this column."""
    made = [column[0]._replace(gap=top.gap, cut=top.cut)]
    for before, line in pairwise(column):
        made.append(line._replace(gap=max(0, line.number - before.number - 1), cut=False))
    return made
