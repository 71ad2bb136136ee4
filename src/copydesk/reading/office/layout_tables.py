"""Tables that only place text on the page, as newsletters, curricula and letterheads have them -> that text."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.reading.office.flow import Document, Flow, Grid, Para
from copydesk.reading.office.paragraph_styles import kind_of

_PROSE = 120  # characters of a paragraph that is running text, and no value
_COLUMNS = 3
_BY_TEXT = 0.6  # of the letters of a table that stand in cells of running text
_APART = Para(())


def with_layout_as_text(document: Document) -> Document:
    """The document with the text of such tables in their places, row by row and cell by cell."""
    return document._replace(flow=list(_blocks(document.flow)))


def _blocks(flow: Flow) -> Iterator[Para | Grid]:
    for block in flow:
        if not isinstance(block, Grid) or not _is_layout(block):
            yield block
            continue
        for cell in _filled(block):
            yield _APART
            yield from _blocks(cell)
        yield _APART


def _is_layout(grid: Grid) -> bool:
    """Whether a table places text: it has one column, or no titles of columns, few columns, and most of its letters in
    cells of running text: several paragraphs, or a paragraph in the only row that has two cells or more."""
    widths = [width for row in grid.rows if (width := sum(map(bool, map(_letters, row))))]
    wide = [width for width in widths if width > 1]
    if grid.caption or not widths or any(map(_is_of_table, _paras(grid))):
        return False
    if not wide:
        return True
    if (grid.header and widths[0] > 1) or max(wide) > _COLUMNS:
        return False
    cells = _filled(grid)
    text = [cell for cell in cells if _is_text(cell, alone=len(wide) == 1)]
    return sum(map(_letters, text)) >= _BY_TEXT * sum(map(_letters, cells))


def _is_text(cell: Flow, *, alone: bool) -> bool:
    paras = [block for block in cell if isinstance(block, Para) and block.text.strip()]
    prose = any(len(para.text) >= _PROSE for para in paras)
    return (prose and (alone or len(paras) > 1)) or any(kind_of(para) in ("heading", "headline") for para in paras)


def _filled(grid: Grid) -> list[Flow]:
    return [cell for row in grid.rows for cell in row if any(isinstance(one, Grid) or not one.is_empty for one in cell)]


def _paras(grid: Grid) -> Iterator[Para]:
    yield from (block for row in grid.rows for cell in row for block in cell if isinstance(block, Para))


def _is_of_table(para: Para) -> bool:
    return any(name.startswith("table") for name in para.styles[:1])


def _letters(cell: Flow) -> int:
    inner = (one for block in cell if isinstance(block, Grid) for row in block.rows for one in row)
    return sum(len(block.text.strip()) for block in cell if isinstance(block, Para)) + sum(map(_letters, inner))
