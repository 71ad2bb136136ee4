"""What the form of a file says of one of its lines: the part that is text, its role, and what is set aside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from copydesk.reading.role import Role
from copydesk.reading.text.furniture.lines import FurnitureLine, Trace
from copydesk.reading.text.lines import Line
from copydesk.tree import FurnitureKind


class Assigned(NamedTuple):
    """What is known of the line at a ``position``.

    ``start`` and ``end`` bound the characters of the line that are text; the rest is furniture of ``kind``, and all
    of it where the two are the same. ``end`` is None for the line's end. ``role`` is that of the text, None where the
    evidence decides. ``depth`` is how deep the text is quoted at least; ``begins`` says that a paragraph begins here,
    ``in_columns`` that the text is indented by what stands before it, ``is_blank`` that a line which is furniture as a
    whole leaves a blank one behind.
    """

    position: int
    kind: FurnitureKind
    reason: str
    start: int = 0
    end: int | None = None
    role: Role | None = None
    depth: int = 0
    begins: bool = False
    in_columns: bool = False
    is_blank: bool = False


def aside(position: int, kind: FurnitureKind, reason: str) -> Assigned:
    """A line that is furniture from end to end."""
    return Assigned(position, kind, reason, end=0)


class Marked(NamedTuple):
    """The lines with what is known of them, the pieces cut from them, and the lines that are furniture as a whole."""

    lines: list[Line]
    pieces: list[FurnitureLine]
    whole: dict[int, FurnitureLine]


def with_assigned(lines: list[Line], known: Iterable[Assigned]) -> Marked:
    """The lines with what is known of them; of two that speak of one line the first counts."""
    marked = list(lines)
    pieces: list[FurnitureLine] = []
    whole: dict[int, FurnitureLine] = {}
    done: set[int] = set()
    for each in known:
        if each.position in done:
            continue
        done.add(each.position)
        line = lines[each.position]
        if line.role == "preformatted":
            continue
        start, end = _bounds(line, each)
        if start >= end:
            whole[each.position] = FurnitureLine(
                line, each.kind, 0.95, each.reason, Trace.BLANK if each.is_blank else Trace.NOTHING
            )
            continue
        if start:
            pieces.append(_piece(line, 0, start, each))
        if end < len(line.text):
            pieces.append(_piece(line, end, len(line.text), each))
        marked[each.position] = line._replace(
            text=line.text[start:end],
            start=line.start + start,
            end=line.start + end,
            indent=line.indent + start if each.in_columns else line.indent,
            mark=0 if start else line.mark,
            role=each.role,
            begins=each.begins,
            depth=max(line.depth, each.depth),
        )
    return Marked(marked, pieces, whole)


def _bounds(line: Line, each: Assigned) -> tuple[int, int]:
    """Where the text of a line begins and ends, without white space around it."""
    text = line.text[each.start : each.end]
    words = text.strip()
    start = each.start + len(text) - len(text.lstrip()) if words else 0
    return start, start + len(words)


def _piece(line: Line, start: int, end: int, each: Assigned) -> FurnitureLine:
    text = line.text[start:end]
    words = text.strip()
    first = line.start + start + len(text) - len(text.lstrip())
    cut = line._replace(text=words, start=first, end=first + len(words), mark=0 if start else line.mark)
    return FurnitureLine(cut, each.kind, 0.95, each.reason)
