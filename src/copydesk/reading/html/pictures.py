"""The pictures of an article, and the elements that hold one with its caption without being a ``figure``."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import NamedTuple

from copydesk.reading.html import hints
from copydesk.reading.html.locate import Located, is_within
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.units import Unit, Units, ancestors

_FRAME, _LARGEST_FRAME = 4, 60  # elements around a caption in which its picture stands, and within one of them
_TINY = 64  # pixels: icons and counters


class Pictures(NamedTuple):
    """The ``img`` elements that are of the article, and other elements that are figures; ``captions`` are those that
    are captions in them."""

    shown: frozenset[Element]
    figures: frozenset[Element]
    captions: frozenset[Element]


NO_PICTURES = Pictures(frozenset(), frozenset(), frozenset())


def pictures_of(units: Units, located: Located) -> Pictures:
    """The pictures of the article, and the elements that frame them."""
    inside = located.inside
    first, last = min(inside, default=0), max(inside, default=0)
    kept = [units.texts[number] for number in sorted(inside)]
    captions = {unit for unit in kept if hints.is_caption(unit.parent, located.top)}
    shown = {
        picture.element
        for picture in units.pictures
        if first <= picture.after <= last + 1 and _is_of_text(picture.element, located.top)
    }
    by_parent: defaultdict[Element, list[Unit]] = defaultdict(list)
    for unit in kept:
        by_parent[unit.parent].append(unit)
    figures = set()
    for unit in captions:
        if all(tag_of(outer) != "figure" for outer in ancestors(unit.parent, located.top)):
            figures.add(_frame(unit, located.top, by_parent, captions))
    return Pictures(frozenset(shown), frozenset(figures), frozenset(unit.parent for unit in captions))


def _is_of_text(element: Element, top: Element) -> bool:
    if not is_within(element, top) or hints.kind_within(element, top) is not None or is_tiny(element):
        return False
    described = len((element.get("alt") or "").split()) > 1
    of_mail = (element.get("src") or "").strip()[:4].lower() == "cid:"  # which describe their pictures by file names
    return described or of_mail or any(tag_of(outer) == "figure" for outer in ancestors(element, top))


def is_tiny(element: Element) -> bool:
    """Whether a picture says that it is as small as an icon."""
    sizes = [element.get(name) or "" for name in ("width", "height")]
    return any(size.isdecimal() and int(size) < _TINY for size in sizes)


def _frame(unit: Unit, top: Element, kept: dict[Element, list[Unit]], captions: set[Unit]) -> Element:
    """The smallest element around a caption that holds a picture and no other text, or else the caption itself.
    ``kept`` has the units of the article by the elements that they stand in."""
    for outer in list(ancestors(unit.parent, top))[:_FRAME]:
        inner = list(islice(outer.iter(), _LARGEST_FRAME + 1))
        if len(inner) > _LARGEST_FRAME:
            break
        if any(tag_of(element) == "img" for element in inner):
            within = [other for element in inner for other in kept.get(element, ())]
            return outer if captions.issuperset(within) else unit.parent
    return unit.parent
