"""The letters of a line that runs from right to left, wholly or in part -> the order of reading.

A page shows letters from left to right; makers of PDFs, and pdfium, put them into an order of reading by rules of their
own, which turn brackets and move full stops, digits and accents. So only their places count here, and the rules of
Unicode Standard Annex 9 are undone: in a line that runs to the left, letters are read from right to left, words
of other scripts and numbers within them from left to right.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.reading.pdf.characters import ADDED
from copydesk.reading.pdf.runs import Letter, Run

_RIGHT_TO_LEFT = ("R", "AL")
_FIRST = "\u0590"
_LETTERS_OR_DIGITS = ("L", "EN")
_SPACE, _SPACE_ELSEWHERE = 0.2, 0.45  # em: a gap that is a space, and one in a line that has spaces of its own
_ADDED_SPACE = 0.16  # em: a gap that is one where pdfium has seen one too
_BRACKETS = frozenset("()[]{}")
_BEHIND_WORDS = frozenset(".,;:!?)]}،؛؟")
_SAME_PEN = 0.05  # em
_NEAR = 0.1  # em by which an accent may stand beside its letter
_SAME_LINE = 0.8  # em between the baselines of an accent and of its letter


class _Placed(NamedTuple):
    """A letter or a space: where its pen stands, its class of direction, and the run that a letter is of."""

    text: str
    pen: float
    left: float
    right: float
    kind: str
    run: Run | None


def has_right_to_left(text: str) -> bool:
    """Whether some letter of a text runs from right to left."""
    return any(each >= _FIRST and unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text)


def runs_to_left(text: str) -> bool:
    """Whether most letters of a text run from right to left."""
    if text.isascii():
        return False
    directions = [unicodedata.bidirectional(character) for character in text]
    return sum(each in _RIGHT_TO_LEFT for each in directions) > directions.count("L")


def in_order_of_reading(runs: Sequence[Run], *, to_left: bool) -> list[Run]:
    """The letters of a line in the order of reading, as parts of its runs; each letter has the space before it.
    ``to_left`` is the direction of the paragraph."""
    shown = _shown(runs)
    return list(_as_runs(_to_left(shown) if to_left else _to_right(shown)))


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


def _shown(runs: Sequence[Run]) -> list[_Placed]:
    """The letters of a line and its spaces from left to right, each letter with its accents."""
    letters: list[_Placed] = []
    marks: list[_Placed] = []
    spaces: list[_Placed] = []
    for run in runs:
        for letter in run.letters:
            if letter.space and not math.isnan(letter.space_at):
                spaces.append(_space(letter.space, letter.space_at))
            kind = unicodedata.bidirectional(letter.text[0])
            pen = letter.left if math.isnan(letter.pen) else letter.pen
            placed = _Placed(letter.text, pen, letter.left, letter.right, kind, run)
            (marks if kind == "NSM" else letters).append(placed)
        if run.space and not math.isnan(run.space_at):
            spaces.append(_space(run.space, run.space_at))
    size = max(run.size for run in runs)
    ordered = _with_accents(_from_left(letters, _SAME_PEN * size), marks)
    owned = any(each.text != ADDED for each in spaces)
    shown = sorted([*ordered, *spaces], key=lambda each: each.pen)
    return _with_gaps(shown, _ADDED_SPACE * size, (_SPACE_ELSEWHERE if owned else _SPACE) * size)


def _from_left(letters: Sequence[_Placed], same: float) -> list[_Placed]:
    """Letters from left to right by the place of the pen; of two with the ``same`` place, such as lam and alef where
    these are two signs, by their own."""
    ordered = sorted(letters, key=lambda each: (each.pen, each.left))
    for number in range(len(ordered) - 1):
        one, other = ordered[number], ordered[number + 1]
        if one.kind == other.kind == "AL" and other.pen - one.pen < same and other.left < one.left - same:
            ordered[number : number + 2] = other._replace(pen=one.pen), one
    return ordered


def _space(text: str, pen: float) -> _Placed:
    return _Placed(text, pen, pen, pen, "WS", None)


def _with_accents(letters: list[_Placed], marks: Sequence[_Placed]) -> list[_Placed]:
    """The letters, each with the accents that stand on or below it; an accent without a letter stays alone."""
    borne: dict[int, list[_Placed]] = {}
    alone: list[_Placed] = []
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


def _with_gaps(shown: Sequence[_Placed], narrowest: float, space: float) -> list[_Placed]:
    """The letters and spaces of a line: a space that pdfium has added counts if there is a gap, one in each wide gap is
    added here."""
    result: list[_Placed] = []
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


# ------------------------------------------------------------------------------------------------ order of reading


def _to_right(shown: Sequence[_Placed]) -> Iterator[_Placed]:
    """A line of a paragraph that runs to the right, in the order of reading."""
    start = 0
    while start < len(shown):
        end = _end_of_span(shown, start, ("L",))
        own = [number for number in range(start, end) if shown[number].kind in (*_RIGHT_TO_LEFT, "AN")]
        if own:
            yield from shown[start : own[0]]
            yield from _to_left(shown[own[0] : own[-1] + 1])
            yield from shown[own[-1] + 1 : end]
        else:
            yield from shown[start:end]
        start = end
        if start < len(shown):
            yield shown[start]
            start += 1


def _to_left(shown: Sequence[_Placed]) -> Iterator[_Placed]:
    """A line of a paragraph that runs to the left, in the order of reading."""
    spans = dict(_spans(shown))
    number = len(shown) - 1
    while number >= 0:
        start = spans.get(number, number)
        yield from shown[start : number + 1]
        number = start - 1


def _end_of_span(shown: Sequence[_Placed], start: int, kinds: Sequence[str]) -> int:
    """The first from ``start`` that is of one of these kinds."""
    return next((number for number in range(start, len(shown)) if shown[number].kind in kinds), len(shown))


def _spans(shown: Sequence[_Placed]) -> Iterator[tuple[int, int]]:
    """What is read to the right within a line that runs to the left: the last of each such span, and the first."""
    start = 0
    while start < len(shown):
        end = _end_of_span(shown, start, (*_RIGHT_TO_LEFT, "AN"))
        letters = [number for number in range(start, end) if shown[number].kind == "L"]
        if letters:
            own = [number for number in range(start, end) if shown[number].kind in _LETTERS_OR_DIGITS]
            last = _with_bracket(shown, own[0], _before_stop(shown, own, letters[-1]), end)
            yield last, own[0]
            yield from _numbers(shown, last + 1, end)
        else:
            yield from _numbers(shown, start, end)
        while end < len(shown) and shown[end].kind in _RIGHT_TO_LEFT:
            end += 1
        if end < len(shown) and shown[end].kind == "AN":
            last = _end_of_number(shown, end, ("AN", "CS"), "AN")
            yield last, end
            end = last + 1
        start = max(end, start + 1)


def _before_stop(shown: Sequence[_Placed], own: Sequence[int], last_letter: int) -> int:
    """The end of a span whose last letter is given: the number behind it too, unless ``Smith ,1931`` shows that the
    number is read first."""
    last = last_letter
    for number in own:
        if number <= last:
            continue
        between = [each.text for each in shown[last + 1 : number]]
        if between and between[-1] in _BEHIND_WORDS and (len(between) == 1 or not between[0].strip()):
            if len(between) == 1 and between[0] not in ")]}":
                last = number
                continue
            return last
        last = number
    return last


def _with_bracket(shown: Sequence[_Placed], first: int, last: int, end: int) -> int:
    """The end of a span, with the bracket that closes one within it."""
    odd = sum(each.text in _BRACKETS for each in shown[first : last + 1]) % 2
    return last + 1 if odd and last + 1 < end and shown[last + 1].text in _BRACKETS else last


def _numbers(shown: Sequence[_Placed], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The numbers from ``start`` to ``end``, where no letters stand: the last of each, and the first."""
    follows = next((each.kind for each in shown[end:] if each.kind in _RIGHT_TO_LEFT), "R")
    joins = ("EN", "CS") if follows == "AL" else ("EN", "CS", "ES")
    signs = () if follows == "AL" else ("ET",)
    number = start
    while number < end:
        if shown[number].kind != "EN":
            number += 1
            continue
        first, last = number, _end_of_number(shown[:end], number, joins, "EN")
        number = last + 1
        while first > start and shown[first - 1].kind in signs:
            first -= 1
        while last + 1 < end and shown[last + 1].kind in signs:
            last += 1
        yield last, first


def _end_of_number(shown: Sequence[_Placed], start: int, kinds: Sequence[str], digit: str) -> int:
    """The last of a number: digits, and single signs between two of them."""
    last = start
    while last + 1 < len(shown):
        if shown[last + 1].kind == digit:
            last += 1
        elif last + 2 < len(shown) and shown[last + 1].kind in kinds and shown[last + 2].kind == digit:
            last += 2
        else:
            break
    return last


# ----------------------------------------------------------------------------------------------------- back to runs


def _as_runs(ordered: Iterator[_Placed]) -> Iterator[Run]:
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
