"""Steps that count up above an address, which are read as lines of a contact."""

from __future__ import annotations

from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.addresses import reaches_somebody
from copydesk.reading.text.recognisers.markers import Marker, goes_on, read_marker

_FEWEST = 3
_REASON = "it is one of steps that count up, and no address"


def with_counted_steps(parts: list[Part]) -> list[Part]:
    """The parts, with the role of items for those that follow one another, count up from 1 and were read as lines of a
    contact, though none says where to reach someone."""
    corrected = list(parts)
    for start in range(len(parts)):
        steps = parts[start : start + _count(parts[start:])]
        if len(steps) >= _FEWEST and any(each.decision.role == "contact" for each in steps):
            corrected[start : start + len(steps)] = [_as_item(each) for each in steps]
    return corrected


def _as_item(part: Part) -> Part:
    return part if part.decision.role == "list_item" else with_role(part, "list_item", _REASON)


def _count(parts: list[Part]) -> int:
    """How many of the parts count up from 1, from the first on, are items or of a contact, and give no address."""
    before: Marker | None = None
    for number, part in enumerate(parts):
        text = part.piece.text
        marker = read_marker(text, before)
        counts = marker is not None and marker.number == number + 1 and (not number or goes_on(before, marker))
        if not counts or part.decision.role not in ("contact", "list_item") or reaches_somebody(text):
            return number
        before = marker
    return len(parts)
