"""PDF by typst: the words, the tags, the pages, and what is said of what it cannot do."""

from __future__ import annotations

import multiprocessing
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from msgspec.structs import replace

from copydesk import read
from copydesk.errors import CopydeskError, MissingEngineError, UsageError
from copydesk.problems import Problem
from copydesk.style import available, load
from copydesk.tree import Article, Head, Headline, Link, List, Note, NoteRef, Paragraph, Rights, Text
from copydesk.visit import plain
from copydesk.writing import Output, Settings, pdf, settings, write
from copydesk.writing.pdf.typst import press
from copydesk.writing.pdf.typst.design import design
from copydesk.writing.pdf.typst.gaps import Gaps
from copydesk.writing.pdf.typst.tokens import Page, tokens
from copydesk.writing.pdf.typst.visitor import TypstVisitor
from tests import pages as finished
from tests import trees
from tests.tools import ROOT
from tests.vera import failures

pytest.importorskip("typst")

STYLES = [style.name for style in available()]
VALIDATED = ("plain", "broadsheet", "magazine")
"""Styles whose file veraPDF checks here: one column, two, and one with blocks that reach into the margin."""


def by_typst(article: Article, style: str = "plain", *, archive: bool = False) -> Output:
    chosen = load(style)
    return pdf.write(article, Settings(style=chosen, paper=chosen.papers[0], archive=archive, pdf_engine="typst"))


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def of(*paragraphs: str, **fields: object) -> Article:
    body = tuple(Paragraph((Text(text),)) for text in paragraphs)
    return replace(Article(lang="en", head=Head(headline=Headline((Text("A headline"),))), body=body), **fields)


def letters(text: str) -> Counter[str]:
    return Counter(each for each in unicodedata.normalize("NFKC", text) if each.isalnum())


@pytest.mark.parametrize("style", STYLES)
def test_every_letter_of_everything_is_there_and_the_file_conforms(style: str) -> None:
    article = trees.everything()
    output = by_typst(article, style, archive=True)
    assert [problem for problem in output.problems if problem.kind == "lost"] == []
    lacking = letters(plain((article.head, article.body, article.notes, article.foot))) - letters(text_of(output.data))
    assert lacking == Counter()
    if style in VALIDATED:
        assert failures(output.data, "ua1") + failures(output.data, "2a") == []


@pytest.mark.parametrize("style", ["plain", "broadsheet", "leaflet"])
@pytest.mark.parametrize("sample", ["essay", "german", "science-news"])
def test_pages_have_no_fault(sample: str, style: str) -> None:
    article = read((ROOT / "samples" / f"{sample}.txt").read_bytes())
    columns = 2 if style == "broadsheet" else 1
    assert finished.faults(by_typst(article, style).data, columns) == []


def test_words_are_never_markup() -> None:
    text = '*no* #let x = 1 [x] $y$ @z <w> = "q" \\ ~ // /* `r` --- #image("/etc/passwd")'
    shown = text_of(by_typst(of(text)).data)
    assert "".join(text.split()) in "".join(shown.split())


def test_columns_end_at_the_same_height() -> None:
    """A last page of two columns: the left one is not filled before the right one begins."""
    article = of(*["The ferry was late, and nobody minded, since the fog had hidden it. " * 4] * 6)
    data = by_typst(article, "broadsheet").data
    document = pypdfium2.PdfDocument(data)
    page = document[len(document) - 1]
    middle = page.get_width() / 2
    textpage = page.get_textpage()
    boxes = [textpage.get_rect(index) for index in range(textpage.count_rects())]
    body = [box for box in boxes if 80 < box[1] < page.get_height() - 120]
    lowest = [min(box[1] for box in body if (box[0] > middle) == right) for right in (False, True)]
    assert abs(lowest[0] - lowest[1]) < 30
    document.close()


