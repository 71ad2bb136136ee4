"""What paragraphs of office documents are by their styles, their place and their words, beside styles of headings."""

from __future__ import annotations

import pytest

import copydesk
from tests.office import NAMESPACES_OF_ODF, odt, p
from tests.outline import outline
from tests.picture_files import picture_file
from tests.test_brought_pictures import drawing
from tests.test_office_pictures import DUMB, FRAME, STILL, table, word
from tests.test_rtf import rtf


def body(data: bytes) -> str:
    """The outline of the text and what is below it."""
    return outline(copydesk.read(data)).partition("--- body\n")[2].rstrip()


# ------------------------------------------------------------------------------------------------------ captions

GATES = table((p("Gate"), p("Height")), (p("Upper"), p("12")))
RACES = table((p("Race"), p("Length")), (p("Lower"), p("40")))
NAMED, OTHER = p("Table 1. The gates", style="Caption"), p("Table 2. The races", style="Caption")
FIGURE = p("The wheel in frost", style="Caption")


@pytest.mark.parametrize("styled", [True, False])
@pytest.mark.parametrize(
    ("blocks", "captions"),
    [
        ((NAMED, GATES), ["Table 1. The gates"]),
        ((GATES, NAMED), ["Table 1. The gates"]),
        ((NAMED, GATES, OTHER, RACES), ["Table 1. The gates", "Table 2. The races"]),
        ((GATES, NAMED, RACES, OTHER), ["Table 1. The gates", "Table 2. The races"]),
        ((drawing("a"), NAMED, GATES), ["", "Table 1. The gates"]),
        ((drawing("a"), FIGURE, GATES, NAMED), ["The wheel in frost", "Table 1. The gates"]),
        ((GATES, NAMED, drawing("a"), FIGURE), ["Table 1. The gates", "The wheel in frost"]),
    ],
)
def test_captions_of_tables_above_and_below_them(blocks: tuple[str, ...], captions: list[str], styled: bool) -> None:
    reading = word(p(DUMB), *blocks, p(STILL), styled=styled)
    shown = outline(reading.article)
    held = [
        line.partition(": ")[2].partition(" | ")[0].strip()
        for line in shown.splitlines()
        if line.startswith(("figure:", "  caption:"))
    ]
    assert held == captions
    assert "rights" not in shown


def test_a_caption_in_a_cell_is_said_once() -> None:
    cells = table((p("Upper gate"), drawing("a") + FIGURE), (p("Lower gate"), p("dry")))
    reading = word(p(DUMB), cells, p(STILL))
    assert outline(reading.article).count("The wheel in frost") == 2  # in the cell, and as what the picture shows
    assert "alt=The wheel in frost" in outline(reading.article)


def test_libreoffice_names_captions_of_figures_figure() -> None:
    style = '<style:style style:name="Caption" style:family="paragraph"/>'
    style += style.replace("Caption", "Figure").replace("/>", ' style:parent-style-name="Caption"/>')
    sheet = (
        f"<office:document-styles {NAMESPACES_OF_ODF}><office:styles>{style}</office:styles></office:document-styles>"
    )
    image = FRAME.format('xlink:href="Pictures/a.png">', "")
    text = f"<text:p>{STILL}</text:p><text:p>{image}</text:p>"
    text += f'<text:p text:style-name="Figure">The kiln</text:p><text:p>{DUMB}</text:p>'
    assert "figure: The kiln | picture" in body(
        odt(text, others={"styles.xml": sheet, "Pictures/a.png": picture_file()})
    )


SHEET = (
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0\b\fs28\snext0 heading 1;}{\s78\sbasedon0\b\fs18 Caption;}"
    r"{\s79\sbasedon78 House caption;}{\s80\i Quotations;}{\*\cs78\b Strong;}}"
)


@pytest.mark.parametrize("key", [78, 79])
def test_rich_text_has_styles_too(key: int) -> None:
    picture = rf"{{\pict\pngblip {picture_file().hex()}}}"
    text = (
        rf"{SHEET}\pard\plain\s0 The mill\par\pard\plain\s0 {STILL}\par\pard\plain\s0 {picture}\par"
        rf"\pard\plain\s{key}\b The wheel in frost\par\pard\plain\s0 {DUMB}\par\pard\plain\s0 {STILL}\par"
    )
    assert "figure: The wheel in frost | picture" in body(rtf(text))


def test_quotations_of_rich_text_by_their_style() -> None:
    text = rf"{SHEET}\pard\plain\s0 {STILL}\par\pard\plain\s80\i {DUMB}\par\pard\plain\s0 {STILL}\par"
    assert f"quote:\n  p: {DUMB}" in body(rtf(text))
