"""The spaces of a line by the places of its letters, where those that pdfium gives cannot be right.

pdfium gives a space wherever two letters stand apart, so each letter of a letterspaced word becomes a word. Spaces that
are in the file itself count more than those.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from copydesk.reading.pdf.characters import ADDED, FEWEST_TOGETHER, LONG
from copydesk.reading.pdf.letters import are_joined
from copydesk.reading.pdf.runs import Letter, Run
from copydesk.reading.text.recognisers.extent import unspaced

_FEWEST = 4  # letters of a letterspaced stretch
_WIDER = 1.6  # times the usual gap of a letterspaced stretch, from which a gap separates words
_NARROWEST, _WIDEST = 0.08, 0.3  # em between two words that run together, and from which a gap is as good as any
_STEP = 0.05  # em by which the gaps of words are wider than those of letters, at the least
_SPREAD = 0.5  # of the differences among the gaps of letters, which are large where only the shapes of these are known
_SHORTEST_WORDS, _LONGEST_WORDS = 2.0, 12.0  # letters, that of the middle of a line's words


def spaced(runs: Sequence[Run]) -> list[Run]:
    """The runs of a line, from left to right, with the spaces that their places show."""
    letters = [letter for run in runs for letter in run.letters]
    changed: dict[int, str] = {}
    if 3 * sum(bool(letter.space) for letter in letters) + 3 * len(runs) > len(letters) >= _FEWEST:
        changed = _letterspaced(letters, runs)
    if not changed and len(letters) >= FEWEST_TOGETHER:
        changed = _run_together(letters, runs)
    if not changed:
        return list(runs)
    result: list[Run] = []
    number = 0
    for run in runs:
        own = [
            letter._replace(space=changed[at]) if at in changed else letter
            for at, letter in enumerate(run.letters, number)
        ]
        if number in changed and result:
            before = result[-1]
            right = max(before.right, run.right)
            result[-1] = before._replace(letters=[*before.letters, *own], right=right, space=run.space)
        else:
            result.append(run._replace(letters=own))
        number += len(own)
    return result


def _letterspaced(letters: Sequence[Letter], runs: Sequence[Run]) -> dict[int, str]:
    """The spaces of letterspaced stretches, by the numbers of the letters behind them."""
    changed: dict[int, str] = {}
    starts = _run_starts(runs)
    alone = [bool(letter.space) or (number in starts and number > 0) for number, letter in enumerate(letters)]
    start = 0
    for number in range(1, len(letters) + 1):
        if number < len(letters) and alone[number] and _may_be_spaced(letters[number - 1], letters[number]):
            continue
        if number - start >= _FEWEST:
            changed |= _closed_up(letters, start, number)
        start = number
    return changed


def _may_be_spaced(before: Letter, letter: Letter) -> bool:
    """Whether a letter may stand apart from the one before it within a word."""
    return letter.text.isalpha() and not are_joined(before.text[-1], letter.text[0])


def _run_starts(runs: Sequence[Run]) -> frozenset[int]:
    starts = []
    number = 0
    for run in runs:
        starts.append(number)
        number += len(run.letters)
    return frozenset(starts)


def _closed_up(letters: Sequence[Letter], start: int, end: int) -> dict[int, str]:
    """The spaces within letters ``start`` to ``end``, of which each stands for itself."""
    gaps = {number: letters[number].left - letters[number - 1].right for number in range(start + 1, end)}
    usual = median(gaps.values())
    if usual <= 0:
        return {}
    own = {number for number in gaps if letters[number].space not in ("", ADDED)}
    wide = {number for number, gap in gaps.items() if gap > _WIDER * usual}
    if len(own) == len(gaps):
        return {number: " " if number in wide else "" for number in gaps} if wide else {}
    return {
        number: letters[number].space if number in own else " " if number in wide and not own else "" for number in gaps
    }


def _run_together(letters: Sequence[Letter], runs: Sequence[Run]) -> dict[int, str]:
    """The spaces that a line lacks, if it has next to none; scripts without spaces lack none."""
    starts = _run_starts(runs)
    spaces = sum(bool(letter.space) or number in starts for number, letter in enumerate(letters))
    if len(letters) < LONG * max(1, spaces):
        return {}
    size = runs[0].size
    gaps = {
        number: (other.left - one.right) / size
        for number, (one, other) in enumerate(pairwise(letters), 1)
        if not (other.space or unspaced(one.text[-1]) or unspaced(other.text[0]))
    }
    valley = _valley(list(gaps.values()))
    return {number: " " for number, gap in gaps.items() if gap > valley}


def _valley(gaps: Sequence[float]) -> float:
    """The width between the gaps of letters and the wider ones of words, in the unit of both; without end if they are
    no two groups, or those no words."""
    ordered = sorted(min(gap, _WIDEST) for gap in gaps)
    steps = [(high - low, low, high) for low, high in pairwise(ordered) if high >= _NARROWEST]
    if not steps:
        return math.inf
    step, low, high = max(steps)
    ends = [0, *(number for number, gap in enumerate(gaps, 1) if gap >= high), len(gaps) + 1]
    usual = median(end - start for start, end in pairwise(ends))
    is_clear = step >= max(_STEP, _SPREAD * (low - ordered[0]))
    if not is_clear or not _SHORTEST_WORDS <= usual <= _LONGEST_WORDS:
        return math.inf
    return (low + high) / 2
