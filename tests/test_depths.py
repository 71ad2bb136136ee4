"""Parts quoted by ``>``, by the depth of their quotation."""

from __future__ import annotations

import pytest

from copydesk.reading.text.assembly.depths import by_depth, without_attribution
from tests.parts import parts_of

PREFIX = {"p": "paragraph| ", "a": "attribution| "}


def marked(depths: str) -> str:
    """``p0 a2`` -> a paragraph that is not quoted, and an attribution quoted by two marks."""
    return "\n\n".join(
        f"{PREFIX[each[0]]}{'>' * int(each[1:])} part {number}" for number, each in enumerate(depths.split())
    )


@pytest.mark.parametrize(
    ("depths", "level", "runs"),
    [
        ("p0 p0", 0, [(0, 2)]),
        ("p1 p1", 0, [(1, 2)]),
        ("p0 p1 p1 p0", 0, [(0, 1), (1, 2), (0, 1)]),
        ("p1 p2 p1", 0, [(1, 3)]),
        ("p2 p1", 0, [(2, 2)]),
        ("p1 p2 p1", 1, [(1, 1), (2, 1), (1, 1)]),
        ("p0 p2", 1, [(1, 1), (2, 1)]),
        ("p12 p3", 8, [(9, 1), (8, 1)]),
        ("p12", 9, [(9, 1)]),
        ("p1 a0", 0, [(1, 2)]),
        ("p1 a1 p1", 0, [(1, 2), (1, 1)]),
        ("p1 a0 a0 p0", 0, [(1, 3), (0, 1)]),
        ("p0 a0 p0", 0, [(0, 3)]),
        ("a1 p1", 0, [(1, 1), (1, 1)]),
        ("a0 p1", 0, [(0, 1), (1, 1)]),
        ("", 0, []),
    ],
)
def test_by_depth(depths: str, level: int, runs: list[tuple[int, int]]) -> None:
    parts = parts_of(marked(depths))
    assert [(depth, len(run)) for depth, run in by_depth(parts, level)] == runs
    assert [part for _, run in by_depth(parts, level) for part in run] == parts


@pytest.mark.parametrize(
    ("depths", "level", "words"),
    [
        ("p1 a0", 1, 1),
        ("p1 a1", 1, 1),
        ("p1 a2", 1, 2),
        ("p1 a0 a1", 1, 1),
        ("p1 a0 p1", 1, 3),
        ("a1 a0", 1, 1),
        ("a1", 1, 1),
        ("p1 p1", 1, 2),
    ],
)
def test_attributions_below_a_quotation(depths: str, level: int, words: int) -> None:
    parts = parts_of(marked(depths))
    assert without_attribution(parts, level) == (parts[:words], parts[words:])
