"""The pages of a PDF as lines: those of its text, and those that stand apart from it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from copydesk.reading.pdf.lines import Line, lines_of
from copydesk.reading.pdf.runs import Run, page_runs
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.words import text_of

_UPRIGHT = 3.0  # degrees from the lines of the page
_SAME_PLACE = 0.5  # of a visible run, that a hidden one covers
_SAME_LETTERS = 0.7  # of a hidden run, those that visible text has in its place
_FEW_LETTERS = 3  # so few may be a part of a ligature that the file hides


class PageLines(NamedTuple):
    """The lines of a page from top to bottom, and those ``apart``: rotated, or beyond the edges of the page.

    ``width`` and ``height`` are the page's in points. ``hidden`` counts the characters that are not painted, as below
    the picture of a scan, ``unmapped`` those of which the file does not say which they are, ``pictures`` is the share
    of the page that its pictures cover.
    """

    lines: list[SetLine]
    apart: list[SetLine]
    width: float
    height: float
    characters: int = 0
    hidden: int = 0
    unmapped: int = 0
    pictures: float = 0.0


def page_lines(raw: Any, document: Any, number: int) -> PageLines:
    """The lines of a page, which counts from 0."""
    page = document[number]
    text_page = page.get_textpage()
    try:
        runs, width, height, unmapped = page_runs(raw, page.raw, text_page.raw)
        pictures = 0.0 if runs else _pictures(raw, page)
    finally:
        text_page.close()
        page.close()
    upright: list[Run] = []
    apart: list[Run] = []
    for run in runs:
        (upright if run.shown and abs(run.angle) <= _UPRIGHT else apart).append(run)
    characters = sum(len(run.letters) for run in runs)
    hidden = sum(len(run.letters) for run in runs if run.hidden)
    if 0 < hidden < characters:
        upright, doubled = _without_doubled(upright)
        apart += doubled
    return PageLines(
        [line for each in lines_of(upright) if (line := set_line(each)).text.strip()],
        [line for line in _apart(apart) if line.text.strip()],
        width,
        height,
        characters,
        hidden,
        unmapped,
        pictures,
    )


def set_line(line: Line) -> SetLine:
    """A line with its words."""
    marks = Counter[int]()
    for run in line.runs:
        marks[run.mark] += len(run.letters)
    return SetLine(
        text_of(line),
        line.left,
        line.right,
        line.top,
        line.bottom,
        line.baseline,
        line.size,
        line.font.bold,
        line.font.italic,
        line.start,
        marks.most_common(1)[0][0],
        marks.total(),
    )


def _apart(runs: Iterable[Run]) -> list[SetLine]:
    """Runs that do not stand upright, or not on the page, each as a line."""
    return [
        SetLine(
            run.text,
            run.left,
            run.right,
            run.top,
            run.bottom,
            run.baseline,
            run.size,
            run.font.bold,
            run.font.italic,
            run.start,
        )
        for run in runs
    ]


def _without_doubled(runs: list[Run]) -> tuple[list[Run], list[Run]]:
    """The runs without hidden ones that stand where visible text has the same letters, and these."""
    visible = sorted((run for run in runs if not run.hidden), key=lambda run: run.baseline)
    baselines = [run.baseline for run in visible]
    kept: list[Run] = []
    doubled: list[Run] = []
    for run in runs:
        is_doubled = run.hidden and len(run.letters) > _FEW_LETTERS
        if is_doubled:
            first, last = (bisect_left(baselines, run.baseline + shift * run.size) for shift in (-0.6, 0.6))
            shown = "".join(
                other.text
                for other in visible[first:last]
                if min(other.right, run.right) - max(other.left, run.left) > _SAME_PLACE * (other.right - other.left)
            )
            is_doubled = (Counter(run.text) & Counter(shown)).total() > _SAME_LETTERS * len(run.text)
        (doubled if is_doubled else kept).append(run)
    return kept, doubled


def _pictures(raw: Any, page: Any) -> float:
    """The share of a page that its largest picture covers."""
    width, height = page.get_size()
    largest = max(
        (
            (right - left) * (top - bottom)
            for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
            for left, bottom, right, top in [each.get_bounds()]
        ),
        default=0.0,
    )
    return largest / (width * height) if width * height else 0.0
