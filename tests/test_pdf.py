"""PDF: every word once and in order, tagged as PDF/UA-1 asks, nothing fetched, the same bytes on any day."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import socket
import subprocess
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from xml.etree import ElementTree

import msgspec
import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given

from copydesk import tree, visit
from copydesk.errors import MissingEngineError, UsageError
from copydesk.style import PAPERS, available, load
from copydesk.tree import (
    Article,
    BlockQuote,
    Byline,
    Code,
    Contact,
    Emphasis,
    Figure,
    Head,
    Heading,
    Headline,
    Kicker,
    Link,
    List,
    Metadata,
    Note,
    NoteRef,
    Paragraph,
    Person,
    Preformatted,
    PubDate,
    Table,
    Text,
)
from copydesk.writing import Output, Settings, pdf
from copydesk.writing._shared import font_files
from copydesk.writing.html import page as html_page
from copydesk.writing.pdf import layout as _pdf_layouts
from copydesk.writing.pdf.html import PdfVisitor
from copydesk.writing.pdf.lines import set_spaces_apart
from tests import trees
from tests.test_html import squeezed, words_in_order
from tests.tools import PATIENCE, examples, require
from tests.trees import words
from tests.vera import failures

STYLES = [style.name for style in available()]

SENTENCE = "The ferry crossed the upper lake on Monday with forty people, nine bicycles and a goat on board. "
HEBREW = "המעבורת חצתה את האגם ביום שני ועליה ארבעים איש ותשעה זוגות אופניים. "
ARABIC = "عبرت العبارة البحيرة يوم الاثنين وعلى متنها أربعون راكبا. "
RUSSIAN = "Паром пересёк озеро в понедельник с сорока пассажирами на борту. "


def article_of(*paragraphs: str, lang: str = "en", headline: str = "Ferry returns") -> Article:
    return Article(
        lang=lang,
        head=Head(headline=Headline(words(headline))),
        body=tuple(Paragraph(words(text)) for text in paragraphs),
    )


def write(article: Article, style: str = "broadsheet", paper: str = "a4", *, archive: bool = False) -> Output:
    return pdf.write(article, Settings(style=load(style), paper=paper, archive=archive))


def run_poppler(program: str, *arguments: str, data: bytes) -> str:
    """The output of a program of poppler for a PDF."""
    run = subprocess.run([require(program), *arguments], input=data, capture_output=True, check=True, timeout=PATIENCE)
    return run.stdout.decode()


def unpacked(data: bytes) -> bytes:
    """A PDF, followed by its compressed contents."""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        with contextlib.suppress(zlib.error):
            data += zlib.decompress(stream)
    return data


def words_of_tags(data: bytes) -> tuple[str, str]:
    """The words of a PDF in the order of its tags, those of its notes apart, without white space, hyphens at line ends
    and list markers."""
    kept: tuple[list[str], list[str]] = ([], [])
    label = note = -1
    for line in run_poppler("pdfinfo", "-struct-text", "-", data=data).splitlines():
        depth = len(line) - len(line.lstrip())
        if label >= 0 and depth > label:
            continue
        label = depth if line.strip().startswith("Lbl") else -1
        if depth <= note:
            note = -1
        if line.strip().startswith("Note"):
            note = depth
        if match := re.fullmatch(r'\s*"(.*)"', line):
            kept[note >= 0].append(match[1])
    text, notes = ("".join("".join(words).split()).replace("\u2010", "") for words in kept)
    return text, notes


def words_expected(article: Article) -> tuple[str, str]:
    """The words that a PDF of the article shows, those of its notes apart: in the order of their references in the
    text, and then the others."""
    referred = [node.note for node in visit.walk((article.head, article.body, article.foot)) if type(node) is NoteRef]
    notes = sorted(article.notes, key=lambda note: referred.index(note.id) if note.id in referred else len(referred))
    without = msgspec.structs.replace(article, notes=())
    return squeezed(words_in_order(without)), squeezed(words_in_order(Article(notes=tuple(notes))))


# ----------------------------------------------------------------------------------------------------- the words


class Dressed(NamedTuple):
    """The article of everything in a style, on the style's first paper, and the warnings of the engine."""

    output: Output
    warnings: list[str]


