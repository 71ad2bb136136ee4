"""Notes at the foot of a page: taken out of the text that they interrupt, and put behind it.

They are set smaller than the text, stand below all of it in their column, and open with a mark. One that goes on on the
next page has no mark there.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

from copydesk.reading.copy import Typeset, body_size
from copydesk.reading.pdf.set_line import SetLine

_SMALLER = 0.93  # times the size of the text, at the most
NOTE_MARK = re.compile(r"(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\d{1,3}(?=[\s).\]])|\[\d{1,3}\]|[*†‡§¶]{1,3})[).\]]?\s*\S")
"""What a note opens with."""

_BARE = re.compile(r"(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\d{1,3}(?=[\s).]))[).]?\s*\S")
"""What a note opens with that raised figures refer to, as no ``[1]``."""

NOTES = frozenset(("Note", "FENote"))
"""The types of the elements of a tagged file that are notes."""

_RAISED = re.compile(r"(?<=\S)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_NUMBER = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}")
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_SAME_SIZE = 0.05
_LOWER_HALF = 0.4  # of the height of a page, from which notes may begin
_APART = 0.8  # em between the text and the notes below it, where these are as large as it
_CLOSE = 0.6  # em between the lines of such notes

HANGING_MARK = re.compile(r"(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\d{1,3}|[*†‡§¶]{1,3})[).]?")
_LETTERS_OF_NOTE = 3  # at the least, in the first line of a note
_TO_WORDS = 4.0  # em from a mark that hangs to the words of its note
_ON_LEVEL = 0.5  # em by which their baselines differ, where the mark is raised
_BETWEEN = 3  # characters of the content between the cells of a row: spaces, a tab

Lines = list[tuple[SetLine, Typeset]]


def with_notes_last(lines: Sequence[tuple[SetLine, Typeset]], heights: Sequence[float]) -> Lines:
    """The lines of a file, those of notes at the feet of its pages behind all others; ``heights`` are the pages'."""
    body = body_size((line.size, line.letters) for line, typeset in lines if not typeset.furniture)
    text: Lines = []
    notes: Lines = []
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or lines[end][1].page != lines[start][1].page:
            page = list(lines[start:end])
            height = heights[page[0][1].page - 1]
            of_text = [line for line in page if not line[1].furniture]
            ids_of_notes = {
                id(line) for line in _notes_of(of_text, body, height, notes) or _referred_to(of_text, height)
            }
            text += [line for line in page if id(line) not in ids_of_notes]
            notes += [line for line in page if id(line) in ids_of_notes]
            start = end
    return text + _numbered(notes, "".join(line.text for line, typeset in text if not typeset.furniture))


def with_hanging_marks(lines: Sequence[SetLine], height: float) -> list[SetLine]:
    """The lines of a page, the marks of notes in its lower part that hang left of their words as one line with these:
    those that its text refers to, or that count on from such a one."""
    marks = [line for line in lines if line.top > _LOWER_HALF * height and HANGING_MARK.fullmatch(line.text.strip())]
    if not marks:
        return list(lines)
    text = "".join(line.text for line in lines if len(line.text) > len(marks[0].text))
    referred = referred_in(text)
    joined: dict[int, SetLine] = {}
    gone: set[int] = set()
    number = -1
    for mark in marks:
        here = number_of(mark)
        is_known = here in referred or here == number + 1 if here else mark.text.strip() in text
        words = right_of(mark, lines, _TO_WORDS) if is_known else None
        if words is None or is_cell(words, lines):
            continue
        number = here or number
        joined[id(words)] = with_mark(words, mark)
        gone.add(id(mark))
    return [joined.get(id(line), line) for line in lines if id(line) not in gone]


def right_of(line: SetLine, lines: Sequence[SetLine], reach: float) -> SetLine | None:
    """The next line on the level of another, at most ``reach`` em right of it."""
    beside = (
        other
        for other in lines
        if 0 <= other.left - line.right <= reach * other.size
        and abs(other.baseline - line.baseline) <= _ON_LEVEL * other.size
    )
    return min(beside, key=lambda other: other.left, default=None)


def is_cell(line: SetLine, lines: Sequence[SetLine]) -> bool:
    """Whether the content of the page goes on right of a line, on its level: it is a cell of a row."""
    other = right_of(line, lines, math.inf)
    return other is not None and 0 <= other.start - line.start <= len(line.text) + _BETWEEN


def notes_at_feet(pages: Sequence[Sequence[SetLine]], heights: Sequence[float]) -> list[set[int]]:
    """For each page the beginnings of lines at its foot that are no running heads: those that open with a number that
    raised figures of the file refer to, with words that no other page has there, and what stands below in their
    type."""
    referred = referred_in(" ".join(line.text for lines in pages for line in lines))
    if not referred:
        return [set() for _ in pages]
    words = Counter(
        stem
        for lines, height in zip(pages, heights, strict=True)
        for stem in {_words(line) for line in lines if line.top > _LOWER_HALF * height}
    )
    of_pages: list[set[int]] = []
    for lines, height in zip(pages, heights, strict=True):
        notes: set[int] = set()
        last: SetLine | None = None
        for line in sorted(lines, key=lambda line: line.baseline):
            opens = line.top > _LOWER_HALF * height and _BARE.match(line.text) and number_of(line) in referred
            goes_on = (
                last is not None
                and abs(line.size - last.size) <= _SAME_SIZE * line.size
                and 0 <= line.top - last.bottom <= _CLOSE * line.size
            )
            if (opens and len(_words(line)) >= _LETTERS_OF_NOTE and words[_words(line)] == 1) or goes_on:
                notes.add(line.start)
                last = line
            else:
                last = None
        of_pages.append(notes)
    return of_pages


