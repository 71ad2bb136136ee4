"""A PDF of several articles is taken apart where headlines and rules surely show it; an article with large headings
stays one."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import copydesk
from copydesk import batch
from copydesk.errors import UsageError
from copydesk.reading import ReadOptions, examine, load_all, number_of_articles, pdf
from copydesk.reading.copy import Box, Copy, CopyLine, Typeset
from copydesk.reading.pdf.drawn import NOTHING, Drawn, drawn_on
from copydesk.reading.pdf.flow import copy_lines
from copydesk.reading.pdf.heads import heads_of, rule_above
from copydesk.reading.pdf.pages import PageLines, page_lines
from copydesk.reading.pdf.set_line import SetLine
from copydesk.tree import Furniture
from tests.conftest import Run
from tests.newspapers import BELLS, HALL, LEFT, STEP, WEIR, Item, box, column, columns, head, paragraphs, rule, story
from tests.pdf_files import HEIGHT, WIDTH, painted, words
from tests.pdf_files import pdf as pdf_of
from tests.picture_files import picture_file, pictures
from tests.test_pdf_pictures import photo

_NAME = words("The Harbour Gazette", 90, 40, 24, "B")
_TITLES = ("Weir is rebuilt", "Forty chairs for the hall", "Bells rang")
_AUTHORS = ("By Ana Ruiz", "By Colm Garrity", "By Jo Park")


def paper(authors: Sequence[str] = _AUTHORS, name: str = _NAME, smallest: float = 13) -> bytes:
    """A page with an article over three columns, and below it one over two and one over one."""
    weir, hall, bells = (head(title, author, 13) for title, author in zip(_TITLES, authors, strict=True))
    weir[0], bells[0] = weir[0]._replace(size=18), bells[0]._replace(size=smallest)
    lead = story(paragraphs(WEIR, 8), weir, 55)
    lower = rule(290, 0, 2) + story(paragraphs(HALL, 6), hall, 292, 2) + rule(290, 2, 1)
    return pdf_of(name + lead + lower + story(paragraphs(BELLS, 4), bells, 292, 1, 2))


def illustrated() -> bytes:
    """A page with two articles beside one another, and a picture below the text of each."""
    hall, bells = (head(title, author, 13) for title, author in zip(_TITLES[1:], _AUTHORS[1:], strict=True))
    upper = rule(45, 0, 2) + story(paragraphs(HALL, 6), hall, 48, 2) + rule(45, 2, 1)
    upper += story(paragraphs(BELLS, 5), bells, 48, 1, 2)
    below = painted("A", LEFT, 380, 160, 120) + painted("B", LEFT + 2 * STEP, 400, 110, 110)
    return pdf_of(_NAME + upper + below, streams={"A": photo(), "B": photo(picture_file("JPEG", 220, 220), 220, 220)})


def newsletter() -> bytes:
    """A page on which text and headlines run on from column to column."""
    heads = [head(title, author, 9.6, above=8) for title, author in zip(_TITLES, _AUTHORS, strict=True)]
    items = heads[0] + paragraphs(WEIR, 5) + heads[1] + paragraphs(HALL, 7) + heads[2] + paragraphs(BELLS, 4)
    return pdf_of(_NAME + columns(items, 50, bottom=455))


def magazine() -> bytes:
    """Three articles that begin on pages of their own, two of them with large headings."""
    later = head("What came after", "", 11, above=8)
    heads = [head(title, author, 18) for title, author in zip(_TITLES, _AUTHORS, strict=True)]
    texts = [
        paragraphs(WEIR, 5) + later + paragraphs(WEIR, 4),
        paragraphs(HALL, 4) + later + paragraphs(HALL, 5),
        paragraphs(BELLS, 6),
    ]
    return pdf_of(*(story(text, title, 40) for text, title in zip(texts, heads, strict=True)))


def unsigned_first() -> bytes:
    """Three articles, each on its page, of which only the second has a byline."""
    heads = [head(title, author, 18, above=8) for title, author in zip(_TITLES, ("", _AUTHORS[1], ""), strict=True)]
    texts = [paragraphs(WEIR, 4), paragraphs(HALL, 4), paragraphs(BELLS, 4)]
    return pdf_of(*(story(text, title, 40) for text, title in zip(texts, heads, strict=True)))


SEVERAL = {
    "a newspaper": paper(),
    "one without bylines": paper(("", "", ""), "", smallest=11.5),
    "one with names alone": paper(("Ana Ruiz", "Colm Garrity", "Jo Park")),
    "a newsletter that runs on": newsletter(),
    "a magazine": magazine(),
    "one with a byline below the second headline alone": unsigned_first(),
}
TEXTS = dict(zip(_TITLES, (WEIR, HALL, BELLS), strict=True))


def headline(article: copydesk.Article) -> str:
    return copydesk.plain(article.head.headline) if article.head.headline else ""


def words_of(article: copydesk.Article) -> str:
    return " ".join(copydesk.plain(block) for block in article.body if isinstance(block, copydesk.Paragraph))


@pytest.mark.parametrize("data", SEVERAL.values(), ids=SEVERAL)
def test_several_articles_are_told_apart(data: bytes) -> None:
    articles = copydesk.read_all(data)
    assert [headline(article) for article in articles] == list(TEXTS)
    for article, text in zip(articles, TEXTS.values(), strict=True):
        own = words_of(article).replace(text, "").strip()
        assert own in ("", "What came after")
        assert words_of(article).count(text) > 2


def test_each_has_its_own_byline_and_the_name_of_the_paper_is_set_aside() -> None:
    articles = list(copydesk.read_all(paper()))
    assert [[person.name for byline in each.head.bylines for person in byline.persons] for each in articles] == [
        ["Ana Ruiz"],
        ["Colm Garrity"],
        ["Jo Park"],
    ]
    assert [each.furniture for each in articles] == [
        (Furniture("The Harbour Gazette", "running_head", origin=articles[0].furniture[0].origin),),
        (),
        (),
    ]


def test_columns_that_stand_beside_a_headline_belong_to_it() -> None:
    lead = story(paragraphs(WEIR, 6), head("Weir rebuilt", "By Ana Ruiz", 18), 40, 2)
    beside = column(paragraphs(WEIR, 4), LEFT + 2 * STEP, 40)
    lower = story(paragraphs(BELLS, 6), head("Bells rang", "By Jo Park"), 320)
    weir, bells = copydesk.read_all(pdf_of(lead + beside + lower))
    assert words_of(weir).count(WEIR) == 10
    assert words_of(bells).count(BELLS) == 6


def test_text_that_goes_on_on_the_next_page() -> None:
    weir = paragraphs(WEIR, 12)
    first = column(head("Weir rebuilt", "By Ana Ruiz", 18), LEFT, 30) + columns(weir[:51], 70, 1, bottom=580)
    second = columns(weir[51:], 30, 1, bottom=580)
    third = story(paragraphs(HALL, 4), head("Forty chairs", "By Colm Garrity", 18), 30, 2)
    read = [words_of(each) for each in copydesk.read_all(pdf_of(first, second, third))]
    assert [own.count(text) for own, text in zip(read, (WEIR, HALL), strict=True)] == [12, 4]


_HEAD = head("A year on the river", "By Ana Ruiz", 18)
_SECTIONS = ("The hall", "The bells", "The bread")
ONE = {
    "large headings": story(
        [item for name in _SECTIONS for item in head(name, "", 12, above=8) + paragraphs(WEIR, 4)], _HEAD, 40
    ),
    "headings below rules": column(_HEAD, LEFT, 40)
    + "".join(
        rule(80 + 160 * at, 0, 1) + story(paragraphs(HALL, 2), head(name, "", 12), 82 + 160 * at, 1)
        for at, name in enumerate(_SECTIONS)
    ),
    "headings across columns": column(_HEAD, LEFT, 40)
    + "".join(
        story(paragraphs(HALL, 5), head(name, "", 12), 82 + 150 * at) for at, name in enumerate(_SECTIONS)
    ),
    "a heading with a byline, set smaller": column(
        [
            *head("A year on the river", "", 18),
            *paragraphs(WEIR, 4),
            *head("The bells", "By Jo Park", 13, above=10),
            *paragraphs(BELLS, 4),
        ],
        LEFT,
        40,
    ),
    "a pull quote": story(
        [*paragraphs(WEIR, 4), *head("“We heard the clock”", "Jo Park, mason", 13, above=10), *paragraphs(HALL, 4)],
        _HEAD,
        40,
    ),
}  # fmt: skip


@pytest.mark.parametrize("content", ONE.values(), ids=ONE)
def test_an_article_stays_one(content: str) -> None:
    data = pdf_of(content)
    assert len(pdf.parts(data)) == 1
    assert not [problem for problem in examine(data).problems if "several articles" in problem.message]


def test_what_may_be_several_is_read_as_one_and_said() -> None:
    boxed = box(250, 400) + story(paragraphs(BELLS, 6), head("Bells rang all night"), 255)
    problems = [
        problem
        for problem in examine(pdf_of(story(paragraphs(WEIR, 6), _HEAD, 40) + boxed)).problems
        if problem.kind == "order"
    ]
    assert [problem.message for problem in problems] == [
        "it may hold several articles, and is read as one: 'A year on the river', 'Bells rang all night'"
    ]


def sections() -> bytes:
    """An article below whose headline stand boxes with headings that are set alike."""
    boxes = "".join(
        box(82 + 160 * at, 232 + 160 * at) + rule(84 + 160 * at) + story(paragraphs(HALL, 5), head(name), 88 + 160 * at)
        for at, name in enumerate(_SECTIONS)
    )
    return pdf_of(column(_HEAD, LEFT, 40) + boxes)


def test_sections_that_are_set_alike_are_no_articles() -> None:
    assert len(pdf.parts(sections())) == 1


def test_the_command_takes_one_or_all(run: Callable[..., Run], tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper())
    assert number_of_articles(path, None) == 3
    assert b"Bells rang" in run(path, "--article", "3", "-t", "md").out
    assert run(path, "-t", "md", "-O", tmp_path / "out").code == 0
    assert [each.name for each in sorted((tmp_path / "out").iterdir())] == [f"paper-{n}.md" for n in (1, 2, 3)]
    with pytest.raises(UsageError, match="holds 3 articles: 1 'Weir is rebuilt"):
        copydesk.read(path)


@pytest.fixture
def pages_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the pages that are read, from 0."""
    numbers: list[int] = []

    def counting(raw: object, document: object, number: int, most: int, **more: Any) -> PageLines:
        numbers.append(number)
        return page_lines(raw, document, number, most, **more)

    monkeypatch.setattr(pdf, "page_lines", counting)
    return numbers


