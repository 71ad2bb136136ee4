"""Numbers of items that hang far left of their words, as in minutes and laws: one line with these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from copydesk.reading.pdf.footnotes import is_cell, right_of, with_mark
from copydesk.reading.pdf.set_line import SetLine

_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?")
_FEWEST = 3  # numbers
_ALIGNED = 2.0  # points by which the edges of numbers, and of their words, differ
_TO_WORDS = 8.0  # em from a number to its words
_WITH_MORE = 0.6  # of the items, those with lines below the first

_Counted = list[tuple[SetLine, SetLine]]
"""Numbers, each with the first line of its words."""


def with_hanging_numbers(lines: Sequence[SetLine]) -> list[SetLine]:
    """The lines of a page, the numbers of items that count up below one another as one line with their words."""
    counted: list[_Counted] = []
    for number in sorted(lines, key=lambda line: line.baseline):
        if not _NUMBER.fullmatch(number.text):
            continue
        words = right_of(number, lines, _TO_WORDS)
        if words is None or not any(map(str.isalpha, words.text)) or is_cell(words, lines):
            continue
        column = next((each for each in counted if _goes_on(each[-1], number, words)), None)
        if column is None:
            counted.append(column := [])
        column.append((number, words))
    joined = {
        id(words): with_mark(words, number)._replace(opens=True)
        for column in counted
        if len(column) >= _FEWEST and _heads_items(column, lines)
        for number, words in column
    }
    gone = {id(number) for column in counted for number, words in column if id(words) in joined}
    return [joined.get(id(line), line) for line in lines if id(line) not in gone]


def _goes_on(last: tuple[SetLine, SetLine], number: SetLine, words: SetLine) -> bool:
    """Whether a number stands below another, counts on from it, and has its words where that has them."""
    aligned = abs(last[0].left - number.left) <= _ALIGNED and abs(last[1].left - words.left) <= _ALIGNED
    before, here = _counts(last[0]), _counts(number)
    depth = len(here)
    deeper = before == here[:-1] and here[-1] == 1
    return aligned and (deeper or (before[: depth - 1] == here[:-1] and before[depth - 1 : depth] == (here[-1] - 1,)))


def _counts(number: SetLine) -> tuple[int, ...]:
    match = _NUMBER.fullmatch(number.text)
    return tuple(map(int, match[1].split("."))) if match else ()


def _heads_items(column: _Counted, lines: Sequence[SetLine]) -> bool:
    """Whether lines without a number stand below most of those with one: they are no lines of a table or a list."""
    left = column[0][1].left
    tops = [words.top for _, words in column]
    beside = [line for line in lines if abs(line.left - left) <= _ALIGNED and line.top >= tops[0]]
    with_more = sum(any(one < line.top < other for line in beside) for one, other in pairwise([*tops, float("inf")]))
    return with_more >= _WITH_MORE * len(column)
