"""Which lines are those of verse by their capitals: each line of a stanza begins with one, also in mid-sentence.

In wrapped prose a line begins with a capital where a sentence or a name happens to, and hardly ever with such a word as
*And* or *The* unless the line above ends a sentence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.extent import extent, first_word, words_of
from copydesk.reading.text.recognisers.halves import LONGEST_VERSE
from copydesk.reading.text.recognisers.marks import COLONS, MARKER, PAUSES, ends_sentence, first_letter, holds_digit

_FEWEST_LINES = 3  # of a stanza amid prose
_FEWEST_OPENINGS = 2  # lines of it that such a word as *And* opens in mid-sentence
_FEWEST_WITHIN = 6  # lines in mid-sentence that show the whole text to be verse
_MOSTLY = 0.6  # of them, those that begin with a capital
_HALF = 0.5
_MOST_FIGURES = 0.3  # of the lines, those that hold a figure
_FEWEST_COUNTED = 2  # groups that numbers open
_NUMBER = re.compile(r"(?P<number>\d{1,2})(?:[.)]?$|[.)]?\s+(?=[^\W\d_]))")
_NARROW = 0.6  # of the longest line around it, what a line of verse fills at the most
_STRIPPED = "'’\"“”«»(‘"


class Stanzas(NamedTuple):
    """The groups of lines that are stanzas, and the labels that stand right above some: ``Refrain``."""

    groups: list[range]
    labels: list[int]


def stanzas(lines: Sequence[Line], locale: Locale) -> Stanzas:
    """The stanzas of a text: of those amid prose every line begins with a capital, of a text that is verse as a whole
    half of the lines do. A refrain repeats lines of a stanza."""
    groups = list(blocks(lines))
    counted = _counted(lines, groups)
    labels = _labels(lines, groups) | {index for index in counted if _NUMBER.fullmatch(lines[index].text)}
    if labels:
        groups = [range(group.start + (group.start in labels), group.stop) for group in groups]
    candidates = [group for group in groups if len(group) and _may_be_stanza(lines, group, counted)]
    whole = _is_verse(lines, candidates, locale)
    chosen = [
        group
        for group in candidates
        if (whole and (len(group) > 1 or group.start - 1 in labels) and _capitals(lines, group) >= _HALF)
        or _is_stanza(lines, group, locale)
    ]
    chosen += [run for group in groups if group not in chosen for run in _short_runs(lines, group, locale)]
    known = {_words(lines[index]) for group in chosen for index in group}
    refrains = [group for group in candidates if group not in chosen and _repeats(lines, group, known)]
    groups = sorted([*chosen, *refrains], key=lambda group: group.start)
    return Stanzas(groups, [group.start - 1 for group in groups if group.start - 1 in labels])


def _short_runs(lines: Sequence[Line], group: range, locale: Locale) -> Iterator[range]:
    """The stanzas among the lines of a group that no blank line separates from the wrapped text around them: much
    shorter lines, below the end of a sentence or a colon."""
    lengths = [len(lines[index].text) for index in group]
    longest = _NARROW * max(lengths, default=0)
    if sum([length <= longest for length in lengths]) < _FEWEST_LINES or any(lines[index].role for index in group):
        return
    start = group.start
    for index, length in zip(range(group.start, group.stop + 1), [*lengths, math.inf], strict=True):
        if length <= longest:
            continue
        if index - start >= _FEWEST_LINES and start > group.start:
            run, above = range(start, index), lines[start - 1].text
            if (ends_sentence(above) or above[-1] in COLONS) and _is_stanza(lines, run, locale):
                yield run
        start = index + 1


def _labels(lines: Sequence[Line], groups: Sequence[range]) -> set[int]:
    """The first lines of groups that are of one word or two and come again above another: ``Refrain``, ``Chorus:``."""
    tops = [group.start for group in groups if len(group) > 1 and len(lines[group.start].text.split(None, 2)) < 3]
    counts = Counter(_words(lines[index]) for index in tops)
    return {index for index in tops if counts[_words(lines[index])] > 1}


def _counted(lines: Sequence[Line], groups: Sequence[range]) -> set[int]:
    """The first lines of groups that a number opens, where the numbers count up from 1: ``1.`` above the lines of a
    stanza, or before its first."""
    tops = [group.start for group in groups if len(group) > _FEWEST_OPENINGS]
    numbers = {index: int(match["number"]) for index in tops if (match := _NUMBER.match(lines[index].text))}
    counts = list(numbers.values()) == list(range(1, len(numbers) + 1))
    return set(numbers) if counts and len(numbers) >= _FEWEST_COUNTED else set()


def _words(line: Line) -> str:
    return " ".join(words_of(line.text))


def _repeats(lines: Sequence[Line], group: range, known: Set[str]) -> bool:
    """Whether each line of a group stands in a stanza elsewhere."""
    return group.start > 0 and all(_words(lines[index]) in known for index in group)


def _capitals(lines: Sequence[Line], group: range) -> float:
    return sum(_begins_with_capital(lines[index]) for index in group) / len(group)


def _is_verse(lines: Sequence[Line], candidates: Sequence[range], locale: Locale) -> bool:
    """Whether a text is verse as a whole: most of its lines are short, and most of those in mid-sentence begin with
    capitals."""
    short = sum(len(group) for group in candidates)
    if short < _HALF * len(lines):
        return False
    within = [index for group in candidates for index in group[1:] if not ends_sentence(lines[index - 1].text)]
    if len(within) < _FEWEST_WITHIN:
        return False
    if sum(_begins_with_capital(lines[index]) for index in within) < _MOSTLY * len(within):
        return False
    return sum(_opens_in_mid_sentence(lines, index, locale) for index in within) >= _FEWEST_OPENINGS


def _may_be_stanza(lines: Sequence[Line], group: range, counted: Set[int]) -> bool:
    texts = [_NUMBER.sub("", lines[index].text) if index in counted else lines[index].text for index in group]
    if max(map(len, texts)) > LONGEST_VERSE:  # as in nearly all prose
        return False
    if any(lines[index].role for index in group) or all(text.isupper() for text in texts):
        return False
    if sum(map(holds_digit, texts)) > _MOST_FIGURES * len(texts):
        return False
    return not any(extent(text) > LONGEST_VERSE or MARKER.match(text) for text in texts)


def _is_stanza(lines: Sequence[Line], group: range, locale: Locale) -> bool:
    """Whether a group of lines below the first, all with capitals, is a stanza amid prose."""
    if not group.start or len(group) < _FEWEST_LINES:
        return False
    if not all(_begins_with_capital(lines[index]) for index in group):
        return False
    openings = [first_word(lines[index].text) for index in group[1:] if _opens_in_mid_sentence(lines, index, locale)]
    pauses = any(lines[index].text[-1] in PAUSES for index in group)
    varied = pauses or len(set(openings)) > 1  # items of a list may open with one word: Most viewed, Most shared
    return len(openings) >= _FEWEST_OPENINGS and varied


def _begins_with_capital(line: Line) -> bool:
    return first_letter(line.text).isupper()


def _opens_in_mid_sentence(lines: Sequence[Line], index: int, locale: Locale) -> bool:
    """Whether such a word as *And* opens a line with a capital, though the line above ends no sentence. *I* always has
    one."""
    word = first_word(lines[index].text).strip(_STRIPPED).casefold()
    open_above = not ends_sentence(lines[index - 1].text)
    return open_above and len(word) > 1 and word in locale.function_words and _begins_with_capital(lines[index])
