"""What a figure shows, as HTML: its picture or, if it holds none, the words that describe it."""

from __future__ import annotations

from typing import Protocol

from copydesk.tree import Figure, Picture
from copydesk.writing._shared.pictures import description
from copydesk.writing.html.words import attributes


class _Document(Protocol):
    """What makes the document: it knows the addresses of pictures, and which characters it may contain."""

    def address(self, picture: Picture) -> str: ...
    def clean(self, words: str) -> str: ...
    def escape(self, words: str) -> str: ...


def shown(node: Figure, document: _Document) -> str:
    """The ``img``, or a paragraph of the alternative text. A picture without any description is presented as an
    ornament, which screen readers skip."""
    if node.picture is None:
        return f'<p class="alt">{document.escape(node.alt)}</p>\n' if node.alt else ""
    alt = document.clean(description(node))
    size = {"width": node.picture.width, "height": node.picture.height}
    role = None if alt else "presentation"
    image = attributes(class_="picture", src=document.address(node.picture), **size, alt=alt, role=role)
    return f"<img{image}/>\n"
