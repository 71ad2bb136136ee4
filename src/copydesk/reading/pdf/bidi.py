"""The letters of a line that runs from right to left, wholly or in part -> the order of reading.

A page shows letters from left to right; makers of PDFs, and pdfium, put them into an order of reading by rules of their
own, which turn brackets and move full stops, digits and accents. So only their places count here; ``directions`` has
the rules by which they are read.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence

from copydesk.reading.pdf.characters import ADDED
from copydesk.reading.pdf.directions import RIGHT_TO_LEFT, Placed, read_to_left, read_to_right
from copydesk.reading.pdf.runs import Letter, Run

_FIRST = "\u0590"
_SPACE, _SPACE_ELSEWHERE = 0.2, 0.45  # em: a gap that is a space, and one in a line that has spaces of its own
_ADDED_SPACE = 0.16  # em: a gap that is one where pdfium has seen one too
_SAME_PEN = 0.05  # em
_NEAR = 0.1  # em by which an accent may stand beside its letter
_SAME_LINE = 0.8  # em between the baselines of an accent and of its letter


def has_right_to_left(text: str) -> bool:
    """Whether some letter of a text runs from right to left."""
    return any(each >= _FIRST and unicodedata.bidirectional(each) in RIGHT_TO_LEFT for each in text)


def runs_to_left(text: str) -> bool:
    """Whether most letters of a text run from right to left."""
    if text.isascii():
        return False
    directions = [unicodedata.bidirectional(character) for character in text]
    return sum(each in RIGHT_TO_LEFT for each in directions) > directions.count("L")


def in_order_of_reading(runs: Sequence[Run], *, to_left: bool) -> list[Run]:
    """The letters of a line in the order of reading, as parts of its runs; each letter has the space before it.
    ``to_left`` is the direction of the paragraph."""
    shown = _shown(runs)
    return list(_as_runs(read_to_left(shown) if to_left else read_to_right(shown)))


def with_marks(runs: Sequence[Run]) -> list[Run]:
    """The runs of a page; those that are nothing but accents of letters that run to the left stand on the line of their
    letter: many are drawn by themselves, higher or lower."""
    accents = [run for run in runs if all(map(_is_mark, run.letters)) and run.text >= _FIRST]
    if not accents:
        return list(runs)
    ids = set(map(id, accents))
    others = [run for run in runs if id(run) not in ids and has_right_to_left(run.text)]
    result: list[Run] = []
    for run in runs:
        below = [other for other in others if _may_bear(other, run)] if id(run) in ids else []
        if below:
            base = min(below, key=lambda other: abs(other.baseline - run.baseline))
            run = run._replace(baseline=base.baseline, size=base.size, top=base.top, bottom=base.bottom)  # noqa: PLW2901 -- the same run
        result.append(run)
    return result


def _may_bear(run: Run, accent: Run) -> bool:
    middle = (accent.left + accent.right) / 2
    return (
        run.left - _NEAR * run.size <= middle <= run.right + _NEAR * run.size
        and abs(run.baseline - accent.baseline) <= _SAME_LINE * run.size
    )


def _is_mark(letter: Letter) -> bool:
    return unicodedata.bidirectional(letter.text[0]) == "NSM"


# ------------------------------------------------------------------------------------------------- what is shown


def _shown(runs: Sequence[Run]) -> list[Placed]:
    """The letters of a line and its spaces from left to right, each letter with its accents."""
    letters: list[Placed] = []
    marks: list[Placed] = []
    spaces: list[Placed] = []
    for run in runs:
        for letter in run.letters:
            if letter.space and not math.isnan(letter.space_at):
                spaces.append(_space(letter.space, letter.space_at))
            kind = unicodedata.bidirectional(letter.text[0])
            pen = letter.left if math.isnan(letter.pen) else letter.pen
            placed = Placed(letter.text, pen, letter.left, letter.right, kind, run)
            (marks if kind == "NSM" else letters).append(placed)
        if run.space and not math.isnan(run.space_at):
            spaces.append(_space(run.space, run.space_at))
    size = max(run.size for run in runs)
    ordered = _with_accents(_from_left(letters, _SAME_PEN * size), marks)
    owned = any(each.text != ADDED for each in spaces)
    shown = sorted([*ordered, *spaces], key=lambda each: each.pen)
    return _with_gaps(shown, _ADDED_SPACE * size, (_SPACE_ELSEWHERE if owned else _SPACE) * size)


def _from_left(letters: Sequence[Placed], same: float) -> list[Placed]:
    """Letters from left to right by the place of the pen; of two with the ``same`` place, such as lam and alef where
    these are two signs, by their own."""
    ordered = sorted(letters, key=lambda each: (each.pen, each.left))
    for number in range(len(ordered) - 1):
        one, other = ordered[number], ordered[number + 1]
        if one.kind == other.kind == "AL" and other.pen - one.pen < same and other.left < one.left - same:
            ordered[number : number + 2] = other._replace(pen=one.pen), one
    return ordered


def _space(text: str, pen: float) -> Placed:
    return Placed(text, pen, pen, pen, "WS", None)


def _with_accents(letters: list[Placed], marks: Sequence[Placed]) -> list[Placed]:
    """The letters, each with the accents that stand on or below it; an accent without a letter stays alone."""
    borne: dict[int, list[Placed]] = {}
    alone: list[Placed] = []
    for mark in marks:
        middle = (mark.left + mark.right) / 2
        size = mark.run.size if mark.run else 0.0
        near = [
            number
            for number, letter in enumerate(letters)
            if letter.left - _NEAR * size <= middle <= letter.right + _NEAR * size
        ]
        if near:
            nearest = min(near, key=lambda number: abs((letters[number].left + letters[number].right) / 2 - middle))
            borne.setdefault(nearest, []).append(mark)
        else:
            alone.append(mark._replace(kind="R"))
    for number, own in borne.items():
        letter = letters[number]
        text = unicodedata.normalize("NFD", "".join(each.text for each in own))
        letters[number] = letter._replace(text=letter.text + text)
    return sorted([*letters, *alone], key=lambda each: each.pen) if alone else letters


def _with_gaps(shown: Sequence[Placed], narrowest: float, space: float) -> list[Placed]:
    """The letters and spaces of a line: a space that pdfium has added counts if there is a gap, one in each wide gap is
    added here."""
    result: list[Placed] = []
    right = math.inf
    added = False
    for here in shown:
        if here.text == ADDED:
            added = True
            continue
        if here.run is not None:
            if here.left - right > (narrowest if added else space) and result and result[-1].run is not None:
                result.append(_space(" ", (right + here.left) / 2))
            right, added = here.right, False
        result.append(here)
    return result


# ----------------------------------------------------------------------------------------------------- back to runs


def _as_runs(ordered: Iterator[Placed]) -> Iterator[Run]:
    """Letters and spaces in the order of reading, as parts of their runs."""
    run: Run | None = None
    letters: list[Letter] = []
    space = ""
    for each in ordered:
        if each.run is None:
            space = each.text if not space or each.text == "\u00a0" else space
            continue
        if run is not None and each.run is not run:
            yield _part(run, letters)
            letters = []
        run = each.run
        letters.append(Letter(each.text, each.left, each.right, space, each.pen))
        space = ""
    if run is not None:
        yield _part(run, letters)


def _part(run: Run, letters: Sequence[Letter]) -> Run:
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    return run._replace(letters=list(letters), left=left, right=right, space="")
