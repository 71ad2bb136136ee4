"""Notes in the margin beside the text that raised figures refer to: taken out, and put behind the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from copydesk.reading.copy import Typeset, body_size
from copydesk.reading.pdf.footnotes import HANGING_MARK, Lines, number_of, referred_in, right_of, with_mark
from copydesk.reading.pdf.set_line import SetLine

_SMALLER = 0.93  # times the size of the text, at the most
_SAME_SIZE = 0.05
_APART = 0.5  # em of the text between it and the margin
_CLOSE = 0.6  # em between the lines of a note
_TO_WORDS = 1.5  # em from a mark to the words of its note
_MOST = 0.4  # of the letters of a page, those in its margin
_FEWEST_LINES = 5  # of the text of a page


def with_side_notes_last(lines: Sequence[tuple[SetLine, Typeset]]) -> Lines:
    """The lines of a file; those in the margins of its pages that are notes with the numbers of raised figures of
    the text stand behind all others, each note stated as one, and what else stands there behind the text beside it."""
    body = body_size((line.size, line.letters) for line, typeset in lines if not typeset.furniture)
    text: Lines = []
    notes: Lines = []
    for _, each in groupby(lines, key=lambda line: line[1].page):
        page = list(each)
        groups = _notes_beside([line for line in page if not line[1].furniture], body)
        moved = {line.start for group in groups for line, _ in group}
        joined = [_with_its_mark(group) for group in groups]
        text += [line for line in page if line[0].start not in moved or line[1].furniture]
        for group in joined:
            number = number_of(group[0][0])
            if number:
                notes += [(line, typeset._replace(role="note", block=-number)) for line, typeset in group]
            else:
                text += [
                    (line, typeset._replace(role="paragraph", begins=not at))
                    for at, (line, typeset) in enumerate(group)
                ]
    return text + notes


def _notes_beside(page: Lines, body: float) -> list[Lines]:
    """What stands in the margin of a page, by notes; nothing where no raised figure of the text refers to one."""
    text = [line for line, _ in page if abs(line.size - body) <= _SAME_SIZE * body]
    if len(text) < _FEWEST_LINES:
        return []
    left, right = min(line.left for line in text), max(line.right for line in text)
    apart = _APART * body
    beside = [
        each
        for each in page
        if each[0].size <= _SMALLER * body and (each[0].right <= left - apart or each[0].left >= right + apart)
    ]
    letters = sum(line.letters for line, _ in page)
    if not beside or sum(line.letters for line, _ in beside) > _MOST * letters:
        return []
    referred = {number for line in text for number in referred_in(line.text.replace(" ", ""))}
    groups: list[Lines] = []
    for each in sorted(beside, key=lambda line: (line[0].left >= right, line[0].bottom)):
        last = groups[-1][-1][0] if groups else None
        goes_on = last is not None and -each[0].size <= each[0].top - last.bottom <= _CLOSE * each[0].size
        if groups and goes_on and not (len(groups[-1]) > 1 and number_of(each[0]) in referred):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups if any(number_of(group[0][0]) in referred for group in groups) else []


def _with_its_mark(group: Lines) -> Lines:
    """A note with the mark that stands before its first line as part of this."""
    first = group[0][0]
    if len(group) == 1 or not HANGING_MARK.fullmatch(first.text.strip()):
        return group
    words = right_of(first, [line for line, _ in group[1:]], _TO_WORDS)
    if words is None:
        return group
    return [(with_mark(line, first), typeset) if line is words else (line, typeset) for line, typeset in group[1:]]
