"""The first heading of a text, right below its head, where those that follow show how headings are set."""

from __future__ import annotations

from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.extent import SHORT, extent
from copydesk.reading.text.recognisers.marks import COMMAS, ends_sentence
from copydesk.reading.text.roles.head_zone import HEAD_ROLES

_FEWEST = 2  # later headings
_SAME_SIZE = 0.03
_ALIGNED = 2.0  # points by which their left edges differ
_REASON = "it is set like the headings below"


def with_first_heading(parts: list[Part]) -> list[Part]:
    """The parts, the first below the head as a heading where it is one short line above a paragraph, and all headings
    of the text are set as it is."""
    first = next((index for index, part in enumerate(parts) if part.decision.role not in HEAD_ROLES), len(parts))
    if first + 1 >= len(parts) or parts[first].decision.role != "paragraph" or not _may_head(parts[first]):
        return parts
    headings = [part for part in parts[first + 1 :] if part.decision.role == "heading"]
    is_alike = len(headings) >= _FEWEST and all(_is_alike(parts[first], heading) for heading in headings[:_FEWEST])
    if not is_alike or parts[first + 1].decision.role != "paragraph":
        return parts
    return [*parts[:first], with_role(parts[first], "heading", _REASON), *parts[first + 1 :]]


def _may_head(part: Part) -> bool:
    text = part.piece.text
    return len(part.piece.lines) == 1 and extent(text) <= SHORT and not ends_sentence(text) and text[-1] not in COMMAS


def _is_alike(part: Part, heading: Part) -> bool:
    """Whether the first line of a part is set as that of a heading whose role no file states."""
    one, other = part.piece.lines[0].typeset, heading.piece.lines[0].typeset
    if one is None or other is None or one.box is None or other.box is None or one.role or other.role:
        return False
    same_type = (one.bold, one.italic) == (other.bold, other.italic)
    same_size = abs(one.size - other.size) <= _SAME_SIZE * other.size
    return same_type and same_size and abs(one.box.left - other.box.left) <= _ALIGNED
