"""PDFs without spaces: the places of letters tell where words end."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from copydesk.reading import pdf
from copydesk.reading.pdf.spacing import _valley
from tests.pdf_files import HEIGHT, words
from tests.pdf_files import pdf as pdf_of

LINE = "It shows a conceptual diagram in grey"
BELOW = (
    "The river rose by four feet that night.",
    "Nobody on the mill side had slept well.",
    "By morning the lower bridge had gone.",
)
KERNED = {"wi": 0.02, "ow": 0.02, "Th": -0.02, "ep": 0.015, "ag": 0.02, "gr": -0.03}


def line_of(line: str, gap: float, *, apart: float = 0, font: str = "F", true: Sequence[int] = ()) -> str:
    """A line that moves the pen by ``gap`` em for a space, and by ``apart`` em behind each letter, as its file kerns
    it. The spaces of the numbers ``true`` are drawn, and others none."""
    parts = []
    number = 0
    for at, letter in enumerate(line):
        if letter == " ":
            parts.append("( )" if number in true else f"{-1000 * gap}")
            number += 1
        else:
            parts.append(f"({letter}) {-1000 * (apart + KERNED.get(line[at : at + 2], 0)):.0f}")
    return f"BT /{font} 10 Tf 1 0 0 1 20 {HEIGHT - 40} Tm [{' '.join(parts)}] TJ ET\n"


def first_line(content: str) -> str:
    """The first line of a page on which others have their spaces."""
    below = "".join(words(line, 20, 60 + 12 * number) for number, line in enumerate(BELOW))
    return pdf.copy_of(pdf_of(content + below)).lines[0].text


@pytest.mark.parametrize(
    ("font", "gap"),
    [(font, gap) for font in "FBC" for gap in (0.1, 0.12, 0.14, 0.2, 0.28, 0.35)] + [("I", gap) for gap in (0.2, 0.35)],
)
def test_words_that_run_together(font: str, gap: float) -> None:
    assert first_line(line_of(LINE, gap, font=font)) == LINE


@pytest.mark.parametrize("true", [(0,), (2,), (4,)])
def test_one_space_of_the_line_is_drawn(true: tuple[int, ...]) -> None:
    assert first_line(line_of(LINE, 0.12, true=true)) == LINE


@pytest.mark.parametrize("apart", [-0.03, 0.03, 0.06])
def test_a_line_whose_letters_are_set_wider(apart: float) -> None:
    assert first_line(line_of(LINE, 0.14, apart=apart)) == LINE


@pytest.mark.parametrize(
    "word",
    [
        "Donaudampfschifffahrtsgesellschaft",
        "https://example.org/archive/1911/11",
        "1911,1912,1913,1914,1915,1911,1111",
        "WAVELENGTHTYPEAVATAR",
    ],
)
@pytest.mark.parametrize("font", ["F", "B", "I", "C"])
@pytest.mark.parametrize("apart", [0, 0.03, 0.06])
def test_words_that_are_long_stay_whole(word: str, apart: float, font: str) -> None:
    assert first_line(line_of(word, 0.12, apart=apart, font=font)) == word


@pytest.mark.parametrize("apart", [0.1, 0.2, 0.3])
def test_a_letterspaced_heading(apart: float) -> None:
    heading = "THE LOWER BRIDGE OF THE MILL"
    assert first_line(line_of(heading, 0.35 + 2 * apart, apart=apart)) == heading


def test_justified_words_whose_gaps_differ() -> None:
    words_apart = "".join(
        line_of(line, gap).replace(f" {HEIGHT - 40} Tm", f" {HEIGHT - 20 - 12 * number} Tm")
        for number, (line, gap) in enumerate(zip(BELOW, (0.11, 0.19, 0.26), strict=True))
    )
    assert [line.text for line in pdf.copy_of(pdf_of(words_apart)).lines] == list(BELOW)


def test_a_letterspaced_label_before_an_address() -> None:
    """Its letters stand as far apart as words do, but are none."""
    label = line_of("Email:", 0, apart=0.13).removesuffix("] TJ ET\n")
    assert first_line(f"{label} (press@mills.example)] TJ ET\n") == "Email:press@mills.example"


def test_shapes_of_letters_are_no_gaps_of_words() -> None:
    """Of this type only the shapes of letters are known, which stand apart nearly as far as such words do."""
    assert first_line(line_of(LINE, 0.12, font="I")) == LINE.replace(" ", "")


@pytest.mark.parametrize("gaps", [[], [0.2], [0.01] * 20])
def test_lines_without_two_groups_of_gaps(gaps: list[float]) -> None:
    """As those of Japanese, none of whose gaps count."""
    assert _valley(gaps) == math.inf
