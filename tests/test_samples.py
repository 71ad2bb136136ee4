"""Every sample in every format and style: each word is there in order, and each document is valid."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

import copydesk
from copydesk.locales import direction
from copydesk.reading import Reading
from copydesk.reading._shared.pictures import with_figures
from copydesk.reading.markdown.document import read_markdown
from copydesk.style import available, load
from copydesk.tree import Article, Figure
from copydesk.typography import typeset
from copydesk.writing._shared.dates import in_words
from tests import test_docx, test_epub, test_html, test_pdf, trees, vera
from tests.outline import outline
from tests.tools import PATIENCE, ROOT, require

SAMPLES = sorted(path.stem for path in (ROOT / "samples").glob("*.txt"))
FILES = sorted(
    path.name.removesuffix(".outline") for path in (ROOT / "tests" / "cases" / "samples").glob("*.*.outline")
)
"""The samples in other forms than raw text."""
STYLES = [style.name for style in available()]

TAGGED = [
    *((name, style) for name in ("arabic", "science-news") for style in ("broadsheet", "large-print", "leaflet")),
    *((name, "broadsheet") for name in ("essay", "listicle", "interview")),
]
"""Samples whose order of tags in the PDF is checked, which takes poppler seconds: right to left and with a
table in three styles, with notes, a list, and speech in one."""

LETTERS = re.compile(r"[^\W\d_]+")

each_sample = pytest.mark.parametrize("name", SAMPLES)
each_file = pytest.mark.parametrize("name", FILES)
each_style = pytest.mark.parametrize("style", STYLES)


@cache
def reading(name: str) -> Reading:
    """The reading of a raw text by its name, or of a file of another form by its name and ending."""
    if "." in name:
        return copydesk.examine(ROOT / "samples" / name, pictures=True)
    return copydesk.examine((ROOT / "samples" / f"{name}.txt").read_bytes())


@cache
def sample(name: str) -> Article:
    return reading(name).article


@cache
def printed(name: str, style: str) -> Article:
    """The sample as documents of a style print it: its marks set, a date of digits in words. Its letters stay."""
    dated = in_words(sample(name))
    if not load(style).typography:
        return dated
    result = typeset(dated)
    assert LETTERS.findall(copydesk.plain(result)) == LETTERS.findall(copydesk.plain(dated))
    return result


def document_of(name: str, to: str, style: str = STYLES[0]) -> bytes:
    output = copydesk.write(sample(name), to, style=style)
    assert [problem for problem in output.problems if "nothing is ever fetched" not in problem.message] == []
    return output.data


def without_description(figure: Figure) -> Figure:
    """The figure as a page shows it: words stand for a picture only where it is missing."""
    return replace(figure, alt="") if figure.picture else figure


def unhyphenated(text: str) -> str:
    """The text without hyphens: programs show those at line ends, real or not, in different ways."""
    return text.translate({ord(hyphen): None for hyphen in "-\u2010\u00ad"})


@each_sample
def test_words_of_pdf(name: str) -> None:
    output = copydesk.write(sample(name), "pdf")
    assert output.problems == ()
    in_order = () if direction(sample(name).lang) == "rtl" else ("-raw",)
    text = test_pdf.run_poppler("pdftotext", *in_order, "-", "-", data=output.data).replace("\u2010\n", "")
    shown = Counter(LETTERS.findall(unhyphenated(text)))
    assert not Counter(LETTERS.findall(unhyphenated(copydesk.plain(printed(name, STYLES[0]))))) - shown
    assert vera.failures(output.data, "ua1") == []


@pytest.mark.parametrize(("name", "style"), TAGGED)
def test_tags_of_pdf(name: str, style: str) -> None:
    output = copydesk.write(sample(name), "pdf", style=style, archive=True)
    assert output.problems == ()
    article = printed(name, style)
    for words, expected in zip(test_pdf.words_of_tags(output.data), test_pdf.words_expected(article), strict=True):
        if direction(article.lang) == "rtl":  # poppler lists such tags in the order of drawing, from left to right
            assert Counter(unhyphenated(words)) == Counter(unhyphenated(expected))
        else:
            assert unhyphenated(words) == unhyphenated(expected)
    assert vera.failures(output.data, "ua1") + vera.failures(output.data, "2a") == []


@each_style
@each_sample
def test_words_of_epub_docx_and_html(name: str, style: str) -> None:
    article = printed(name, style)
    test_epub.check_words(article, document_of(name, "epub", style))
    test_docx.check_words(article, document_of(name, "docx", style))
    words = test_html.shown(etree.fromstring(document_of(name, "html", style)))
    assert words == test_html.squeezed(test_html.words_in_order(with_figures(article, without_description)))


@each_file
def test_a_file_of_another_form_is_read_as_its_outline_says(name: str) -> None:
    expected = ROOT / "tests" / "cases" / "samples" / f"{name}.outline"
    assert outline(sample(name)) == expected.read_text("utf-8")
    assert "lost" not in {problem.kind for problem in reading(name).problems}


def test_a_picture_beside_a_file_is_not_said_to_be_left_out() -> None:
    assert reading("fire-watch.rst").problems == ()


@each_file
def test_words_of_a_file_of_another_form(name: str) -> None:
    test_words_of_epub_docx_and_html(name, STYLES[0])
    text = test_pdf.run_poppler("pdftotext", "-raw", "-", "-", data=document_of(name, "pdf")).replace("\u2010\n", "")
    shown = Counter(LETTERS.findall(unhyphenated(text)))
    assert not Counter(LETTERS.findall(unhyphenated(copydesk.plain(printed(name, STYLES[0]))))) - shown


@each_file
def test_markdown_and_json_of_a_file_of_another_form_read_back(name: str) -> None:
    """Markdown holds pictures in the place of their addresses."""
    article = replace(sample(name), furniture=())
    back = copydesk.read(document_of(name, "markdown"), from_="markdown")
    assert outline(back) == re.sub(r" \| source=(?=.* \| picture=)[^|]*(?= \|)", "", outline(article))
    assert Article.from_json(document_of(name, "json")) == sample(name)


@pytest.mark.xdist_group("epubcheck")
@each_sample
def test_epubcheck_finds_no_fault(name: str, tmp_path: Path) -> None:
    path = tmp_path / "article.epub"
    path.write_bytes(document_of(name, "epub"))
    test_epub.check_by_epubcheck(path)


@each_sample
def test_markdown_and_json_read_back(name: str) -> None:
    back, problems = read_markdown(document_of(name, "markdown").decode())
    article = copydesk.bare(sample(name))
    assert copydesk.bare(back).body == article.body
    assert (copydesk.bare(back).head, copydesk.bare(back).foot) == (article.head, article.foot)
    assert problems == ()
    assert Article.from_json(document_of(name, "json")) == sample(name)


def test_pandoc_and_libreoffice_read_every_docx(tmp_path: Path) -> None:
    office, reader = require("soffice"), require("pdftotext")
    for name in SAMPLES:
        data = document_of(name, "docx")
        (tmp_path / f"{name}.docx").write_bytes(data)
        assert test_docx.pandoc_tree(data, tmp_path / "pandoc.docx"), name
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    sources = [str(tmp_path / f"{name}.docx") for name in SAMPLES]
    arguments = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *sources]
    subprocess.run(arguments, capture_output=True, check=True, timeout=PATIENCE)
    for name in SAMPLES:
        shown = subprocess.run([reader, str(tmp_path / f"{name}.pdf"), "-"], capture_output=True, check=True).stdout
        headline = copydesk.plain(printed(name, STYLES[0]).head.headline).split()
        assert [word for word in headline if word.casefold() not in shown.decode().casefold()] == []


def test_the_words_of_a_sample_are_those_of_its_outline() -> None:
    """The samples cover what a reader must know: every part of a head, and all kinds of block."""
    seen = {type(node).__name__ for name in SAMPLES for node in copydesk.walk(sample(name))}
    node_names = {type(node).__name__ for node in copydesk.walk(trees.everything())}
    assert node_names - seen <= {"Preformatted", "Superscript", "Code"}  # raw articles seldom hold them
