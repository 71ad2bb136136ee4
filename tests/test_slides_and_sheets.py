"""PowerPoint presentations and Excel workbooks as articles."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import InputError
from tests.office import line, packed, pptx, related, rows, shape, xlsx
from tests.picture_files import picture_file
from tests.tools import examples

TABLE = (
    '<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>'
    "<a:tr><a:tc><a:txBody><a:p><a:r><a:t>Boat</a:t></a:r></a:p></a:txBody></a:tc>"
    "<a:tc><a:txBody><a:p><a:r><a:t>Year</a:t></a:r></a:p></a:txBody></a:tc></a:tr>"
    "<a:tr><a:tc><a:txBody><a:p><a:r><a:t>Heron</a:t></a:r></a:p></a:txBody></a:tc>"
    "<a:tc><a:txBody><a:p><a:r><a:t>1931</a:t></a:r></a:p></a:txBody></a:tc></a:tr>"
    "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
)
TALK = pptx(
    shape("subTitle", line("By Ana Ruiz"), line("14 August 2025")) + shape("ctrTitle", line("The last ferry")),
    shape("title", line("Why it stopped"))
    + shape("", line("The hull was "), line("Nobody had the money to mend it, nor the time."))
    + shape("body", line("First the engine"), line("then the hull"), line("and the crew", paragraph="<a:buNone/>"))
    + shape("sldNum", line("2"))
    + shape("ftr", line("Harbour board")),
    shape("title", line("What is left")) + TABLE + shape("", line("See the list", run=' b="1"')),
    notes="Wait for the laughter.",
)


def test_a_presentation() -> None:
    reading = copydesk.examine(TALK)
    article = reading.article
    assert copydesk.plain(article.head.headline) == "The last ferry"
    assert [person.name for byline in article.head.bylines for person in byline.persons] == ["Ana Ruiz"]
    assert [date.iso for date in article.head.dates] == ["2025-08-14"]
    assert [type(block).__name__ for block in article.body] == [
        "Heading", "Paragraph", "Paragraph", "List", "Paragraph", "Heading", "Table", "Paragraph",
    ]  # fmt: skip
    table = next(block for block in article.body if isinstance(block, copydesk.Table))
    assert [copydesk.plain(cell) for cell in table.header] == ["Boat", "Year"]
    assert isinstance(article.body[-1], copydesk.Paragraph)
    assert isinstance(article.body[-1].inlines[0], copydesk.Strong)
    assert {(each.kind, each.text) for each in article.furniture} == {
        ("page_number", "2"), ("running_head", "Harbour board"),
        ("comment", "Notes to slide 1: Wait for the laughter."),
    }  # fmt: skip


CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart>'
    "<c:title><a:p><a:r><a:t>Herons a year</a:t></a:r></a:p></c:title><c:ser><c:tx><c:v>Herons</c:v></c:tx>"
    '<c:cat><c:pt idx="0"><c:v>2023</c:v></c:pt></c:cat><c:val><c:pt idx="0"><c:v>40</c:v></c:pt></c:val></c:ser>'
    "</c:chart></c:chartSpace>"
)
FRAME = (
    '<p:graphicFrame><a:graphic><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="r1"/>'
    "</a:graphic></p:graphicFrame>"
)


def pic(key: str, alt: str, space: str = "p") -> str:
    properties = f'<{space}:nvPicPr><{space}:cNvPr descr="{alt}"/></{space}:nvPicPr>'
    return f'<{space}:pic>{properties}<{space}:blipFill><a:blip r:embed="{key}"/></{space}:blipFill></{space}:pic>'


def test_pictures_charts_and_comments_of_slides() -> None:
    parts = related(("chart", "../charts/c.xml"), ("image", "../media/a.png"), ("comments", "../comments/d.xml"))
    why = shape("", line("It ran until May, and nobody knew why it stopped."))
    data = pptx(
        shape("ctrTitle", line("The last ferry")) + why,
        shape("title", line("What we saw")) + FRAME + pic("r2", "A heron") + shape("", line("Photo: J. Webb")),
        shape("title", line("Not yet")) + shape("", line("A secret.")),
        hidden=3,
        others={
            "ppt/slides/_rels/slide2.xml.rels": parts,
            "ppt/charts/c.xml": CHART,
            "ppt/media/a.png": picture_file(),
            "ppt/comments/d.xml": '<p:cmLst xmlns:p="p"><p:cm><p:text>Is it so?</p:text></p:cm></p:cmLst>',
        },
    )
    reading = copydesk.examine(data)
    _, heading, title, table, figure = reading.article.body
    assert [copydesk.plain(node) for node in (heading, title)] == ["What we saw", "Herons a year"]
    assert isinstance(table, copydesk.Table)
    assert [[copydesk.plain(cell) for cell in row] for row in (table.header, *table.rows)] == [
        ["", "Herons"], ["2023", "40"],
    ]  # fmt: skip
    assert isinstance(figure, copydesk.Figure)
    assert (figure.alt, figure.source, figure.picture is not None) == ("A heron", None, True)
    assert "J. Webb" in copydesk.plain(figure)
    assert "Comment on slide 2: Is it so?" in [piece.text for piece in reading.article.furniture]
    assert [problem.message for problem in reading.problems] == [
        "a chart is read as a table of its figures",
        "hidden slides are left out: 3 (Not yet)",
        "set aside: 1 comment or note beside the text; see copydesk explain",
    ]


def test_pictures_comments_and_formulas_of_sheets() -> None:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    root = f'<x:wsDr xmlns:x="{drawing}" xmlns:a="a" xmlns:r="{relations}">'
    comment = '<comment ref="B1" authorId="0"><text><r><t>Counted </t></r><r><t>twice</t></r></text></comment>'
    total = '<row r="3"><c r="A3" t="inlineStr"><is><t>Total</t></is></c><c r="B3"><f>SUM(B1:B2)</f><v></v></c></row>'
    data = xlsx(
        {"Lake": rows(("Heron", 12), ("Coot", 7)) + total},
        others={
            "xl/worksheets/_rels/Lake.xml.rels": related(("comments", "../c.xml"), ("drawing", "../drawings/d.xml")),
            "xl/c.xml": f"<comments><authors><author>Ana</author></authors>{comment}</comments>",
            "xl/drawings/d.xml": f"{root}<x:oneCellAnchor>{pic('r1', 'A heron', 'x')}</x:oneCellAnchor></x:wsDr>",
            "xl/drawings/_rels/d.xml.rels": related(("image", "../media/a.png")),
            "xl/media/a.png": picture_file(),
        },
    )
    reading = copydesk.examine(data)
    table, figure = reading.article.body
    assert isinstance(table, copydesk.Table)
    assert [copydesk.plain(cell) for cell in table.rows[-1]] == ["Total", "=SUM(B1:B2)"]
    assert isinstance(figure, copydesk.Figure)
    assert (figure.alt, figure.picture is not None) == ("A heron", True)
    assert [piece.text for piece in reading.article.furniture] == ["Ana B1: Counted twice"]
    assert "1 formula without a value in the file is kept as typed" in reading.problems[0].message


FORMATS = (
    '<numFmts><numFmt numFmtId="170" formatCode="0.0&quot;days&quot;"/><numFmt numFmtId="171" formatCode="d/m/yyyy"/>'
    '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/>'
    '<xf numFmtId="20"/></cellXfs>'
)


def test_a_workbook() -> None:
    boats = rows(
        ("Boats on the lake",),
        (),
        ("", "Boat", "Built", "Share", "Sails"),
        ("", "Heron", (11324, 2), (0.25, 1), (0.5, 5)),
        ("", "Coot", (11325.25, 4), (0.1 + 0.2, 1), 0.1 + 0.2),
        ("", "Grebe", (11326, 0), (2.5, 3), 3),
        (
            "",
            "Counted by hand.",
        ),
    )
    reading = copydesk.examine(xlsx({"Lake": boats, "Old": rows(("x", "y"), (1, 2))}, formats=FORMATS, hidden="Old"))
    *_, title, table, below = reading.article.body
    assert copydesk.plain(reading.article.head.headline) == "Lake"
    assert copydesk.plain(title) == "Boats on the lake"
    assert copydesk.plain(below) == "Counted by hand."
    assert isinstance(table, copydesk.Table)
    assert [copydesk.plain(cell) for cell in table.header] == ["Boat", "Built", "Share", "Sails"]
    assert [[copydesk.plain(cell) for cell in row] for row in table.rows] == [
        ["Heron", "1931-01-01", "25%", "12:00"],
        ["Coot", "1931-01-02 06:00", "30%", "0.3"],
        ["Grebe", "11326", "2.5", "3"],
    ]  # fmt: skip
    assert "hidden sheets are left out: Old" in [problem.message for problem in reading.problems]


def test_shared_words_without_how_they_are_said() -> None:
    shared = "<si><r><t>Rain </t></r><r><t>at last</t></r></si><si><t>雨</t><rPh><t>あめ</t></rPh></si>"
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>7</v></c></row>'
    (table,) = copydesk.read(xlsx({"Lake": cells + cells.replace('"1"', '"2"')}, shared)).body
    assert isinstance(table, copydesk.Table)
    assert [copydesk.plain(cell) for cell in table.rows[0] or table.header] == ["Rain at last", "雨"]


def test_too_many_cells() -> None:
    many = "".join(f'<row r="{row}">' + '<c t="b"><v>1</v></c>' * 200 + "</row>" for row in range(1, 252))
    with pytest.raises(InputError, match="over 50000 cells"):
        copydesk.read(xlsx({"Lake": many}))


def test_empty_and_broken_ones() -> None:
    for empty in (pptx(shape("body")), xlsx({"Lake": ""})):
        with pytest.raises(InputError, match="no article text"):
            copydesk.read(empty)
    for name, data in (("pptx", packed({"ppt/presentation.xml": "<p"})), ("xlsx", packed({"xl/workbook.xml": "<w"}))):
        with pytest.raises(InputError, match="is damaged"):
            copydesk.read(data, from_=name)
    with pytest.raises(InputError, match="it is an Excel workbook, not a PowerPoint presentation"):
        copydesk.read(xlsx({"Lake": ""}), from_="pptx")


@given(st.sampled_from([TALK, xlsx({"Lake": rows(("Boat", "Year"), ("Heron", 1931))}, formats=FORMATS)]), st.data())
@examples(20)
def test_damaged_files(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with suppress(InputError):
        copydesk.read(bytes(damaged), from_="pptx" if whole is TALK else "xlsx")
