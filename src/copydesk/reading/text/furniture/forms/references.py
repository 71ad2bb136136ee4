"""Numbered works or notes with hanging indents: ``[2] Koehler, O. Birds that`` above ``    count.``; and the note on an
author of a paper, who has a star: ``Marta Ruiz1,*`` above ``* Corresponding author``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import COLONS

_NUMBER = re.compile(r"\[(\d{1,3})\]:?\s+(?=\S)")
_FEWEST = 2  # entries
_MOST_RESTS = 8  # lines of an entry below its first
_SHORTEST_WRAPPED = 40  # characters of a line that goes on below
_STARRED = re.compile(r"[^\W_],? ?\*(?=[\s,;]|$)")
_NOTED = "a star opens it, and one stands behind a name above"
_REASON = "it is of an entry with a number in brackets, as those beside it are"


def references(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines of such entries, whose numbers count up: notes where the text above refers to one of them, else
    paragraphs. Where no lines are set in, only where each entry begins is known. A line that a star opens is a note if
    no other line is, and one of the first half of the text has a star behind a name or its number."""
    yield from _starred(lines)
    numbers = {
        index: int(match[1])
        for index, line in enumerate(lines)
        if line.text[0] == "[" and not line.role and (match := _NUMBER.match(line.text))
    }
    if len(numbers) < _FEWEST:
        return
    for run in _runs(lines, numbers):
        first, end = run[0], _end(lines, run[-1])
        rests = [index for index in range(first, end) if index not in run]
        if not rests and not any(not lines[index].gap for index in run[1:]):
            continue
        hang = bool(rests) and all(_hangs(lines, index, lines[first].indent) for index in rests)
        role = _role(lines, run, numbers) if hang else None
        for index in range(first, end) if hang else run:
            yield Assigned(index, "frame", _REASON, role=role, begins=index in run)


def _starred(lines: Sequence[Line]) -> Iterator[Assigned]:
    opened = [index for index, line in enumerate(lines) if line.text[0] == "*" and not line.role]
    if len(opened) != 1 or opened[0] > len(lines) // 2:
        return
    index = opened[0]
    is_whole = index + 1 == len(lines) or lines[index + 1].gap > 0
    above = [line.text for line in lines[:index] if "*" in line.text]
    if is_whole and lines[index].text[1:2] == " " and len(above) == 1 and len(_STARRED.findall(above[0])) == 1:
        yield Assigned(index, "frame", _NOTED, role="note", begins=True)


def _runs(lines: Sequence[Line], numbers: dict[int, int]) -> Iterator[list[int]]:
    """The indices of the first lines of entries that follow one another, each numbered one higher than the one
    before."""
    run: list[int] = []
    for index, number in numbers.items():
        if run and number == numbers[run[-1]] + 1 and _goes_on(lines, run[-1], index):
            run.append(index)
            continue
        if len(run) >= _FEWEST:
            yield run
        run = [index]
    if len(run) >= _FEWEST:
        yield run


def _goes_on(lines: Sequence[Line], above: int, index: int) -> bool:
    """Whether nothing but further lines of one entry stands between its first line and the next entry."""
    return lines[index].indent == lines[above].indent and _end(lines, above) == index


def _end(lines: Sequence[Line], index: int) -> int:
    """Where the entry ends that begins at ``index``: at a blank line, the next number, or a line that is too far on."""
    end = index + 1
    while end < len(lines) and not lines[end].gap and not lines[end].role and end - index <= _MOST_RESTS:
        if _NUMBER.match(lines[end].text):
            break
        end += 1
    return end


def _hangs(lines: Sequence[Line], index: int, margin: int) -> bool:
    """Whether a line is set in below a long one, as the rest of an entry is and verses below a colon are not."""
    above = lines[index - 1].text
    return lines[index].indent > margin and len(above) >= _SHORTEST_WRAPPED and above[-1] not in COLONS


def _role(lines: Sequence[Line], run: Sequence[int], numbers: dict[int, int]) -> Role:
    marks = {f"[{numbers[index]}]" for index in run}
    first = run[0]
    refers = any("[" in line.text and any(mark in line.text for mark in marks) for line in lines[:first])
    return "note" if refers else "paragraph"
