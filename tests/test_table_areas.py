"""Where the tables of a text are, from the alignment of lines below one another."""

from __future__ import annotations

import pytest

from copydesk.reading.text.recognisers.tables.areas import (
    _goes_on,
    _is_aligned,
    _is_cell,
    _is_prose,
    _is_short_beside,
    _Row,
    find_tables,
)
from copydesk.reading.text.recognisers.tables.cells import Chunk
from tests.parts import lines_of

PROSE = "The ferry had been laid up since the flood, and nobody could say when it would go."


def cells(texts: str) -> list[Chunk]:
    """The chunks of one column, from the top down."""
    return [Chunk(0, len(text), text) for text in texts.split("|")]


def table_lines(text: str) -> list[str]:
    """The lines of tables below a headline and a line of text."""
    raw = f"Rain\n{PROSE}\n\n{text}"
    starts = find_tables(lines_of(raw))
    return [line.text for line in lines_of(raw) if line.start in starts]


TABLES = {
    "twelve columns": "\n".join(["1  2  3  4  5  6  7  8  9  10  11  12"] * 3),
    "an address on every fourth line": "Ana Ruiz   ana@post.example\nJo Park    Lima\nOlaf Lind  Oslo\nPia Holm   Rome",
    "three lines of three columns": "Tarn    412   North\nAldham   88   South\nBray      7   East",
    "two columns of words": "Tarn     North\nAldham   South\nBray     East",
    "a column of figures beside long words": (
        "The tarn above the old mill   412\nThe tarn above the bridge      88\nThe pond below the church       7"
    ),
    "two lines of three columns and one of two": "Tarn    412   North\nAldham   88   South\nBray      7",
    "lines a blank line apart": "Tarn    412   North\n\nAldham   88   South\n\nBray      7   East",
    "a cell that goes on": "Tarn    412   North\n              of it\nAldham   88   South",
    "a cell that goes on at the left": "Tarn    412   North\nof old\nAldham   88   South",
    "a cell that goes on below": "Tarn    412   North\nAldham   88   South\n              of it",
    "a small cell below at the left": "Tarn    412   North\nAldham   88   South\nof old",
    "cells of thirty characters": "\n".join(["   ".join(["X" * 30] * 3)] * 3),
    "tabs between cells of thirty characters": "\n".join(["\t".join(["X" * 30] * 3)] * 3),
    "nine cells over two columns in sixty": "aa  bb  cc\n" * 14 + "aaaaaa  cc\n" * 9,
    "a cell of two lines above": "              side\n              by\nTarn    412   North\nAldham   88   South",
    "a cell that goes on twice": "Tarn    412   North\nAldham   88   South\n              of it\n              all",
    "a cell that begins above": "              side\nTarn    412   North\nAldham   88   South",
    "three lines with bars": "Tarn | 412 | North\nAldham | 88 | South\nBray | 7 | East",
    "two lines between bars": "| Tarn | 412 |\n| Aldham | 88 |",
    "bars a blank line apart": "Tarn | 412 | North\n\nAldham | 88 | South\n\nBray | 7 | East",
    "three lines with tabs": "Tarn\t412\tNorth\nAldham\t88\tSouth\nBray\t7\tEast",
    "two columns with tabs": "Tarn\tNorth\nAldham\tSouth\nBray\tEast",
    "tabs behind cells of many lengths": "Tarn\tNorth\nA long name of it\tSouth\nBray on the Weir\tEast",
    "tabs a blank line apart": "Tarn\t412\tN\n\nAldham\t88\tS\n\nBray\t7\tE",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_the_lines_of_a_table(text: str) -> None:
    assert table_lines(text) == [line.strip() for line in text.split("\n") if line]


LONG_CELLS = "the ferry had been laid up since   and the inn had been shut since   nobody could ever say why it"
OTHERS = {
    "cells of thirty-one characters": "\n".join(["   ".join(["X" * 31] * 3)] * 3),
    "tabs between cells of thirty-one characters": "\n".join(["\t".join(["X" * 31] * 3)] * 3),
    "ten cells over two columns in sixty-two": "aa  bb  cc\n" * 14 + "aaaaaa  cc\n" * 10,
    "one line of three columns": "Tarn    412   North\nAldham   88\nBray      7",
    "a column that stands nowhere below itself": (
        "Tarn      Northerly\nTarn        Southerly x\nTarn          Easterly xyz"
    ),
    "two lines": "Tarn    412   North\nAldham   88   South",
    "lines two blank lines apart": "Tarn    412   North\n\n\nAldham   88   South\n\n\nBray      7   East",
    "a page end between each": "Tarn    412   North\n␌Aldham   88   South\n␌Bray      7   East",
    "addresses": "Ana Ruiz     ana@post.example\nJo Park      jo@post.example\nOlaf Lind    ol@post.example",
    "an address on every third line": "Ana Ruiz     ana@post.example\nJo Park      Lima\nOlaf Lind    Oslo",
    "sentences": "It rained all of the day.   It stopped at six.\nThe sun came out at last.   The men went home.\n"
    "The river rose by a yard.   The inn was shut.",
    "speakers": "ANA:     Who is there?\nOLAF:    It is only me.\nJO:      Come in, then.",
    "numbered notes": "1     See the log of the harbour\n2     See the book of a mill\n3     See the roll of a town",
    "two texts side by side": "\n".join(["the ferry was laid up    and the inn was shut at"] * 3),
    "long cells": f"{LONG_CELLS}\n{LONG_CELLS}\n{LONG_CELLS}",
    "thirteen columns": "\n".join(["1  2  3  4  5  6  7  8  9  10  11  12  13"] * 3),
    "two lines with bars": "Tarn | 412 | North\nAldham | 88 | South",
    "one bar a line": "Tarn | North\nAldham | South\nBray | East",
    "one line between bars": "| Tarn | 412 |",
    "bars two blank lines apart": "Tarn | 412 | N\n\n\nAldham | 88 | S\n\n\nBray | 7 | E",
    "bars with a page end between each": "Tarn | 412 | N\n␌Aldham | 88 | S\n␌Bray | 7 | E",
    "other numbers of bars": "Tarn | 412 | N\nAldham | 88\nBray | 7 | E | 3",
    "two lines with tabs": "Tarn\t412\tNorth\nAldham\t88\tSouth",
    "tabs two blank lines apart": "Tarn\t412\tN\n\n\nAldham\t88\tS\n\n\nBray\t7\tE",
    "tabs with a page end between each": "Tarn\t412\tN\n␌Aldham\t88\tS\n␌Bray\t7\tE",
    "speakers with tabs": "ANA:\tWho is there?\nOLAF:\tIt is only me!\nJO:\tCome in, then!",
    "addresses with tabs": "Ana Ruiz\tana@post.example\nJo Park\tjo@post.example\nOlaf Lind\tol@post.example",
    "long cells with tabs": f"{LONG_CELLS}\n{LONG_CELLS}\n{LONG_CELLS}".replace("   ", "\t"),
    "verse in Arabic": "قفا نبك من ذكرى    بسقط اللوى\nفتوضح فالمقراة    لما نسجتها\nترى بعر الآرام    وقيعانها كأنه",
}  # fmt: skip


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_what_is_no_table(text: str) -> None:
    assert table_lines(text) == []


ROWS = "Tarn    412   North\nAldham   88   South\nBray      7   East"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("The depths of the tarns\n", ""),
        ("", "\nThe depths of the tarns"),
        ("", "\nAs measured in May"),
        (f"{PROSE}\n", f"\n{PROSE}"),
        ("", "\nOf all the tarns the deepest is the one at Aldham"),
    ],
)
def test_lines_of_one_cell_above_and_below_a_table_are_none_of_its_rows(above: str, below: str) -> None:
    assert table_lines(above + ROWS + below) == ROWS.split("\n")


