"""What no line's end may part: a note's mark and its word, the numbers of a range, a word that a page's end breaks.

They stand in elements of the class ``whole``. To put joiners between the letters would do as well on paper, but these
would be found and copied with the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from itertools import zip_longest
from xml.etree.ElementTree import Element

WHOLE = 24
"""The most letters that are kept together: any column is wider."""

BREAKABLE = "breakable"
"""The class of what a page's end may break, though the style keeps its like together."""

_OPENERS = {"heading", "question"}
"""Classes of what is never parted from the block below it."""

SHORT_CELL, SHORT_CELLS = 12, 36
"""Characters of the longest cell whose words are kept on one line, and of all such columns of a table together."""

_RANGE = re.compile(r"(?<![\w/–])(\d{1,6}(?:[.,]\d+)?(?:[–/]\d{1,6}(?:[.,]\d+)?){1,3})(?![\w/–])")
"""``58–102``, ``1990–94``, ``2023/1185``: WeasyPrint would end a line after the dash or stroke."""

_LAST_WORD = re.compile(rf"\S{{1,{WHOLE}}}\Z")

_AS_WRITTEN = {"pre", "code", "title", "a"}
"""Elements whose text is left alone: what is to the letter, and links, for the reason that `PdfVisitor.link` tells."""

Part = str | Element
"""A part of what an element holds: some of its text, or an element in it, whose tail does not count."""


def keep_together(root: Element) -> None:
    """Keeps numbers and notes' marks together in a page of HTML."""
    for element in list(root.iter()):
        if element.tag in _AS_WRITTEN:
            continue
        texts = [element.text, *(child.tail for child in element)]
        if any(text and _RANGE.search(text) for text in texts):
            _refill(element, [part for held in _parts(element) for part in _with_ranges_whole(held)])
        if any(child.get("class") == "note-ref" for child in element):
            _refill(element, _with_marks_at_words(_parts(element)))


def set_spaces_apart(root: Element) -> None:
    """Puts each space that ends a text before an element, or in one, into an element of its own: WeasyPrint would else
    break a line that has room for the words but not for the space after the last of them, and leave a word alone."""
    for element in list(root.iter()):
        parts = _parts(element)
        if element.tag not in _AS_WRITTEN and parts != [" "] and any(map(_ends_in_space, parts)):
            _refill(element, parts)


def keep_word(element: Element, word: str) -> bool:
    """Keeps a word together, wherever it stands between spaces in an element; whether it does, and is not too long."""
    if len(word) > WHOLE or element.tag in _AS_WRITTEN:
        return False
    pattern = re.compile(rf"(?<!\S)({re.escape(word)})(?!\S)")
    parts = _parts(element)
    kept = [part for held in parts for part in (_split(pattern, held) if isinstance(held, str) else [held])]
    if len(kept) > len(parts):
        _refill(element, kept)
    return len(kept) > len(parts)


def keep_short_cells(root: Element) -> None:
    """Keeps the words of cells on one line in columns that hold nothing but short ones, of tables that have room."""
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
    """Lets a page's end break the tables, figures and the like that hold these elements or follow these headings; how
    many of them it could not break before."""
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
        if BREAKABLE not in classes_of(block):
            add_classes(block, BREAKABLE)
            count += 1
    return count


def classes_of(element: Element) -> list[str]:
    """The classes that an element bears."""
    return (element.get("class") or "").split()


def add_classes(element: Element, *classes: str) -> None:
    """Has an element bear these classes besides its own."""
    element.set("class", " ".join([*classes_of(element), *classes]))


def whole(text: str, *elements: Element) -> Element:
    """An element that no line's end parts: some words, and elements after them."""
    made = Element("span", {"class": "whole"})
    made.text = text
    made.extend(elements)
    return made


def _parts(element: Element) -> list[Part]:
    """What an element holds, in order; two texts never meet."""
    parts: list[Part] = [element.text or ""]
    for child in element:
        parts += [child, child.tail or ""]
    return parts


def _refill(element: Element, parts: list[Part]) -> None:
    """Has an element hold these parts. A space at the end of a text goes into an element of its own, for the reason
    that `set_spaces_apart` tells."""
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


def _is_whole(part: Part) -> bool:
    return isinstance(part, Element) and part.get("class") == "whole"


def _split(pattern: re.Pattern[str], text: str) -> Iterator[Part]:
    """A text, with each match of a pattern of one group as an element that is kept whole."""
    for number, piece in enumerate(pattern.split(text)):
        yield whole(piece) if number % 2 else piece


def _with_ranges_whole(part: Part) -> Iterator[Part]:
    yield from _split(_RANGE, part) if isinstance(part, str) else [part]


def _with_marks_at_words(parts: list[Part]) -> list[Part]:
    """The parts, with each note's mark, and the footnote behind it, in one element with the word that it follows."""
    kept: list[Part] = []
    for part in parts:
        if isinstance(part, str) or part.get("class") not in ("note-ref", "footnote"):
            kept.append(part)
            continue
        part.tail = None  # it is the next part
        text = kept[-1]
        before = kept[-2] if len(kept) > 1 else ""
        if isinstance(text, str) and isinstance(before, Element) and _holds_mark(before) and not re.search(r"\s", text):
            before[-1].tail = text  # another mark on the same word, perhaps after a comma, or this mark's footnote
            before.append(part)
            kept.pop()
        elif isinstance(text, str) and (word := _LAST_WORD.search(text)):
            kept[-1:] = [text[: word.start()], whole(word[0], part)]
        elif not text and isinstance(before, Element) and (word := _last_word(before)):
            last = _only(before, word)
            kept[-2:] = [*_without(before, word), whole("", last, part)]
        else:
            kept.append(part)
    return kept


def _holds_mark(element: Element) -> bool:
    return _is_whole(element) and any(child.get("class") == "note-ref" for child in element)


def _last_word(marked: Element) -> re.Match[str] | None:
    """The last word of a marked element, such as an emphasis, that holds nothing but text."""
    return None if len(marked) else _LAST_WORD.search(marked.text or "")


def _without(marked: Element, word: re.Match[str]) -> list[Part]:
    """A marked element without its last word, and the space before that; nothing if it holds no other."""
    start = word.string[: word.start()]
    marked.text = start.rstrip(" ")
    return [marked, start[len(marked.text) :]] if marked.text else [start]


def _only(marked: Element, word: re.Match[str]) -> Element:
    """An element like a marked one that holds nothing but its last word."""
    last = copy(marked)
    last[:] = []
    last.text, last.tail = word[0], None
    return last
