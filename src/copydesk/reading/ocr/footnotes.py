"""Notes at the foot of a recognised page: which of its lines are some.

They stand below all else in their column and open with a mark. They are set smaller than the text, or stand apart from
it, and then no other line opens with the same mark, as the items of a list do. A number is a mark only where a word of
the page bears it, or where it is the first of several that stand apart: recognition may take a raised figure for
a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from copydesk.reading.copy import Typeset, body_size
from copydesk.reading.text.note_marks import NoteMark, note_mark

_SMALLER = 0.93  # times the size of the text, at the most
_LOWER_PART = 0.4  # of the height of a page, from which notes may begin
_APART = 0.8  # of the height of a line, between the text and the notes below it
_CLOSE = 0.6  # the same, between the lines of one note

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Line = tuple[str, Typeset]
"""The text of a line and how it is set."""


def notes_of(lines: Sequence[Line], height: float) -> dict[int, int]:
    """The lines of a page that are notes, by their indices: which of its notes each belongs to, from 1. ``height`` is
    the page's, in points."""
    free = [at for at, (_, setting) in enumerate(lines) if setting.box and not (setting.role or setting.furniture)]
    page = {at: lines[at] for at in free}
    body = body_size((setting.size, len(text)) for text, setting in page.values())
    notes: dict[int, int] = {}
    for _, group in groupby(free, key=lambda at: lines[at][1].column):
        column = list(group)
        for first, at in enumerate(column):
            if _is_note(at, page, height, body) and _are_notes(column[first:], page, body):
                for each in column[first:]:
                    opens = note_mark(page[each][0]) is not None
                    notes[each] = max(notes.values(), default=0) + (opens or not notes)
                break
    return notes


def raised(lines: Sequence[Line], notes: Iterable[int]) -> list[str]:
    """The texts of the lines of a page, with the numbers of its ``notes``, given by the indices of their lines, raised
    where one word alone bears them: recognition takes raised figures for others. ``egg.1`` -> ``egg.¹``"""
    texts = [text for text, _ in lines]
    of_notes = set(notes)
    for at in of_notes:
        mark = note_mark(texts[at])
        if mark is None or mark.form != "plain":
            continue
        number = _borne(mark.mark)
        bearing = [other for other, text in enumerate(texts) if other not in of_notes for _ in number.finditer(text)]
        if len(bearing) == 1:
            texts[bearing[0]] = number.sub(rf"\g<1>{mark.mark.translate(_RAISED)}", texts[bearing[0]])
    return texts


def _is_note(at: int, page: dict[int, Line], height: float, body: float) -> bool:
    """Whether a line may be the first of the notes of its column."""
    mark = note_mark(page[at][0])
    if mark is None or _top(page[at]) < _LOWER_PART * height:
        return False
    above = [line for other, line in page.items() if other != at and _is_over(line, page[at])]
    if not above:
        return False
    stands_apart = _top(page[at]) - max(map(_bottom, above)) >= _APART * _height(page[at])
    if mark.form == "plain":
        may_be = _is_borne(mark, above) or (stands_apart and _counts_on(mark, page[at], page))
        return may_be and _is_smaller(page[at], body)
    return stands_apart or _is_smaller(page[at], body)


def _are_notes(column: Sequence[int], page: dict[int, Line], body: float) -> bool:
    """Whether the last lines of a column are all notes, the first of which opens one."""
    marks = {at: mark.mark for at, (text, _) in page.items() if (mark := note_mark(text))}
    if all(_is_smaller(page[at], body) for at in column):
        return True
    if any(list(marks.values()).count(marks[at]) > 1 for at in column if at in marks):
        return False
    lines = [page[at] for at in column]
    return all(
        at in marks or _top(line) - _bottom(before) <= _CLOSE * _height(line)
        for at, before, line in zip(column[1:], lines, lines[1:], strict=False)
    )


def _is_borne(mark: NoteMark, lines: Sequence[Line]) -> bool:
    """Whether a word bears the number of a note: ``egg.1``"""
    return any(_borne(mark.mark).search(text) for text, _ in lines)


def _counts_on(mark: NoteMark, line: Line, page: dict[int, Line]) -> bool:
    """Whether a line opens with the number 1, and one below it in its column with the next."""
    below = (other for other in page.values() if _is_over(line, other) and other[1].column == line[1].column)
    numbers = {following.mark for text, _ in below if (following := note_mark(text))}
    return mark.mark == "1" and "2" in numbers


def _borne(number: str) -> re.Pattern[str]:
    return re.compile(rf"([^\W\d_]{{2}}[.,;:!?)”’\"']*){number}(?!\w)")


def _is_over(line: Line, other: Line) -> bool:
    box, below = line[1].box, other[1].box
    return bool(box and below and box.bottom < below.bottom and min(box.right, below.right) > max(box.left, below.left))


def _is_smaller(line: Line, body: float) -> bool:
    return 0 < line[1].size <= _SMALLER * body


def _top(line: Line) -> float:
    return line[1].box.top if line[1].box else 0.0


def _bottom(line: Line) -> float:
    return line[1].box.bottom if line[1].box else 0.0


def _height(line: Line) -> float:
    return _bottom(line) - _top(line)
