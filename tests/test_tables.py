"""Rows of aligned text as cells, cells over several lines, and where a table stands among other lines."""

from __future__ import annotations

from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.reading.text.assembly.rows import rows_of
from copydesk.reading.text.lines import split
from copydesk.reading.text.recognisers.tables.areas import find_tables
from copydesk.reading.text.recognisers.tables.cells import cells


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Site    Depth\nTarn      412\nAldham     88", [["Site", "Depth"], ["Tarn", "412"], ["Aldham", "88"]]),
        ("          P  Pts\nTarn      9   22", [["", "P", "Pts"], ["Tarn", "9", "22"]]),
        ("Site\tDepth\nTarn\t412", [["Site", "Depth"], ["Tarn", "412"]]),
        ("\tP\tPts\nTarn\t9\t22", [["", "P", "Pts"], ["Tarn", "9", "22"]]),
        ("| Site | Depth |\n| Tarn | |", [["Site", "Depth"], ["Tarn", ""]]),
        ("Tarn  412\nA longer name  8", [["Tarn", "412"], ["A longer name", "8"]]),
    ],
    ids=["aligned", "first cell empty", "tabs", "first cell empty, tabs", "bars", "own gaps"],
)  # fmt: skip
def test_cells(raw: str, expected: list[list[str]]) -> None:
    assert cells(split(raw)) == expected


def joined_rows(raw: str, rules: frozenset[int] = frozenset()) -> list[list[str]]:
    """The rows of a table, header first, with cells over several lines joined by spaces."""
    table = rows_of(split(raw), rules)
    rows = [table.header, *table.rows] if table.header else [*table.rows]
    return [[" ".join(cell) for cell in row] for row in rows]


WRAPPED = """\
Lock     Remark      Boats
Upper    shut since     12
         the frost
         of May
Lower    open            3
"""
WRAPPED_NAMES = """\
Lock of     Boats
the town
Upper          12
gate, old
Lower           3
"""
TALL_HEADER = """\
            Boats      Boats
            by day     at night
Lock        (a week)   (a month)
Upper          12          -
Lower           3         40
"""
ALONE = """\
Upper  open   12
Total
Lower  shut    3
"""
YEARS = """\
Lock     1990  2000
Upper       1     2
Lower       3     4
"""
TABS = "Upper\t12\t\tshut\nLower\t3\ttwo\topen"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (WRAPPED, "Lock | Remark | Boats / Upper | shut since the frost of May | 12 / Lower | open | 3"),
        (WRAPPED_NAMES, "Lock of the town | Boats / Upper gate, old | 12 / Lower | 3"),
        (TALL_HEADER, "Lock | Boats by day (a week) | Boats at night (a month) / Upper | 12 | - / Lower | 3 | 40"),
        (ALONE, "Upper | open | 12 / Total |  |  / Lower | shut | 3"),
        (YEARS, "Lock | 1990 | 2000 / Upper | 1 | 2 / Lower | 3 | 4"),
        (TABS, "Upper | 12 |  | shut / Lower | 3 | two | open"),
    ],
    ids=["three lines", "first cells", "header over three lines", "alone", "years", "an empty cell between tabs"],
)
def test_cells_over_several_lines(raw: str, expected: str) -> None:
    assert " / ".join(" | ".join(row) for row in joined_rows(raw)) == expected


def test_a_drawn_line_ends_the_header() -> None:
    raw = "Lock     Keeper\nand gate\n--------------\nUpper    Vik\nLower    Strand"
    lines = [line for line in split(raw) if line.text[0] != "-"]
    table = rows_of(lines, frozenset({3}))
    assert table.header == (("Lock", "and gate"), ("Keeper",))
    assert len(table.rows) == 2


def test_the_label_of_the_first_rows_is_none_of_the_header() -> None:
    raw = """\
          Boats   Hours
          a day   open
EAST
Upper        12      9
Lower         3      8
WEST
Mill         40      7
"""
    assert joined_rows(raw)[:3] == [["", "Boats a day", "Hours open"], ["EAST", "", ""], ["Upper", "12", "9"]]
    assert joined_rows(raw.replace("WEST\n", ""))[0] == ["EAST", "Boats a day", "Hours open"]