@pytest.mark.parametrize(("letters", "whole"), [(45, True), (46, False)])
def test_a_line_of_one_cell_within_a_table_is_short(letters: int, *, whole: bool) -> None:
    assert (len(table_lines(f"{ROWS}\n{'x' * letters}\n{ROWS}")) == 7) == whole


def test_the_headline_is_no_row() -> None:
    text = "Tarn    412   North\nAldham   88   South\nBray      7   East"
    assert find_tables(lines_of(text)) == frozenset()
    text = f"Rain | 412 | North\n{text}"
    assert min(find_tables(lines_of(text))) == text.index("Tarn")


def test_two_tables_of_which_one_is_too_small() -> None:
    other = "1946   3   4   5   6   7   8\n1947   3   4   5   6   7   8\n1948   4   5   6   7   8   9"
    assert table_lines(f"{ROWS}\n\n{other}") == [*ROWS.split("\n"), *other.split("\n")]


def test_two_tables_with_a_sentence_between() -> None:
    assert table_lines(f"{ROWS}\n\n{PROSE}\n\n{ROWS}") == ROWS.split("\n") * 2


def test_a_table_right_above_lines_that_are_none() -> None:
    thirteen = "\n".join(["1  2  3  4  5  6  7  8  9  10  11  12  13"] * 3)
    assert table_lines(f"{ROWS}\n\n{thirteen}") == ROWS.split("\n")


