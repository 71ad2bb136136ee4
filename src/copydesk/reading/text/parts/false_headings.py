"""What is read as a heading of the text and is none: what somebody calls out, a signature, a list on one line, a
command, a line that says where to reach somebody."""

from __future__ import annotations

import re
from itertools import takewhile

from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.addresses import reaches_somebody
from copydesk.reading.text.recognisers.marks import COLONS, SEMICOLONS, ends_strongly

_CALL = re.compile(r"[^\W\d_a-z][^a-z\n:]{1,30}: (?P<said>.+)")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.\s?){2,4}")
_SIGNATURE = re.compile(r"(?:\([^\W\d_]{1,5}\.\) )?(?:[^\W\d_a-z]\. ?){1,3}[^\W\d_a-z][\w'’-]+")
_COMMAND = re.compile(r"[$#] ?[a-z]")
_LONGEST_BELOW = 40  # characters of a line below a name: an office, a town
_MOST_BELOW = 4  # such lines
_FEWEST_PAUSES = 2  # semicolons of a list on one line
_REASONS = (
    "somebody calls it out",
    "initials and a name sign what stands above",
    "it is a list on one line",
    "it is a command",
    "it says where to reach somebody",
)


def without_false_headings(parts: list[Part]) -> list[Part]:
    """The parts, with paragraphs for headings that are none by their words. A signature has nothing below it that it
    could head."""
    corrected = list(parts)
    for index, part in enumerate(parts):
        if index and part.decision.role == "heading" and not part.piece.lines[0].role:
            reason = _reason(parts, index)
            if reason:
                corrected[index] = with_role(part, "paragraph", reason)
    return corrected


def _reason(parts: list[Part], index: int) -> str:
    """Why a heading is none, empty if it may be one."""
    text = parts[index].piece.text
    call = _CALL.fullmatch(text)
    kinds = (
        bool(call) and ends_strongly(text) and any(map(str.islower, call["said"])) if call else False,
        _signs(parts, index),
        sum(text.count(mark) for mark in SEMICOLONS) >= _FEWEST_PAUSES,
        _is_command(parts, index),
        reaches_somebody(text),
    )
    return next((reason for reason, is_so in zip(_REASONS, kinds, strict=True) if is_so), "")


def _signs(parts: list[Part], index: int) -> bool:
    """Whether a part is initials, or initials and a name below a sentence and above nothing but another heading."""
    text, above = parts[index].piece.text, parts[index - 1]
    if above.decision.role not in ("paragraph", "quotation", "list_item", "caption"):
        return False
    if _INITIALS.fullmatch(text):
        return True
    return _SIGNATURE.fullmatch(text) is not None and _heads_nothing(parts, index)


def _heads_nothing(parts: list[Part], index: int) -> bool:
    """Whether no text stands below a part but short lines of its own block that are no sentences."""
    below = list(takewhile(lambda part: not part.piece.lines[0].gap, parts[index + 1 :]))
    if below:
        short = all(len(part.piece.text) <= _LONGEST_BELOW and not ends_strongly(part.piece.text) for part in below)
        return short and len(below) <= _MOST_BELOW
    return index + 1 == len(parts) or parts[index + 1].decision.role != "paragraph"


def _is_command(parts: list[Part], index: int) -> bool:
    """Whether a part is ``$ make`` or ``# make``; the hash of a heading in Markdown stands below no colon."""
    text, above = parts[index].piece.text, parts[index - 1].piece.text
    if _COMMAND.match(text) is None:
        return False
    return text[0] == "$" or above[-1] in COLONS or _COMMAND.match(above) is not None
