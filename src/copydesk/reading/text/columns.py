"""Columns that stand side by side, as `pdftotext -layout` leaves them: read one after the other.

A gutter betrays them: a strip in the middle of the page that nearly all lines leave blank, with whole phrases, not the
short cells of a table, on both sides. What crosses it, such as a headline over both columns, ends the columns above.
A few lines beside one another are columns only where sentences run on down both of them; else they are told.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import ends_sentence, first_letter
from copydesk.reading.text.recognisers.table_areas import find_tables

_FEWEST = 8  # lines with text on both sides
_SHARE = 0.35  # of all lines
_PHRASE = 16.0  # characters that a column's line has on average, at least
_INDENT = 6  # columns that a paragraph's first line may stand further in
_NARROWEST = 15  # columns of the page on either side of the gutter
_FEW = 4  # lines with text on both sides that may be two short columns
_RUNS_ON = 0.3  # of the lines of a short column, those whose sentence goes on below


class Unfolded(NamedTuple):
    """The lines in the order in which they are read, and a Problem if that is not the order in which they stood."""

    lines: list[Line]
    problem: Problem | None = None


def unfold(lines: list[Line]) -> Unfolded:
    """The lines, columns that stand side by side put one after the other; the rows of a table stay whole."""
    gutter = _gutter(lines)
    if gutter is None:
        return _unfold_few(lines)
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
    return Unfolded(made, Problem("order", first.number, _FOLDED))


_FOLDED = "two columns side by side were read one after the other"
_DOUBTFUL = "two columns may stand side by side here; their lines are read across"


def _unfold_few(lines: list[Line]) -> Unfolded:
    """The same for columns of a few lines, wherever they stand among others."""
    rows: frozenset[int] | None = None
    made: list[Line] = []
    problem: Problem | None = None
    place = 0
    while place < len(lines):
        gutter, end = _few_columns(lines, place)
        if end > place and rows is None:
            rows = find_tables(lines)
        region = lines[place:end]
        if not region or any(line.start in rows for line in region if rows):
            made.append(lines[place])
            place += 1
            continue
        folded = _one_after_the_other(region, gutter)
        sure = folded is not region and _run_on(region, gutter)
        made += folded if sure else region
        problem = problem or Problem("order", region[0].number, _FOLDED if sure else _DOUBTFUL)
        place = end
    return Unfolded(made, problem)


def _few_columns(lines: list[Line], place: int) -> tuple[int, int]:
    """The gutter of the two columns that may begin at a line, and the place behind their last line; the line's own
    place where none do."""
    line = lines[place]
    for start in _after_gaps(line.text) if "\t" not in line.text else ():
        gutter = line.indent + start
        end = place
        both = 0
        letters = 0
        while end < len(lines) and not _crosses(lines[end], gutter):
            left, right = _halves(lines[end], gutter)
            if end > place and (lines[end].gap or lines[end].cut) and not (left and right):
                break
            both += bool(left and right)
            letters += min(len(left), len(right))
            end += 1
        if both >= _FEW and letters / both >= _PHRASE and gutter > _NARROWEST:
            return gutter, end
    return 0, place


def _halves(line: Line, gutter: int) -> tuple[str, str]:
    cut = max(0, gutter - 1 - line.indent)
    return line.text[:cut].rstrip(), line.text[cut:].lstrip()


def _run_on(region: list[Line], gutter: int) -> bool:
    """Whether sentences run on from line to line in both columns: in small letters, or within a word."""
    for column in zip(*(_halves(line, gutter) for line in region), strict=True):
        texts = [text for text in column if text]
        goes_on = sum(not ends_sentence(text) and first_letter(below).islower() for text, below in pairwise(texts))
        if goes_on < max(1, _RUNS_ON * (len(texts) - 1)):
            return False
    return True


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
        head, tail = _halves(line, gutter)
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
