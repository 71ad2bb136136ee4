"""The order in which the stacks of a page are read, and the columns that they stand in.

The order of the content is what the program that wrote the file meant, and the only right one where text runs round
boxes. It is taken where it keeps to the columns. Where it does not (some programs write all lines of a page from top to
bottom), the rules of Breuel order the stacks: one is read before another that it stands above, and before one at its
right unless something that spans both stands between them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from copydesk.reading.pdf.stacks import Stack

_MOST = 200  # stacks that geometry orders; a page with more is a drawing or a table
_MOST_WIDE = 30  # stacks across columns that are asked whether they separate others
_TOUCHING = 2.0  # points by which stacks side by side may overlap
_AGAINST = 0.1  # of the lines in the order of the content, those that do not follow their stack
_REVERSED = 0.2  # of the lines of stacks above one another, those that the order of the content reverses


def in_reading_order(stacks: Sequence[Stack], *, to_left: bool = False) -> list[Stack]:
    """The stacks in the order in which they are read, with ``to_left`` the columns at the right first."""
    if to_left:
        mirrored = [replace(stack, left=-stack.right, right=-stack.left) for stack in stacks]
        own = {id(mirror): stack for mirror, stack in zip(mirrored, stacks, strict=True)}
        return [own[id(stack)] for stack in in_reading_order(mirrored)]
    by_content = sorted(stacks, key=lambda stack: min(line.start for line in stack.lines))
    if len(stacks) > _MOST or not _keeps_together(stacks):
        return by_content if len(stacks) > _MOST else _by_geometry(list(stacks))
    if _share_reversed(by_content) > _REVERSED:
        return _by_geometry(by_content)
    return _sorted(by_content, _above(by_content), lambda number, _: number)


def _keeps_together(stacks: Sequence[Stack]) -> bool:
    """Whether the lines of each stack follow one another, downwards, in the order of the content."""
    owner = {id(line): number for number, stack in enumerate(stacks) for line in stack.lines}
    lines = sorted((line for stack in stacks for line in stack.lines), key=lambda line: line.start)
    changes = sum(owner[id(one)] != owner[id(other)] for one, other in pairwise(lines))
    upwards = sum(
        one.start > other.start and other.top > one.top for stack in stacks for one, other in pairwise(stack.lines)
    )
    return changes <= len(stacks) - 1 + _AGAINST * len(lines) and upwards <= _AGAINST * len(lines)


def _share_reversed(ordered: Sequence[Stack]) -> float:
    """The share of pairs of stacks above or beside one another of which the lower, or the right, comes first, by their
    lines."""
    lines = reversed_lines = 0
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            both = min(len(one.lines), len(other.lines))
            is_level = min(one.bottom, other.bottom) > max(one.top, other.top) + _TOUCHING
            if one.overlap(other) > _TOUCHING and not is_level:
                lines += both
                reversed_lines += both * (other.top < one.top)
            elif one.overlap(other) <= _TOUCHING and is_level:
                lines += both
                reversed_lines += both * (other.left < one.left)
    return reversed_lines / lines if lines else 0.0


def _by_geometry(stacks: list[Stack]) -> list[Stack]:
    return _sorted(stacks, _constraints(stacks), lambda number, last: _preference(stacks[number], last))


def _sorted(
    stacks: Sequence[Stack], before: Sequence[set[int]], preference: Callable[[int, Stack | None], Any]
) -> list[Stack]:
    """The stacks, each behind those that are to be read before it; of those that may be next, the preferred one."""
    left = set(range(len(stacks)))
    ordered: list[Stack] = []
    while left:
        ready = [number for number in left if not before[number] & left]
        if not ready:
            fewest = min(len(before[number] & left) for number in left)
            ready = [number for number in left if len(before[number] & left) == fewest]
        last = ordered[-1] if ordered else None
        chosen = min(ready, key=lambda number: preference(number, last))
        ordered.append(stacks[chosen])
        left.discard(chosen)
    return ordered


def _above(stacks: Sequence[Stack]) -> list[set[int]]:
    """For each stack, the numbers of those that stand above it."""
    return [
        {
            other_number
            for other_number, other in enumerate(stacks)
            if other is not stack and other.overlap(stack) > _TOUCHING and other.bottom <= stack.top + _TOUCHING
        }
        for stack in stacks
    ]


def _preference(stack: Stack, last: Stack | None) -> tuple[bool, float, float]:
    """Of the stacks that may be next, first the nearest below the last, in its column."""
    if last is not None and stack.overlap(last) > _TOUCHING:
        return False, stack.top, stack.left
    return True, stack.left if last is not None else stack.top, stack.top


def _constraints(stacks: list[Stack]) -> list[set[int]]:
    """For each stack, the numbers of those that are read before it."""
    before: list[set[int]] = [set() for _ in stacks]
    wide = _wide(stacks)
    for number, one in enumerate(stacks):
        for other_number, other in enumerate(stacks):
            if number == other_number:
                continue
            if one.overlap(other) > _TOUCHING:
                if one.top < other.top and one.top + one.bottom < other.top + other.bottom:
                    before[other_number].add(number)
            elif one.right <= other.left + _TOUCHING and not any(
                between is not one and between is not other and _lies_between(between, one, other) for between in wide
            ):
                before[other_number].add(number)
    return before


def _wide(stacks: Sequence[Stack]) -> list[Stack]:
    """The stacks that stand above or below two that stand side by side."""
    wide = []
    for stack in stacks:
        beside = [other for other in stacks if other is not stack and stack.overlap(other) > _TOUCHING]
        if beside and min(other.right for other in beside) <= max(other.left for other in beside) + _TOUCHING:
            wide.append(stack)
    return sorted(wide, key=lambda stack: stack.left - stack.right)[:_MOST_WIDE]


def _lies_between(between: Stack, one: Stack, other: Stack) -> bool:
    if between.overlap(one) <= _TOUCHING or between.overlap(other) <= _TOUCHING:
        return False
    upper, lower = (one, other) if one.top <= other.top else (other, one)
    return upper.bottom - 1 <= between.top + 1 and between.bottom <= lower.top + 1 and upper.bottom <= lower.top + 1


def columns_of(stacks: Sequence[Stack]) -> list[int]:
    """The column of each stack, counted from 1 in the order of reading: one that does not stand right below the one
    before it begins another."""
    columns: list[int] = []
    column = 1
    for number, stack in enumerate(stacks):
        if number and not _is_below(stacks[number - 1], stack, stacks):
            column += 1
        columns.append(column)
    return columns


def _is_below(above: Stack, stack: Stack, stacks: Sequence[Stack]) -> bool:
    if stack.top < above.bottom - stack.lines[0].size or above.overlap(stack) <= _TOUCHING:
        return False
    wider, narrower = (above, stack) if above.right - above.left >= stack.right - stack.left else (stack, above)
    return not any(
        other is not above
        and other is not stack
        and other.overlap(wider) > _TOUCHING
        and other.overlap(narrower) < 0
        and min(other.bottom, narrower.bottom) > max(other.top, narrower.top)
        for other in stacks
    )
