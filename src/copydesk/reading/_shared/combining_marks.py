"""Limits the number of combining marks on a letter: no page can show thousands."""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 30
"""The most combining marks on one letter: Vedic and Tibetan have fewer than ten; fonts and layout programs fail with
thousands."""


def capped(text: str) -> tuple[str, int]:
    """The text with at most ``MOST_MARKS`` combining marks on each letter, and the number of marks removed."""
    stacks = long_stacks(text)
    parts: list[str] = []
    done = 0
    for start, end in stacks:
        parts.append(text[done:start])
        done = end
    return "".join((*parts, text[done:])), sum(end - start for start, end in stacks)


def long_stacks(text: str) -> list[tuple[int, int]]:
    """The ranges, start and end, of the combining marks beyond the limit."""
    if text.isascii():
        return []
    stacks: list[tuple[int, int]] = []
    for run in _LONG_RUN.finditer(text):
        position = run.start() + MOST_MARKS
        while position < run.end():  # a run longer than MOST_MARKS has a mark at one of these positions
            if not _is_mark(text[position]):
                position += MOST_MARKS
                continue
            start = end = position
            while start > run.start() and _is_mark(text[start - 1]):
                start -= 1
            while end < run.end() and _is_mark(text[end]):
                end += 1
            if end - start > MOST_MARKS:
                stacks.append((start + MOST_MARKS, end))
            position = end + MOST_MARKS
    return stacks


_LONG_RUN = re.compile(f"[^\0-\u02ff]{{{MOST_MARKS + 1},}}")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"
