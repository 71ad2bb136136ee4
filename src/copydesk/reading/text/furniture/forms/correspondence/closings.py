"""How the texts of mails and letters open and close: salutations, closing lines, and signatures below ``--``."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import COMMAS

_LONGEST_SIGNATURE = 10  # lines
_SIGNATURE_REACH = 25  # lines from the end of a mail
_LONGEST_SALUTATION = 40  # characters
_LONGEST_CLOSING = 4  # words of a line that closes a letter
_MOST_CLOSING = 3  # lines


def signature_of(lines: list[Line], start: int, end: int) -> Iterator[Assigned]:
    """What stands below ``--`` at the end of a mail: who sent it."""
    for index in range(end - 1, max(start, end - _SIGNATURE_REACH) - 1, -1):
        if lines[index].text == "--":
            yield aside(index, "mail_header", "it stands above the signature of a mail")
            below = range(index + 1, end)
            if len(below) <= _LONGEST_SIGNATURE and not any(lines[each].depth for each in below):
                for each in below:
                    yield Assigned(each, "mail_header", "it is of the signature of a mail", role="contact")
            return


def letter_parts(lines: list[Line], start: int, end: int) -> Iterator[Assigned]:
    """The salutation of a letter, which the text does not go on with, and the short lines that close it."""
    apart = start + 1 < end and lines[start + 1].gap > 0
    if apart and lines[start].text[-1] in COMMAS and len(lines[start].text) <= _LONGEST_SALUTATION:
        yield Assigned(start, "mail_header", "it is the salutation of a letter", role="paragraph", begins=True)
    for index in range(end - 1, max(start + 1, end - 1 - _MOST_CLOSING), -1):
        line = lines[index]
        if line.depth or len(line.text.split()) > _LONGEST_CLOSING or line.text[-1] in ".?!":
            return
        if line.gap or index > start + 2:
            yield Assigned(index, "mail_header", "it closes a letter", role="paragraph", begins=True)
        if line.gap and line.text[-1] in COMMAS:
            return
