"""Lines right below the headline of an article of a book that are its deck or its byline by their classes.

The same names elsewhere are those of other things: ``subtitle`` of a heading in the text, ``author`` of a quotation.
"""

from __future__ import annotations

from typing import Any

from copydesk.reading.html.head_classes import BYLINE, DECK, OWN_DECK
from copydesk.reading.office.epub.elements import words_in
from copydesk.reading.office.epub.starts import HEADINGS, blocks_of

_FEW = 3  # lines below a headline
_DECK = 60  # words
_BYLINE = 120  # characters


def name_head_lines(body: Any) -> None:
    """Gives the lines below the only heading of level 1 the classes by which the head is read further."""
    headlines = list(body.iter("h1"))
    blocks = list(blocks_of(body))
    if len(headlines) != 1 or headlines[0] not in blocks:
        return
    at = blocks.index(headlines[0]) + 1
    taken: set[str] = set()
    for block in blocks[at : at + _FEW]:
        name = _name_of(block)
        if not name or name in taken:
            return
        taken.add(name)
        _box(block, name)


def _name_of(block: Any) -> str:
    """What a block is by its class: ``deck``, ``byline``, or nothing."""
    words = words_in(block)
    classes = (block.get("class") or "").split()
    if block.tag not in (*HEADINGS[1:], "p", "div"):
        return ""
    if any(DECK.fullmatch(name) or OWN_DECK.fullmatch(name) for name in classes) and len(words.split()) <= _DECK:
        return "deck"
    return "byline" if any(map(BYLINE.fullmatch, classes)) and len(words) <= _BYLINE else ""


def _box(block: Any, name: str) -> None:
    """Puts a line into a division of a class."""
    line = block.makeelement("p")
    line.text = block.text
    line.extend(list(block))
    tail = block.tail
    block.clear()
    block.tag, block.tail = "div", tail
    block.set("class", name)
    block.append(line)
