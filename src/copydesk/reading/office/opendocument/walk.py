"""The walk over an OpenDocument text: its paragraphs and tables in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.reading._shared.numbers import whole
from copydesk.reading.office.asides import listing
from copydesk.reading.office.captions import figure_of
from copydesk.reading.office.flow import Grid, Item, Para, Setting, merged
from copydesk.reading.office.initials import with_initial
from copydesk.reading.office.opendocument.names import OFFICE, TABLE, TEXT, attribute
from copydesk.reading.office.opendocument.runs import Runs
from copydesk.reading.office.opendocument.styles import Styles
from copydesk.reading.office.paragraph_styles import kind_of
from copydesk.reading.office.word.numbering import counted

_WIDEST = 500
_INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in ("table-of-content", "illustration-index", "table-index", "object-index", "alphabetical-index")
)
_SILENT = frozenset(
    {
        f"{OFFICE}forms",
        *(
            f"{TEXT}{name}"
            for name in (
                "tracked-changes",
                "sequence-decls",
                "variable-decls",
                "user-field-decls",
                "alphabetical-index-source",
                "table-of-content-source",
            )
        ),
    }
)


class Walk:
    """Reads the text of one file."""

    def __init__(self, styles: Styles, runs: Runs) -> None:
        self._styles = styles
        self.runs = runs
        self._lists = 0
        self._counts: dict[str, int] = {}

    def flow(self, parent: Any) -> list[Para | Grid]:
        """The paragraphs and tables in an element."""
        return list(self._blocks(parent))

    def _blocks(self, parent: Any) -> Iterator[Para | Grid]:
        for child in parent:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(child)
            elif child.tag == f"{TEXT}list":
                yield from self._list(child, 0, "", "")
            elif child.tag == f"{TABLE}table":
                yield from self._table(child)
            elif child.tag in _INDEXES:
                yield from map(listing, self._blocks(child))
            elif child.tag not in _SILENT and isinstance(child.tag, str):
                yield from self._blocks(child)  # sections, frames, groups

    def _paragraph(self, element: Any, item: Item | None = None) -> Iterator[Para | Grid]:
        style = self._styles.of("paragraph", attribute(element, TEXT, "style-name"))
        content = self.runs.read(element, style)
        sizes = content.sizes
        is_heading = element.tag == f"{TEXT}h"
        outline = whole(attribute(element, TEXT, "outline-level"), 1) if is_heading else 0
        setting = Setting(
            size=(max(sizes, key=lambda kind: sizes[kind])[0] if sizes else style.size) or 0.0,
            bold=bool(sizes) and all(bold for _, bold, _ in sizes),
            italic=bool(sizes) and all(italic for _, _, italic in sizes),
            align=style.align,
            indent=style.indent,
            right=style.right,
            before=style.before,
            new_page=style.new_page,
        )
        boxes, runs = with_initial([self.flow(box) for box in content.boxes], merged(content.runs))
        pictures = (*content.pictures, *filter(None, map(figure_of, boxes)))
        yield Para(runs, style.names, outline, None if outline else item, setting, pictures)
        yield from (block for box in boxes if not figure_of(box) for block in box)

    def _list(self, element: Any, level: int, key: str, style: str) -> Iterator[Para | Grid]:
        style = attribute(element, TEXT, "style-name") or style
        if not key or not level:
            self._lists += 1
            key = f"list {self._lists}"
        kind = self._styles.level(style, level)
        own = f"{key} {style}"
        continued = attribute(element, TEXT, "continue-numbering") == "true"
        count = self._counts.get(style, kind.start - 1) if continued else kind.start - 1
        for entry in element:
            if entry.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            count = whole(attribute(entry, TEXT, "start-value"), count + 1)
            label = f"{kind.prefix}{counted(count, kind.numbering)}{kind.suffix}" if kind.ordered else "•"
            item: Item | None = Item(own, level, kind.ordered, count, kind.numbering, label)
            if entry.tag == f"{TEXT}list-header":
                item = None
            for child in entry:
                if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    for block in self._paragraph(child, item):
                        yield block if item else _continued(block, level)
                    item = None
                elif child.tag == f"{TEXT}list":
                    yield from self._list(child, level + 1, key, style)
                elif child.tag == f"{TABLE}table":
                    yield from self._table(child)
        self._counts[style] = count

    def _table(self, element: Any) -> Iterator[Para | Grid]:
        """The table; one of a single column is the frame of a text, and that text."""
        rows: list[list[tuple[Any, ...]]] = []
        header = 0
        for row, is_title in _rows(element, False):
            header += is_title and header == len(rows)
            cells: list[tuple[Any, ...]] = []
            for cell in row:
                if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                    continue
                content = () if "covered" in cell.tag else tuple(self.flow(cell))
                times = min(whole(attribute(cell, TABLE, "number-columns-repeated"), 1), _WIDEST)
                cells += [content] * (times if any(content) or times < _WIDEST else 1)
            if any(cells):
                rows.append(cells)
        if rows and all(
            len([cell for cell in row if any(not _is_empty(block) for block in cell)]) <= 1 for row in rows
        ):
            yield from (block for row in rows for cell in row for block in cell)
        elif rows:
            yield Grid(tuple(map(tuple, rows)), min(header, len(rows)))


def _continued(block: Para | Grid, level: int) -> Para | Grid:
    """A further paragraph of a list item at this level."""
    in_list = isinstance(block, Para) and not block.outline and kind_of(block) != "caption"
    return block._replace(styles=(f"list continue {level + 1}",)) if in_list else block  # type: ignore[call-arg]


def _rows(parent: Any, titles: bool) -> Iterator[tuple[Any, bool]]:
    """The rows of a table, and whether each is one of titles."""
    for child in parent:
        if child.tag == f"{TABLE}table-row":
            yield child, titles
        elif child.tag == f"{TABLE}table-header-rows":
            yield from _rows(child, True)
        elif child.tag in (f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from _rows(child, titles)


def _is_empty(block: Para | Grid) -> bool:
    return isinstance(block, Para) and block.is_empty
