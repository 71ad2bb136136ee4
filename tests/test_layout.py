"""How lines were set."""

from __future__ import annotations

import pytest

from copydesk.reading.text.layout import find_layout
from copydesk.reading.text.lines import split
from copydesk.reading.text.recognisers.extent import first_word, unspaced

LINE = "word " * 12 + "word"


@pytest.mark.parametrize(
    ("text", "wrapped", "margin"),
    [
        ("", False, 0),
        ("\n".join([LINE] * 8), True, 0),
        ("\n".join(["    " + LINE] * 8), True, 4),
        (f"{LINE * 6}\nshort\nand another one", False, 0),
    ],
)
def test_layout(text: str, wrapped: bool, margin: int) -> None:
    lines = split(text)
    layout = find_layout(lines)
    assert (layout.wrapped, layout.margin) == (wrapped, margin)
    assert len(layout.widths) == len(layout.measures) == len(lines)
    assert all(bool(measure) == wrapped for measure in layout.measures)


@pytest.mark.parametrize(
    ("character", "expected"), [("a", False), ("漢", True), ("の", True), ("ก", True), ("가", False)]
)
def test_scripts_without_spaces(character: str, expected: bool) -> None:
    assert unspaced(character) == expected


@pytest.mark.parametrize(("text", "word"), [("two words", "two"), ("漢字", "漢")])
def test_first_word(text: str, word: str) -> None:
    assert first_word(text) == word
