"""Papers that were recognised: their mastheads and running heads are no headlines; the day that a METS states."""

from __future__ import annotations

import pytest

from copydesk.reading._source import ReadOptions
from copydesk.reading.ocr import copy_of, parts
from tests.test_ocr import hocr
from tests.test_ocr_archives import mets, zipped

TEXT = "The engineer advised a general renewal of the rails before the winter set in"
OTHER = "An alderman said that they had borne worse than trams and would bear it again"
FIRST = ((60, 60, "THE WEIR GAZETTE"), (200, 44, "THE TRAM LINES"), (300, 24, TEXT), (340, 24, TEXT))
MORE = ((500, 44, "A CURIOUS FISH"), (600, 24, TEXT))
SECOND = ((60, 24, "THE WEIR GAZETTE, 13 NOVEMBER 1903"), (100, 24, "2"), (500, 24, OTHER), (540, 24, OTHER))


def scanned(*rows: tuple[int, int, str]) -> str:
    """A page of hOCR with these lines, each with where it stands and the height of its letters."""
    spans = ""
    for top, height, words in rows:
        box = f"bbox 200 {top} {200 + len(words) * height // 2} {top + height}; x_size {height}"
        spans += f'<p class="ocr_par"><span class="ocr_line" title="{box}">{words}</span></p>'
    return f'<div class="ocr_page" title="bbox 0 0 1800 2400">{spans}</div>'


@pytest.mark.parametrize(
    ("pages", "aside"),
    [
        ((FIRST, SECOND), ["THE WEIR GAZETTE", "THE WEIR GAZETTE, 13 NOVEMBER 1903", "2"]),
        (((*FIRST, *MORE),), ["THE WEIR GAZETTE"]),
        ((FIRST,), []),  # it may be the headline of the only article
        ((((60, 60, "THE GREAT WEIR"), *FIRST[1:], *MORE),), []),  # no word for a paper
    ],
)
def test_the_masthead_of_a_paper_is_set_aside(
    pages: tuple[tuple[tuple[int, int, str], ...], ...], aside: list[str]
) -> None:
    copy = copy_of(hocr("".join(scanned(*page) for page in pages)))
    assert [line.text for line in copy.lines if line.typeset and line.typeset.furniture] == aside


def test_a_mets_names_the_paper_and_its_day() -> None:
    about = (
        '<m:dmdSec ID="D"><m:mods><m:relatedItem><m:titleInfo><m:title>Weirs</m:title></m:titleInfo></m:relatedItem>'
        "<m:titleInfo><m:title>The Great Weir</m:title></m:titleInfo>"
        "<m:originInfo><m:dateIssued>1903-11-13</m:dateIssued></m:originInfo></m:mods></m:dmdSec><m:fileSec>"
    )
    page = hocr(scanned((60, 60, "THE GREAT WEIR"), *FIRST[1:]))
    data = zipped({"mets.xml": mets(("1.hocr",)).replace(b"<m:fileSec>", about.encode()), "1.hocr": page})
    [only] = parts(data)
    article = only.read(ReadOptions()).article
    assert [date.iso for date in article.head.dates] == ["1903-11-13"]
    assert [piece.text for piece in article.furniture] == ["THE GREAT WEIR"]
