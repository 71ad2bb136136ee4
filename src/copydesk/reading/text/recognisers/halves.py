"""Verses that are written in two halves with a gap between them, as Arabic and Persian ones are."""

from __future__ import annotations

import re

from copydesk.reading.text.recognisers.marks import holds_digit

LONGEST_VERSE = 66  # letters of a half, or of a verse without halves
_SHORTEST_HALF = 8  # letters
_UNLIKE = 1.6  # times the shorter half, the longer one
_GAP = re.compile(r" {3,}|\t+| [*|] | \.{3,} ")


def is_in_halves(text: str) -> bool:
    """Whether a wide gap, a star or a bar separates two halves of like length without figures."""
    if not ("   " in text or "\t" in text or " * " in text or " | " in text or " ..." in text):  # as in most lines
        return False
    halves = _GAP.split(text)
    if len(halves) != 2 or holds_digit(text):
        return False
    shorter, longer = sorted(map(len, halves))
    return shorter >= _SHORTEST_HALF and longer <= min(LONGEST_VERSE, _UNLIKE * shorter)