def _words(line: SetLine) -> str:
    return "".join(filter(str.isalpha, line.text))


def with_mark(words: SetLine, mark: SetLine) -> SetLine:
    return words.behind(f"{mark.text.strip()} ")._replace(
        left=mark.left, start=min(mark.start, words.start), letters=mark.letters + words.letters
    )


def referred_in(text: str) -> set[int]:
    """The numbers of the raised figures in a text."""
    return {int(figures.translate(_FIGURES)) for figures in _RAISED.findall(text)}


def _numbered(notes: Lines, text: str) -> Lines:
    """The lines of notes; those that count up and that raised figures of the text refer to are stated as notes, each
    with its lines. A smaller number within one, as of a list in it, opens no other, nor does one that is ahead of the
    next note."""
    referred = referred_in(text)
    opening = [number_of(line) for line, _ in notes]
    stated: Lines = []
    number = 0
    for at, (line, typeset) in enumerate(notes):
        here = opening[at]
        if here in referred and here > number and not referred.intersection(range(number + 1, here), opening[at + 1 :]):
            number = here
        is_known = number and typeset.role is None
        stated.append((line, typeset._replace(role="note", block=-number) if is_known else typeset))
    return stated


def _notes_of(page: Lines, body: float, height: float, earlier: Lines) -> Lines:
    """The lines of a page that are notes."""
    small = [each for each in page if each[0].size <= _SMALLER * body]
    larger = [line for line, _ in page if line.size > _SMALLER * body]
    low: Lines = []
    for each in small:
        line = each[0]
        below = all(
            other.baseline < line.baseline
            for other in larger
            if min(other.right, line.right) - max(other.left, line.left) > 0
        )
        if line.element.kind in NOTES or (below and line.top > _LOWER_HALF * height):
            low.append(each)
    return _from_mark(low, earlier)


def _referred_to(page: Lines, height: float) -> Lines:
    """The last lines of the columns of a page that are notes though some are as large as the text: they stand apart
    from it, and open with the numbers that raised figures of the page refer to, one after the other."""
    referred = referred_in(" ".join(line.text for line, _ in page))
    return [each for column in _columns(page) for each in _last_notes(column, page, referred, height)]


def _columns(page: Lines) -> list[Lines]:
    """The lines of a page, divided where they go on further up."""
    columns: list[Lines] = []
    for each in page:
        if not columns or each[0].bottom < columns[-1][-1][0].top:
            columns.append([])
        columns[-1].append(each)
    return columns


def _last_notes(column: Lines, page: Lines, referred: Set[int], height: float) -> Lines:
    for at in range(len(column) - 1, -1, -1):
        line = column[at][0]
        if not _BARE.match(line.text) or line.top < _LOWER_HALF * height or number_of(line) not in referred:
            continue
        above = [
            each
            for each, _ in page
            if each.baseline < line.baseline and min(each.right, line.right) > max(each.left, line.left)
        ]
        gap = line.top - max((each.bottom for each in above), default=line.top)
        if gap >= _APART * line.size and _count_up([each for each, _ in column[at:]], referred):
            return column[at:]
    return []


def _count_up(lines: Sequence[SetLine], referred: Set[int]) -> bool:
    """Whether lines open with numbers of ``referred`` that count up by one, or go on right below such a line."""
    number = number_of(lines[0]) - 1
    for above, line in pairwise((lines[0], *lines)):
        if _BARE.match(line.text) and number_of(line) == number + 1 and number_of(line) in referred:
            number += 1
        elif line is lines[0] or not 0 <= line.top - above.bottom <= _CLOSE * line.size:
            return False
    return True


def number_of(line: SetLine) -> int:
    """The number that a line opens with, 0 if it opens with none."""
    mark = _NUMBER.match(line.text)
    return int(mark[0].translate(_FIGURES)) if mark else 0


def _from_mark(lines: Lines, earlier: Lines) -> Lines:
    """The lines from the first that opens with a mark, in each column; all of a column if a note goes on there."""
    kept: Lines = []
    is_open = bool(earlier)
    for each in lines:
        line = each[0]
        last = kept[-1][0] if kept else earlier[-1][0] if earlier else None
        alike = last is not None and abs(last.size - line.size) <= _SAME_SIZE * line.size
        if line.element.kind in NOTES or NOTE_MARK.match(line.text) or (is_open and alike):
            kept.append(each)
            is_open = True
        else:
            is_open = False
    return kept