@pytest.fixture(scope="module", params=STYLES)
def dressed(request: pytest.FixtureRequest) -> Iterator[Dressed]:
    """The tests of one style share one document, for each takes a second."""
    warnings: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    pdf._engine.cache_clear()  # otherwise the style sheets would not be read again
    try:
        yield Dressed(write(trees.everything(), request.param, load(request.param).papers[0], archive=True), warnings)
    finally:
        logger.removeHandler(handler)


@pytest.mark.parametrize("dressed", ["broadsheet"], indirect=True)  # it takes long; others are set without columns
def test_every_word_stands_once_and_in_order(dressed: Dressed) -> None:
    article = trees.everything()
    text, notes = words_of_tags(dressed.output.data)
    expected, in_order = words_expected(article)
    assert text == expected
    assert notes in (in_order, squeezed(words_in_order(Article(notes=article.notes))))  # at the feet, or at the end


def numbered(node: Any, count: list[int]) -> Any:
    """The same tree with unique words, so that a word that is lost, doubled or misplaced can be found."""
    if isinstance(node, tuple):
        return tuple(numbered(part, count) for part in node)
    if isinstance(node, str):
        count[0] += 1
        ends = node[: len(node) - len(node.lstrip())], node[len(node.rstrip()) :]
        return f"{ends[0]}w{count[0]}{ends[1]}" if node.strip() else node
    if not isinstance(node, tree.Node) or isinstance(node, Metadata):
        return node
    if isinstance(node, NoteRef):
        return NoteRef(node.note, f"m{node.note}")
    if isinstance(node, Note):
        return Note(node.id, f"m{node.id}", numbered(node.blocks, count))
    fields = {name: getattr(node, name) for name in node.__struct_fields__ if name not in ("furniture", "origin")}
    return msgspec.structs.replace(
        node,
        **{
            name: numbered(value, count)
            for name, value in fields.items()
            if name in ("text", "alt") or isinstance(value, tuple | tree.Node)
        },
    )


FEW = examples(
    4,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink an example would take minutes
)


@FEW
@given(trees.articles())
def test_every_word_of_any_tree_stands_once_and_in_order(article: Article) -> None:
    article = numbered(msgspec.structs.replace(article, furniture=()), [0])
    text, notes = words_of_tags(write(article, "plain").data)
    assert text == words_expected(article)[0]
    each = [squeezed(words_in_order(Article(notes=(note,)))) for note in article.notes]
    assert all(note in notes for note in each)  # those at the foot of a page, and those that nothing refers to
    assert len(notes) == sum(map(len, each))


def test_no_word_is_lost_where_pages_and_columns_break() -> None:
    numbered = [f"Paragraph {number}. {SENTENCE * 3}" for number in range(60)]
    article = article_of(*numbered)
    data = write(article).data
    assert words_of_tags(data) == words_expected(article)
    text = "".join(run_poppler("pdftotext", "-", "-", data=data).split())
    places = [text.index(f"Paragraph{number}.The") for number in range(60)]
    assert places == sorted(places)


def test_every_word_of_a_table_that_is_set_as_records_stands_once_and_in_order() -> None:
    """Except the labels of its cells."""
    output = write(RECORDS)
    assert words_of_tags(output.data) == words_expected(RECORDS)
    assert run_poppler("pdftotext", "-", "-", data=output.data).count("High water:") == 1


def test_what_looks_like_markup_is_text() -> None:
    hostile = '</p><style>* { display: none }</style> &amp; <img src=x> </article> <body class="a">'
    article = Article(head=Head(headline=Headline(words(hostile))), body=(Paragraph(words(hostile)),))
    data = write(article).data
    assert words_of_tags(data) == words_expected(article)
    assert f"Title:           {hostile}" in run_poppler("pdfinfo", "-", data=data)


# ---------------------------------------------------------------------------------------------------- the document


RECORDS = Article(
    body=(
        Table(
            (tuple((Link(words(f"Northinglethorpe{number}"), "https://example.org/"),) for number in range(9)),),
            (*[words("Harbour")] * 7, (), (Emphasis(words("High")), Text(" water"), NoteRef("n1", "1"))),
            words("The tides"),
        ),
    ),
    notes=(Note("n1", "1", (Paragraph(words("Of Monday.")),)),),
)
"""A table that fits on a page only as records."""

