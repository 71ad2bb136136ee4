"""Teasers of other articles below an article that lead to these by scripts, with no links that would tell."""

from __future__ import annotations

from collections.abc import Sequence, Set

from copydesk.reading.html.labels import Labels
from copydesk.reading.html.markup import tag_of
from copydesk.reading.html.units import Unit

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_FEWEST = 2
_LONGEST = 40  # words below the headline of one
_OF_ARTICLE = 0.5  # the share of the words that stand above them, at the least


def teasers_below(units: Sequence[Unit], core: Set[int], labels: Labels) -> set[int]:
    """The units of a text that are teasers: those below a label such as ``More stories`` near its end, if all of them
    are headlines with a line or two below each."""
    ordered = sorted(core)
    total = sum(len(units[number].words) for number in ordered)
    above = 0
    for at, number in enumerate(ordered):
        before = range(ordered[at - 1] + 1 if at else 0, number + 1)
        labelled = [one for one in before if labels.is_pointer(units[one]) or labels.is_button(units[one])]
        if labelled and above >= _OF_ARTICLE * total:
            rest = [one for one in ordered[at:] if one > labelled[-1]]
            if _are_teasers([units[one] for one in rest]):
                return set(rest)
        above += len(units[number].words)
    return set()


def _are_teasers(units: Sequence[Unit]) -> bool:
    words: list[int] = []
    for unit in units:
        if tag_of(unit.parent) in _HEADINGS:
            words.append(0)
        elif not words:
            return False
        else:
            words[-1] += len(unit.words)
    return len(words) >= _FEWEST and min(words) > 0 and max(words) <= _LONGEST
