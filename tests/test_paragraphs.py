"""Lines -> pieces."""

from __future__ import annotations

import pytest

from copydesk.locales import locale
from copydesk.reading.text.joining import as_one
from copydesk.reading.text.layout import find_layout
from copydesk.reading.text.lines import split
from copydesk.reading.text.paragraphs import pieces
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.credit_lines import CreditLines


def joined(text: str) -> list[Piece]:
    lines = split(text)
    return pieces(lines, find_layout(lines), CreditLines((locale("en"),))).pieces


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


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("the town\nslept", "the town slept"),
        ("the town—\nall of it—\nslept", "the town—all of it—slept"),
        ("the town\n—all of it\n—slept", "the town—all of it—slept"),
        ("the town —\nall of it", "the town —all of it"),
        ("the town –\nall of it", "the town – all of it"),
        ("the years 1914-\n18", "the years 1914-18"),
        ("the impro-\nvement", "the improvement"),
        ("昨日町に降った雨は\nはじめて", "昨日町に降った雨ははじめて"),
        ("昨日の\nIBM", "昨日の IBM"),
    ],
)
def test_what_stands_between_a_line_and_the_next(lines: str, text: str) -> None:
    assert as_one(split(lines), locale("en")).text == text
