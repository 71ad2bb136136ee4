"""What paragraphs of office documents are by their styles, their place and their words, beside styles of headings."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.errors import UsageError
from copydesk.reading import examine
from copydesk.tree import Emphasis, Text
from copydesk.visit import plain
from tests.office import NAMESPACES_OF_ODF, STYLES, docx, odt, p
from tests.outline import outline
from tests.picture_files import figures, picture_file
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


# --------------------------------------------------------------------------------- lines of the head and the foot

DAY = "2023-05-03"
TEXTS = {
    "de": "Die Mühle stand ein Jahr lang still, und alle, die am Wehr wohnten, hörten, dass sie nicht mehr lief.",
    "fr": "Le moulin est resté immobile pendant un an, et tous ceux qui vivaient là entendaient qu’il ne tournait pas.",
    "ru": "Мельница стояла целый год, и все, кто жил у плотины, слышали, что она больше не работает по ночам.",
    "ja": "水車は一年のあいだ止まったままで、堰に住む人はみな、それがもう回らないことをよく知っていました。",
}


def styled(*lines: str, text: str = STILL, foot: tuple[str, ...] = ()) -> bytes:
    """A Word file of a title, these lines, a text with a heading, and closing lines."""
    middle = p(text) + p("The weir", style="Heading1") + p(text)
    return docx(p("The mill", style="Title") + "".join(map(p, lines)) + middle + "".join(map(p, foot)))


@pytest.mark.parametrize(
    ("lang", "line", "author", "day"),
    [
        ("de", "Von Jana Weiß, 3. Mai 2023", "Jana Weiß", DAY),
        ("en", "By Ann Dray, staff writer, 3 May 2023", "Ann Dray", DAY),
        ("en", "By Ann Dray | Published 3 May 2023", "Ann Dray", DAY),
        ("en", "3 May 2023 by Ann Dray", "Ann Dray", DAY),
        ("en", "Ann Dray · 3 May 2023", "Ann Dray", DAY),
        ("en", "By Ann Dray, May 2023", "Ann Dray", None),
        ("en", "A survey by Ann Dray, May 2023", "Ann Dray", None),
        ("fr", "Par Luc Morel, publié le 3 mai 2023 à 08h30", "Luc Morel", DAY),
        ("ru", "Автор: Анна Рябова, 3 мая 2023", "Анна Рябова", DAY),
        ("ja", "山田太郎\u30002023年5月3日", "山田太郎", DAY),
    ],
)
def test_author_and_date_in_a_line_below_the_title(lang: str, line: str, author: str, day: str | None) -> None:
    article = copydesk.read(styled(line, text=TEXTS.get(lang, STILL)))
    assert [person.name for byline in article.head.bylines for person in byline.persons] == [author]
    assert [date.iso for date in article.head.dates] == [day]
    assert line not in outline(article).partition("--- body")[2]


@pytest.mark.parametrize(
    "line", ["Mill Lane, 3 May 2023", "Parish Council, 3 May 2023", "A house by the river, May 1901"]
)
def test_a_place_and_a_date_name_no_author(line: str) -> None:
    assert copydesk.read(styled(line)).head.bylines == ()


def test_closing_lines_without_a_style() -> None:
    german = styled(text=TEXTS["de"], foot=("© 2023 Talblatt Verlag. Alle Rechte vorbehalten.",))
    assert body(german).endswith("--- foot\nrights: © 2023 Talblatt Verlag. Alle Rechte vorbehalten.")
    line = "Ann Dray lives by the weir. E-mail: ann@example.org"
    assert body(styled("By Ann Dray", foot=(line, "###"))).partition("--- foot\n")[2].splitlines()[0] == f"bio: {line}"
    said = examine(styled(foot=("###",))).problems
    assert "set aside: 1 end mark" in said[0].message
    assert "--- foot" not in body(styled(foot=("Ann Dray lives by the weir.", "She swims.")))


# -------------------------------------------------------------------------------------------- marks alone on a line


@pytest.mark.parametrize("opening", [p("The mill", style="Title"), p("The mill")])
@pytest.mark.parametrize("mark", ["***", "* * *", "•••", "—", "*", "#"])
def test_marks_alone_on_a_line_are_a_break(mark: str, opening: str) -> None:
    text = opening + p("By Ann Dray") + p(STILL) + p(mark, paragraph='<w:jc w:val="center"/>') + p(DUMB) + p(STILL)
    assert body(docx(text)) == f"p: {STILL}\nbreak\np: {DUMB}\np: {STILL}"


def test_marks_alone_on_a_line_of_rich_text_are_a_break() -> None:
    text = rf"{SHEET}\pard The mill\par\pard {STILL}\par\pard\qc \emdash\par\pard {DUMB}\par\pard {STILL}\par"
    assert "\nbreak\n" in body(rtf(text))


# ---------------------------------------------------------------------------- initials, lists, lines and contents

FRAMED = '<w:framePr w:dropCap="{}" w:lines="3"/>'


def boxed(words: str, after: str) -> str:
    """A paragraph with a text box of these words."""
    return f"<w:p><w:r><w:pict><w:txbxContent>{p(words)}</w:txbxContent></w:pict><w:t>{after}</w:t></w:r></w:p>"


@pytest.mark.parametrize("title", ["Title", ""])
@pytest.mark.parametrize(
    "first",
    [
        p("E", run='<w:sz w:val="96"/><w:b/>', paragraph=FRAMED.format("drop")) + p("very year it rained."),
        p("“E", paragraph=FRAMED.format("margin")) + p("very year it rained.”"),
        boxed("E", "very year it rained."),
        boxed("E", "VERY year it rained."),
    ],
)
def test_a_large_initial_is_the_first_letter_of_its_word(first: str, title: str) -> None:
    shown = body(docx(p("The mill", style=title) + p("By Ann Dray") + p(STILL) + first + p(DUMB) + p(STILL)))
    assert shown.splitlines()[1].strip("p: “”").lower() == "every year it rained."


def test_other_boxes_and_frames_are_none() -> None:
    for other in (boxed("E", "Every year"), boxed("Every", "very year"), p("E", paragraph=FRAMED.format("none"))):
        heading = p("The weir", style="Heading1")
        assert "p: E" in body(docx(p("The mill", style="Title") + p(STILL) + heading + other + p(DUMB)))


def test_a_large_initial_in_an_opendocument_frame_and_in_rich_text() -> None:
    frame = "<draw:frame><draw:text-box><text:p>E</text:p></draw:text-box></draw:frame>"
    assert "p: Every year" in body(odt(f"<text:h>Mill</text:h><text:p>{frame}very year it rained.</text:p>"))
    text = rf"{SHEET}\pard\s1\outlinelevel0 Mill\par\pard\dropcapli3\dropcapt1{{\b E}}\par\pard\plain very year.\par"
    assert "Every year" in body(rtf(text)).replace("*", "")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1) Draw.", "2) Look.", "3) Stop."], "list 1:\n  * p: Draw.\n  * p: Look.\n  * p: Stop."),
        (["• Wheel", "• Weir"], "list:\n  * p: Wheel\n  * p: Weir"),
        (["a. Wheel", "b. Weir"], "list a:\n  * p: Wheel\n  * p: Weir"),
        (
            ["1. Mill", "(i) Wheel", "(ii) Race", "2. Weir"],
            "list 1:\n  * p: Mill\n    list i:\n      * p: Wheel\n      * p: Race\n  * p: Weir",
        ),
        (["1. Mill", "3. Weir"], "p: 1. Mill\np: 3. Weir"),
        (["- Is it so?", "- It is.", "- I see."], "p: - Is it so?\np: - It is.\np: - I see."),
        (["- Wheel", "- Weir", "- Race"], "list:\n  * p: Wheel\n  * p: Weir\n  * p: Race"),
        (["1990. A year.", "A. Dray said so."], "p: 1990. A year.\np: A. Dray said so."),
    ],
)
def test_typed_numbers_and_bullets_in_a_file_with_styles(lines: list[str], expected: str) -> None:
    text = p("The mill", style="Title") + p(STILL) + p("Steps", style="Heading1") + "".join(map(p, lines)) + p(DUMB)
    assert body(docx(text)) == f"p: {STILL}\nh2: Steps\n{expected}\np: {DUMB}"


def test_words_that_a_line_is_drawn_through_are_said() -> None:
    struck = p("The well is deep.", run="<w:strike/>") + p("Not so.", run="<w:strike w:val='0'/>")
    style = '<style:style style:name="T1" style:family="text"><style:text-properties {}/></style:style>'
    style = style.format('style:text-line-through-style="solid"')
    span = '<text:p>It is <text:span text:style-name="T1">The well is deep.</text:span></text:p>'
    for data in (
        docx(p("Mill", style="Title") + struck),
        odt(span, style),
        rtf(r"\pard It \strike The well is deep.\par"),
    ):
        said = [problem.message for problem in examine(data).problems]
        assert "struck-out text is kept as plain text: 'The well is deep.'" in said


def field(words: str, kind: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{words}"/></w:r>' + (
        kind and f"<w:r><w:instrText>{kind}</w:instrText></w:r>"
    )


@pytest.mark.parametrize("title", ["Title", ""])
def test_a_table_of_contents_is_set_aside(title: str) -> None:
    first = "<w:p>" + field("begin", 'TOC \\o "1-3"') + field("separate") + "<w:r><w:t>The race 2</w:t></w:r></w:p>"
    last = p("The weir 3").replace("</w:p>", f"{field('end')}</w:p>")
    holder = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    holder += f"<w:sdtContent>{p('What is in it')}{p('The wheel 4')}</w:sdtContent></w:sdt>"
    reading = examine(docx(p("The mill", style=title) + p(STILL) + first + last + holder + p(DUMB) + p(STILL)))
    assert [piece.text for piece in reading.article.furniture] == [
        "The race 2", "The weir 3", "What is in it", "The wheel 4",
    ]  # fmt: skip
    assert "set aside: 4 lines of a table of contents" in reading.problems[-1].message
    assert outline(reading.article).partition("--- furniture")[0].count("\np: ") == 3


# ------------------------------------------------------------------------------------------ several articles in one

ONE = p("Frost", style="Title") + p("By Ann Dray, 3 May 2023") + p(STILL)
TWO = p("NEWS", style="Kicker") + p("Thaw", style="Title") + p("By Bob Oates") + p(DUMB)
KICKER = '<w:style w:type="paragraph" w:styleId="Kicker"><w:name w:val="kicker"/></w:style>'


def heads(data: bytes) -> list[tuple[str, str]]:
    """The headline and the author of each article."""
    return [(plain(one.head.headline), one.head.bylines[0].persons[0].name) for one in copydesk.read_all(data)]


def test_titles_with_authors_open_articles() -> None:
    data = docx(ONE + TWO, {"styles": STYLES + KICKER})
    assert heads(data) == [("Frost", "Ann Dray"), ("Thaw", "Bob Oates")]
    first, second = copydesk.read_all(data)
    assert (plain(first.body).strip(), plain(second.body).strip()) == (STILL, DUMB)
    assert plain(second.head.kicker) == "NEWS"
    with pytest.raises(UsageError, match="the file holds 2 articles: 1 'Frost', 2 'Thaw'"):
        copydesk.read(data)


@pytest.mark.parametrize(
    "text",
    [
        ONE + p("Thaw", style="Title") + p(DUMB) + p(STILL),
        ONE + p("Thaw", style="Title") + p("By Bob Oates") + p("See below."),
        p("The frost", style="Title") + ONE,
        p("Frost", style="Title") + p("and thaw", style="Title") + p("By Ann Dray") + p(STILL),
    ],
)
def test_in_doubt_a_file_is_one_article(text: str) -> None:
    assert len(copydesk.read_all(docx(text))) == 1


def test_notes_go_with_the_article_that_refers_to_them() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r></w:p>'
    texts = [text.removesuffix("</w:p>") + reference.format(key) for key, text in ((1, ONE), (2, TWO))]
    notes = "".join(f'<w:footnote w:id="{key}">{p(words)}</w:footnote>' for key, words in ((1, "Cold."), (2, "Warm.")))
    articles = copydesk.read_all(docx("".join(texts), {"styles": STYLES + KICKER, "footnotes": notes}))
    assert [[plain(note).strip() for note in article.notes] for article in articles] == [["Cold."], ["Warm."]]


def test_titles_of_an_opendocument_text_open_articles() -> None:
    style = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    title = '<text:p text:style-name="{}">{}</text:p>'
    one = title.format("Title", "Frost") + f"<text:p>By Ann Dray</text:p><text:p>{STILL}</text:p>"
    two = title.format("P1", "Thaw") + f"<text:p>By Bob Oates</text:p><text:p>{DUMB}</text:p>"
    sheet = '<office:styles><style:style style:name="Title" style:family="paragraph"/></office:styles>'
    sheet = f"<office:document-styles {NAMESPACES_OF_ODF}>{sheet}</office:document-styles>"
    assert heads(odt(one + two, style, {"styles.xml": sheet})) == [("Frost", "Ann Dray"), ("Thaw", "Bob Oates")]


# --------------------------------------------------------------------------------------------- credits of pictures


@pytest.mark.parametrize(
    ("below", "caption", "credit"),
    [
        (p("The wheel in frost. Photo: Jo Webb", style="Caption"), "The wheel in frost.", "Photo: Jo Webb"),
        (p("The wheel in frost (Drawing: Jo Webb)", style="Caption"), "The wheel in frost", "(Drawing: Jo Webb)"),
        (p("The wheel.", style="Caption") + p("Photo: Jo Webb", style="Caption"), "The wheel.", "Photo: Jo Webb"),
        (p("The wheel.", style="Caption") + p("Photo: Jo Webb"), "The wheel.", "Photo: Jo Webb"),
        (p("Photo: Jo Webb", style="Caption"), "", "Photo: Jo Webb"),
        (p("The wheel in a photo by the river", style="Caption"), "The wheel in a photo by the river", ""),
    ],
)
@pytest.mark.parametrize("styled", [True, False])
def test_credits_that_no_style_marks(below: str, caption: str, credit: str, styled: bool) -> None:
    reading = word(p(DUMB), drawing("a"), below, p(DUMB), p(STILL), styled=styled)
    (figure,) = figures(reading.article)
    assert (plain(figure.caption), plain(figure.credit)) == (caption, credit)


def test_a_credit_keeps_its_marks() -> None:
    caption = p("The wheel in frost. ", style="Caption").removesuffix("</w:p>")
    caption += "<w:r><w:rPr><w:i/></w:rPr><w:t>Photo: Jo Webb</w:t></w:r></w:p>"
    (figure,) = figures(word(p(DUMB), drawing("a"), caption, p(STILL)).article)
    assert figure.caption == (Text("The wheel in frost."),)
    assert figure.credit == (Emphasis((Text("Photo: Jo Webb"),)),)


def test_a_note_of_a_typed_item_stays() -> None:
    item = p("2) Look.").removesuffix("</w:p>") + '<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    text = p("The mill", style="Title") + p(STILL) + p("Steps", style="Heading1") + p("1) Draw.") + item + p(DUMB)
    notes = f'<w:footnote w:id="1">{p("Twice.")}</w:footnote>'
    assert "* p: Look.[^1]" in body(docx(text, {"styles": STYLES, "footnotes": notes})).replace("[1]", "[^1]")


# ------------------------------------------------------------------------------------------------------- line ends


def lines(*texts: str) -> str:
    """A paragraph of these lines."""
    return "<w:p><w:r>" + "<w:br/>".join(f"<w:t>{text}</w:t>" for text in texts) + "</w:r></w:p>"


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        (
            ["The council has agreed to repair the foot-", "bridge at the weir before the winter came,", "they say."],
            "p: The council has agreed to repair the footbridge at the weir before the winter came, they say.",
        ),
        (["1. Close the bridge.", "2. Open it."], "list 1:\n  * p: Close the bridge.\n  * p: Open it."),
        (["2 Mill Lane", "Hollin"], "p: 2 Mill Lane ⏎ Hollin"),
        (
            ["The wheel is still tonight,", "The weir is white with foam,", "And nobody is coming home."],
            "p: The wheel is still tonight, ⏎ The weir is white with foam, ⏎ And nobody is coming home.",
        ),
    ],
)
def test_lines_that_were_pasted_with_their_ends(pasted: list[str], expected: str) -> None:
    text = p("The mill", style="Title") + p("Work", style="Heading1") + lines(*pasted) + p(DUMB)
    assert body(docx(text)) == f"h2: Work\n{expected}\np: {DUMB}"


def test_a_salutation_names_no_author() -> None:
    assert copydesk.read(styled("Dear neighbours,", "Liebe Gemeinde,")).head.bylines == ()
    assert body(rtf(rf"{SHEET}\pard\s1\outlinelevel0 Mill\par\pard 1)\tab Go.\par 2)\tab Stop.\par")).endswith("Stop.")
