"""Transcripts of courts and inquiries: what is asked and answered behind letters, ``Q. Did you?``, and the names in
capitals of the others who speak, each a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import QUESTIONS, in_brackets
from copydesk.reading.text.recognisers.people.speaker_labels import asked_in_court, labels_of

_MAY_BE_LETTER = re.compile(r"[^\W\d_]\.? ?[.:\s]")
_FEWEST = 4  # questions and answers
_LEAST_ASKED = 0.25  # of the speeches, those with a question


def transcripts(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The first lines of speeches, and what stands in brackets among them, such as ``(Laughter.)``."""
    if sum(_MAY_BE_LETTER.match(line.text) is not None for line in lines) < _FEWEST:
        return
    labels = asked_in_court(labels_of(line.text for line in lines))
    if len(labels) < _FEWEST or _asked(lines, sorted(labels)) < _LEAST_ASKED * len(labels):
        return
    asides = {index for index in range(min(labels), max(labels)) if in_brackets(lines[index].text)}
    starts = {*labels, *asides, *(index + 1 for index in asides)}
    for index in sorted(starts):
        if not lines[index].role:
            is_whole = index in labels and index + 1 in starts
            role: Role | None = "paragraph" if is_whole else None
            yield Assigned(index, "frame", "somebody begins to speak", role=role, begins=True)


def _asked(lines: list[Line], starts: list[int]) -> int:
    """How many of the speeches that begin with these lines hold a question."""
    ends = [*starts[1:], starts[-1] + 1]
    return sum(
        any(mark in line.text for line in lines[start:end] for mark in QUESTIONS)
        for start, end in zip(starts, ends, strict=True)
    )
