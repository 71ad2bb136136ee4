"""The pictures of office documents: their captions, and their places in lists, quotations, tables, boxes and heads."""

from __future__ import annotations

import base64
from io import BytesIO
from zipfile import ZipFile

import pytest

import copydesk
from copydesk.reading import Reading
from copydesk.tree import BlockQuote, Figure, List, Table, Text
from copydesk.visit import plain, walk
from tests.office import STYLES, docx, odt, p
from tests.picture_files import figures, picture_file, pictures
from tests.test_brought_pictures import drawing, linked, messages

PNG = picture_file()
JPEG = picture_file("JPEG")
STILL = "The mill stood still for a year, and everybody who lived at the weir heard that it did not turn."
DUMB = "Nobody said a word of it to the miller, who sat at his table and listened to the river all night."
ITALIC, CENTRED, SMALL = "<w:i/>", '<w:jc w:val="center"/>', '<w:sz w:val="16"/>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
CAPTION = '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>'


def item(words: str) -> str:
    return p(words, paragraph='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


def word(*body: str, styled: bool = True) -> Reading:
    """A Word file of a headline, a paragraph and this body; the headline has a style, or nothing has one."""
    links = linked("a", "media/a.png") + linked("b", "media/b.jpg")
    opening = p("The mill", style="Heading1" if styled else "") + p(STILL)
    parts = {"links": links, "numbering": NUMBERING, "styles": STYLES + CAPTION}
    files: dict[str, str | bytes] = {"word/media/a.png": PNG, "word/media/b.jpg": JPEG}
    return copydesk.examine(docx(opening + "".join(body), parts, files))


def shown(reading: Reading) -> list[tuple[str, str]]:
    """The caption and the description of each figure."""
    return [(plain(figure.caption), figure.alt) for figure in figures(reading.article)]


# ------------------------------------------------------------------------------------------------------- captions


@pytest.mark.parametrize("styled", [True, False])
@pytest.mark.parametrize(
    "caption",
    [
        p("The wheel in frost", run=ITALIC),
        p("The wheel in frost", paragraph=CENTRED),
        p("The wheel in frost", run=SMALL),
        p("The wheel in frost", style="Caption"),
        p("") + p("The wheel in frost", run=ITALIC),
    ],
)
def test_a_line_set_apart_below_a_picture_is_its_caption(caption: str, styled: bool) -> None:
    reading = word(p(DUMB), drawing("a", "A wheel"), caption, p(DUMB), p(STILL), styled=styled)
    assert shown(reading) == [("The wheel in frost", "A wheel")]
    assert [type(section).__name__ for section in reading.article.body] == [
        "Paragraph", "Paragraph", "Figure", "Paragraph", "Paragraph",
    ]  # fmt: skip
    assert not plain(reading.article.body).count("The wheel in frost") > 1


def test_a_caption_without_a_style_ends_in_its_credit() -> None:
    caption = p("The wheel in frost. ", run=ITALIC).removesuffix("</w:p>") + p("Photo: Jo Park")[len("<w:p>") :]
    (figure,) = figures(word(p(DUMB), drawing("a"), caption.replace("<w:pPr></w:pPr>", ""), p(STILL)).article)
    assert [plain(figure.caption), plain(figure.credit)] == ["The wheel in frost.", "Photo: Jo Park"]
    assert figure.caption == (Text("The wheel in frost."),)


@pytest.mark.parametrize(
    "below",
    [
        p("The wheel went on", run="<w:b/>"),
        p("The wheel went on"),
        p("by Ana Ruiz", run=ITALIC),
        p(STILL + STILL + STILL + STILL, run=ITALIC),
    ],
)
def test_other_lines_below_a_picture_are_none(below: str) -> None:
    assert shown(word(p(DUMB), drawing("a"), below, p(DUMB), p(STILL))) == [("", "")]


def test_questions_in_italics_below_pictures_are_none() -> None:
    questions = [p(f"Where were you in year {number}?", run=ITALIC) + p(DUMB) for number in range(4)]
    assert shown(word(drawing("a"), *questions)) == [("", "")]


def test_captions_above_their_pictures() -> None:
    one, other = p("The wheel", style="Caption"), p("The weir", style="Caption")
    above = word(one, drawing("a", "A"), other, drawing("b", "B"), p(DUMB))
    below = word(drawing("a", "A"), one, drawing("b", "B"), other, p(DUMB))
    assert shown(above) == shown(below) == [("The wheel", "A"), ("The weir", "B")]


def test_a_caption_that_repeats_the_description() -> None:
    assert shown(word(drawing("a", "The wheel"), p("The wheel"), p(DUMB))) == [("The wheel", "")]


# --------------------------------------------------------------------------------------------------------- places


@pytest.mark.parametrize("styled", [True, False])
def test_a_picture_between_two_items_is_in_the_list(styled: bool) -> None:
    caption = p("The wheel in frost", run=ITALIC)
    items = item("First the wheel is stopped."), item("Then the gate is shut.")
    body = word(items[0], drawing("a"), caption, items[1], p(DUMB), p(STILL), styled=styled).article.body
    made = body[1]
    assert isinstance(made, List)
    assert [[type(block).__name__ for block in one] for one in made.items] == [["Paragraph", "Figure"], ["Paragraph"]]
    assert not any(isinstance(section, Figure) for section in body)


def test_a_picture_in_the_last_item_is_in_the_list_and_one_below_it_is_not() -> None:
    inside = drawing("a").replace("<w:p>", '<w:p><w:pPr><w:ind w:left="720"/></w:pPr>')
    for picture, kinds in ((inside, ["List", "Paragraph"]), (drawing("a"), ["List", "Figure", "Paragraph"])):
        body = word(item("First the wheel is stopped."), picture, p(DUMB)).article.body[1:]
        assert [type(section).__name__ for section in body] == kinds


def test_a_picture_between_two_paragraphs_of_a_quotation_is_in_it() -> None:
    body = word(p("We never asked.", style="Quote"), drawing("a"), p("We only knew.", style="Quote")).article.body
    quotation = body[1]
    assert isinstance(quotation, BlockQuote)
    assert [type(block).__name__ for block in quotation.blocks] == ["Paragraph", "Figure", "Paragraph"]


def test_a_table_between_two_items_of_raw_text_is_between_them() -> None:
    table = "<w:tbl>" + f"<w:tr><w:tc>{p('Spring')}</w:tc><w:tc>{p('12')}</w:tc></w:tr>" * 2 + "</w:tbl>"
    items = item("First the wheel is stopped."), item("Then the gate is shut.")
    body = word(items[0], table, items[1], p(DUMB), p(STILL), styled=False).article.body
    order = [type(node).__name__ for node in walk(body) if isinstance(node, Table)] + [plain(body)]
    assert order[0] == "Table"
    assert order[1].index("Spring") < order[1].index("Then the gate")


def test_pictures_of_the_head_are_kept() -> None:
    title = p("The mill", style="Title").replace("</w:p>", drawing("a", "A wheel")[len("<w:p>") :])
    links = {"links": linked("a", "media/a.png"), "styles": STYLES}
    data = docx(title + drawing("a") + p("By Ana Ruiz") + p(DUMB), links, {"word/media/a.png": PNG})
    article = copydesk.read(data)
    assert [person.name for byline in article.head.bylines for person in byline.persons] == ["Ana Ruiz"]
    assert len(pictures(article)) == 2


# --------------------------------------------------------------------------------------------------------- tables


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_pictures_in_cells_stand_behind_their_table_and_say_what_they_show() -> None:
    reading = word(
        table(
            (p("Gate"), p("Picture")),
            (p("Upper gate"), drawing("a", "The gate in spring")),
            (p("Lower gate"), p("Photo: L. Ames") + drawing("b", "The gate in frost")),
            (p("Sluice"), drawing("a")),
        ),
        p(DUMB),
    )
    made = reading.article.body[1]
    assert isinstance(made, Table)
    assert [[plain(cell) for cell in row] for row in made.rows][1:] == [
        ["Upper gate", "The gate in spring"], ["Lower gate", "Photo: L. Ames"], ["Sluice", ""],
    ]  # fmt: skip
    assert [figure.alt for figure in figures(reading.article)] == ["The gate in spring", "The gate in frost", "Sluice"]
    assert messages(reading.problems) == "set_aside: 3 pictures in cells of tables stand behind these"


def test_a_table_of_nothing_but_pictures_is_these_with_their_captions() -> None:
    caption = p("The wheel", style="Caption")
    reading = word(table((drawing("a", "A") + caption, drawing("b", "B"))), p(DUMB))
    assert shown(reading) == [("The wheel", "A"), ("", "B")]
    assert not any(isinstance(node, Table) for node in walk(reading.article))
    assert not reading.problems


# ------------------------------------------------------------------------------------------------- OpenDocument


FRAME = '<draw:frame><draw:image xmlns:xlink="http://www.w3.org/1999/xlink" {}</draw:image>{}</draw:frame>'
DESCRIBED = (
    '<svg:desc xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">The door of the kiln</svg:desc>'
)
OPENING = f"<text:h text:outline-level='1'>The kiln</text:h><text:p>{STILL}</text:p>"


def framed(href: str = 'xlink:href="Pictures/a.png">') -> str:
    return FRAME.format(href, DESCRIBED)


def flat(*pictures: bytes) -> bytes:
    """A text in one piece of XML that holds these pictures."""
    letters = (base64.encodebytes(picture).decode() for picture in pictures)
    images = (framed(f"><office:binary-data>{each}</office:binary-data>") for each in letters)
    package = odt(OPENING + "".join(f"<text:p>{image}</text:p>" for image in images))
    content = ZipFile(BytesIO(package)).read("content.xml").decode()
    opening = '<office:document office:mimetype="application/vnd.oasis.opendocument.text" '
    text = content.replace("<office:document-content ", opening)
    return text.replace("</office:document-content>", "</office:document>").encode()


def test_a_text_in_one_piece_of_xml_holds_its_pictures() -> None:
    article = copydesk.read(flat(PNG, JPEG, PNG), name="kiln.fodt")
    assert [(figure.alt, figure.source) for figure in figures(article)] == [("The door of the kiln", None)] * 3
    one, other, again = pictures(article)
    assert one == again != other


def test_a_picture_there_may_be_larger_than_a_parser_of_xml_takes() -> None:
    large = PNG[:-12] + b"\0" * 8_000_000 + PNG[-12:]  # what stands before the end of a picture is skipped
    reading = copydesk.examine(flat(large), name="kiln.fodt")
    assert "The kiln" in plain(reading.article.head)
    assert len(figures(reading.article)) == 1


def test_a_damaged_picture_there_leaves_no_letters() -> None:
    reading = copydesk.examine(flat(PNG[:60] + bytes(60)), name="kiln.fodt")
    assert [(figure.source, figure.picture) for figure in figures(reading.article)] == [(None, None)]
    assert "a picture is left out: data:image;base64 (it is damaged" in messages(reading.problems)


@pytest.mark.parametrize("place", ["<text:p>{}</text:p>", "<text:list><text:list-item><text:p>One{}</text:p>"])
def test_words_in_the_box_of_a_picture_are_its_caption(place: str) -> None:
    box = f"<draw:frame><draw:text-box><text:p>{framed()}The kiln in April</text:p></draw:text-box></draw:frame>"
    closing = "</text:list-item></text:list>" if "list" in place else ""
    text = f"{OPENING}{place.format(box)}{closing}<text:p>{DUMB}</text:p>"
    reading = copydesk.examine(odt(text, others={"Pictures/a.png": PNG}))
    assert shown(reading) == [("The kiln in April", "The door of the kiln")]
    assert isinstance(reading.article.body[1], List if "list" in place else Figure)


def test_a_box_that_holds_more_than_a_picture_is_text() -> None:
    box = f"<draw:frame><draw:text-box><text:h text:outline-level='2'>Glaze</text:h><text:p>{framed()}</text:p>"
    text = f"{OPENING}<text:p>{box}<text:p>{DUMB}</text:p></draw:text-box></draw:frame></text:p>"
    reading = copydesk.examine(odt(text, others={"Pictures/a.png": PNG}))
    assert [type(section).__name__ for section in reading.article.body] == [
        "Paragraph", "Heading", "Figure", "Paragraph",
    ]  # fmt: skip


def test_of_a_drawing_and_its_copy_in_pixels_the_latter_is_taken() -> None:
    both = 'xlink:href="Pictures/a.svg"/><draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{}">'
    text = f"{OPENING}<text:p>{framed(both.format('Pictures/a.png'))}</text:p>"
    files: dict[str, str | bytes] = {"Pictures/a.svg": "<svg/>", "Pictures/a.png": PNG}
    reading = copydesk.examine(odt(text, others=files))
    assert len(pictures(reading.article)) == 1
    assert not reading.problems
