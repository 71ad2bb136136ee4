"""How a crowded table is set: with its words whole, with hyphens, in small letters, or as records, one for each row.

The first of these ways in which no column is wider than there is room, and no word is broken without a hyphen, is
taken. Only WeasyPrint knows how wide letters are, so it lays out a page that holds nothing but the tables, in each way,
before the article is laid out: that takes little time, as a few rows tell how wide a column must be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from copydesk.writing._cost import TooMuchWorkError
from copydesk.writing.pdf import cells
from copydesk.writing.pdf.lines import WHOLE, add_classes, classes_of

WAYS = ((), ("hyphenated",), ("small",), ("small", "hyphenated"))
"""The ways in which a crowded table is set as one, the best first, by their classes. The last resort is records."""

WIDEST_ROWS = 3
"""How many rows are tried for the sake of each column: those with the longest words in it."""

_TRIAL = "data-trial"
"""The attribute of a table that is tried: the table's number and the way's."""


def fit(root: Element, lay_out: Callable[[Element, int], Any]) -> None:
    """Sets each crowded table of a page of HTML in the best way that its measure has room for. ``lay_out`` takes a page
    of HTML and the number of its characters."""
    tables = [table for table in root.iter("table") if "crowded" in classes_of(table)]
    if not tables:
        return
    trial = _trial(root, tables)
    try:
        fitting = _fitting(lay_out(trial, len(tostring(trial))))
    except TooMuchWorkError:
        fitting = {}
    for number, table in enumerate(tables):
        way = next((classes for way, classes in enumerate(WAYS) if fitting.get(f"{number} {way}")), None)
        if way is None:
            set_as_records(table)
        else:
            add_classes(table, *way)
            mark_long_words(table)


# ------------------------------------------------------------------------------------------------------ the trial


def _trial(root: Element, tables: list[Element]) -> Element:
    """A page like ``root`` that holds nothing but these tables, each in every way, and of each only the rows that tell
    how wide its columns are."""
    numbers = {id(table): number for number, table in enumerate(tables)}

    def copied(element: Element) -> Iterator[Element]:
        if id(element) in numbers:
            for way, classes in enumerate(WAYS):
                table = _narrowest(element)
                table.set(_TRIAL, f"{numbers[id(element)]} {way}")
                add_classes(table, *classes)
                mark_long_words(table)
                yield table
            return
        children = list(chain.from_iterable(map(copied, element)))
        if children or element.tag in ("head", "body"):
            kept = Element(element.tag, dict(element.attrib))
            kept.extend(children)
            yield kept

    (trial,) = copied(root)
    for body in trial.iter("body"):
        body.set("class", f"trial {body.get('class')}")
    return trial


def _narrowest(table: Element) -> Element:
    """A copy of a table with its head and, for each column, the rows that hold its longest words. It bears no ids, and
    none of the notes in it."""
    copy = deepcopy(table)
    copy.tail = None
    for body in copy.iter("tbody"):
        rows = list(body)
        columns = max(map(len, rows), default=0)
        kept: set[int] = set()
        for column in range(columns):
            widths = [_longest_word(row[column]) if column < len(row) else 0 for row in rows]
            kept.update(sorted(range(len(rows)), key=lambda row: -widths[row])[:WIDEST_ROWS])
        body[:] = [row for number, row in enumerate(rows) if number in kept]
    for element in list(copy.iter()):
        element.attrib.pop("id", None)
        element.attrib.pop("href", None)
        for child in [child for child in element if "footnote" in classes_of(child)]:
            element.remove(child)
    return copy


def _longest_word(cell: Element) -> int:
    return max(map(len, "".join(cell.itertext()).split()), default=0)


def _fitting(document: Any) -> Mapping[str, bool]:
    """Whether each table that is tried fits on the pages of a ``weasyprint.Document``, by its `_TRIAL`."""
    fitting: dict[str, bool] = {}
    for laid in document.pages:
        for table in cells.tables(laid._page_box):
            name = table.box.element.get(_TRIAL)
            is_fitting = not table.is_too_wide and not any(cells.broken_words(table.box))
            fitting[name] = fitting.get(name, True) and is_fitting
    return fitting


# ---------------------------------------------------------------------------------------------------- the ways


def mark_long_words(table: Element) -> None:
    """Puts each word of a table that is too long for any column, such as an address, in a ``span.lengthy``, which may
    be broken at any letter where the table is set with hyphens."""
    for element in list(table.iter()):
        words = (element.text or "").split()
        if len(words) == 1 and len(words[0]) > WHOLE and not len(element):
            add_classes(element, "lengthy")


def set_as_records(table: Element) -> None:
    """Makes records of a table: its titles on one line, and below them each row as a list of its cells, each labelled
    by its title. The labels are the lists' markers, so that each word is read once. Empty cells are left out; a row of
    a table without titles is one line."""
    caption = table.find("caption")
    header = table.find("thead/tr")
    rows = table.findall("tbody/tr")
    tail = table.tail
    table.tag = "div"
    add_classes(table, "records")
    table[:] = []
    table.text, table.tail = None, tail
    if caption is not None:
        caption.tag = "p"
        add_classes(caption, "records-title")
        table.append(caption)
    if header is not None:
        table.append(_line(header, "titles"))
    for row in rows:
        table.append(_line(row, "record") if header is None else _record(header, row))


def _line(row: Element, class_: str) -> Element:
    """The cells of a row on one line, of which the space between them is a part: there it may end."""
    line = Element("p", {"class": class_})
    for cell in row:
        if not _is_empty(cell):
            part = _moved(cell, SubElement(line, "span"))
            part.set("class", "cell")
            part.tail = " "
    return line


def _record(header: Element, row: Element) -> Element:
    record = Element("ul", {"class": "record"})
    for title, cell in zip(header, row, strict=True):
        if not _is_empty(cell):
            label = " ".join("".join(_label(title)).split())
            item = SubElement(record, "li")
            _moved(cell, SubElement(item, "dd"))  # which WeasyPrint tags as an LBody, as in `PdfVisitor.item`
            item.set("class", "labelled" if label else "unlabelled")
            item.set("data-label", label)
    return record


def _moved(cell: Element, to: Element) -> Element:
    to.text = cell.text
    to.extend(list(cell))
    return to


def _is_empty(cell: Element) -> bool:
    return not "".join(cell.itertext()).strip()


def _label(title: Element) -> Iterator[str]:
    """The words of a title, without marks of notes and the notes behind them."""
    yield title.text or ""
    for child in title:
        if not {"note-ref", "footnote"} & set(classes_of(child)):
            yield from _label(child)
        yield child.tail or ""
