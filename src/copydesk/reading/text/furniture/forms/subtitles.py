"""Subtitles: numbers and times above what is said, ``00:00:01,000 --> 00:00:04,200``. The words are the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.patterns import pattern
from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import DASHES, ends_sentence

_FEWEST = 2  # times
_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = pattern(rf"{_CLOCK}\s*-->\s*{_CLOCK}(?:\s+[\w:.%,-]+)*")
_HEARD = re.compile(r"[(\[].*[)\]]|[♪♫].*")
"""A line of what is heard and not said."""
_BEGINS = re.compile(rf"[-{DASHES}(\[♪♫]|[^\W\d_a-z][^\W\d_a-z .'’-]{{1,30}}: ")
"""How a line begins that another speaker says, perhaps named in capitals, or that nobody does."""
_SIGNATURE = re.compile(r"WEBVTT(?:\s.*)?")
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s.*)?")
"""The first line of what a file of WebVTT says that is not said in the film."""
_REASON = "it is the number or the time of a subtitle"


def subtitles(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines of a file of subtitles: its numbers and times are set aside, its words are paragraphs, each from where
    a sentence or another speaker begins."""
    times = [index for index, line in enumerate(lines) if "-->" in line.text and _TIMES.fullmatch(line.text)]
    if len(times) < _FEWEST:
        return
    apart = {*times, *(index - 1 for index in times if index and lines[index - 1].text.isdecimal())}
    if _SIGNATURE.fullmatch(lines[0].text):
        apart |= _of_file(lines, times)
    said = [index for index in range(min(apart), len(lines)) if index not in apart]
    for index in sorted(apart):
        yield aside(index, "frame", _REASON)
    above = ""
    for index in said:
        text = lines[index].text
        begins = not above or ends_sentence(above) or _BEGINS.match(text) or _HEARD.fullmatch(above)
        yield Assigned(index, "frame", "it is said in a subtitle", role="paragraph", begins=bool(begins))
        above = text


def _of_file(lines: list[Line], times: list[int]) -> set[int]:
    """The lines of a file of WebVTT that nobody says, besides its times: its head, remarks and styles, and the name of
    each subtitle, which stands alone above its time."""
    apart = set(range(times[0]))
    apart |= {index - 1 for index in times if index and lines[index - 1].gap}
    inside = False
    for index, line in enumerate(lines):
        inside = _BLOCK.fullmatch(line.text) is not None if line.gap or not index else inside
        apart |= {index} if inside and index not in times else set()
    return apart
