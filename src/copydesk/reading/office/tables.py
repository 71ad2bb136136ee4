"""A grid of an office document -> a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from copydesk.problems import Problem, counted
from copydesk.reading.markdown.normalise import tidy
from copydesk.reading.office.flow import Document, Flow, Grid, Para, inlines, without_marks
from copydesk.tree import Align, Figure, Inline, LineBreak, Table, Text
from copydesk.visit import plain

_LONGEST_LABEL = 80  # characters
_ENDS: dict[str, Align] = {"end": "right", "centre": "center", "center": "center"}
_SET: dict[str, Align] = {"right": "right", "center": "center"}


def table(grid: Grid, caption: tuple[Inline, ...]) -> Table | None:
    """The table; None if it has no words. A cell that holds nothing but pictures has the words that describe them."""
    rows = [tuple(_cell(cell, at < grid.header) for cell in row) for at, row in enumerate(grid.rows)]
    if not any(cell for row in rows for cell in row):
        return None
    rows = [
        tuple(words or _described(cell) for words, cell in zip(row, cells, strict=True))
        for row, cells in zip(rows, grid.rows, strict=True)
    ]
    header = rows[0] if grid.header else ()
    body = tuple(rows[1:] if grid.header else rows)
    align = tuple(map(_column, _columns(grid)))
    return with_telling_alignment(Table(body, header, caption, align))


def with_telling_alignment(table: Table) -> Table:
    """The table without an alignment that says nothing: columns of figures are right-aligned in any document."""
    columns = [[plain(row[at]) for row in table.rows if at < len(row)] for at in range(len(table.align))]
    telling = any(
        how and not (how == "right" and _are_figures(cells)) for how, cells in zip(table.align, columns, strict=True)
    )
    return table if telling else replace(table, align=())


def _are_figures(cells: list[str]) -> bool:
    words = [cell for cell in cells if any(map(str.isalnum, cell))]
    return bool(words) and all(sum(map(str.isdigit, cell)) >= sum(map(str.isalpha, cell)) for cell in words)


def _cell(content: tuple[Any, ...], is_title: bool = False) -> tuple[Inline, ...]:
    """The words of a cell; each paragraph in it begins a line. The title of a column is bold by itself."""
    parts: list[Inline] = []
    for block in content:
        if isinstance(block, Grid):
            inner = [_cell(cell) for row in block.rows for cell in row]
            parts += [part for words in inner if words for part in (LineBreak(), *words)]
            continue
        label = (Text(f"{block.item.label} "),) if block.item else ()
        parts += [LineBreak(), *label, *inlines(without_marks(block.runs, "strong") if is_title else block.runs)]
    return tidy(parts)


def _described(cell: Flow) -> tuple[Inline, ...]:
    words = (picture.caption or ((Text(picture.alt),) if picture.alt else ()) for picture in pictures_in(cell))
    return tidy([part for inlines in words if inlines for part in (LineBreak(), *inlines)])


def pictures_of(grid: Grid) -> list[Figure]:
    """The pictures in the cells of a table, row by row, for behind it. A caption that is the words of its cell
    describes its picture, and one that no words describe is described by those of its row."""
    return [
        picture if picture.alt or picture.caption else replace(picture, alt=_row_label(row))
        for row in grid.rows
        for cell in row
        for picture in (pictures_in(cell) if _cell(cell) else map(_without_caption, pictures_in(cell)))
    ]


def _without_caption(picture: Figure) -> Figure:
    return replace(picture, caption=(), alt=picture.alt or plain(picture.caption))


def pictures_in(blocks: Flow) -> Iterator[Figure]:
    """The pictures of blocks, also those in the cells of tables."""
    for block in blocks:
        if isinstance(block, Grid):
            yield from (picture for row in block.rows for cell in row for picture in pictures_in(cell))
        else:
            yield from block.pictures


def moved_pictures(document: Document) -> list[Problem]:
    """One problem that says that pictures do not stand in the cells where the document has them; none if all do."""
    flows = (document.flow, *(content for _, content in document.notes.values()))
    grids = [block for flow in flows for block in flow if isinstance(block, Grid) and table(block, ())]
    number = sum(len(pictures_of(grid)) for grid in grids)
    message = "%d {picture in a cell stands behind its table|pictures in cells of tables stand behind these}"
    return [Problem("set_aside", None, counted(message, number))] if number else []


def _row_label(row: Sequence[Flow]) -> str:
    """The words of a row, or of its first cell with words, if all are too long to describe a picture."""
    cells = [" ".join(plain(words).split()) for cell in row if (words := _cell(tuple(cell)))]
    whole = ", ".join(cells)
    return whole if len(whole) <= _LONGEST_LABEL else cells[0] if len(cells[0]) <= 2 * _LONGEST_LABEL else ""


def _columns(grid: Grid) -> list[list[Para]]:
    """The paragraphs of each column below the header."""
    width = max(map(len, grid.rows))
    body = grid.rows[bool(grid.header) :] or grid.rows
    return [
        [block for row in body if at < len(row) for block in row[at] if isinstance(block, Para)] for at in range(width)
    ]


def _column(paras: list[Para]) -> Align | None:
    """How a column is aligned: by the names of copydesk's styles, ``Table Text End``, or as most of it is set."""
    named = [_ENDS.get(para.styles[0].rpartition(" ")[2]) for para in paras if para.styles]
    if any(named):
        return next(filter(None, named))
    aligned = [_SET.get(para.setting.align) for para in paras if not para.is_empty]
    return aligned[0] if aligned and aligned[0] and len(set(aligned)) == 1 else None