HARD_TO_TAG = {
    "short": article_of(SENTENCE),
    "right to left": article_of(ARABIC, HEBREW, lang="ar"),
    "empty": Article(),
    "no headline": Article(body=(Heading(3, words("No headline")), Paragraph(words(SENTENCE)))),
    "link and list": Article(
        body=(
            Paragraph((Link((Text("a "), Emphasis(words("marked ")), Code("link")), "https://example.org/"),)),
            List(((BlockQuote((Paragraph(words(SENTENCE)),)),), (), (Heading(2, words("In an item")),))),
            Table(((words("one"),), (words("one"), words("two")))),
        )
    ),
    "records": RECORDS,
}


def test_the_validator_finds_faults() -> None:
    weasyprint = pdf.load()
    untagged = weasyprint.HTML(string="<p>No tags").write_pdf()
    assert any(failure.startswith("7.1-3 ") for failure in failures(untagged, "ua1"))
    assert any(failure.startswith("6.7.3.3-1 ") for failure in failures(untagged, "2a"))


def test_every_style_makes_documents_that_conform_and_suit_archives(dressed: Dressed) -> None:
    assert failures(dressed.output.data, "ua1") + failures(dressed.output.data, "2a") == []


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_conforms(paper: str) -> None:
    data = write(trees.everything(), "broadsheet", paper).data
    assert failures(data, "ua1") == []
    assert failures(data, "2a") != []  # a document is for archives only where that is asked for


@pytest.mark.parametrize("article", HARD_TO_TAG.values(), ids=HARD_TO_TAG)
def test_what_is_hard_to_tag_conforms(article: Article) -> None:
    output = write(article, archive=True)
    assert failures(output.data, "ua1") + failures(output.data, "2a") == []


@FEW
@given(trees.articles())
def test_any_tree_conforms_where_fonts_have_its_characters(article: Article) -> None:
    output = write(article, "plain", archive=True)
    glyphs = any(problem.kind == "glyph" for problem in output.problems)
    broken = [failure for failure in failures(output.data, "ua1") if not (glyphs and failure.startswith("7.21"))]
    assert broken == []


def test_it_says_what_it_is() -> None:
    article = Article(
        lang="de",
        head=Head(
            headline=Headline(words("Regen – endlich")),
            bylines=(Byline("Von Ana Ruiz und Jo Park", (Person("Ana Ruiz"), Person("Jo Park"))),),
            dates=(PubDate("14. August 2025", iso="2025-08-14"),),
        ),
        body=(Paragraph(words(SENTENCE)),),
        metadata=Metadata(description="Es regnet.", keywords=("Regen", "Wind")),
    )
    data = write(article).data
    document = pypdfium2.PdfDocument(data)
    told_of = document.get_metadata_dict()
    assert told_of["Title"] == "Regen – endlich"
    assert told_of["Author"] == "Ana Ruiz, Jo Park"
    assert told_of["Subject"] == "Es regnet."
    assert told_of["Keywords"] == "Regen, Wind"
    assert told_of["CreationDate"].startswith("D:20250814")
    document.close()
    assert b"/Lang (de)" in unpacked(data)
    xmp = run_poppler("pdfinfo", "-meta", "-", data=data)
    for expected in (
        "Regen – endlich",
        "<rdf:li>Ana Ruiz</rdf:li><rdf:li>Jo Park</rdf:li>",
        "Es regnet.",
        "Regen, Wind",
    ):
        assert expected in xmp
    assert "CreateDate>2025-08-14<" in xmp


def test_headings_are_bookmarks_below_the_headline() -> None:
    body = (Heading(2, words("One")), Paragraph(words(SENTENCE)), Heading(3, words("Two")), Heading(2, words("Three")))
    document = pypdfium2.PdfDocument(write(Article(head=Head(headline=Headline(words("Top"))), body=body)).data)
    assert [(mark.level, mark.get_title()) for mark in document.get_toc()] == [
        (0, "Top"),
        (1, "One"),
        (2, "Two"),
        (1, "Three"),
    ]
    document.close()


@pytest.mark.parametrize("paper", PAPERS)
def test_the_paper_is_the_one_asked_for(paper: str) -> None:
    document = pypdfium2.PdfDocument(write(article_of(SENTENCE), paper=paper).data)
    width, height = document[0].get_size()
    assert (width * 25.4 / 72, height * 25.4 / 72) == pytest.approx(PAPERS[paper], abs=0.1)
    document.close()


