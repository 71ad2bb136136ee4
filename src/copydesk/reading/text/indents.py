"""How far a line of text is set in."""

from __future__ import annotations

TAB = 8
"""Columns from one stop of a tab to the next."""


def indent_of(line: str) -> int:
    """The columns before the first character of a line that is not white space."""
    if not line[:1].isspace():
        return 0
    return len(line[: len(line) - len(line.lstrip())].expandtabs(TAB))
