"""Words cut where their direction changes: Word has to be told of each run which way it goes."""

from __future__ import annotations

import re
import unicodedata

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def stretches(words: str, rtl: bool) -> list[tuple[str, bool]]:
    """Words cut where their direction changes, each stretch with whether it runs right to left.

    What has no direction (spaces, digits, stops) goes with the letters on both its sides if they agree, else with
    the paragraph: ``"ab 1 אב."`` in a paragraph that runs left to right is ``"ab 1 "``, ``"אב"``, ``"."``.
    """
    if not words:
        return []
    if not rtl and not _RIGHT_TO_LEFT.search(words):
        return [(words, False)]
    sides = [_SIDES.get(unicodedata.bidirectional(character)) for character in words]
    following: list[bool] = [rtl] * (len(sides) + 1)
    for place in range(len(sides) - 1, -1, -1):
        side = sides[place]
        following[place] = following[place + 1] if side is None else side
    made: list[tuple[str, bool]] = []
    start, before = 0, rtl
    current: bool | None = None
    for place, side in enumerate(sides):
        if side is not None:
            before = side
        runs = before if before == following[place] else rtl
        if current is not None and runs != current:
            made.append((words[start:place], current))
            start = place
        current = runs
    return [*made, (words[start:], bool(current))]


_SIDES = {"L": False, "R": True, "AL": True}