@pytest.mark.parametrize(
    ("style", "paper"),
    [(style, paper) for style in STYLES for paper in PAPERS if paper == "a5" or style in ("broadsheet", "plain")],
)
def test_nothing_stands_outside_the_margins(style: str, paper: str) -> None:
    long = "https://example.org/" + "path" * 60
    cells = tuple(words(f"Characteristic{number}") for number in range(7))
    article = Article(
        lang="en",
        head=Head(kicker=Kicker(words(long)), headline=Headline(words("W" * 90))),
        body=(
            Paragraph((Text("See "), Link(words(long), long), Text(" soon."))),
            Heading(2, words("H" * 90)),
            BlockQuote((List(((Paragraph(words(long)),),)),)),
            Preformatted("y" * 200),
            Table((cells, cells), header=cells),
            Table(((words(long), words("b")),)),
        ),
        foot=(Contact((Paragraph(words(long)),)),),
    )
    boxes = run_poppler("pdftotext", "-bbox", "-", "-", data=write(article, style, paper).data)
    width = PAPERS[paper][0] * 72 / 25.4
    for left, right in re.findall(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"', boxes):
        assert 30 < float(left) < float(right) < width - 30


@pytest.mark.parametrize("style", ["broadsheet", "plain"])
def test_no_line_of_a_paragraph_and_no_heading_stands_alone(style: str) -> None:
    """At the foot or the top of a column."""
    body: list[Paragraph | Heading] = []
    for number in range(70):
        if number % 3 == 0:
            body.append(Heading(2, words(f"p{number}.heading")))
        length = 30 + number * 17 % 50
        body.append(Paragraph(words(" ".join(f"p{number}.word{at:03}" for at in range(length)))))
    data = write(Article(lang="en", head=Head(headline=Headline(words("Ferry"))), body=tuple(body)), style).data
    lines: dict[tuple[str, int, bool], set[float]] = {}  # of each paragraph in each column
    headings: dict[str, tuple[int, bool]] = {}
    boxes = run_poppler("pdftotext", "-bbox", "-", "-", data=data).split("<page ")[1:]
    for page, box in enumerate(boxes):
        for left, top, name, word in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)".*>(p\d+)\.(\w+)</word>', box):
            column = style == "broadsheet" and float(left) > PAPERS["a4"][0] * 72 / 25.4 / 2
            if word == "heading":
                headings[name] = page, column
            else:
                lines.setdefault((name, page, column), set()).add(round(float(top)))
    assert len(boxes) > 2
    assert len(headings) == 24
    assert [position for position, tops in lines.items() if len(tops) < 2] == []
    assert [name for name, position in headings.items() if (name, *position) not in lines] == []


def test_a_running_head_stands_on_every_page_but_the_first() -> None:
    article = article_of(*[SENTENCE * 8] * 12)
    named = Article(lang="en", head=article.head, body=article.body, metadata=Metadata(publisher="The Lake Courier"))
    for data, head in ((write(article).data, "Ferry returns"), (write(named).data, "The Lake Courier")):
        pages = run_poppler("pdftotext", "-", "-", data=data).split("\f")[:-1]
        assert len(pages) > 1
        assert all(text.startswith(head) for text in pages[1:])
        assert (head in pages[0]) == (head == "Ferry returns")  # as the headline, there
        assert [text.split()[-1] for text in pages] == [str(number) for number in range(1, len(pages) + 1)]


@pytest.mark.parametrize("style", STYLES)
def test_all_fonts_are_embedded_and_those_of_the_package(style: str) -> None:
    lines = run_poppler("pdffonts", "-", data=write(article_of(SENTENCE), style).data).splitlines()[2:]
    assert lines
    for line in lines:
        assert "Source-Se" in line or "Source-Sa" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]  # embedded, a subset, with a way back to the words


def test_the_style_sheets_are_understood(dressed: Dressed) -> None:
    assert dressed.warnings == []


def test_the_last_page_is_not_left_bare() -> None:
    """Without the special layout, a few lines would run over onto a last page."""
    engine = pdf._engine(load("essay"), "a4")
    for count in range(20, 60):
        article = article_of(*[SENTENCE * 2] * count)
        source = html_page(article, PdfVisitor(article), class_="paper-a4", data_running="x")
        document = engine.lay_out(ElementTree.fromstring(source), len(source))
        if _pdf_layouts.last_page_is_bare(document):
            finished = pypdfium2.PdfDocument(write(article, "essay").data)
            assert len(finished) == len(document.pages) - 1
            finished.close()
            return
    pytest.fail("no article of these lengths runs over")


# ----------------------------------------------------------------------------------------------------- the notes


