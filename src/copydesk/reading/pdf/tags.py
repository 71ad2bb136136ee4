"""What the structure of a tagged PDF says of its lines, where it proves reliable.

Paragraphs say no more than where they begin: in many files everything is one, headlines and captions too. What a file
marks as a heading, an item, a quotation, a caption, a note or a row of a table is that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from copydesk.reading.copy import Typeset
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.structure import NO_ELEMENT, Element
from copydesk.reading.role import Role
from copydesk.tree import FurnitureKind

_COVERED = 0.95  # of the letters of a file, those that stand in elements
_LINES_OF_PARAGRAPH = 1.5  # on average, of paragraphs that are not lines
_ROLES: dict[str, Role] = {
    "Title": "headline",
    "H": "heading",
    "H1": "heading",
    "H2": "heading",
    "H3": "heading",
    "H4": "heading",
    "H5": "heading",
    "H6": "heading",
    "LI": "list_item",
    "TR": "table_row",
    "BlockQuote": "quotation",
    "Caption": "caption",
    "Note": "note",
    "FENote": "note",
}
_SENTENCE_ENDS = tuple(".!?:;…”»\"'’)]。！？؟")


def are_reliable(lines: Iterable[SetLine]) -> bool:
    """Whether the lines of a file stand in elements of its structure, and its paragraphs are not single lines."""
    letters = covered = paragraph_lines = 0
    paragraphs = 0
    last = NO_ELEMENT
    for line in lines:
        letters += line.letters
        covered += line.letters * (line.element is not NO_ELEMENT)
        if line.element.kind == "P":
            paragraph_lines += 1
            paragraphs += line.element is not last and line.element != last
        last = line.element
    return covered > 0 and covered >= _COVERED * letters and paragraph_lines >= _LINES_OF_PARAGRAPH * paragraphs


def with_roles(lines: Sequence[tuple[SetLine, Typeset]]) -> list[tuple[SetLine, Typeset]]:
    """The lines of a file with their blocks and roles."""
    headline = _headline([(line, typeset) for line, typeset in lines if not typeset.furniture])
    extents = _extents(lines)
    result: list[tuple[SetLine, Typeset]] = []
    blocks = 0
    before: tuple[SetLine, Typeset] | None = None
    for line, typeset in lines:
        if typeset.furniture or line.element is NO_ELEMENT:
            outside = not typeset.furniture and _is_outside(line, extents.get(typeset.page))
            result.append((line, typeset._replace(furniture=_kind(line)) if outside else typeset))
            continue
        element = line.element
        role = "headline" if headline == (typeset.page, element) else _ROLES.get(element.kind)
        block: int | None = None
        if before is not None and _is_same(before, (line, typeset)):
            block = before[1].block
        elif before is not None and _may_go_on(before, (line, typeset)):
            block = before[1].block if not before[0].text.endswith(_SENTENCE_ENDS) else None
        else:
            blocks += 1
            block = blocks
        typeset = typeset._replace(role=role, block=block)  # noqa: PLW2901 -- the same line, with its role
        before = line, typeset
        result.append(before)
    return result


def _extents(lines: Sequence[tuple[SetLine, Typeset]]) -> dict[int, tuple[float, float]]:
    """For each page the top and the bottom of what stands in the structure."""
    extents: dict[int, tuple[float, float]] = {}
    for line, typeset in lines:
        if line.element is not NO_ELEMENT:
            top, bottom = extents.get(typeset.page, (line.top, line.bottom))
            extents[typeset.page] = min(top, line.top), max(bottom, line.bottom)
    return extents


def _is_outside(line: SetLine, extent: tuple[float, float] | None) -> bool:
    """Whether a line that is not in the structure stands above or below all that is."""
    return extent is not None and (line.bottom <= extent[0] or line.top >= extent[1])


def _kind(line: SetLine) -> FurnitureKind:
    return "page_number" if not any(map(str.isalpha, line.text)) else "running_head"


def _is_same(before: tuple[SetLine, Typeset], here: tuple[SetLine, Typeset]) -> bool:
    return before[1].page == here[1].page and before[0].element == here[0].element


def _may_go_on(before: tuple[SetLine, Typeset], here: tuple[SetLine, Typeset]) -> bool:
    """Whether a line opens a page or a column, and may go on with an element of the same kind: the structure has an
    element for each part."""
    moved = (before[1].page, before[1].column) != (here[1].page, here[1].column)
    return moved and before[0].element.kind == here[0].element.kind and here[0].element.kind not in ("TR", "H1")


def _headline(lines: Sequence[tuple[SetLine, Typeset]]) -> tuple[int, Element] | None:
    """The page and the element of the first heading of the first level, if there is one, or it is set largest."""
    first: tuple[SetLine, Typeset] | None = None
    for line, typeset in lines:
        if line.element.kind not in ("H1", "Title"):
            continue
        if first is None:
            first = line, typeset
        elif not _is_same(first, (line, typeset)) and line.size >= first[0].size:
            return None
    return (first[1].page, first[0].element) if first else None
