"""Faults of laid-out pages, told by where the letters stand.

The boxes are WeasyPrint's, before they are drawn: they say what a heading and a column is, which a finished PDF does
not, and a layout that is refused is never drawn. Lengths are in CSS pixels, from the page's upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, Literal, NamedTuple

from copydesk.writing.pdf import cells
from copydesk.writing.pdf.lines import classes_of

Kind = Literal["overlap", "outside", "notes", "hole", "heading", "broken"]

WORDS: dict[Kind, str] = {
    "overlap": "lines stand over one another",
    "outside": "words stand outside the text's area",
    "notes": "a note stands far from its reference",
    "hole": "more than a third of a page or column is empty",
    "heading": "a heading is the last line of its page or column",
    "broken": "a word is broken in a cell of a table",
}
"""Each fault in words."""

REMEDY: dict[Kind, str] = dict.fromkeys(("overlap", "outside", "broken"), "choose a wider --paper or another --style")
"""What a person can do about a fault."""

WEIGHTS: dict[Kind, int] = {"overlap": 1000, "outside": 1000, "notes": 1000, "hole": 10, "heading": 10, "broken": 100}
"""How bad each fault is, where the least bad of several layouts is to be taken: words that cannot be read are worst."""

EMPTY = 1 / 3
"""The largest part of a page or column that may be empty while the article goes on."""

LOW = 1 / 4
"""The least height of a group of columns, in heights of the page, in which an empty column is seen as a hole."""

ASCENT, DESCENT = 0.7, 0.2
"""How far letters reach above and below their baseline, in font sizes: a little less than they do, for neighbouring
lines may touch."""

SHARED = 0.3
"""The part of the lower of two lines that must lie within the other for the two to be called overlapping."""

TOUCH = 2.0
"""How much width two lines may share, as slanted letters do with their neighbours."""

SLACK = 6.0
"""How far letters may stand out of their column or page area: a letter's width, where WeasyPrint breaks a long word."""

EDGE = 15.0
"""The least distance from letters to the paper's edge: 4 mm."""


class Fault(NamedTuple):
    """``Fault(2, "hole")``: what is wrong, and on which page, counted from 1."""

    page: int
    kind: Kind

    def __str__(self) -> str:
        return f"page {self.page}: {WORDS[self.kind]}"


