"""The pictures of an article, and the elements that hold one with its caption without being a ``figure``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import islice
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.reading._shared.numbers import whole
from copydesk.reading.html import hints
from copydesk.reading.html.images import address_in
from copydesk.reading.html.locate import Located
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.units import BLOCKS, Unit, Units, ancestors, is_within

_FRAME, _LARGEST_FRAME = 4, 60  # elements around a caption in which its picture stands, and within one of them
_TINY = 64  # pixels: icons and counters
_WIDE = 160  # pixels
_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif)(?:[?#]|$)|^data:image/.*picture\d+$", re.IGNORECASE)
_LISTED, _LONGEST_NAME = 5, 40


class Pictures(NamedTuple):
    """The ``img`` elements that are of the article, and other elements that are figures; ``captions`` are those that
    are captions in them. ``left_out`` are the addresses of others that stand in the text."""

    shown: frozenset[Element]
    figures: frozenset[Element]
    captions: frozenset[Element]
    left_out: tuple[str, ...] = ()

    def problems(self) -> Iterator[Problem]:
        """What to say of the pictures that are left out."""
        if self.left_out:
            names = ", ".join(name.rpartition("/")[2][-_LONGEST_NAME:] for name in self.left_out[:_LISTED])
            more = f" and {len(self.left_out) - _LISTED} more" if len(self.left_out) > _LISTED else ""
            what = "a picture is" if len(self.left_out) == 1 else f"{len(self.left_out)} pictures are"
            reason = "small or in a line, without a description or a caption"
            yield Problem("set_aside", None, f"{what} left out ({reason}): {names}{more}")


NO_PICTURES = Pictures(frozenset(), frozenset(), frozenset())


def pictures_of(units: Units, located: Located) -> Pictures:
    """The pictures of the article, and the elements that frame them."""
    inside = located.inside
    first, last = min(inside, default=0), max(inside, default=0)
    kept = [units.texts[number] for number in sorted(inside)]
    captions = {unit for unit in kept if hints.is_caption(unit.parent, located.top)}
    by_parent: defaultdict[Element, list[Unit]] = defaultdict(list)
    for unit in kept:
        by_parent[unit.parent].append(unit)
    figures = set()
    for unit in captions:
        if all(tag_of(outer) != "figure" for outer in ancestors(unit.parent, located.top)):
            figures.add(_frame(unit, located.top, by_parent, captions))
    headline = max((number for number in range(first + 1) if _is_headline(units.texts, number)), default=first)
    near = [
        picture.element
        for picture in units.pictures
        if (first <= picture.after <= last + 1 and _is_of_text(picture.element, located.top))
        or (headline < picture.after <= first and _leads(picture.element, located.top))
    ]
    shown = frozenset(element for element in near if _is_meant(element, located.top, figures))
    left_out = tuple(dict.fromkeys(filter(None, (address_in(each) for each in near if each not in shown))))
    return Pictures(shown, frozenset(figures), frozenset(unit.parent for unit in captions), left_out)


def _is_headline(units: Sequence[Unit], number: int) -> bool:
    return number < len(units) and tag_of(units[number].parent) == "h1"


def _leads(element: Element, top: Element) -> bool:
    """Whether a picture stands in a figure of the article's element, above the one that holds the text."""
    article = next((outer for outer in ancestors(top) if tag_of(outer) in ("article", "main")), top)
    figure = next((outer for outer in ancestors(element, article) if tag_of(outer) == "figure"), None)
    return figure is not None and _is_of_text(element, article)


def _is_of_text(element: Element, top: Element) -> bool:
    """Whether a picture stands in the text, and is no icon, counter or part of a menu."""
    return is_within(element, top) and hints.kind_within(element, top) is None and not is_tiny(element)


def _is_meant(element: Element, top: Element, figures: Set[Element]) -> bool:
    """Whether a picture is one of the article, and no ornament: it is described, in a figure, large, or apart."""
    described = len((element.get("alt") or "").split()) > 1
    of_mail = (element.get("src") or "").strip()[:4].lower() == "cid:"  # which describe their pictures by file names
    framed = any(tag_of(outer) == "figure" or outer in figures for outer in ancestors(element, top))
    return described or of_mail or framed or _is_large(element) or _stands_alone(element)


def _is_large(element: Element) -> bool:
    """Whether a picture says that it is as wide as a column."""
    return whole(element.get("width")) >= _WIDE and bool(address_in(element))


def _stands_alone(element: Element) -> bool:
    """Whether a picture, by its description or the name of its file, stands in no line with words."""
    address = address_in(element)
    if not (element.get("alt") or "").strip() and not _FILE.search(address):
        return False
    while True:
        around, before, after = element.getparent(), element.getprevious(), element.getnext()
        beside = [element.tail, before.tail if before is not None else around.text]
        beside += ["".join(each.itertext()) for each in (before, after) if each is not None and _is_in_line(each)]
        if any((text or "").strip() for text in beside):
            return False
        if around.getparent() is None or not _is_in_line(around):
            return True
        element = around


def _is_in_line(element: Element) -> bool:
    """Whether an element is in a line with those beside it."""
    return tag_of(element) not in BLOCKS


def is_tiny(element: Element) -> bool:
    """Whether a picture says that it is as small as an icon."""
    return any(whole(element.get(name), _TINY) < _TINY for name in ("width", "height"))


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
