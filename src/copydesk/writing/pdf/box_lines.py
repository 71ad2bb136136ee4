"""The lines of a laid-out page, with their places, by WeasyPrint's boxes. Lengths are in CSS pixels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from copydesk.writing.pdf.lines import classes_of

ASCENT, DESCENT = 0.7, 0.2
"""How far letters extend above and below the baseline, in font sizes: slightly less than in fact, since lines may
touch."""


class Line(NamedTuple):
    """A line of letters, or a picture. ``elements`` are those of its first and last letters, ``heading`` says whether
    it belongs to a heading, a question or a picture with a caption, which must be in the same column as the next
    block."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    elements: tuple[Any, Any]
    heading: bool


def lines_of(box: Any) -> Iterator[Line]:
    """The lines of letters and the pictures in a box, in reading order; a superscript belongs to its line."""
    if _is_picture(box):
        yield _picture(box)
        return
    if not is_line(box):
        for child in getattr(box, "children", ()):
            yield from lines_of(child)
        return
    texts = [text for text in _texts(box) if text.text.strip()]
    if not texts:
        return
    size = max(text.style["font_size"] for text in texts)
    baselines = [text.position_y + text.baseline for text in texts if text.style["font_size"] == size]
    yield Line(
        min(text.position_x for text in texts),
        min(baselines) - ASCENT * size,
        max(text.position_x + text.width for text in texts),
        max(baselines) + DESCENT * size,
        "".join(text.text for text in texts).strip(),
        (texts[0].element, texts[-1].element),
        _opens_what_follows(box.element) if box.element is not None else False,
    )


def is_line(box: Any) -> bool:
    """Whether a box is a line of letters, or a picture on lines of its own."""
    return type(box).__name__ == "LineBox" or _is_picture(box)


def _is_picture(box: Any) -> bool:
    return type(box).__name__ == "BlockReplacedBox"


def _picture(box: Any) -> Line:
    """A picture as a line without letters; one above a caption opens what follows."""
    left, top = box.content_box_x(), box.content_box_y()
    element = box.element
    has_caption = bool(element.get("data-next"))
    return Line(left, top, left + box.width, top + box.height, "", (element, element), has_caption)


def _opens_what_follows(element: Any) -> bool:
    """Whether an element is a heading, or the last question before an answer."""
    classes = classes_of(element)
    return "heading" in classes or (
        "question" in classes and "question" not in (element.get("data-next") or "").split()
    )


def _texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if hasattr(child, "pango_layout"):
            yield child
        elif hasattr(child, "children"):
            yield from _texts(child)
