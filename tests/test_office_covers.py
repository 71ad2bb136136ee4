"""Covers of reports and theses in office documents, typed tables of contents, and articles under headings."""

from __future__ import annotations

import time

import pytest

import copydesk
from copydesk.errors import UsageError
from copydesk.reading import examine
from copydesk.reading.office.flow import Document, Para, Run
from copydesk.reading.office.typed_contents import with_typed_contents
from copydesk.visit import plain
from tests.office import NAMESPACES_OF_ODF, STYLES, docx, odt, p
from tests.outline import outline

STILL = "The mill race was dug in the dry summer, by hand, and nobody has cleaned it since the miller left the dale."
LARGE, BOLD = '<w:sz w:val="48"/>', "<w:b/>"
NEW_PAGE = "<w:pageBreakBefore/>"
MORE = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (("Toc", "toc 1"), ("Subtitle", "Subtitle"), ("Heading3", "heading 3"))
)
CONTENTS = p("Contents", style="Toc") + p("Water\t1", style="Toc")
CHAPTERS = p("Water", style="Heading1") + p(STILL) + p("Fish", style="Heading1") + p(STILL)
READ = f"h2: Water\np: {STILL}\nh2: Fish\np: {STILL}\n"


def word(body: str) -> bytes:
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    return docx(body, {"styles": normal + STYLES + MORE})


def shown(body: str) -> str:
    return outline(copydesk.read(word(body))).removeprefix("lang: en\n").partition("--- furniture")[0]


DEGREE = "A thesis submitted in partial fulfilment of the requirements for the degree of Master"
COVERS = [
    (  # a title by its size, by on a line of its own
        p("University of Ormby") + p("The race of Ormby", run=LARGE + BOLD) + p(DEGREE) + p("by") + p("Ana Ruiz")
        + p("Supervisor: Dr. Jo Park") + p("May 2020") + CONTENTS + CHAPTERS,
        "headline: The race of Ormby\nbyline: by Ana Ruiz | Ana Ruiz\ndate: - | May 2020\n--- body\n"
        f"p: University of Ormby\np: {DEGREE}\np: Supervisor: Dr. Jo Park\n{READ}",
    ),
    (  # a title by its style, and a page of its own
        p("University of Ormby") + p("The race", style="Title") + p("A history", style="Subtitle")
        + p("Supervised by Jo Park") + p("Submitted by Ana Ruiz") + p("12 May 2020")
        + p("Water", style="Heading1", paragraph=NEW_PAGE) + p(STILL) + p("Fish", style="Heading1") + p(STILL),
        "headline: The race\ndeck: A history\nbyline: Submitted by Ana Ruiz | Ana Ruiz\n"
        f"date: 2020-05-12 | 12 May 2020\n--- body\np: University of Ormby\np: Supervised by Jo Park\n{READ}",
    ),
    (  # a report
        p("Annual report", style="Title") + p("Prepared by: Ana Ruiz and Jo Park") + p("Date: 12 May 2020")
        + p("Version 1.2") + CONTENTS + CHAPTERS,
        "headline: Annual report\nbyline: Prepared by: Ana Ruiz and Jo Park | Ana Ruiz | Jo Park\n"
        f"date: 2020-05-12 | Date: 12 May 2020\n--- body\np: Version 1.2\n{READ}",
    ),
    (  # a title in two lines, in bold type
        p("Dale Group") + p("The race", run=BOLD) + p("of Ormby", run=BOLD) + p("Author: Ana Ruiz") + CONTENTS
        + CHAPTERS,
        f"headline: The race ⏎ of Ormby\nbyline: Author: Ana Ruiz | Ana Ruiz\n--- body\np: Dale Group\n{READ}",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), COVERS, ids=["size", "style", "report", "bold"])
