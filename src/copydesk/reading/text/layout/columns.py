"""Columns that stand side by side, as `pdftotext -layout` leaves them: read one after the other.

A gutter shows them: a strip in the middle of the page that nearly all lines leave blank, with whole phrases, not the
short cells of a table, on both sides. What crosses it, such as a headline over both columns, ends the columns above.
A few lines beside one another are columns only where sentences run on down both of them; else they are reported.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import ends_sentence, first_letter
from copydesk.reading.text.recognisers.tables.areas import find_tables

_FEWEST = 8  # lines with text on both sides
_SHARE = 0.35  # of all lines
_PHRASE = 16.0  # characters that a column's line has on average, at least
_INDENT = 6  # columns that a paragraph's first line may stand further in
_FEW = 4  # lines with text on both sides that may be two short columns
_RUNS_ON = 0.3  # of the lines of a short column, those whose sentence goes on below


class Unfolded(NamedTuple):
    """The lines in the order of reading, and a Problem if that is not the order of the text."""

    lines: list[Line]
    problem: Problem | None = None


def unfold(lines: list[Line]) -> Unfolded:
    """The lines, columns that stand side by side put one after the other; the rows of a table stay whole."""
    gutter = _gutter(lines)
    if gutter is None:
        return _unfold_few(lines)
    ordered: list[Line] = []
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
        ordered += folded
        region = [line] if line is not None and beside else []
        if line is not None and not region:
            ordered.append(line)
    if first is None:
        return Unfolded(lines)
    return Unfolded(ordered, Problem("order", first.number, _FOLDED))


_FOLDED = "two columns side by side were read one after the other"
_DOUBTFUL = "two columns may stand side by side here; their lines are read across"


def _unfold_few(lines: list[Line]) -> Unfolded:
    """The same for columns of a few lines, wherever they stand among others."""
    rows: frozenset[int] | None = None
    ordered: list[Line] = []
    problem: Problem | None = None
    index = 0
    while index < len(lines):
        gutter, end = _few_columns(lines, index)
        if end > index and rows is None:
            rows = find_tables(lines)
        region = lines[index:end]
        if not region or any(line.start in rows for line in region if rows):
            ordered.append(lines[index])
            index += 1
            continue
        folded = _one_after_the_other(region, gutter)
        run_on = folded is not region and _run_on(region, gutter)
        ordered += folded if run_on else region
        problem = problem or Problem("order", region[0].number, _FOLDED if run_on else _DOUBTFUL)
        index = end
    return Unfolded(ordered, problem)


def _few_columns(lines: list[Line], index: int) -> tuple[int, int]:
    """The gutter of the two columns that may begin at a line, and the index after their last line; the line's own index
    where none do."""
    line = lines[index]
    for start in _after_gaps(line.text) if "\t" not in line.text else ():
        gutter = line.indent + start
        end = index
        both = 0
        letters = 0
        while end < len(lines) and not _crosses(lines[end], gutter):
            left, right = _halves(lines[end], gutter)
            if end > index and (lines[end].gap or lines[end].cut) and not (left and right):
                break
            both += bool(left and right)
            letters += min(len(left), len(right))
            end += 1
        if both >= _FEW and letters / both >= _PHRASE:
            return gutter, end
    return 0, index


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
        for start in _after_gaps(line.text):
            starts[line.indent + start] += 1
            lengths[line.indent + start] += min(len(line.text[:start].rstrip()), len(line.text) - start)
    for column, count in starts.most_common(3):
        near = range(column - 1, column + _INDENT)
        both = sum(starts[other] for other in near)
        phrase = sum(lengths[other] for other in near) / both
        if both >= max(_FEWEST, _SHARE * len(lines)) and phrase >= _PHRASE and count * 2 > both:
            return column
    return None


def _after_gaps(text: str) -> list[int]:
    """The positions at which text goes on after a gap of two spaces or more."""
    starts, position = [], text.find("  ")
    while position >= 0:
        start = position + len(text[position:]) - len(text[position:].lstrip(" "))
        starts.append(start)
        position = text.find("  ", start)
    return starts


def _crosses(line: Line, gutter: int) -> bool:
    """Whether a line runs through the gutter, or has a role, as verse in two halves."""
    if line.role:
        return True
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
    spaced = [column[0]._replace(gap=top.gap, cut=top.cut)]
    for before, line in pairwise(column):
        spaced.append(line._replace(gap=max(0, line.number - before.number - 1), cut=False))
    return spaced
