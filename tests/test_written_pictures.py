"""The pictures that an article holds, in every format: the bytes, the words that describe them, and their place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

import pypdfium2
import pytest
from lxml import etree

import copydesk
from copydesk import writing
from copydesk.pictures import decoded
from copydesk.tree import Article, Figure, Head, Headline, Picture, Section
from copydesk.visit import walk
from copydesk.writing._shared.pictures import data_uri, file_name
from copydesk.writing.docx.drawings import Drawings
from copydesk.writing.html import fragment
from copydesk.writing.pdf.box_lines import Line
from copydesk.writing.pdf.finished_pages import Area, Page
from copydesk.writing.pdf.html import PdfVisitor, is_wide_picture
from copydesk.writing.pdf.picture_sizes import fit_pictures, restore
from tests import test_epub, vera
from tests.test_pictures import noise, saved
from tests.trees import PICTURE, paragraph, pictured, words

LEFT_OUT = "the picture lost.png is left out: nothing is ever fetched"
NAME = f"pictures/{file_name(PICTURE)}"
DESCRIBED = ["A blue disc", "What he saw again", "", "In a note"]


def written(to: str, article: Article | None = None, **options: object) -> writing.Output:
    return copydesk.write(article or pictured(), to, **options)  # type: ignore[arg-type]


def images(page: bytes) -> list[dict[str, str]]:
    root = etree.fromstring(page.split(b"\n", 1)[1] if page.startswith(b"<!DOCTYPE") else page)
    return [{str(name): str(value) for name, value in image.items()} for image in root.iter("{*}img")]


def test_a_web_page_holds_them() -> None:
    output = written("html")
    found = images(output.data)
    assert [image["alt"] for image in found] == DESCRIBED
    assert {(image["src"], image["width"], image["height"]) for image in found} == {(data_uri(PICTURE), "48", "32")}
    assert [image.get("role") for image in found] == [None, None, "presentation", None]
    assert b'<p class="alt">' not in output.data
    assert [str(problem) for problem in output.problems] == [LEFT_OUT]


def test_a_fragment_has_reduced_ones() -> None:
    large = decoded(saved(noise((1_000, 600)), "JPEG"))
    html = fragment(Article(body=(Figure(picture=large), Figure(picture=PICTURE))))
    (reduced, same) = images(html.encode())
    assert (reduced["width"], same["src"]) == ("1000", data_uri(PICTURE))
    assert len(reduced["src"]) < len(data_uri(large)) / 3


@pytest.mark.xdist_group("epubcheck")
def test_an_ebook_has_each_once_as_a_file(tmp_path: Path) -> None:
    output = written("epub")
    with zipfile.ZipFile(io.BytesIO(output.data)) as book:
        assert [name for name in book.namelist() if "/pictures/" in name] == [f"EPUB/{NAME}"]
        assert book.read(f"EPUB/{NAME}") == PICTURE.data
        found = images(book.read("EPUB/text.xhtml").split(b"?>", 1)[1].split(b">", 1)[1])
        package = book.read("EPUB/content.opf").decode()
    assert [(image["src"], image["alt"]) for image in found] == [(NAME, alt) for alt in DESCRIBED]
    assert 'media-type="image/png"' in package
    assert package.count(">visual<") == 1
    assert ">alternativeText<" not in package
    assert [str(problem) for problem in output.problems] == [LEFT_OUT]
    path = tmp_path / "article.epub"
    path.write_bytes(output.data)
    test_epub.check_by_epubcheck(path)


def test_an_ebook_whose_pictures_are_described_says_so() -> None:
    with zipfile.ZipFile(io.BytesIO(written("epub", Article(body=(Figure(alt="A", picture=PICTURE),))).data)) as book:
        package = book.read("EPUB/content.opf").decode()
    assert ">alternativeText<" in package
    assert "The pictures are described." in package


def test_a_word_file_has_each_once_as_a_part() -> None:
    output = written("docx")
    with zipfile.ZipFile(io.BytesIO(output.data)) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
        assert [package.read(name) for name in media] == [PICTURE.data]
        parts = [etree.fromstring(package.read(f"word/{part}.xml")) for part in ("document", "footnotes")]
        for part, owner in zip(parts, ("document", "footnotes"), strict=True):
            related = etree.fromstring(package.read(f"word/_rels/{owner}.xml.rels"))
            targets = {relation.get("Id"): relation.get("Target") for relation in related}
            assert {targets[blip.get(EMBED)] for blip in part.iter("{*}blip")} == {f"media/{file_name(PICTURE)}"}
    properties = [drawn for part in parts for drawn in part.iter("{*}docPr")]
    assert sorted(str(drawn.get("descr")) for drawn in properties) == sorted(DESCRIBED)
    assert len({drawn.get("id") for drawn in properties}) == 4
    assert [str(problem) for problem in output.problems] == [LEFT_OUT]


EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


@pytest.mark.parametrize(
    ("size", "drawn"),
    [((48, 32), (48, 32)), ((1000, 500), (100, 50)), ((400, 800), (50, 100)), ((100, 100), (100, 100))],
)
def test_a_picture_in_word_is_no_larger_than_its_column(size: tuple[int, int], drawn: tuple[int, int]) -> None:
    drawings = Drawings(1500, str)  # twips: 100 pixels at 96 to the inch
    picture = Picture("image/png", saved(noise(size), "PNG"), *size)
    width, height = (side * 9525 for side in drawn)
    assert f'<wp:extent cx="{width}" cy="{height}"/>' in drawings.run(Figure(), picture, "document")


def test_a_pdf_has_them_tagged_and_described() -> None:
    output = written("pdf", archive=True)
    assert [str(problem) for problem in output.problems] == [LEFT_OUT]
    document = pypdfium2.PdfDocument(output.data)
    drawn = [each for page in document for each in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
    assert [(each.get_metadata().width, each.get_metadata().height) for each in drawn] == [(48, 32)] * 4
    assert vera.failures(output.data, "ua1") == []
    assert vera.failures(output.data, "2a") == []
    assert output.data == written("pdf", archive=True).data


def test_a_pdf_describes_a_picture_without_words_by_the_title() -> None:
    html = PdfVisitor(pictured()).document()
    assert 'alt="A disc in the sky"' in html
    assert 'role="presentation"' not in html


@pytest.mark.parametrize(
    ("size", "wide"), [((1600, 900), True), ((1600, 1000), True), ((1600, 1001), False), ((999, 200), False)]
)
def test_a_wide_picture_spans_the_columns(size: tuple[int, int], wide: bool) -> None:
    picture = Picture("image/png", saved(noise((1, 1)).resize(size), "PNG"), *size)
    assert is_wide_picture(picture) == wide
    article = Article(body=(paragraph("Above."), Figure(picture=picture), paragraph("Below.")))
    assert ('<div class="text spanning">' in PdfVisitor(article, spanning=True).document()) == wide


@pytest.mark.parametrize(
    ("to", "inside"), [("odt", "Pictures/"), ("fb2", "<binary"), ("rtf", "\\pict"), ("rst", "data:")]
)
def test_formats_of_pandoc_that_hold_pictures(to: str, inside: str) -> None:
    output = written(to, Article(body=(Figure(words("A disc"), alt="A", picture=PICTURE),)))
    assert inside.encode() in output.data
    assert output.problems == ()


@pytest.mark.parametrize("to", ["plain", "latex", "man", "mediawiki"])
def test_other_formats_of_pandoc_say_that_they_do_not(to: str) -> None:
    output = written(to, Article(body=(Figure(words("A disc"), picture=PICTURE), Figure(picture=PICTURE))))
    assert [str(problem) for problem in output.problems] == [
        "the picture of 'A disc' is not in the document, only its caption",
        "a picture is not in the document, only its caption",
    ]
    assert b"A disc" in output.data


def test_a_picture_in_an_office_format_fits_the_page() -> None:
    large = Picture("image/png", saved(noise((1, 1)).resize((2000, 1000)), "PNG"), 2000, 1000)
    with zipfile.ZipFile(io.BytesIO(written("odt", Article(body=(Figure(picture=large),))).data)) as package:
        (frame,) = etree.fromstring(package.read("content.xml")).iter("{*}frame")
    assert [value for name, value in frame.items() if str(name).endswith("}width")] == ["5.90551in"]


@pytest.mark.parametrize("flavour", writing.FLAVOURS)
@pytest.mark.parametrize("wrap", [0, 40])
def test_markdown_holds_them_and_is_read_back(flavour: str, wrap: int) -> None:
    output = written("markdown", flavour=flavour, wrap=wrap)
    read = copydesk.read(output.data, from_="markdown")
    figures = [node for node in walk(read) if isinstance(node, Figure)]
    assert [figure.picture for figure in figures] == [PICTURE, PICTURE, PICTURE, None, PICTURE]
    assert [figure.alt for figure in figures] == ["A blue disc", "", "", "", ""]
    assert output.problems == ()


def test_json_is_read_back() -> None:
    assert copydesk.read(written("json").data, from_="json") == pictured()


# ---------------------------------------------------------------------------------------------- sizes on paper


def line(top: float, bottom: float, element: Element, *, heading: bool = False) -> Line:
    return Line(100, top, 300, bottom, "" if element.tag == "img" else "words", (element, element), heading)


@pytest.mark.parametrize(
    ("end", "height"), [(560, None), (500, 230), (300, 430), (790, None)], ids=["too little", "room", "more", "no hole"]
)
def test_a_picture_is_made_smaller_that_would_leave_a_hole(end: int, height: int | None) -> None:
    """On a page from 100 to 800, text ends here; a picture of 500 with a caption of 20 comes on the next page."""
    text, figure = Element("p"), Element("div")
    image, caption = Element("img"), Element("p")
    figure.extend([image, caption])
    root = Element("div")
    root.extend([text, figure])
    above = [line(top, top + 10, text) for top in range(100, end, 10)]
    below = [line(100, 600, image, heading=True), line(610, 630, caption)]
    pages = [
        Page(500, 100, 800, [Area(1, 0, 0, above)], [], [], []),
        Page(500, 100, 800, [Area(2, 0, 0, below)], [], [], []),
    ]
    smaller = fit_pictures(root, pages)
    assert [each.get("style") for each in smaller] == ([f"max-height: {height}px"] if height else [])
    restore(smaller)
    assert image.get("style") is None


def test_a_picture_keeps_its_caption_on_its_page() -> None:
    """Pictures of every height before captions: none is parted from its own."""
    body: list[Section] = []
    for number in range(12):
        picture = Picture(
            "image/png", saved(noise((1, 1)).resize((400, 150 + 60 * number)), "PNG"), 400, 150 + 60 * number
        )
        body += [paragraph("It stood there for years. " * 14), Figure(words(f"Caption{number}"), picture=picture)]
    data = written("pdf", Article(lang="en", head=Head(headline=Headline(words("Pier"))), body=tuple(body))).data
    for page in pypdfium2.PdfDocument(data):
        captions = page.get_textpage().get_text_bounded().count("Caption")
        assert captions == len(list(page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])))
