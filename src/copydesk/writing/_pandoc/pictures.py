"""The picture of a figure as an element of pandoc."""

from __future__ import annotations

from copydesk.problems import Problem
from copydesk.tree import Figure, Picture
from copydesk.visit import plain
from copydesk.writing._pandoc.elements import NO_ATTRIBUTES, Element, element, words
from copydesk.writing._pandoc.target import TargetFormat
from copydesk.writing._shared.facts import shortened
from copydesk.writing._shared.pictures import data_uri, description

_WIDEST, _HIGHEST = 15.0, 18.0  # centimetres: the area of the text on most papers
_CENTIMETRES = 2.54 / 96  # of a pixel, as most programs reckon
_LONGEST_NAME = 40


def image(node: Figure, target: TargetFormat) -> Element | None:
    """An ``Image`` with the picture itself, or with its address if the format only refers to pictures; None if it can
    do neither."""
    if node.picture and target.embeds:
        alternative = words(description(node))
        return element("Image", [["", [], _size(node.picture)], alternative, [data_uri(node.picture), ""]])
    if node.source and target.pictures:
        return element("Image", [NO_ATTRIBUTES, words(node.alt), [node.source, ""]])
    return None


def left_out(node: Figure) -> list[Problem]:
    """The problem of a figure that is written without its picture; none if it has none."""
    if not node.source and not node.picture:
        return []
    caption = shortened(" ".join(plain(node.caption).split()), _LONGEST_NAME)
    name = f"the picture {node.source}" if node.source else f"the picture of {caption!r}" if caption else "a picture"
    return [Problem("unsupported", None, f"{name} is not in the document, only its caption")]


def _size(picture: Picture) -> list[list[str]]:
    """The attribute that sets the size of a picture, which pandoc would make larger than the text's area."""
    width, height = picture.width * _CENTIMETRES, picture.height * _CENTIMETRES
    return [["width", f"{width * min(1, _WIDEST / width, _HIGHEST / height):.2f}cm"]]
