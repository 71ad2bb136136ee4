"""The words of form fields and text boxes as runs of their page, where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from textwrap import wrap

from copydesk.reading.pdf.annotations import CHECKED, UNCHECKED, Written
from copydesk.reading.pdf.fonts import NO_FONT
from copydesk.reading.pdf.place import Box, Place
from copydesk.reading.pdf.runs import Letter, Run

_LINE_END = re.compile(r"\r\n|[\r\n\v\f\u2028\u2029]")
_WIDTH = 0.5  # em, of a letter
_LEADING = 1.2  # em between two baselines
_ASCENT, _DESCENT = 0.72, 0.22  # em above and below the baseline
_SIZE = 10.0  # points, where nothing says more
_BESIDE = 12.0  # em between a field and its label, at the most
_TOUCHING = 0.3  # em by which a label may reach into its field
_SPACE = 0.6  # em


def with_written(
    runs: Sequence[Run], written: Sequence[Written], place: Place, start: int, *, keeps_place: bool
) -> list[Run]:
    """The runs of a page, and those of what is ``written`` on it; ``start`` is the number of the first, above those of
    the page. A value stands right beside its label, so that they are of one line, unless it ``keeps_place``, as in the
    cell of a table."""
    sizes = Counter[float]()
    for run in runs:
        sizes[run.size] += len(run.letters)
    usual = sizes.most_common(1)[0][0] if sizes else _SIZE
    every = list(runs)
    starts = count(start)
    placed = zip(place.boxes([each.box for each in written]), written, strict=True)
    for box, each in sorted(placed, key=lambda one: (round(one[0][1]), one[0][0])):
        label = _label(box, each, every) if each.is_value else None
        size = label.size if label else min(each.size or usual, box[3] - box[1])
        for text, left, baseline in _lines(each.text, box, size or usual, label):
            moved = _beside(label, left, text, box) if label and not keeps_place else left
            every.append(_run(text, moved, baseline, size or usual, label, starts, box[2] - box[0]))
    return every


def _label(box: Box, field: Written, runs: Sequence[Run]) -> Run | None:
    """What stands beside a field on its first line: the nearest, before a box that is to be checked or behind it, and
    before another field."""
    is_box = field.text in (CHECKED, UNCHECKED)
    near: list[tuple[float, Run]] = []
    for run in runs:
        edge = _TOUCHING * run.size
        if run.shown and not run.angle and box[1] <= run.baseline <= box[3] + edge:
            if run.right <= box[0] + edge:
                near.append((box[0] - run.right, run))
            elif is_box and run.left >= box[2] - edge:
                near.append((run.left - box[2], run))
    distance, label = min(near, key=lambda one: one[0], default=(0.0, None))
    return label if label and distance <= _BESIDE * label.size else None


def _lines(text: str, box: Box, size: float, label: Run | None) -> Iterator[tuple[str, float, float]]:
    """The lines of a value, with where each begins and its baseline."""
    given = [line.strip() for line in _LINE_END.split(text)]
    room = round((box[2] - box[0]) / (_WIDTH * size))
    is_high = box[3] - box[1] > 2 * _LEADING * size
    lines = [part for line in given if line for part in (wrap(line, max(room, 10)) if is_high else [line])]
    if label:
        first = label.baseline
    elif is_high or len(lines) > 1:
        first = box[1] + size
    else:
        first = (box[1] + box[3]) / 2 + (_ASCENT - _DESCENT) / 2 * size
    for number, line in enumerate(lines):
        yield line, box[0], first + number * _LEADING * size


def _beside(label: Run, left: float, text: str, box: Box) -> float:
    """Where a value begins that stands right behind its label, or right before it."""
    if label.left >= box[0]:
        return label.left - (_SPACE + _WIDTH * len(text)) * label.size
    return min(left, label.right + _SPACE * label.size)


def _run(
    text: str, left: float, baseline: float, size: float, label: Run | None, starts: Iterator[int], width: float
) -> Run:
    words = text.split()
    step = min(_WIDTH * size, max(width, size) / len(text))
    letters: list[Letter] = []
    at = left
    for word in words:
        for number, letter in enumerate(word):
            letters.append(Letter(letter, at, at + step, "" if number else " "))
            at += step
        at += step
    numbers = [next(starts) for _ in range(len(letters) + 1)]
    return Run(
        letters,
        left,
        letters[-1].right,
        baseline - _ASCENT * size,
        baseline + _DESCENT * size,
        baseline,
        size,
        label.font if label else NO_FONT,
        numbers[0],
        label.mark if label else -1,
    )