def with_notes(*texts: str, references: int = 1) -> Article:
    """An article of long paragraphs, each of which refers to a note of these words."""
    notes = tuple(Note(f"n{at}", str(at), (Paragraph(words(text)),)) for at, text in enumerate(texts, 1))
    body = tuple(
        Paragraph((Text(SENTENCE * 7), *[NoteRef(note.id, note.mark)] * references, Text(" " + SENTENCE * 7)))
        for note in notes
    )
    return Article(lang="en", head=Head(headline=Headline(words("Ferry returns"))), body=body, notes=notes)


TOO_MANY = Article(
    body=(Paragraph((Text(SENTENCE), *(NoteRef(f"n{at}", str(at)) for at in range(1, 61)))),),
    notes=tuple(Note(f"n{at}", str(at), (Paragraph(words("A note of some length. " * 12)),)) for at in range(1, 61)),
)
"""One paragraph with more notes than its page has room for."""


def pages_of(data: bytes) -> list[str]:
    return run_poppler("pdftotext", "-layout", "-", "-", data=data).split("\f")[:-1]


@pytest.mark.parametrize("style", ["broadsheet", "plain"])
def test_notes_stand_at_the_foot_of_their_page(style: str) -> None:
    article = with_notes(*(f"Footnote number {at} of nine." for at in range(1, 10)), references=2)
    data = write(article, style).data
    pages = pages_of(data)
    assert len(pages) > 1
    assert words_of_tags(data) == words_expected(article)
    shown = [re.findall(r"Footnote number (\d)", page) for page in pages]
    assert "".join("".join(here) for here in shown) == "123456789"
    assert all(shown)
    last_lines = [page.rstrip().splitlines()[-len(here) - 3 : -1] for page, here in zip(pages, shown, strict=True)]
    assert all(any("Footnote" in line for line in lines) for lines in last_lines)


@pytest.mark.parametrize("style", ["broadsheet", "plain"])
def test_end_notes_stand_before_the_foot(style: str) -> None:
    data = write(trees.notes_and_foot(), style).data
    structure = run_poppler("pdfinfo", "-struct-text", "-", data=data)
    places = [structure.index(words) for words in ("ends.", "Of the foot", "Of nothing", "Write to us", "© Lake")]
    assert places == sorted(places)
    assert structure.count("Of the foot") == 1
    assert failures(data, "ua1") == []


def test_a_note_that_only_the_foot_refers_to_stands_once_before_it() -> None:
    short = trees.notes_and_foot()
    article = msgspec.structs.replace(short, body=(Paragraph((Text(SENTENCE * 40), NoteRef("n1", "1"))),))
    structure = run_poppler("pdfinfo", "-struct-text", "-", data=write(article, "plain").data)
    assert structure.index("Of the foot") < structure.index("Write to us")
    assert structure.count("Of the foot") == 1


@pytest.mark.parametrize(
    ("article", "first"),
    [
        (with_notes("A short one.", " ".join(["long"] * 1500)), "A short one."),  # the second fills more than a page
        (TOO_MANY, "A note of some length."),
        (Article(body=(Paragraph(words(SENTENCE)),), notes=(Note("a", "1", (Paragraph(words("Alone.")),)),)), "Alone."),
    ],
    ids=["too long", "too many", "no reference"],
)
def test_notes_that_find_no_room_stand_at_the_end(article: Article, first: str) -> None:
    data = write(article, "plain").data
    assert words_of_tags(data) == words_expected(article)
    assert failures(data, "ua1") == []
    text = " ".join(run_poppler("pdftotext", "-", "-", data=data).split())
    assert text.rindex("goat on board") < text.index(first)


def laid_out(*pages: dict[str, tuple[float, float]]) -> Any:
    """The layout of pages 1000 high, as from WeasyPrint: the names of anchors on each, with their tops and bottoms."""
    return SimpleNamespace(
        pages=[
            SimpleNamespace(height=1000, anchors={name: (0, top, 0, bottom) for name, (top, bottom) in page.items()})
            for page in pages
        ]
    )


REFERENCE = {"ref-1": (200.0, 200.0)}


