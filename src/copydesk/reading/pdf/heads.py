"""The headlines on a page: type set as large as a headline, and the columns that each stands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from copydesk.reading.copy import Box
from copydesk.reading.pdf.drawn import NOTHING, Drawn
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.stacks import Stack, stacks_of

LARGE = 1.35
"""Times the size of the text, the smallest type of a headline."""

_MOST = 40  # headlines of a page; one with more is a poster or a form
_LONGEST = 220  # characters of a headline
_FEWEST_LETTERS = 3
_LEVEL = 0.25  # of its height, how far a line stands beside a headline
_TOUCHING = 2.0  # points
_REACH = 4.0  # em of a headline, how far below it its columns begin
_ALIGNED = 0.6  # em of a headline, by which its edge may differ from that of its columns
_ABOVE = 1.0  # em of the headline, from it to a kicker above it
_MOST_ABOVE = 2  # lines
_SAME_SIZE = 0.03
_IN_COLUMN = 0.5  # of the narrower of two lines, what stands below the other in one column
_FULL = 0.7  # of the width below a headline, what a line of text fills


@dataclass(eq=False, slots=True)
class Head:
    """A headline, where it stands, and from where to where the columns below it reach. ``page`` counts from 0;
    ``above`` are lines that stand above it and belong to it, ``box`` is what is drawn around it and its text."""

    page: int
    lines: list[SetLine]
    left: float
    top: float
    right: float
    bottom: float
    span: tuple[float, float] = (0.0, 0.0)
    above: list[SetLine] = field(default_factory=list)
    box: Box | None = None
    jump: SetLine | None = None
    """The line beside it, or its own, that says on which page its text began."""

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        return self.lines[0].bold

    @property
    def is_jump_alone(self) -> bool:
        """Whether it is no headline but a jump line."""
        return self.lines[0] is self.jump

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    def covers(self, line: SetLine) -> bool:
        """Whether a line stands below it, in its columns, and in its box if it has one."""
        middle = (line.left + line.right) / 2
        below = line.top >= self.bottom - _TOUCHING and self.span[0] <= middle <= self.span[1]
        return below and (self.box is None or _is_in(line, self.box))


def heads_of(lines: Sequence[SetLine], body: float, page: int, drawn: Drawn = NOTHING) -> list[Head]:
    """The headlines among the lines of a page, from top to bottom; none where nearly everything is set large."""
    large = [line for line in lines if line.size >= LARGE * body]
    found = [
        _head(stack, page)
        for stack in stacks_of(large)
        if sum(len(line.text) for line in stack.lines) <= _LONGEST
        and sum(map(str.isalpha, "".join(line.text for line in stack.lines))) >= _FEWEST_LETTERS
    ]
    if len(found) > _MOST:
        return []
    for head in found:
        place_head(head, lines, drawn)
        head.above = _above(head, lines, drawn, body)
    return found


def _head(stack: Stack, page: int) -> Head:
    return Head(page, stack.lines, stack.left, stack.top, stack.right, stack.bottom)


def place_head(head: Head, lines: Sequence[SetLine], drawn: Drawn) -> None:
    """Finds the columns that a headline stands over: as far as nothing stands beside it."""
    own = {id(line) for line in head.lines}
    height = head.bottom - head.top
    beside = [
        (line.left, line.right)
        for line in lines
        if id(line) not in own
        and min(line.bottom, head.bottom) - max(line.top, head.top) > _LEVEL * min(line.bottom - line.top, height)
    ]
    beside += [
        ((rule.left + rule.right) / 2,) * 2
        for rule in drawn.down
        if min(rule.bottom, head.bottom) - max(rule.top, head.top) > height / 2
    ]
    left = max((right for _, right in beside if right <= head.left + _TOUCHING), default=float("-inf"))
    right = min((left for left, _ in beside if left >= head.right - _TOUCHING), default=float("inf"))
    under = [line for line in lines if 0 <= line.top - head.bottom + _TOUCHING <= _REACH * head.size]
    edge = _ALIGNED * head.size
    from_left = sum(abs(line.left - head.left) <= edge for line in under)
    from_right = sum(abs(line.right - head.right) <= edge for line in under)
    if from_left > from_right:  # it stands over its columns from their left edge on
        left = max(left, head.left - edge)
    elif from_right > from_left:
        right = min(right, head.right + edge)
    around = [box for box in drawn.boxes if _is_in(head, box)]
    if around:
        head.box = min(around, key=lambda box: (box.right - box.left) * (box.bottom - box.top))
        left, right = max(left, head.box.left), min(right, head.box.right)
    head.span = left, right


def _is_in(what: SetLine | Head, box: Box) -> bool:
    return (
        what.left >= box.left - _TOUCHING
        and what.right <= box.right + _TOUCHING
        and what.top >= box.top - _TOUCHING
        and what.bottom <= box.bottom + _TOUCHING
    )


def _above(head: Head, lines: Sequence[SetLine], drawn: Drawn, body: float) -> list[SetLine]:
    """The lines right above a headline that belong to it: its kicker, which is set apart from the text above."""
    over = sorted(
        (line for line in lines if line.bottom <= head.top + _TOUCHING and _stands_over(line, head)),
        key=lambda line: -line.bottom,
    )
    found: list[SetLine] = []
    top = head.top
    for number, line in enumerate(over[:_MOST_ABOVE]):
        room = top - line.bottom
        further = line.top - over[number + 1].bottom if number + 1 < len(over) else float("inf")
        ruled = any(rule.bottom <= line.top + _TOUCHING and rule.bottom > line.top - head.size for rule in drawn.across)
        is_set_apart = line.bold or line.text.isupper() or abs(line.size - body) > _SAME_SIZE * body
        if room > _ABOVE * head.size or not is_set_apart or line.size >= head.size or not (further > room or ruled):
            break
        found.insert(0, line)
        top = line.top
    return found


def _stands_over(line: SetLine, head: Head) -> bool:
    return head.span[0] <= (line.left + line.right) / 2 <= head.span[1]


def rule_above(head: Head, drawn: Drawn) -> bool:
    """Whether a rule closes what stands above a headline: right above it, over most of its width."""
    top = head.above[0].top if head.above else head.top
    return any(
        top - 2 * head.size <= rule.top <= top + _TOUCHING
        and min(rule.right, head.right) - max(rule.left, head.left) >= _FULL * (head.right - head.left)
        for rule in drawn.across
    )


def below(head: Head, lines: Sequence[SetLine], number: int) -> list[SetLine]:
    """The first lines below a headline, in the first of its columns."""
    under = [line for line in lines if head.covers(line) and _overlap(line, head) > 0]
    under.sort(key=lambda line: (line.top, min(abs(line.left - head.left), abs(line.right - head.right))))
    return [line for line in under if _overlap(line, under[0]) > _IN_COLUMN * min(_width(line), _width(under[0]))][
        :number
    ]


def _overlap(one: SetLine | Head, other: SetLine | Head) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


def _width(line: SetLine) -> float:
    return line.right - line.left
