"""How the lines were set: whether they are wrapped, and at what measure.

Wrapped text betrays its measure: most lines are nearly as long as the longest around them. Text with one line a
paragraph has lines of every length.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from copydesk.reading.lines import Line

_WINDOW = 16  # lines on each side that share a measure: a column of a page, not the next
_LONGEST_MEASURE = 150  # characters; no page is wrapped wider
_FULL = 0.78  # the share of the measure that all but a paragraph's last line reach
_MOST = 0.5


class Layout(NamedTuple):
    """``measures`` holds for each line the measure around it in characters, 0 where lines are not wrapped."""

    wrapped: bool
    measures: list[int]
    margin: int


def layout(lines: list[Line]) -> Layout:
    """The layout of an article's lines."""
    lengths = [line.indent + len(line.text) for line in lines]
    local = _local_measures(lengths)
    wrapped = full = total = 0
    for place, line in enumerate(lines):
        total += len(line.text)
        followed = place + 1 < len(lines) and not lines[place + 1].gap
        if followed and lengths[place] <= _LONGEST_MEASURE and local[place] <= _LONGEST_MEASURE:
            wrapped += 1
            full += lengths[place] >= _FULL * local[place]
    in_wrapped = sum(len(line.text) for line, length in zip(lines, lengths, strict=True) if length <= _LONGEST_MEASURE)
    is_wrapped = wrapped >= 3 and full >= _MOST * wrapped and in_wrapped >= _MOST * total
    margin = _common_indent(lines)
    if not is_wrapped:
        return Layout(False, [0] * len(lines), margin)
    return Layout(True, [measure if measure <= _LONGEST_MEASURE else 0 for measure in local], margin)


def _local_measures(lengths: list[int]) -> list[int]:
    """For each line the length that nine in ten of the lines around it keep to, in steps for speed."""
    step = _WINDOW // 2
    measures: list[int] = []
    for start in range(0, len(lengths), step):
        around = sorted(lengths[max(0, start - _WINDOW) : start + step + _WINDOW])
        measure = around[int(len(around) * 0.9) if len(around) > 9 else -1]
        measures += [measure] * min(step, len(lengths) - start)
    return measures


def _common_indent(lines: list[Line]) -> int:
    """The indent that continuation lines stand at: the commonest of the small ones."""
    counts: dict[int, int] = {}
    for line in lines:
        if not line.gap:
            counts[line.indent] = counts.get(line.indent, 0) + 1
    return max(counts, key=lambda indent: (counts[indent], -indent), default=0)


def first_word_length(text: str) -> int:
    """How much room the first word of a line needs; where words aren't spaced, one character does."""
    word = text.split(None, 1)[0]
    return 1 if unspaced(word[0]) else len(word)


def unspaced(character: str) -> bool:
    """Whether a character is of a script that is written without spaces (Chinese, Japanese, Thai)."""
    return character >= "\u0e00" and (
        "\u0e00" <= character <= "\u0eff"
        or "\u3040" <= character <= "\u30ff"
        or "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or (unicodedata.east_asian_width(character) == "W" and not "\uac00" <= character <= "\ud7a3")
    )
