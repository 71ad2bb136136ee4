"""Interviews whose questions open with a dash, and whose answers do not: all of them are paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import DASHES, QUESTIONS

_DASH = re.compile(rf"[-{DASHES}]\s?[^\W\d_]")
_FEWEST = 3  # questions
_MOSTLY = 0.6  # of what opens with a dash


def questions(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The questions of such an interview: each stands alone above an answer."""
    groups = list(blocks(lines))
    dashed = [group for group in groups if _DASH.match(lines[group.start].text)]
    asked = [group for group in dashed if lines[group.stop - 1].text[-1] in QUESTIONS]
    if len(asked) < _FEWEST or len(asked) < _MOSTLY * len(dashed):
        return
    if any(one in dashed and other in dashed for one, other in pairwise(groups)):
        return
    for group in dashed:
        for index in group:
            reason = "a dash opens it, as it opens the questions of an interview"
            yield Assigned(index, "frame", reason, role="paragraph", begins=index == group.start)
