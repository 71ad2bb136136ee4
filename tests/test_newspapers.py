"""Archives of newspapers: a METS that names the blocks of each article, in ALTO pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import InputError, UsageError
from copydesk.reading import examine, examine_all
from copydesk.reading._shared.xml import elements
from copydesk.visit import plain
from tests.outline import outline
from tests.test_ocr import alto, block
from tests.test_ocr_archives import mets, tar, zipped
from tests.tools import examples

ADVERTISEMENT = "Buy your boots at the shop of Mr Hill in Mill Lane, open daily until seven in the evening."


def blocks(**texts: str) -> bytes:
    """A page of ALTO with blocks by their IDs, the lines of each between bars."""
    return alto("".join(block(*text.split(" | "), name=name) for name, text in texts.items()))


FRONT = blocks(
    M1="The Valley Gazette",
    B1="THE BELL RINGS AGAIN",
    B2="By Ana Ruiz",
    B3="The bell of the old mill rang on Tuesday for the | first time in forty years, and the people of",
    B4="A COLD SPRING",
    B5="Ice stood on the river until the end of April, | and no ferry crossed it.",
    B6="The bell, cast in 1848",
)
BACK = blocks(C1="the valley came to hear it.", C2="It rang until noon.")


def area(file: int, first: str, last: str = "") -> str:
    end = f' END="{last}"' if last else ""
    return f'<m:fptr><m:area BETYPE="IDREF" FILEID="F{file}" BEGIN="{first}"{end}/></m:fptr>'


def div(kind: str, *content: str, label: str = "") -> str:
    return f'<m:div TYPE="{kind}" LABEL="{label}">{"".join(content)}</m:div>'


BELL = div(
    "ARTICLE",
    div("HEADING", div("TITLE", area(0, "B1")), div("AUTHOR", area(0, "B2"))),
    div("BODY", div("TEXT", area(0, "B3"), area(1, "C1", "C2"))),
    div("ILLUSTRATION", div("CAPTION", area(0, "B6"))),
    label="The bell rings again",
)
SPRING = div("ARTICLE", div("HEADING", area(0, "B4")), div("BODY", div("PARAGRAPH", area(0, "B5"))))


def issue(*divisions: str, front: bytes = FRONT, files: tuple[str, ...] = ("1.xml", "2.xml")) -> dict[str, bytes]:
    """The files of an issue of two pages; ``files`` are those that its archive holds."""
    logical = f'<m:structMap TYPE="LOGICAL">{div("Newspaper", div("ISSUE", *divisions))}</m:structMap>'
    contents = mets(("1.xml",), ("2.xml",)).replace(b'<m:structMap TYPE="LOGICAL"/>', logical.encode())
    pages = {"1.xml": front, "2.xml": BACK}
    return {"mets.xml": contents, **{name: pages[name] for name in files}}


@pytest.mark.parametrize("pack", [tar, zipped])
def test_each_article_has_its_blocks_in_order_and_across_pages(pack: object) -> None:
    readings = examine_all(pack(issue(BELL, SPRING)))  # type: ignore[operator]
    assert [outline(reading.article) for reading in readings] == [
        "lang: en\nheadline: THE BELL RINGS AGAIN\nbyline: By Ana Ruiz | Ana Ruiz\n--- body\n"
        "p: The bell of the old mill rang on Tuesday for the first time in forty years, and the people of the valley "
        "came to hear it.\np: It rang until noon.\nfigure: The bell, cast in 1848\n"
        "--- furniture\nframe: The Valley Gazette\n",
        "lang: en\nheadline: A COLD SPRING\n--- body\n"
        "p: Ice stood on the river until the end of April, and no ferry crossed it.\n",
    ]
    assert readings[0].problems[0].message == "its METS gives 1 block of its pages to no article, which is set aside"


def test_one_article_of_an_issue_is_named_by_its_number() -> None:
    data = tar(issue(BELL, SPRING))
    with pytest.raises(UsageError, match="2 articles: 1 'The bell rings again', 2 'A COLD SPRING Ice stood on"):
        copydesk.read(data)
    assert plain(copydesk.read(data, article=2).head.headline) == "A COLD SPRING"


def test_text_of_no_article_is_a_part_of_its_own() -> None:
    front = FRONT.replace(b"</Page>", block(ADVERTISEMENT, name="A1").encode() + b"</Page>")
    data = tar(issue(div("SECTION", BELL, SPRING), div("ADVERTISEMENT", area(0, "A1")), front=front))
    bell, spring, left = examine_all(data)
    assert "2 blocks of its pages to no article, which are a further part" in bell.problems[0].message
    assert "Gazette" not in outline(bell.article) + outline(spring.article)
    words = plain((left.article.head, left.article.body)) + str(left.article.furniture)
    assert ADVERTISEMENT in words
    assert "The Valley Gazette" in words
    alone = tar(issue(BELL, front=front))
    assert plain(copydesk.read(alone).head.headline) == "THE BELL RINGS AGAIN"
    assert len(copydesk.read_all(alone)) == 2


def test_the_words_of_all_parts_are_those_of_the_pages() -> None:
    parts = copydesk.read_all(tar(issue(BELL, SPRING)))
    words = [plain((part.head, part.body)) + " " + " ".join(piece.text for piece in part.furniture) for part in parts]
    printed = "The Valley Gazette THE BELL RINGS AGAIN By Ana Ruiz The bell, cast in 1848 forty years, and the people"
    assert set(printed.split()) <= set(" ".join(words).split())


def test_pages_that_an_article_goes_back_to_keep_their_numbers() -> None:
    reading = examine(tar(issue(BELL, files=("1.xml", "2.xml"))), article=1)
    figure = next(section for section in reading.article.body if section.origin and "cast" in plain(section))
    assert next(section.origin.page for section in reading.article.body if section.origin) == 1
    assert figure.origin is not None
    assert figure.origin.page == 1


def test_a_page_of_an_article_that_is_missing_is_reported() -> None:
    reading = examine(tar(issue(BELL, files=("1.xml",))), article=1)
    assert [problem.message for problem in reading.problems if problem.kind == "lost"] == [
        "the archive lacks 2.xml, which its METS names for a page"
    ] * 2
    assert "the people of" in plain(reading.article.body)


def test_only_the_first_title_above_the_text_is_the_headline() -> None:
    front = blocks(B1="THE BELL", B2="RINGS AGAIN", B3="It rang on Tuesday for all to hear.", B4="Noon", B5="It ended.")
    titles = div("TITLE", area(0, "B1"), area(0, "B2"))
    article = div("ARTICLE", titles, area(0, "B3"), div("TITLE", area(0, "B4")), area(0, "B5"))
    assert outline(examine(tar(issue(article, front=front)), article=1).article).startswith(
        "lang: en\nheadline: THE BELL RINGS AGAIN\n--- body\np: It rang on Tuesday for all to hear.\n"
        "h2: Noon\np: It ended.\n"
    )


def test_a_title_below_the_text_is_a_heading() -> None:
    article = div("ARTICLE", area(0, "B5"), div("TITLE", area(0, "B4")), area(1, "C1", "X9"))
    read = outline(examine(tar(issue(article)), article=1).article)
    assert "h2: A COLD SPRING\np: the valley came to hear it.\n" in read
    assert "noon" not in read


def test_what_an_article_is_in_says_nothing_of_its_blocks() -> None:
    assert plain(copydesk.read(tar(issue(div("HEADER", SPRING))), article=1).body).startswith("Ice stood")


@pytest.mark.parametrize(
    "article",
    [div("ARTICLE", area(0, "X9")), div("ARTICLE"), div("CHAPTER", area(0, "B1")), div("ARTICLE", area(7, "B1"))],
)
def test_without_blocks_of_articles_all_pages_are_one(article: str) -> None:
    assert plain(copydesk.read(tar(issue(article))).body).endswith("It rang until noon.")


def test_a_block_within_a_composed_one_goes_with_it() -> None:
    inner = block("It rang on Tuesday.", name="B2") + block("It ended at noon.")
    front = alto(f'{block("THE BELL", name="B1")}<ComposedBlock ID="C1">{inner}</ComposedBlock>')
    article = div("ARTICLE", div("TITLE", area(0, "B1")), area(0, "C1"))
    read = examine(tar(issue(article, front=front)), article=1).article
    assert plain(read.body) == "It rang on Tuesday.\n\nIt ended at noon."


def test_a_page_is_emptied_when_the_next_is_read() -> None:
    pages = alto(f"{block('It rained.')}</Page><Page>{block('It stopped.')}")
    assert [len(page) for page in elements(pages, "Page")] == [1, 1]
    assert [len(page) for page in list(elements(pages, "Page"))] == [0, 0]


def test_a_broken_page_is_named() -> None:
    with pytest.raises(InputError, match=r"2\.xml: its XML is broken"):
        copydesk.read_all(tar({**issue(BELL), "2.xml": BACK[:-20]}))


@examples(20)
@given(st.data())
def test_damaged_issues_are_read_or_refused(data: st.DataObject) -> None:
    files = issue(BELL, SPRING)
    name = data.draw(st.sampled_from(sorted(files)))
    content = bytearray(files[name])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.sampled_from(b'<>/"0B=F '))
    try:
        for reading in examine_all(tar({**files, name: bytes(content)})):
            assert reading.article
    except InputError:
        return
