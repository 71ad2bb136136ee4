"""Items -> lists, and lists inside items: by their indents and their markers.

Items of one kind of marker make a list, as long as each number follows the one before; what follows in another kind
begins a new list. It is a list inside the item above if it is indented further, or if the outer list goes on below:
``(c)``, ``(1)``, ``(2)``, ``(d)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.reading.text.recognisers.markers import Marker, dash_before_figure, goes_on, read_marker

_LONGEST_INNER = 200  # items of a list that only its markers show to be inside another
_FEWEST_SKIPPED = 5  # letters before the first of a list that a sign has
_DEEPEST = 9  # lists inside one another; a word processor has no more levels


class Entry(NamedTuple):
    """The text of an item, and its indent in columns."""

    text: str
    indent: int


class Item(NamedTuple):
    """An item: its position among the entries, its marker, and the lists in it; a number among these is the position of
    an entry that continues the item below its list."""

    position: int
    marker: Marker | None
    inner: list[list[Item] | int]


def lists_of(entries: Sequence[Entry]) -> list[list[Item]]:
    """The lists that neighbouring entries make."""
    return _lists(entries, range(len(entries)), 1)


def _lists(entries: Sequence[Entry], indices: Sequence[int], depth: int) -> list[list[Item]]:
    lists: list[list[Item]] = []
    at = 0
    while at < len(indices):
        before = lists[-1][-1] if lists else None
        marker = _marker(entries, indices[at], before.marker if before else None)
        if before and depth < _DEEPEST and (behind := _within(entries, indices, at, before, marker)) > at:
            before.inner.extend(_lists(entries, indices[at:behind], depth + 1))
            at = behind
            continue
        if before and before.marker and before.inner and not marker and _as_far_in(entries, indices[at], before):
            before.inner.append(indices[at])
            at += 1
            continue
        if before is None or not goes_on(before.marker, marker):
            lists.append([])
        lists[-1].append(Item(indices[at], marker, []))
        at += 1
    return lists


def _as_far_in(entries: Sequence[Entry], index: int, item: Item) -> bool:
    return entries[index].indent == entries[item.position].indent > 0


def _marker(entries: Sequence[Entry], index: int, before: Marker | None) -> Marker | None:
    """The marker of an entry; a dash before a figure is one where an entry beside it opens with a bullet too."""
    text = entries[index].text
    if marker := read_marker(text, before):
        return None if _is_sign(entries, index, before, marker) else marker
    beside = (entries[other].text for other in (index - 1, index + 1) if 0 <= other < len(entries))
    alike = any(dash_before_figure(other) or ((at := read_marker(other)) and at.number is None) for other in beside)
    return dash_before_figure(text) if alike else None


def _is_sign(entries: Sequence[Entry], index: int, before: Marker | None, marker: Marker) -> bool:
    """Whether a letter in brackets that no list begins with, as in ``(v) vegetarian``, stands for a word: neither of
    the entries beside it has the letter next to it."""
    if marker.style != "(" or marker.numbering == "decimal" or (marker.number or 0) < _FEWEST_SKIPPED:
        return False
    following = read_marker(entries[index + 1].text, marker) if index + 1 < len(entries) else None
    return not goes_on(before, marker) and not goes_on(marker, following)


def _within(entries: Sequence[Entry], indices: Sequence[int], at: int, before: Item, marker: Marker | None) -> int:
    """The end, among ``indices``, of the list inside the item before that begins at ``at``; ``at`` if there is none."""
    outer = entries[before.position].indent + 1
    behind = at
    while behind < len(indices) and entries[indices[behind]].indent > outer:
        behind += 1
    if behind > at or before.marker is None or marker is None or not _opens_another_kind(before.marker, marker):
        return behind
    for later in range(at + 1, min(len(indices), at + _LONGEST_INNER)):
        if goes_on(before.marker, _marker(entries, indices[later], before.marker)):
            return later
    return at


def _opens_another_kind(before: Marker, marker: Marker) -> bool:
    """Whether a marker is a bullet or the first of its kind, and the one before is a number of another kind."""
    if before.number is None or marker.number is None:
        return before.number is not None
    return marker.number == 1 and (before.style, before.numbering) != (marker.style, marker.numbering)
