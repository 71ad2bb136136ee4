"""The pages of a Word file: paper, margins, columns, running heads and folios."""

from __future__ import annotations

import re
from typing import NamedTuple

from copydesk.style import PAPERS
from copydesk.tree import Article
from copydesk.writing._docx_body import BodyVisitor
from copydesk.writing._docx_look import Look, Running
from copydesk.writing._html import title

LONGEST = 60
"""The longest running head, in characters."""

_TWIPS_A_MILLIMETRE = 1440 / 25.4


class Geometry:
    """The page in twips, a twentieth of a point: what Word measures in."""

    def __init__(self, look: Look, paper: str, *, rtl: bool) -> None:
        self.page = look.page
        self.rtl = rtl
        self.paper = [round(side * _TWIPS_A_MILLIMETRE) for side in PAPERS[paper]]
        self.text = self.paper[0] - self._twips(self.page.start) - self._twips(self.page.end)
        self.gap = self._twips(self.page.gap)
        self.column = (self.text - self.gap * (self.page.columns - 1)) // self.page.columns

    @staticmethod
    def _twips(millimetres: float) -> int:
        return round(millimetres * _TWIPS_A_MILLIMETRE)

    def section(self, columns: int, *, kind: str = "continuous", references: str = "") -> str:
        """A ``w:sectPr``: the paper, its margins and this many columns."""
        page, twips = self.page, self._twips
        rule = ' w:sep="1"' if columns > 1 and page.column_rule else ""
        several = f' w:num="{columns}"{rule}' if columns > 1 else ""
        first_page = "<w:titlePg/>" if references else ""
        direction = "<w:bidi/>" if self.rtl else ""
        return (
            f'<w:sectPr>{references}<w:type w:val="{kind}"/><w:pgSz w:w="{self.paper[0]}" w:h="{self.paper[1]}"/>'
            f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.end)}" w:bottom="{twips(page.bottom)}"'
            f' w:left="{twips(page.start)}" w:header="{twips(page.running_head)}" w:footer="{twips(page.folio)}"'
            f' w:gutter="0"/><w:cols{several} w:space="{self.gap}"/>{first_page}{direction}</w:sectPr>'
        )


class RunningLine(NamedTuple):
    """A running head or foot: ``header`` or ``footer``, on ``default`` pages or the ``first``; its style and XML."""

    kind: str
    pages: str
    style: str
    tabs: str
    runs: str


def running_lines(article: Article, visitor: BodyVisitor, look: Look, geometry: Geometry) -> list[RunningLine]:
    """The running heads and feet of a document."""
    date = article.head.dates[0].text if article.head.dates else ""
    values = {
        "running_head": shortened(article.metadata.publisher or title(article), LONGEST),
        "headline": shortened(title(article), LONGEST),
        "publisher": article.metadata.publisher or "",
        "date": " ".join(date.split()),
    }
    wanted = [
        ("header", "default", "Header", look.head),
        ("header", "first", "Masthead", Running()),
        ("footer", "default", "Footer", look.foot),
        ("footer", "first", "Footer", look.first_foot),
    ]
    return [
        RunningLine(kind, pages, style, *_line(running, values, visitor, geometry))
        for kind, pages, style, running in wanted
    ]


def shortened(words: str, longest: int) -> str:
    """Words cut before the last that fits, with an ellipsis, if there are more than ``longest`` characters."""
    return words if len(words) <= longest else words[: longest - 1].rsplit(" ", 1)[0] + "…"


def _line(running: Running, values: dict[str, str], visitor: BodyVisitor, geometry: Geometry) -> tuple[str, str]:
    """Tab stops, and the runs from start to end parted by tabs."""
    slots = [_slot(told, values, visitor) for told in (running.start, running.centre, running.end)]
    if not any(slots):
        return "", ""
    tabs = (
        f'<w:tabs><w:tab w:val="center" w:pos="{geometry.text // 2}"/>'
        f'<w:tab w:val="right" w:pos="{geometry.text}"/></w:tabs>'
    )
    return tabs, "<w:r><w:tab/></w:r>".join(slots)


def _slot(told: str, values: dict[str, str], visitor: BodyVisitor) -> str:
    """``"{headline}, {page}"`` as runs, the page's number a field that Word counts."""
    made = ""
    for piece in re.split(r"(\{\w+\})", told):
        if piece == "{page}":
            number = '<w:r><w:rPr><w:rStyle w:val="PageNumber"/></w:rPr>'
            made += (
                f'{number}<w:fldChar w:fldCharType="begin"/></w:r>{number}<w:instrText xml:space="preserve"> PAGE '
                f'</w:instrText></w:r>{number}<w:fldChar w:fldCharType="separate"/></w:r>{number}<w:t>1</w:t></w:r>'
                f'{number}<w:fldChar w:fldCharType="end"/></w:r>'
            )
        else:
            made += visitor.run(values.get(piece[1:-1], "") if piece.startswith("{") else piece)
    return made
