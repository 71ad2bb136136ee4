"""What of a page is no part of its article: furniture, told in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from copydesk.problems import Problem
from copydesk.reading.html import hints
from copydesk.reading.html.labels import Labels
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.units import MOSTLY_LINKED, Unit, ancestors
from copydesk.tree import Furniture, FurnitureKind

_NAMES: dict[FurnitureKind, tuple[str, str]] = {
    "navigation": ("line of navigation", "lines of navigation"),
    "web_debris": ("label of a web page", "labels of a web page"),
    "frame": ("line of a frame", "lines of a frame"),
}
_FRAMES = ("header", "footer")


def furniture_of(
    units: Iterable[Unit], labels: Labels, others: Iterable[str] = ()
) -> tuple[tuple[Furniture, ...], tuple[Problem, ...]]:
    """The units outside an article as furniture, those of one kind that follow one another together, and ``others``,
    words of a page that are no unit; and a Problem that counts them."""
    pieces: list[tuple[FurnitureKind, list[str]]] = []
    counts: Counter[FurnitureKind] = Counter()
    for unit in units:
        kind = _kind(unit, labels)
        counts[kind] += 1
        if pieces and pieces[-1][0] == kind:
            pieces[-1][1].append(unit.text)
        else:
            pieces.append((kind, [unit.text]))
    for text in others:
        counts["web_debris"] += 1
        pieces.append(("web_debris", [text]))
    furniture = tuple(Furniture("\n".join(texts), kind) for kind, texts in pieces)
    if not counts:
        return furniture, ()
    parts = [f"{count} {_NAMES[kind][count > 1]}" for kind in _NAMES if (count := counts[kind])]
    return furniture, (Problem("set_aside", None, f"set aside: {', '.join(parts)}"),)


def _kind(unit: Unit, labels: Labels) -> FurnitureKind:
    declared = hints.kind_within(unit.parent, None)
    if declared:
        return declared
    if unit.link_share > MOSTLY_LINKED or labels.is_pointer(unit) or labels.is_bar(unit):
        return "navigation"
    if labels.is_button(unit) or not _is_in_frame(unit.parent):
        return "web_debris"
    return "frame"


def _is_in_frame(element: Element) -> bool:
    return any(tag_of(outer) in _FRAMES for outer in ancestors(element))
