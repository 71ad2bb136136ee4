"""Verse that is known by its setting: stanzas whose lines step in or are set in below a colon, and lines in two halves
with a gap between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.halves import is_in_halves
from copydesk.reading.text.recognisers.marks import COLONS, MARKER, PAUSES, ends_sentence, first_letter, holds_digit

_FEWEST = 3  # lines of a stanza, and indents of one that steps in
_LONGEST_STEP = 50  # characters of a line that steps in
_LONGEST_SET_IN = 40  # characters of one that is set in below a colon
_PAUSED = 0.6  # of the lines in halves, those that pause at their gap or at their end


def verses(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines of such stanzas, below the first block of a text."""
    for block in blocks(lines):
        if len(block) < _FEWEST or not block.start:
            continue
        inside = lines[block.start : block.stop]
        if _steps_in(inside):
            reason = "it is a line of a stanza that steps in"
        elif _is_halved(inside):
            reason = "it is a line of verse in two halves"
        elif _is_quoted(lines, block):
            reason = "it is a line of verse set in below a colon"
        else:
            continue
        for index in block:
            yield Assigned(index, "frame", reason, role="verse_line", begins=True)


def _steps_in(inside: Sequence[Line]) -> bool:
    """Whether short lines stand at three indents or more, and most go on in small letters: ``I went`` /
    ``  down to the water`` / ``    alone``"""
    if len({line.indent for line in inside}) < _FEWEST or len(inside[0].text) > _LONGEST_STEP:
        return False
    if any(len(line.text) > _LONGEST_STEP or not _may_be_verse(line) for line in inside):
        return False
    return 2 * sum(first_letter(line.text).islower() for line in inside[1:]) > len(inside) - 1


def _is_quoted(lines: Sequence[Line], block: range) -> bool:
    """Whether short lines are set in below a colon, go on in small letters as items do not, and end before they are
    full as those of a paragraph do not."""
    lead, inside = lines[block.start - 1], lines[block.start : block.stop]
    if lead.text[-1] not in COLONS or min(line.indent for line in inside) <= lead.indent:
        return False
    if any(len(line.text) > _LONGEST_SET_IN or not _may_be_verse(line) for line in inside):
        return False
    small = sum(first_letter(line.text).islower() for line in inside[1:])
    if first_letter(inside[0].text).islower() or 2 * small < len(inside) - 1:
        return False
    longest = max(len(line.text) for line in inside)
    short = sum(len(one.text) + len(other.text.split(None, 1)[0]) < longest for one, other in pairwise(inside))
    return 2 * short >= len(inside) - 1


def _is_halved(inside: Sequence[Line]) -> bool:
    """Whether all lines are in halves, and most pause there or at their end, as lines of columns do not."""
    if not all(is_in_halves(line.text) and _may_be_verse(line) for line in inside):
        return False
    paused = sum(line.text[-1] in PAUSES or ends_sentence(line.text) for line in inside)
    within = sum(line.text.split("  ", 1)[0][-1] in PAUSES for line in inside)
    return max(paused, within) >= _PAUSED * len(inside)


def _may_be_verse(line: Line) -> bool:
    text = line.text
    plain = line.role is None and not line.depth and "|" not in text and text[-1] not in COLONS
    return plain and not holds_digit(text) and MARKER.match(text) is None
