"""ALTO XML, the form in which libraries keep the text of scanned pages: versions 1 to 4, and private namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from copydesk.reading._shared.xml import below, children, elements, first, name_of
from copydesk.reading.copy import Box
from copydesk.reading.ocr.scanned import (
    PIXEL,
    Block,
    Page,
    ScannedLine,
    Style,
    Word,
    around,
    box_of,
    kind_of,
    most_styled,
    number,
    plain_hyphens,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOT = "alto"
"""The name of the outermost element."""

_UNITS = {"pixel": PIXEL, "mm10": 72 / 254, "inch1200": 72 / 1200}
_MARGINS = ("TopMargin", "BottomMargin")
_MOST_IN_MARGINS = 0.25  # of a page's words; a file that has more there takes something else for margins
_HYPHENS = "-‐\u00ad¬⸗"
_FIGURE = re.compile(r"\W*(?:\d+|[ivxlc]+)\W*", re.IGNORECASE)


class _File(NamedTuple):
    """What holds for a whole file: points of a unit, the styles and the kinds of tags by their IDs."""

    unit: float
    styles: Mapping[str, Style]
    tags: Mapping[str, str]


def read(data: bytes) -> Iterator[Page]:
    """The pages of a file, one after the other. Raises InputError if its XML is broken."""
    unit = PIXEL
    styles: dict[str, Style] = {}
    tags: dict[str, str] = {}
    order: list[str] = []
    for element in elements(data, "MeasurementUnit", "TextStyle", "Tags", "ReadingOrder", "Page"):
        name = name_of(element)
        if name == "MeasurementUnit":
            unit = _UNITS.get((element.text or "").strip().lower(), PIXEL)
        elif name == "TextStyle":
            styles[element.get("ID", "")] = _style(element)
        elif name == "Tags":
            tags |= {tag.get("ID", ""): tag.get("LABEL") or tag.get("TYPE") or "" for tag in element if name_of(tag)}
        elif name == "ReadingOrder":
            order += [reference.get("REF", "") for reference in below(element, "ElementRef")]
        else:
            yield _page(element, order, _File(unit, styles, tags))


class Outlined(NamedTuple):
    """A block in the outline of a file: the number of its page in the file, from 0, its IDs, and its words."""

    page: int
    ids: tuple[str, ...]
    words: tuple[str, ...]


def outline(data: bytes) -> Iterator[Outlined]:
    """The blocks of a file as they stand in it, in a tenth of the time that reading it takes. Raises InputError if its
    XML is broken."""
    page = 0
    for element in elements(data, "TextBlock", "Page"):
        if name_of(element) == "Page":
            page += 1
            continue
        words = tuple(string.get("CONTENT") or "" for string in below(element, "String"))
        yield Outlined(page, _ids(element), words)


def _ids(element: _Element) -> tuple[str, ...]:
    """The IDs of an element and of those that it is in, from the inside out."""
    own = (element, *element.iterancestors())
    return tuple(name for each in own if (name := each.get("ID")))


def _language(element: _Element) -> str:
    return element.get("LANG") or element.get("language") or element.get("lang") or ""


def _style(element: _Element) -> Style:
    return _with_font_style(Style(number(element.get("FONTSIZE"))), element.get("FONTSTYLE") or "")


def _with_font_style(style: Style, named: str) -> Style:
    return style._replace(bold=style.bold or "bold" in named, italic=style.italic or "italic" in named)


def _page(page: _Element, order: list[str], file: _File) -> Page:
    elements = [(_margin(element), element) for element in below(page, "TextBlock")]
    places = {reference: place for place, reference in enumerate(order)}
    if places:  # where it names a block, those inside follow it; blocks that it leaves out stay where they stand
        elements = _in_order(elements, places)
    blocks = [(margin, _block(element, file)) for margin, element in elements]
    in_margins = sum(_words(block) for margin, block in blocks if margin)
    believed = in_margins <= _MOST_IN_MARGINS * sum(_words(block) for _, block in blocks)
    read_blocks = tuple(_furniture(block) if margin and believed else block for margin, block in blocks)
    languages = dict.fromkeys(filter(None, map(_language, (page, *below(page, "TextBlock")))))
    whole = (string.get("SUBS_CONTENT") for string in below(page, "String") if string.get("SUBS_TYPE") == "HypPart1")
    height = number(page.get("HEIGHT")) * file.unit
    return Page(read_blocks, height, tuple(languages), tuple(filter(None, whole)))


def _in_order(elements: list[tuple[str, _Element]], places: Mapping[str, int]) -> list[tuple[str, _Element]]:
    keyed, last = [], -1
    for each in elements:
        own = (each[1], *each[1].iterancestors())
        last = next((places[element.get("ID", "")] for element in own if element.get("ID", "") in places), last)
        keyed.append((last, each))
    return [each for _, each in sorted(keyed, key=lambda pair: pair[0])]


def _margin(block: _Element) -> str:
    """The name of the margin that a block stands in, empty if it is none."""
    return next((name for element in block.iterancestors() if (name := name_of(element)) in _MARGINS), "")


def _words(block: Block) -> int:
    return sum(len(line.words) for line in block.lines)


def _furniture(block: Block) -> Block:
    """A block of a margin: the number of the page, or its running head."""
    is_number = all(_FIGURE.fullmatch(line.text) for line in block.lines)
    return block._replace(role=None, furniture="page_number" if is_number else "running_head")


def _block(element: _Element, file: _File) -> Block:
    style = _styled(Style(), element, file)
    lines = tuple(_line(line, style, file) for line in children(element, "TextLine"))
    references = f"{element.get('TAGREFS') or ''}".split()
    names = [element.get("TYPE") or "", *(file.tags.get(reference, "") for reference in references)]
    role, furniture = next((kind for kind in map(kind_of, names) if any(kind)), (None, None))
    box = _box(element, file) or around(line.box for line in lines)
    return Block(lines, box, role, furniture, ids=_ids(element), table=_table(element, file))


def _table(element: _Element, file: _File) -> str:
    """What is the same for all cells of a table, and differs from table to table; empty for a block in none."""
    for above in element.iterancestors("{*}ComposedBlock"):
        references = (above.get("TAGREFS") or "").split()
        kinds = (above.get("TYPE") or "", *(file.tags.get(reference, "") for reference in references))
        if "table" in map(str.lower, kinds):
            return above.getroottree().getpath(above)
    return ""


def _styled(style: Style, element: _Element, file: _File) -> Style:
    """The style of an element: those that it names, in that of what it is in."""
    for reference in (element.get("STYLEREFS") or "").split():
        style = file.styles.get(reference, style)
    return _with_font_style(style, element.get("STYLE") or "")


def _line(element: _Element, style: Style, file: _File) -> ScannedLine:
    style = _styled(style, element, file)
    strings = list(children(element, "String"))
    words = tuple(_word(string, file) for string in strings)
    text = " ".join(word.text for word in words if word.text)
    hyphen = first(element, "HYP")
    if hyphen is not None and not text.endswith(tuple(_HYPHENS)):
        text += hyphen.get("CONTENT") or "-"
    known = most_styled((word.text, _styled(style, string, file)) for word, string in zip(words, strings, strict=True))
    return ScannedLine(plain_hyphens(text), _box(element, file) or around(word.box for word in words), words, *known)


def _word(string: _Element, file: _File) -> Word:
    """A word as it stands in the line: the half of one that its end breaks."""
    sure = string.get("WC")
    return Word(
        " ".join((string.get("CONTENT") or "").split()),
        _box(string, file),
        None if sure is None else 100 * number(sure),
    )


def _box(element: _Element, file: _File) -> Box | None:
    left, top, width, height = (number(element.get(name)) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return box_of(left, top, left + width, top + height, file.unit)
