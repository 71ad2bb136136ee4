"""A line of a page -> its words: where spaces stand, what is raised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.reading.pdf.bidi import has_right_to_left, in_order_of_reading, runs_to_left
from copydesk.reading.pdf.characters import ADDED
from copydesk.reading.pdf.letters import widest_in_word
from copydesk.reading.pdf.lines import Line, is_small_for
from copydesk.reading.pdf.runs import Run
from copydesk.reading.pdf.set_line import Styled
from copydesk.reading.pdf.spacing import spaced

_SPACE = 0.16  # em: the narrowest space between two text objects that do not follow one another
_RAISED_FROM, _RAISED_TO = 0.15, 0.75  # of the size, how far above the line a raised mark stands
_RAISED_SIZE = 0.85  # of the size of the line, the largest that stands close to its word
_INITIAL = 1.5  # times the size of the line, that of an initial
_CLOSING = frozenset(",.;:!?)]”’»")
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_WORD = re.compile(r"[^\W_][\w-]{0,11}")
_NUMBERS = re.compile(r"(\d{1,3}(?:[,–-]\d{1,3})*)|\(?(\d{1,3})\)")


class Words(NamedTuple):
    """The words of a line, and those of them that are bold, italic or lead to an address, from where to where."""

    text: str
    styles: tuple[Styled, ...] = ()


def words_of(line: Line, *, to_left: bool = False) -> Words:
    """The words of a line in the order of reading; ``to_left`` says that most of its page runs from right to left."""
    is_mixed = any(has_right_to_left(run.text) for run in line.runs)
    ordered = (
        in_order_of_reading(line.runs, to_left=to_left or _runs_to_left(line.runs)) if is_mixed else spaced(line.runs)
    )
    parts: list[str] = []
    styles: list[Styled] = []
    before: Run | None = None
    length = 0
    for run in ordered:
        text = _raised(run, line, parts)
        opens = before is not None and before.size > _INITIAL * line.size  # a large initial belongs to the next letter
        space = "" if before is None or opens else (run.letters[0].space if is_mixed else _space_between(before, run))
        parts += (space, text)
        start, length = length + len(space), length + len(space) + len(text)
        if run.target:
            _add(styles, run.target, start, length)
        if run.font.bold or run.font.italic:
            _add(styles, (run.font.bold, run.font.italic), start, length)
        before = run if is_mixed or not run.is_mark else before or run
    return Words("".join(parts), tuple(styles))


def _runs_to_left(runs: Sequence[Run]) -> bool:
    return runs_to_left("".join(letter.text for run in runs for letter in run.letters))


def _add(styles: list[Styled], style: tuple[bool, bool] | str, start: int, end: int) -> None:
    """Adds a run of a style, as one with what stands right before it in that style."""
    for number in range(len(styles) - 1, max(-1, len(styles) - 3), -1):
        if styles[number][0] == style and start - styles[number][2] <= 1:
            styles[number] = (style, styles[number][1], end)
            return
    styles.append((style, start, end))


def _space_between(before: Run, run: Run) -> str:
    """The space that stands between two runs of a line, if one does."""
    if run.is_mark:
        return ""
    if run.flows:
        return run.letters[0].space
    smaller, larger = sorted((before.size, run.size))
    size = larger if smaller <= _RAISED_SIZE * larger else smaller  # what is raised stands close to its word
    gap = max(run.left - before.right, before.left - run.right)
    if run.follows(before):
        space = before.space or run.letters[0].space
        if space == ADDED and before.size < run.size and run.text[0] in _CLOSING:  # what stands behind a raised mark
            space = ""
        return space.replace(ADDED, " ") or (" " if gap > widest_in_word(before.text[-1], run.text[0]) * size else "")
    return " " if gap > min(_SPACE, widest_in_word(before.text[-1], run.text[0])) * size else ""


def _raised(run: Run, line: Line, before: list[str]) -> str:
    """The text of a run, in the characters for raised figures where it is one: ``¹``, ``^th^``. The bracket of a mark
    of a note, as in a raised ``1)``, is no part of its number."""
    text = run.text
    rise = (line.baseline - run.baseline) / line.size
    if len(text) > 12 or not (_RAISED_FROM <= rise <= _RAISED_TO and is_small_for(run.size, line.size, rise)):
        return text
    if match := _NUMBERS.fullmatch(text):
        return (match[1] or match[2]).translate(_DIGITS)
    if _RAISED_WORD.fullmatch(text) and before and before[-1][-1:].isalnum():
        return f"^{text}^"
    return text
