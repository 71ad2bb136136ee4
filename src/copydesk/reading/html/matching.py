"""The words of an article as another program extracted them -> the units of its page that hold them, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from copydesk.reading.html.units import Unit

_GRAM = 3  # words that are compared at once
_ALIKE = 0.7  # the share of a unit's words that must be there
_MOST_PLACES = 12  # of the same words that are looked at
_LONG = 20  # words of a unit that cannot be there by chance


def matched(units: Sequence[Unit], words: tuple[str, ...]) -> set[int]:
    """The positions of the units whose words are there, in order."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - _GRAM + 1):
        places[words[at : at + _GRAM]].append(at)
    chain = _best_chain([_candidates(unit.words, places) for unit in units], len(words))
    inside = {number for number, _ in chain}
    covered = {at for number, start in chain for at in range(start, start + len(units[number].words))}
    for number, unit in enumerate(units):
        if number in inside or len(unit.words) < _LONG:
            continue
        free = [at for at, _ in _candidates(unit.words, places) if at not in covered]
        if free:
            inside.add(number)
            covered.update(range(free[0], free[0] + len(unit.words)))
    return inside | _short_ones(units, words, chain)


def _candidates(words: tuple[str, ...], places: defaultdict[tuple[str, ...], list[int]]) -> list[tuple[int, int]]:
    """Where the words of a unit may begin, and how many of them are there."""
    number = len(words) - _GRAM + 1
    if number < 1:
        return []
    shared = [offset for offset in range(number) if words[offset : offset + _GRAM] in places]
    if len(shared) < _ALIKE * number:
        return []
    first = shared[0]
    starts = places[words[first : first + _GRAM]][:_MOST_PLACES]
    return [(max(0, at - first), len(shared) + _GRAM - 1) for at in starts]


def _best_chain(candidates: list[list[tuple[int, int]]], length: int) -> list[tuple[int, int]]:
    """The units, each with the place of its first word, that together cover most words in order.

    ``ends`` and ``sums`` hold the best chains by where they end: a later end only with a greater sum.
    """
    ends: list[int] = []
    sums: list[int] = []
    nodes: list[tuple[int, int, Any]] = []  # unit, place, the node before
    heads: list[int] = []
    for number, places in enumerate(candidates):
        fresh = []
        for start, weight in places:
            at = bisect_left(ends, start + 1) - 1
            total = weight + (sums[at] if at >= 0 else 0)
            fresh.append((min(length, start + weight), total, start, heads[at] if at >= 0 else None))
        for end, total, start, before in fresh:
            at = bisect_left(ends, end)
            if (at < len(ends) and ends[at] == end and sums[at] >= total) or (at > 0 and sums[at - 1] >= total):
                continue
            nodes.append((number, start, before))
            while at < len(ends) and sums[at] <= total:
                del ends[at], sums[at], heads[at]
            ends.insert(at, end)
            sums.insert(at, total)
            heads.insert(at, len(nodes) - 1)
    chain = []
    node = heads[-1] if heads else None
    while node is not None:
        number, start, before = nodes[node]
        chain.append((number, start))
        node = before
    return chain[::-1]


def _short_ones(units: Sequence[Unit], words: tuple[str, ...], chain: list[tuple[int, int]]) -> set[int]:
    """The units of a word or two that stand between those of the chain, where their words do."""
    short_ones: set[int] = set()
    edges = [(-1, 0), *((number, start + len(units[number].words)) for number, start in chain)]
    limits = [*((number, start) for number, start in chain), (len(units), len(words))]
    for (before, begin), (after, end) in zip(edges, limits, strict=True):
        at = begin
        for number in range(before + 1, after):
            short = units[number].words
            if 0 < len(short) < _GRAM and words[at : at + len(short)] == short and at + len(short) <= end:
                short_ones.add(number)
                at += len(short)
    return short_ones
