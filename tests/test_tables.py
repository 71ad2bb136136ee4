"""Rows of aligned text as cells."""

from __future__ import annotations

import pytest

from copydesk.reading.lines import split
from copydesk.reading.tables import cells


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
