"""The frames that archives put around a text: that of Project Gutenberg, and heads marked with hashes.

What stands in the frame is furniture. Its title and author are those of the article where the text prints none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.patterns import pattern
from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.furniture.lines import letters_and_figures
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines

_FRAME = "it is of the frame of an archive"
_START = re.compile(
    r"\*{3}\s*START\s+OF\s+(?:THE|THIS)\s+PROJECT\s+GUTENBERG\b|\*END\*\s*THE SMALL PRINT", re.IGNORECASE
)
_END = re.compile(r"\*{3}\s*END\s+OF\s+(?:THE|THIS)\s+PROJECT\s+GUTENBERG\b", re.IGNORECASE)
_END_IN_WORDS = re.compile(r"End of (?:the |this )?Project Gutenberg", re.IGNORECASE)
_VALUE = re.compile(r"(Title|Author|Authors):\s+(?=\S)")
_CREDITS = pattern(
    r"(?:Produced|E-?text prepared|Prepared|Transcribed|Scanned|This e-?text was|Credits:)\b", re.IGNORECASE
)
_BY = re.compile(r"by\b", re.IGNORECASE)
_FEWEST_BANNER = 2  # lines between brackets
_TITLE_REACH = 12  # lines below the frame in which the text prints its title
_LONGEST_TITLE = 4  # lines
_LONGEST_BYLINE = 60  # characters
_ROLES: dict[str, Role] = {"Title": "headline", "Author": "byline", "Authors": "byline"}


def archives(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """What is known of the lines of a text from an archive."""
    yield from _gutenberg(lines)
    yield from _marked_head(lines)
    yield from _banner(lines, credit_lines)


def _gutenberg(lines: list[Line]) -> Iterator[Assigned]:
    starred = [(index, line.text) for index, line in enumerate(lines) if line.text[0] == "*"]
    starts = [index for index, text in starred if _START.match(text)]
    ends = [index for index, text in starred if _END.match(text)]
    if not starts and not ends:
        return
    start = starts[0] + 1 if starts else 0
    end = next((index for index in ends if index >= start), len(lines))
    while start < end and not lines[start].gap:  # the name of the text may go on below
        start += 1
    text = start
    while text < end and (text > start or _CREDITS.match(lines[text].text)) and not (text > start and lines[text].gap):
        text += 1
    while end and _END_IN_WORDS.match(lines[end - 1].text):
        end -= 1
    yield from _frame(lines, start, text, end)


def _frame(lines: list[Line], start: int, text: int, end: int) -> Iterator[Assigned]:
    """The lines before ``start`` and from ``end`` on, the credits before ``text``, and the printed title and author."""
    values = {match[1]: (index, match) for index in range(start) if (match := _VALUE.match(lines[index].text))}
    title = _title(lines, *values["Title"]) if "Title" in values else ""
    printed = _printed_title(lines, text, end, title)
    for index in printed:
        yield Assigned(index, "frame", _FRAME, role="headline")
    if printed:
        yield from _printed_author(lines, printed[-1] + 1, end)
    for name, (index, match) in values.items():
        if not printed:
            yield Assigned(index, "frame", _FRAME, start=match.end(), role=_ROLES[name])
            for below in _continued(lines, index, start):
                yield Assigned(below, "frame", _FRAME, role=_ROLES[name])
    yield from (aside(index, "frame", _FRAME) for index in (*range(text), *range(end, len(lines))))


def _title(lines: list[Line], index: int, match: re.Match[str]) -> str:
    """The title that a field of the frame gives, on one line or several."""
    below = (lines[each].text for each in _continued(lines, index, len(lines)))
    return " ".join((lines[index].text[match.end() :], *below))


def _continued(lines: list[Line], index: int, end: int) -> Iterator[int]:
    """The lines set in below a field, which go on with its value."""
    for below in range(index + 1, end):
        if lines[below].gap or lines[below].indent <= lines[index].indent:
            return
        yield below


def _printed_title(lines: list[Line], start: int, end: int, title: str) -> range:
    """The lines that repeat the title, on one line or several."""
    wanted = letters_and_figures(title)
    if not wanted:
        return range(0)
    for first in range(start, min(end, start + _TITLE_REACH)):
        printed = ""
        for last in range(first, min(end, first + _LONGEST_TITLE)):
            printed += letters_and_figures(lines[last].text)
            if printed == wanted:
                return range(first, last + 1)
    return range(0)


def _printed_author(lines: list[Line], index: int, end: int) -> Iterator[Assigned]:
    """``BY`` and a name below the title, on one line or two."""
    if index + 1 >= end or not _BY.match(lines[index].text) or len(lines[index].text) > _LONGEST_BYLINE:
        return
    below = lines[index].text.casefold() == "by"
    for each in range(index, index + 1 + below):
        yield Assigned(each, "frame", _FRAME, role="byline")


_HASHES = re.compile(r"(#{1,3})(?:\s+|$)")
_MARKED: tuple[Role, ...] = ("headline", "deck", "byline")


def _marked_head(lines: list[Line]) -> Iterator[Assigned]:
    """``# Title``, ``## Deck`` and ``### by Name`` right below one another, as archives of scans have them. There are
    hashes alone for a part that is not known."""
    if len(lines) < 4 or any(line.gap for line in lines[1:3]):
        return
    marks = [mark for line in lines[:3] if (mark := _HASHES.match(line.text))]
    if [len(mark[1]) for mark in marks] != [1, 2, 3]:
        return
    for index, (mark, role) in enumerate(zip(marks, _MARKED, strict=True)):
        yield Assigned(index, "frame", "it marks a part of the head", start=mark.end(), role=role)


_IN_BRACKETS = re.compile(r"\(([^()]{6,60})\)")
_BANNER = "it is of the banner of a record"


def _banner(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """Lines between brackets above all else, as records of parliaments have them: ``[Pages U769-U770]``; and the line
    below them that names their source. A day between parentheses is the date."""
    end = 0
    while (
        end < len(lines) and lines[end].text[0] == "[" and lines[end].text[-1] == "]" and not (end and lines[end].gap)
    ):
        end += 1
    if end < _FEWEST_BANNER or end == len(lines):
        return
    if not lines[end].gap and lines[end].text[-1] == "]":
        end += 1
    dated = False
    for index in range(end):
        match = None if dated else _IN_BRACKETS.search(lines[index].text)
        if match and credit_lines.is_date_line(match[1]):
            dated = True
            yield Assigned(index, "frame", _BANNER, match.start(1), match.end(1), "date")
        else:
            yield aside(index, "frame", _BANNER)
