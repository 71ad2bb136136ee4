"""The text layer of a PDF in every script: the article's words, as different PDF readers extract them, and letter
by letter in the order of the tags."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache

import msgspec
import pypdfium2
import pytest
from PIL import Image, ImageChops

from copydesk.reading.markdown.document import read_markdown
from copydesk.style import load
from copydesk.tree import Article, Emphasis, Head, Headline, Paragraph, Text
from copydesk.visit import plain
from copydesk.writing import Output, Settings, pdf
from copydesk.writing.pdf import text_layer
from tests.test_pdf import STYLES, run_poppler, unpacked, words_expected, words_of_tags
from tests.tools import ROOT, missing, require
from tests.vera import failures

CASES = sorted((ROOT / "tests" / "cases" / "scripts").glob("*.md"))
LANGUAGES = [case.stem for case in CASES]
IDEOGRAPHS = ("ja", "zh")  # without spaces between words: each letter counts as a word
PARTED = ("plain", "magazine")
"""Styles of one column, because a reader may join lines of two columns; the second sets small capitals."""

FOUND = 0.99
"""The share of the words that must be found in order."""


@cache
def article_in(lang: str) -> Article:
    if lang in IDEOGRAPHS:
        require_font("Noto Serif CJK SC")
    return read_markdown((ROOT / "tests" / "cases" / "scripts" / f"{lang}.md").read_text("utf-8")).article


def require_font(family: str) -> None:
    """Skips the test where no such font is installed, and fails it where CI=true."""
    run = subprocess.run([require("fc-list"), family], capture_output=True, text=True, check=True, timeout=60)
    if not run.stdout.strip():
        missing(family)


@cache
def document(lang: str, style: str) -> Output:
    return pdf.write(article_in(lang), Settings(style=load(style), archive=True))


def of(*texts: str, lang: str) -> Article:
    body = tuple(Paragraph((Text(text),)) for text in texts)
    return Article(lang=lang, head=Head(headline=Headline((Text(texts[0]),))), body=body)


def words_in(text: str, lang: str) -> list[str]:
    """The words of a text without their punctuation, and with no line between the halves of one that is broken."""
    text = re.sub("[\u2010\u00ad\u0002\ufffe]\r?\n", "", unicodedata.normalize("NFC", text))
    text = re.sub("[\u200e\u200f]", "", re.sub("[\u202a-\u202e]", " ", text))  # poppler: where the direction turns
    if lang in IDEOGRAPHS:
        return [letter for letter in text if letter.isalnum()]
    marks = "\u200c\u200d\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0963'’ʼ-"
    return [word.rstrip("'’ʼ-") for word in re.findall(rf"[^\W_][\w{marks}]*", text)]


def by_poppler(data: bytes) -> str:
    return run_poppler("pdftotext", "-", "-", data=data)


def by_pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


READERS: list[Callable[[bytes], str]] = [by_poppler, by_pdfium]


def share_found(expected: list[str], words: list[str]) -> float:
    """The share of the expected words that are found in this order."""
    blocks = SequenceMatcher(None, expected, words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(expected)


# ----------------------------------------------------------------------------------------------------- the words


@pytest.mark.parametrize("style", PARTED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_readers_find_the_words_of_every_script_in_order(lang: str, style: str) -> None:
    article = article_in(lang)
    expected = words_in(plain(article.head) + "\n\n" + plain(article.body), lang)
    assert len(expected) > 80
    for reader in READERS:
        words_read = words_in(reader(document(lang, style).data), lang)
        lost = sorted(set(expected) - set(words_read))
        assert share_found(expected, words_read) >= FOUND, (reader.__name__, lost)


@pytest.mark.parametrize("style", PARTED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tags_have_every_letter_in_the_order_of_reading(lang: str, style: str) -> None:
    assert words_of_tags(document(lang, style).data) == words_expected(article_in(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_script_conforms(lang: str) -> None:
    data = document(lang, "magazine").data
    assert failures(data, "ua1") + failures(data, "2a") == []


TOGETHER = {
    "lam-alef": ("ar", "قال لا ثم نعم لأن الأول لم يكن هناك"),
    "one glyph of three letters": ("ar", "لله والله بالله"),
    "vowel marks": ("ar", "الصَّبْرُ مِفْتَاحُ الْفَرَجِ بِسْمِ اللَّهِ"),
    "Hebrew points": ("he", "לֶחֶם טוֹב אֵינוֹ מְמַהֵר שָׁלוֹם"),
    "joiners": ("fa", "می‌کند و کتاب‌فروشی و نه‌تنها"),
    "numbers": ("ar", "صدر في 12 مايو 2024 عن الدار"),
    "another script": ("ar", "هاتفه يعمل بنظام Android وهو قديم"),
    "vowels before their consonants": ("hi", "कि सिर्फ़ चिट्ठी शिक्षा विद्यार्थी प्रकाशित"),
    "stacks": ("hi", "कृष्ण द्वारा श्रीमती हृदय क्षत्रिय दुर्घटना र्कि"),
    "ligatures": ("en", "The office staff affirms a fifth afflicted offer"),
    "marks that have no letter with them": ("en", "Ve\u0323 x\u0302 q\u0308 n\u0303"),
    "one glyph of two characters": ("fr", "Il dit\u00a0: «\u00a0non\u00a0» et s’en va"),
}
"""Texts whose letters share glyphs, or whose glyphs are in another order than the letters."""


@pytest.mark.parametrize(("lang", "text"), TOGETHER.values(), ids=TOGETHER)
def test_letters_that_share_glyphs_are_distinguished(lang: str, text: str) -> None:
    data = pdf.write(of(text, lang=lang), Settings(style=load("plain"))).data
    assert words_of_tags(data)[0] == 2 * "".join(text.split())
    for reader in READERS:
        words_read = words_in(reader(data), lang)
        assert words_read.count(words_in(text, lang)[0]) >= 2
        assert share_found(2 * words_in(text, lang), words_read) == 1, (reader.__name__, words_read)


def test_a_bracket_is_what_it_is_on_both_sides() -> None:
    """In text that runs from right to left it is mirrored: the glyph of one bracket is the other."""
    text = "قال (نعم) ثم Android (14)"
    tags, _ = words_of_tags(pdf.write(of(text, lang="ar"), Settings(style=load("plain"))).data)
    assert tags == 2 * "".join(text.split())


# ------------------------------------------------------------------------------------------------------ the looks


@pytest.mark.parametrize("lang", ["ar", "fa", "he", "hi"])
def test_the_text_layer_changes_nothing_that_is_seen(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Except marks that move by a hair, because the grid of the font is not that of the page."""
    data = document(lang, "plain").data
    monkeypatch.setattr(text_layer, "glyphs_to_correct", lambda *_: [])
    plainly = pdf.write(article_in(lang), Settings(style=load("plain"), archive=True)).data
    assert data != plainly
    for before, after in zip(pictures(plainly), pictures(data), strict=True):
        changes = ImageChops.difference(before.reduce(8), after.reduce(8)).histogram()
        assert sum(changes[24:]) == 0  # of 255, on average, in a square of 1.4 mm


