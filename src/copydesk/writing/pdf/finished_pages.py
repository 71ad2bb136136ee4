"""Finds faults of laid-out pages by the positions of letters and pictures.

The input are WeasyPrint's boxes before they are drawn: unlike a finished PDF they identify headings and columns, and a
rejected layout is never drawn. Lengths are in CSS pixels, from the upper left corner of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, Literal, NamedTuple

from copydesk.writing.pdf import cells
from copydesk.writing.pdf.box_lines import Line, is_line, lines_of

Kind = Literal["overlap", "outside", "notes", "hole", "heading", "broken"]

WORDS: dict[Kind, str] = {
    "overlap": "lines overlap",
    "outside": "words are outside the text area",
    "notes": "a note is far from its reference",
    "hole": "more than a third of a page or column is empty",
    "heading": "a heading is the last line of its page or column",
    "broken": "a word is broken in a cell of a table",
}
"""The description of each fault."""

REMEDY: dict[Kind, str] = dict.fromkeys(("overlap", "outside", "broken"), "choose a wider --paper or another --style")
"""What a user can do about a fault."""

WEIGHTS: dict[Kind, int] = {"overlap": 1000, "outside": 1000, "notes": 1000, "hole": 10, "heading": 10, "broken": 100}
"""The severity of each fault, for choosing the least bad layout: unreadable words are worst."""

EMPTY = 1 / 3
"""The largest part of a page or column that may be empty before the end of the article."""

LOW = 1 / 4
"""The least height of a group of columns, as a part of the page, in which an empty column is a hole."""

SHARED = 0.3
"""The part of the lower of two lines that must be within the other for an overlap."""

TOUCH = 2.0
"""The width that two lines may share, as slanted letters do with their neighbours."""

SLACK = 6.0
"""How far letters may extend beyond their column or text area: the width of a letter, where a long word is broken."""

EDGE = 15.0
"""The least distance from letters to the paper's edge: 4 mm."""


class Fault(NamedTuple):
    """``Fault(2, "hole")``: the page, counted from 1, and the kind of fault."""

    page: int
    kind: Kind

    def __str__(self) -> str:
        return f"page {self.page}: {WORDS[self.kind]}"


class Area(NamedTuple):
    """Lines below one another: those of one of several columns, or those of a page between groups of columns.

    ``group`` is the parent of the column and its number of columns, or None outside of columns.
    """

    page: int
    left: float
    right: float
    lines: list[Line]
    group: tuple[Any, int] | None = None


class Page(NamedTuple):
    """A page: its width, the top and bottom of the text area, the areas of the article in reading order, the notes at
    its foot, the lines in its margins, the words broken in table cells, and whether a table is too wide."""

    width: float
    top: float
    bottom: float
    areas: list[Area]
    notes: list[Line]
    margins: list[Line]
    broken: list[str]
    is_too_narrow: bool = False

    @property
    def lines(self) -> list[Line]:
        """The article's lines, without notes at the foot."""
        return [line for area in self.areas for line in area.lines]


def pages_of(document: Any) -> list[Page]:
    """The pages of a ``weasyprint.Document``."""
    return [_page(number, laid._page_box) for number, laid in enumerate(document.pages, 1)]


def faults(pages: Sequence[Page]) -> tuple[Fault, ...]:
    """The faults of the pages, each kind once per page."""
    last = max((number for number, page in enumerate(pages, 1) if page.lines), default=0)
    found_faults: list[Fault] = []
    for number, page in enumerate(pages, 1):
        checks: dict[Kind, bool] = {
            "overlap": _overlap([*page.lines, *page.notes, *page.margins]),
            "outside": page.is_too_narrow or _outside(page),
            "hole": _hole(page, is_last=number >= last),
            "broken": bool(page.broken),
        }
        found_faults += [Fault(number, kind) for kind, is_so in checks.items() if is_so]
    ends = (area.page for area, _ in breaks(pages) if area.lines[-1].heading)
    found_faults += [Fault(number, "heading") for number in dict.fromkeys(ends)]
    return tuple(sorted(found_faults))


def badness(faults: Sequence[Fault]) -> int:
    """The faults as one number: 0 for none."""
    return sum(WEIGHTS[fault.kind] for fault in faults)


def has_columns(document: Any) -> bool:
    """Whether any page of a ``weasyprint.Document`` has columns side by side."""
    return any(area.group for page in pages_of(document) for area in page.areas)


def breaks(pages: Sequence[Page]) -> Iterator[tuple[Area, Area]]:
    """Pairs of consecutive areas separated by a column or page break."""
    areas = [area for page in pages for area in page.areas if area.lines]
    return ((one, other) for one, other in pairwise(areas) if one.group or one.page != other.page)


