"""Program text within the items of a list: steps to take, each with what to type below it.

Its items stand apart in the raw text, and each looks like a paragraph or a heading of its own. Their markers show that
they are one list: the next number, or the same bullet above and below program text.
"""

from __future__ import annotations

from copydesk.reading.role import Role
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.markers import Marker, goes_on, read_marker

_REASON = "its marker goes on a list that program text interrupts"
_MAY_BE: frozenset[Role] = frozenset({"paragraph", "heading", "list_item", "quotation", "caption", "note"})


def with_code_in_lists(parts: list[Part]) -> list[Part]:
    """The parts, those that open with the markers of one list around program text as its items, and the program text
    below each in it."""
    if not any(part.decision.role == "preformatted" for part in parts):
        return parts
    corrected = list(parts)
    index = 0
    while index < len(parts):
        items, end = _items(parts, index)
        if len(items) > 1 and any(_is_program(part) for part in parts[index : items[-1]]):
            for each in range(index, end):
                part = parts[each]
                corrected[each] = part._replace(is_in_item=True) if _is_program(part) else _as_item(part)
        index = max(index + 1, end if len(items) > 1 else 0)
    return corrected


def _items(parts: list[Part], start: int) -> tuple[list[int], int]:
    """The positions of the items of the list that begins at ``start``, and where the list ends, with the program text
    below its last item."""
    items: list[int] = []
    before: Marker | None = None
    end = start
    for index in range(start, len(parts)):
        part = parts[index]
        if _is_program(part) and items:
            end = index + 1
            continue
        marker = read_marker(part.piece.text, before) if part.decision.role in _MAY_BE else None
        if marker is None or (items and not goes_on(before, marker)):
            break
        items.append(index)
        before, end = marker, index + 1
    if items and end > items[-1] + 1 and not _is_of_last_item(parts, items):
        end = items[-1] + 1
    return items, end


def _is_of_last_item(parts: list[Part], items: list[int]) -> bool:
    """Whether the program text below the last item is of it: it is set in, or stands below other items as well."""
    below = parts[items[-1] + 1]
    return below.piece.lines[0].indent > 0 or all(_is_program(parts[item + 1]) for item in items)


def _is_program(part: Part) -> bool:
    return part.decision.role == "preformatted"


def _as_item(part: Part) -> Part:
    return part if part.decision.role == "list_item" else with_role(part, "list_item", _REASON)
