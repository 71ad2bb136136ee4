"""PAGE XML, the form of transcription platforms: regions with their kinds, and the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

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

ROOT = "PcGts"
"""The name of the outermost element."""

_INITIAL = "drop-capital"
_PER_INCH = {"PPI": 1.0, "PPCM": 2.54}
_CUSTOM_KIND = re.compile(r"structure\s*\{[^{}]*?type:\s*([\w-]+)")
_POINT = re.compile(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)")


def read(data: bytes) -> Iterator[Page]:
    """The pages of a file, one after the other. Raises InputError if its XML is broken."""
    for page in elements(data, "Page"):
        regions = list(below(page, "TextRegion"))
        blocks = {id(region): _block(region, _unit(page)) for region in regions}
        ordered, left = _in_order(page, regions)
        out = sum(1 for region in left if (block := blocks[id(region)]).lines and not block.furniture)
        disorder = f"{out} of its regions are not in its order of reading, and follow at its end"
        languages = (element.get("primaryLanguage") or "" for element in (page, *regions))
        yield Page(
            tuple(blocks[id(region)] for region in (*ordered, *left)),
            number(page.get("imageHeight")) * _unit(page),
            tuple(dict.fromkeys(filter(None, languages))),
            disorder=disorder if out and ordered else "",
        )


def _unit(page: _Element) -> float:
    """The points of a pixel of the page."""
    resolution = number(page.get("imageXResolution")) * _PER_INCH.get(page.get("imageResolutionUnit") or "", 0.0)
    return 72 / resolution if resolution else PIXEL


def _in_order(page: _Element, regions: list[_Element]) -> tuple[list[_Element], list[_Element]]:
    """The regions in their order of reading, and those that it leaves out. A region within another that is named
    follows it; an initial that is not named stands before the region behind it in the file."""
    names = [name for order in children(page, "ReadingOrder") for name in _references(order)]
    places = {name: place for place, name in reversed(list(enumerate(names)))}
    ordered: list[tuple[float, _Element]] = []
    left = []
    for index, region in enumerate(regions):
        place = _place(region, places)
        if place is None and _kind(region) == _INITIAL:
            after = (_place(other, places) for other in regions[index + 1 :])
            place = next((later - 0.5 for later in after if later is not None), None)
        if place is None:
            left.append(region)
        else:
            ordered.append((place, region))
    return [region for _, region in sorted(ordered, key=lambda each: each[0])], left


def _place(region: _Element, places: dict[str, int]) -> float | None:
    own = (region, *region.iterancestors())
    return next((places[name] for element in own if (name := element.get("id", "")) in places), None)


def _references(group: _Element) -> Iterator[str]:
    """The names of the regions of a group, in order: those of groups with indices by these."""
    members = [child for child in group if name_of(child)]
    for member in sorted(members, key=lambda member: number(member.get("index"))):
        if name := member.get("regionRef"):
            yield name
        yield from _references(member)


def _kind(region: _Element) -> str:
    """The kind of a region, in the words of its file."""
    custom = _CUSTOM_KIND.search(region.get("custom") or "")
    return region.get("type") or (custom[1] if custom else "")


def _block(region: _Element, unit: float) -> Block:
    style = _style(Style(), region)
    lines = tuple(filter(None, (_line(line, style, unit) for line in children(region, "TextLine"))))
    box = _box(region, unit)
    if not lines and next(children(region, "TextRegion"), None) is None:
        text, _ = _text(region)
        lines = tuple(ScannedLine(plain_hyphens(line.strip())) for line in text.splitlines() if line.strip())
    kind = _kind(region)
    role, furniture = kind_of(kind)
    box = box or around(line.box for line in lines)
    return Block(lines, box, role, furniture, is_initial=kind == _INITIAL)


def _style(style: Style, element: _Element) -> Style:
    """The style of an element: its own, in that of what it is in."""
    own = first(element, "TextStyle")
    if own is None:
        return style
    return Style(
        number(own.get("fontSize")) or style.size,
        style.bold or own.get("bold") == "true",
        style.italic or own.get("italic") == "true",
    )


def _line(element: _Element, style: Style, unit: float) -> ScannedLine | None:
    """A line: its own text or, where it has none, that of its words. None if it is empty."""
    style = _style(style, element)
    parts = list(children(element, "Word"))
    words = tuple(_word(part, unit) for part in parts)
    text, sure = _text(element)
    text = text or " ".join(word.text for word in words if word.text)
    if not text:
        return None
    box = _box(element, unit) or around(word.box for word in words)
    known = most_styled((word.text, _style(style, part)) for word, part in zip(words, parts, strict=True))
    if not any(word.text for word in words):
        words, known = (Word(text, box, sure),), style
    return ScannedLine(plain_hyphens(text), box, words, *known)


def _word(element: _Element, unit: float) -> Word:
    text, sure = _text(element)
    if not text:
        text = "".join(_text(glyph)[0] for glyph in children(element, "Glyph"))
    return Word(text, _box(element, unit), sure)


def _text(element: _Element) -> tuple[str, float | None]:
    """The text of an element, of several the one with the least index, and how sure it is, from 0 to 100."""
    texts = sorted(children(element, "TextEquiv"), key=lambda text: number(text.get("index")))
    if not texts:
        return "", None
    chosen, sure = first(texts[0], "Unicode"), texts[0].get("conf")
    if chosen is None or not chosen.text:
        chosen = first(texts[0], "PlainText")
    written = (chosen.text or "") if chosen is not None else ""
    keeps_lines = name_of(element) == "TextRegion"
    text = written.strip() if keeps_lines else " ".join(written.split())
    return text, None if sure is None else 100 * number(sure)


def _box(element: _Element, unit: float) -> Box | None:
    outline = first(element, "Coords")
    if outline is None:
        return None
    points = [(float(x), float(y)) for x, y in _POINT.findall(outline.get("points") or "")]
    points = points or [(number(point.get("x")), number(point.get("y"))) for point in children(outline, "Point")]
    points = [(number(str(x)), number(str(y))) for x, y in points]
    if not points:
        return None
    across, down = zip(*points, strict=True)
    return box_of(min(across), min(down), max(across), max(down), unit)
