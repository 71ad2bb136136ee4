"""Numbers that count the lines of each page at the left, as transcripts of courts have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import ends_sentence

_NUMBER = re.compile(r"(\d{1,2})(?:\s+(?=\S)|$)")
_FEWEST = 10  # lines that are counted
_MOST_BARE = 0.2  # of the lines, those without a number: the folios
_FEWEST_RUNNING = 2  # sentences that run on from one counted line to the next; none does from item to item


def line_numbers(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The numbers of the lines, each a frame around the text; a number alone stands for a blank line, or, above the
    first line of a page or below the last, for the page."""
    numbers = {index: match for index, line in enumerate(lines) if (match := _NUMBER.match(line.text))}
    counted = _counted([(index, int(match[1])) for index, match in numbers.items()])
    if len(counted) < _FEWEST or len(lines) - len(counted) > _MOST_BARE * len(lines):
        return
    if sum(_runs_on(lines, one, other, numbers) for one, other in pairwise(sorted(counted))) < _FEWEST_RUNNING:
        return
    for index in sorted(numbers.keys() - counted):
        at_edge = index + 1 == len(lines) or (index + 1 in counted and numbers[index + 1][1] == "1")
        if at_edge and numbers[index].end() == len(lines[index].text):
            yield aside(index, "page_number", "it stands above or below the counted lines of a page")
    for index in sorted(counted):
        start = numbers[index].end()
        reason = "it counts the lines of a page"
        if start == len(lines[index].text):
            yield Assigned(index, "frame", reason, end=0, is_blank=True)
        else:
            yield Assigned(index, "frame", reason, start, in_columns=True)


def _counted(numbers: list[tuple[int, int]]) -> set[int]:
    """The lines whose numbers go on with the one before, or begin again at 1."""
    counted: set[int] = set()
    last = 0
    for index, number in numbers:
        if number in (last + 1, 1):
            counted.add(index)
            last = number
    return counted


def _runs_on(lines: list[Line], one: int, other: int, numbers: dict[int, re.Match[str]]) -> bool:
    above, below = lines[one].text, lines[other].text[numbers[other].end() :]
    return other == one + 1 and not ends_sentence(above) and below[:1].islower()
