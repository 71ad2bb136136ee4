"""Combining marks by the thousand on one letter, which no page can show: what is left of them."""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 30
"""How many combining marks one letter may bear: Vedic and Tibetan have fewer than ten, fonts and page makers choke on
thousands."""


def capped(text: str) -> tuple[str, int]:
    """The text with at most so many combining marks on each letter as are left, and how many were taken out."""
    stacks = long_stacks(text)
    parts: list[str] = []
    done = 0
    for start, end in stacks:
        parts.append(text[done:start])
        done = end
    return "".join((*parts, text[done:])), sum(end - start for start, end in stacks)


def long_stacks(text: str) -> list[tuple[int, int]]:
    """The places, start and end, of the combining marks that are too many for their letter."""
    if text.isascii():
        return []
    stacks: list[tuple[int, int]] = []
    for run in _LONG_RUN.finditer(text):
        place = run.start() + MOST_MARKS
        while place < run.end():  # so many marks in a row hold one at each such place
            if not _is_mark(text[place]):
                place += MOST_MARKS
                continue
            start = end = place
            while start > run.start() and _is_mark(text[start - 1]):
                start -= 1
            while end < run.end() and _is_mark(text[end]):
                end += 1
            if end - start > MOST_MARKS:
                stacks.append((start + MOST_MARKS, end))
            place = end + MOST_MARKS
    return stacks


_LONG_RUN = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1},}}")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"
