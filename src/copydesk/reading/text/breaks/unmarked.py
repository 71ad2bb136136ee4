"""Paragraphs that nothing marks but the room at the ends of their last lines: where that is full, none can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from copydesk.problems import Problem
from copydesk.reading.text.evidence.doubts import lines_named
from copydesk.reading.text.lines import Line

_MARKS = frozenset(
    {
        "blank_line", "page_edge", "first_line_indent", "indent_grows", "hanging_indent", "back_to_margin",
        "marker_begins", "dash_begins", "own_line", "short_lines", "early_lines", "one_line_a_paragraph",
    }
)  # fmt: skip
"""Evidence that marks where paragraphs begin, or shows that they are no prose."""

_FEWEST = 2  # paragraphs that only room marks
_SHARE = 0.3  # of the pieces of a text
_CLOSE = -2.5  # log-odds of a decision that a paragraph goes on, at the least, where it is close


class Unmarked:
    """Collects where paragraphs begin that only room marks, and where one may begin that nothing marks."""

    def __init__(self) -> None:
        self._begun = 0
        self._may_begin: list[int] = []

    def add(self, index: int, evidence: Iterable[str], score: float) -> None:
        """The decision about the line at an index, above which is neither a blank line nor a page's edge."""
        if score > 0:
            self._begun += _MARKS.isdisjoint(evidence)
        elif score > _CLOSE and "sentence_ends" in evidence:
            self._may_begin.append(index)

    def problems(self, lines: Sequence[Line], pieces: int) -> list[Problem]:
        """One problem for the text, if many of its paragraphs have no other mark."""
        if self._begun < _FEWEST or self._begun <= _SHARE * pieces or not self._may_begin:
            return []
        numbers = [lines[index].number for index in self._may_begin]
        message = (
            "only the room at the ends of lines shows where paragraphs begin; where a full line ends a sentence, "
            f"one may begin unseen: see {lines_named(numbers)}"
        )
        return [Problem("join", numbers[0], message)]