@pytest.mark.parametrize(
    ("pages", "found_room"),
    [
        ([{**REFERENCE, "note-1": (900, 950)}], True),
        ([{**REFERENCE, "note-1": (500, 950)}], False),  # too high
        ([{**REFERENCE, "note-1": (900, 1010)}], False),  # below the paper's edge
        ([REFERENCE, {"note-1": (900, 950)}], False),  # a page late, and not one of many
        ([REFERENCE, {}], False),  # nowhere
        (
            [
                {
                    **REFERENCE,
                    **{f"ref-{at}": (300, 300) for at in range(2, 6)},
                    **{f"note-{at}": (900, 910) for at in range(1, 5)},
                },
                {"note-5": (900, 910)},
            ],
            True,
        ),  # the last of five is late
    ],
)
def test_where_notes_may_stand(pages: list[dict[str, tuple[float, float]]], found_room: bool) -> None:
    document = laid_out(*pages)
    numbers = {int(name[4:]) for page in pages for name in page if name.startswith("ref")}
    assert _pdf_layouts.notes_fit(document, numbers) == found_room


def test_a_last_page_of_notes_only_is_not_bare() -> None:
    assert not _pdf_layouts.last_page_is_bare(laid_out({"end": (900, 900)}, {"note-1": (900, 950)}))
    assert _pdf_layouts.last_page_is_bare(laid_out({}, {"end": (100, 100)}))


def test_a_reference_and_its_note_are_linked_both_ways() -> None:
    data = write(with_notes("A short one.", "Another."), "plain").data
    tags = run_poppler("pdfinfo", "-struct", "-", data=data)
    assert tags.count("Reference") == 2
    assert re.findall(r"Note <(.*?)>", tags) == ["note 1", "note 2"]
    targets = run_poppler("pdfinfo", "-dests", "-", data=data)
    assert all(f'"{name}"' in targets for name in ("ref-1", "note-1", "ref-2", "note-2"))


# ---------------------------------------------------------------------------------------------------- the glyphs


def test_characters_that_no_font_has_are_reported() -> None:
    output = write(article_of("A private sign: \U000f0123, and again \U000f0123, then \U000f0456."))
    (problem,) = output.problems
    assert problem.kind == "glyph"
    assert "U+F0123" in problem.message
    assert "U+F0456" in problem.message


def test_a_digit_on_a_key_is_framed_and_covers_nothing() -> None:
    document = write(
        article_of("Open 1\ufe0f\u20e3 Second tap and 2\u20e3 Main tap, then #\ufe0f\u20e3 Stop."), "plain"
    )
    assert document.problems == ()
    shown = run_poppler("pdftotext", "-raw", "-", "-", data=document.data)
    assert "Open 1 Second tap and 2 Main tap, then # Stop." in shown
    assert "\u20e3" not in shown  # whose glyph would stand over the letter behind it


def test_a_thousand_missing_characters_are_one_problem() -> None:
    output = write(article_of("".join(map(chr, range(0xF0000, 0xF0100)))))
    assert [problem.kind for problem in output.problems] == ["glyph"]
    assert "more" in output.problems[0].message
    assert len(output.problems[0].message) < 600


@pytest.mark.parametrize("text", [SENTENCE, HEBREW, ARABIC, RUSSIAN, "Ελληνικά", "naïve œuvre – “quoted” … ½ €"])
def test_common_scripts_have_their_glyphs(text: str) -> None:
    assert write(article_of(text)).problems == ()


def test_the_glyphs_that_are_drawn_are_the_right_ones() -> None:
    """By pixels: extracted text may be right where the page shows something else."""

    def ink(text: str) -> bytes:
        document = pypdfium2.PdfDocument(write(article_of(text)).data)
        pixels: Any = document[0].render(scale=1).to_pil()
        document.close()
        return bytes(pixels.tobytes())

    assert ink("Čeština") == ink("Čeština")
    assert ink("Čeština") != ink("Ceština")
    assert ink("Привет") != ink("\ue000\ue001\ue002\ue003\ue004\ue005")


# ------------------------------------------------------------------------------------------------ what is fetched


