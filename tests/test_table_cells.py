"""The chunks of a line, the columns that they make, and gaps within running text, which separate no cells."""

from __future__ import annotations

import pytest

from copydesk.reading.text.recognisers.tables.cells import (
    Chunk,
    _by_columns,
    cells,
    chunks,
    column_at,
    columns,
    has_cells_by_tabs,
)
from copydesk.reading.text.recognisers.tables.running_text import RunningText, _separates_sentences
from tests.parts import lines_of


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Tarn", [(0, 4, "Tarn")]),
        ("  Tarn", [(2, 6, "Tarn")]),
        ("Tarn  412", [(0, 4, "Tarn"), (6, 9, "412")]),
        ("  Tarn  412", [(2, 6, "Tarn"), (8, 11, "412")]),
        ("Tarn\t412\tN", [(0, 4, "Tarn"), (8, 11, "412"), (16, 17, "N")]),
        ("  Tarn\t412", [(2, 6, "Tarn"), (8, 11, "412")]),
        ("Tarn\u3000412", [(0, 4, "Tarn"), (6, 9, "412")]),
        ("昨日  町 a", [(0, 4, "昨日"), (6, 10, "町 a")]),
        ("昨日 町", [(0, 7, "昨日 町")]),
        ("“Tarn” — é", [(0, 10, "“Tarn” — é")]),
        ("昨日\t町", [(0, 4, "昨日"), (8, 10, "町")]),
        ("昨日の町\t町", [(0, 8, "昨日の町"), (16, 18, "町")]),
        ("1.  Tarn  412", [(0, 8, "1.  Tarn"), (10, 13, "412")]),
        ("*  Tarn  412", [(0, 7, "*  Tarn"), (9, 12, "412")]),
        ("†  Tarn  412", [(0, 7, "†  Tarn"), (9, 12, "412")]),
    ],
)
def test_the_chunks_of_a_line(raw: str, expected: list[tuple[int, int, str]]) -> None:
    (line,) = lines_of(raw)
    assert chunks(line) == [Chunk(*each) for each in expected]
    assert column_at(line, len(line.text)) == expected[-1][1]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Tarn  N\nBray  E", False),
        ("Tarn\tN\nBray\tE", True),
        ("Tarn\tN  of\nBray\tE", True),
        ("Tarn\n\tBray\tE", False),
        ("a\tb\n\tc", True),
        ("a\tb\tc\na\tb\tc\na\tb\tc\na\tb\na\tb", True),
        ("a\tb\na\tb\tc\na\tb\tc\na\tb\tc\na\tb", True),
        ("a\tb\tc\na\tb\tc\na\tb\na\tb", False),
        ("a\tb\tc\na\tb\tc\na\tb\tc\na\tb\na  b\tb", False),
        ("a\tb\tc\na\t\tc\na\tb\tc\na\tb\na\tb", True),
        ("a\tb\na\t\tc\na\tb\tc\na\tb\tc\na\tb", False),
        ("a\t\tc\na\t\tc\na\t\tc\na\tb", True),
        ("a\t\tc\na\t\tc\na\t\tc\na\t\tc\na", False),
        ("a\t\tc\na\t\tc\na\t\tc\na", False),
    ],
)
def test_tabs_that_begin_cells(raw: str, expected: bool) -> None:
    assert has_cells_by_tabs(lines_of(raw)) == expected


Bounds = list[tuple[int, int]]


