"""PDF: every word once and in order, tagged as PDF/UA-1 asks, nothing fetched, the same bytes on any day."""

from __future__ import annotations

import logging
import os
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import page
import pypdfium2
import pytest

from copydesk import visit
from copydesk.errors import MissingEngineError
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
    Paragraph,
    Person,
    Preformatted,
    PubDate,
    Table,
    Text,
)
from copydesk.writing import Options, Output, _fonts, pdf
from copydesk.writing.html import page as html_page
from tests import trees
from tests.test_html import squeezed, words_in_order
from tests.tools import require

STYLES = [style.name for style in available()]

SENTENCE = "The ferry crossed the upper lake on Monday with forty people, nine bicycles and a goat on board. "
HEBREW = "המעבורת חצתה את האגם ביום שני ועליה ארבעים איש ותשעה זוגות אופניים. "
ARABIC = "عبرت العبارة البحيرة يوم الاثنين وعلى متنها أربعون راكبا. "
RUSSIAN = "Паром пересёк озеро в понедельник с сорока пассажирами на борту. "


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def article_of(*paragraphs: str, lang: str = "en", headline: str = "Ferry returns") -> Article:
    return Article(
        lang=lang,
        head=Head(headline=Headline(words(headline))),
        body=tuple(Paragraph(words(text)) for text in paragraphs),
    )


def write(article: Article, style: str = "broadsheet", paper: str = "a4") -> Output:
    return pdf.write(article, Options(style=load(style), paper=paper))


def told(program: str, *arguments: str, data: bytes) -> str:
    """What a program of poppler says of a PDF."""
    run = subprocess.run([require(program), *arguments], input=data, capture_output=True, check=True, timeout=60)
    return run.stdout.decode()


def all_words(article: Article) -> str:
    return squeezed(words_in_order(article))


def words_of_tags(data: bytes) -> str:
    """The words of a PDF in the order of its tags, without white space, hyphens at line ends and list markers."""
    lines = told("pdfinfo", "-struct-text", "-", data=data).splitlines()
    kept: list[str] = []
    label = -1
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if label >= 0 and depth > label:
            continue
        label = depth if line.strip().startswith("Lbl") else -1
        if match := re.fullmatch(r'\s*"(.*)"', line):
            kept.append(match[1])
    return "".join("".join(kept).split()).replace("\u2010", "")


# ----------------------------------------------------------------------------------------------------- the words


@pytest.mark.parametrize("style", STYLES)
def test_every_word_stands_once_and_in_order(style: str) -> None:
    article = trees.everything()
    assert words_of_tags(write(article, style).data) == all_words(article)


def test_no_word_is_lost_where_pages_and_columns_break() -> None:
    numbered = [f"Paragraph {number}. {SENTENCE * 3}" for number in range(60)]
    article = article_of(*numbered)
    data = write(article).data
    assert words_of_tags(data) == all_words(article)
    text = "".join(told("pdftotext", "-", "-", data=data).split())
    places = [text.index(f"Paragraph{number}.The") for number in range(60)]
    assert places == sorted(places)


def test_what_looks_like_markup_is_text() -> None:
    hostile = '</p><style>* { display: none }</style> &amp; <img src=x> </article> <body class="a">'
    article = Article(head=Head(headline=Headline(words(hostile))), body=(Paragraph(words(hostile)),))
    data = write(article).data
    assert words_of_tags(data) == all_words(article)
    assert f"Title:           {hostile}" in told("pdfinfo", "-", data=data)


