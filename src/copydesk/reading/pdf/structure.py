"""The structure of a tagged PDF: which element of its tree each marked content of a page belongs to.

pdfium gives the tree page by page. Many files are tagged badly, so what the tags say counts only where it proves
reliable in the file: ``pages.py`` counts, ``tags.py`` decides.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

_BLOCKS = frozenset(
    ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "LI", "TR", "BlockQuote", "Caption", "Note", "FENote")
)
_STRONGER = frozenset(("LI", "TR", "BlockQuote", "Caption", "Note", "FENote"))
"""The kinds of element that the elements in them belong to: a paragraph in an item is the item's."""
_OF_BLOCKS = "BlockQuote"
"""The kind of element whose paragraphs stand for themselves."""

_CELLS = frozenset(("TD", "TH"))
_MOST = 20_000  # elements of a page
_DEEPEST = 60
_LONGEST_TYPE = 64  # bytes
_LONGEST_DESCRIPTION = 8_000  # bytes


class Element(NamedTuple):
    """An element of the tree that is a block of text: its type, such as ``P``, and its number on its page, in the order
    of reading. ``cell`` is the number of the cell in its row, ``depth`` how many lists an item is in."""

    kind: str
    number: int
    cell: int = 0
    depth: int = 0


NO_ELEMENT = Element("", -1)
LOOSE = Element("", 0)
"""What stands in the tree, but in no block of text: directly in a ``Div``, as browsers write one."""


def elements_of(raw: Any, page: Any) -> dict[int, Element]:
    """The elements of a page by the numbers of their marked content, ``LOOSE`` of what no block holds; none if the page
    is not tagged."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        walk = _Walk(raw)
        for index in range(min(raw.FPDF_StructTree_CountChildren(tree), _MOST)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                walk.visit(child, LOOSE, 0)
        return walk.elements
    finally:
        raw.FPDF_StructTree_Close(tree)


def descriptions_of(raw: Any, page: Any) -> dict[int, str]:
    """The words that describe the pictures of a page, by the numbers of their marked content."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        described: dict[int, str] = {}
        pending = [
            (raw.FPDF_StructTree_GetChildAtIndex(tree, index), "")
            for index in range(min(raw.FPDF_StructTree_CountChildren(tree), _MOST))
        ]
        visited = 0
        while pending and visited < _MOST:
            handle, outer = pending.pop()
            visited += 1
            if not handle:
                continue
            words = _description(raw, handle) or outer
            for index in range(min(raw.FPDF_StructElement_CountChildren(handle), _MOST)):
                pending.append((raw.FPDF_StructElement_GetChildAtIndex(handle, index), words))
                mark = raw.FPDF_StructElement_GetChildMarkedContentID(handle, index)
                if words and mark >= 0:
                    described.setdefault(mark, words)
        return described
    finally:
        raw.FPDF_StructTree_Close(tree)


def _description(raw: Any, handle: Any) -> str:
    length = raw.FPDF_StructElement_GetAltText(handle, None, 0)
    if not 2 < length <= _LONGEST_DESCRIPTION:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_StructElement_GetAltText(handle, buffer, length)
    return " ".join(buffer.raw[: length - 2].decode("utf-16-le", "replace").split())


class _Walk:
    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._buffer = ctypes.create_string_buffer(_LONGEST_TYPE)
        self._visited = 0
        self._number = 0
        self.elements: dict[int, Element] = {}

    def visit(self, handle: Any, outer: Element, depth: int) -> None:
        """Takes the marked content of an element and of those in it."""
        self._visited += 1
        if self._visited > _MOST or depth > _DEEPEST:
            return
        kind = self._kind(handle)
        element = outer
        if kind in _CELLS and outer.kind == "TR":
            self._number += 1
            element = outer._replace(cell=self._number)
        elif kind in _BLOCKS and (outer.kind not in _STRONGER or kind in _STRONGER or outer.kind == _OF_BLOCKS):
            self._number += 1
            kind = _OF_BLOCKS if outer.kind == _OF_BLOCKS and kind == "P" else kind
            element = Element(kind, self._number, depth=outer.depth + 1 if kind == "LI" else 0)
        raw = self._raw
        for index in range(min(raw.FPDF_StructElement_CountChildren(handle), _MOST)):
            child = raw.FPDF_StructElement_GetChildAtIndex(handle, index)
            if child:
                self.visit(child, element, depth + 1)
            else:
                mark = raw.FPDF_StructElement_GetChildMarkedContentID(handle, index)
                if mark >= 0:
                    self.elements.setdefault(mark, element)

    def _kind(self, handle: Any) -> str:
        length = self._raw.FPDF_StructElement_GetType(handle, self._buffer, _LONGEST_TYPE)
        return self._buffer.raw[: length - 2].decode("utf-16-le", "replace") if 2 < length <= _LONGEST_TYPE else ""
