"""The title that a file states of its article: where its very words are lines of their own near the top, these are the
headline.

Programs fill titles in by themselves, and templates hand them on; so a title alone is worth nothing, and a file's name
stands in no text. What is set smaller than another line at the top is no headline: a paper states its own name as the
title of all its articles, and prints it above them.
"""

from __future__ import annotations

from collections.abc import Mapping

from copydesk.reading.copy import Copy, Typeset

_NEAR = 12  # lines
_MOST = 4  # lines of a headline
_LARGER = 1.05  # times the size of the other
_FEWEST = 2  # words


def with_stated_title(copy: Copy) -> Mapping[int, Typeset]:
    """How the lines of copy are set, by their numbers, with the role of the headline for those that state it."""
    typeset = copy.typeset()
    title = _letters(copy.stated.title)
    is_known = any(each.role == "headline" for each in typeset.values())
    if is_known or len(copy.stated.title.split()) < _FEWEST or title == _letters(copy.stated.publisher):
        return typeset
    lines = [(number, line.text) for number, line in enumerate(copy.lines, 1) if line.text.strip()]
    near = [(number, text) for number, text in lines if not _of(typeset, number).furniture][:_NEAR]
    largest = max((_of(typeset, number).size for number, _ in near), default=0.0)
    for first in range(len(near)):
        for last in range(first + 1, min(first + _MOST, len(near)) + 1):
            numbers = [number for number, _ in near[first:last]]
            if _letters(" ".join(text for _, text in near[first:last])) != title:
                continue
            goes_on = last < len(near) and near[last][1].lstrip()[:1].islower()  # a title that a program cut off
            if not goes_on and all(largest <= _LARGER * _of(typeset, number).size for number in numbers):
                return typeset | {number: _of(typeset, number)._replace(role="headline") for number in numbers}
    return typeset


def _of(typeset: Mapping[int, Typeset], number: int) -> Typeset:
    return typeset.get(number, Typeset())


def _letters(text: str) -> str:
    """The letters and figures of a text, which line ends and case do not change."""
    return "".join(filter(str.isalnum, text.casefold()))
