"""Tables that are too wide, and words broken in their cells."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from copydesk.writing.pdf.cells import Table, broken_words, is_too_narrow, tables
from copydesk.writing.pdf.lines import LONGEST_UNBROKEN
from tests.boxes import Box, LineBox, TableCellBox, TableWrapper, TextBox


def block(text: str, *lines: str) -> Box:
    """A block of this text, set in these lines."""
    element = Element("td")
    element.text = text
    return Box([LineBox([TextBox(line)]) for line in lines], element=element)


@pytest.mark.parametrize(
    ("width", "measure", "expected"),
    [(100, 100, False), (100.5, 100, False), (100.6, 100, True), (50, 100, False)],
)
def test_a_table_may_extend_beyond_its_measure_by_half_a_pixel(width: float, measure: float, *, expected: bool) -> None:
    assert Table(Box(width=width), measure).is_too_wide is expected


def test_tables_are_found_at_any_depth() -> None:
    inner, outer, other = Box(width=10), Box([], width=20), Box(width=30)
    outer.children = [Box([TableWrapper([inner])], width=15)]
    page = Box([Box([TableWrapper([outer])], width=25), object(), TableWrapper([other])], width=35)
    assert list(tables(page)) == [Table(outer, 25), Table(inner, 15), Table(other, 35)]
    assert list(tables(object())) == []
    assert not is_too_narrow(page)
    assert not is_too_narrow(Box())
    other.width = 36
    assert is_too_narrow(page)


@pytest.mark.parametrize(
    ("text", "lines", "broken"),
    [
        ("landing", ["landing"], []),
        ("landing", ["lan", "ding"], ["landing"]),
        ("the landing stage", ["the lan", "ding stage"], ["landing"]),
        ("landing stage", ["lan", "ding", "st", "age"], ["landing", "stage"]),
        ("landing", ["lan", "", "ding"], ["landing"]),
        ("landing", ["lan", " ", "ding"], []),
        ("so landing", [" ", "so", "lan", "ding"], ["landing"]),
        ("landing", ["land-", "ing"], []),  # with a hyphen
        ("the landing", ["the", "landing"], []),
        ("the\n landing", ["the", "landing"], []),
        ("quay/stage", ["quay/", "stage"], []),
        ("04:31", ["04:", "31"], ["04:31"]),
        ("04.31", ["04.", "31"], ["04.31"]),
        ("6,021", ["6,", "021"], ["6,021"]),
        ("pilot’s", ["pilot’", "s"], ["pilot’s"]),
        ("pilot's", ["pilot'", "s"], ["pilot's"]),
        ("so…yes", ["so…", "yes"], []),
        ("so—yes", ["so", "—yes"], []),
        ("渡船時刻", ["渡船", "時刻"], []),
        ("渡船ab", ["渡船", "ab"], []),
        ("ab渡船", ["ab", "渡船"], []),
        ("ab渡de", ["ab渡", "de"], []),
        ("渡ab", ["渡a", "b"], ["渡ab"]),
        ("여객선", ["여객", "선"], []),
        ("x" * LONGEST_UNBROKEN, ["x" * 10, "x" * (LONGEST_UNBROKEN - 10)], ["x" * LONGEST_UNBROKEN]),
        ("x" * (LONGEST_UNBROKEN + 1), ["x" * 10, "x" * (LONGEST_UNBROKEN - 9)], []),
        ("landing", [], []),
    ],
)
def test_words_broken_without_a_hyphen(text: str, lines: list[str], broken: list[str]) -> None:
    assert list(broken_words(TableCellBox([block(text, *lines)]))) == broken


def test_words_are_broken_only_in_cells() -> None:
    broken = block("landing", "lan", "ding")
    assert list(broken_words(Box([broken]))) == []
    nested = TableCellBox([Box([broken]), block("the quay", "the", "quay"), block("stage", "st", "age")])
    assert list(broken_words(Box([Box([nested]), object(), TableCellBox([broken])]))) == ["landing", "stage", "landing"]
    assert list(broken_words(TableCellBox([object(), LineBox()]))) == []


def test_the_words_of_a_line_are_those_of_all_its_boxes() -> None:
    element = Element("td")
    element.text = "the landing"
    first = LineBox([TextBox("the "), Box([TextBox("la")]), TextBox("n")])
    cell = TableCellBox([Box([first, Box(), LineBox([Box([TextBox("ding")])])], element=element)])
    assert list(broken_words(cell)) == ["landing"]
