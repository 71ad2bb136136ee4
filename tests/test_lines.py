"""Clean text -> lines with their positions."""

from __future__ import annotations

import pytest

from copydesk.reading.text.lines import split, without_outer_marks


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("One\nTwo", [("One", 1, 0, 0, False, 0), ("Two", 2, 0, 0, False, 0)]),
        ("\n\n  One  ", [("One", 3, 2, 2, False, 0)]),
        ("\tOne", [("One", 1, 8, 0, False, 0)]),
        ("One\fTwo", [("One", 1, 0, 0, False, 0), ("Two", 1, 0, 0, True, 0)]),
        ("> One", [("One", 1, 0, 0, False, 2)]),
        (">     One", [("One", 1, 4, 0, False, 6)]),
        (">> One", [("One", 1, 0, 0, False, 3)]),
        (">", [(">", 1, 0, 0, False, 0)]),
    ],
)
def test_lines(text: str, lines: list[tuple[str, int, int, int, bool, int]]) -> None:
    """Text, number, indent, blank lines before, page break before, length of the quoting mark."""
    lines_read = split(text)
    assert [(line.text, line.number, line.indent, line.gap, line.cut, line.mark) for line in lines_read] == lines
    assert [text[line.start : line.end] for line in lines_read] == [line.text for line in lines_read]


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("> One", [0]),
        ("> One\n>> Two\n> Three", [0, 1, 0]),
        ("> One\n> > Two\nThree", [1, 2, 0]),
        ("One\n> Two", [0, 1]),
        ("> One is a line that is\nbroken\n> and goes on", [0, 0, 0]),
        ("> One\nNo.\n> Two", [1, 0, 1]),
    ],
)
def test_marks_of_a_whole_text_quote_nothing_in_it(text: str, depths: list[int]) -> None:
    assert [line.depth for line in without_outer_marks(split(text))] == depths


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("Under 40  12\n> 40  9", [0, 0]),
        (">64  9\n\nIt rained.", [0, 0]),
        ("> = more than", [0]),
        ("> 40 of us came\n> by boat.", [1, 1]),
        (">> 40 came.", [2]),
        ("> Forty of us came.", [1]),
    ],
)
def test_a_sign_for_greater_than_quotes_nothing(text: str, depths: list[int]) -> None:
    lines = split(text)
    assert [line.depth for line in lines] == depths
    assert [">" in line.text for line in lines] == [
        not depth and ">" in text[line.start : line.end] for line, depth in zip(lines, depths, strict=True)
    ]
