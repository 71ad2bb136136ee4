"""Items -> lists, and lists inside items: by how far they stand in, and by their markers.

Items of one kind of marker make a list, as long as each number follows the one before; what follows in another kind
begins a new list. It is a list inside the item above if it stands further in, or if the outer list goes on below it:
``(c)``, ``(1)``, ``(2)``, ``(d)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.reading.text.recognisers.markers import Marker, dash_before_figure, goes_on, read_marker

_LONGEST_INNER = 200  # items of a list that nothing but its markers tells to be inside another
_DEEPEST = 9  # lists inside one another; a word processor has no more levels


class Entry(NamedTuple):
    """The text of an item, and how far it stands in, in columns."""

    text: str
    indent: int


class Item(NamedTuple):
    """An item by its place among the entries, its marker, and the lists in it; a number among them is the place of an
    entry that goes on with the item below its list."""

    place: int
    marker: Marker | None
    inner: list[list[Item] | int]


def lists_of(entries: Sequence[Entry]) -> list[list[Item]]:
    """The lists that neighbouring entries make."""
    return _lists(entries, range(len(entries)), 1)


def _lists(entries: Sequence[Entry], places: Sequence[int], depth: int) -> list[list[Item]]:
    made: list[list[Item]] = []
    at = 0
    while at < len(places):
        before = made[-1][-1] if made else None
        marker = _marker(entries, places[at], before.marker if before else None)
        if before and depth < _DEEPEST and (behind := _within(entries, places, at, before, marker)) > at:
            before.inner.extend(_lists(entries, places[at:behind], depth + 1))
            at = behind
            continue
        if before and before.marker and before.inner and not marker and _as_far_in(entries, places[at], before):
            before.inner.append(places[at])
            at += 1
            continue
        if before is None or not goes_on(before.marker, marker):
            made.append([])
        made[-1].append(Item(places[at], marker, []))
        at += 1
    return made


def _as_far_in(entries: Sequence[Entry], place: int, item: Item) -> bool:
    return entries[place].indent == entries[item.place].indent > 0


def _marker(entries: Sequence[Entry], place: int, before: Marker | None) -> Marker | None:
    """The marker of an entry; a dash before a figure is one where an entry beside it opens with a bullet too."""
    text = entries[place].text
    if marker := read_marker(text, before):
        return marker
    beside = (entries[other].text for other in (place - 1, place + 1) if 0 <= other < len(entries))
    alike = any(dash_before_figure(other) or ((at := read_marker(other)) and at.number is None) for other in beside)
    return dash_before_figure(text) if alike else None


def _within(entries: Sequence[Entry], places: Sequence[int], at: int, before: Item, marker: Marker | None) -> int:
    """Up to which of the places the entries from ``at`` on stand in a list inside the item before; ``at`` if none."""
    outer = entries[before.place].indent + 1
    behind = at
    while behind < len(places) and entries[places[behind]].indent > outer:
        behind += 1
    if behind > at or before.marker is None or marker is None or not _opens_another_kind(before.marker, marker):
        return behind
    for later in range(at + 1, min(len(places), at + _LONGEST_INNER)):
        if goes_on(before.marker, _marker(entries, places[later], before.marker)):
            return later
    return at


def _opens_another_kind(before: Marker, marker: Marker) -> bool:
    """Whether a marker is a bullet or the first of its kind, and the one before is a number of another kind."""
    if before.number is None or marker.number is None:
        return before.number is not None
    return marker.number == 1 and (before.style, before.numbering) != (marker.style, marker.numbering)
