"""The pictures of a Word file: a drawing in a line of its own, and the parts that hold the bytes."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from copydesk.tree import Figure, Picture
from copydesk.writing._shared.pictures import description, file_name
from copydesk.writing.docx.package import OFFICE

if TYPE_CHECKING:
    from docx.document import Document

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_EMU_A_PIXEL, _EMU_A_TWIP = 9525, 635  # English metric units, at 96 pixels to the inch


class Drawings:
    """Makes the drawings of one document. ``width``, in twips, is the most that one may be wide or high; ``clean``
    replaces characters that XML forbids. ``keys`` has the relationship of each picture by part of the file."""

    def __init__(self, width: int, clean: Callable[[str], str]) -> None:
        self.keys: dict[str, dict[Picture, str]] = {"document": {}, "footnotes": {}}
        self._width = width
        self._clean = clean
        self._number = 0

    def run(self, node: Figure, picture: Picture, part: str) -> str:
        """The run that shows the picture of a figure in this part."""
        self._number += 1
        keys = self.keys[part]
        key = keys.setdefault(picture, f"picture{len(keys) + 1}")
        longest = self._width * _EMU_A_TWIP
        factor = min(_EMU_A_PIXEL, longest / picture.width, longest / picture.height)
        size = f'cx="{round(picture.width * factor)}" cy="{round(picture.height * factor)}"'
        name, alt = f"Picture {self._number}", escape(self._clean(description(node)))
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}wordprocessingDrawing" distT="0" distB="0" distL="0"'
            f' distR="0"><wp:extent {size}/><wp:docPr id="{self._number}" name="{name}" descr="{alt}"/>'
            f'<a:graphic xmlns:a="{_DRAWING}main"><a:graphicData uri="{_DRAWING}picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}picture"><pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )


class Media:
    """The parts of one document that hold pictures, one for each picture."""

    def __init__(self, document: Document) -> None:
        self._package = document.part.package
        self._parts: dict[Picture, Any] = {}

    def relate(self, owner: Any, keys: dict[Picture, str]) -> None:
        """Adds the pictures as parts to which ``owner`` has relationships of these keys."""
        for picture, key in keys.items():
            owner.rels.add_relationship(f"{OFFICE}image", self._part(picture), key)

    def _part(self, picture: Picture) -> Any:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if picture not in self._parts:
            name = PackURI(f"/word/media/{file_name(picture)}")
            self._parts[picture] = Part(name, picture.media_type, picture.data, self._package)
        return self._parts[picture]
