"""The styles and numberings of a Word file's lists."""

from __future__ import annotations

from typing import NamedTuple

from copydesk import tree
from copydesk.writing.docx.kinds import BULLET_LISTS, LIST_LEVELS, Naming
from copydesk.writing.docx.parts import NUMBERING_LEVELS, Numbered, definition


class ListStyle(NamedTuple):
    """How the items of a list are set."""

    style: str
    """The style of an item's first paragraph."""

    continued: str
    """The style of its other paragraphs."""

    numbering: str
    """The ``w:numPr`` of the first paragraph; empty if its style is sufficient."""


class Lists:
    """The lists of one document; ``numbered`` has the numberings of the ordered ones so far."""

    def __init__(self, naming: Naming) -> None:
        self.numbered: list[Numbered] = []
        self._naming = naming

    def style(self, node: tree.List, level: int) -> ListStyle:
        """The style of a list at a level, counted from 0; an ordered list gets a numbering of its own."""
        level = min(level, NUMBERING_LEVELS - 1)
        deeper = f" {min(level + 1, LIST_LEVELS)}" if level else ""
        style = ("List Number" if node.ordered else "List Bullet") + deeper
        tied = self._naming.tied(style) if level < LIST_LEVELS else None
        number = self._naming.first_number + BULLET_LISTS
        if node.ordered:
            number = self._naming.first_number + 2 + len(self.numbered)
            if tied is None or node.numbering != "decimal":
                tied = definition(node.numbering, self._naming), level
            level = tied[1]
            self.numbered.append(Numbered(number, *tied, node.start))
        direct = node.ordered or tied is None
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if direct else ""
        return ListStyle(style, f"List Continue{deeper}", numbering)