def test_columns_that_fit_at_once_are_set_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once to see how much there is, and once with columns of that height."""
    cuts = []

    class Counted(press.Copy):
        def __init__(self, sheet: press.Sheet, *options: Any) -> None:
            cuts.append(sheet.cut)
            super().__init__(sheet, *options)

    monkeypatch.setattr("copydesk.writing.pdf.typst.Copy", Counted)
    by_typst(of(*["The ferry was late, and nobody minded, since the fog had hidden it. " * 4] * 6), "broadsheet")
    assert len(cuts) == 2
    assert cuts[0] == 0 < cuts[1]


def test_what_pdfs_need_is_loaded_before() -> None:
    press._kept_fonts.cache_clear()
    pdf.prepare(Settings(style=load("plain"), pdf_engine="typst"))
    assert press._kept_fonts.cache_info().currsize == 1


def test_large_fonts_are_kept_for_one_language_at_a_time() -> None:
    def fonts(everywhere: bool, lang: str, script: str | None) -> object:
        return press._fonts(load("plain").fonts, everywhere, lang, script)

    assert fonts(True, "en", None) is fonts(True, "el", None) is not fonts(False, "en", None)
    japanese = fonts(True, "ja", None)
    assert fonts(True, "ja", None) is japanese is not fonts(True, "en", None)
    assert fonts(True, "zh", "hant") is not fonts(True, "zh", "hans")
    assert fonts(True, "ja", None) is not japanese
    assert fonts(False, "ja", None) is fonts(False, "en", None)


def test_large_fonts_need_none_of_packages() -> None:
    try:
        press._fonts(("Nothing",), True, "en", None)
    except MissingEngineError:
        pytest.skip("this system has no fonts")
    assert press._fonts(("Nothing",), True, "ja", None).families()


def test_a_note_that_is_referred_to_again_and_one_without_reference() -> None:
    notes = (Note("a", "1", (Paragraph((Text("The first note."),)),)), Note("b", "*", (Paragraph((Text("Idle."),)),)))
    first = Paragraph((Text("Once" + " and more" * 40), NoteRef("a", "1"), Text(" twice"), NoteRef("a", "1")))
    article = replace(of(), body=(first,), notes=notes)
    output = by_typst(article, archive=True)
    assert text_of(output.data).count("The first note.") == 1
    assert "Idle." in text_of(output.data)
    assert failures(output.data, "ua1") == []


def test_a_character_that_no_font_has_is_a_box() -> None:
    output = by_typst(of("Before \ue000 after"), archive=True)
    assert [problem.kind for problem in output.problems] == ["glyph"]
    assert "Before" in text_of(output.data)


@pytest.mark.parametrize(("lang", "text"), [("he", "שלום"), ("th", "ช้า"), ("km", "ទូក")])
def test_text_that_is_stored_as_it_is_drawn_is_reported(lang: str, text: str) -> None:
    article = Article(lang=lang, body=(Paragraph((Text(text),)),))
    assert "wrong order or twice" in by_typst(article).problems[0].message
    if weasyprint_is_there():
        chosen = load("plain")
        output = pdf.write(article, Settings(style=chosen, paper=chosen.papers[0], pdf_engine="auto"))
        assert [problem.kind for problem in output.problems] == ["engine"]
        assert text in text_of(output.data)


def weasyprint_is_there() -> bool:
    try:
        pdf.load()
    except MissingEngineError:
        return False
    return True


@pytest.mark.parametrize(("depth", "settable"), [(12, True), (60, False)])
def test_lists_are_nested_deeply_or_refused(depth: int, settable: bool) -> None:
    block: Paragraph | List = Paragraph((Text("core"),))
    for _ in range(depth):
        block = List(((block,),))
    article = replace(of(), body=(block,))
    if settable:
        assert "core" in text_of(by_typst(article).data)
    else:
        with pytest.raises(CopydeskError, match="typst cannot set this article"):
            by_typst(article)


def test_unsafe_links_are_left_out() -> None:
    link = Link((Text("here"),), "javascript:x()")
    output = by_typst(replace(of(), body=(Paragraph((link,)),)))
    assert [problem.kind for problem in output.problems] == ["unsafe_link"]


def test_two_processes_make_the_same_bytes() -> None:
    code = (
        "import sys; from copydesk import read, write\n"
        "article = read(open(sys.argv[1], 'rb').read())\n"
        "sys.stdout.buffer.write(write(article, 'pdf', pdf_engine='typst', archive=True).data)\n"
    )
    sample = str(ROOT / "samples" / "essay.txt")
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, sample],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0].startswith(b"%PDF")


def _in_child(connection: object) -> None:
    try:
        by_typst(of("x"))
    except CopydeskError as error:
        connection.send(error.message)  # type: ignore[attr-defined]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_says_so_and_does_not_hang() -> None:
    by_typst(of("x"))
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    child = context.Process(target=_in_child, args=(there,))
    child.start()
    assert here.poll(20)
    assert "forked" in here.recv()
    child.join()


def test_auto_says_which_engine_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    article = of("Some words.")
    options = Settings(style=load("plain"), pdf_engine="auto")
    assert pdf.write(article, options).problems == (Problem("engine", None, "WeasyPrint sets this PDF"),)

    def without_pango() -> None:
        raise MissingEngineError("WeasyPrint, which makes PDF, cannot load Pango")

    monkeypatch.setattr(pdf, "load", without_pango)
    output = pdf.write(article, options)
    assert output.problems[0].message.startswith("typst sets this PDF: WeasyPrint")
    assert b"typst" in output.data.lower()


def test_a_missing_typst_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingEngineError, match=re.escape("copydesk[typst]")):
        by_typst(of("x"))


def test_an_engine_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="no PDF engine 'latex'"):
        settings({"pdf_engine": "latex"})
    assert write(of("x"), "pdf", pdf_engine="typst", style="plain").data.startswith(b"%PDF")


CSS = """
:root { --a: 1pt; --b: var(--a); } /* :root { --a: 9pt; } */
:root:where(:has(.paper-a5)) { --a: 2pt; }
:root[dir="rtl"] { --a: 3pt; }
:root:is(:lang(zh), :lang(ja)):not([dir="rtl"]) { --a: 4pt; }
"""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (Page("en", "ltr", "a4"), "1pt"),
        (Page("en", "ltr", "a5"), "2pt"),
        (Page("ar", "rtl", "a5"), "3pt"),
        (Page("zh-Hant", "ltr", "a5"), "4pt"),
        (Page("ja", "rtl", "a4"), "3pt"),
    ],
)
def test_custom_properties_follow_the_cascade(page: Page, expected: str) -> None:
    assert tokens(CSS, page) == {"a": expected, "b": expected}


@pytest.mark.parametrize("style", STYLES)
def test_every_style_has_a_design_for_each_of_its_papers(style: str) -> None:
    for paper in load(style).papers:
        made = design(load(style), Page("en", "ltr", paper))
        assert made["size"] > 9
        assert all(margin > 30 for margin in made["margins"])


def test_items_have_the_numbers_that_their_list_counts_by() -> None:
    item = (Paragraph((Text("a"),)),)
    article = Article(body=(List((item, item), True, 3999, "upper_roman"), List((item,), True, 0, "lower_alpha")))
    visitor = TypstVisitor(article, Gaps(design(load("plain"), Page("en", "ltr", "a4")), "en"), at_foot=False)
    assert [block[1]["numbers"] for block in visitor.body()] == [["MMMCMXCIX.", "4000."], ["0."]]


def test_a_note_leads_back_to_a_reference_behind_it() -> None:
    note = Note("1", "1", (Paragraph((Text("Seen."),)),))
    foot = (Rights((Text("All kept"), NoteRef("1", "1"))),)
    visitor = TypstVisitor(
        Article(notes=(note,), foot=foot), Gaps(design(load("plain"), Page("en", "ltr", "a4")), "en"), at_foot=False
    )
    ((_, _, (_, _, mark, *_)),) = visitor.notes()
    assert mark[:2] == ["note-mark", {"back": 1}]


def design_with(properties: str, tmp_path: Path) -> dict[str, Any]:
    """The design of a style with these custom properties of the user."""
    sheet = tmp_path / "own.css"
    sheet.write_text(f":root {{ {properties} }}", encoding="utf-8")
    return design(load("plain").amended(css=sheet), Page("en", "ltr", "a4"))


@pytest.mark.parametrize(
    ("properties", "name", "value"),
    [
        ("--size: 16px", "size", 12),
        ("--size: 0.5cm", "size", 14.173),
        ("--size: 1.1em", "size", 13.2),
        ("--size: 110%", "size", 13.2),
        ("--leading: 150%", "leading", 1.5),
        ("--leading: 1.4em", "leading", 1.4),
        ("--size: 10pt; --leading: 15pt", "leading", 1.5),
        ("--leading: 1.45", "leading", 1.45),
        ("--columns: auto", "columns", 1),
        ("--columns: 3", "columns", 3),
        ("--size: 10pt; --indent: 1.5rem", "indent", 15),
    ],
)
def test_lengths_are_those_of_css(properties: str, name: str, value: float, tmp_path: Path) -> None:
    assert design_with(properties, tmp_path)[name] == pytest.approx(value)


@pytest.mark.parametrize("name", ["size", "leading", "columns", "margins", "picture-height", "indent", "gap", "gutter"])
def test_a_value_that_cannot_be_used_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=rf"--{name}: 'calc\(1pt\)' is no "):
        design_with(f"--{name}: calc(1pt)", tmp_path)
