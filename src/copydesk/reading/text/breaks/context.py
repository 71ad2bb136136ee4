"""The input of the evidence of a break: the lines of the paragraph so far, the next line, and the setting of all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.text.evidence.registry import Registry, Stage
from copydesk.reading.text.layout import Layout
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.extent import extent, first_word
from copydesk.reading.text.recognisers.marks import HYPHENS, MARKER, PAIRED, ends_sentence, ends_strongly
from copydesk.reading.text.recognisers.people.speakers import timed
from copydesk.reading.text.recognisers.stanzas import stanzas

LONG_LINE = 75
"""Letters of a paragraph so far that is more than a line."""

SHORT_LINE = 66
"""Letters of a line that may be one of verse or of an address."""

SHORT_ALONE = 60
"""Letters of a line that is short enough to stand alone, as a heading does."""

MUCH_ROOM = 0.78
"""Of the measure: what a line with much room left fills at the most, together with the next word."""

_FEW = 3  # paragraphs that show how they end, at the least
_FEWEST_PARAGRAPHS = 2  # that blank lines separate
_FEWEST_LINES = 3  # of a paragraph that shows how the text was wrapped
_SELDOM = 4  # paragraphs to each line within one that ends as the last line of a paragraph does, at the least
_MOST, _MANY = 0.6, 0.35  # of the paragraphs
_EARLY = 0.72  # of the measure, which verse set in a page of prose seldom fills

_MEANT = 3  # lines to each that ends though the next word would have fitted, at the most

BREAK = Registry()
"""The evidence of whether a paragraph begins."""


class Setting(NamedTuple):
    """What holds for the whole article: how it was set, its language, whether most of its paragraphs end as sentences
    do, or at least many, whether blank lines separate all of them, the lines that stand in groups of short ones, of
    such as end long before the measure or of stanzas, those that open with the time of a recording, and those that hold
    brackets or quotation marks."""

    layout: Layout
    credit_lines: CreditLines
    finished: bool
    often_finished: bool
    separated: bool
    short: frozenset[int]
    early: frozenset[int]
    stanzas: frozenset[int]
    timed: frozenset[int]
    paired: frozenset[int]

    @property
    def locale(self) -> Locale:
        """The article's own language."""
        return self.credit_lines.locales[0]


def setting_of(lines: Sequence[Line], layout: Layout, credit_lines: CreditLines) -> Setting:
    """What holds for all lines of an article."""
    short = frozenset() if layout.wrapped else _short_groups(lines)
    finished = _share_finished(lines)
    verse = stanzas(lines, credit_lines.locales[0])
    return Setting(
        layout,
        credit_lines,
        finished >= _MOST,
        finished >= _MANY,
        _are_separated(lines, layout),
        short,
        _early_groups(lines, layout),
        frozenset(index for group in verse.groups for index in group[1:]) | {index + 1 for index in verse.labels},
        timed([line.text for line in lines]),
        frozenset(index for index, line in enumerate(lines) if PAIRED.search(line.text)),
    )


def _share_finished(lines: Sequence[Line]) -> float:
    """The share of the longer paragraphs before a blank line that end as sentences do; 0 if there are few."""
    last = [line for line, following in pairwise(lines) if following.gap] + list(lines[-1:])
    ends = [ends_sentence(line.text) for line in last if extent(line.text) > LONG_LINE]
    return sum(ends) / len(ends) if len(ends) >= _FEW else 0.0


def _are_separated(lines: Sequence[Line], layout: Layout) -> bool:
    """Whether blank lines separate the paragraphs: those of wrapped lines are several, and hardly a line within one
    ends a sentence long before the measure."""
    paragraphs = [block for block in blocks(lines) if len(block) >= _FEWEST_LINES] if layout.wrapped else []
    if len(paragraphs) < _FEWEST_PARAGRAPHS:
        return False
    within = [index for block in paragraphs for index in block[:-1] if ends_strongly(lines[index].text)]
    early = sum(_has_much_room(lines, index, layout) for index in within)
    return early * _SELDOM <= len(paragraphs)


def _has_much_room(lines: Sequence[Line], index: int, layout: Layout) -> bool:
    measure = layout.measures[index]
    return not measure or layout.needed(index, lines[index + 1].text) <= MUCH_ROOM * measure


def _short_groups(lines: Sequence[Line]) -> frozenset[int]:
    """The lines, but for the first of each group, of groups whose every line is short in an article that has long
    ones: verse, an address."""
    if not any(extent(line.text) > 2 * SHORT_LINE for line in lines):
        return frozenset()
    short: set[int] = set()
    for group in blocks(lines):
        if len(group) > 2 and all(extent(lines[index].text) <= SHORT_LINE for index in group):
            short.update(group[1:])
    return frozenset(short)


def _early_groups(lines: Sequence[Line], layout: Layout) -> frozenset[int]:
    """The lines, but for the first of each group, of groups whose every line ends long before the measure, some of them
    where the next word would have fitted even in the group: verse, an address. The first group is that of the head."""
    widest = max(layout.widths, default=0.0)
    early: set[int] = set()
    for group in blocks(lines):
        texts = [lines[index].text for index in group]
        measure = layout.measures[group.start] or widest
        if group.start and len(texts) > 2 and _ends_early(texts, layout, _EARLY * measure):
            early.update(group[1:])
    return frozenset(early)


def _ends_early(texts: Sequence[str], layout: Layout, most: float) -> bool:
    if any(extent(text) > SHORT_LINE or MARKER.match(text) or text[-1] in HYPHENS for text in texts):
        return False
    needed = [layout.width(text) + 1 + layout.width(first_word(below)) for text, below in pairwise(texts)]
    widest = max(map(layout.width, texts))
    meant = sum(width <= widest for width in needed)
    return max(needed) <= most and meant * _MEANT >= len(needed)


class Join:
    """A line and the paragraph so far.

    ``line`` is the line that may begin a paragraph, ``before`` the last one of the paragraph so far, ``top`` its first,
    ``following`` the line after the one in question; ``size`` is the length of the paragraph so far in letters.
    ``measure`` is that of the line before, 0 where lines are not wrapped, and ``needed`` what it would have filled with
    the first word of ``line``.
    """

    __slots__ = (
        "before",
        "following",
        "group",
        "index",
        "line",
        "lines",
        "measure",
        "needed",
        "setting",
        "size",
        "top",
    )

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
        self.measure = setting.layout.measures[index - 1]
        self.needed = setting.layout.needed(index - 1, self.line.text) if self.measure else 0.0


at_line: Stage[Join] = Stage(BREAK)
"""The evidence that is collected at each line but the first."""

at_typeset_line: Stage[Join] = Stage(BREAK)
"""What is collected as well where the source knows how lines are set."""
