"""Tables whose rules are drawn are read by these, however the lines around them stand."""

from __future__ import annotations

import itertools

import pytest

import copydesk
from copydesk.reading import pdf
from copydesk.reading.pdf.rules import Grid, Rule, fences_of, grids_of, is_fenced
from copydesk.tree import Table
from copydesk.visit import plain
from tests.pdf_files import HEIGHT, words
from tests.pdf_files import pdf as pdf_of
from tests.test_pdf_source import LEFT, RIGHT

CELLS = (("Year", "Fathoms", "Ship"), ("1794", "3", "Alder"), ("1811", "7", "Rowan"))
EDGES = (40, 80, 130, 190)
TOPS = (160, 180, 200, 220)


def line(left: float, top: float, right: float, bottom: float) -> str:
    return f"0.5 w {left} {HEIGHT - top} m {right} {HEIGHT - bottom} l S\n"


def box(left: float, top: float, right: float, bottom: float) -> str:
    return f"0.5 w {left} {HEIGHT - bottom} {right - left} {bottom - top} re S\n"


def as_lines() -> str:
    upright = "".join(line(edge, TOPS[0], edge, TOPS[-1]) for edge in EDGES)
    return upright + "".join(line(EDGES[0], top, EDGES[-1], top) for top in TOPS)


def as_boxes() -> str:
    return "".join(
        box(left + 0.7, top + 0.7, right - 0.7, bottom - 0.7)
        for top, bottom in itertools.pairwise(TOPS)
        for left, right in itertools.pairwise(EDGES)
    )


def as_thin_boxes() -> str:
    """As word processors fill them, a little at a time."""
    upright = "".join(f"{edge} {HEIGHT - bottom} 0.5 20 re f\n" for edge in EDGES for bottom in TOPS[1:])
    level = "".join(
        f"{left} {HEIGHT - top} {right - left} 0.5 re f\n" for top in TOPS for left, right in itertools.pairwise(EDGES)
    )
    return upright + level


def page(rules: str, *, close: bool) -> bytes:
    """A table between two stretches of full lines; with ``close`` its cells almost touch, in one text object a row."""
    shown = "".join(words(each, 40, 40 + 12 * number) for number, each in enumerate(LEFT))
    shown += "".join(words(each, 40, 250 + 12 * number) for number, each in enumerate(RIGHT))
    for number, cells in enumerate(CELLS):
        down = TOPS[number] + 13
        if close:
            gaps = [f"({cells[0]}) Tj {40} 0 Td ({cells[1]}) Tj 50 0 Td ({cells[2]}) Tj"]
            shown += f"BT /F 10 Tf 1 0 0 1 {EDGES[0] + 4} {HEIGHT - down} Tm {gaps[0]} ET\n"
        else:
            shown += "".join(words(cell, edge + 4, down) for cell, edge in zip(cells, EDGES, strict=False))
    return pdf_of(shown + rules)


@pytest.mark.parametrize("rules", [as_lines, as_boxes, as_thin_boxes])
@pytest.mark.parametrize("close", [False, True])
def test_a_small_table_amid_full_lines(rules: object, close: bool) -> None:
    assert callable(rules)
    shown = [each.text for each in pdf.copy_of(page(rules(), close=close)).lines]
    assert shown == [*LEFT, *("\t".join(cells) for cells in CELLS), *RIGHT]
    article = copydesk.read(page(rules(), close=close))
    assert [plain(node).split() for node in article.body if isinstance(node, Table)]


def test_cells_of_several_lines() -> None:
    shown = words("Ship", 44, 173) + words("What became of it", 84, 173)
    shown += words("Alder", 44, 193) + words("Lost with all hands on", 84, 193) + words("the bar in Novem-", 84, 205)
    shown += words("ber", 84, 217) + line(40, 160, 220, 160) + line(40, 180, 220, 180) + line(40, 222, 220, 222)
    shown += "".join(line(edge, 160, edge, 222) for edge in (40, 80, 220))
    assert [each.text for each in pdf.copy_of(pdf_of(shown)).lines] == [
        "Ship\tWhat became of it",
        "Alder\tLost with all hands on the bar in November",
    ]


def test_a_column_without_any_words_is_none() -> None:
    cells = [
        words(text, left, down)
        for down, row in ((173, "ab"), (193, "cd"))
        for left, text in zip((44, 134), row, strict=True)
    ]
    rules = "".join(line(40, top, 190, top) for top in (160, 180, 200))
    rules += "".join(line(edge, 160, edge, 200) for edge in (40, 80, 130, 190))
    assert [each.text for each in pdf.copy_of(pdf_of("".join(cells) + rules)).lines] == ["a\tb", "c\td"]


def test_columns_of_a_page_in_a_frame_are_no_table() -> None:
    left = "".join(words(each, 24, 60 + 12 * number) for number, each in enumerate(LEFT))
    right = "".join(words(each, 214, 60 + 12 * number) for number, each in enumerate(RIGHT))
    frame = "".join(line(edge, 30, edge, 160) for edge in (20, 205, 390))
    frame += "".join(line(20, top, 390, top) for top in (30, 45, 160))
    title = words("Notes of the week", 24, 41) + words("From the harbour", 214, 41)
    shown = [each.text for each in pdf.copy_of(pdf_of(title + left + right + frame)).lines]
    assert not any("\t" in each for each in shown)
    assert [each for each in shown if each in LEFT] == list(LEFT)


def test_grids() -> None:
    upright = [Rule(x, 0, x, 40) for x in (0, 30, 60)]
    level = [Rule(0, y, 60, y) for y in (0, 20, 40)]
    [grid] = grids_of([*upright, *level, Rule(200, 0, 200, 40)])
    assert grid == Grid((0, 30, 60), (0, 20, 40))
    assert grid.cell(31, 21) == (1, 1)
    assert grid.cell(61, 21) is None
    assert grids_of(upright) == grids_of(level) == grids_of([*upright[:1], *level[:1]]) == []
    assert grids_of([*upright[::2], *level, Rule(30, 0, 30, 10)]) == []  # too short to separate columns


def test_rules_between_words() -> None:
    [fence] = fences_of([Rule(50, 0, 50, 15), Rule(50.4, 16, 50.4, 31), Rule(90, 0, 90, 14), Rule(0, 0, 90, 0)])
    assert (fence.top, fence.bottom) == (0, 31)
    assert is_fenced([fence], 45, 55, 12, 10)
    assert not is_fenced([fence], 55, 60, 12, 10)
    assert not is_fenced([fence], 45, 55, 60, 10)
