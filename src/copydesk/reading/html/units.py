"""The units of a page: the runs of text that its elements separate, such as a paragraph, an item, a cell, a button.

A unit remembers the places of its words in the elements, so that it can be taken out of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from copydesk.reading.html.markup import INVISIBLE, Element, tag_of
from copydesk.reading.markdown.raw_html import BLOCK_TAGS

BLOCKS = BLOCK_TAGS | {"html", "body", "td", "th", "button", "select", "option", "textarea", "label", "img"}
"""Elements that begin a unit and end it."""

_TOOLS = frozenset(
    ("mw-editsection", "headerlink", "header-link", "header-anchor", "heading-anchor", "heading-link", "anchor-link",
     "anchorjs-link")
)  # fmt: skip
"""Classes of what stands in a heading and is none of its words: a button to edit it, a link to itself."""

_DISPLAYED = re.compile(r"\+?[2-4]|[5-7]")
"""Sizes of the type of a headline, as old pages give them."""

MOSTLY_LINKED = 0.5
"""The share of letters in links, above which a unit leads elsewhere and says little itself."""

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DENSE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"\w+")
_BLANK = " \t\n\r\f\v\xa0\xad\u200b\u2060\ufeff"


@dataclass(eq=False, slots=False)
class Unit:
    """A run of text. ``parent`` is the innermost block that it stands in; ``slots`` say where its text is: in an
    element (False) or behind its end (True)."""

    parent: Element
    slots: list[tuple[Element, bool]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    """The letters of it that are in links."""

    @cached_property
    def text(self) -> str:
        """Its text on one line."""
        return " ".join("".join(self.pieces).replace("\xad", "").split())

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters, for comparing."""
        return tuple(_WORD.findall(self.text.casefold()))

    @cached_property
    def size(self) -> int:
        """The number of its words; two letters of a script without spaces count as one."""
        return len(self.words) + len(_DENSE.findall(self.text)) // 2

    @property
    def link_share(self) -> float:
        """The share of its letters that are in links."""
        return self.linked / max(1, sum(len(piece.strip()) for piece in self.pieces))

    @cached_property
    def spaced(self) -> str:
        """Its text on one line, with a space also where only elements separate two words, as in a byline and an office
        that the page's style sets apart."""
        joined = ""
        for piece in self.pieces:
            joined += " " if joined[-1:].isalnum() and piece[:1].isupper() and not joined[-1:].isupper() else ""
            joined += piece
        return " ".join(joined.replace("\xad", "").split())

    @property
    def lines(self) -> list[str]:
        """Its lines as its line breaks end them, without those that hold nothing."""
        return [line for part in "".join(self.pieces).split("\v") if (line := " ".join(part.split()))]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, as ``Unit.words`` has them."""
    return tuple(_WORD.findall(text.replace("\xad", "").casefold()))


class Picture(NamedTuple):
    """An ``img``, and the number of units before it."""

    element: Element
    after: int


class _Walk:
    """Collects the units below an element."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.pictures: list[Picture] = []
        self._open: Unit | None = None

    def walk(self, root: Element) -> None:
        # a stack of steps: an element to enter, or one to leave
        stack: list[tuple[Element, Element, bool, bool]] = [(root, root, False, False)]
        interrupted: list[Unit | None] = []
        while stack:
            element, block, in_link, leaving = stack.pop()
            tag = tag_of(element)
            is_hidden = tag not in BLOCKS and is_hidden_in_line(element)
            begins = tag in BLOCKS or is_hidden or _stands_apart(element)
            if leaving:
                if begins:
                    self._open = interrupted.pop() if is_hidden else None
                if element is not root:
                    self._add(element, True, element.tail, block, in_link)
                continue
            if tag in INVISIBLE or not tag:
                if element is not root:
                    self._add(element, True, element.tail, block, in_link)
                continue
            if is_hidden:
                interrupted.append(self._open)
            if begins or (tag == "br" and _is_second_break(element)):
                self._open = None
            elif tag == "br":
                self._add_break()
            if tag == "img":
                self.pictures.append(Picture(element, len(self.units)))
            inner = element if begins else block
            linked = in_link or tag == "a"
            stack.append((element, block, in_link, True))
            stack += [(child, inner, linked, False) for child in reversed(element)]
            self._add(element, False, element.text, inner, linked)

    def _add(self, element: Element, behind: bool, text: str | None, block: Element, in_link: bool) -> None:
        if not text:
            return
        if self._open is None or self._open.parent is not block:
            if not text.strip(_BLANK):
                return
            self._open = Unit(block)
            self.units.append(self._open)
        self._open.slots.append((element, behind))
        self._open.pieces.append(text)
        self._open.linked += len(text.strip()) if in_link else 0

    def _add_break(self) -> None:
        if self._open is not None:
            self._open.pieces.append("\v")  # a line end of the page, unlike those of its source


def _stands_apart(element: Element) -> bool:
    """Whether an inline element is no part of the line that it stands in: a tool, or a headline in large type."""
    if tag_of(element) == "font":
        return is_displayed(element)
    return is_tool(element)


def is_hidden_in_line(element: Element) -> bool:
    """Whether words of a line are not shown, as some are that only programs or readers of the screen are to see, or are
    not printed, as remarks of a wiki on its text."""
    if tag_of(element) not in ("span", "a", "i", "b", "em", "small", "sup", "abbr"):
        return False
    return is_hidden(element) or "noprint" in (element.get("class") or "").lower().split()


def is_hidden(element: Element) -> bool:
    """Whether an element itself is not shown."""
    return (
        element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style") or ""))
        or (element.get("type") or "").lower() == "hidden"
    )


def is_tool(element: Element) -> bool:
    """Whether an element is a button or a link of the heading that it stands in, and none of its words."""
    return tag_of(element) in ("span", "a") and not _TOOLS.isdisjoint((element.get("class") or "").lower().split())


def is_displayed(element: Element) -> bool:
    """Whether an element of an old page sets its words in the type of a headline."""
    size = (element.get("size") or "").strip()
    return tag_of(element) == "font" and size not in ("2", "3", "4") and _DISPLAYED.fullmatch(size) is not None


def _is_second_break(element: Element) -> bool:
    """Whether a line break follows right upon another."""
    before = element.getprevious()
    return before is not None and tag_of(before) == "br" and not (before.tail or "").strip()


class Units(NamedTuple):
    """The units of a page in the order of its text, and its pictures."""

    texts: list[Unit]
    pictures: list[Picture]


def units_of(root: Element) -> Units:
    """The units and pictures of a page."""
    walk = _Walk()
    walk.walk(root)
    return Units(walk.units, walk.pictures)


def ancestors(element: Element, top: Element | None = None) -> Iterator[Element]:
    """The element and those around it, up to ``top`` without it."""
    while element is not None and element is not top:
        yield element
        element = element.getparent()


def is_within(element: Element, top: Element) -> bool:
    """Whether an element is in another, or is that."""
    return any(outer is top for outer in ancestors(element))
