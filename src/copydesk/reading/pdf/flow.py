"""The lines of a PDF, or of one of its articles, in the order of reading, as copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from copydesk.reading._shared.margins import furniture_of
from copydesk.reading.copy import Box, CopyLine, Typeset
from copydesk.reading.pdf.annotations import NO_ANNOTATIONS
from copydesk.reading.pdf.bidi import runs_to_left
from copydesk.reading.pdf.bookmarks import NamedLines, with_headings
from copydesk.reading.pdf.covers import is_cover_sheet
from copydesk.reading.pdf.credits import Credits
from copydesk.reading.pdf.displayed import with_displayed
from copydesk.reading.pdf.entries import with_entries
from copydesk.reading.pdf.footnotes import notes_at_feet, with_notes_last
from copydesk.reading.pdf.hanging_numbers import with_hanging_numbers
from copydesk.reading.pdf.line_numbers import line_numbers
from copydesk.reading.pdf.order import columns_of, in_reading_order
from copydesk.reading.pdf.pages import PageLines
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.side_notes import with_side_notes_last
from copydesk.reading.pdf.stacks import stacks_of
from copydesk.reading.pdf.styles import marked
from copydesk.reading.pdf.tables import rows_by_rules, rows_by_structure
from copydesk.reading.pdf.tags import are_reliable, with_roles
from copydesk.tree import FurnitureKind

_INDENT = "  "
"""By which an item of a list within a list is set in, as in plain text."""

_NUMBER = re.compile(r"\d{1,4}")

_NOWHERE = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, False, False)
"""The place and the type of a comment."""

Part = tuple[int, Sequence[SetLine]]
"""Lines of a page, which counts from 0, that are read together."""


class Margins(NamedTuple):
    """For each page what stands in its margins, by the beginnings of lines, and the lines of its text; all of the first
    page is set aside if it ``has_cover``, the sheet that an archive puts before an article."""

    aside: list[dict[int, FurnitureKind]]
    texts: list[list[SetLine]]
    has_cover: bool = False


def margins_of(pages: Sequence[PageLines]) -> Margins:
    """Tells the running heads, the folios and the numbers of the lines of pages from their text."""
    heights = [page.height for page in pages]
    numbers = line_numbers([page.lines for page in pages])
    of_pages = [
        [line for line in page.lines if line.start not in own] for page, own in zip(pages, numbers, strict=True)
    ]
    notes = notes_at_feet(of_pages, heights)
    aside: list[dict[int, FurnitureKind]] = [
        {start: kind for start, kind in own.items() if start not in of_page} | dict.fromkeys(counted, "frame")
        for own, of_page, counted in zip(furniture_of(of_pages, heights), notes, numbers, strict=True)
    ]
    texts = [
        with_hanging_numbers([line for line in page.lines if line.start not in own])
        for page, own in zip(pages, aside, strict=True)
    ]
    if has_cover := is_cover_sheet(texts):
        aside[0].update((line.start, aside[0].get(line.start, "frame")) for line in pages[0].lines)
        texts[0] = []
    return Margins(aside, texts, has_cover)


def folio_of(page: PageLines, aside: Mapping[int, FurnitureKind]) -> int:
    """The number of a page as it is printed in its margins, 0 if none is."""
    folios = (line.text for line in page.lines if aside.get(line.start) == "page_number")
    return next((int(number[0]) for folio in folios if (number := _NUMBER.search(folio))), 0)


def copy_lines(
    pages: Sequence[PageLines],
    aside: Sequence[Mapping[int, FurnitureKind]],
    parts: Sequence[Part],
    own_pages: frozenset[int],
    put_aside: Mapping[tuple[int, int], FurnitureKind],
    named: NamedLines,
    lang: str | None = None,
) -> list[CopyLine]:
    """The lines of some parts of pages in the order of reading. The margins of ``own_pages``, ``aside``, and what is
    turned there, come with them; ``put_aside`` are lines of the parts that are furniture, by page and beginning,
    ``named`` the lines that the outline of the file names. ``lang`` is the language if it is known."""
    reliable = are_reliable([lines for _, lines in parts])
    ordered: list[tuple[SetLine, Typeset]] = []
    columns = Counter[int]()
    seen: set[int] = set()
    for number, lines in parts:
        with_margins = number in own_pages and number not in seen
        page = pages[number] if with_margins else pages[number]._replace(lines=[], apart=[], beside=NO_ANNOTATIONS)
        rows = rows_by_structure(lines) if reliable else _rows(pages[number], lines)
        for line, typeset in _in_order(page, rows, number + 1, aside[number]):
            kind = put_aside.get((number, line.start), typeset.furniture)
            column = typeset.column + columns[number] if number in seen and not typeset.furniture else typeset.column
            ordered.append((line, typeset._replace(furniture=kind, column=column)))
        columns[number] = max((typeset.column for _, typeset in ordered if typeset.page == number + 1), default=0)
        seen.add(number)
    ordered = with_notes_last(ordered, [page.height for page in pages])
    ordered = with_side_notes_last(ordered)
    credit = Credits([line.text for line, typeset in ordered if not typeset.furniture], lang)
    if reliable:
        ordered = with_roles(ordered)
    else:
        ordered = with_headings(ordered, named)
        ordered = with_entries(with_displayed(ordered, [page.rules for page in pages], credit))
    return [_copy_line(text, *each) for text, each in zip(marked(ordered, credit.is_credit), ordered, strict=True)]


def _rows(page: PageLines, lines: Sequence[SetLine]) -> list[SetLine]:
    """The ``lines`` of the text of a page, the rows of its tables as one line each."""
    return rows_by_rules(lines, page.grids, to_left=runs_to_left("".join(line.text for line in lines)))


def _in_order(
    page: PageLines, lines: Sequence[SetLine], number: int, aside: Mapping[int, FurnitureKind]
) -> Iterator[tuple[SetLine, Typeset]]:
    """The ``lines`` of the text of a page in the order of reading, with page and column; the running heads
    ``aside`` come first, what is turned, and comments, last."""
    stacks = in_reading_order(stacks_of(lines), to_left=runs_to_left("".join(line.text for line in lines)))
    for line in page.lines:
        if line.start in aside:
            yield line, Typeset(number, furniture=aside[line.start])
    for stack, column in zip(stacks, columns_of(stacks), strict=True):
        for line in stack.lines:
            yield line, Typeset(number, column, begins=line.opens)
    for line in page.apart:
        yield line, Typeset(number, furniture="frame")
    for at, comment in enumerate(page.beside.comments, 1):
        yield SetLine(comment, *_NOWHERE, start=-at), Typeset(number, furniture="comment")


def _copy_line(text: str, line: SetLine, typeset: Typeset) -> CopyLine:
    edges = [round(edge, 1) for edge in (line.left, line.top, line.right, line.bottom)]
    box = Box(*edges) if any(edges) else None
    indent = _INDENT * (line.element.depth - 1) if typeset.role == "list_item" else ""
    typeset = typeset._replace(box=box, size=round(line.size, 1), bold=line.bold, italic=line.italic)
    return CopyLine(indent + text + " " * line.spaced, typeset)
