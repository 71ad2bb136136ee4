"""Numbers in text that runs from right to left: the order of their groups of digits is kept in every format."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pypdfium2
import pypdfium2.raw
import pytest

from copydesk import writing
from copydesk.reading import read
from copydesk.reading.text.characters import clean
from copydesk.tree import Article, Contact, Paragraph, Text
from copydesk.visit import plain
from copydesk.writing._shared.bidi import _turns, is_within_turn, isolates, stretches

TURNED = {
    "in the text": ("الهاتف 0555-0100177 يعمل", ["0555-0100177"]),
    "behind a letter that clings": ("و0555-0100177", ["0555-0100177"]),
    "of the language's digits": ("هاتف ٠٥٥٥-٠١٠٠١٧٧", ["٠٥٥٥-٠١٠٠١٧٧"]),
    "with spaces": ("טלפון 03 555 0100 או 020 7946 0018", ["03 555 0100", "020 7946 0018"]),
    "of a country": ("اتصل +966 11 555 0100 الآن", ["+966 11 555 0100"]),
    "in brackets": ("هاتف (02) 555 0100", ["(02) 555 0100"]),
    "of a book": ("ISBN 978-3-16-148410-0", ["978-3-16-148410-0"]),
    "thousands": ("بلغ 1 000 000 ريال", ["1 000 000"]),
    "years": ("من 2019-2023 حتى 1987–1990", []),
    "few digits": ("فاز 3-2 في الصفحات 12-15", []),
    "a list": ("الأرقام 12 15 18 20 22", []),
    "one group": ("عددهم 1234567 و 1,200,300 و 12.5", []),
    "what the text isolates": ("نسخة \u2066Windows 11 (64-bit)\u2069 هنا", ["Windows 11 (64-bit)"]),
}


@pytest.mark.parametrize(("text", "kept"), TURNED.values(), ids=TURNED)
def test_numbers_of_several_groups_run_from_left_to_right(text: str, kept: list[str]) -> None:
    pieces = isolates(text)
    assert [piece for piece, ltr in pieces if ltr] == kept
    assert "".join(piece for piece, _ in pieces) == re.sub("[\u2066\u2069]", "", text)
    runs = stretches(text, rtl=True)
    assert [[piece in run for run, rtl in runs if not rtl].count(True) for piece in kept] == [1] * len(kept)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("12345", False),
        ("123-45", False),  # too few digits
        ("123-456", True),
        ("123456", False),  # one group
        ("+123456", True),
        ("0123456", False),
        ("0123-456", True),
        ("(01) 23456", True),
        ("٠123 456", True),
        ("123 456", True),  # thousands
        ("1 234 567", True),
        ("1234 567", False),
        ("12 34 56", False),
        ("2019-2023", False),  # years
        ("2019\u20132023", False),
        ("3019-2023", True),
        ("12.345.678", False),
    ],
)
def test_numbers_whose_groups_would_change_places(number: str, expected: bool) -> None:
    assert _turns(number) == expected


ALEF = "\u05d0"


@pytest.mark.parametrize(
    ("words", "rtl", "expected"),
    [
        ("", True, []),
        ("\u2066\u2069", True, []),
        ("1 2", True, [("1 2", True)]),
        ("1 2", False, [("1 2", False)]),
        (ALEF, False, [(ALEF, True)]),
        ("a", True, [("a", False)]),
        (f"a {ALEF}", False, [("a ", False), (ALEF, True)]),
        (f"a {ALEF}", True, [("a", False), (f" {ALEF}", True)]),
        (f"{ALEF} a {ALEF}", True, [(f"{ALEF} ", True), ("a", False), (f" {ALEF}", True)]),
        (f"{ALEF} a {ALEF}", False, [(ALEF, True), (" a ", False), (ALEF, True)]),
        (f"{ALEF}. {ALEF}!", False, [(f"{ALEF}. {ALEF}", True), ("!", False)]),
        (f"(a) {ALEF}", True, [("(", True), ("a", False), (f") {ALEF}", True)]),
        (f"{ALEF} \u2066{ALEF}1\u2069 2", True, [(f"{ALEF} ", True), (f"{ALEF}1", False), (" 2", True)]),
        (f"{ALEF} \u20661\u2069 a", False, [(f"{ALEF}", True), (" 1 a", False)]),
    ],
)
def test_stretches_of_one_direction(words: str, rtl: bool, expected: list[tuple[str, bool]]) -> None:
    assert stretches(words, rtl) == expected


@pytest.mark.parametrize(
    ("words", "rtl", "within"),
    [
        (f"{ALEF} ab c", True, [3, 4, 5]),
        (f"{ALEF} ab c", False, []),
        (f"ab {ALEF}{ALEF} c", False, [4]),
        (f"ab {ALEF}{ALEF} c", True, [1]),
        (f"a 1/2 {ALEF}", True, [1, 2, 3, 4]),
        (f"{ALEF} 1 {ALEF} a", True, []),
        ("", True, []),
    ],
)
def test_positions_within_what_runs_against_a_paragraph(words: str, rtl: bool, within: list[int]) -> None:
    assert [index for index in range(len(words) + 1) if is_within_turn(words, index, rtl)] == within


LRI, PDI, LRE, PDF, RLE, LRO = "\u2066", "\u2069", "\u202a", "\u202c", "\u202b", "\u202d"
RAW = {
    "isolated": (f"هاتف {LRI}0555-0100177{PDI} هنا", f"هاتف {LRI}0555-0100177{PDI} هنا"),
    "embedded": (f"هاتف {LRE}0555-0100177{PDF} هنا", f"هاتف {LRI}0555-0100177{PDI} هنا"),
    "no letters that run from right to left": (f"Call {LRI}0555-0100177{PDI} here", "Call 0555-0100177 here"),
    "no number": (f"قال {LRE}Android{PDF} هنا", "قال Android هنا"),
    "a date": (f"نشر {LRE}2024-05-12{PDF} هنا", "نشر 2024-05-12 هنا"),
    "a whole line, as from a PDF": (f"{RLE}هاتف 0555-0100177{PDF}", "هاتف 0555-0100177"),
    "an override": (f"هاتف {LRO}0555-0100177{PDF}", "هاتف 0555-0100177"),
    "without its end": (f"هاتف {LRI}0555-0100177 هنا\n{PDI}", "هاتف 0555-0100177 هنا\n"),
}


@pytest.mark.parametrize(("raw", "expected"), RAW.values(), ids=RAW)
def test_what_the_raw_text_isolates_is_kept_where_numbers_need_it(raw: str, expected: str) -> None:
    cleaned = clean(raw)
    assert cleaned.text == expected
    assert bool(cleaned.problems) == (len(cleaned.text) < len(raw))
    start = cleaned.text.find("0555-0100177")
    if start >= 0:
        span = cleaned.raw(start, start + 12)
        assert raw[span.start : span.end] == "0555-0100177"


ARTICLE = Article(
    lang="ar",
    body=(Paragraph((Text("يعمل الهاتف 0555-0100177 منذ زمن."),)),),
    foot=(Contact((Paragraph((Text("للتواصل: هاتف 0555-0100188"),)),)),),
)


def document_of(name: str, article: Article = ARTICLE) -> bytes:
    return writing.write(article, name, style="plain").data


@pytest.mark.parametrize("name", ["html", "epub"])
def test_browsers_get_the_direction(name: str) -> None:
    data = document_of(name)
    if name == "epub":
        archive = zipfile.ZipFile(BytesIO(data))
        data = b"".join(archive.read(file) for file in archive.namelist() if file.endswith(".xhtml"))
    assert re.findall(rb'<bdi dir="ltr">([^<]*)</bdi>', data) == [b"0555-0100177", b"0555-0100188"]


def test_word_gets_the_direction() -> None:
    document = zipfile.ZipFile(BytesIO(document_of("docx"))).read("word/document.xml").decode()
    runs = re.findall(r"<w:r>(.*?)</w:r>", document)
    assert ["<w:rtl/>" in run for run in runs if "0555-" in run] == [False, False]
    assert all("<w:rtl/>" in run for run in runs if "هاتف" in run)


def test_a_page_shows_it_from_left_to_right() -> None:
    document = pypdfium2.PdfDocument(document_of("pdf"))
    page = document[0].get_textpage()
    boxes = [page.get_charbox(index, loose=True) for index in range(page.count_chars())]
    letters = [chr(pypdfium2.raw.FPDFText_GetUnicode(page, index)) for index in range(page.count_chars())]
    document.close()
    digits = sorted(
        (-round(bottom), left, letter)
        for (left, bottom, _, _), letter in zip(boxes, letters, strict=True)
        if letter in "0123456789-"
    )
    assert "".join(letter for _, _, letter in digits).startswith("0555-01001770555-0100188")


def test_it_comes_through_from_the_raw_text_to_markdown() -> None:
    article = read(
        f"صانع العود في المدينة\n\nيطرق على الخشب كل صباح ويقول إن الهاتف {LRE}0555-0100177{PDF} ما زال يعمل منذ زمن.\n"
    )
    assert f"{LRI}0555-0100177{PDI}" in plain((article.head, article.body, article.foot))
    assert f"{LRI}0555-0100177{PDI}" in document_of("markdown", article).decode()
    assert '<bdi dir="ltr">0555-0100177</bdi>' in document_of("html", article).decode()


def test_text_that_runs_from_left_to_right_needs_nothing() -> None:
    article = Article(lang="en", body=(Paragraph((Text("Call 020 7946 0018."),)),))
    assert b"<bdi" not in document_of("html", article)
