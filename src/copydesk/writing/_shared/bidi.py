"""Writing direction: left-to-right parts of right-to-left text, and runs of one direction for Word, which needs the
direction of each run.

Source: Unicode Standard Annex 9. It treats the groups of digits of a telephone number separately, so in right-to-left
text the first group would be on the right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from copydesk.patterns import pattern

_ISOLATE = pattern(
    "\u2066([^\u2066-\u2069]*)\u2069?"
    r"|(?<![A-Za-z\d.,+-])[+(]{0,2}\d[\d ()\u00a0./\u2010-\u2013-]*\d(?![A-Za-z\d-])"
)
"""Text between isolate characters, or what may be a number of several groups."""

_MARKS = re.compile("[\u2066-\u2069]")
_YEARS = re.compile(r"[12]\d{3}[\u2010-\u2013-][12]\d{3}")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+")
_FEWEST_DIGITS = 6

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def isolates(words: str) -> list[tuple[str, bool]]:
    """Splits right-to-left text at its left-to-right parts; each piece with whether it runs left to right. These parts
    are between isolate characters, which are dropped, or are numbers of several groups, such as telephone numbers.

    ``"(120) 0555-0100"`` gives ``"(120) "`` and ``"0555-0100"``. A range of years, ``"2019-2023"``, is no such part.
    """
    parts: list[tuple[str, bool]] = []
    done = 0
    for match in _ISOLATE.finditer(words):
        if match[1] is None and not _turns(match[0]):
            continue
        parts += [(words[done : match.start()], False), (match[0] if match[1] is None else match[1], True)]
        done = match.end()
    all_parts = [*parts, (words[done:], False)]
    return [(without_isolates(piece), ltr) for piece, ltr in all_parts if without_isolates(piece)]


def without_isolates(words: str) -> str:
    """The words without the characters U+2066 to U+2069."""
    return _MARKS.sub("", words)


def _turns(number: str) -> bool:
    """Whether the groups of a number would appear in the wrong order in right-to-left text."""
    groups = re.findall(r"\d+", number)
    if _YEARS.fullmatch(number) or sum(map(len, groups)) < _FEWEST_DIGITS:
        return False
    dialled = number[0] in "+(0" or unicodedata.decimal(number[0], None) == 0
    if dialled or _THOUSANDS.fullmatch(number):
        return len(groups) > 1 or number[0] == "+"
    return len(groups) > 1 and bool(re.fullmatch(r"\d+(?:[\u2010-\u2013-]\d+)+", number))


def stretches(words: str, rtl: bool, *, digits_follow: bool = False) -> list[tuple[str, bool]]:
    """Splits words where their direction changes; each stretch with whether it runs right to left.

    Characters without a direction (spaces, digits, stops) join the letters on both sides if these agree, else take the
    direction of the paragraph: ``"ab 1 אב."`` in a left-to-right paragraph gives ``"ab 1 "``, ``"אב"``, ``"."``. The
    ``isolates`` of a right-to-left paragraph are left-to-right stretches. Where ``digits_follow``, digits behind a
    letter that runs left to right do so too, as the standard's rule W7 has it.
    """
    pieces = isolates(words) if rtl else [(without_isolates(words), False)]
    words = "".join(piece for piece, _ in pieces)
    if not words:
        return []
    if not rtl and not _RIGHT_TO_LEFT.search(words):
        return [(words, False)]
    sides = list(_sides(pieces, rtl, digits_follow))
    following: list[bool] = [rtl] * (len(sides) + 1)
    for index in range(len(sides) - 1, -1, -1):
        side = sides[index]
        following[index] = following[index + 1] if side is None else side
    result: list[tuple[str, bool]] = []
    start, before = 0, rtl
    current: bool | None = None
    for index, side in enumerate(sides):
        if side is not None:
            before = side
        runs = before if before == following[index] else rtl
        if current is not None and runs != current:
            result.append((words[start:index], current))
            start = index
        current = runs
    return [*result, (words[start:], bool(current))]


def _sides(pieces: list[tuple[str, bool]], rtl: bool, digits_follow: bool) -> Iterator[bool | None]:
    """Whether each character of the pieces runs right to left, None if its neighbours decide. An isolated piece says
    nothing of the digits that follow."""
    strong = rtl
    for piece, ltr in pieces:
        for character in piece:
            kind = unicodedata.bidirectional(character)
            side = False if ltr or (digits_follow and kind == "EN" and not strong) else _SIDES.get(kind)
            if side is not None and not ltr:
                strong = side
            yield side


def is_within_turn(words: str, index: int, rtl: bool) -> bool:
    """Whether a position in the words of a paragraph is within a stretch that runs against it, such as a Latin name in
    an Arabic text. An element that begins or ends there would divide the stretch, and WeasyPrint sets such parts in the
    order of the paragraph."""
    start = 0
    for stretch, runs in stretches(words, rtl, digits_follow=True):
        if start < index < start + len(stretch):
            return runs != rtl
        start += len(stretch)
    return False


_SIDES = {"L": False, "R": True, "AL": True}
