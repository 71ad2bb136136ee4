"""Makes pictures smaller that do not fit where they belong and would leave the rest of the page empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from copydesk.writing.pdf.finished_pages import Area, Page, holes

LEAST = 0.4
"""The least size of a picture, as a part of what it was."""

SPACE = 4.0
"""Heights of the letters of a line that the space and the rules around a figure take."""


def fit_pictures(root: Element, pages: Sequence[Page]) -> list[Element]:
    """Gives the first picture after each hole the height for which there is room before it, where that does not make it
    too small. Returns the pictures that were made smaller."""
    parents = {child: parent for parent in root.iter() for child in parent}
    smaller = []
    for before, after in holes(pages):
        page, last = pages[before.page - 1], before.lines[-1]
        floor = min((line.top for line in page.notes), default=page.bottom)
        room = floor - max(line.bottom for line in before.lines) - SPACE * (last.bottom - last.top)
        image = _fitted(after, room, parents)
        if image is not None:
            smaller.append(image)
    return smaller


def restore(images: Iterable[Element]) -> None:
    """Gives pictures the size that they had."""
    for image in images:
        image.attrib.pop("style", None)


def _fitted(area: Area, room: float, parents: dict[Element, Element]) -> Element | None:
    """The first picture of an area, made so small that it fits into the room with all that stands above it and with its
    caption; None if there is no room for it."""
    index = next((index for index, line in enumerate(area.lines) if line.elements[0].tag == "img"), None)
    if index is None or not all(line.heading for line in area.lines[:index]):
        return None
    picture = area.lines[index]
    image: Element = picture.elements[0]
    figure = parents.get(image)
    caption = [line for line in area.lines[index + 1 :] if parents.get(line.elements[0]) is figure]
    end = max((line.bottom for line in caption), default=picture.bottom)
    was = picture.bottom - picture.top
    height = room - (end - area.lines[0].top - was)
    if height >= was or height < LEAST * was:
        return None
    image.set("style", f"max-height: {height:.0f}px")
    return image
