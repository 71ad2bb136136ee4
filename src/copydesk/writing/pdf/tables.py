"""Sets crowded tables: with unbroken words, with hyphens, in small letters, or as records, one for each row.

The first variant in which the table fits its measure, and no word is broken without a hyphen, is used. Only WeasyPrint
knows the widths of letters, so before the article it lays out a page with only the tables, in every variant: this is
fast, as a few rows determine the width of a column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from copydesk.writing._cost import TooMuchWorkError
from copydesk.writing.pdf import cells
from copydesk.writing.pdf.lines import LONGEST_UNBROKEN, add_classes, classes_of

VARIANTS = ((), ("hyphenated",), ("small",), ("small", "hyphenated"))
"""The variants of setting a crowded table, the best first, as classes. Records are the last resort."""

WIDEST_ROWS = 3
"""The number of rows that are tried for each column: those with its longest words."""

_TRIAL = "data-trial"
"""The attribute of a table in the trial: the numbers of the table and of the variant."""


def fit(root: Element, lay_out: Callable[[Element, int], Any]) -> None:
    """Sets each crowded table of a page of HTML, in place, in the best variant that fits its measure. ``lay_out`` takes
    a page of HTML and its number of characters."""
    tables = [table for table in root.iter("table") if "crowded" in classes_of(table)]
    if not tables:
        return
    trial = _trial(root, tables)
    try:
        fitting = _fitting(lay_out(trial, len(tostring(trial))))
    except TooMuchWorkError:
        fitting = {}
    for number, table in enumerate(tables):
        classes = next((names for index, names in enumerate(VARIANTS) if fitting.get(f"{number} {index}")), None)
        if classes is None:
            set_as_records(table)
        else:
            add_classes(table, *classes)
            mark_long_words(table)


# ------------------------------------------------------------------------------------------------------ the trial


def _trial(root: Element, tables: list[Element]) -> Element:
    """A page like ``root`` with only these tables, each in every variant, and only the rows that determine the widths
    of their columns."""
    numbers = {id(table): number for number, table in enumerate(tables)}

    def copied(element: Element) -> Iterator[Element]:
        if id(element) in numbers:
            for variant, classes in enumerate(VARIANTS):
                table = _widest_rows_of(element)
                table.set(_TRIAL, f"{numbers[id(element)]} {variant}")
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


def _widest_rows_of(table: Element) -> Element:
    """A copy of a table with its head and, for each column, the rows with its longest words, without ids and notes."""
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
    """Whether each table of the trial fits on the pages of a ``weasyprint.Document``, by its `_TRIAL` attribute."""
    fitting: dict[str, bool] = {}
    for laid in document.pages:
        for table in cells.tables(laid._page_box):
            name = table.box.element.get(_TRIAL)
            is_fitting = not table.is_too_wide and not any(cells.broken_words(table.box))
            fitting[name] = fitting.get(name, True) and is_fitting
    return fitting


# ---------------------------------------------------------------------------------------------------- the variants


def mark_long_words(table: Element) -> None:
    """Adds the class ``lengthy`` to each word of a table that is too long for any column, such as a web address; it may
    be broken at any letter if the table is set with hyphens."""
    for element in list(table.iter()):
        words = (element.text or "").split()
        if len(words) == 1 and len(words[0]) > LONGEST_UNBROKEN and not len(element):
            add_classes(element, "lengthy")


def set_as_records(table: Element) -> None:
    """Turns a table into records, in place: its titles on one line, and below them each row as a list of its cells,
    each labelled by its title. The labels are list markers, so each word is read once. Empty cells are left out; a row
    of a table without titles becomes one line."""
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
    """The cells of a row as one line, with spaces between them, where it may be broken."""
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


def _moved(cell: Element, target: Element) -> Element:
    target.text = cell.text
    target.extend(list(cell))
    return target


def _is_empty(cell: Element) -> bool:
    return not "".join(cell.itertext()).strip()


def _label(title: Element) -> Iterator[str]:
    """The words of a title, without note marks and the notes behind them."""
    yield title.text or ""
    for child in title:
        if not {"note-ref", "footnote"} & set(classes_of(child)):
            yield from _label(child)
        yield child.tail or ""
