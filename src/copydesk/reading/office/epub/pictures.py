"""The pictures on the pages of an e-book: named by its members, and out of the drawings around them."""

from __future__ import annotations

from collections.abc import Container
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from copydesk.reading.office.epub.book import Page
from copydesk.reading.office.epub.elements import words_in
from copydesk.reading.office.package import member_name


def name_pictures(page: Page, members: Container[str]) -> None:
    """Gives each picture of a page that the book holds the name of its member for an address. A drawing that only
    frames a picture, as covers and plates are, becomes that picture."""
    folder = str(PurePosixPath(page.name).parent)
    for drawing in list(page.root.iter("svg")):
        _unframe(drawing)
    for element in page.root.iter("img"):
        address = element.get("src", "")
        path = unquote(address.partition("#")[0].partition("?")[0])
        member = member_name(folder, path) if path and ":" not in address else ""
        if member in members:
            element.set("src", member)


def _unframe(drawing: Any) -> None:
    images = list(drawing.iter("image"))
    if len(images) != 1 or any(True for _ in drawing.iter("text", "path", "rect", "circle", "polygon", "use")):
        return
    attributes = images[0].attrib.items()
    address = next((value for name, value in attributes if name.rpartition("}")[2] in ("href", "xlink:href")), "")
    named = (element for element in drawing.iter("title", "desc") if words_in(element))
    alt = next((words_in(element) for element in named), "")
    tail = drawing.tail
    drawing.clear()
    drawing.tag, drawing.tail = "img", tail
    drawing.set("src", address)
    drawing.set("alt", alt)
