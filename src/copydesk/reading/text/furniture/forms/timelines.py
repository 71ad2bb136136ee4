"""Timelines: years, or spans of years, each with what happened, below one another: ``1893    Railway``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import holds_digit

_FEWEST = 4  # years
_WIDE = 0.6  # of the lines, those with a wide gap behind the year
_RISING = 0.8  # of the years, those that are no earlier than the one before
_EARLIEST, _LATEST = 500, 2200
_LONGEST_DAY = 20  # characters of a day or a month behind the year
_YEAR = re.compile(
    r"(?:[^\W\d_]{1,5}\.?\s)?(?P<year>\d{3,4})(?:\s?[–—/-]\s?\d{2,4})?[,.:]?"
    rf"(?:(?:[ ,]\S.{{0,{_LONGEST_DAY}}}?)?(?P<wide>\s{{2,}}|\t)|\s)(?P<words>[^\W\d_a-z].*|[\"“„«‘'(].*)"
)
_CELLS = re.compile(r"\S\s{3,}\S|\t")
_REASON = "it is a year of a timeline, with what happened in it"


def timelines(lines: list[Line], _credit_lines: CreditLines) -> Iterator[Assigned]:
    """The years of each timeline, with what goes on from them on lines further in, as the items of a list."""
    if sum(_begins_with_year(line) for line in lines) < _FEWEST:
        return
    for block in blocks(lines):
        run: list[int] = []
        for index in (*block, block.stop):
            if index < block.stop and (_begins_with_year(lines[index]) or (run and _goes_on(lines, run, index))):
                run.append(index)
                continue
            years = [each for each in run if _begins_with_year(lines[each])]
            if _is_timeline([lines[each] for each in years]):
                for each in run:
                    yield Assigned(each, "frame", _REASON, role="list_item", begins=each in years)
            run = []


def _begins_with_year(line: Line) -> bool:
    """Whether a line may be one of a timeline: quick to see where it holds no figure near its beginning."""
    return not line.role and holds_digit(line.text[:9]) and _YEAR.match(line.text) is not None


def _goes_on(lines: list[Line], run: list[int], index: int) -> bool:
    """Whether a line stands further in than the year above it, and opens with none."""
    return lines[index].indent > lines[run[0]].indent + 2 and not lines[index].role


def _is_timeline(lines: list[Line]) -> bool:
    """Whether lines that open with years are four or more, in the order of time, with a wide gap behind most years, and
    one cell behind it."""
    matches = [match for match in map(_YEAR.match, (line.text for line in lines)) if match]
    if len(matches) < _FEWEST or any(_CELLS.search(match["words"]) for match in matches):
        return False
    years = [int(match["year"]) for match in matches]
    rising = sum(before <= after for before, after in pairwise(years))
    wide = sum(match["wide"] is not None for match in matches)
    in_time = all(_EARLIEST <= year <= _LATEST for year in years) and rising >= _RISING * (len(years) - 1)
    return in_time and wide >= _WIDE * len(matches)
