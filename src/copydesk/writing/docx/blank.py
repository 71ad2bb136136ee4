"""The file that a Word document is made in where no person has given one of their own: python-docx's empty one."""

from __future__ import annotations

from copydesk.problems import Problem
from copydesk.writing.docx import parts
from copydesk.writing.docx.body import BodyVisitor
from copydesk.writing.docx.kinds import Naming
from copydesk.writing.docx.look import Look
from copydesk.writing.docx.package import add_part, keep, opened, refill
from copydesk.writing.docx.pages import Geometry, across, geometry
from copydesk.writing.docx.styles import styles
from copydesk.writing.docx.xml import NAMESPACES

_KEPT = ("styles", "numbering", "settings", "theme")


class Blank(Naming):
    """An empty document with our styles alone."""

    running = ""
    """The references to the running heads and feet that the file has of its own."""

    def __init__(self, look: Look, paper: str) -> None:
        self.problems: list[Problem] = []
        self.look = look
        self.paper = paper
        self.document = opened(None)
        keep(self.document, _KEPT)

    def geometry(self, *, rtl: bool) -> Geometry:
        """The page of the document."""
        return geometry(self.look, self.paper, rtl=rtl)

    def fill(self, visitor: BodyVisitor, page: Geometry, lang: str) -> None:
        """The parts that the text made by the visitor needs: styles, numberings, settings and fonts."""
        document, look, rtl = self.document, across(self.look, page), page.rtl
        numbered = parts.definitions(look, self) + parts.numberings(visitor.lists, self)
        refill(document.styles.element, styles(look, lang=lang, rtl=rtl))
        refill(document.part.numbering_part.element, f"<w:numbering {NAMESPACES}>{numbered}</w:numbering>")
        refill(
            document.settings.element,
            parts.settings(look, lang=lang, rtl=rtl, footnotes=bool(visitor.footnotes)),
        )
        add_part(document, "fontTable", parts.font_table(look))
