"""The walk over a part of a Word file: its paragraphs and tables in the order of reading.

Text boxes follow the paragraph that holds them, once: Word stores them twice, in ``mc:Choice`` and ``mc:Fallback``.
What is struck out by a tracked change is left out, what is inserted is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from copydesk.reading.office.asides import listing
from copydesk.reading.office.captions import figure_of
from copydesk.reading.office.flow import Flow, Grid, Item, Para, Setting, merged
from copydesk.reading.office.initials import with_initial
from copydesk.reading.office.word.fields import Contents
from copydesk.reading.office.word.grids import rows_of
from copydesk.reading.office.word.names import W, local, number, value
from copydesk.reading.office.word.numbering import Numbering
from copydesk.reading.office.word.runs import Runs
from copydesk.reading.office.word.styles import Styles

_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
_GONE = frozenset({"del", "moveFrom"})
_TWIPS = 20.0
_DEEPER = re.compile(r"list (?:bullet|number) ([2-5])")
"""Styles whose items are of a deeper level, though each has a list of its own."""
_SIDES = {"left": "left", "start": "left", "right": "right", "end": "right", "center": "center", "both": "justify"}


class Walk:
    """Reads parts of one file; ``runs`` has what their paragraphs share."""

    def __init__(self, styles: Styles, numbering: Numbering, runs: Runs) -> None:
        self._styles = styles
        self._numbering = numbering
        self.runs = runs
        self._contents = Contents()

    def flow(self, parent: Any) -> list[Para | Grid]:
        """The paragraphs and tables in an element."""
        return list(self._blocks(parent))

    def _blocks(self, parent: Any) -> Iterator[Para | Grid]:
        for child in parent:
            name = local(child)
            if name == "p":
                listed = self._contents.holds(child)
                blocks = () if _goes_on(child) else self._paragraph(child)
                yield from map(listing, blocks) if listed else blocks
            elif name == "sdt" and _is_contents(child):
                yield from map(listing, self._blocks(child))
            elif name == "tbl":
                yield from self._table(child)
            elif name in _TRANSPARENT:
                yield from self._blocks(child)
            elif name in _GONE:
                self.runs.leave_out(child)
            elif name == "AlternateContent":
                chosen = chosen_branch(child)
                if chosen is not None:
                    yield from self._blocks(chosen)
            elif name == "altChunk":
                self.runs.unread("a document embedded in it")

    def _paragraph(self, element: Any) -> Iterator[Para | Grid]:
        properties = element.find(f"{W}pPr")
        key = value(properties, "pStyle") or self._styles.default
        content = self.runs.read(element, key)
        runs = merged(content.runs)
        names = self._styles.names(key)
        outline = self._outline(key, properties)
        item = self._item(key, properties)
        setting = self._setting(key, properties, content.sizes, new_page=content.new_page)
        boxes, runs = with_initial([self.flow(box) for box in content.boxes], runs)
        yield Para(runs, names, outline, item, setting, (*content.pictures, *filter(None, map(figure_of, boxes))))
        yield from (block for box in boxes if not figure_of(box) for block in box)
        yield from content.drawn

    def _outline(self, key: str, properties: Any) -> int:
        level = self._styles.property(key, properties, "outlineLvl")
        stated = int(number(level.get(f"{W}val"), 9)) if level is not None else 9
        return stated + 1 if 0 <= stated < 9 else 0

    def _item(self, key: str, properties: Any) -> Item | None:
        stated = self._styles.property(key, properties, "numPr")
        if stated is None:
            return None
        number_key = value(stated, "numId")
        if not number_key:  # a style states the level, and one that it is based on the numbering
            chain = (entry.find(f"{W}pPr/{W}numPr") for entry in self._styles.chain(key))
            number_key = next((found for entry in chain if entry is not None and (found := value(entry, "numId"))), "")
        item = self._numbering.item(number_key, int(number(value(stated, "ilvl", "0"))))
        named = _DEEPER.fullmatch(next(iter(self._styles.names(key)), ""))
        return item._replace(level=int(named[1]) - 1) if item and named and not item.level else item

    def _setting(self, key: str, properties: Any, sizes: dict[Any, int], *, new_page: bool) -> Setting:
        """The setting of a paragraph; ``sizes`` counts its letters by their type."""
        letters = sum(sizes.values())
        colours = {kind.colour or "" for kind in sizes}
        size = max(sizes, key=lambda kind: sizes[kind]).size if sizes else self._styles.paragraph_type(key).size
        aligned = self._styles.property(key, properties, "jc")
        indents = self._styles.property(key, properties, "ind")
        space = self._styles.property(key, properties, "spacing")
        breaks = self._styles.property(key, properties, "pageBreakBefore")
        return Setting(
            size=size or 0.0,
            bold=bool(letters) and all(kind.bold for kind in sizes),
            italic=bool(letters) and all(kind.italic for kind in sizes),
            align="" if aligned is None else _SIDES.get(aligned.get(f"{W}val", ""), ""),
            indent=0.0 if indents is None else _first(indents, "left", "start") / _TWIPS,
            before=0.0 if space is None else number(space.get(f"{W}before")) / _TWIPS,
            new_page=new_page or (breaks is not None and breaks.get(f"{W}val", "1") not in ("0", "false")),
            right=0.0 if indents is None else _first(indents, "right", "end") / _TWIPS,
            colour=colours.pop() if len(colours) == 1 else "",
        )

    def _table(self, element: Any) -> Iterator[Para | Grid]:
        """The table; one of a single column is the frame of a text, and that text."""
        for row in [*element.iterfind(f"{W}tr")]:
            if row.find(f"{W}trPr/{W}del") is not None:
                self.runs.leave_out(row)
                element.remove(row)
        rows, header = rows_of(element)
        cells = [[(self.flow(cell), width) for cell, width in row] for row in rows]
        filled = [[(content, width) for content, width in row] for row in cells if any(content for content, _ in row)]
        if filled and all(len([content for content, _ in row if _words(content)]) <= 1 for row in filled):
            yield from (block for row in filled for content, _ in row for block in content)
            return
        grid = tuple(
            tuple(cell for content, width in row for cell in (tuple(content), *[()] * (width - 1))) for row in filled
        )
        if grid:
            yield Grid(grid, min(header, len(grid)))


def _goes_on(paragraph: Any) -> bool:
    """Whether a paragraph goes on in the next one, as its end is deleted by a tracked change, or it is a drop cap: its
    content is moved there. What is left is a paragraph of the next one's style."""
    following = paragraph.getnext()
    if following is None or local(following) != "p":
        return False
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    is_drop_cap = frame is not None and frame.get(f"{W}dropCap", "none") != "none"
    is_deleted = marks is not None and (marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None)
    if not is_drop_cap and not is_deleted:
        return False
    content = [child for child in paragraph if local(child) != "pPr"]
    if is_drop_cap:
        _set_alike(content, following)
    at = int(following.find(f"{W}pPr") is not None)
    following[at:at] = content
    return True


def _set_alike(content: list[Any], paragraph: Any) -> None:
    """Sets a drop cap as the first words of its paragraph are."""
    words = paragraph.find(f"{W}r/{W}rPr")
    for run in (child for child in content if local(child) == "r"):
        for own in run.findall(f"{W}rPr"):
            run.remove(own)
        if words is not None:
            run.insert(0, deepcopy(words))


def _is_contents(control: Any) -> bool:
    """Whether a control of the text holds a table of contents."""
    return value(control.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery") == "Table of Contents"


def chosen_branch(element: Any) -> Any:
    """The branch of ``mc:AlternateContent`` that is read: the first choice, the fallback if there is none."""
    branches = [child for child in element if local(child) in ("Choice", "Fallback")]
    return branches[0] if branches else None


def _first(element: Any, *names: str) -> float:
    return next((number(found) for name in names if (found := element.get(W + name)) is not None), 0.0)


def _words(flow: Flow) -> bool:
    return any(isinstance(block, Grid) or not block.is_empty for block in flow)
