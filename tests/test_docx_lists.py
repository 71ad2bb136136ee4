"""The tables and lists of a Word file."""

from __future__ import annotations

import pytest

from copydesk.tree import (
    Inline,
    List,
    Table,
    Text,
)
from copydesk.writing.docx.kinds import Naming
from copydesk.writing.docx.lists import Lists, ListStyle
from copydesk.writing.docx.parts import Numbered
from copydesk.writing.docx.tables import table


def row(*cells: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Text(cell),) if cell else () for cell in cells)


@pytest.mark.parametrize(
    ("align", "rtl", "styles"),
    [
        ("right", False, ["Table Heading", "Table Heading End", "Table Text", "Table Text End"]),
        ("left", False, ["Table Heading", "Table Heading", "Table Text", "Table Text"]),
        ("center", False, ["Table Heading", "Table Heading Centre", "Table Text", "Table Text Centre"]),
        ("right", True, ["Table Heading", "Table Heading", "Table Text", "Table Text"]),
        ("left", True, ["Table Heading", "Table Heading End", "Table Text", "Table Text End"]),
    ],
)
def test_a_table_of_a_word_file(align: str, rtl: bool, styles: list[str]) -> None:
    node = Table((row("Ré", "grey"),), row("x", "y"), align=(None, align))  # type: ignore[arg-type]
    used: list[str] = []

    def cell(style: str, inlines: object) -> str:
        used.append(style)
        return "<w:p/>"

    xml = table(node, cell, Naming(), width=1000, rtl=rtl)
    assert used == styles
    assert ("<w:bidiVisual/>" in xml) == rtl
    assert xml.count("<w:tblHeader/>") == 1
    assert 'w:firstRow="1"' in xml
    assert '<w:gridCol w:w="416"/><w:gridCol w:w="583"/>' in xml
    assert xml.count('<w:tcW w:w="2083" w:type="pct"/>') == 2
    headless = table(Table((row("a", "b"),)), cell, Naming(), width=1000, rtl=rtl)
    assert "<w:tblHeader/>" not in headless
    assert 'w:firstRow="0"' in headless


class Untied(Naming):
    def tied(self, name: str) -> tuple[int, int] | None:
        return None


def numbering(level: int, number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


@pytest.mark.parametrize(
    ("ordered", "level", "tied", "untied"),
    [
        (False, 0, ("List Bullet", "List Continue", ""), numbering(0, 1)),
        (False, 1, ("List Bullet 2", "List Continue 2", ""), numbering(1, 1)),
        (False, 3, ("List Bullet 3", "List Continue 3", numbering(3, 1)), numbering(3, 1)),
        (False, 12, ("List Bullet 3", "List Continue 3", numbering(8, 1)), numbering(8, 1)),
        (True, 0, ("List Number", "List Continue", numbering(0, 3)), numbering(0, 3)),
        (True, 2, ("List Number 3", "List Continue 3", numbering(2, 3)), numbering(2, 3)),
        (True, 12, ("List Number 3", "List Continue 3", numbering(8, 3)), numbering(8, 3)),
    ],
)
def test_the_styles_of_lists(ordered: bool, level: int, tied: tuple[str, str, str], untied: str) -> None:
    node = List((), ordered)
    assert Lists(Naming()).style(node, level) == ListStyle(*tied)
    assert Lists(Untied()).style(node, level) == ListStyle(*tied[:2], untied)


def test_each_ordered_list_has_its_own_number() -> None:
    lists = Lists(Naming())
    for node, level in ((List((), True, 4), 1), (List(()), 0), (List((), True, 1, "lower_roman"), 2)):
        lists.style(node, level)
    assert lists.numbered == [Numbered(3, 1, 1, 4), Numbered(4, 4, 2, 1)]
