"""Notes at the foot of a page: taken out of the text that they interrupt, and put behind it.

They are set smaller than the text, stand below all of it in their column, and open with a mark. One that goes on on the
next page has no mark there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
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

_HANGING = re.compile(r"(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\d{1,3}|[*†‡§¶]{1,3})[).]?")
_TO_WORDS = 4.0  # em from a mark that hangs to the words of its note
_ON_LEVEL = 0.5  # em by which their baselines differ, where the mark is raised
_BETWEEN = 3  # characters of the content between a mark and its words: spaces, a tab

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
            found = {id(line) for line in _notes_of(of_text, body, height, notes) or _referred_to(of_text, height)}
            text += [line for line in page if id(line) not in found]
            notes += [line for line in page if id(line) in found]
            start = end
    return text + _numbered(notes, "".join(line.text for line, typeset in text if not typeset.furniture))


def with_hanging_marks(lines: Sequence[SetLine], height: float) -> list[SetLine]:
    """The lines of a page, the marks of notes in its lower part that hang left of their words as one line with these:
    those that its text refers to, or that count on from such a one."""
    marks = [line for line in lines if line.top > _LOWER_HALF * height and _HANGING.fullmatch(line.text.strip())]
    if not marks:
        return list(lines)
    text = "".join(line.text for line in lines if line.top < marks[0].top)
    referred = _referred(text)
    by_start = sorted(lines, key=lambda line: line.start)
    starts = [line.start for line in by_start]
    joined: dict[int, SetLine] = {}
    gone: set[int] = set()
    number = -1
    for mark in marks:
        here = _opens(mark)
        at = bisect_left(starts, mark.start) + 1
        words = by_start[at] if at < len(by_start) else None
        is_known = here in referred or here == number + 1 if here else mark.text.strip() in text
        if words is None or not is_known or not _hangs(mark, words):
            continue
        if at + 1 < len(by_start) and _is_beside(words, by_start[at + 1]):  # the cells of a row
            continue
        number = here or number
        joined[id(words)] = _with_mark(words, mark)
        gone.add(id(mark))
    return [joined.get(id(line), line) for line in lines if id(line) not in gone]


def _hangs(mark: SetLine, words: SetLine) -> bool:
    return (
        0 <= words.left - mark.right <= _TO_WORDS * words.size
        and abs(words.baseline - mark.baseline) <= _ON_LEVEL * words.size
        and words.start - mark.start <= len(mark.text) + _BETWEEN
    )


def _is_beside(line: SetLine, following: SetLine) -> bool:
    """Whether the content of the page goes on right of a line, on its level."""
    is_next = following.start - line.start <= len(line.text) + _BETWEEN
    return is_next and following.left > line.right and abs(following.baseline - line.baseline) <= _ON_LEVEL * line.size


def _with_mark(words: SetLine, mark: SetLine) -> SetLine:
    opening = f"{mark.text.strip()} "
    return words._replace(
        text=opening + words.text,
        left=mark.left,
        start=mark.start,
        letters=mark.letters + words.letters,
        styles=tuple((style, start + len(opening), end + len(opening)) for style, start, end in words.styles),
    )


def _referred(text: str) -> set[int]:
    """The numbers of the raised figures in a text."""
    return {int(figures.translate(_FIGURES)) for figures in _RAISED.findall(text)}


def _numbered(notes: Lines, text: str) -> Lines:
    """The lines of notes; those that count up and that raised figures of the text refer to are stated as notes, each
    with its lines. A smaller number within one, as of a list in it, opens no other."""
    referred = _referred(text)
    stated: Lines = []
    number = 0
    for line, typeset in notes:
        here = _opens(line)
        if here in referred and here > number:
            number = here
        is_known = number and typeset.role is None
        stated.append((line, typeset._replace(role="note", block=-number) if is_known else typeset))
    return stated


def _notes_of(page: Lines, body: float, height: float, earlier: Lines) -> Lines:
    """The lines of a page that are notes."""
    small = [each for each in page if each[0].size <= _SMALLER * body]
    larger = [line for line, _ in page if line.size > _SMALLER * body]
    found: Lines = []
    for each in small:
        line = each[0]
        below = all(
            other.baseline < line.baseline
            for other in larger
            if min(other.right, line.right) - max(other.left, line.left) > 0
        )
        if line.element.kind in NOTES or (below and line.top > _LOWER_HALF * height):
            found.append(each)
    return _from_mark(found, earlier)


def _referred_to(page: Lines, height: float) -> Lines:
    """The last lines of a page that are notes though some are as large as the text: they stand apart from it, and open
    with the numbers that raised figures of the page refer to, one after the other."""
    for at in range(len(page) - 1, 0, -1):
        line = page[at][0]
        if not _BARE.match(line.text) or line.top < _LOWER_HALF * height:
            continue
        referred = _referred(" ".join(each.text for each, _ in page[:at]))
        column = [each for each, _ in page[:at] if min(each.right, line.right) > max(each.left, line.left)]
        gap = line.top - max((each.bottom for each in column), default=line.top)
        if (
            _opens(line) in referred
            and gap >= _APART * line.size
            and _count_up([each for each, _ in page[at:]], referred)
        ):
            return page[at:]
    return []


def _count_up(lines: Sequence[SetLine], referred: Set[int]) -> bool:
    """Whether lines open with numbers of ``referred`` that count up by one, or go on right below such a line."""
    number = _opens(lines[0]) - 1
    for above, line in pairwise((lines[0], *lines)):
        if _BARE.match(line.text) and _opens(line) == number + 1 and _opens(line) in referred:
            number += 1
        elif line is lines[0] or not 0 <= line.top - above.bottom <= _CLOSE * line.size:
            return False
    return True


def _opens(line: SetLine) -> int:
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