# ---------------------------------------------------------------------------------------------------- the document


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "article",
    [
        trees.everything(),
        article_of(SENTENCE),
        article_of(ARABIC, HEBREW, lang="ar"),
        Article(),
        Article(body=(Heading(3, words("No headline")), Paragraph(words(SENTENCE)))),
        Article(
            body=(
                Paragraph((Link((Text("a "), Emphasis(words("marked ")), Code("link")), "https://example.org/"),)),
                List(((BlockQuote((Paragraph(words(SENTENCE)),)),), (), (Heading(2, words("In an item")),))),
                Table(((words("one"),), (words("one"), words("two")))),
            )
        ),
    ],
    ids=["everything", "short", "right to left", "empty", "no headline", "hard to tag"],
)
def test_it_conforms_to_pdf_ua(article: Article, style: str) -> None:
    report = page.validate_pdf_bytes(write(article, style).data, profile=page.ValidationProfile.PDF_UA_1)
    assert "no failures" in str(report), str(report)


def test_it_says_what_it_is(tmp_path: Path) -> None:
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
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    plain = subprocess.run([require("qpdf"), "--qdf", file, "-"], capture_output=True, check=True, timeout=60)
    assert b"/Lang (de)" in plain.stdout


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


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("style", STYLES)
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
    boxes = told("pdftotext", "-bbox", "-", "-", data=write(article, style, paper).data)
    width = PAPERS[paper][0] * 72 / 25.4
    for left, right in re.findall(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"', boxes):
        assert 30 < float(left) < float(right) < width - 30


def test_a_running_head_stands_on_every_page_but_the_first() -> None:
    article = article_of(*[SENTENCE * 8] * 12)
    named = Article(lang="en", head=article.head, body=article.body, metadata=Metadata(publisher="The Lake Courier"))
    for made, head in ((write(article).data, "Ferry returns"), (write(named).data, "The Lake Courier")):
        pages = told("pdftotext", "-", "-", data=made).split("\f")[:-1]
        assert len(pages) > 1
        assert all(text.startswith(head) for text in pages[1:])
        assert (head in pages[0]) == (head == "Ferry returns")  # as the headline, there
        assert [text.split()[-1] for text in pages] == [str(number) for number in range(1, len(pages) + 1)]


@pytest.mark.parametrize("style", STYLES)
def test_all_fonts_are_embedded_and_ours(style: str) -> None:
    lines = told("pdffonts", "-", data=write(article_of(SENTENCE), style).data).splitlines()[2:]
    assert lines
    for line in lines:
        assert "Source-Se" in line or "Source-Sa" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]  # embedded, a subset, with a way back to the words


@pytest.mark.parametrize("style", STYLES)
def test_the_style_sheets_are_understood(style: str, caplog: pytest.LogCaptureFixture) -> None:
    pdf._engine.cache_clear()
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        write(trees.everything(), style)
    assert caplog.records == []


def test_the_last_page_is_not_left_bare() -> None:
    """Set as it comes, this would run a few lines over onto a last page."""
    engine = pdf._engine(load("essay"), "a4")
    for count in range(20, 60):
        article = article_of(*[SENTENCE * 2] * count)
        source = html_page(article, pdf.PdfVisitor(article), class_="paper-a4", data_running="x")
        document = engine.lay_out(source.replace("</article>", '<div id="end"></div></article>'))
        if pdf.last_page_is_bare(document):
            made = pypdfium2.PdfDocument(write(article, "essay").data)
            assert len(made) == len(document.pages) - 1
            made.close()
            return
    pytest.fail("no article of these lengths runs over")


# ---------------------------------------------------------------------------------------------------- the glyphs


def test_characters_that_no_font_has_are_reported() -> None:
    made = write(article_of("A private sign: \U000f0123, and again \U000f0123, then \U000f0456."))
    (problem,) = made.problems
    assert problem.kind == "glyph"
    assert "U+F0123" in problem.message
    assert "U+F0456" in problem.message


