"""Runs -> the lines of a page: what stands on one baseline, within one column.

No width of a gap tells a gutter from the space between two words: gutters are as narrow as 0.9 em, and justified lines
have spaces of 1.3. A gutter is a *river*: a gap at the same distance from the edge of the page in several lines
running, beside which the lines begin, or end, in one edge.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading.pdf.fonts import NO_FONT, Font
from copydesk.reading.pdf.runs import Letter, Run

_SAME_BASELINE = 0.3  # em by which the baselines of one line differ
_NEVER = 0.5  # em: no gutter is so narrow
_ALWAYS = 2.2  # em: no space between words of one line is so wide
_WITHIN_OBJECT = 1.8  # em between two characters of one text object, from which they are looked at apart
_RIVER = 3  # lines that a river crosses
_NARROWEST = 0.5  # em that a river has left when it has passed all its lines
_EDGE = 0.2  # em from the edge of a column within which its lines begin
_IN_EDGE = 0.5  # of the lines beside a river, those that stand in one edge
_RAISED = 0.85  # of the size of a line, the largest size of what is raised on it
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
    ordered = sorted(runs, key=lambda run: (run.left, run.start))
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


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """The lines of a page from top to bottom; the runs are those that stand upright."""
    rows = _rows([part for run in runs for part in _parts(run)])
    rivers = _rivers(rows)
    lines = [line_of(part) for row, gutters in zip(rows, rivers, strict=True) for part in _cut(row, gutters)]
    return _with_raised(lines)


def _parts(run: Run) -> list[Run]:
    """A run, divided where its characters stand far apart."""
    letters = run.letters
    cuts = [
        number
        for number in range(1, len(letters))
        if letters[number].left - letters[number - 1].right > _WITHIN_OBJECT * run.size
        or (letters[number - 1].left - letters[number].right > _WITHIN_OBJECT * run.size)
    ]
    if not cuts:
        return [run]
    edges = [0, *cuts, len(letters)]
    return [
        _part(run, letters[start:end], start, spaced=end < len(letters) or run.spaced) for start, end in pairwise(edges)
    ]


def _part(run: Run, letters: list[Letter], start: int, *, spaced: bool) -> Run:
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    return run._replace(letters=letters, left=left, right=right, start=run.start + start, spaced=spaced)


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


class _River(NamedTuple):
    """A strip that is empty of text in some rows running: the rows, the edges of the text left and right of it."""

    low: float
    high: float
    rows: tuple[int, ...]
    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    size: float

    @property
    def is_gutter(self) -> bool:
        """Whether it is so long and so straight that it separates columns."""
        if len(self.rows) < _RIVER or self.high - self.low < _NARROWEST * self.size:
            return False
        edge = _EDGE * self.size
        starts, ends = min(self.rights), max(self.lefts)
        in_edge = max(
            sum(right - starts <= edge for right in self.rights), sum(ends - left <= edge for left in self.lefts)
        )
        return in_edge >= _IN_EDGE * len(self.rows)


def _gaps(row: list[Run]) -> list[tuple[float, float, float]]:
    """The gaps between the runs of a row that may be gutters: from where to where, and the size of type beside them."""
    gaps = []
    end, size = row[0].right, row[0].size
    for run in row[1:]:
        smaller = min(size, run.size)
        if run.left - end >= _NEVER * smaller:
            gaps.append((end, run.left, smaller))
        if run.right >= end:
            end, size = run.right, run.size
    return gaps


def _rivers(rows: list[list[Run]]) -> list[list[float]]:
    """For each row, where gutters cross it: a point in each."""
    open_rivers: list[_River] = []
    gutters: list[list[float]] = [[] for _ in rows]

    def close(river: _River) -> None:
        if river.is_gutter:
            for number in river.rows:
                gutters[number].append((river.low + river.high) / 2)

    for number, row in enumerate(rows):
        gaps = _gaps(row)
        left, right = row[0].left, max(run.right for run in row)
        going_on: list[_River] = []
        used: set[int] = set()
        for river in open_rivers:
            if right <= river.low + 0.1 * river.size or left >= river.high - 0.1 * river.size:
                going_on.append(river)  # nothing stands on one side of it
                continue
            fitting = [
                (min(high, river.high) - max(low, river.low), at)
                for at, (low, high, _) in enumerate(gaps)
                if min(high, river.high) - max(low, river.low) >= _NARROWEST * river.size
            ]
            if not fitting:
                close(river)
                continue
            at = max(fitting)[1]
            low, high, _size = gaps[at]
            used.add(at)
            going_on.append(
                river._replace(
                    low=max(low, river.low),
                    high=min(high, river.high),
                    rows=(*river.rows, number),
                    lefts=(*river.lefts, low),
                    rights=(*river.rights, high),
                )
            )
        for at, (low, high, size) in enumerate(gaps):
            if at not in used:
                going_on.append(_River(low, high, (number,), (low,), (high,), size))
        open_rivers = going_on
    for river in open_rivers:
        close(river)
    return gutters


def _cut(row: list[Run], gutters: Sequence[float]) -> list[list[Run]]:
    """The runs of a row, divided at its gutters and at gaps that no line has."""
    parts = [[row[0]]]
    end, size = row[0].right, row[0].size
    for run in row[1:]:
        gap = run.left - end
        smaller = min(size, run.size)
        if gap >= _NEVER * smaller and (
            gap >= _ALWAYS * max(size, run.size) or any(end <= gutter <= run.left for gutter in gutters)
        ):
            parts.append([])
        parts[-1].append(run)
        if run.right >= end:
            end, size = run.right, run.size
    return parts


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


def _is_raised_on(small: Line, line: Line) -> bool:
    """Whether a few letters are raised or lowered on a line of larger type that they touch."""
    if small.size > _RAISED * line.size:
        return False
    rise = (line.baseline - small.baseline) / line.size
    touching = any(
        run.left - 0.3 * line.size <= small.right and small.left <= run.right + 0.3 * line.size for run in line.runs
    )
    return touching and -0.4 <= rise <= 0.75
