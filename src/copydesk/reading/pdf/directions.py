"""In which order the letters of a line are read that a page shows from left to right.

The rules of Unicode Standard Annex 9 are undone: in a line that runs to the left, letters are read from right to left,
words of other scripts and numbers within them from left to right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.reading.pdf.runs import Run

RIGHT_TO_LEFT = ("R", "AL")
"""The classes of direction of letters that run to the left."""

_LETTERS_OR_DIGITS = ("L", "EN")
_BRACKETS = frozenset("()[]{}")
_BEHIND_WORDS = frozenset(".,;:!?)]}،؛؟")


class Placed(NamedTuple):
    """A letter or a space: where its pen stands, its class of direction, and the run that a letter is of."""

    text: str
    pen: float
    left: float
    right: float
    kind: str
    run: Run | None


def read_to_right(shown: Sequence[Placed]) -> Iterator[Placed]:
    """A line of a paragraph that runs to the right, in the order of reading."""
    start = 0
    while start < len(shown):
        end = _end_of_span(shown, start, ("L",))
        own = [number for number in range(start, end) if shown[number].kind in (*RIGHT_TO_LEFT, "AN")]
        if own:
            yield from shown[start : own[0]]
            yield from read_to_left(shown[own[0] : own[-1] + 1])
            yield from shown[own[-1] + 1 : end]
        else:
            yield from shown[start:end]
        start = end
        if start < len(shown):
            yield shown[start]
            start += 1


def read_to_left(shown: Sequence[Placed]) -> Iterator[Placed]:
    """A line of a paragraph that runs to the left, in the order of reading."""
    spans = dict(_spans(shown))
    number = len(shown) - 1
    while number >= 0:
        start = spans.get(number, number)
        yield from shown[start : number + 1]
        number = start - 1


def _end_of_span(shown: Sequence[Placed], start: int, kinds: Sequence[str]) -> int:
    """The first from ``start`` that is of one of these kinds."""
    return next((number for number in range(start, len(shown)) if shown[number].kind in kinds), len(shown))


def _spans(shown: Sequence[Placed]) -> Iterator[tuple[int, int]]:
    """What is read to the right within a line that runs to the left: the last of each such span, and the first."""
    start = 0
    while start < len(shown):
        end = _end_of_span(shown, start, (*RIGHT_TO_LEFT, "AN"))
        letters = [number for number in range(start, end) if shown[number].kind == "L"]
        if letters:
            own = [number for number in range(start, end) if shown[number].kind in _LETTERS_OR_DIGITS]
            last = _with_bracket(shown, own[0], _before_stop(shown, own, letters[-1]), end)
            yield last, own[0]
            yield from _numbers(shown, last + 1, end)
        else:
            yield from _numbers(shown, start, end)
        while end < len(shown) and shown[end].kind in RIGHT_TO_LEFT:
            end += 1
        if end < len(shown) and shown[end].kind == "AN":
            last = _end_of_number(shown, end, ("AN", "CS"), "AN")
            yield last, end
            end = last + 1
        start = max(end, start + 1)


def _before_stop(shown: Sequence[Placed], own: Sequence[int], last_letter: int) -> int:
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


def _with_bracket(shown: Sequence[Placed], first: int, last: int, end: int) -> int:
    """The end of a span, with the bracket that closes one within it."""
    odd = sum(each.text in _BRACKETS for each in shown[first : last + 1]) % 2
    return last + 1 if odd and last + 1 < end and shown[last + 1].text in _BRACKETS else last


def _numbers(shown: Sequence[Placed], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The numbers from ``start`` to ``end``, where no letters stand: the last of each, and the first."""
    follows = next((each.kind for each in shown[end:] if each.kind in RIGHT_TO_LEFT), "R")
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


def _end_of_number(shown: Sequence[Placed], start: int, kinds: Sequence[str], digit: str) -> int:
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
