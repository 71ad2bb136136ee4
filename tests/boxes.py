"""Boxes like those of a page that WeasyPrint has laid out, with only what copydesk reads of them. Lengths are in CSS
pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element


@dataclass
class Box:
    """Any box: its children, its element, its left edge and its width; ``columns`` is its number of columns."""

    children: Sequence[Any] = ()
    element: Element | None = None
    position_x: float = 0
    width: float = 100
    is_column: bool = False
    columns: int | str = "auto"

    @property
    def style(self) -> dict[str, Any]:
        return {"column_count": self.columns}

    def descendants(self) -> Iterator[Any]:
        for child in self.children:
            yield child
            if isinstance(child, Box):
                yield from child.descendants()


class LineBox(Box):
    pass


class TableCellBox(Box):
    pass


class FootnoteAreaBox(Box):
    pass


class MarginBox(Box):
    pass


class TableWrapper(Box):
    """The box of a table and its caption."""

    is_table_wrapper = True

    def get_wrapped_table(self) -> Any:
        return self.children[0]


@dataclass
class PageBox(Box):
    """A page with margins of 10 at the left, 30 at the right and 20 above its text area."""

    margin_left: float = 10
    margin_right: float = 30
    height: float = 200

    def content_box_y(self) -> float:
        return 20


@dataclass
class TextBox:
    """Letters; their baseline is 8 below their upper edge."""

    text: str
    position_x: float = 0
    position_y: float = 0
    width: float = 50
    size: float = 10
    element: Element | None = None
    baseline: float = 8
    pango_layout: Any = field(default_factory=object)

    @property
    def style(self) -> dict[str, Any]:
        return {"font_size": self.size}


def document(*pages: PageBox) -> Any:
    """A ``weasyprint.Document`` of these pages."""
    return SimpleNamespace(pages=[SimpleNamespace(_page_box=page) for page in pages])
