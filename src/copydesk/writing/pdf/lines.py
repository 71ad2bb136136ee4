"""Keeps on one line what no line break may separate: a word and its note mark, ranges of numbers, words that a page
break would divide.

They are put in elements of the class ``whole``. Joiners between the letters would look the same on paper, but would be
found and copied with the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from itertools import zip_longest
from xml.etree.ElementTree import Element

from copydesk.writing._shared.bidi import is_within_turn

LONGEST_UNBROKEN = 24
"""The most letters that are kept together: they fit in any column."""

BREAKABLE_CLASS = "breakable"
"""The class of elements that page breaks may divide although the style keeps such elements together."""

_OPENERS = {"heading", "question"}
"""The classes of elements that are never separated from the block below."""

SHORT_CELL, SHORT_CELLS = 12, 36
"""The most characters of a cell that is kept on one line, and of all such columns of a table together."""

_RANGE = re.compile(r"(?<![\w/–])\d{1,6}(?:[.,]\d+)?(?:[–/]\d{1,6}(?:[.,]\d+)?){1,3}(?![\w/–])")
"""``58–102``, ``1990–94``, ``2023/1185``: WeasyPrint would break the line after the dash or slash."""

_LAST_WORD = re.compile(rf"\S{{1,{LONGEST_UNBROKEN}}}\Z")

_AS_WRITTEN = {"pre", "code", "title", "a"}
"""Elements whose text is left alone: verbatim text, and links, for the reason given in `PdfVisitor.link`."""

Part = str | Element
"""A part of an element's content: text, or a child element without its tail."""


def keep_together(root: Element) -> None:
    """Keeps ranges of numbers, and words with note marks, on one line in a page of HTML."""
    rtl = root.get("dir") == "rtl"
    for element in list(root.iter()):
        if element.tag in _AS_WRITTEN:
            continue
        texts = [element.text, *(child.tail for child in element)]
        if any(text and _RANGE.search(text) for text in texts):
            _refill(element, [part for held in _parts(element) for part in _with_unbroken_ranges(held, rtl)])
        if any(child.get("class") == "note-ref" for child in element):
            _refill(element, _with_marks_at_words(_parts(element), rtl))


def set_spaces_apart(root: Element) -> None:
    """Puts each space at the end of a text in its own element: otherwise WeasyPrint breaks a line that has room for the
    words but not for the space after them, which may leave a single word on the next line."""
    for element in list(root.iter()):
        parts = _parts(element)
        if element.tag not in _AS_WRITTEN and parts != [" "] and any(map(_ends_in_space, parts)):
            _refill(element, parts)


def keep_word(element: Element, word: str, *, rtl: bool) -> bool:
    """Keeps a word of an element on one line, wherever it is between spaces. Returns whether it was found and not too
    long."""
    if len(word) > LONGEST_UNBROKEN or element.tag in _AS_WRITTEN:
        return False
    pattern = re.compile(rf"(?<!\S){re.escape(word)}(?!\S)")
    parts = _parts(element)
    kept = [part for held in parts for part in (_split(pattern, held, rtl) if isinstance(held, str) else [held])]
    if len(kept) > len(parts):
        _refill(element, kept)
    return len(kept) > len(parts)


def keep_short_cells(root: Element) -> None:
    """Keeps cells on one line in columns of short cells, in tables that have room for it."""
    for table in root.iter("table"):
        if "crowded" in classes_of(table):
            continue
        rows = [list(row) for row in table.iter("tr")]
        columns = list(zip_longest(*rows))
        widths = [max(len("".join(cell.itertext())) for cell in column if cell is not None) for column in columns]
        short = [column for column, width in zip(columns, widths, strict=True) if width <= SHORT_CELL]
        if SHORT_CELL * len(short) > SHORT_CELLS:
            continue
        for cell in (cell for column in short for cell in column if cell is not None):
            add_classes(cell, "whole")


def let_break(root: Element, elements: Iterable[Element]) -> int:
    """Lets page breaks divide the tables, figures and the like that contain these elements or follow these headings,
    but no picture from its caption. Returns the number of those that could not be divided before."""
    parents = {child: parent for parent in root.iter() for child in parent}
    count = 0
    for element in elements:
        block = element
        while block in parents and "text" not in classes_of(parents[block]):
            block = parents[block]
        if block not in parents:
            continue
        siblings = list(parents[block])
        following = siblings[siblings.index(block) :]
        block = next((other for other in following if _OPENERS.isdisjoint(classes_of(other))), block)
        if BREAKABLE_CLASS not in classes_of(block) and block.find(".//img") is None:
            add_classes(block, BREAKABLE_CLASS)
            count += 1
    return count