def is_found(raw: str) -> bool:
    return bool(find_tables(split("Title\n\n" + raw)))


JUSTIFIED = """\
     The  keeper of the ferry had seen the water rise for three days
     and  had said nothing of it, for nobody  had asked him, and the
     bell at the landing was not  his to ring,  as he told the board
     when it met in the hall above  the market on the evening of the
     sixth  day, with the doors open and  half of the town below the
     windows,  where they could  hear every word of what was said of
     them,  and of the bell.  Some went  home before it was over and
     some  stayed until the lamps were put out by the clerk  himself
     and nobody was left.
"""


ALIKE = """\
     rope  and the keeper of the old ferry had seen the since
     from  water rise for three days before the board landing
     that  met in the hall above the market where half spring
     when  of the town had come to hear what was said landing
     keep  of it and of the bell at the landing which landing
     over  nobody had rung since the mill was closed by since
     with  its owners in the spring of a wet year and landing
     each  the keeper of the old ferry had seen the water wet
     down  rise for three days before the board met in spring
"""
"""Justified lines, the only wide gap of each behind a first word of four letters."""


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        (JUSTIFIED, []),
        (ALIKE, []),
        (JUSTIFIED.replace("water rise ", "water\trise "), []),
        (
            "Ask for the new list.  Some of it is\nsold.\n\nPea    2 d  Green\nBean   4 d  Broad\nLeek   6 d  Long\n",
            [4, 5, 6],
        ),
        (
            "It was dug.  It took a month.  Dr. Hale paid.  Nobody asked.\n\n"
            "Well    Depth\nMill       38\nGreen      12\nQuay        9\n",
            [3, 4, 5, 6],
        ),
        ("a long line of words that goes on behind\ta tab and\t\ton\nx\ty\nand so on to the end of the\tline\n", []),
        (
            "Mr. Orlo of the Mill.  First   12\nMr. Park of the Quay.  Second   9\nMrs. Ruiz of Lima.     Third    4\n",
            [1, 2, 3],
        ),
    ],
    ids=[
        "justified",
        "justified alike",
        "justified with a tab",
        "two blanks after a full stop",
        "several sentences on a line",
        "tabs within sentences",
        "names",
    ],
)
def test_gaps_of_running_text_separate_no_cells(raw: str, rows: list[int]) -> None:
    lines = split("Title\n\n" + raw)
    rows_by_start = find_tables(lines)
    assert [line.number - 2 for line in lines if line.start in rows_by_start] == rows


@pytest.mark.parametrize(
    "raw",
    [
        "Upper    12\nLower     3\nMill     40",
        "Lock     Keeper    Boats\nUpper    Vik       12\nLower    Strand     3",
        "| Lock | Keeper |\n| Upper | Vik |\n| Lower | Strand |",
        "Lock\tKeeper\tBoats\nUpper\tVik\t12\nLower\tStrand\t3",
    ],
    ids=["two columns", "three", "bars", "tabs"],
)
def test_a_table(raw: str) -> None:
    assert is_found(raw)


TWO_TEXTS = """\
It rained again on Monday and       that the boats would be carried
nobody went out of the house,       up to the road before the frost
so that the board could write       came, as it did in every winter
"""
STOPS = """\
It rained.  It rained again on the next day.
Nobody went out.  The gate stayed shut all week.
Then it froze.  The boats were carried up to the road.
"""
SPEAKERS = """\
VIK:      We shut the gate at four.
STRAND:   Nobody told me that.
VIK:      It was on the door.
"""
NUMBERED = """\
1   See the book of the lower lock, page nine.
2   The same book, page forty and after.
3   Told to the author on the quay.
"""
CONTACTS = """\
Hilda Strand          Anton Vik
+44 20 7946 0018      +44 20 7946 0019
Lower lock            Upper lock
"""
ARABIC = """\
قفا نبك من ذكرى حبيب      بسقط اللوى بين الدخول
فتوضح فالمقراة لم يعف     لما نسجتها من جنوب
ترى بعر الآرام في عرصا    وقيعانها كأنه حب فلفل
"""