class Line(NamedTuple):
    """A line of letters. ``elements`` are those that its first and its last letters belong to, ``heading`` tells
    whether it is of a heading or a question, which a column's end may not part from what follows."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    elements: tuple[Any, Any]
    heading: bool


class Area(NamedTuple):
    """Lines that follow one another downwards: those of one column of several, or those of a page between its columns.

    ``group`` are the column's parent and how many columns that has, or None outside of columns.
    """

    page: int
    left: float
    right: float
    lines: list[Line]
    group: tuple[Any, int] | None = None


class Page(NamedTuple):
    """A page: its size, the top and bottom of the text's area, the areas of the article in reading order, the notes at
    its foot, what stands in its margins, the words that are broken in cells of its tables, and
    whether a table is wider than there is room."""

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
    """What is wrong with the pages, each kind once a page."""
    last = max((number for number, page in enumerate(pages, 1) if page.lines), default=0)
    wrong: list[Fault] = []
    for number, page in enumerate(pages, 1):
        checks: dict[Kind, bool] = {
            "overlap": _overlap([*page.lines, *page.notes, *page.margins]),
            "outside": page.is_too_narrow or _outside(page),
            "hole": _hole(page, is_last=number >= last),
            "broken": bool(page.broken),
        }
        wrong += [Fault(number, kind) for kind, is_so in checks.items() if is_so]
    ends = (area.page for area, _ in breaks(pages) if area.lines[-1].heading)
    wrong += [Fault(number, "heading") for number in dict.fromkeys(ends)]
    return tuple(sorted(wrong))


def badness(faults: Sequence[Fault]) -> int:
    """The faults as one number: 0 for none."""
    return sum(WEIGHTS[fault.kind] for fault in faults)


def has_columns(document: Any) -> bool:
    """Whether any page of a ``weasyprint.Document`` has columns side by side."""
    return any(area.group for page in pages_of(document) for area in page.areas)


def breaks(pages: Sequence[Page]) -> Iterator[tuple[Area, Area]]:
    """Each two areas between which the article breaks off and goes on: two columns, or the ends of two pages."""
    areas = [area for page in pages for area in page.areas if area.lines]
    return ((one, other) for one, other in pairwise(areas) if one.group or one.page != other.page)


def after_holes(pages: Sequence[Page]) -> Iterator[Any]:
    """The elements that the first lines after too empty a page or column belong to."""
    empty = {number for number, page in enumerate(pages, 1) if _hole(page, is_last=number == len(pages))}
    for one, other in breaks(pages):
        if one.page in empty:
            yield other.lines[0].elements[0]


def broken_words(pages: Sequence[Page]) -> Iterator[tuple[Any, str]]:
    """The words that a page's or column's end breaks at a hyphen, each with its element."""
    for one, other in breaks(pages):
        end, start = one.lines[-1], other.lines[0]
        element = end.elements[1]
        if element is start.elements[0] and end.text.endswith(("-", "\u2010")) and " " in end.text:
            head = end.text.rsplit(" ", 1)[1]
            yield element, head.removesuffix("\u2010") + start.text.split(" ", 1)[0]


# ------------------------------------------------------------------------------------------------- the checks


def _overlap(lines: Sequence[Line]) -> bool:
    """Whether any two lines share more than a touch of the same place."""
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
    """Whether letters stand beside their column, below the text's area, or at the paper's edge."""
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
    """Whether too much of a column is empty, beside another, where something follows below them."""
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
            page.notes.extend(_lines(part))
        elif kind == "MarginBox":
            page.margins.extend(_lines(part))
        else:
            _collect(part, number, page.areas)
    return page


def _collect(box: Any, number: int, areas: list[Area]) -> None:
    """Adds what stands in a box of the article to the areas of its page."""
    if type(box).__name__ == "LineBox":
        if not areas or areas[-1].group:
            areas.append(Area(number, 0, 0, []))
        areas[-1].lines.extend(_lines(box))
        return
    several = box.style["column_count"] not in ("auto", 1)
    for child in getattr(box, "children", ()):
        if several and getattr(child, "is_column", False):
            group = (box.element, box.style["column_count"])
            left = child.position_x
            areas.append(Area(number, left, left + child.width, list(_lines(child)), group))
        else:
            _collect(child, number, areas)


def _lines(box: Any) -> Iterator[Line]:
    """The lines of letters in a box, in reading order; a superscript belongs to the line that it stands in."""
    if type(box).__name__ != "LineBox":
        for child in getattr(box, "children", ()):
            yield from _lines(child)
        return
    texts = [text for text in _texts(box) if text.text.strip()]
    if not texts:
        return
    size = max(text.style["font_size"] for text in texts)
    baselines = [text.position_y + text.baseline for text in texts if text.style["font_size"] == size]
    yield Line(
        min(text.position_x for text in texts),
        min(baselines) - ASCENT * size,
        max(text.position_x + text.width for text in texts),
        max(baselines) + DESCENT * size,
        "".join(text.text for text in texts).strip(),
        (texts[0].element, texts[-1].element),
        _opens_what_follows(box.element) if box.element is not None else False,
    )


def _opens_what_follows(element: Any) -> bool:
    """Whether an element is a heading, or the last of the questions right above an answer."""
    classes = classes_of(element)
    return "heading" in classes or (
        "question" in classes and "question" not in (element.get("data-next") or "").split()
    )


def _texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if hasattr(child, "pango_layout"):
            yield child
        elif hasattr(child, "children"):
            yield from _texts(child)
