"""Which way words run: what stands from left to right in text that runs from right to left, and where they are cut for
Word, which has to be told of each run which way it goes.

Source: Unicode Standard Annex 9, which takes a telephone number for its groups of digits, and in such text sets the
first of them on the right.
"""

from __future__ import annotations

import re
import unicodedata

_ISOLATE = re.compile(
    "\u2066([^\u2066-\u2069]*)\u2069?"
    r"|(?<![A-Za-z\d.,+-])[+(]{0,2}\d[\d ()\u00a0./\u2010-\u2013-]*\d(?![A-Za-z\d-])"
)
"""What the text itself isolates, or may be a number of several groups."""

_MARKS = re.compile("[\u2066-\u2069]")
_YEARS = re.compile(r"[12]\d{3}[\u2010-\u2013-][12]\d{3}")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+")
_FEWEST_DIGITS = 6

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def isolates(words: str) -> list[tuple[str, bool]]:
    """The words of a text that runs from right to left, cut round what stands from left to right in it, each piece with
    whether it does. These are what the text isolates so, and numbers of several groups, such as of telephones. The
    characters that isolate are left out.

    ``"(120) 0555-0100"`` is ``"(120) "`` and ``"0555-0100"``. Years, ``"2019-2023"``, follow each other as they
    are read.
    """
    made: list[tuple[str, bool]] = []
    done = 0
    for match in _ISOLATE.finditer(words):
        if match[1] is None and not _turns(match[0]):
            continue
        made += [(words[done : match.start()], False), (match[0] if match[1] is None else match[1], True)]
        done = match.end()
    cut = [*made, (words[done:], False)]
    return [(without_isolates(piece), ltr) for piece, ltr in cut if without_isolates(piece)]


def without_isolates(words: str) -> str:
    """The words without the characters U+2066 to U+2069."""
    return _MARKS.sub("", words)


def _turns(number: str) -> bool:
    """Whether a number must be kept from being turned round, group by group."""
    groups = re.findall(r"\d+", number)
    if _YEARS.fullmatch(number) or sum(map(len, groups)) < _FEWEST_DIGITS:
        return False
    dialled = number[0] in "+(0" or unicodedata.decimal(number[0], None) == 0
    if dialled or _THOUSANDS.fullmatch(number):
        return len(groups) > 1 or number[0] == "+"
    return len(groups) > 1 and bool(re.fullmatch(r"\d+(?:[\u2010-\u2013-]\d+)+", number))


def stretches(words: str, rtl: bool) -> list[tuple[str, bool]]:
    """Words cut where their direction changes, each stretch with whether it runs right to left.

    What has no direction (spaces, digits, stops) goes with the letters on both its sides if they agree, else with
    the paragraph: ``"ab 1 אב."`` in a paragraph that runs left to right is ``"ab 1 "``, ``"אב"``, ``"."``. What must
    not be turned round, in a paragraph that runs right to left, is a stretch that does not.
    """
    pieces = isolates(words) if rtl else [(without_isolates(words), False)]
    words = "".join(piece for piece, _ in pieces)
    if not words:
        return []
    if not rtl and not _RIGHT_TO_LEFT.search(words):
        return [(words, False)]
    sides = [
        False if ltr else _SIDES.get(unicodedata.bidirectional(character))
        for piece, ltr in pieces
        for character in piece
    ]
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