@pytest.mark.parametrize(
    "raw",
    [
        TWO_TEXTS,
        STOPS,
        SPEAKERS,
        NUMBERED,
        CONTACTS,
        ARABIC,
        "1.  the gate\n2.  the door\n3.  the road",
        "Up  12\nLow  3",
    ],
    ids=["two texts", "blanks after stops", "speakers", "notes", "contacts", "Arabic verse", "items", "two lines"],
)
def test_no_table(raw: str) -> None:
    assert not is_found(raw)


NAMES = st.sampled_from(["Upper Lock", "Old Mill", "Rope Works", "Hollow Bridge", "Quay Street", "North Meadow"])
FIGURES = st.sampled_from(["12", "3", "1,480", "+6%", "-", "40.5"])
BEGINNINGS = ("lo", "mi", "ka", "re", "su", "te", "vo", "ni")
WORDS = [first + second for first in BEGINNINGS for second in ("ran", "del", "mot", "sik", "bur", "gan")]
"""Words that come once each: lines that come again may be running heads."""

ROWS = st.lists(st.tuples(NAMES, st.integers(1, 6), FIGURES), min_size=3, max_size=8).map(
    lambda rows: [
        (name, " ".join(WORDS[6 * number :][:count]), figure) for number, (name, count, figure) in enumerate(rows)
    ]
)


@given(ROWS, st.integers(10, 24), st.integers(2, 6), st.booleans())
def test_each_word_stands_in_its_row_and_column(
    rows: list[tuple[str, str, str]], width: int, gap: int, before: bool
) -> None:
    """A remark is wrapped in its column; the figures stand right of it or left."""
    order = (0, 2, 1) if before else (0, 1, 2)
    lines = []
    for row in [("Place", "Remark", "Boats"), *rows]:
        wrapped = [wrap(cell, width) if column == 1 else [cell] for column, cell in enumerate(row)]
        widths = (14, width, 6)
        for number in range(max(map(len, wrapped))):
            texts = [(wrapped[column][number:] or [""])[0].ljust(widths[column]) for column in order]
            lines.append((" " * gap).join(texts).rstrip())
    prose = "The board of the harbour has published what it knows of the locks, and of the ice that is in them."
    raw = f"The locks\n\n{prose}\n\n" + "\n".join(lines) + f"\n\n{prose}\n"
    tables = [node for node in copydesk.read(raw).body if isinstance(node, copydesk.Table)]
    assert [[copydesk.plain(cell) for cell in row] for table in tables for row in table.rows] == [
        [row[column] for column in order] for row in rows
    ]


@pytest.mark.parametrize(
    "raw",
    [
        "The ferry.\nA goat\nsaid  something of it\nand that of the boat\ncarried  a loaf as well for everyone",
        "| Site | Depth |\n| Tarn | 412 |\n| | |\n| Aldham | 88 |",
    ],
    ids=["two gaps that make one column", "a row of empty cells"],
)
def test_what_is_hardly_a_table_is_read(raw: str) -> None:
    assert all(problem.kind != "lost" for problem in copydesk.examine(raw).problems)


def test_halves_of_a_line_that_two_columns_share_are_both_kept() -> None:
    raw = (
        "Upper Works      4-2    (Rain: 12)\n"
        "  Holm 7, 31            Aas 64\n"
        "Quay               1-1   Meadow  (Rain: 90)\n"
        "Sluice             P-P   Bridge\n\n"
        "5  Meadow       12   6   4  2   21  11   +9   22\n"
        "6  Quay         12   5   3  4   15  15    0   18"
    )
    assert [problem for problem in copydesk.examine(raw).problems if problem.kind == "lost"] == []