def test_the_lines_between_bars_are_counted_anew_behind_a_gap() -> None:
    bars = "Tarn | 412 | N\nAldham | 88 | S\nBray | 7 | E"
    assert table_lines(f"{bars}\n\n\nSole | 6 | W\nYar | 5 | N") == bars.split("\n")
    tabs = bars.replace(" | ", "\t")
    assert table_lines(f"{tabs}\n\n\nSole\t6\tW\nYar\t5\tN") == tabs.split("\n")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Tarn|Bray", "North|South", True),
        ("Tarn:|Bray:", "North|South", False),
        ("Tarn:|Bray", "North|South", True),
        ("Tarn.|Bray)", "North|South", False),
        ("1|2", "North|South", True),
        ("1|2", "the harbour of the north|the harbour of the south", False),
        ("1|Two", "the harbour of the north|the harbour of the south", True),
        ("the harbour of the north|the harbour of the south", "1|2", True),
        ("the harbour of the north|the harbour of the south", "1|the harbour that the south has built", False),
        ("the harbour of the north|the harbour of the south", "North|South", True),
        ("x" * 16, "y" * 17, True),
        ("x" * 17, "y" * 17, False),
        ("قفا|ترى", "نبك|بعر", False),
        ("قفا|ترى", "1|2", True),
    ],
)
def test_two_columns_of_a_table(first: str, second: str, *, expected: bool) -> None:
    assert _is_short_beside(cells(first), cells(second)) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ("It rained on all days.|It stopped at noon again.|North", True),
        ("It rained on all days.|North of the river|South of the river", False),
        ("It rained on all days.|It stopped at noon again.|North of the river|South of it", True),
        ("Yes.|No.|Yes.", False),
        ("x" * 15 + ".", False),
        ("x" * 16 + ".", True),
    ],
)
def test_sentences_are_no_cells(texts: str, *, expected: bool) -> None:
    assert _is_prose(cells(texts)) == expected


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ([(10, 14), (10, 16), (10, 19)], True),
        ([(10, 19), (12, 19), (14, 19)], True),
        ([(10, 20), (12, 18), (14, 16)], True),
        ([(10, 19), (12, 15), (14, 17)], False),
        ([(10, 14), (10, 16), (12, 18), (13, 20)], True),
        ([(10, 14), (11, 16), (12, 19), (13, 25)], False),
    ],
)
def test_the_cells_of_a_column_begin_or_end_or_have_their_middle_below_one_another(
    bounds: list[tuple[int, int]], *, expected: bool
) -> None:
    assert _is_aligned([Chunk(start, end, "North") for start, end in bounds]) == expected


@pytest.mark.parametrize(("texts", "expected"), [("1|2|x|y", True), ("1|x|y|z|w", False)])
def test_figures_need_not_stand_below_one_another(texts: str, *, expected: bool) -> None:
    chunks = [Chunk(3 * at, 10 * at, text) for at, text in enumerate(texts.split("|"))]
    assert _is_aligned(chunks) == expected


COLUMNS = [(4, 8), (12, 16)]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (2, 6, False),
        (3, 6, True),
        (3, 11, True),
        (3, 12, False),
        (9, 10, True),
        (10, 11, False),
        (11, 13, True),
        (17, 40, True),
        (18, 20, False),
    ],
)
def test_a_line_that_stands_in_one_of_the_columns(start: int, end: int, *, expected: bool) -> None:
    (line,) = lines_of("north")
    assert _is_cell(_Row(line, [Chunk(start, end, "north")]), COLUMNS) == expected
    assert not _is_cell(_Row(line, [Chunk(start, end, "north")]), [])


@pytest.mark.parametrize(
    ("start", "text", "expected"), [(8, "North", False), (9, "North", True), (0, "north", True), (0, "NoRTH", False)]
)
def test_a_line_that_goes_on_with_a_cell(start: int, text: str, *, expected: bool) -> None:
    (line,) = lines_of(text)
    assert _goes_on(_Row(line, [Chunk(start, start + 5, text)]), COLUMNS) == expected
