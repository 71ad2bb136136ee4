"""Lines that run from top to bottom are read from the right; what is level beside them stands apart."""

from __future__ import annotations

import pytest

from copydesk.reading import pdf
from tests.pdf_files import HEIGHT, words
from tests.pdf_files import pdf as pdf_of

LINES = ("池の水車が三月にまた回った", "鴨が三羽、森の狐が一匹見に", "来た。晴れた日であった。")


def running_down(line: str, left: float, down: float, size: float = 12) -> str:
    """A line whose letters, which ``ActualText`` names, stand below one another."""
    shown = [f"/Span <</ActualText <FEFF{ord(each):04X}>>> BDC (M) Tj EMC 0 {-size} Td" for each in line]
    return f"BT /F {size} Tf {left} {HEIGHT - down} Td {' '.join(shown)} ET\n"


@pytest.mark.parametrize("is_reversed", [False, True])
def test_lines_that_run_down_are_read_from_the_right(*, is_reversed: bool) -> None:
    page = [running_down(line, 300 - 24 * at, 80) for at, line in enumerate(LINES)]
    assert [line.text for line in pdf.copy_of(pdf_of("".join(page[::-1] if is_reversed else page))).lines] == list(
        LINES
    )


def test_a_level_line_beside_them_is_set_aside() -> None:
    page = [running_down(line, 300 - 24 * at, 80) for at, line in enumerate(LINES)]
    lines = pdf.copy_of(pdf_of("".join(page) + words("Pond News 12", 150, 560))).lines
    assert [(line.text, line.typeset.furniture) for line in lines if line.typeset and line.typeset.furniture] == [
        ("Pond News 12", "frame")
    ]


def test_level_lines_stay() -> None:
    across = "".join(
        f"BT /F 12 Tf 40 {HEIGHT - 80 - 14 * at} Td "
        + " ".join(f"/Span <</ActualText <FEFF{ord(each):04X}>>> BDC (M) Tj EMC 12 0 Td" for each in line)
        + " ET\n"
        for at, line in enumerate(LINES)
    )
    assert [line.text.replace(" ", "") for line in pdf.copy_of(pdf_of(across)).lines] == list(LINES)
