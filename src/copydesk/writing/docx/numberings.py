"""The numberings of a reference document: those of its list styles stay, copydesk's are added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from copydesk.writing.docx.package import OFFICE
from copydesk.writing.docx.values import number, value
from copydesk.writing.docx.xml import NAMESPACES, NUMBERING, W, parse, schema_order

if TYPE_CHECKING:
    from docx.document import Document


class Numberings:
    """The numberings of a document that its styles use. The others, which belonged to lists of the text, are removed.

    ``first_definition`` and ``first_number`` are not in use, nor any above them.
    """

    def __init__(self, document: Document) -> None:
        self._root = _part(document)
        self._remove_unused({one.get(f"{W}val") for one in document.styles.element.iter(f"{W}numId")})
        self.first_definition = _after_highest(self._root.iterfind(f"{W}abstractNum"), "abstractNumId")
        self.first_number = _after_highest(self._root.iterfind(f"{W}num"), "numId")

    def definition(self, key: str) -> int | None:
        """The definition of a numbering; None for 0, which removes a numbering."""
        for one in self._root.iterfind(f"{W}num"):
            if one.get(f"{W}numId") == key:
                return number(value(one, "abstractNumId"))
        return None

    def has_format(self, definition: int, level: int, kind: str) -> bool:
        """Whether a level of a definition has this format or none."""
        for one in self._root.iterfind(f"{W}abstractNum"):
            if one.get(f"{W}abstractNumId") == str(definition):
                formats = [
                    value(each, "numFmt") for each in one.iterfind(f"{W}lvl") if each.get(f"{W}ilvl") == str(level)
                ]
                return formats in ([], [kind])
        return False

    def add(self, xml: str) -> None:
        """Adds definitions or numberings."""
        more = parse(f"<w:numbering {NAMESPACES}>{xml}</w:numbering>")
        self._root[:] = sorted([*self._root, *more], key=schema_order(NUMBERING))

    def _remove_unused(self, tied: set[Any]) -> None:
        """Removes the numberings whose keys are not among those that styles are tied to."""
        used = set()
        for one in self._root.findall(f"{W}num"):
            if one.get(f"{W}numId") in tied:
                used.add(value(one, "abstractNumId"))
            else:
                self._root.remove(one)
        for one in self._root.findall(f"{W}abstractNum"):
            if one.get(f"{W}abstractNumId") not in used:
                self._root.remove(one)


def _after_highest(elements: Iterable[Any], attribute: str) -> int:
    """The number after the highest one in use."""
    return max((number(one.get(f"{W}{attribute}")) for one in elements), default=0) + 1


def _part(document: Document) -> Any:
    """The numbering part of a document; it is added if there is none."""
    from docx.opc.constants import CONTENT_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    part = document.part
    if not any(rel.reltype == f"{OFFICE}numbering" for rel in part.rels.values()):
        empty = parse(f"<w:numbering {NAMESPACES}/>")
        name = PackURI("/word/numbering.xml")
        part.relate_to(NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, part.package), f"{OFFICE}numbering")
    return part.numbering_part.element
