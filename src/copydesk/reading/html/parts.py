"""Parts of pandoc's document that the elements of a page become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copydesk.reading.markdown.raw_html import Element as Part
from copydesk.reading.markdown.raw_html import Html, words_of

_DASHES = " \t\n\u2014\u2013\u2015-~\xa0"
SPACE: Part = {"t": "Space"}


class Run:
    """Collects inlines into paragraphs between blocks."""

    def __init__(self) -> None:
        self._blocks: list[Part] = []
        self._inlines: list[Part] = []

    def put(self, parts: str | list[Part]) -> None:
        """Adds words or inlines to the paragraph."""
        self._inlines += words_in(parts) if isinstance(parts, str) else parts

    def line_break(self) -> None:
        """Adds a line break; a second one ends the paragraph."""
        at = len(self._inlines)
        while at and self._inlines[at - 1] == SPACE:
            at -= 1
        if at and self._inlines[at - 1]["t"] == "LineBreak":
            self.end()
        else:
            self._inlines.append({"t": "LineBreak"})

    def end(self) -> None:
        """Ends the paragraph."""
        if any(part["t"] not in ("Space", "LineBreak") for part in self._inlines):
            self._blocks.append({"t": "Para", "c": self._inlines})
        self._inlines = []

    def add(self, blocks: list[Part]) -> None:
        """Adds blocks."""
        self._blocks += blocks

    def blocks(self) -> list[Part]:
        """Ends the last paragraph and returns all blocks."""
        self.end()
        return self._blocks


def words_in(text: str) -> list[Part]:
    if not text:
        return []
    return [{"t": "Str", "c": text}] if text.strip(" \t\n\r\f\v") else [SPACE]


def inlines_of(parts: Sequence[Part]) -> list[Part]:
    """The inlines of blocks, each but the first on a new line."""
    inlines: list[Part] = []
    for part in parts:
        content = _content_of(part)
        inlines += [*([{"t": "LineBreak"}] if inlines and content else []), *content]
    return inlines


def _content_of(part: Part) -> list[Part]:
    """The inlines of a block."""
    content: Any = part.get("c", [])
    kind = part["t"]
    if kind in ("Para", "Plain"):
        return list(content)
    if kind == "Header":
        return list(content[2])
    if kind == "BlockQuote":
        return inlines_of(content)
    if kind == "Html":
        return inlines_of(content.content)
    if kind in ("BulletList", "OrderedList"):
        items = content if kind == "BulletList" else content[1]
        return inlines_of([block for item in items for block in item])
    if kind == "DefinitionList":
        pairs = [
            ({"t": "Para", "c": term}, *(block for one in definitions for block in one))
            for term, definitions in content
        ]
        return inlines_of([block for pair in pairs for block in pair])
    if kind == "Table":
        return [{"t": "Str", "c": " ".join(_cell_words(content))}]
    return words_in(content[1]) if kind == "CodeBlock" else []


def _cell_words(table: list[Any]) -> list[str]:
    """The words of the caption and the cells of a table."""
    _, (_, caption), _, (_, head), bodies, _ = table
    rows = [*head, *(row for _, _, _, rows in bodies for row in rows)]
    blocks = [caption, *(cell[4] for _, cells in rows for cell in cells)]
    return [words for each in blocks if (words := words_of(inlines_of(each)))]


def unmarked(inlines: list[Part]) -> list[Part]:
    """The words of a heading without the bold type that all of them stand in."""
    only = [part for part in inlines if part["t"] not in ("Space", "LineBreak")]
    return unmarked(only[0]["c"]) if len(only) == 1 and only[0]["t"] == "Strong" else inlines


def cited(inlines: list[Part]) -> list[Part]:
    """Inlines as a line wholly in ``<cite>``, without the dash before them."""
    kept = undashed(inlines)
    return [{"t": "Para", "c": [Html("cite", {}, kept).element()]}] if kept else []


def undashed(inlines: list[Part]) -> list[Part]:
    """The inlines without the dash before an attribution."""
    kept = list(inlines)
    while kept and (
        kept[0]["t"] in ("Space", "LineBreak") or (kept[0]["t"] == "Str" and not kept[0]["c"].strip(_DASHES))
    ):
        kept.pop(0)
    if kept and kept[0]["t"] == "Str":
        kept[0] = {"t": "Str", "c": kept[0]["c"].lstrip(_DASHES)}
    return kept
