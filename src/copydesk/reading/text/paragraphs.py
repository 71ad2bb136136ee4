"""Lines -> pieces: wrapped lines, broken words, and paragraphs that a page or column cut in two are joined.

Between each line and the next there is one decision: does a new paragraph begin here? Its evidence is in
``breaks``: the end of the line before, the beginning of the next, the room that was left, indents, blank lines.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.reading._shared.reach import FOOT_PIECES, HEAD_PIECES
from copydesk.reading.conventions import NO_CONVENTIONS, Conventions, footer_role, is_kicker, may_hold_byline
from copydesk.reading.role import Role
from copydesk.reading.text.breaks import Join, at_line, at_typeset_line, setting_of
from copydesk.reading.text.breaks.unmarked import Unmarked
from copydesk.reading.text.evidence import SURE, reasons, sentences, weigh, weights
from copydesk.reading.text.evidence.calibration import break_confidence
from copydesk.reading.text.evidence.doubts import Doubt, as_problems
from copydesk.reading.text.joining import Joins, joined
from copydesk.reading.text.layout import Layout
from copydesk.reading.text.lines import Line
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.extent import extent
from copydesk.reading.text.recognisers.marks import (
    ends_sentence,
)

_DECIDED = 20.0  # log-odds
_SURE_JOIN = 0.7  # below it a join is doubtful: most of the joins that are less sure than other decisions are right
_CLOSE = 6.0  # log-odds of a decision within a text that may be doubtful
_NEAR = 8  # lines from one doubtful decision to the next that are reported as one


class Pieces(NamedTuple):
    """The pieces of an article in order, and the problems of joining them."""

    pieces: list[Piece]
    problems: list[Problem]


Watch = Callable[[int, tuple[str, ...], float], None]
"""Is called with each decision: the line's index, the evidence, the log-odds that a new paragraph begins there."""


def pieces(
    lines: list[Line],
    layout: Layout,
    credit_lines: CreditLines,
    watch: Watch | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    rows: frozenset[int] = frozenset(),
    unbroken: tuple[str, ...] = (),
) -> Pieces:
    """The lines joined to pieces.

    The first locale of ``credit_lines`` has the words that cannot end a sentence: ``has asked for the`` goes on.
    ``watch`` is called with every decision. What ``conventions`` declare to be a byline or a line of the footer is
    joined to nothing before it, and lines of tables, given in ``rows`` by their starts, to nothing at all. ``unbroken``
    are words that the source gives whole where lines break them.
    """
    joins = Joins(lines, credit_lines.locales[0], unbroken)
    table = weights("break")
    joined_pieces: list[Piece] = []
    doubts_of_lines: list[Doubt] = []
    unmarked = Unmarked()
    setting = setting_of(lines, layout, credit_lines)
    declared = _declared(lines, credit_lines, conventions) | _alone(lines, rows) | _quoted_anew(lines) | _by_form(lines)
    group: list[Line] = []
    doubts: list[tuple[float, tuple[str, ...]]] = []
    size = 0
    for index, line in enumerate(lines):
        if group:
            join = Join(lines, index, group, size, setting)
            names = at_line.names(join)
            if layout.type_columns is not None:
                names += at_typeset_line.names(join)
            evidence = tuple(names)
            score = _DECIDED if index in declared else weigh(table, evidence)
            if _goes_on_attribution(group, line) or (index not in declared and _goes_on_by_form(group[-1], line)):
                score = -_DECIDED
            across = bool(line.gap or line.cut)
            is_close = across or abs(score) < _CLOSE
            sure = break_confidence(score, across=across) if is_close and abs(score) < _DECIDED else 1.0
            if watch is not None:
                watch(index, evidence, score)
            if index not in declared and _is_doubtful(evidence, score, sure, across=across):
                doubts_of_lines.append(_doubt(index, group[-1], line, score, sure))
            if not across:
                unmarked.add(index, evidence, score)
            if score > 0:
                joined_pieces.append(joined(group, doubts, joins))
                group, doubts, size = [], [], 0
            elif across:
                doubts.append((sure, reasons(table, evidence, score, sentences("break"))))
        group.append(line)
        size += extent(line.text)
    if group:
        joined_pieces.append(joined(group, doubts, joins))
    problems = [*as_problems("join", doubts_of_lines, near=_NEAR), *unmarked.problems(lines, len(joined_pieces))]
    return Pieces(joined_pieces, problems + joins.problems)


