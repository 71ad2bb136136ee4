"""The pages of a Word file: paper, margins, columns, running heads and folios."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec.structs import replace

from copydesk.style import PAPERS
from copydesk.tree import Article
from copydesk.writing._shared.facts import title
from copydesk.writing.docx.body import BodyVisitor
from copydesk.writing.docx.kinds import Naming
from copydesk.writing.docx.look import Look, Looks, Running
from copydesk.writing.docx.xml import SECTION

LONGEST = 60
"""The longest running head, in characters."""

_TWIPS_A_MILLIMETRE = 1440 / 25.4


class Geometry(NamedTuple):
    """The page. Lengths are in twips, a twentieth of a point: what Word measures in.

    ``told`` is what is said of a section, by the names of ``SECTION``; ``text`` is how wide the words run over all
    ``columns``, which stand ``gap`` apart.
    """

    told: dict[str, str]
    text: int
    columns: int
    gap: int
    rtl: bool

    @property
    def column(self) -> int:
        """The width of one column."""
        return (self.text - self.gap * (self.columns - 1)) // self.columns

    def section(self, columns: int, *, kind: str = "continuous", references: str = "") -> str:
        """A ``w:sectPr``: the paper, its margins and this many columns. The first section of a document bears the
        ``references`` to the running heads and feet."""
        told = self.told | {"type": f'<w:type w:val="{kind}"/>'}
        if columns == 1:
            told["cols"] = f'<w:cols w:space="{self.gap}"/>'
        if not references:  # these begin afresh with each section that says them
            told |= {"titlePg": "", "pgNumType": ""}
        told["bidi"] = "<w:bidi/>" if self.rtl else ""
        return f"<w:sectPr>{references}{''.join(told.get(name, '') for name in SECTION.split())}</w:sectPr>"


def geometry(look: Look, paper: str, *, rtl: bool) -> Geometry:
    """The page as the look has it."""
    page = look.page
    width, height = (_twips(side) for side in PAPERS[paper])
    gap = _twips(page.gap)
    rule = ' w:sep="1"' if page.columns > 1 and page.column_rule else ""
    told = {
        "pgSz": f'<w:pgSz w:w="{width}" w:h="{height}"/>',
        "pgMar": f'<w:pgMar w:top="{_twips(page.top)}" w:right="{_twips(page.end)}" w:bottom="{_twips(page.bottom)}"'
        f' w:left="{_twips(page.start)}" w:header="{_twips(page.running_head)}" w:footer="{_twips(page.folio)}"'
        ' w:gutter="0"/>',
        "cols": f'<w:cols w:num="{page.columns}"{rule} w:space="{gap}"/>',
        "titlePg": "<w:titlePg/>",
    }
    return Geometry(told, width - _twips(page.start) - _twips(page.end), page.columns, gap, rtl)


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_A_MILLIMETRE)


class RunningLine(NamedTuple):
    """A ``header`` or ``footer``, of ``default`` pages or the ``first``: the key of its style and its XML."""

    kind: str
    pages: str
    style: str
    runs: str


def running_lines(article: Article, visitor: BodyVisitor, look: Look, naming: Naming) -> list[RunningLine]:
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
        RunningLine(kind, pages, naming.style(style), _line(running, values, visitor, naming))
        for kind, pages, style, running in wanted
    ]


def shortened(words: str, longest: int) -> str:
    """Words cut before the last that fits, with an ellipsis, if there are more than ``longest`` characters."""
    return words if len(words) <= longest else words[: longest - 1].rsplit(" ", 1)[0] + "…"


def _line(running: Running, values: dict[str, str], visitor: BodyVisitor, naming: Naming) -> str:
    """The runs from start to end, parted by tabs."""
    slots = [_slot(told, values, visitor, naming) for told in (running.start, running.centre, running.end)]
    return "<w:r><w:tab/></w:r>".join(slots) if any(slots) else ""


def across(look: Look, page: Geometry) -> Look:
    """The look with stops in its running heads and feet, at the middle and the end of the page's lines."""
    stops = (page.text / 40, page.text / 20)
    lines = {name: replace(look.styles.get(name, Looks()), stops=stops) for name in ("Header", "Footer")}
    return replace(look, styles=look.styles | lines)


def _slot(told: str, values: dict[str, str], visitor: BodyVisitor, naming: Naming) -> str:
    """``"{headline}, {page}"`` as runs, the page's number a field that Word counts."""
    made = ""
    for piece in re.split(r"(\{\w+\})", told):
        if piece == "{page}":
            number = f'<w:r><w:rPr><w:rStyle w:val="{naming.style("Page Number")}"/></w:rPr>'
            made += (
                f'{number}<w:fldChar w:fldCharType="begin"/></w:r>{number}<w:instrText xml:space="preserve"> PAGE '
                f'</w:instrText></w:r>{number}<w:fldChar w:fldCharType="separate"/></w:r>{number}<w:t>1</w:t></w:r>'
                f'{number}<w:fldChar w:fldCharType="end"/></w:r>'
            )
        else:
            made += visitor.run(values.get(piece[1:-1], "") if piece.startswith("{") else piece)
    return made
