"""The inlines of a page -> inlines of pandoc's document. Only the text of the article's units is taken."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urljoin

from copydesk.reading.html.images import address_in
from copydesk.reading.html.markup import INVISIBLE, Element, tag_of
from copydesk.reading.html.notes import Notes
from copydesk.reading.html.parts import words_in
from copydesk.reading.html.pictures import Pictures
from copydesk.reading.html.units import Unit
from copydesk.reading.markdown.raw_html import Element as Part

_MARKS = {
    **dict.fromkeys(("em", "i", "dfn", "var"), "Emph"),
    **dict.fromkeys(("strong", "b"), "Strong"),
    **dict.fromkeys(("s", "del", "strike"), "Strikeout"),
    "sup": "Superscript",
}
_CODES = ("code", "kbd", "samp", "tt")
_STYLES = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), "Emph"),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), "Strong"),
)
_OWN_SPANS = ("speaker", "lost-link")
"""Classes of inlines of copydesk's own pages that ``reading/markdown`` knows."""
_SCHEMES = ("http://", "https://", "mailto:", "tel:")


class Chosen(NamedTuple):
    """What of a page is converted: the places of its text, pictures and notes, and the address that its links are
    relative to; ``own`` says that copydesk wrote the page, so that its classes are known."""

    slots: frozenset[tuple[Element, bool]]
    pictures: Pictures
    notes: Notes
    base: str | None = None
    own: bool = False


def chosen_slots(units: Iterable[Unit]) -> frozenset[tuple[Element, bool]]:
    """The places of the text of units."""
    return frozenset(slot for unit in units for slot in unit.slots)


class InlineElements(ABC):
    """Converts the chosen inlines of a page. ``left_out`` counts what has no counterpart, by its name."""

    def __init__(self, chosen: Chosen) -> None:
        self.left_out: dict[str, int] = {}
        self._chosen = chosen

    @abstractmethod
    def flow(self, element: Element, without: Element | None = None) -> list[Part]:
        """The blocks in an element, but for those of its child ``without``."""

    def inlines(self, element: Element) -> list[Part]:
        """The inlines in an element."""
        parts = words_in(self.text(element, False))
        for child in element:
            parts += self.inline(child)
            parts += words_in(self.text(child, True))
        return parts

    def inline(self, element: Element) -> list[Part]:
        """The inlines for an element, in a list."""
        tag = tag_of(element)
        if tag in INVISIBLE or not tag or element in self._chosen.notes.backs:
            return []
        if tag == "br":
            return [{"t": "LineBreak"}]
        if tag == "img":
            return self.picture(element)
        if tag == "a":
            return self._link(element)
        content = self.inlines(element)
        return self._marked(element, content) if content else []

    def _marked(self, element: Element, content: list[Part]) -> list[Part]:
        """The content of an element in the marks that it gives it."""
        tag = tag_of(element)
        if tag in _CODES:
            return [{"t": "Code", "c": [None, self.verbatim(element)]}]
        if tag == "q":
            return [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, content]}]
        classes = (element.get("class") or "").split() if self._chosen.own else ()
        for name in _OWN_SPANS:
            if name in classes:
                return [{"t": "Span", "c": [["", [name], []], content]}]
        if tag in _MARKS:
            return [{"t": _MARKS[tag], "c": content}]
        style = element.get("style") or ""
        for pattern, mark in _STYLES:
            if pattern.search(style):
                content = [{"t": mark, "c": content}]
        return content

    def _link(self, element: Element) -> list[Part]:
        content = self.inlines(element)
        holder = self._chosen.notes.references.get(element)
        if holder in self._chosen.notes.definitions and any(part["t"] != "Space" for part in content):
            return [self.note(holder)]
        target = (element.get("href") or "").strip()
        if not target or not content:
            return content
        absolute = self.address(target)
        if absolute is None:
            if not target.startswith("#"):
                self._count("link")
            return content
        return [{"t": "Link", "c": [None, content, [absolute, ""]]}]

    def note(self, holder: Element) -> Part:
        """The element of a note, with its blocks."""
        definition = self._chosen.notes.definitions[holder]
        return {"t": "Note", "c": self.flow(holder), "holder": holder, "mark": definition.mark}

    def address(self, target: str) -> str | None:
        """The absolute address of a link, None if it has none that a document may hold."""
        return address_of(target, self._chosen.base)

    def picture(self, element: Element) -> list[Part]:
        if element not in self._chosen.pictures.shown:
            return []
        attributes = ["", [], [["alt", _alt(element)]]]
        return [{"t": "Image", "c": [attributes, [], [source_of(element, self._chosen.base), ""]]}]

    def text(self, element: Element, behind: bool, *, to_the_letter: bool = False) -> str:
        text = (element.tail if behind else element.text) or ""
        if (element, behind) in self._chosen.slots:
            return str(text)
        return "" if text.strip() else str(text) if to_the_letter else " " if text else ""

    def _count(self, name: str) -> None:
        self.left_out[name] = self.left_out.get(name, 0) + 1

    def verbatim(self, element: Element) -> str:
        text = self.text(element, False, to_the_letter=True)
        for child in element:
            if tag_of(child) == "br":
                text += "\n"
            elif tag_of(child) not in INVISIBLE:
                text += self.verbatim(child)
            text += self.text(child, True, to_the_letter=True)
        return text


def address_of(target: str, base: str | None) -> str | None:
    """The absolute address that a page with an address ``base`` means, None if a document may not hold it."""
    try:
        absolute = urljoin(base or "", target)
    except ValueError:
        return None
    return absolute if absolute.lower().startswith(_SCHEMES) else None


def source_of(element: Element, base: str | None) -> str:
    """The address of the picture that an ``img`` shows; a relative one where the page has no address."""
    source = address_in(element)
    return address_of(source, base) or source


def _alt(element: Element) -> str:
    return " ".join((element.get("alt") or "").split())