def test_nothing_that_the_article_names_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(*arguments: object, **_: object) -> None:
        asked.append(str(arguments))
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    fetched: list[str] = []

    def watch(_: object, url: str, headers: object = None) -> None:
        fetched.append(url)
        raise AssertionError(headers)

    monkeypatch.setattr(type(pdf._engine(load("broadsheet"), "a4").fetcher), "fetch", watch)
    evil = (
        "file:///etc/passwd",
        "http://example.org/a.png",
        '<img src="http://example.org/a.png"><link rel="attachment" href="file:///etc/passwd">',
        "@import url(http://example.org/a.css); @font-face { src: url(file:///etc/passwd) }",
    )
    article = Article(
        lang="en",
        head=Head(headline=Headline(words(evil[2]))),
        body=(
            *(Paragraph(words(text)) for text in evil),
            Paragraph((Link(words("passwords"), "file:///etc/passwd"), Link(words("page"), "http://example.org/"))),
            Figure(caption=words("A pier"), source="file:///etc/passwd", alt="pier"),
        ),
        metadata=Metadata(publisher=evil[3], description=evil[2]),
    )
    output = write(article)
    assert (asked, fetched) == ([], [])
    assert sorted(problem.kind for problem in output.problems) == ["unsafe_link", "unsupported"]
    assert b"/EmbeddedFile" not in output.data
    assert b"root:" not in output.data


def test_no_font_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint would copy them to a folder that remains if the process is stopped."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary folder was made")

    pdf.load()
    monkeypatch.setattr("weasyprint.text.fonts.mkdtemp", refuse)
    pdf._engine.cache_clear()
    font_files.known_to_pango.cache_clear()
    assert b"Source-Serif" in unpacked(write(article_of(SENTENCE)).data)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://example.org/", "data:text/plain,x"])
def test_the_fetcher_opens_nothing(url: str) -> None:
    engine = pdf._engine(load("broadsheet"), "a4")
    with pytest.raises(ValueError, match="is not fetched"):
        engine.fetcher.fetch(url)


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        ("body { background: url(http://example.org/a.png) }", "http://example.org/a.png"),
        ("@font-face { font-family: X; src: url(file:///etc/passwd) }", "file:///etc/passwd"),
        (".headline::before { content: url(paper.png) }", "paper.png"),
    ],
)
def test_what_a_style_names_is_not_fetched_but_reported(rules: str, named: str) -> None:
    style = msgspec.structs.replace(load("plain"), own_css=rules)
    for _ in range(2):  # the second must not use results of the first
        (problem,) = pdf.write(article_of(SENTENCE), Settings(style=style)).problems
        assert problem.kind == "unsupported"
        assert f"{named} is left out" in problem.message


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("p {colour:red}", "Ignored `colour:red` at 1:4, unknown property"),
        ("p {color:bluish}", "Ignored `color:bluish` at 1:4, invalid value"),
        ("p:glimpsed { color: red }", "Invalid or unsupported selector, 'p:glimpsed '"),
        ("@media (prefers-color-scheme: dark) { p { color: red } } a:hover { color: red }", None),
    ],
)
def test_rules_without_effect_are_reported(rules: str, message: str | None) -> None:
    style = msgspec.structs.replace(load("plain"), own_css=rules)
    problems = pdf.write(article_of(SENTENCE), Settings(style=style)).problems
    assert [problem.message for problem in problems] == ([f"your own CSS: {message}"] if message else [])


@pytest.mark.parametrize("rules", ["@page { size: 10mm 10mm }", "@page { margin: 200mm }", "body { margin: 0 10cm }"])
def test_pages_without_room_are_soon_reported(rules: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SPARE_PAGES", 1)
    monkeypatch.setattr(pdf, "CHARACTERS_PER_PAGE", 2**20)
    style = msgspec.structs.replace(load("plain"), own_css=rules)
    with pytest.raises(UsageError, match=r"the text does not fit.*--css"):
        pdf.write(article_of(SENTENCE * 11), Settings(style=style))
    assert logging.getLogger("weasyprint.progress").filters == []


@pytest.mark.parametrize("rules", ["p { margin: 30cm 0 }", "p { margin: 0 10cm }"])
def test_footnotes_without_room_go_to_the_end(rules: str) -> None:
    """In such a column WeasyPrint fails on the first footnote."""
    style = msgspec.structs.replace(load("broadsheet"), own_css=rules)
    body = (Paragraph((Text(SENTENCE), NoteRef("n1", "1"))), Paragraph((Text(SENTENCE),)))
    article = Article(lang="en", body=body, notes=(Note("n1", "1", (Paragraph((Text("The sum is 4."),)),)),))
    data = pdf.write(article, Settings(style=style)).data
    assert run_poppler("pdftotext", "-", "-", data=data).count("4.") == 1


def test_no_half_of_a_word_ends_a_paragraph() -> None:
    paragraphs = [f"The council met {'x ' * size}and spoke of disappointing transportation." for size in range(30)]
    text = run_poppler("pdftotext", "-", "-", data=write(article_of(*paragraphs)).data)
    assert re.search(r"\w[-‐]\n", text)  # other words are broken
    assert text.count("transportation.") == 30


# ------------------------------------------------------------------------------------------------- the same bytes


def test_the_clock_does_not_show() -> None:
    """The article has no date, so neither has the document."""
    data = unpacked(write(article_of(SENTENCE), archive=True).data)
    assert b"/Lang" in data
    assert not re.search(rb"CreationDate|ModDate|CreateDate|ModifyDate|D:20\d\d", data)


def test_threads_may_write_at_the_same_time() -> None:
    articles = [article_of(SENTENCE * count, f"{chr(0xF0000 + count)}") for count in range(1, 7)]
    alone = [write(article) for article in articles]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(write, articles)) == alone