def _alone(lines: list[Line], rows: frozenset[int]) -> frozenset[int]:
    """The indices of lines of tables, and of the lines after them."""
    starts = {index for index, line in enumerate(lines) if line.start in rows}
    return frozenset(starts | {index + 1 for index in starts})


def _quoted_anew(lines: list[Line]) -> frozenset[int]:
    """The indices of lines that are quoted, but not as deep as the line before."""
    return frozenset(index for index, (a, b) in enumerate(pairwise(lines), 1) if b.depth and b.depth != a.depth)


def _by_form(lines: list[Line]) -> frozenset[int]:
    """The indices of lines that begin a paragraph by the form of the file: those of another role than the line
    before. What goes on with a headline, a caption or a note does not begin one, nor what is of one block."""
    starts = set()
    for index, (before, line) in enumerate(pairwise(lines), 1):
        several = line.role in _OVER_LINES or _is_one_block(before, line)
        differs = line.role != before.role or (line.role is not None and not several)
        if line.begins or differs:
            starts.add(index)
    return frozenset(starts)


def _goes_on_by_form(before: Line, line: Line) -> bool:
    """Whether a line goes on with the headline, the caption or the note of the line before, by the form of the file,
    or with an element of it that a page or a column ends."""
    several = line.role in _OVER_LINES or ((line.role or line.cut) and _is_one_block(before, line))
    return bool(several) and line.role == before.role and not line.begins


def _is_one_block(before: Line, line: Line) -> bool:
    """Whether the file says that two lines are of one block."""
    block = line.typeset.block if line.typeset else None
    return block is not None and before.typeset is not None and before.typeset.block == block


def _declared(lines: list[Line], credit_lines: CreditLines, conventions: Conventions) -> frozenset[int]:
    """The places where a piece begins because the publication says so, if the line before may end a paragraph."""
    if conventions is NO_CONVENTIONS:
        return frozenset()
    starts: set[int] = set()
    for index, line in enumerate(lines):
        may_sign = may_hold_byline(conventions, index, len(lines), 2 * FOOT_PIECES)
        credit = credit_lines.byline(line.text) if may_sign else None
        alone = bool(credit and credit.declared) or is_kicker(conventions, line.text, index)
        if alone or footer_role(conventions, line.text):
            starts |= {index, index + 1} if alone else {index}
    return frozenset(
        index
        for index in starts
        if 0 < index < len(lines)
        and (index - 1 in starts or index < HEAD_PIECES or ends_sentence(lines[index - 1].text))
    )


_OVER_LINES: frozenset[Role] = frozenset(
    {"headline", "deck", "byline", "caption", "note", "editors_note", "list_item", "paragraph", "set_line"}
)
"""Roles that lines have together where the form of the file gives it to them."""

_GOES_ON = frozenset({"lower_begins", "never_last_ends", "broken_word", "comma_ends"})
_UNCASED = frozenset({"unfinished_unlike_others", "uncased_begins"})
_OPENS = frozenset({"byline_begins", "date_begins", "marker_begins", "dash_begins", "short_lines"})


def _goes_on_attribution(group: list[Line], line: Line) -> bool:
    """Whether a line is set further in right below a dash and a name: ``(The Night Post, p. 2)``."""
    first = group[0]
    below = not line.gap and not line.cut and line.indent > first.indent
    return below and attribution_start(first.text) > 0 and not attribution_start(line.text)


def _is_doubtful(evidence: tuple[str, ...], score: float, sure: float, *, across: bool) -> bool:
    """Whether a decision is worth a Problem: one on thin evidence, or, ``across`` a gap, a break within a sentence."""
    if score <= 0:
        return sure < _SURE_JOIN
    if not across:
        return sure < SURE
    within = not _OPENS.intersection(evidence) and (
        bool(_GOES_ON.intersection(evidence)) or _UNCASED.issubset(evidence)  # without capitals nothing else shows it
    )
    return "unfinished" in evidence and (sure < SURE or within)


def _doubt(index: int, before: Line, line: Line, score: float, sure: float) -> Doubt:
    if score <= 0:
        return Doubt("joined", index, line.number, f"joined to line {before.number}", sure)
    if line.gap or line.cut:
        return Doubt("apart", index, line.number, "begins a new paragraph though the one before is unfinished", sure)
    return Doubt("begins", index, line.number, f"begins a new paragraph, could go on from line {before.number}", sure)
