"""A line of a page -> its words: where spaces stand, what is raised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from copydesk.reading.pdf.lines import Line
from copydesk.reading.pdf.runs import Run

_SPACE = 0.16  # em: the narrowest space between two text objects that do not follow one another
_SURE_SPACE = 0.3  # em: a gap between two text objects that is always a space
_RAISED_FROM, _RAISED_TO = 0.15, 0.75  # of the size, how far above the line a raised mark stands
_RAISED_SIZE = 0.85  # of the size of the line, the largest that is raised
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = re.compile(r"[*†‡§¶]{1,3}")
_RAISED_WORD = re.compile(r"[^\W_][\w-]{0,11}")
_NUMBERS = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*")


def text_of(line: Line) -> str:
    """The words of a line in the order of reading."""
    runs = in_order(line.runs)
    parts: list[str] = []
    before: Run | None = None
    for run in runs:
        text = _raised(run, line, parts)
        if before is not None and _is_spaced(before, run):
            parts.append(" ")
        parts.append(text)
        before = run
    return "".join(parts)


def in_order(runs: Sequence[Run]) -> list[Run]:
    """The runs of a line in the order of reading: from left to right, or, where most letters run from right to left, in
    that of pdfium."""
    if runs_to_left("".join(letter.text for run in runs for letter in run.letters)):
        return sorted(runs, key=lambda run: run.start)
    return list(runs)


def runs_to_left(text: str) -> bool:
    """Whether most letters of a text run from right to left."""
    if text.isascii():
        return False
    directions = [unicodedata.bidirectional(character) for character in text]
    return sum(each in ("R", "AL") for each in directions) > directions.count("L")


def _is_spaced(before: Run, run: Run) -> bool:
    """Whether a space stands between two runs of a line."""
    size = min(before.size, run.size)
    gap = max(run.left - before.right, before.left - run.right)
    follows = run.start > before.start and run.start - before.start - len(before.letters) <= _spaces_in(before) + 3
    turns = runs_to_left(before.letters[-1].text) != runs_to_left(run.letters[0].text)
    if follows and not turns:
        return before.spaced or run.letters[0].spaced or gap > _SURE_SPACE * size
    if follows and (before.spaced or run.letters[0].spaced):
        return True
    return gap > _SPACE * size


def _spaces_in(run: Run) -> int:
    return sum(letter.spaced for letter in run.letters)


def _raised(run: Run, line: Line, before: list[str]) -> str:
    """The text of a run, in the characters for raised figures where it is one: ``¹``, ``^th^``."""
    text = run.text
    if len(text) > 12 or run.size > _RAISED_SIZE * line.size:
        return text
    if not _RAISED_FROM <= (line.baseline - run.baseline) / line.size <= _RAISED_TO:
        return text
    if _NUMBERS.fullmatch(text):
        return text.translate(_DIGITS)
    if _RAISED_WORD.fullmatch(text) and before and before[-1][-1:].isalnum():
        return f"^{text}^"
    return text
