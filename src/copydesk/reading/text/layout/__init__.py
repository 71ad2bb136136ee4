"""How the lines were set: whether they are wrapped, at what measure, and in what kind of type.

Wrapped text shows its measure: most lines are nearly as long as the longest around them. Text with one line a
paragraph has lines of every length. Lines that a typesetting program broke are even when the widths of their letters
are added up, typewritten ones when their characters are counted; the more even of the two decides.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from copydesk.reading._shared.reach import HEAD_LINES
from copydesk.reading.text.layout.letter_widths import type_width
from copydesk.reading.text.layout.type_columns import TypeColumns, type_columns
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.extent import first_word
from copydesk.reading.text.recognisers.marks import HYPHENS, ends_sentence

_WINDOW = 16  # lines on each side that share a measure: a column of a page, not the next
_NEAR = 6  # lines on each side that show whether a stretch is set narrower
NARROWER = 1.5
"""Average characters by which the lines of a stretch must stay behind the measure to count as set narrower."""
_LONGEST_PAIR = 66  # characters of two lines of a head that stand together: a byline and a date
_LONGEST_MEASURE = 150  # characters; no page is wrapped wider
_FULL = 0.78  # the share of the measure that all but a paragraph's last line reach
_RAGGED = 0.6  # the share that most lines reach in narrow columns of long words
_ONWARD = 0.35  # the share of lines that plainly go on, if lines so uneven are to be wrapped ones
_MOST = 0.5
_FAIR = 0.15  # the share of the text that stands at the margin, at the least
_SAMPLE = 400  # lines from which the kind of type is judged


class Layout(NamedTuple):
    """How an article's lines were set.

    ``widths`` and ``measures`` hold for each line its width and the measure around it, in average characters; the
    measure is 0 where lines are not wrapped. ``inset`` has the lines of stretches that were set narrower, as lists
    are, by their ``start``, and by how many average characters. ``margin`` is the indent of ordinary lines, in columns.
    ``type_columns`` is what the source knows of the columns of typeset pages, None if it knows nothing.
    """

    wrapped: bool
    proportional: bool
    widths: list[float]
    measures: list[float]
    inset: dict[int, float]
    margin: int
    type_columns: TypeColumns | None = None

    def width(self, text: str) -> float:
        """The width of a text in average characters."""
        return type_width(text) if self.proportional else float(len(text))

    def needed(self, index: int, following: str) -> float:
        """The width of a line together with the first word of the one that follows: more than the measure where that
        word had no room."""
        return self.widths[index] + 1 + self.width(first_word(following))


def find_layout(lines: list[Line]) -> Layout:
    """The layout of an article's lines."""
    return _by_words(lines)._replace(type_columns=type_columns(lines))


def _by_words(lines: list[Line]) -> Layout:
    """The layout as far as the lengths of lines and the white space before them show it."""
    counted = [0.0 if line.role == "preformatted" else float(line.indent + len(line.text)) for line in lines]
    margin = _common_indent(lines)
    alone = _lone_lines(lines)
    measures = _local_measures(counted, alone)
    if not _is_wrapped(lines, counted, measures):
        return Layout(False, False, counted, [0.0] * len(lines), {}, margin)
    set_widths = [0.0 if line.role == "preformatted" else line.indent + type_width(line.text) for line in lines]
    set_measures = _local_measures(set_widths, alone)
    proportional = _unevenness(set_widths, set_measures) < _unevenness(counted, measures)
    widths, measures = (set_widths, set_measures) if proportional else (counted, measures)
    measures = [measure if measure <= _LONGEST_MEASURE else 0.0 for measure in measures]
    return Layout(
        True,
        proportional,
        widths,
        measures,
        _inset(lines, widths, measures),
        margin,
    )


def _is_wrapped(lines: list[Line], widths: list[float], measures: list[float]) -> bool:
    followed = full = fair = onward = ended = inside = total = 0
    for index, line in enumerate(lines):
        if line.role == "preformatted":
            continue
        total += len(line.text)
        if widths[index] > _LONGEST_MEASURE or measures[index] > _LONGEST_MEASURE:
            continue
        inside += len(line.text)
        if index + 1 < len(lines) and not lines[index + 1].gap:
            followed += 1
            full += widths[index] >= _FULL * measures[index]
            fair += widths[index] >= _RAGGED * measures[index]
            onward += _goes_on(line.text, lines[index + 1].text)
            ended += ends_sentence(line.text)
    if followed < 3 or inside < _MOST * total or ended == followed:  # each line is a sentence or several
        return False
    return full >= _MOST * followed or (fair >= _MOST * followed and onward >= _ONWARD * followed)


def _goes_on(text: str, following: str) -> bool:
    """Whether a sentence plainly goes on from one line to the next: no end before, no capital behind."""
    return not ends_sentence(text) and (following[0].islower() or text[-1] in HYPHENS)


def _unevenness(widths: list[float], measures: list[float]) -> float:
    """The mean distance of the full lines from their measure, as a share of it."""
    distances = [
        1 - width / measure
        for width, measure in zip(widths[:_SAMPLE], measures[:_SAMPLE], strict=True)
        if measure * _FULL <= width <= measure
    ]
    return sum(distances) / len(distances) if distances else 1.0


def _lone_lines(lines: list[Line]) -> int:
    """The number of lines at the top that each stand between blank lines: a head may be wider than the text below it. 0
    where nothing but such lines is there."""
    for index, (line, following) in enumerate(pairwise(lines[:HEAD_LINES])):
        if not following.gap and len(line.text) + len(following.text) > _LONGEST_PAIR:
            return index
    return 0


def _local_measures(widths: list[float], alone: int) -> list[float]:
    """For each line the width that nearly all of the lines around it keep to, in steps for speed. The ``alone`` lines
    at the top count for none but themselves."""
    step = _WINDOW // 2
    measures: list[float] = []
    for start in range(0, len(widths), step):
        around = sorted(widths[max(alone, start - _WINDOW) : start + step + _WINDOW])
        measure = around[int(len(around) * 0.93) if len(around) > 9 else -1]
        measures += [measure] * min(step, len(widths) - start)
    return measures


def _inset(lines: list[Line], widths: list[float], measures: list[float]) -> dict[int, float]:
    """How far the lines right around a line stay behind the measure: the widest of a few lines up to it or of a few
    from it on, whichever is less, so that at the edge of a list the lines outside it do not count."""
    inset: dict[int, float] = {}
    for index, line in enumerate(lines):
        up_to, from_it = widths[max(0, index - _NEAR) : index + 1], widths[index : index + _NEAR + 1]
        behind = measures[index] - min(max(up_to), max(from_it))
        if behind >= NARROWER:
            inset[line.start] = behind
    return inset


def _common_indent(lines: list[Line]) -> int:
    """The indent of ordinary lines: the smallest at which a fair share of the text stands."""
    counts: dict[int, int] = {}
    for line in lines:
        if line.role == "preformatted":
            continue
        counts[line.indent] = counts.get(line.indent, 0) + len(line.text)
    total = sum(counts.values())
    return min((indent for indent, count in counts.items() if count >= _FAIR * total), default=0)
