"""Headings that are numbered one after another, and how long a text is in any script."""

from __future__ import annotations

import pytest

from copydesk.reading.text.recognisers.extent import extent, first_word, is_dense, unspaced
from copydesk.reading.text.recognisers.numbering import numbered

TEXT = (
    "It rained on the mill, and on the weir, and on all that there was to rain on in the upland that day." + " So." * 4
)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["1. Rain", TEXT, "2. Snow", TEXT], {0, 2}),
        (["1) Rain", TEXT, "2) Snow", TEXT, "4) Hail", TEXT], {0, 2, 4}),
        (["1.1 Rain", TEXT, "1.2 Snow", TEXT], {0, 2}),
        (["1.1 Rain", TEXT, "2.1 Snow", TEXT], {0, 2}),
        (["I. Rain", TEXT, "II. Snow", TEXT], {0, 2}),
        (["A. Rain", TEXT, "B. Snow", TEXT], {0, 2}),
        (["a) Rain", TEXT, "(b) Snow", TEXT], {0, 2}),
        (["2. Rain", TEXT, "3. Snow", TEXT], set()),
        (["1. Rain", TEXT], set()),
        (["1. Rain", "2. Snow and hail", TEXT], set()),
        (["1. Rain", TEXT, "2. Snow"], set()),
        (["1. Rain", "It fell", "2. Snow", TEXT], set()),
        (["1. Rain", "It fell.", "2. Snow", TEXT], {0, 2}),
        (["1. Rain.", TEXT, "2. Snow", TEXT], set()),
        ([f"1. {'n' * 87}", TEXT, "2. Snow", TEXT], {0, 2}),
        ([f"1. {'n' * 88}", TEXT, "2. Snow", TEXT], set()),
        (["1. Rain", TEXT, "2. Snow", TEXT, "A. Sun", TEXT, "B. Moon", TEXT], {0, 2, 4, 6}),
        (["4/21 Rain", "so", "4/22 Snow", "so", "4/23 Hail", "so"], {0, 2, 4}),
        (["4/21 Rain", "so", "4/22 Snow", "so"], set()),
        (["4/21 Rain", "so", "4/22 Snow", "so", "4/24 Hail", "so"], set()),
        (["4/21 Rain", "so", "5/22 Snow", "so", "4/23 Hail", "so"], set()),
        (["4/21 Rain", "4/22 Snow", "so", "4/23 Hail", "so"], set()),
        (["4/21 Rain.", "so", "4/22 Snow", "so", "4/23 Hail", "so"], set()),
        (["4/21 Rain", "so", "4/22 Snow", "so", "4/23 Hail"], set()),
        ([f"4/21 {'n' * 85}", "so", "4/22 Snow", "so", "4/23 Hail", "so"], {0, 2, 4}),
        ([f"4/21 {'n' * 86}", "so", "4/22 Snow", "so", "4/23 Hail", "so"], set()),
        ([], set()),
    ],
)
def test_numbered_headings(headings: list[str], expected: set[int]) -> None:
    assert numbered(headings) == expected


@pytest.mark.parametrize(
    ("text", "length"), [("rain", 4), ("réel", 4), ("橋", 2), ("橋橋", 5), ("橋 aé", 5), ("한국", 5), ("かな", 5)]
)
def test_the_extent_of_a_text(text: str, length: int) -> None:
    assert extent(text) == length


@pytest.mark.parametrize(
    ("character", "is_unspaced", "dense"),
    [
        ("橋", True, True),
        ("か", True, True),
        ("ก", True, False),
        ("한", False, True),
        ("a", False, False),
        ("。", True, False),
    ],
)
def test_characters_that_are_words_by_themselves(character: str, *, is_unspaced: bool, dense: bool) -> None:
    assert unspaced(character) == is_unspaced
    assert is_dense(character) == dense


@pytest.mark.parametrize(("text", "word"), [("It rained on", "It"), ("橋は昨日", "橋"), ("rain", "rain")])
def test_the_first_word(text: str, word: str) -> None:
    assert first_word(text) == word