def holes(pages: Sequence[Page]) -> Iterator[tuple[Area, Area]]:
    """The breaks on pages that are too empty, or have a column that is: the areas before and after each."""
    empty = {number for number, page in enumerate(pages, 1) if _hole(page, is_last=number == len(pages))}
    return ((one, other) for one, other in breaks(pages) if one.page in empty)


def after_holes(pages: Sequence[Page]) -> Iterator[Any]:
    """The elements of the first lines after a page or column that is too empty."""
    for _, other in holes(pages):
        yield other.lines[0].elements[0]


def broken_words(pages: Sequence[Page]) -> Iterator[tuple[Any, str]]:
    """The words hyphenated at a page or column break, each with its element."""
    for one, other in breaks(pages):
        end, start = one.lines[-1], other.lines[0]
        element = end.elements[1]
        if element is start.elements[0] and end.text.endswith(("-", "\u2010")) and " " in end.text:
            head = end.text.rsplit(" ", 1)[1]
            yield element, head.removesuffix("\u2010") + start.text.split(" ", 1)[0]


# ------------------------------------------------------------------------------------------------- the checks


def _overlap(lines: Sequence[Line]) -> bool:
    """Whether any two lines overlap by more than the tolerances."""
    open_: list[Line] = []
    for line in sorted(lines, key=lambda line: line.top):
        open_ = [other for other in open_ if other.bottom > line.top]
        for other in open_:
            height = min(line.bottom, other.bottom) - line.top
            lower = min(line.bottom - line.top, other.bottom - other.top)
            if height > SHARED * lower and min(line.right, other.right) - max(line.left, other.left) > TOUCH:
                return True
        open_.append(line)
    return False


def _outside(page: Page) -> bool:
    """Whether letters are beside their column, below the text area, or at the edge of the paper."""
    for area in page.areas:
        if area.group and any(line.left < area.left - SLACK or line.right > area.right + SLACK for line in area.lines):
            return True
    text = [*page.lines, *page.notes]
    return any(line.bottom > page.bottom + SLACK for line in text) or any(
        line.left < EDGE or line.right > page.width - EDGE or line.top < 0 for line in [*text, *page.margins]
    )


def _hole(page: Page, *, is_last: bool) -> bool:
    """Whether too much of a page is empty, at its foot or between lines, or too much of one of its columns."""
    lines = sorted(page.lines, key=lambda line: line.top)
    if not lines:
        return not is_last and not page.notes
    height = page.bottom - page.top
    floor = min((line.top for line in page.notes), default=page.bottom)
    reached, gaps = lines[0].bottom, []
    for line in lines:
        gaps.append(line.top - reached)
        reached = max(reached, line.bottom)
    if not is_last:
        gaps.append(floor - reached)
    return max(gaps) > EMPTY * height or _column_is_empty(page)


def _column_is_empty(page: Page) -> bool:
    """Whether too much of a column is empty beside another, with more text below them."""
    areas = [area for area in page.areas if area.lines]
    groups = [(group, list(members)) for group, members in groupby(areas, key=lambda area: area.group)]
    for (group, members), _ in pairwise(groups):
        if group is None:
            continue
        top = min(area.lines[0].top for area in members)
        ends = [max(line.bottom for line in area.lines) for area in members]
        height = max(ends) - top
        shortest = min(ends) if len(members) == group[1] else top
        if height > LOW * (page.bottom - page.top) and max(ends) - shortest > EMPTY * height:
            return True
    return False


# -------------------------------------------------------------------------------------------- WeasyPrint's boxes


def _page(number: int, box: Any) -> Page:
    top = box.content_box_y()
    width = box.width + box.margin_left + box.margin_right
    page = Page(width, top, top + box.height, [], [], [], list(cells.broken_words(box)), cells.is_too_narrow(box))
    for part in box.children:
        kind = type(part).__name__
        if kind == "FootnoteAreaBox":
            page.notes.extend(lines_of(part))
        elif kind == "MarginBox":
            page.margins.extend(lines_of(part))
        else:
            _collect(part, number, page.areas)
    return page


def _collect(box: Any, number: int, areas: list[Area]) -> None:
    """Adds the lines of a box of the article to the areas of its page."""
    if is_line(box):
        if not areas or areas[-1].group:
            areas.append(Area(number, 0, 0, []))
        areas[-1].lines.extend(lines_of(box))
        return
    several = box.style["column_count"] not in ("auto", 1)
    for child in getattr(box, "children", ()):
        if several and getattr(child, "is_column", False):
            group = (box.element, box.style["column_count"])
            left = child.position_x
            areas.append(Area(number, left, left + child.width, list(lines_of(child)), group))
        else:
            _collect(child, number, areas)
