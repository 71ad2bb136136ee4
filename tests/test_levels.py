"""The levels of headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reading.text.assembly.levels import HeadingText, levels
from copydesk.reading.text.recognisers.numbering import numbered


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["The boat", "The hull", "The shore"], [2, 2, 2]),
        (["THE BOAT", "The hull", "THE SHORE"], [2, 3, 2]),
        (["The boat", "LIDAR", "The shore"], [2, 2, 2]),
        (["1. Boat", "1.1 Hull", "1.1.1 Keel", "1.2 Engine", "2. Shore", "Sources"], [2, 3, 4, 3, 2, 2]),
        (["1.1 Hull", "1.2 Engine", "2. Shore"], [2, 2, 2]),
        (["I. Boat", "A. Hull", "1. Keel", "B. Engine", "II. Shore"], [2, 3, 4, 3, 2]),
        (["H. Hull", "I. Engine"], [2, 2]),
        (["ABSTRACT", "1. Boat", "1.1 Hull", "SOURCES"], [2, 2, 3, 2]),
        (["## Boat", "### Hull", "#### Keel", "## Shore"], [2, 3, 4, 2]),
        (["## Boat", "#### Keel"], [2, 3]),
        (["**Boat**", "Hull", "**Shore**"], [2, 3, 2]),
        ([], []),
    ],
)
def test_what_looks_alike_has_one_level(texts: list[str], expected: list[int]) -> None:
    assert levels([HeadingText(text) for text in texts]) == expected


def test_a_double_line_below_stands_above_a_single_one() -> None:
    assert levels(
        [HeadingText("Boat", "="), HeadingText("Hull", "-"), HeadingText("Shore", "="), HeadingText("Pier")]
    ) == [2, 3, 2, 3]


def test_a_level_that_the_source_states_decides() -> None:
    """Headings whose level is not stated have that of their form, the highest of several, or stand below all others."""
    stated = [HeadingText("THE BOAT", level=2), HeadingText("Hull", level=3), HeadingText("1. Shore", level=2)]
    assert levels(stated) == [2, 3, 2]
    boats = [HeadingText("Boat", level=1), HeadingText("Hull", level=2), HeadingText("Keel", level=1)]
    assert levels([*boats, HeadingText("Pier")]) == [2, 3, 2, 2]
    assert levels([*boats, HeadingText("*Pier*")]) == [2, 3, 2, 3]


@given(st.lists(st.sampled_from(["## A", "#### B", "1. C", "1.1 D", "I. E", "THE FERRY", "Pier", "**Bold**", "a) F"])))
def test_no_level_is_ever_skipped(texts: list[str]) -> None:
    assigned = levels([HeadingText(text) for text in texts])
    assert len(assigned) == len(texts)
    assert all(2 <= level <= before + 1 for before, level in zip([1, *assigned], assigned, strict=False))


def test_numbered_headings_have_text_below_and_items_of_a_list_do_not() -> None:
    below = "The boat was rebuilt at a yard in the north and carries forty people."
    assert numbered(["Head", "1. Boat", below, "2. Shore", below]) == {1, 3}
    assert numbered(["Head", "1. Boat", "2. Shore at last", below]) == set()
    assert numbered(["Head", "3. Boat", below, "7. Shore", below]) == set()