@pytest.mark.parametrize(
    ("rows", "bounds", "by_row"),
    [
        ([[(0, 4)], [(4, 8)]], [(0, 4), (4, 8)], [[0], [1]]),
        ([[(4, 8)], [(0, 4)]], [(0, 4), (4, 8)], [[1], [0]]),
        ([[(0, 5)], [(4, 9)]], [(0, 9)], [[0], [0]]),
        ([[(0, 4)], [(8, 12)], [(2, 10)]], [(0, 12)], [[0], [0], [0]]),
        ([[(0, 4)], [(6, 10)], [(12, 16)], [(2, 14)]], [(0, 16)], [[0], [0], [0], [0]]),
        ([[(0, 4), (8, 12)], [(0, 12)]], [(0, 4), (8, 12)], [[0, 1], [-1]]),
        ([[(0, 4), (8, 12)], [(0, 12)], [(20, 40)]], [(0, 4), (8, 12), (20, 40)], [[0, 1], [-1], [2]]),
        ([[(0, 4), (8, 12)], [(20, 22)], [(3, 13)]], [(0, 4), (8, 12), (20, 22)], [[0, 1], [2], [-1]]),
        ([[(0, 4), (5, 12)], [(2, 10)]], [(0, 4), (5, 12)], [[0, 1], [-1]]),
    ],
)
def test_the_columns_of_chunks(rows: list[Bounds], bounds: Bounds, by_row: list[list[int]]) -> None:
    table = columns([[Chunk(start, end, "x") for start, end in row] for row in rows])
    assert (table.bounds, table.by_row) == (bounds, by_row)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a     b     c\na           c", "a|b|c / a||c"),
        ("      b     c\na     b\n            c", "|b|c / a|b| / ||c"),
        ("a     b     c\na     bbbbbbbbb\na     b     c", "a|b|c / a|bbbbbbbbb| / a|b|c"),
        ("a     b\naaaaaaaaa     b\na     b", "a|b / aaaaaaaaa|b / a|b"),
    ],
)
def test_cells_below_one_another(raw: str, expected: str) -> None:
    assert " / ".join("|".join(row) for row in cells(lines_of(raw))) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[(0, 1), (4, 5), (8, 9)], [(4, 9)]], [["a0", "a1", "a2"], ["", "b0", ""]]),
        ([[(0, 1), (4, 5)], [(0, 5), (8, 9)]], [["a0", "a1"], ["b0", "b1"]]),
        ([[(0, 1), (4, 5)], [(0, 1), (8, 9)]], [["a0", "a1"], ["b0", "b1"]]),
        ([[(0, 1), (4, 5)], [(0, 1), (4, 5)]], [["a0", "a1"], ["b0", "b1"]]),
        ([[(0, 1), (4, 5)], [(4, 5)]], [["a0", "a1"], ["", "b0"]]),
        ([[(2, 3), (4, 5)], [(2, 5), (3, 4)]], [["a0", "a1"], ["b0", "b1"]]),
        ([[(1, 4), (5, 8)], [(0, 2), (3, 8)]], [["a0", "a1"], ["b0", "b1"]]),
        ([[(0, 1), (2, 3), (4, 5)], [(1, 5)]], [["a0", "a1", "a2"], ["", "b0", ""]]),
        ([[(0, 1), (3, 4), (6, 7)], [(0, 4), (4, 7)]], [["a0", "a1", "a2"], ["b0", "", "b1"]]),
        ([[(0, 1), (3, 4), (6, 7)], [(1, 4), (4, 6), (6, 7)]], [["a0", "a1", "a2"], ["b0", "b1", "b2"]]),
    ],
)
def test_a_chunk_over_several_columns_is_in_the_first(rows: list[Bounds], expected: list[list[str]]) -> None:
    grid = [
        [Chunk(start, end, f"{name}{index}") for index, (start, end) in enumerate(row)]
        for name, row in zip("ab", rows, strict=True)
    ]
    assert _by_columns(grid) == expected


def holds(raw: str, before: str = "") -> bool:
    """Whether the last of the lines is one of running text."""
    lines = lines_of(f"{before}{raw}")
    return RunningText(lines).holds(lines[-1], chunks(lines[-1]))


LEFT = "x" * 29


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"{LEFT}x", False),
        (f"{LEFT}x  and so", True),
        (f"{LEFT}  and so", False),
        (f"        {LEFT}  and so", False),
        (f"{LEFT}x  aNd so", True),
        (f"{LEFT}x  And so", False),
        (f"{LEFT}.  and so", False),
        (f"Tarn  {LEFT}x  and so", True),
    ],
)
def test_words_that_go_on_behind_a_gap(raw: str, expected: bool) -> None:
    assert holds(raw) == expected


SIX = "One  Two Tri For Fiv Six"
SEVEN = "One  Two Tri For Fiv Six Sev"


@pytest.mark.parametrize(
    ("raw", "before", "expected"),
    [
        (SEVEN, f"{SEVEN}\n" * 7, True),
        (SEVEN, f"{SEVEN}\n" * 6, False),
        ("One   Two Tri For Fiv Six Se", f"{SEVEN}\n" * 8, True),
        ("One    Two Tri For Fiv Six S", f"{SEVEN}\n" * 8, False),
        (SEVEN[:-1], f"{SEVEN}\n" * 8, False),
        ("One  Two Tri For Five Sixths", f"{SEVEN}\n" * 8, True),
        ("One  Two Tri Four Five-Sixth", f"{SEVEN}\n" * 8, False),
        (SEVEN, f"{SEVEN}\n" * 7 + "".join(f"{SEVEN}{'x' * more}\n" for more in range(1, 25)), True),
        (SEVEN, f"{SEVEN}\n" * 7 + "".join(f"{SEVEN}{'x' * more}\n" for more in range(1, 26)), False),
        (SEVEN, f"{SEVEN}\n" * 7 + "".join(f"One Two Tri For Fiv {'x' * more}\n" for more in range(1, 40)), True),
        (SIX, f"{SIX}\n" * 7, True),
    ],
)
def test_justified_lines(raw: str, before: str, expected: bool) -> None:
    assert holds(raw, before) == expected


def test_a_line_with_the_time_of_a_message_is_running_text() -> None:
    assert holds("[10:16]  Jo   No", "[10:15]  Ana  Yes\n")
    assert not holds("10:16  Jo   No", "10:15  Ana  Yes\n")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("It rained today.  It stopped again.", True),
        ("It rained.  It stopped again today.", False),
        ("It rained all today.  It stopped.", False),
        ("It rained.  Tarn shut.  It was all over.", True),
        ("It rained.  Tarn shut.  It was over.", False),
        ("It rained.  Tarn shut.  It was over.  It is over.", True),
        ("It rained.  Tarn shut.  It was.  It is over.", False),
        ("It rained today.   It stopped again.", False),
        ("It rained today,  It stopped again.", False),
        ("It rained today.  it stopped again.", False),
        ("It rained today.  3 it stopped again.", False),
        ("It rained today.  “It stopped again.”", True),
        ("It rained today.\tIt stopped again.", False),
    ],
)
def test_sentences_that_two_blanks_separate(raw: str, expected: bool) -> None:
    (line,) = lines_of(raw)
    assert bool(_separates_sentences(line, chunks(line))) == expected
