"""The empty document of python-docx, which a Word file starts from if there is no reference document.

What articles of one language in one style have in common is made once a process: the document without the styles that
python-docx gives it, which take longest to read, and the XML of our own.
"""

from __future__ import annotations

import io
from functools import cache, lru_cache
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.style import Style
from copydesk.writing.docx import parts
from copydesk.writing.docx.body import BodyVisitor
from copydesk.writing.docx.design import Design, design_for
from copydesk.writing.docx.kinds import Naming
from copydesk.writing.docx.package import add_part, keep, opened, refill
from copydesk.writing.docx.pages import Geometry, geometry, with_tab_stops
from copydesk.writing.docx.styles import styles
from copydesk.writing.docx.xml import NAMESPACES

_KEPT = ("styles", "numbering", "settings", "theme")


class Blank(Naming):
    """An empty document with only the styles of copydesk, designed for a language."""

    running = ""
    """The references to running heads and feet that the file already has."""

    def __init__(self, style: Style, paper: str, lang: str) -> None:
        self.problems: list[Problem] = []
        self.document = opened(io.BytesIO(_template()))
        self._chosen = (style, paper, lang)
        self._paper = paper

    @property
    def design(self) -> Design:
        """The design of the document."""
        return design_for(*self._chosen)

    def geometry(self, *, rtl: bool) -> Geometry:
        """The page of the document."""
        return geometry(self.design, self._paper, rtl=rtl)

    def fill(self, visitor: BodyVisitor, page: Geometry, lang: str) -> None:
        """Adds the parts that the visitor's text needs: styles, numberings, settings and fonts."""
        document, common = self.document, _common(*self._chosen, rtl=page.rtl)
        numbered = common.numbering_definitions + parts.numberings(visitor.lists.numbered, self)
        refill(document.styles.element, common.styles)
        refill(document.part.numbering_part.element, f"<w:numbering {NAMESPACES}>{numbered}</w:numbering>")
        refill(
            document.settings.element,
            parts.settings(self.design, lang=lang, rtl=page.rtl, footnotes=bool(visitor.footnotes)),
        )
        add_part(document, "fontTable", common.font_table)


@cache
def _template() -> bytes:
    """The document of python-docx without what is filled anew in each file."""
    document = opened(None)
    keep(document, _KEPT)
    for part in (document.styles, document.part.numbering_part, document.settings):
        part.element[:] = []
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


class _Common(NamedTuple):
    """XML that is the same in all documents of a style and language."""

    styles: str
    numbering_definitions: str
    font_table: str


@lru_cache(maxsize=32)
def _common(style: Style, paper: str, lang: str, *, rtl: bool) -> _Common:
    design = design_for(style, paper, lang)
    design = with_tab_stops(design, geometry(design, paper, rtl=rtl))
    return _Common(styles(design, lang=lang, rtl=rtl), parts.definitions(design, Naming()), parts.font_table(design))
