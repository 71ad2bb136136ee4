"""Jump lines: ``Continued on Page Four`` between the halves of an article that a newspaper's page parted.

The words alone are not enough, for a text may say so too: a jump line stands within the text, free of the lines around
it or in the middle of their sentence. Elsewhere it stays, and is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.problems import Problem
from copydesk.reading.text.furniture.lines import LONGEST_LABEL, FurnitureLine, Prose, is_part_of_sentence
from copydesk.reading.text.furniture.words import PagePatterns
from copydesk.reading.text.lines import Line


def jumps(lines: list[Line], patterns: PagePatterns) -> Iterator[tuple[int, FurnitureLine]]:
    """The jump lines between the halves of a text, by their index."""
    prose = Prose(lines)
    for index in _worded(lines, patterns):
        if _is_between(lines, index, prose):
            yield index, FurnitureLine(lines[index], "cut_mark", 0.9, "it says where the text goes on or comes from")


def jumps_kept(lines: list[Line], patterns: PagePatterns) -> Iterator[Problem]:
    """A problem for each line that reads as a jump line and stays."""
    prose = Prose(lines)
    for index in _worded(lines, patterns):
        if not _is_between(lines, index, prose):
            message = f"{lines[index].text!r} may say where the text goes on; it stays in the text"
            yield Problem("furniture", lines[index].number, message)


def _worded(lines: list[Line], patterns: PagePatterns) -> Iterator[int]:
    for index, line in enumerate(lines):
        text = line.text
        if len(text) <= LONGEST_LABEL and patterns.jump.fullmatch(text) and not patterns.continued.fullmatch(text):
            yield index


def _is_between(lines: list[Line], index: int, prose: Prose) -> bool:
    if not 1 < index < len(lines) - 1:
        return False
    if prose.runs_across(index):
        return True
    return bool(lines[index].gap and lines[index + 1].gap) and not is_part_of_sentence(lines, index)
