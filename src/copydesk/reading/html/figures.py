"""Blocks of a picture and a line below it that no figure says is its caption -> figures, by the classes or the type of
that line."""

from __future__ import annotations

from copydesk.reading.html import hints
from copydesk.reading.html.markup import Element, tag_of

_BLOCKS = ("div", "p", "center")
_LINES = ("span", "small", "font", "i", "em")
_LONGEST = 60  # words


def as_figures(root: Element) -> None:
    """Makes figures of such blocks."""
    for image in [*root.iter("img")]:
        block = next((outer for outer in image.iterancestors() if tag_of(outer) in _BLOCKS), None)
        if block is None or any(tag_of(outer) == "figure" for outer in block.iterancestors()):
            continue
        line = _line_below(block, image)
        around = block if tag_of(block) != "p" or line is not None else block.getparent()
        line = line if line is not None else _line_below(around, image) if tag_of(around) in _BLOCKS else None
        if line is not None:
            line.tag, around.tag = "figcaption", "figure"


def _line_below(block: Element, image: Element) -> Element | None:
    """The line below the picture of a block, if this holds nothing else."""
    last = next((child for child in reversed(block) if tag_of(child) not in ("br", "meta", "")), None)
    if last is None or tag_of(last) not in _LINES or next(last.iter("img"), None) is not None:
        return None
    words = "".join(last.itertext()).split()
    if not 0 < len(words) <= _LONGEST or "".join(block.itertext()).split() != words:
        return None
    if sum(1 for _ in block.iter("img")) != 1 or not (_is_called_caption(last) or _is_below(last)):
        return None
    return last


def _is_called_caption(line: Element) -> bool:
    return hints.is_caption(line, line.getparent())


def _is_below(line: Element) -> bool:
    """Whether a line break stands before a line in small or slanted type."""
    before = line.getprevious()
    is_set_apart = tag_of(line) in ("small", "i", "em") or (line.get("size") or "") in ("-1", "-2", "1", "2")
    return is_set_apart and before is not None and tag_of(before) == "br" and not (before.tail or "").strip()