def classes_of(element: Element) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def add_classes(element: Element, *classes: str) -> None:
    """Adds classes to an element."""
    element.set("class", " ".join([*classes_of(element), *classes]))


def unbroken(text: str, *elements: Element) -> Element:
    """An element that no line break divides: a text, and elements after it."""
    span = Element("span", {"class": "whole"})
    span.text = text
    span.extend(elements)
    return span


def _parts(element: Element) -> list[Part]:
    """The content of an element, in order; texts and elements alternate."""
    parts: list[Part] = [element.text or ""]
    for child in element:
        parts += [child, child.tail or ""]
    return parts


def _refill(element: Element, parts: list[Part]) -> None:
    """Replaces the content of an element by these parts. A space at the end of a text is put in its own element, for
    the reason given in `set_spaces_apart`."""
    element[:] = []
    element.text = None
    last: Element | None = None

    def add(part: Part) -> None:
        nonlocal last
        if isinstance(part, Element):
            part.tail = None
            element.append(part)
            last = part
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part

    for part in parts:
        if isinstance(part, str) and part.endswith(" "):
            space = Element("span")
            space.text = " "
            add(part[:-1])
            add(space)
        else:
            add(part)


def _ends_in_space(part: Part) -> bool:
    return isinstance(part, str) and part.endswith(" ")


def _is_unbroken(part: Part) -> bool:
    return isinstance(part, Element) and part.get("class") == "whole"


def _split(pattern: re.Pattern[str], text: str, rtl: bool) -> Iterator[Part]:
    """A text, with each match of a pattern in an unbroken element, unless it would divide words that run against the
    text."""
    start = 0
    for match in pattern.finditer(text):
        if not any(is_within_turn(text, edge, rtl) for edge in match.span()):
            yield from (text[start : match.start()], unbroken(match[0]))
            start = match.end()
    yield text[start:]


def _with_unbroken_ranges(part: Part, rtl: bool) -> Iterator[Part]:
    yield from _split(_RANGE, part, rtl) if isinstance(part, str) else [part]


def _with_marks_at_words(parts: list[Part], rtl: bool) -> list[Part]:
    """The parts, with each note mark, and the footnote behind it, in one element with the word before it, unless that
    would divide words that run against the text."""
    kept: list[Part] = []
    for part in parts:
        if isinstance(part, str) or part.get("class") not in ("note-ref", "footnote"):
            kept.append(part)
            continue
        part.tail = None  # the tail is the next part
        text = kept[-1]
        before = kept[-2] if len(kept) > 1 else ""
        if isinstance(text, str) and isinstance(before, Element) and _holds_mark(before) and not re.search(r"\s", text):
            before[-1].tail = text  # another mark on the same word, perhaps after a comma, or this mark's footnote
            before.append(part)
            kept.pop()
        elif isinstance(text, str) and (word := _LAST_WORD.search(text)):
            if is_within_turn(text, word.start(), rtl):
                kept.append(part)
                continue
            kept[-1:] = [text[: word.start()], unbroken(word[0], part)]
        elif not text and isinstance(before, Element) and (word := _last_word(before)):
            last = _only(before, word)
            kept[-2:] = [*_without(before, word), unbroken("", last, part)]
        else:
            kept.append(part)
    return kept


def _holds_mark(element: Element) -> bool:
    return _is_unbroken(element) and any(child.get("class") == "note-ref" for child in element)


def _last_word(marked: Element) -> re.Match[str] | None:
    """The last word of a marked element, such as an emphasis, if it contains only text."""
    return None if len(marked) else _LAST_WORD.search(marked.text or "")


def _without(marked: Element, word: re.Match[str]) -> list[Part]:
    """A marked element without its last word, and the space before that word; only the space if there is no other
    word."""
    start = word.string[: word.start()]
    marked.text = start.rstrip(" ")
    return [marked, start[len(marked.text) :]] if marked.text else [start]


def _only(marked: Element, word: re.Match[str]) -> Element:
    """A copy of a marked element that contains only its last word."""
    last = copy(marked)
    last[:] = []
    last.text, last.tail = word[0], None
    return last
