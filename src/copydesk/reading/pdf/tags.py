"""What the structure of a tagged PDF says of its lines, where it proves reliable.

Paragraphs say no more than where they begin: in many files everything is one, headlines and captions too. What a file
marks as a heading, an item, a quotation, a caption, a note or a row of a table is that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from copydesk.reading.copy import Typeset
from copydesk.reading.pdf.footnotes import NOTE_MARK, NOTES
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.structure import NO_ELEMENT, Element
from copydesk.reading.role import Role
from copydesk.tree import FurnitureKind

_Set = tuple[SetLine, Typeset]

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
_WHOLE = frozenset(("TR", "Title", "H", "H1", "H2", "H3", "H4", "H5", "H6"))
"""The elements that no page or column cuts."""
_SAME_SIZE = 0.03
_ROOM = 2.0  # em at the end of a line that is full
_SET_IN = 0.5  # em by which a first line is set in
_MOST_FLUSH = 0.4  # of the paragraphs, that are not set in where first lines are
_MARKED = re.compile(r"[•◦▪‣·–—*-]\s|\(?\w{1,3}[.)]\s")
_SENTENCE_ENDS = tuple(".!?:;…”»\"'’)]。！？؟")


def are_reliable(pages: Iterable[Sequence[SetLine]]) -> bool:
    """Whether the lines of the pages of a file stand in elements of its structure, and its paragraphs are not single
    lines."""
    letters = covered = lines_of_paragraphs = paragraphs = 0
    for page in pages:
        letters += sum(line.letters for line in page)
        covered += sum(line.letters for line in page if line.element.kind)
        numbers = [line.element.number for line in page if line.element.kind == "P"]
        lines_of_paragraphs += len(numbers)
        paragraphs += len(set(numbers))
    return covered > 0 and covered >= _COVERED * letters and lines_of_paragraphs >= _LINES_OF_PARAGRAPH * paragraphs


def with_roles(lines: Sequence[_Set]) -> list[_Set]:
    """The lines of a file with their blocks and roles."""
    headline = _headline([(line, typeset) for line, typeset in lines if not typeset.furniture])
    extents = _extents(lines)
    blocks = _Blocks(lines)
    result: list[_Set] = []
    for number, (line, typeset) in enumerate(lines):
        if typeset.furniture or not line.element.kind:
            outside = not typeset.furniture and _is_outside(line, extents.get(typeset.page))
            result.append((line, typeset._replace(furniture=_kind(line)) if outside else typeset))
            continue
        if typeset.role:
            result.append((line, typeset))
            continue
        is_headline = headline == (typeset.page, line.element)
        role = "headline" if is_headline else _ROLES.get(line.element.kind)
        result.append((line, typeset._replace(role=role, block=blocks.block(number, line, typeset))))
    return result


class _Blocks:
    """Numbers the elements of a file. One that a page or a column cuts is two in the structure, and one block here,
    where its place tells: its sentence goes on, or its first line is not set in where those of others are. Else it has
    no number, and what is known of paragraphs decides.
    """

    def __init__(self, lines: Sequence[_Set]) -> None:
        self._flush = _flush(lines)
        self._set_in = _opens_set_in(lines, self._flush)
        self._before: _Set | None = None
        self._block: int | None = None
        self._widest = 0.0
        self._count = 0

    def block(self, number: int, line: SetLine, typeset: Typeset) -> int | None:
        """The block of the line with this number, which stands in an element."""
        before, here = self._before, (line, typeset)
        is_same = before is not None and _is_same(before, here)
        if before is not None and not is_same and _may_go_on(before, here):
            if not self._goes_on(before[0], self._flush[number]):
                self._block = None
        elif not is_same:
            self._count += 1
            self._block, self._widest = self._count, 0.0
        self._before, self._widest = here, max(self._widest, line.right - line.left)
        return self._block

    def _goes_on(self, last: SetLine, is_flush: bool) -> bool:
        """Whether an element goes on after its last line so far, in one that begins flush or set in."""
        is_full = last.right - last.left >= self._widest - _ROOM * last.size
        ends = last.text.endswith(_SENTENCE_ENDS)
        return is_full and (not ends or (self._set_in and is_flush))


def _extents(lines: Sequence[_Set]) -> dict[int, tuple[float, float]]:
    """For each page the top and the bottom of what stands in the structure, in a block of it or loose."""
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


def _flush(lines: Sequence[_Set]) -> list[bool]:
    """Whether each line begins where the next line of its element does, of those that are no last lines."""
    flush = [
        _is_same(here, below) and abs(here[0].left - below[0].left) < _SET_IN * here[0].size
        for here, below in pairwise(lines)
    ]
    return [*flush, False]


def _opens_set_in(lines: Sequence[_Set], is_flush: Sequence[bool]) -> bool:
    """Whether the first lines of paragraphs are set in, in this file."""
    openings = [
        is_flush[number + 1]
        for number, (before, here) in enumerate(pairwise(lines))
        if here[0].element.kind == "P" == before[0].element.kind
        and not _is_same(before, here)
        and number + 2 < len(lines)
        and _is_same(here, lines[number + 2])
    ]
    return len(openings) > 1 and sum(openings) < _MOST_FLUSH * len(openings)


def _is_same(before: _Set, here: _Set) -> bool:
    return before[1].page == here[1].page and before[0].element == here[0].element


def _may_go_on(before: _Set, here: _Set) -> bool:
    """Whether a line opens a page or a column, and may go on with an element of the same kind: the structure has an
    element for each part."""
    moved = (before[1].page, before[1].column) != (here[1].page, here[1].column)
    last, line = before[0], here[0]
    alike = (last.element.kind, last.bold, last.italic) == (line.element.kind, line.bold, line.italic)
    same_size = abs(last.size - line.size) <= _SAME_SIZE * line.size
    opens = (NOTE_MARK if line.element.kind in NOTES else _MARKED).match(line.text)
    return moved and alike and same_size and line.element.kind not in _WHOLE and not opens


def _headline(lines: Sequence[_Set]) -> tuple[int, Element] | None:
    """The page and the element of the first heading of the first level, if there is one, or it is set largest."""
    first: _Set | None = None
    for line, typeset in lines:
        if line.element.kind not in ("H1", "Title"):
            continue
        if first is None:
            first = line, typeset
        elif not _is_same(first, (line, typeset)) and line.size >= first[0].size:
            return None
    return (first[1].page, first[0].element) if first else None