def test_a_cover_names_title_author_and_date(body: str, expected: str) -> None:
    assert shown(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        p("Ormby") + p("The race", run=LARGE) + p("by") + p("Ana Ruiz") + CHAPTERS,  # no page of its own
        p("Ormby") + p("The race", run=LARGE) + p(f"{STILL} " * 3) + p("by") + p("Ana Ruiz") + CONTENTS + CHAPTERS,
        p("Ormby") + p("The race") + p("by") + p("Ana Ruiz") + CONTENTS + CHAPTERS,  # no title that shows
    ],
)
def test_in_doubt_there_is_no_cover(body: str) -> None:
    assert "p: by\np: Ana Ruiz" in shown(body)


def test_a_typed_table_of_contents_is_set_aside() -> None:
    typed = p("Contents", style="Heading1") + p("1. Water\t1") + p("") + p("2. Fish ........ 7") + p("Index\t9")
    reading = examine(word(p("The race", style="Title") + typed + CHAPTERS))
    assert [(piece.kind, piece.text) for piece in reading.article.furniture] == [
        ("navigation", text) for text in ("Contents", "1. Water 1", "2. Fish ........ 7", "Index 9")
    ]
    scores = p("Results", style="Heading1") + p("Ormby\t1") + p("Dale\t7")
    assert shown(p("The race", style="Title") + scores + CHAPTERS).count("p: Ormby 1") == 1


def test_a_hostile_line_takes_no_time() -> None:
    flow = [
        Para((Run(text),), ("heading 1",) * outline, outline)
        for text, outline in ((f"Fish{' ' * 30_000}x", 0), ("Fish", 1))
    ]
    before = time.process_time()
    assert with_typed_contents(Document(flow)).flow == flow
    assert time.process_time() - before < 1


ONE = p("The mill opens", style="Heading1") + p("By Ana Ruiz") + p(STILL) + p("Depth", style="Heading2") + p(STILL)
TWO = p("Fish come back", style="Heading1") + p("By Jo Park") + p(STILL)


def test_headings_with_authors_open_articles() -> None:
    data = word(p("The Ormby News", style="Title") + p("May 2020") + ONE + TWO)
    first, second = copydesk.read_all(data)
    assert outline(first) == (
        "lang: en\nheadline: The mill opens\nbyline: By Ana Ruiz | Ana Ruiz\n--- body\n"
        f"p: {STILL}\nh2: Depth\np: {STILL}\n--- furniture\nframe: The Ormby News\nframe: May 2020\n"
    )
    assert plain(second.head.headline) == "Fish come back"
    with pytest.raises(UsageError, match="the file holds 2 articles: 1 'The mill opens', 2 'Fish come back'"):
        copydesk.read(data)


@pytest.mark.parametrize(
    "body", [CHAPTERS, ONE + p("Fish", style="Heading1") + p(STILL), p(STILL * 2) + ONE + TWO, ONE]
)
def test_in_doubt_headings_are_those_of_one_article(body: str) -> None:
    assert len(copydesk.read_all(word(body))) == 1


def test_headings_of_an_opendocument_text_open_articles() -> None:
    article = '<text:h text:style-name="Heading_20_1" text:outline-level="1">{}</text:h><text:p>By {}</text:p>'
    article += f"<text:p>{STILL}</text:p>"
    style = '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"/>'
    sheet = (
        f"<office:document-styles {NAMESPACES_OF_ODF}><office:styles>{style}</office:styles></office:document-styles>"
    )
    data = odt(article.format("The mill", "Ana Ruiz") + article.format("Fish", "Jo Park"), "", {"styles.xml": sheet})
    assert [plain(one.head.headline) for one in copydesk.read_all(data)] == ["The mill", "Fish"]


def test_a_file_that_begins_at_the_second_level() -> None:
    deeper = p("Depth", style="Heading2") + p(STILL) + p("Gates", style="Heading3") + p(STILL)
    text = f"p: {STILL}\nh2: Depth\np: {STILL}\nh3: Gates\np: {STILL}\n"
    assert shown(p("The mill", style="Heading2") + p(STILL) + deeper) == f"headline: The mill\n--- body\n{text}"
    assert shown(p(STILL) + deeper) == f"--- body\n{text}"
