"""Headings that differ in their numbers only, ``Chapter 1`` to ``Chapter 9``: the first may stand below the head."""

from __future__ import annotations

import re
from collections import Counter

from copydesk.reading.role import Role
from copydesk.reading.text.parts import Part, with_role

_FEWEST = 2  # headings of one form
_REASON = "other headings have its words and other numbers"
_NUMBER = re.compile(r"\d+")
_MAY_BE: frozenset[Role] = frozenset({"paragraph", "deck", "caption"})


def with_numbered_headings(parts: list[Part]) -> list[Part]:
    """The parts, with a heading for each that has a number where several headings have others, and the same words."""
    forms = Counter(_form(part) for part in parts if part.decision.role == "heading")
    del forms[""]
    if all(count < _FEWEST for count in forms.values()):
        return parts
    return [
        with_role(part, "heading", _REASON) if part.decision.role in _MAY_BE and forms[_form(part)] >= _FEWEST else part
        for part in parts
    ]


def _form(part: Part) -> str:
    """The text with a nought for each number; empty if it has none."""
    text = part.piece.text
    return _NUMBER.sub("0", text.casefold()) if _NUMBER.search(text) else ""
