"""The tables of a Word file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from copydesk import tree
from copydesk.writing._shared.columns import alignments, shares
from copydesk.writing.docx.kinds import Naming

MakeCell = Callable[[str, Sequence[tree.Inline]], str]
"""Makes the paragraph of a cell in the style of this name."""


class _Column(NamedTuple):
    side: str  # the suffix of the cell style
    width: int  # in fiftieths of a percent


def table(node: tree.Table, cell: MakeCell, naming: Naming, *, width: int, rtl: bool) -> str:
    """The ``w:tbl`` of an even table, ``width`` twips wide."""
    parts = shares(node)
    grid = "".join(f'<w:gridCol w:w="{int(width * part)}"/>' for part in parts)
    columns = [
        _Column(_side(how, rtl=rtl), int(5000 * part)) for how, part in zip(alignments(node), parts, strict=True)
    ]
    header = _row(node.header, columns, cell, header=True) if node.header else ""
    rows = "".join(_row(row, columns, cell) for row in node.rows)
    direction = "<w:bidiVisual/>" if rtl else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{naming.style("Table")}"/>{direction}'
        f'<w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0020" w:firstRow="{int(bool(node.header))}"'
        ' w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>"
    )


def _side(how: tree.Align | None, *, rtl: bool) -> str:
    """The suffix of the cell style for an alignment. In right-to-left text the style that aligns cells at the end of
    the line aligns them left."""
    if how in (None, "center"):
        return " Centre" if how else ""
    return " End" if (how == "left") is rtl else ""


def _row(
    cells: Sequence[Sequence[tree.Inline]], columns: Sequence[_Column], cell: MakeCell, *, header: bool = False
) -> str:
    style, title = ("Table Heading", "<w:tblHeader/>") if header else ("Table Text", "")
    row_cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/></w:tcPr>{cell(style + side, content)}</w:tc>'
        for content, (side, width) in zip(cells, columns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{title}</w:trPr>{row_cells}</w:tr>"
