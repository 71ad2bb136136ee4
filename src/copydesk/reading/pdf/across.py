"""Lines of which it cannot be told whether they are of columns: two alone, one below the other, with a wide gap in one
place, and those on both sides of a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.reading.pdf.lines import Line, goes_on_behind
from copydesk.reading.pdf.place import Box
from copydesk.reading.pdf.runs import Run

_WIDE = 1.2  # em, the narrowest gap that may be a gutter
_EDGE = 0.2  # em by which the parts right of the gaps begin in different places
_LEADING = 2.0  # em between the baselines of two lines of a column, at the most
_SAME_SIZE = 0.05
_FEWEST = 12  # letters left and right of a gap


def may_be_across(lines: Sequence[Line]) -> bool:
    """Whether two lines of a page may each be of two columns side by side. The lines are sorted by their baselines."""
    gapped = [(line, list(_gaps(line.runs))) for line in lines]
    return any(
        abs(lower.size - upper.size) <= _SAME_SIZE * upper.size
        and 0 < lower.baseline - upper.baseline <= _LEADING * upper.size
        and any(_are_in_one_place(one, other, upper.size) for one in gaps for other in others)
        for (upper, gaps), (lower, others) in pairwise([each for each in gapped if each[1]])
    )


def may_run_around(lines: Sequence[Line], pictures: Sequence[Box]) -> bool:
    """Whether lines that are read as those of two columns may each go on behind a picture: the content of the page goes
    on from one to the other. The lines are sorted by their baselines."""
    return any(
        goes_on_behind(one.runs[-1], other.runs[0], pictures)
        for one, other in pairwise(sorted(lines, key=lambda line: (line.baseline, line.left)))
    )


def _gaps(runs: Sequence[Run]) -> Iterator[tuple[float, float]]:
    """The wide gaps of a line that have words on either side: from where to where."""
    letters = [len(run.letters) for run in runs]
    for number, (before, run) in enumerate(pairwise(runs), 1):
        if run.left - before.right >= _WIDE * run.size and min(sum(letters[:number]), sum(letters[number:])) >= _FEWEST:
            yield before.right, run.left


def _are_in_one_place(one: tuple[float, float], other: tuple[float, float], size: float) -> bool:
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    return overlap >= size and abs(one[1] - other[1]) <= _EDGE * size
