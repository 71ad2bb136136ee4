"""PDFs that browsers print: each letter is drawn by itself, and each space; ``ActualText`` speaks for ligatures."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from copydesk.reading import pdf
from tests.pdf_files import HEIGHT, WIDTH, Stream, by_letter, words
from tests.pdf_files import pdf as pdf_of

LINES = (
    "Three ducks went to the mill pond",
    "in March, and a fox of the forest",
    "saw two of them: it was the first",
    "fine day, so it lay in the grass.",
)


def lines_of(page: str, **options: object) -> list[str]:
    """The lines of a page."""
    return [line.text for line in pdf.copy_of(pdf_of(page, **options)).lines]  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [5, 8, 11])
@pytest.mark.parametrize(("apart", "space"), [(0, 0), (-0.05, 0), (0.15, 0), (0.4, 0), (0, 0.6)])
def test_letters_that_are_drawn_one_by_one(size: float, apart: float, space: float) -> None:
    page = "".join(
        by_letter(line, 20, 50 + 2 * size * number, size, apart=apart * size, space=space * size)
        for number, line in enumerate(LINES)
    )
    assert lines_of(page) == list(LINES)


def test_a_letterspaced_heading_above_such_lines() -> None:
    page = by_letter("AT THE POND", 40, 50, 9, apart=4) + "".join(
        by_letter(line, 20, 80 + 15 * number) for number, line in enumerate(LINES)
    )
    assert lines_of(page)[0] == "AT THE POND"


def test_wide_gaps_between_such_letters_are_spaces() -> None:
    """As between two buttons of a page."""
    body = "".join(by_letter(line, 20, 80 + 15 * number) for number, line in enumerate(LINES))
    assert lines_of(by_letter("Ponds", 20, 50) + by_letter("Mills", 58, 50) + body)[0] == "Ponds Mills"


def test_spaces_of_a_line_that_draws_none_stay() -> None:
    """Blanks behind the lines of a page show nothing of words that a program sets apart without any."""
    page = "".join(
        "".join(words(word, 40 + 27 * at, 50 + 15 * line, font="C") for at, word in enumerate(("pond", "mill", "duck")))
        for line in range(5)
    )
    page += "".join(words(" ", 200, 50 + 15 * line, font="C") for line in range(5))
    assert lines_of(page) == 5 * ["pond mill duck"]


def spoken(text: str, shown: Sequence[str], step: float = 6) -> str:
    """Glyphs that ``ActualText`` speaks for, each drawn by itself."""
    return f"/Span <</ActualText ({text})>> BDC {' '.join(f'({each}) Tj {step} 0 Td' for each in shown)} EMC"


OFFICE = f"BT /C 10 Tf 20 520 Td (o) Tj 6 0 Td {spoken('ffi', 'xyz')} (c) Tj 6 0 Td (e) Tj ET\n"
BODY = "".join(by_letter(line, 20, 110 + 15 * number) for number, line in enumerate(LINES))


def test_what_is_spoken_for_several_letters_is_said_once() -> None:
    assert lines_of(OFFICE + BODY)[0] == "office"


def test_what_is_spoken_within_a_form() -> None:
    """pdfium has it where it would be without the form."""
    font = "/Font << /C << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >> >>"
    box = f"/Type /XObject /Subtype /Form /BBox [0 0 {2 * WIDTH} {2 * HEIGHT}] /Matrix [.5 0 0 .5 0 280]"
    form = OFFICE.replace("/C 10", "/C 20").replace("6 0 Td", "12 0 Td")
    streams = {"X": Stream(f"{box} /Resources << {font} >>", form.encode())}
    assert lines_of("q /X Do Q\n" + BODY, streams=streams)[0] == "office"


def test_shadows_of_what_is_spoken() -> None:
    shadow = OFFICE.replace("20 520 Td", "20.5 519.5 Td")
    assert lines_of(shadow + OFFICE + BODY)[0] == "office"


@pytest.mark.parametrize(
    ("name", "producer", "is_bold"),
    [
        ("NotoSerif-Regular", "Other", False),
        ("NotoSerif-Italic", "Other", False),
        ("NotoSerif-Bold", "Other", True),
        ("NotoSerif-Bold", "Skia/PDF m156", True),
        ("Georgia", "Other", True),
        ("Georgia", "Skia/PDF m156", False),
    ],
)
def test_the_weight_of_a_font(name: str, producer: str, is_bold: bool) -> None:
    """Browsers guess it from the width of letters: 704 for a font for books."""
    descriptor = f"<< /Type /FontDescriptor /FontName /{name} /Flags 6 /StemV 141 /FontBBox [0 0 1000 1000] >>"
    font = f"/Font << /N << /Type /Font /Subtype /TrueType /BaseFont /{name} /FontDescriptor 901 0 R >> >>"
    box = f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}] /Resources << {font} >>"
    streams = {"X": Stream(box, b"BT /N 10 Tf 20 500 Td (Three ducks) Tj ET"), "D": Stream(descriptor[3:-3], None)}
    data = pdf_of("q /X Do Q\n", info=f"/Producer ({producer})", streams=streams)
    line = pdf.copy_of(data).lines[0]
    assert line.typeset is not None
    assert line.typeset.bold is is_bold
