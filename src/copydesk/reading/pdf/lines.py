"""Runs -> the lines of a page: what stands on one baseline, within one column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading.pdf.bidi import has_right_to_left
from copydesk.reading.pdf.fonts import NO_FONT, Font
from copydesk.reading.pdf.gutters import NARROWEST, TOO_WIDE, Gutters, are_of_line, are_of_object
from copydesk.reading.pdf.place import Box
from copydesk.reading.pdf.rules import Rule, is_fenced
from copydesk.reading.pdf.runs import Letter, Run, part_of
from copydesk.reading.pdf.set_line import MOST_LINES

_SAME_BASELINE = 0.3  # em by which the baselines of one line differ
_MARKER = re.compile(r"[•◦▪▫‣·○●■□◆◇►▶➢➤✓✔–—*-]|\(?(?:\d{1,3}|[a-z]{1,4})[.)]", re.IGNORECASE)
_AS_WIDE = 0.8  # of the width of a run, the gap that another leaves for it
_IN_GAP = 0.1  # em by which a run is wider than the gap that another leaves for it
_FILLED = 0.5  # of what a line runs around, that pictures fill
_TOUCHING = 3.0  # points by which the words beside a picture reach over it
_NEAR = 1.5  # em below a picture within which its frame ends
_FAR = 5.0  # em between the mark of an item and its words, at the most
_APART = 1.0  # em between two runs of different type that are not of one line
_FAR_APART = 1.5  # em between the text and a label beside it
_SAME_SIZE, _MUCH_SMALLER = 0.9, 0.7
_SIZES_DIFFER = 0.05
_WITHIN_OBJECT = 1.8  # em between two characters of one text object, from which they are looked at apart
_RAISED = 0.85  # of the size of a line, the largest size of what is raised on it
_HARDLY_SMALLER = 0.9  # of that size, what stands as high as the figures of notes do
_HIGH = 0.3  # em above the line
_MOST_RAISED = 8  # letters


class Line(NamedTuple):
    """The runs of a line from left to right, its extent, and how most of its letters are set."""

    runs: list[Run]
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: Font

    @property
    def start(self) -> int:
        """How many characters of the content of the page stand before it."""
        return min(run.start for run in self.runs)


def line_of(runs: Sequence[Run]) -> Line:
    """The line of some runs."""
    ordered = _in_gaps(sorted(runs, key=_place))
    letters = Counter[tuple[float, float, Font]]()
    for run in ordered:
        letters[round(run.size, 1), round(run.baseline, 1), run.font] += len(run.letters)
    (size, baseline, font), _ = letters.most_common(1)[0] if letters else ((0.0, 0.0, NO_FONT), 0)
    main = [run for run in ordered if abs(run.baseline - baseline) <= _SAME_BASELINE * size] or ordered
    return Line(
        ordered,
        min(run.left for run in ordered),
        max(run.right for run in ordered),
        min(run.top for run in main),
        max(run.bottom for run in main),
        baseline,
        size,
        font,
    )


def _place(run: Run) -> tuple[float, int]:
    """Where a run stands on its line: a mark by itself, which may begin left of its letter, by its middle."""
    return (run.left + run.right) / 2 if run.is_mark else run.left, run.start


def _in_gaps(runs: Sequence[Run]) -> list[Run]:
    """The runs of a line from left to right, those divided that leave a gap for the next: for a sign of another
    font."""
    ordered: list[Run] = []
    for run in runs:
        last = ordered[-1] if ordered else None
        if last is not None and run.right < last.right and (at := _gap_for(run, last)):
            ordered[-1:] = [part_of(last, 0, at), run, part_of(last, at, len(last.letters))]
        else:
            ordered.append(run)
    return ordered


def _gap_for(run: Run, around: Run) -> int:
    """The letter of a run behind the gap that another stands in; 0 if it stands in none."""
    edge = _IN_GAP * run.size
    for at, (one, other) in enumerate(pairwise(around.letters), 1):
        is_wide = other.left - one.right >= _AS_WIDE * (run.right - run.left)
        if is_wide and one.right - edge <= run.left and run.right <= other.left + edge:
            return at
    return 0


def lines_of(runs: Iterable[Run], fences: Sequence[Rule] = (), pictures: Sequence[Box] = ()) -> list[Line]:
    """The lines of a page from top to bottom; the runs are those that stand upright, and no line goes on across one of
    the ``fences``. One may go on behind the ``pictures`` that it runs around."""
    rows = _rows([part for run in runs for part in _parts(run, fences)])
    strips = Gutters(rows)
    parts = [
        part
        for number, row in enumerate(rows)
        for part in _around(_cut(row, number, strips, fences), number, strips, pictures)
    ]
    lines = [line_of(part) for part in parts]
    return _with_raised(lines) if len(lines) <= MOST_LINES else lines


def _parts(run: Run, fences: Sequence[Rule]) -> list[Run]:
    """A run, divided where its characters stand far apart, or a rule stands between them."""
    letters = run.letters
    fences = [fence for fence in fences if run.left < fence.left < run.right]
    cuts = [
        number
        for number in range(1, len(letters))
        if letters[number].left - letters[number - 1].right > _WITHIN_OBJECT * run.size
        or (letters[number - 1].left - letters[number].right > _WITHIN_OBJECT * run.size)
        or (fences and letters[number].space and _are_fenced(letters[number - 1], letters[number], run, fences))
    ]
    if not cuts:
        return [run]
    return [part_of(run, start, end) for start, end in pairwise([0, *cuts, len(letters)])]


def _are_fenced(one: Letter, other: Letter, run: Run, fences: Sequence[Rule]) -> bool:
    left, right = sorted((one, other), key=lambda letter: letter.left)
    return is_fenced(fences, left.right, right.left, run.baseline, run.size)


def _rows(runs: list[Run]) -> list[list[Run]]:
    """The runs of each baseline, across all columns, from left to right."""
    rows: list[list[Run]] = []
    baseline = size = 0.0
    for run in sorted(runs, key=lambda each: (each.baseline, each.left)):
        if rows and run.baseline - baseline <= _SAME_BASELINE * min(size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
            baseline, size = run.baseline, run.size
    for row in rows:
        row.sort(key=lambda each: each.left)
    return rows


def _cut(row: list[Run], number: int, gutters: Gutters, fences: Sequence[Rule]) -> list[list[Run]]:
    """The runs of a row, divided at its gutters and at gaps that no line has."""
    parts = [[row[0]]]
    end, size, last = row[0].right, row[0].size, row[0]
    for run in row[1:]:
        smaller, larger = sorted((size, run.size))
        gap = run.left - end
        is_fence = bool(fences) and gap > 0 and is_fenced(fences, end, run.left, run.baseline, larger)
        if is_fence or (run.cell and parts[-1][-1].cell != run.cell):
            is_cut = True
        elif gap < _FAR * larger and (
            _is_marker(parts[-1]) or (_is_marker([run]) and has_right_to_left(parts[-1][-1].text))
        ):
            is_cut = False
        elif run.line and last.line and gap < TOO_WIDE * larger:
            is_cut = not are_of_line(last, run) and gap >= NARROWEST * smaller
        else:
            is_wide = gap >= TOO_WIDE * larger or (
                gap >= NARROWEST * smaller and gutters.crosses(number, end, run.left, smaller)
            )
            apart = _APART if smaller > _MUCH_SMALLER * larger else _APART / 2
            is_cut = (
                (gap >= apart * larger and _is_other_type(last, run))
                or (gap >= _FAR_APART * larger and _is_label(last, run))
                or (is_wide and not (are_of_object(last, run) and gutters.is_justified(number, run)))
            )
        if is_cut:
            parts.append([])
        parts[-1].append(run)
        if run.right >= end:
            end, size, last = run.right, run.size, run
    return parts


def _around(parts: list[list[Run]], number: int, gutters: Gutters, pictures: Sequence[Box]) -> list[list[Run]]:
    """The parts of a row, those joined that a line is divided into by a picture in the text: the content of the page
    goes on from the one to the other, and they are not of two columns."""
    if not pictures or len(parts) == 1:
        return parts
    joined: list[list[Run]] = []
    for part in parts:
        run = part[0]
        before = next(
            (
                other
                for other in joined
                if goes_on_behind(other[-1], run, pictures)
                and not gutters.crosses(number, other[-1].right, run.left, run.size)
            ),
            None,
        )
        if before is None:
            joined.append(part)
        else:
            before += part
    return joined


def goes_on_behind(before: Run, run: Run, pictures: Sequence[Box]) -> bool:
    """Whether the content of a page goes on from one run to another on its level, behind pictures between them."""
    if not run.follows(before) or (run.size, run.baseline, run.font) != (before.size, before.baseline, before.font):
        return False
    filled = sum(
        right - left
        for left, top, right, bottom in pictures
        if before.right - _TOUCHING <= left and right <= run.left + _TOUCHING  # words on a picture are its labels
        if top < run.bottom and run.top - _NEAR * run.size < bottom
    )
    return filled > _FILLED * (run.left - before.right)


def _is_other_type(before: Run, run: Run) -> bool:
    """Whether two runs differ in size, and the content of the page goes on elsewhere between them: a caption that
    stands on the level of a line of the text."""
    smaller, larger = sorted((before.size, run.size))
    return smaller < _SAME_SIZE * larger and not run.follows(before) and not before.follows(run)


def _is_label(before: Run, run: Run) -> bool:
    """Whether the second of two runs differs in size, and is bold or italic: a label beside the text."""
    same_size = abs(before.size - run.size) < _SIZES_DIFFER * before.size
    return not same_size and run.font != before.font and (run.font.bold or run.font.italic)


def _is_marker(runs: Sequence[Run]) -> bool:
    """Whether what stands left of a gap marks an item of a list, or right of it where the text runs to the left: a
    bullet, a number."""
    return len(runs) <= 2 and _MARKER.fullmatch("".join(run.text for run in runs)) is not None


def _with_raised(lines: list[Line]) -> list[Line]:
    """The lines, each with what is raised or lowered on it: figures of notes, powers, indices."""
    lines = sorted(lines, key=lambda line: line.baseline)
    baselines = [line.baseline for line in lines]
    joined: dict[int, list[Run]] = {}
    gone: set[int] = set()
    for number, line in enumerate(lines):
        if sum(len(run.letters) for run in line.runs) > _MOST_RAISED:
            continue
        first = bisect_left(baselines, line.baseline - 3 * line.size)
        last = bisect_left(baselines, line.baseline + 3 * line.size)
        beside = [
            other
            for other in range(first, last)
            if other != number and other not in gone and _is_raised_on(line, lines[other])
        ]
        if beside:
            nearest = min(beside, key=lambda other: abs(baselines[other] - line.baseline))
            joined.setdefault(nearest, []).extend(line.runs)
            gone.add(number)
    for number, runs in joined.items():
        target = lines[number]
        ordered = sorted([*target.runs, *runs], key=lambda run: (run.left, run.start))
        lines[number] = target._replace(
            runs=ordered, left=min(target.left, ordered[0].left), right=max(run.right for run in ordered)
        )
    return [line for number, line in enumerate(lines) if number not in gone]


def is_small_for(size: float, of_line: float, rise: float) -> bool:
    """Whether type of a size is as small beside that of its line as what is raised; ``rise`` is how far it is, in em of
    the line."""
    return size <= (_HARDLY_SMALLER if rise >= _HIGH else _RAISED) * of_line


def _is_raised_on(small: Line, line: Line) -> bool:
    """Whether a few letters are raised or lowered on a line of larger type that they touch."""
    rise = (line.baseline - small.baseline) / line.size
    if not is_small_for(small.size, line.size, rise):
        return False
    touching = any(
        run.left - 0.3 * line.size <= small.right and small.left <= run.right + 0.3 * line.size for run in line.runs
    )
    return touching and -0.4 <= rise <= 0.75
