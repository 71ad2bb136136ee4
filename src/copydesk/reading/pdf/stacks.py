"""Lines -> stacks: lines of one size below one another, which belong to one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from copydesk.reading.pdf.set_line import MOST_LINES, SetLine

_LEADING = 1.0  # em between the bottom of a line and the top of the next
_OVERLAP = 0.5  # em by which two lines may overlap
_SAME_SIZE = 0.18
_SAME_TYPE = 0.05
_LEVEL = 0.3  # of the height of the lower, how far two lines side by side share it
_TOUCHING = 2.0  # points by which lines side by side may overlap
_OVER = 1.0  # em by which what stands over columns is wider than one of them
_BESIDE = 0.3  # of the width of the narrower, how far two lines of a stack stand above one another


@dataclass(slots=True)
class Stack:
    """Lines below one another, and their extent."""

    lines: list[SetLine] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    def add(self, line: SetLine) -> None:
        """Adds a line below the others."""
        if not self.lines:
            self.left, self.right, self.top, self.bottom = line.left, line.right, line.top, line.bottom
        self.lines.append(line)
        self.left, self.right = min(self.left, line.left), max(self.right, line.right)
        self.top, self.bottom = min(self.top, line.top), max(self.bottom, line.bottom)

    @property
    def size(self) -> float:
        """The size of its last line."""
        return self.lines[-1].size

    def overlap(self, other: Stack | SetLine) -> float:
        """How far it stands above or below another, in points of width; negative beside it."""
        return min(self.right, other.right) - max(self.left, other.left)


def stacks_of(lines: Sequence[SetLine]) -> list[Stack]:
    """The stacks of a page, by their tops."""
    ordered = sorted(lines, key=lambda line: (line.top, line.left))
    if len(lines) > MOST_LINES:
        return [_stack_of(line) for line in ordered]
    beside = _beside(ordered)
    stacks: list[Stack] = []
    open_stacks: list[Stack] = []
    for line, neighbours in zip(ordered, beside, strict=True):
        largest = max(line.size, 6.0)
        open_stacks = [stack for stack in open_stacks if line.top - stack.bottom <= 4 * max(largest, stack.size)]
        fitting = [
            (line.top - stack.lines[-1].bottom, number)
            for number, stack in enumerate(open_stacks)
            if _goes_on(stack, line) and not any(stack.overlap(other) > _TOUCHING for other in neighbours)
        ]
        # a line that stands below two stacks side by side belongs to neither
        if len(fitting) == 1 or (fitting and not _are_beside([open_stacks[number] for _, number in fitting])):
            open_stacks[min(fitting)[1]].add(line)
            continue
        stack = _stack_of(line)
        stacks.append(stack)
        open_stacks.append(stack)
    return stacks


def _stack_of(line: SetLine) -> Stack:
    stack = Stack()
    stack.add(line)
    return stack


def _beside(lines: Sequence[SetLine]) -> list[list[SetLine]]:
    """For each of the lines, which are sorted by their tops, those that stand beside it."""
    neighbours: list[list[SetLine]] = [[] for _ in lines]
    for number, line in enumerate(lines):
        for other_number in range(number + 1, len(lines)):
            other = lines[other_number]
            if other.top >= line.bottom:
                break
            share = min(line.bottom, other.bottom) - other.top
            if share > _LEVEL * min(line.bottom - line.top, other.bottom - other.top):
                neighbours[number].append(other)
                neighbours[other_number].append(line)
    return neighbours


def _are_beside(stacks: Sequence[Stack]) -> bool:
    return any(
        one.overlap(other) < 0 and min(one.bottom, other.bottom) > max(one.top, other.top)
        for number, one in enumerate(stacks)
        for other in stacks[number + 1 :]
    )


def _goes_on(stack: Stack, line: SetLine) -> bool:
    """Whether a line is the next of a stack."""
    last = stack.lines[-1]
    size = max(line.size, last.size)
    if abs(line.size - last.size) > _SAME_SIZE * size:
        return False
    if not -_OVERLAP * size <= line.top - last.bottom <= _LEADING * size:
        return False
    if abs(line.size - last.size) > _SAME_TYPE * size and _stands_out(stack, line):
        return False
    return stack.overlap(line) > _BESIDE * min(line.right - line.left, stack.right - stack.left)


def _stands_out(stack: Stack, line: SetLine) -> bool:
    """Whether a stack is wider than a line below it on both sides, as what stands over columns is."""
    return stack.left < line.left - _OVER * line.size and stack.right > line.right + _OVER * line.size