# ------------------------------------------------------------------------------------------------- what is missing


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (OSError("cannot load library 'libpango-1.0-0': not found\nmore"), pdf.PACKAGES),
        (ImportError("no weasyprint"), "pip install weasyprint"),
    ],
)
def test_a_missing_library_is_named_with_its_remedy(
    error: Exception, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refuse:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "weasyprint":
                raise error

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Refuse(), *sys.meta_path])
    with pytest.raises(MissingEngineError, match="WeasyPrint") as raised:
        pdf.load()
    assert remedy in raised.value.remedy
    assert "\n" not in raised.value.message


def test_a_machine_without_any_font_gets_a_clear_error(tmp_path: Path) -> None:
    """Pango would crash the process."""
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    script = (
        "from copydesk.writing import pdf, Settings\nfrom copydesk.writing._shared import font_files\n"
        "from copydesk.style import load\nfrom copydesk.tree import Article\nfont_files._files = dict\n"
        "pdf.write(Article(), Settings(style=load('essay')))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert run.returncode == 1
    assert b"no font is installed" in run.stderr
    assert pdf.PACKAGES.encode() in run.stderr


def test_the_cost_of_a_long_article_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pdf_layouts, "LONG", 1)
    assert write(article_of(SENTENCE * 12)).problems == ()
    (problem,) = write(article_of(*["It rained."] * 300)).problems
    assert problem.kind == "cost"


# ---------------------------------------------------------------------------------------------------------- fonts


def test_faces_are_known_by_weight_and_slant() -> None:
    faces = font_files.faces(("Source Serif Pro", "No Such Family"))
    files = {(face.weight, face.italic): face.file.name for face in faces}
    assert files[400, False] == "SourceSerifPro-Regular.ttf"
    assert files[400, True] == "SourceSerifPro-It.ttf"
    assert files[600, True] == "SourceSerifPro-SemiboldIt.ttf"
    assert {face.family for face in faces} == {"Source Serif Pro"}
    assert faces[0].rule("a.ttf").startswith('@font-face { font-family: "Source Serif Pro";')


def test_a_space_before_a_mark_does_not_break_the_line() -> None:
    """WeasyPrint breaks a line after its first word where the words before a link fit but their space does not."""
    pieces = [
        "The queue begins before ",
        "dawn",
        ", when the ",
        "harbour lamps",
        " are still ",
        "burning",
        " and the tide ",
    ]
    pieces += [
        "stands",
        " high against the ",
        "wall",
        ". By ",
        "seven",
        " there are forty, by ",
        "eight",
        " a hundred.",
    ]
    marked = Paragraph(
        tuple(Emphasis(words(piece)) if index % 2 else Text(piece) for index, piece in enumerate(pieces))
    )
    markup = {
        name: PdfVisitor(Article()).visit(node)
        for name, node in (("marked", marked), ("not", Paragraph(words("".join(pieces)))))
    }
    widths = [200 + step * 0.3 for step in range(180)]
    boxes = "".join(
        f'<div id="{name}{width}" style="width: {width}pt; break-inside: avoid">{markup[name]}</div>'
        for width in widths
        for name in markup
    )
    rules = "<style>em { font-style: normal } p { break-inside: avoid }</style>"
    root = ElementTree.fromstring(f"<html>{rules}<body>{boxes}</body></html>")
    set_spaces_apart(root)
    document = pdf._engine(load("essay"), "a4").lay_out(root, len(boxes))
    height = {name: box[3] - box[1] for page in document.pages for name, box in page.anchors.items()}
    assert [width for width in widths if height[f"marked{width}"] != pytest.approx(height[f"not{width}"])] == []
