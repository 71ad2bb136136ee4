"""Clean text -> lines with their place."""

from __future__ import annotations

import pytest

from copydesk.reading.lines import split


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("One\nTwo", [("One", 1, 0, 0, False, 0), ("Two", 2, 0, 0, False, 0)]),
        ("\n\n  One  ", [("One", 3, 2, 2, False, 0)]),
        ("\tOne", [("One", 1, 8, 0, False, 0)]),
        ("One\fTwo", [("One", 1, 0, 0, False, 0), ("Two", 1, 0, 0, True, 0)]),
        ("> One", [("One", 1, 0, 0, False, 2)]),
        (">     One", [("One", 1, 4, 0, False, 6)]),
        (">> One", [("One", 1, 0, 0, False, 3)]),
        (">", [(">", 1, 0, 0, False, 0)]),
    ],
)
def test_lines(text: str, lines: list[tuple[str, int, int, int, bool, int]]) -> None:
    """Text, number, indent, blank lines before, page break before, length of the quoting mark."""
    got = split(text)
    assert [(line.text, line.number, line.indent, line.gap, line.cut, line.mark) for line in got] == lines
    assert [text[line.start : line.end] for line in got] == [line.text for line in got]
