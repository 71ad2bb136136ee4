"""Clean text -> lines with their positions."""

from __future__ import annotations

import pytest

from copydesk.reading.text.lines import blocks, split, without_outer_marks


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
        (">> One\n>> Two", [0, 0]),
        (">> One\n>>> Two\nthree\n>> Four", [0, 1, 0, 0]),
        ("> One\n\nbroken\n> Two", [1, 0, 1]),
        ("> One\nbroken\nagain\n> Two", [1, 0, 0, 1]),
        ("One", [0]),
        ("", []),
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
        ("> We\n\n> 40  9", [1, 1]),
        ("> 40  9\n\n> We", [1, 1]),
        ("It\nIt\n> 40  9\nIt\n> We", [0, 0, 0, 0, 1]),
        ("> We\nIt\n> 40  9", [1, 0, 0]),
    ],
)
def test_a_sign_for_greater_than_quotes_nothing(text: str, depths: list[int]) -> None:
    lines = split(text)
    assert [line.depth for line in lines] == depths
    assert [">" in line.text for line in lines] == [
        not depth and ">" in text[line.start : line.end] for line, depth in zip(lines, depths, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("One\fTwo", [True, False]),
        ("One\f", [True]),
        ("\fOne", [False]),
        ("One\n\f\fTwo", [True, False]),
        ("One\nTwo", [False] * 2),
    ],
)
def test_lines_at_the_end_of_a_page(text: str, ends: list[bool]) -> None:
    assert [line.page_end for line in split(text)] == ends


@pytest.mark.parametrize(
    ("text", "gaps", "cuts"),
    [
        ("One\n\n\nTwo\nThree", [0, 2, 0], [False, False, False]),
        ("One\n\fTwo", [0, 1], [False, True]),
        ("One\f\nTwo\nThree", [0, 0, 0], [False, True, False]),
        ("One\f  \f\n\nTwo", [0, 1], [False, True]),
    ],
)
def test_gaps_and_page_ends(text: str, gaps: list[int], cuts: list[bool]) -> None:
    lines = split(text)
    assert [line.gap for line in lines] == gaps
    assert [line.cut for line in lines] == cuts
    assert [text[line.start : line.end] for line in lines] == [line.text for line in lines]


def test_a_tab_is_eight_columns_wide() -> None:
    assert [line.indent for line in split("  \tOne\n \u00a0Two\n  > \tThree")] == [8, 2, 10]


@pytest.mark.parametrize(
    ("text", "groups"),
    [("", []), ("A", [range(1)]), ("A\nB\n\nC", [range(2), range(2, 3)]), ("\nA\n\nB\nC", [range(1), range(1, 3)])],
)
def test_blocks(text: str, groups: list[range]) -> None:
    assert list(blocks(split(text))) == groups