def pictures(data: bytes) -> list[Image.Image]:
    """The pages of a PDF in shades of grey, by poppler, 144 pixels an inch."""
    greymaps = subprocess.run(
        [require("pdftoppm"), "-r", "144", "-gray", "-"], input=data, capture_output=True, check=True, timeout=60
    ).stdout
    pages = []
    while greymaps:
        header = re.match(rb"P5\s(\d+)\s(\d+)\s255\s", greymaps)
        assert header
        size = int(header[1]), int(header[2])
        end = header.end() + size[0] * size[1]
        pages.append(Image.frombytes("L", size, greymaps[header.end() : end]))
        greymaps = greymaps[end:]
    return pages


# ------------------------------------------------------------------------------------ where it cannot be corrected


def test_a_line_that_shows_other_glyphs_than_expected_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of WeasyPrint might write lines in another way."""
    monkeypatch.setattr(text_layer, "_positions", lambda *_: None)
    data = pdf.write(of("سلام", lang="ar"), Settings(style=load("plain"))).data
    assert words_of_tags(data)[0] == 2 * "مالس"
    assert failures(data, "ua1") == []


def test_latin_text_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    article = of("The ferry crossed the lake, with forty people and a goat on board.", lang="en")
    data = pdf.write(article, Settings(style=load("plain"))).data
    monkeypatch.setattr(text_layer, "glyphs_to_correct", lambda *_: [])
    assert pdf.write(article, Settings(style=load("plain"))).data == data


# -------------------------------------------------------------------------------------------------------- emphasis

WITHOUT_SLANT = ("ar", "fa", "he", "hi")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang not in IDEOGRAPHS])
def test_emphasis_is_seen(lang: str, style: str) -> None:
    """By pixels: a word with emphasis differs markedly from the same word without, like a word in another weight."""
    word = words_in(plain(article_in(lang).head.headline), lang)[-1]
    plainly, emphasis = (
        pictures(pdf.write(Article(lang=lang, body=(Paragraph((inline,)),)), Settings(style=load(style))).data)[0]
        for inline in (Text(word), Emphasis((Text(word),)))
    )
    changed = ImageChops.difference(plainly, emphasis)
    assert sum(changed.histogram()[96:]) > 0.15 * sum(plainly.histogram()[:160])


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang not in IDEOGRAPHS])
def test_no_face_lacks_its_slant(lang: str) -> None:
    """Pango calls an upright face oblique if it is to be slanted; WeasyPrint shows it upright."""
    data = document(lang, "essay").data
    fonts = set(re.findall(rb"/BaseFont /[A-Z]{6}\+([\w,-]+)", unpacked(data)))
    assert len(fonts) > 3
    assert [font for font in fonts if b"Oblique" in font] == []
    assert any(b"Italic" in font for font in fonts) == (lang not in WITHOUT_SLANT)


def test_a_foreign_word_is_slanted_too() -> None:
    emphasis = Emphasis((Text("the word щука, the word λίμνη"),))
    article = Article(lang="en", body=(Paragraph((emphasis,)),))
    data = unpacked(pdf.write(article, Settings(style=load("plain"))).data)
    assert re.findall(rb"/BaseFont /[A-Z]{6}\+(Noto-Serif-Italic)", data)
    assert b"Oblique" not in data


@pytest.mark.parametrize("style", STYLES)
def test_greek_has_no_small_capitals(style: str) -> None:
    assert b"Small-Caps" not in unpacked(document("el", style).data)
    assert (b"Small-Caps" in unpacked(document("ru", style).data)) == (style in ("broadsheet", "essay", "magazine"))


@pytest.mark.parametrize(("lang", "same"), [("fa", False), ("ur", True)])
def test_digits_are_those_of_the_language(lang: str, same: bool) -> None:
    """Noto Naskh Arabic gives 4, 6 and 7 their Urdu forms unless the language is set."""
    digits = Article(lang=lang, body=(Paragraph((Text("۴۶۷"),)),))
    urdu = msgspec.structs.replace(load("plain"), own_css=":root { --features: normal !important; }")
    ours, others = (pictures(pdf.write(digits, Settings(style=style)).data)[0] for style in (load("plain"), urdu))
    assert (ImageChops.difference(ours, others).getbbox() is None) == same
