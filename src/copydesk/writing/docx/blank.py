"""The empty document of python-docx, which a Word file starts from if there is no reference document."""

from __future__ import annotations

from copydesk.problems import Problem
from copydesk.writing.docx import parts
from copydesk.writing.docx.body import BodyVisitor
from copydesk.writing.docx.design import Design
from copydesk.writing.docx.kinds import Naming
from copydesk.writing.docx.package import add_part, keep, opened, refill
from copydesk.writing.docx.pages import Geometry, geometry, with_tab_stops
from copydesk.writing.docx.styles import styles
from copydesk.writing.docx.xml import NAMESPACES

_KEPT = ("styles", "numbering", "settings", "theme")


class Blank(Naming):
    """An empty document with only the styles of copydesk."""

    running = ""
    """The references to running heads and feet that the file already has."""

    def __init__(self, design: Design, paper: str) -> None:
        self.problems: list[Problem] = []
        self.design = design
        self.paper = paper
        self.document = opened(None)
        keep(self.document, _KEPT)

    def geometry(self, *, rtl: bool) -> Geometry:
        """The page of the document."""
        return geometry(self.design, self.paper, rtl=rtl)

    def fill(self, visitor: BodyVisitor, page: Geometry, lang: str) -> None:
        """Adds the parts that the visitor's text needs: styles, numberings, settings and fonts."""
        document, design, rtl = self.document, with_tab_stops(self.design, page), page.rtl
        numbered = parts.definitions(design, self) + parts.numberings(visitor.lists.numbered, self)
        refill(document.styles.element, styles(design, lang=lang, rtl=rtl))
        refill(document.part.numbering_part.element, f"<w:numbering {NAMESPACES}>{numbered}</w:numbering>")
        refill(
            document.settings.element,
            parts.settings(design, lang=lang, rtl=rtl, footnotes=bool(visitor.footnotes)),
        )
        add_part(document, "fontTable", parts.font_table(design))