@pytest.mark.parametrize(("data", "number"), [(paper(), 1), (magazine(), 3), (sections(), 1)])
def test_each_page_is_read_once(data: bytes, number: int, pages_read: list[int], tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    jobs = batch.plan(batch.find([path]).files, ["md"], tmp_path / "out")
    (tmp_path / "out").mkdir()
    assert not any(result.failures for result in batch.run(jobs))
    assert pages_read == list(range(number))


def test_the_words_of_a_file_that_is_recognised_anew_are_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def recognised(document: object, numbers: Sequence[int], lang: str | None) -> Copy:
        asked.append(lang)
        return Copy((CopyLine("It rained on all three of them.", Typeset(page=1)),), "scan")

    monkeypatch.setattr(pdf, "recognised_pages", recognised)
    (article,) = copydesk.read_all(paper(), lang="nl", ocr="force")
    assert headline(article) == headline(copydesk.read(paper(), lang="nl", ocr="force"))
    assert headline(article) == "It rained on all three of them."
    assert asked == ["nl"] * 2


def test_the_language_reaches_each_article(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def lines(*given: Any) -> list[CopyLine]:
        asked.append(given[-1])
        return copy_lines(*given)

    monkeypatch.setattr(pdf, "copy_lines", lines)
    assert [reading.article.lang for reading in load_all(paper(), "pdf", ReadOptions("sv"))] == ["sv"] * 3
    assert asked == ["sv"] * 3


def test_the_articles_can_be_sent_to_other_processes() -> None:
    part = pickle.loads(pickle.dumps(pdf.parts(paper())[1]))
    assert part.title == "Forty chairs for the hall"


# ---------------------------------------------------------------------------------------------- headlines and rules


def line(text: str, left: float, top: float, width: float, size: float, *, bold: bool = False) -> SetLine:
    return SetLine(text, left, left + width, top, top + size, top + size, size, bold, False, int(top * 1000 + left))


TEXT = [
    line("and nobody stood on the quay to catch it", left, 100 + 12 * n, 150, 10) for left in (40, 210) for n in (0, 1)
]


def test_a_headline_stands_over_its_columns_as_far_as_nothing_is_beside_it() -> None:
    (wide,) = heads_of([line("Home in the fog", 40, 60, 120, 20), *TEXT], 10, 0)
    assert [wide.covers(each) for each in TEXT] == [True] * 4
    beside = line("The quay", 210, 60, 120, 20)
    one, other = heads_of([line("Home in the fog", 40, 60, 120, 20), beside, *TEXT], 10, 0)
    assert [one.covers(each) for each in TEXT] == [True, True, False, False]
    assert [other.covers(each) for each in TEXT] == [False, False, True, True]


def test_a_kicker_belongs_to_the_headline_below_it() -> None:
    kicker = line("HARBOUR", 40, 46, 60, 8)
    (found,) = heads_of(
        [line("and so to bed.", 40, 10, 100, 10), kicker, line("Home in the fog", 40, 60, 120, 20), *TEXT], 10, 0
    )
    assert found.above == [kicker]
    (other,) = heads_of(
        [line("and so to bed.", 40, 46, 100, 10), line("Home in the fog", 40, 60, 120, 20), *TEXT], 10, 0
    )
    assert other.above == []


def test_a_rule_above_a_headline() -> None:
    (found,) = heads_of([line("Home in the fog", 40, 60, 120, 20), *TEXT], 10, 0)
    rule = Box(40, 50, 200, 51)
    assert rule_above(found, Drawn(across=(rule,)))
    assert not rule_above(found, NOTHING)
    assert not rule_above(found, Drawn(across=(rule._replace(right=80),)))
    assert not rule_above(found, Drawn(across=(rule._replace(top=10, bottom=11),)))


@pytest.mark.parametrize(
    ("content", "counts"),
    [
        ("1 w 40 200 m 300 200 l S", (1, 0, 0)),
        ("1 w 40 200 m 40 300 l S", (0, 1, 0)),
        ("40 200 200 100 re S", (0, 0, 1)),
        ("0 g 40 200 200 1 re f", (1, 0, 0)),
        ("1 g 40 200 200 100 re f", (0, 0, 0)),
        ("q 40 200 200 1 re W n 0 g 0 0 400 400 re f Q", (1, 0, 0)),
        ("40 200 m 300 200 l n", (0, 0, 0)),
        ("0 g 0 0 500 500 re f", (0, 0, 0)),
    ],
    ids=["across", "down", "a box", "a filled rule", "white", "clipped", "not painted", "the ground of the page"],
)
def test_what_is_drawn(content: str, counts: tuple[int, int, int]) -> None:
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf_of(content))
    found = drawn_on(raw, document.raw, 0, (WIDTH, HEIGHT))
    assert tuple(map(len, found)) == counts
    assert drawn_on(raw, document.raw, 0, (HEIGHT, WIDTH)) == NOTHING


# ---------------------------------------------------------------------------------------------- cover sheets

_COVER = (
    "This is a repository copy of {title}.", "Version: accepted version", "Please cite the published version:",
    "https://doi.org/10.1234/5678", "Terms of use: see the licence.",
)  # fmt: skip


@pytest.mark.parametrize("title", ["Weirs in dry years", "Something else"])
def test_a_cover_sheet_is_set_aside(title: str) -> None:
    """It is one if it has the title of the article that follows."""
    sheet = column([Item(line.format(title=title), 9, above=6) for line in _COVER], LEFT, 40)
    article = story(paragraphs(WEIR, 4), head("Weirs in dry years", "Ana Ruiz", 18), 40, 2)
    reading = examine(pdf_of(sheet, article))
    is_cover = title == "Weirs in dry years"
    said = "page 1 was set aside: it is the cover sheet of the archive that gave the file"
    assert (said in [problem.message for problem in reading.problems]) is is_cover
    assert [each.kind for each in reading.article.furniture] == (["frame"] * 5 if is_cover else [])
    assert not is_cover or headline(reading.article) == title


def test_each_picture_of_a_page_goes_with_the_article_that_it_stands_nearest_to() -> None:
    hall, bells = copydesk.read_all(illustrated())
    assert [(picture.width, picture.height) for picture in pictures(hall)] == [(200, 150)]
    assert [(picture.width, picture.height) for picture in pictures(bells)] == [(220, 220)]
