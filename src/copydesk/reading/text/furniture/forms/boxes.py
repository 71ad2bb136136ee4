"""Boxes and rules drawn with stars, bars and other marks: what they enclose is text, the marks are furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines

_EDGE = re.compile(r"[+.\-=/\\]?([*#=|+~:%\-])\1{8,}[+.'\-=/\\]?")
_SIDES = "*#|:%+=!"
_MOST_LINES = 30  # of a box
_MOST_HEAD_LINES = 6  # of a box above the headline
_DRAWN = re.compile(r"[^\W_]?(?P<marks>[-=~*_+#<>.:^|/\\ ]{10,})[^\W_]?")
_SPACED = re.compile(r"([-=~_+#.:])(?:\s{1,3}\1){7,}")
_REASON = "it is the side of a box"


def boxes(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """What is known of the lines of boxes and of rules."""
    index = 0
    while index < len(lines):
        if lines[index].text[1:2].isalnum():  # nothing is drawn
            index += 1
            continue
        end = _box(lines, index)
        if end:
            yield from _enclosed(lines, index, end, credit_lines)
            index = end + 1
            continue
        yield from _rule(lines, index)
        index += 1


def _box(lines: list[Line], top: int) -> int:
    """The lower edge of the box whose upper edge is a line; 0 if it is none."""
    if not _EDGE.fullmatch(lines[top].text):
        return 0
    for index in range(top + 1, min(len(lines), top + _MOST_LINES)):
        text = lines[index].text
        if _EDGE.fullmatch(text) and index > top + 1:
            return index
        if len(text) < 3 or text[0] != text[-1] or text[0] not in _SIDES or "|" in text[1:-1]:
            return 0
    return 0


def _enclosed(lines: list[Line], top: int, end: int, credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines of a box without its sides. Above all else they are kickers and the date."""
    heads = top == 0 and end - top - 1 <= _MOST_HEAD_LINES and end + 1 < len(lines)
    yield aside(top, "rule", "it is the edge of a box")
    for index in range(top + 1, end):
        text = lines[index].text
        words = text[1:-1].strip()
        role: Role | None = None
        if heads and words:
            role = "date" if credit_lines.is_date_line(words) else "kicker"
        yield Assigned(index, "frame", _REASON, 1, len(text) - 1, role, begins=index == top + 1)
    yield aside(end, "rule", "it is the edge of a box")


def _rule(lines: list[Line], index: int) -> Iterator[Assigned]:
    """A rule of marks with spaces between them is a break; one with a letter at its ends is furniture."""
    text = lines[index].text
    if _SPACED.fullmatch(text):
        yield Assigned(index, "rule", "it is a rule of single marks", role="break")
        return
    match = _DRAWN.fullmatch(text)
    if match and len(set(match["marks"])) > 1 and text.count(" ") < len(text) // 3:
        yield aside(index, "rule", "it is a drawn line")
