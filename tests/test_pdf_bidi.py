"""Lines of PDFs that run from right to left are read back as they were typed, whatever put them on the page."""

from __future__ import annotations

import html
import math

import pytest

from copydesk.reading import pdf
from copydesk.reading.pdf.bidi import in_order_of_reading, with_marks
from copydesk.reading.pdf.brackets import with_brackets
from copydesk.reading.pdf.characters import Piece
from copydesk.reading.pdf.fonts import NO_FONT
from copydesk.reading.pdf.page_runs import _run, _unshaped, _with_ligatures
from copydesk.reading.pdf.place import Place
from copydesk.reading.pdf.runs import Letter, Run
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.settings import Setting
from copydesk.tree import Article, Head, Headline, Paragraph, Text
from copydesk.writing import write

HEBREW = (
    "הרציף נסגר בשנת 1931.",
    "הדייג אמר (בלחש) שהרוח תשתנה; איש לא ענה לו!",
    "המפה [הישנה] תלויה על הקיר, מימין לדלת.",
    "הסירה Windrose 7 חזרה בשעה 12:45 לנמל.",
    "הם קנו 1,250 חבלים ו-50% מן הרשתות.",
    "הספר Low Water, by Ann Tern יצא לאור.",
    "החברה Tern Press (London) נסגרה.",
    "בקיץ של 1931, Smith חזר הביתה.",
    "ראו גם: www.example.org/sea (בעברית).",
    "3. הסולם והחבל",
    "12/03/2021",
    'הוא שאל: "מי שם?" והלך.',
)
ARABIC = (
    "بُني الرصيف سنة 1931.",
    "قال الصياد (همسًا) إن الريح ستتغيّر؛ فلم يُجب أحد!",
    "الضباب «ضيف ثقيل لا يستأذن»، كما يقولون.",
    "وصلت السفينة Windrose 7 عند الساعة 12:45 إلى الميناء.",
    "اشتروا ١٬٢٥٠ حبل و٥٠٪ من الشباك.",
    "الأول والآخر والإمام ولا سلام إلا بالعدل.",
    "السلّم الحديدي والمعلّم الأوّل",
    "صدر الكتاب Low Water للكاتبة آن.",
    "١٢ مارس ٢٠٢١",
    "هل رأيت الشاي؟ نعم، رأيته.",
)
ENGLISH = (
    "The word שלום stands here, and so does (שלום עליכם) in brackets.",
    "The ship سالم came home in 1931.",
)


def set_by_weasyprint(lines: tuple[str, ...], direction: str, family: str) -> list[str]:
    """The lines of a PDF, each line a paragraph of its own, as they are read."""
    import weasyprint

    shown = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    page = f'<style>@page {{ size: A4 }} p {{ font: 11pt "{family}"; margin: 0 0 1em }}</style><div dir="{direction}">'
    data = weasyprint.HTML(string=page + shown).write_pdf()
    return [line.text for line in pdf.copy_of(data).lines]


@pytest.mark.parametrize(
    ("lines", "direction", "family"),
    [
        (HEBREW, "rtl", "Noto Serif Hebrew"),
        (HEBREW, "rtl", "Noto Sans Hebrew"),
        (ARABIC, "rtl", "Noto Naskh Arabic"),
        (ARABIC, "rtl", "Noto Sans Arabic"),
        (ENGLISH, "ltr", "Noto Serif"),
    ],
)
def test_lines_are_read_back(lines: tuple[str, ...], direction: str, family: str) -> None:
    assert set_by_weasyprint(lines, direction, family) == list(lines)


OWN = {
    "he": ("המגדלור", (*HEBREW, "שָׁלוֹם לְכֻלָּם, אָמַר הַזָּקֵן.")),
    "ar": ("حارس المنارة الأخير", (*ARABIC, "أُغلق الرصيف، فلم يُجِبْهُ أحدٌ: سلامٌ والمُعَلِّمُ الأوَّلُ.")),
}


@pytest.mark.parametrize("lang", OWN)
def test_our_own_lines_are_read_back(lang: str) -> None:
    headline, lines = OWN[lang]
    body = tuple(Paragraph((Text(line),)) for line in lines)
    article = Article(lang=lang, head=Head(headline=Headline((Text(headline),))), body=body)
    data = write(article, "pdf", style="essay", typography=False).data
    shown = [line.text for line in pdf.copy_of(data).lines if line.typeset and not line.typeset.furniture]
    assert shown == [headline, *lines]


# ---------------------------------------------------------------------------------------------- the rules by themselves


