"""Which headline each line of a page belongs to.

Pages are of two makes. On one, a headline stands over the columns of its article, and what stands below it in them
is its text, until the next headline: so newspapers are made up. On the other, the text runs on from column to column,
headlines and all: so newsletters are. Sentences show which it is: they do not break off where an article ends, and
go on from one column to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from copydesk.reading.pdf.heads import Head
from copydesk.reading.pdf.order import in_reading_order
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.stacks import Stack, stacks_of
from copydesk.reading.text.recognisers.marks import ends_sentence

_SAME_SIZE = 0.06
_FULL = 0.6  # of the width of the last lines, what one that breaks off fills
_OPENING_MARKS = "\"'“‘«„¿¡([‹»"

Areas = list[tuple[Head | None, list[Stack]]]
"""The headlines of a page with what belongs to each, in the order of reading; first, for None, what belongs to none."""


def areas_of(lines: Sequence[SetLine], heads: Sequence[Head], body: float, *, to_left: bool = False) -> Areas:
    """The lines of a page by headlines. A headline's own lines open its area."""
    flow = [line for stack in in_reading_order(stacks_of(lines), to_left=to_left) for line in stack.lines]
    places = {id(line): number for number, line in enumerate(flow)}
    ordered = sorted(heads, key=lambda head: places[id(head.lines[0])])
    by_place = _areas(_by_place(lines, ordered), lines, ordered, to_left=to_left)
    in_order = _areas(_by_order(flow, ordered), lines, ordered, to_left=to_left)
    if [_starts(area) for area in by_place] == [_starts(area) for area in in_order]:
        return by_place
    faults = _faults(by_place, body), _faults(in_order, body)
    if faults[0] != faults[1]:
        return by_place if faults[0] < faults[1] else in_order
    is_wide = any(head and columns_below(head, stacks) > 1 for head, stacks in by_place)
    return by_place if is_wide else in_order


def _starts(area: tuple[Head | None, list[Stack]]) -> frozenset[int]:
    return frozenset(line.start for stack in area[1] for line in stack.lines)


def _areas(
    owners: Mapping[int, Head | None], lines: Sequence[SetLine], heads: Sequence[Head], *, to_left: bool
) -> Areas:
    """The areas, of the owner of each line."""
    areas: Areas = []
    for head in (None, *heads):
        own = [line for line in lines if owners.get(id(line)) is head]
        stacks = in_reading_order(stacks_of(own), to_left=to_left)
        if head is not None:
            first = {id(line) for line in (*head.above, *head.lines)}
            stacks.sort(key=lambda stack: id(stack.lines[0]) not in first)
        areas.append((head, stacks))
    return areas


def _belonging(heads: Sequence[Head]) -> dict[int, Head]:
    return {id(line): head for head in heads for line in (*head.above, *head.lines)}


def _by_order(flow: Sequence[SetLine], heads: Sequence[Head]) -> dict[int, Head | None]:
    """The headline of each line: the last one before it in the order of reading."""
    fixed = _belonging(heads)
    owners: dict[int, Head | None] = {}
    head: Head | None = None
    for line in flow:
        head = fixed.get(id(line), head)
        owners[id(line)] = head
    return owners


def _by_place(lines: Sequence[SetLine], heads: Sequence[Head]) -> dict[int, Head | None]:
    """The headline of each line: the nearest above it, over its column."""
    fixed = _belonging(heads)
    owners: dict[int, Head | None] = {}
    for line in lines:
        over = [head for head in heads if head.covers(line)]
        nearest = max(over, key=lambda head: (head.bottom, head.span[0] - head.span[1]), default=None)
        owners[id(line)] = fixed.get(id(line), nearest)
    for stack in stacks_of([line for line in lines if owners[id(line)] is None]):
        beside = _beside(stack, heads)
        owners.update((id(line), beside) for line in stack.lines)
    return owners


def _beside(stack: Stack, heads: Sequence[Head]) -> Head | None:
    """The headline that stands at the left of a column that reaches above its text: the text goes on there."""
    left = [
        head
        for head in heads
        if head.right <= stack.left and stack.top <= head.bottom and stack.bottom > head.bottom and head.box is None
    ]
    return max(left, key=lambda head: head.right, default=None)


def columns_below(head: Head, stacks: Sequence[Stack]) -> int:
    """How many of the stacks that stand below a headline, in its columns, stand side by side at the most."""
    under = [stack for stack in stacks if head.covers(stack.lines[0])]
    return max((1 + sum(_are_beside(stack, other) for other in under) for stack in under), default=0)


def _are_beside(stack: Stack, other: Stack) -> bool:
    return min(stack.bottom, other.bottom) > max(stack.top, other.top) and stack.overlap(other) < 0


def _faults(areas: Areas, body: float) -> int:
    """How many sentences break off, or begin in the middle, by these areas; those that go on count against them."""
    faults = 0
    last_area = next((head for head, stacks in reversed(areas) if stacks), None)
    for head, stacks in areas:
        text = [stack for stack in (_text(stack, body) for stack in stacks) if stack]
        faults += sum(_fault(one[-1], other[0]) for one, other in pairwise(text))
        if not text:
            continue
        if head is not last_area and _breaks_off(text[-1]):
            faults += 2
        if head is not None and text[0][0].text.lstrip(_OPENING_MARKS)[:1].islower():
            faults += 1
    return faults


def _text(stack: Stack, body: float) -> list[SetLine]:
    return [line for line in stack.lines if abs(line.size - body) <= _SAME_SIZE * body]


def _fault(last: SetLine, first: SetLine) -> int:
    """1 where a line does not go on with another, -1 where it plainly does."""
    goes_on = first.text.lstrip(_OPENING_MARKS)[:1].islower()
    if ends_sentence(last.text):
        return 1 if goes_on else 0
    if last.text.endswith("-"):
        return -1 if goes_on else 1
    return -1 if goes_on else 0


def _breaks_off(lines: Sequence[SetLine]) -> bool:
    """Whether a text ends in the middle of a sentence, at the end of a full line."""
    widest = max(line.right - line.left for line in lines)
    last = lines[-1]
    return not ends_sentence(last.text) and last.right - last.left > _FULL * widest


def lines_of(stacks: Sequence[Stack]) -> Iterator[SetLine]:
    """The lines of some stacks in their order."""
    for stack in stacks:
        yield from stack.lines
