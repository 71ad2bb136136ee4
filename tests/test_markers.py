"""Markers of items."""

from __future__ import annotations

import pytest

from copydesk.reading.text.recognisers.markers import Marker, dash_before_figure, goes_on, read_marker


@pytest.mark.parametrize(
    ("text", "end", "number", "numbering"),
    [
        ("• one", 2, None, "decimal"),
        ("- dash", 2, None, "decimal"),
        ("1. one", 3, 1, "decimal"),
        ("(b) two", 4, 2, "lower_alpha"),
        ("A) x", 3, 1, "upper_alpha"),
        ("iv) four", 4, 4, "lower_roman"),
        ("i) one", 3, 1, "lower_roman"),
        ("v) of the alphabet", 3, 22, "lower_alpha"),
    ],
)
def test_marker(text: str, end: int, number: int | None, numbering: str) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.end, marker.number, marker.numbering) == (end, number, numbering)


@pytest.mark.parametrize(
    "text", ["", "2024 was", "-30-", "3.5 metres", "*so* it", "- 5 degrees", "01. one", "iiii) x", "ll) x"]
)
def test_no_marker(text: str) -> None:
    assert read_marker(text) is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("• a", "• b", True),
        ("1. a", "2. b", True),
        ("1. a", "1. b", False),
        ("1. a", "• b", False),
        ("x", "1. b", False),
        ("(3) c", "(d) d", False),
        ("1. a", "2) b", False),
    ],
)
def test_goes_on(before: str, after: str, expected: bool) -> None:
    assert goes_on(read_marker(before), read_marker(after)) == expected


@pytest.mark.parametrize(
    ("before", "text", "number", "numbering"),
    [
        ("h) eight", "i) nine", 9, "lower_alpha"),
        ("iv) four", "v) five", 5, "lower_roman"),
        ("u) before", "v) after", 22, "lower_alpha"),
        ("2. two", "i) one", 1, "lower_roman"),
    ],
)
def test_the_item_before_decides_what_a_letter_is(before: str, text: str, number: int, numbering: str) -> None:
    marker = read_marker(text, read_marker(before))
    assert marker is not None
    assert (marker.number, marker.numbering) == (number, numbering)


@pytest.mark.parametrize(
    ("text", "end"),
    [("- 500 g", 2), ("–  7", 3), ("·\t7", 2), ("-7", None), ("- g", None), ("* 7", None), ("a - 7", None)],
)
def test_a_dash_before_a_figure(text: str, end: int | None) -> None:
    marker = dash_before_figure(text)
    assert marker == (None if end is None else Marker(end, None, "decimal", "bullet"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("xl) x", 40),
        ("xiv) x", 14),
        ("xcix) x", None),
        ("lxxx) x", 80),
        ("vi) x", 6),
        ("iix) x", None),
        ("(xix) x", 19),
    ],
)
def test_roman_numerals(text: str, number: int | None) -> None:
    marker = read_marker(text)
    assert (marker and marker.number) == number
