"""What a page adds to a document: running heads, running feet, the numbers of pages, and tables of contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from copydesk.reading.office.flow import Document, Grid, Para
from copydesk.reading.office.paragraph_styles import kind_of
from copydesk.tree import Furniture, FurnitureKind

_ASIDE: dict[str, FurnitureKind] = {"contents": "navigation", "header": "running_head"}
_FOLIO = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|p)\W*)?\d*(?:\W+(?:of|von|sur|de|di|/)?\W*\d+)?\W*", re.IGNORECASE
)


def listing(block: Para | Grid) -> Para | Grid:
    """A block of a table of contents."""
    return block._replace(styles=("toc",), outline=0, item=None) if isinstance(block, Para) else block


def without_asides(document: Document) -> Document:
    """The document without tables of contents and lines of the page, and these as furniture."""
    kept: list[Para | Grid] = []
    furniture: list[Furniture] = []
    for block in document.flow:
        kind = _ASIDE.get(kind_of(block)) if isinstance(block, Para) else None
        if kind is None:
            kept.append(block)
        elif isinstance(block, Para) and block.text.strip():
            furniture.append(Furniture(" ".join(block.text.split()), kind))
    return document._replace(flow=kept, furniture=(*furniture, *document.furniture))


def page_lines(texts: Iterable[str]) -> Iterator[Furniture]:
    """The lines of running heads and feet, each once."""
    for text in dict.fromkeys(" ".join(text.split()) for text in texts):
        if any(map(str.isalnum, text)):
            yield Furniture(text, "page_number" if _FOLIO.fullmatch(text) else "running_head")
