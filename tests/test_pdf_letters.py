"""Signs of the fonts of symbols are read as what they show; what a font names wrongly, or not at all, is told."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.reading import pdf
from copydesk.reading._shared.symbols import is_of_symbols, known_symbol
from copydesk.reading.pdf.fonts import Font
from copydesk.reading.pdf.letters import doubtful_words, is_doubtful, unknown_in
from copydesk.reading.pdf.lines import line_of
from copydesk.reading.pdf.runs import Letter, Run, with_bullets
from copydesk.reading.pdf.words import words_of
from copydesk.tree import List
from copydesk.visit import plain
from tests.pdf_files import pdf as pdf_of
from tests.pdf_files import words


@pytest.mark.parametrize(
    ("font", "character", "shown"),
    [
        ("OpenSymbol", "\uf0b7", "•"),
        ("SymbolMT", "·", "•"),
        ("SymbolMT", "α", "α"),
        ("Wingdings-Regular", "§", "▪"),
        ("Wingdings", "\uf0fc", "✓"),
        ("Wingdings2", "\uf0fc", "\uf0fc"),
        ("Helvetica", "\uf0b7", "\uf0b7"),
        ("Symbol", "a", "a"),
    ],
)
def test_signs_of_fonts_of_symbols(font: str, character: str, shown: str) -> None:
    assert known_symbol(font, character) == shown


def test_fonts_of_symbols() -> None:
    assert [is_of_symbols(name) for name in ("OpenSymbol", "ZapfDingbats", "Helvetica")] == [True, True, False]


LINES = ("Find your harbour on the cover.", "Add an hour in the summer.", "Do not trust the second column.")


def listed(sign: str, font: str) -> bytes:
    """A page with a list, each item with a sign of a font before it."""
    shown = words("Before you start", 40, 60, 14, "B") + words("Read this first, and slowly, with a pencil.", 40, 90)
    for number, line in enumerate(LINES):
        shown += words(sign, 50, 120 + 18 * number, font=font) + words(line, 65, 120 + 18 * number)
    return pdf_of(shown + words("Then go ashore, and stay there.", 40, 190))


@pytest.mark.parametrize(("sign", "font"), [("·", "S"), ("§", "W"), ("o", "C")])
def test_bullets_of_word_processors(sign: str, font: str) -> None:
    article = copydesk.read(listed(sign, font))
    [items] = [node for node in article.body if isinstance(node, List)]
    assert [plain(item) for item in items.items] == list(LINES)


def test_a_private_sign_by_itself_is_a_bullet() -> None:
    def run(text: str, font: str) -> Run:
        letters = [Letter(each, 0, 5, "") for each in text]
        return Run(letters, 0, 5, 0, 10, 10, 10, Font(font, bold=False, italic=False), 0, -1)

    runs = [run("\ue00c", "OpenSymbol"), run("\ue00c", "Helvetica"), run("\ue00c\ue00c", "OpenSymbol"), run("ab", "F")]
    assert [each.text for each in with_bullets(runs)] == ["•", "\ue00c", "\ue00c\ue00c", "ab"]


def test_a_mark_painted_by_itself_stands_behind_its_letter() -> None:
    """Programs that set Thai paint some marks alone, a hair left of the letter that they stand on, or long behind."""
    font = Font("F", bold=False, italic=False)

    def run(text: str, left: float, width: float, start: int) -> Run:
        letters = [Letter(each, left + number * 5, left + number * 5 + width, "") for number, each in enumerate(text)]
        return Run(letters, left, letters[-1].right, 0, 10, 10, 10, font, start, -1)

    line = line_of([run("ื", 49.1, 4.4, 90), run("ช", 49.2, 4.4, 0), run("่", 52, 0.9, 1), run("อป", 55, 4.6, 2)])
    assert words_of(line).text == "ชื่อป"
    line = line_of([run("ป", 49.4, 4.6, 0), run("้", 49.7, 2.8, 80), run("าบุญ", 55, 4.6, 1)])
    assert words_of(line).text == "ป้าบุญ"


def test_a_letter_of_a_typewritten_page_is_no_bullet() -> None:
    data = pdf_of(words("o", 40, 100, font="C") + words("and then it rained for days", 60, 100, font="C"))
    assert pdf.copy_of(data).lines[0].text == "o and then it rained for days"


@pytest.mark.parametrize(
    "word",
    ["आɝख़िरी", "मा<र्च", "<ार", "əपता", "ाम", "कɡख", "שλום", "שloום", "سaلام", "שסلا", "мoлокo", "น1า", "่อน", "ລ1ຳ"],
)
def test_words_that_no_one_writes(word: str) -> None:
    assert is_doubtful(word)


@pytest.mark.parametrize(
    "word",
    [
        "आख़िरी",
        "PDFको",
        "וPython",
        "WHOוה",
        "μm",
        "Iκ",
        "iPhone",
        "МиГ",
        "שָׁלוֹם",
        "سـلام",
        "日本go",
        "น้ำ",
        "ปี2024มีiPhoneใหม่",
        "n°5",
        "x²",
    ],
)
def test_words_that_may_be_meant(word: str) -> None:
    assert not is_doubtful(word)


def test_few_doubtful_words_are_none() -> None:
    assert doubtful_words(["एक <ार", "two"]) == []
    assert doubtful_words(["एक <ार", "दो <ार əपता"]) == ["<ार", "əपता"]
    assert doubtful_words(["एक <ार əपता", *["दो"] * 1500]) == []


def test_unknown_characters() -> None:
    assert unknown_in("a\ufffdb\ue001c") == 2