def test_a_thousand_missing_characters_are_one_problem() -> None:
    made = write(article_of("".join(map(chr, range(0xF0000, 0xF0100)))))
    assert [problem.kind for problem in made.problems] == ["glyph"]
    assert "more" in made.problems[0].message
    assert len(made.problems[0].message) < 600


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
    made = write(article)
    assert (asked, fetched) == ([], [])
    assert sorted(problem.kind for problem in made.problems) == ["unsafe_link", "unsupported"]
    assert b"/EmbeddedFile" not in made.data
    assert b"root:" not in made.data


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://example.org/", "data:text/plain,x"])
def test_the_fetcher_opens_fonts_only(url: str) -> None:
    engine = pdf._engine(load("broadsheet"), "a4")
    with pytest.raises(ValueError, match="not one of the fonts"):
        engine.fetcher.fetch(url)
    (font, *_) = _fonts.faces(("Source Serif Pro",))
    engine.fetcher.fetch(font.file.as_uri()).close()


# --------------------------------------------------------------------------------------------------- the same bytes

SCRIPT = """
import sys
from copydesk.style import load
from copydesk.tree import Article
from copydesk.writing import Options, pdf
article = Article.from_json(sys.stdin.buffer.read())
sys.stdout.buffer.write(pdf.write(article, Options(style=load("essay"))).data)
"""


def test_two_processes_in_two_time_zones_give_the_same_bytes() -> None:
    article = trees.everything()
    made = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", SCRIPT],
            input=article.to_json(),
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=120,
        ).stdout
        for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Lima", "2"))
    ]
    assert made[0].startswith(b"%PDF")
    assert made[0] == made[1]
    write(article_of(ARABIC), "essay")  # what was made before must not show
    assert write(article, "essay").data == made[0]


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


def test_a_machine_without_any_font_is_told_so(tmp_path: Path) -> None:
    """Pango would take the process down."""
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    script = (
        "from copydesk.writing import _fonts, pdf, Options\nfrom copydesk.style import load\n"
        "from copydesk.tree import Article\n_fonts._files = dict\n"
        "pdf.write(Article(), Options(style=load('essay')))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 1
    assert b"no font is installed" in run.stderr
    assert pdf.PACKAGES.encode() in run.stderr


def test_a_long_article_costs_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LONG", 1000)
    assert [problem.kind for problem in write(article_of(SENTENCE * 12)).problems] == ["cost"]


# ---------------------------------------------------------------------------------------------------------- fonts


def test_faces_are_known_by_weight_and_slant() -> None:
    faces = _fonts.faces(("Source Serif Pro", "No Such Family"))
    known = {(face.weight, face.italic): face.file.name for face in faces}
    assert known[400, False] == "SourceSerifPro-Regular.ttf"
    assert known[400, True] == "SourceSerifPro-It.ttf"
    assert known[600, True] == "SourceSerifPro-SemiboldIt.ttf"
    assert {face.family for face in faces} == {"Source Serif Pro"}
    assert faces[0].rule().startswith('@font-face { font-family: "Source Serif Pro";')


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
        tuple(Emphasis(words(piece)) if place % 2 else Text(piece) for place, piece in enumerate(pieces))
    )
    made = {
        name: pdf.PdfVisitor(Article()).visit(node)
        for name, node in (("marked", marked), ("not", Paragraph(words("".join(pieces)))))
    }
    widths = [200 + step * 0.3 for step in range(180)]
    source = "<style>em { font-style: normal } p { break-inside: avoid }</style>" + "".join(
        f'<div id="{name}{width}" style="width: {width}pt; break-inside: avoid">{made[name]}</div>'
        for width in widths
        for name in made
    )
    document = pdf._engine(load("essay"), "a4").lay_out(source)
    height = {name: box[3] - box[1] for page in document.pages for name, box in page.anchors.items()}
    assert [width for width in widths if height[f"marked{width}"] != pytest.approx(height[f"not{width}"])] == []


def test_titles_are_plain() -> None:
    assert visit.plain(trees.everything().head.headline) in pdf.running_head(Article(head=trees.everything().head))
    assert pdf.running_head(article_of("", headline="word " * 40)) == ("word " * 12).strip() + "…"
