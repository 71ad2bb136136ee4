"""The fences that mark program text in raw text: they are set aside, the text between them stays to the letter."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.reading.text.code_blocks import FENCE
from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines


def code_fences(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines right above and below program text that are nothing but a fence."""
    for index, line in enumerate(lines):
        if line.role == "preformatted":
            for beside in (index - 1, index + 1):
                if 0 <= beside < len(lines) and lines[beside].role is None and FENCE.fullmatch(lines[beside].text):
                    yield aside(beside, "frame", "it marks program text")
