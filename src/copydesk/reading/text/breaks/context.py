"""The input of the evidence of a break: the lines of the paragraph so far, the next line, and the setting of all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.text.layout import Layout
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.extent import extent
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.reading.text.recognisers.speakers import timed
from copydesk.reading.text.registry import Registry, Stage

LONG_LINE = 75
"""Letters of a paragraph so far that is more than a line."""

SHORT_LINE = 66
"""Letters of a line that may be one of verse or of an address."""

SHORT_ALONE = 60
"""Letters of a line that is short enough to stand alone, as a heading does."""

BREAK = Registry()
"""The evidence of whether a paragraph begins."""


class Setting(NamedTuple):
    """What holds for the whole article: how it was set, its language, whether its paragraphs end as sentences do, the
    lines that stand in groups of short ones, and those that open with the time of a recording."""

    layout: Layout
    credit_lines: CreditLines
    finished: bool
    short: frozenset[int]
    timed: frozenset[int]

    @property
    def locale(self) -> Locale:
        """The article's own language."""
        return self.credit_lines.locales[0]


def setting_of(lines: Sequence[Line], layout: Layout, credit_lines: CreditLines) -> Setting:
    """What holds for all lines of an article."""
    short = frozenset() if layout.wrapped else _short_groups(lines)
    return Setting(layout, credit_lines, _finished(lines), short, timed([line.text for line in lines]))


def _finished(lines: Sequence[Line]) -> bool:
    """Whether this article's paragraphs end as sentences do: nearly all the longer ones before a blank line."""
    last = [line for line, following in pairwise(lines) if following.gap] + list(lines[-1:])
    ends = [ends_sentence(line.text) for line in last if extent(line.text) > LONG_LINE]
    return len(ends) >= 3 and sum(ends) >= 0.6 * len(ends)


def _short_groups(lines: Sequence[Line]) -> frozenset[int]:
    """The lines, but for the first of each group, of groups whose every line is short in an article that has long
    ones: verse, an address."""
    if not any(extent(line.text) > 2 * SHORT_LINE for line in lines):
        return frozenset()
    short: set[int] = set()
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and not lines[index].gap:
            continue
        if index - start > 2 and all(extent(line.text) <= SHORT_LINE for line in lines[start:index]):
            short.update(range(start + 1, index))
        start = index
    return frozenset(short)


class Join:
    """A line and the paragraph so far.

    ``line`` is the line that may begin a paragraph, ``before`` the last one of the paragraph so far, ``top`` its first,
    ``following`` the line after the one in question; ``size`` is the length of the paragraph so far in letters.
    """

    __slots__ = ("before", "following", "group", "index", "line", "lines", "setting", "size", "top")

    def __init__(self, lines: Sequence[Line], index: int, group: Sequence[Line], size: int, setting: Setting) -> None:
        self.lines = lines
        self.index = index
        self.group = group
        self.size = size
        self.setting = setting
        self.line = lines[index]
        self.before = group[-1]
        self.top = group[0]
        self.following = lines[index + 1] if index + 1 < len(lines) else None


at_line: Stage[Join] = Stage(BREAK)
"""The evidence that is collected at each line but the first."""
