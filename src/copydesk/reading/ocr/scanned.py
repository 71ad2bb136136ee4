"""What all forms of OCR have in common: pages of blocks of lines of words, each with its box and how sure it is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from copydesk.reading.copy import Box
from copydesk.reading.role import Role
from copydesk.tree import FurnitureKind

PIXEL = 72 / 300
"""Points of a pixel where a file does not say how many there are to an inch: archives scan at 300."""

_FARTHEST = 1e6  # points; a coordinate beyond is none


class Word(NamedTuple):
    """A word as it was recognised: ``confidence`` is from 0 to 100, None if the file does not say."""

    text: str
    box: Box | None = None
    confidence: float | None = None


class ScannedLine(NamedTuple):
    """A line as it was recognised. ``words`` may be empty where the file knows lines only. ``size`` is in points, 0 if
    the file does not say."""

    text: str
    box: Box | None = None
    words: tuple[Word, ...] = ()
    size: float = 0.0
    bold: bool = False
    italic: bool = False


class Block(NamedTuple):
    """Lines that stand together on a page: a column of a paragraph, a heading, a caption.

    ``role`` and ``furniture`` are what the file says outright that it is, ``is_initial`` that it is the large first
    letter of the next block. ``ids`` are its own in its file, and those of what it is in, from the inside out.
    ``table`` is the same for all cells of a table, each a block, and empty for others.
    """

    lines: tuple[ScannedLine, ...]
    box: Box | None = None
    role: Role | None = None
    furniture: FurnitureKind | None = None
    is_initial: bool = False
    ids: tuple[str, ...] = ()
    table: str = ""


class Page(NamedTuple):
    """The blocks of a page in the order of reading, and its height in points, 0 if the file does not say.

    ``languages`` are those that the file names for it, as it names them, ``unbroken`` the words that it gives whole
    where lines break them, and ``disorder`` says what of the page is out of order, empty if nothing is. ``number`` is
    that of the page in its issue, 0 for one more than that of the page before.
    """

    blocks: tuple[Block, ...] = ()
    height: float = 0.0
    languages: tuple[str, ...] = ()
    unbroken: tuple[str, ...] = ()
    disorder: str = ""
    number: int = 0


class Style(NamedTuple):
    """The type of a line: its size in points, 0 if unknown, and whether it is bold or italic."""

    size: float = 0.0
    bold: bool = False
    italic: bool = False


def number(text: str | None, default: float = 0.0) -> float:
    """The number that a text is, the default if it is none that a page may have."""
    try:
        value = float(text or "")
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) < _FARTHEST else default


def box_of(left: float, top: float, right: float, bottom: float, unit: float = 1.0) -> Box | None:
    """The box of these edges, each times ``unit`` points, None if it is empty."""
    if right <= left or bottom <= top:
        return None
    return Box(left * unit, top * unit, right * unit, bottom * unit)


def around(boxes: Iterable[Box | None]) -> Box | None:
    """The box around all of these, None if there is none."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    return Box(
        min(box.left for box in known),
        min(box.top for box in known),
        max(box.right for box in known),
        max(box.bottom for box in known),
    )


def most_styled(parts: Iterable[tuple[str, Style]]) -> Style:
    """The style that most letters of a line have; its parts are texts with their styles."""
    sizes: Counter[float] = Counter()
    bold = italic = 0
    for text, style in parts:
        sizes[style.size] += len(text)
        bold += len(text) * style.bold
        italic += len(text) * style.italic
    half = sizes.total() / 2
    return Style(max(sizes, key=lambda size: sizes[size], default=0.0), bold > half, italic > half)


_HYPHEN_SIGNS = "⸗¬"
"""Signs that transcribers write for the hyphen at a line's end; the first stands for hyphens inside lines too."""


def plain_hyphens(text: str) -> str:
    """The text of a line with ``-`` for the signs that transcribers write for hyphens."""
    text = text.replace("⸗", "-")
    return f"{text[:-1]}-" if text and text[-1] in _HYPHEN_SIGNS else text


_KINDS: dict[str, Role | FurnitureKind] = {
    "kicker": "kicker",
    "heading": "heading",
    "headline": "headline",
    "title": "headline",
    "subheading": "heading",
    "subtitle": "deck",
    "byline": "byline",
    "author": "byline",
    "caption": "caption",
    "header": "running_head",
    "running-header": "running_head",
    "footer": "running_head",
    "running-footer": "running_head",
    "page-number": "page_number",
    "pagenumber": "page_number",
    "catch-word": "running_head",
    "signature-mark": "page_number",
    "footnote": "note",
    "endnote": "note",
    "marginalia": "paragraph",
}
"""The kinds of regions that files name, as roles and as furniture, in small letters with ``-`` between words."""

_FURNITURE: dict[str, FurnitureKind] = {"running_head": "running_head", "page_number": "page_number"}


def kind_of(name: str) -> tuple[Role | None, FurnitureKind | None]:
    """What the name of a region's kind says that it is: its role, or the kind of furniture."""
    kind = _KINDS.get(name.strip().lower().replace("_", "-").replace(" ", "-"))
    if kind is None:
        return None, None
    furniture = _FURNITURE.get(kind)
    return (None, furniture) if furniture else (kind, None)  # type: ignore[return-value]
