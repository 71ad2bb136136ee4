"""The pages of a Word file: paper, margins, columns, running heads and folios."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec.structs import replace

from copydesk.style import PAPERS
from copydesk.tree import Article
from copydesk.writing._shared.facts import LONGEST_RUNNING_HEAD, running_head, shortened, title
from copydesk.writing.docx.body import BodyVisitor
from copydesk.writing.docx.design import Design, Formatting, Running
from copydesk.writing.docx.kinds import Naming
from copydesk.writing.docx.xml import SECTION

_TWIPS_A_MILLIMETRE = 1440 / 25.4


class Geometry(NamedTuple):
    """The page. Lengths are in twips, Word's unit: a twentieth of a point.

    ``elements`` is the XML of section properties by the names of ``SECTION``; ``text`` is the width of the text area
    with all ``columns``, which are ``gap`` apart."""

    elements: dict[str, str]
    text: int
    columns: int
    gap: int
    rtl: bool

    @property
    def column(self) -> int:
        """The width of one column."""
        return (self.text - self.gap * (self.columns - 1)) // self.columns

    def section(self, columns: int, *, kind: str = "continuous", references: str = "") -> str:
        """A ``w:sectPr``: paper, margins and number of columns. The first section of a document has the ``references``
        to the running heads and feet."""
        elements = self.elements | {"type": f'<w:type w:val="{kind}"/>'}
        if columns == 1:
            elements["cols"] = f'<w:cols w:space="{self.gap}"/>'
        if not references:  # they would start again with each section that has them
            elements |= {"titlePg": "", "pgNumType": ""}
        elements["bidi"] = "<w:bidi/>" if self.rtl else ""
        return f"<w:sectPr>{references}{''.join(elements.get(name, '') for name in SECTION.split())}</w:sectPr>"


def geometry(design: Design, paper: str, *, rtl: bool) -> Geometry:
    """The page of a design on a paper."""
    page = design.page
    width, height = (_twips(side) for side in PAPERS[paper])
    gap = _twips(page.gap)
    rule = ' w:sep="1"' if page.columns > 1 and page.column_rule else ""
    elements = {
        "pgSz": f'<w:pgSz w:w="{width}" w:h="{height}"/>',
        "pgMar": f'<w:pgMar w:top="{_twips(page.top)}" w:right="{_twips(page.end)}" w:bottom="{_twips(page.bottom)}"'
        f' w:left="{_twips(page.start)}" w:header="{_twips(page.running_head)}" w:footer="{_twips(page.folio)}"'
        ' w:gutter="0"/>',
        "cols": f'<w:cols w:num="{page.columns}"{rule} w:space="{gap}"/>',
        "titlePg": "<w:titlePg/>",
    }
    return Geometry(elements, width - _twips(page.start) - _twips(page.end), page.columns, gap, rtl)


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_A_MILLIMETRE)


class RunningLine(NamedTuple):
    """A ``header`` or ``footer``, of ``default`` pages or the ``first``: the key of its style and its XML."""

    kind: str
    pages: str
    style: str
    runs: str


def running_lines(article: Article, visitor: BodyVisitor, design: Design, naming: Naming) -> list[RunningLine]:
    """The running heads and feet of a document."""
    date = article.head.dates[0].text if article.head.dates else ""
    values = {
        "running_head": running_head(article),
        "headline": shortened(title(article), LONGEST_RUNNING_HEAD),
        "publisher": article.metadata.publisher or "",
        "date": " ".join(date.split()),
    }
    lines = [
        ("header", "default", "Header", design.head),
        ("header", "first", "Masthead", Running()),
        ("footer", "default", "Footer", design.foot),
        ("footer", "first", "Footer", design.first_foot),
    ]
    return [
        RunningLine(kind, pages, naming.style(style), _line(running, values, visitor, naming))
        for kind, pages, style, running in lines
    ]


def _line(running: Running, values: dict[str, str], visitor: BodyVisitor, naming: Naming) -> str:
    """The runs from start to end, separated by tabs."""
    slots = [_slot(template, values, visitor, naming) for template in (running.start, running.centre, running.end)]
    return "<w:r><w:tab/></w:r>".join(slots) if any(slots) else ""


def with_tab_stops(design: Design, page: Geometry) -> Design:
    """The design with tab stops for running heads and feet, at the middle and the end of the line."""
    stops = (page.text / 40, page.text / 20)
    lines = {name: replace(design.styles.get(name, Formatting()), stops=stops) for name in ("Header", "Footer")}
    return replace(design, styles=design.styles | lines)


def _slot(template: str, values: dict[str, str], visitor: BodyVisitor, naming: Naming) -> str:
    """``"{headline}, {page}"`` as runs, with the page number as a field."""
    runs = ""
    for piece in re.split(r"(\{\w+\})", template):
        if piece == "{page}":
            number = f'<w:r><w:rPr><w:rStyle w:val="{naming.style("Page Number")}"/></w:rPr>'
            runs += (
                f'{number}<w:fldChar w:fldCharType="begin"/></w:r>{number}<w:instrText xml:space="preserve"> PAGE '
                f'</w:instrText></w:r>{number}<w:fldChar w:fldCharType="separate"/></w:r>{number}<w:t>1</w:t></w:r>'
                f'{number}<w:fldChar w:fldCharType="end"/></w:r>'
            )
        else:
            runs += visitor.run(values.get(piece[1:-1], "") if piece.startswith("{") else piece)
    return runs
