"""The columns of typeset lines: their edges, the body's size and leading, the room at the ends of lines."""

from __future__ import annotations

import pytest

from copydesk.reading.copy import Box, Copy, CopyLine, Typeset, body_size
from copydesk.reading.text.layout.type_columns import Column, TypeColumns, type_columns, union
from copydesk.reading.text.lines import Line, split, typeset_lines
from tests.typeset import copy_of

PAGE = """
20b 50-220 @80 | The ferry comes home
10 62-300 @110 | The ferry came home on Monday to the quay that it
50-299 | had left nine years ago, and nobody was there to catch
50-120 | the rope.
62-298 @160 | Nobody could say what the pilot had done in those years.
50-298 | Nobody asked him, for it was late, and the inn was open.
10 310-560 @110 p1c2 | The town had forgotten how the bell of the ferry rings,
310-561 | and the children had never heard it; they came down to
310-400 | the quay at last.
"""


def lines_of(copy: Copy) -> list[Line]:
    return typeset_lines(split(copy.text), copy.typeset())


def columns_of(page: str) -> tuple[TypeColumns, list[Line]]:
    lines = lines_of(copy_of(page))
    columns = type_columns(lines)
    assert columns is not None
    return columns, lines


def test_the_edges_of_each_column() -> None:
    columns, _ = columns_of(PAGE)
    assert columns.columns == {(1, 1): Column(50, 300, justified=True), (1, 2): Column(310, 561, justified=True)}


def test_an_edge_at_which_hardly_a_line_stands_is_none() -> None:
    stray = PAGE + "10 30-290 @170 p1c1 | * a star that hangs out\n"
    columns, _ = columns_of(stray)
    assert columns.columns[1, 1].left == 50


def test_a_column_of_ragged_lines_is_not_justified() -> None:
    columns, _ = columns_of("10 50-300 | one line\n50-270 | another line\n50-240 | a third\n50-281 | a fourth line")
    assert not columns.columns[1, 1].justified


def test_the_size_of_the_body_is_that_of_most_letters() -> None:
    columns, _ = columns_of(PAGE)
    assert (columns.body, columns.largest) == (10, 20)
    assert body_size([(9.9, 30), (10.2, 30), (8.0, 50)]) == 10.0
    assert body_size([(0.0, 30)]) == 0.0
    assert body_size([]) == 0.0


def test_the_leading_is_the_usual_distance_in_sizes() -> None:
    columns, lines = columns_of(PAGE)
    assert columns.leading == pytest.approx(1.2)
    assert columns.leading_to(lines[1], lines[2]) == pytest.approx(1)
    assert columns.leading_to(lines[3], lines[4]) == pytest.approx(26 / 12)
    assert columns.leading_to(lines[5], lines[6]) is None, "they stand in two columns"


def test_lines_that_are_set_in() -> None:
    columns, lines = columns_of(PAGE)
    assert columns.set_in(lines[1]) == pytest.approx(1.2)
    assert columns.set_in(lines[2]) == 0
    assert columns.opens_set_in
    flush, _ = columns_of(PAGE.replace("62-", "50-"))
    assert not flush.opens_set_in


def test_the_room_at_the_end_of_a_line() -> None:
    columns, lines = columns_of(PAGE)
    assert columns.room(lines[3]) == 180
    rooms = columns.rooms(lines[3], lines[4])
    assert rooms is not None
    assert rooms > 3
    full = columns.rooms(lines[1], lines[2])
    assert full is not None
    assert full < 0.1


def test_what_no_source_knows_is_unknown() -> None:
    assert type_columns(split("One line\nAnother line")) is None
    bold = Copy(
        (CopyLine("A title", Typeset(size=14, bold=True)), CopyLine("The text goes on", Typeset(size=10))), "docx"
    )
    lines = lines_of(bold)
    columns = type_columns(lines)
    assert columns is not None
    assert (columns.body, columns.columns) == (10, {})
    assert columns.room(lines[0]) is None
    assert columns.rooms(lines[0], lines[1]) is None
    assert columns.leading_to(lines[0], lines[1]) is None
    assert columns.set_in(lines[1]) == 0


def test_the_rectangle_around_some() -> None:
    assert union([Box(5, 1, 9, 2), Box(3, 2, 7, 8)]) == Box(3, 1, 9, 8)


TO_LEFT = """
10 50-288 @110 | عادت العبارة إلى البيت يوم الاثنين إلى الرصيف الذي
50-300 | تركته قبل تسع سنوات ولم يكن هناك أحد ليمسك
220-300 | بالحبل.
50-288 | لم يستطع أحد أن يقول ماذا فعل الربان في تلك السنين
51-300 | ولم يسأله أحد فقد كان الوقت متأخرا والنزل مفتوحا.
"""


def test_lines_that_run_to_the_left_begin_at_the_right_edge() -> None:
    columns, lines = columns_of(TO_LEFT)
    assert [columns.set_in(line) for line in lines] == pytest.approx([1.2, 0, 0, 1.2, 0])
    assert columns.opens_set_in
    assert columns.room(lines[2]) == 170
    assert columns.columns[1, 1].justified
