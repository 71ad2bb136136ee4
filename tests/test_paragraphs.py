"""Lines -> pieces."""

from __future__ import annotations

import pytest

from copydesk.locales import locale
from copydesk.reading.layout import find_layout
from copydesk.reading.lines import split
from copydesk.reading.paragraphs import Piece, pieces


def joined(text: str) -> list[Piece]:
    lines = split(text)
    return pieces(lines, find_layout(lines), locale("en")).pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("It rained.\n\nIt stopped.", ["It rained.", "It stopped."]),
        (
            "The rain that fell on the town was\n\nthe first of the year.\n\nIt did not last.",
            ["The rain that fell on the town was the first of the year.", "It did not last."],
        ),
        ("The long and impro-\n\nvement of it.", ["The long and improvement of it."]),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert [piece.text for piece in joined(text)] == expected


def test_a_stretch_of_a_piece_leads_back_to_the_lines() -> None:
    text = "The long and impro-\n\nvement of it."
    (piece,) = joined(text)
    assert piece.text[9:20] == "and improve"
    assert [text[start:end] for start, end in piece.spans(9, 20)] == ["and impro-", "ve"]
    assert [text[start:end] for start, end in piece.spans()] == text.split("\n\n")
