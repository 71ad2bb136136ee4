"""Lines of cells -> the header and the rows of a table."""

from __future__ import annotations

import pytest

from copydesk.reading.text.assembly.rows import (
    _begins_row,
    _figure_columns,
    _fits,
    _goes_on_small,
    _header_lines,
    rows_of,
)
from tests.parts import lines_of


def grid(table: str) -> list[list[str]]:
    """``a, , b / c, d, e`` -> two rows of three cells."""
    return [[cell.strip() for cell in row.split(",")] for row in table.split("/")]


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("Tarn, 412 / Bray, 7", {1}),
        ("Lake, Depth / Tarn, 412 / Bray, 7", {1}),
        ("Tarn, North / Bray, South", set()),
        ("1, North / 2, South", {0}),
        ("a, x / b, 1 / c, y / d, 2 / e, 3", {1}),
        ("a, x / b, 1 / c, y / d, z / e, 3", set()),
        ("a, 1 / b, 2 / c, 3 / d, x / e, y", {1}),
        ("a, 1 / b, 2 / c, x / d, y", set()),
        ("a, a / b, b / c, c / d, d / e, e / f, 1", {1}),
        ("a, a / b, b / c, c / d, d / e, e / f, f / g, 1", set()),
        ("a, / b, 1 / c, ", {1}),
    ],
)
def test_columns_of_figures(table: str, columns: set[int]) -> None:
    assert _figure_columns(grid(table)) == columns


@pytest.mark.parametrize(
    ("table", "rules", "height"),
    [
        ("Lake, Depth / Tarn, 412 / Bray, 7", "", 1),
        ("Tarn, 412 / Bray, 7 / Sole, 3", "", 0),
        ("Lake, Depth", "", 0),
        ("Lake, Side / Tarn, North / Bray, South", "", 1),
        ("Lake, Side / Tarn, North", "", 0),
        ("Lake, Side / Tarn, North", "0", 1),
        ("Lake, Depth / Tarn, 412 / Bray, 7", "1", 2),
        ("Lake, a / b, b / c, c / d, d / e, e", "3", 4),
        ("Lake, a / b, b / c, c / d, d / e, e / f, f", "4", 1),
        ("Lake, 1990, 2000 / Tarn, 412, 88 / Bray, 7, 3", "", 1),
        ("Lake, 1490, 2000 / Tarn, 412, 88 / Bray, 7, 3", "", 0),
        ("Lake, 1990, 2000 / Tarn, 412, 88", "", 0),
        (", Depth / Lake, in feet / Tarn, 412", "", 2),
        ("Lake, Depth / , in feet / Tarn, 412", "", 2),
        ("Lake, Depth / (old), (in feet) / Tarn, 412", "", 2),
        ("Lake, Depth / Old, In feet / Tarn, 412", "", 1),
        ("Lake, Depth / old, In feet / Tarn, 412", "", 1),
        ("Lake, Depth / East, / Tarn, 412 / West, / Bray, 7", "", 1),
        ("Lake, Depth / of old, / Tarn, 412 / West, / Bray, 7", "", 2),
        (", a / , b / , c / , d / , e / Tarn, 412", "", 4),
    ],
)
def test_how_many_lines_the_header_takes(table: str, rules: str, height: int) -> None:
    rows = grid(table)
    lines = lines_of("\n".join("line" for _ in rows))
    ruled = [str(at) in rules for at in range(len(rows) - 1)]
    assert _header_lines(rows, lines, ruled, _figure_columns(rows)) == height


def test_a_blank_line_ends_the_header() -> None:
    rows = grid("Lake, Depth / , in feet / Tarn, 412")
    assert _header_lines(rows, lines_of("a\n\nb\nc"), [False] * 2, frozenset({1})) == 1


@pytest.mark.parametrize(
    ("table", "room", "gap", "begins"),
    [
        ("Upper, shut / , the frost", 18, 0, False),
        ("Upper, shut / , the frost", 18, 1, True),
        ("Upper, shut / gate, the frost", 18, 0, True),
        ("Upper, shut, x / gate, the frost,", 18, 0, False),
        ("Upper, shut, x / Gate, the frost,", 18, 0, True),
        ("Upper, , x / , the frost,", 18, 0, True),
        ("Upper, shut, 1 / , , 2", 2, 0, True),
        ("Upper, shut, x / , , 2", 2, 0, False),
        ("Upper, shut, x / , , 2", 3, 0, True),
        ("Upper, shut, x / , No one knew,", 7, 0, True),
        ("Upper, shut, x / , No one knew,", 6, 0, False),
        ("Upper, shut, x / , no one knew,", 7, 0, False),
    ],
)
def test_whether_a_line_begins_a_row(table: str, room: int, gap: int, *, begins: bool) -> None:
    rows = grid(table)
    _, line = lines_of("a\nb")
    figures = frozenset({2}) if rows[0][-1] == "1" else frozenset[int]()
    assert _begins_row(rows, 1, line._replace(gap=gap), figures, [5, room, room]) == begins


@pytest.mark.parametrize(
    ("text", "small"),
    [("frost", True), ("(frost)", True), ("& frost", True), ("/ frost", True), ("Frost", False), ("3", False)],
)
def test_what_goes_on_small(text: str, *, small: bool) -> None:
    assert _goes_on_small(text) == small


@pytest.mark.parametrize(("width", "fits"), [(10, True), (9, False)])
def test_whether_a_word_would_have_found_room_above(width: int, *, fits: bool) -> None:
    assert _fits(["", "shut"], ["", "since the frost"], 1, [0, width]) == fits


def test_the_rows_and_header_of_lines() -> None:
    table = rows_of(lines_of("Lake    Depth\nTarn    412\nof old\nBray    7"))
    assert table.header == (("Lake",), ("Depth",))
    assert table.rows == ((("Tarn", "of old"), ("412",)), (("Bray",), ("7",)))


@pytest.mark.parametrize(
    ("text", "rules", "rows"),
    [
        ("Tarn    412\nBray    7\nof old", [], [["Tarn", "412"], ["Bray", "7"], ["of old", ""]]),
        ("Tarn    412\nof old\nBray    7\nof yore", [], [["Tarn of old", "412"], ["Bray of yore", "7"]]),
        ("Tarn  shut  x\n-\n      so\nRee   so    y", [2], [["Tarn", "shut", "x"], ["", "so", ""], ["Ree", "so", "y"]]),
        ("Tarn    412\nBray    7", [], [["Tarn", "412"], ["Bray", "7"]]),
    ],
)  # fmt: skip
def test_rows_over_several_lines(text: str, rules: list[int], rows: list[list[str]]) -> None:
    lines = [line for line in lines_of(text) if line.text != "-"]
    table = rows_of(lines, frozenset(rules))
    every = [table.header, *table.rows] if table.header else [*table.rows]
    assert [[" ".join(cell) for cell in row] for row in every] == rows