def run_of(shown: str, left: float = 0.0, baseline: float = 10.0) -> Run:
    """A run as it stands on the page from left to right, each letter 5 points wide; spaces have pens of their own."""
    letters: list[Letter] = []
    space, space_at = "", float("nan")
    for number, character in enumerate(shown):
        at = left + 5 * number
        if character == " ":
            space, space_at = " ", at
            continue
        letters.append(Letter(character, at, at + 5, space, at, space_at))
        space, space_at = "", float("nan")
    return Run(letters, left, left + 5 * len(shown), 0.0, 12.0, baseline, 10.0, NO_FONT, 0, -1)


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("גבא", "אבג"),
        (".1931 תנש", "שנת 1931."),
        ("2021-2020 ןיב", "בין 2021-2020"),
        ("דועו 50% ךס", "סך 50% ועוד"),
        ("ab 7 גבא", "אבג ab 7"),
        ("Smith ,1931 תנש", "שנת 1931, Smith"),
        ("ab (cd) גבא", "אבג ab (cd)"),
        ("ت 50% ا", "ا %50 ت"),
        ("ت ١٢٫٥ ا", "ا ١٢٫٥ ت"),
        ("ت 1-2 ا", "ا 2-1 ت"),
    ],
)
def test_what_is_shown_is_read(shown: str, read: str) -> None:
    parts = in_order_of_reading([run_of(shown)], to_left=True)
    assert "".join(letter.space + letter.text for part in parts for letter in part.letters) == read


def test_words_within_a_line_that_runs_to_the_right() -> None:
    parts = in_order_of_reading([run_of("on 7 גבא 12 אב of it")], to_left=False)
    assert "".join(letter.space + letter.text for part in parts for letter in part.letters) == "on 7 בא 12 אבג of it"


def test_a_space_at_the_end_of_the_line_above_is_none_of_this_line() -> None:
    nowhere = (math.nan, math.nan)
    origins = [((10.0, 100.0), (300.0, 112.0)), ((5.0, 100.0), nowhere), (nowhere, (2.0, 100.0))]
    boxes = [(10.0, 100.0, 15.0, 107.0), (5.0, 100.0, 10.0, 107.0)]
    piece = Piece(None, 0, [0x5D0, 0x5D1], boxes, [" ", ""], " ", [], origins)
    setting = Setting(10.0, 0.0, NO_FONT, 5.0, 100.0, -1, hidden=False)
    run = _run(piece, setting, Place((0.0, 0.0, 400.0, 600.0), 0, 0.0))
    assert math.isnan(run.letters[0].space_at)
    assert run.space_at == 2.0


def test_an_accent_drawn_by_itself_stands_with_its_letter() -> None:
    word = run_of("\u0644\u0633")
    accent = run_of("\u0651", left=6, baseline=14.0)._replace(right=8.0)
    accent = accent._replace(letters=[accent.letters[0]._replace(left=6.0, right=8.0)])
    runs = with_marks([accent, word, run_of("ab", 40)])
    assert [run.baseline for run in runs] == [10.0, 10.0, 10.0]
    parts = in_order_of_reading(runs[:2], to_left=True)
    assert "".join(letter.text for part in parts for letter in part.letters) == "\u0633\u0651\u0644"


@pytest.mark.parametrize(
    ("glyph", "read"),
    [("\u0644\u0627", "\u0644\u0627"), ("\u0627\u0644", "\u0644\u0627"), ("\u0645\u0644", "\u0644\u0645")],
)
def test_the_letters_of_one_sign(glyph: str, read: str) -> None:
    assert "".join(letter.text for letter in _with_ligatures([Letter(each, 0, 5, "") for each in glyph])) == read


@pytest.mark.parametrize(
    ("shaped", "letters"), [("\ufefb", "\u0644\u0627"), ("\ufe91", "\u0628"), ("a", "a"), ("\ufd3e", "\ufd3e")]
)
def test_letters_by_their_shapes(shaped: str, letters: str) -> None:
    assert _unshaped(shaped) == letters


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["קטנות )שלוש כוסות(."], ["קטנות (שלוש כוסות)."]),
        (["קטנות (שלוש כוסות)."], ["קטנות (שלוש כוסות)."]),
        (["א( ראשון", "מורים)ות("], ["א) ראשון", "מורים(ות)"]),
        (["»אב«, )ג(", "אב » ג « ד"], ["«אב», (ג)", "אב « ג » ד"]),
        (["this )is left("], ["this )is left("]),
    ],
)
def test_brackets(lines: list[str], read: list[str]) -> None:
    set_lines = [SetLine(line, 0, 1, 0, 1, 1, 10, bold=False, italic=False, start=0) for line in lines]
    assert [line.text for line in with_brackets(set_lines)] == read
