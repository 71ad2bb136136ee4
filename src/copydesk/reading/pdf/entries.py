"""Entries below one another that show where each begins: hanging indents, as of works and words, and bold terms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from copydesk.reading.copy import Typeset
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.short_lines import leaves_room
from copydesk.reading.text.recognisers.marks import MARKER, ends_sentence

_Set = tuple[SetLine, Typeset]

_SAME_SIZE = 0.03
_FLUSH = 0.3  # em
_SET_IN = (0.5, 5.0)  # em by which the later lines of an entry are set in
_FEWEST = 3  # entries
_FEWEST_HANGING = 2  # entries of several lines
_MOSTLY = 0.75  # of the entries of one line, those that end as such do


def with_entries(lines: Sequence[_Set]) -> list[_Set]:
    """The lines of a file, in the order of reading, the first of such entries as beginnings, and those of one that
    hangs as a paragraph."""
    result = list(lines)
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or not _are_alike(lines[end - 1], lines[end]):
            _mark(result, start, end)
            start = end
    return result


def _mark(lines: list[_Set], start: int, end: int) -> None:
    block = [line for line, _ in lines[start:end]]
    flush = _at_edge(block)
    hang = _hang(block, frozenset(flush))
    if not hang and not all(_opens_bold(block[at]) for at in flush):
        return
    for first, last in pairwise([*flush, len(block)] if flush else []):
        for at in range(first, last):
            line, typeset = lines[start + at]
            typeset = typeset._replace(begins=at == first)
            lines[start + at] = (
                line,
                (typeset._replace(role="paragraph", block=-1 - start - first) if hang else typeset),
            )


def _are_alike(before: _Set, here: _Set) -> bool:
    """Whether two lines are of one size and one column, and nothing is known of them."""
    (upper, one), (lower, other) = before, here
    return (
        (one.page, one.column) == (other.page, other.column)
        and not (one.furniture or other.furniture or one.role or other.role)
        and abs(upper.size - lower.size) <= _SAME_SIZE * lower.size
        and lower.baseline > upper.baseline
    )


def _at_edge(block: Sequence[SetLine]) -> list[int]:
    """The lines at the edge of those below one another, where the others are set in as those of entries are; none
    where they are not, or marks of a list show where each begins."""
    left, size = min(line.left for line in block), block[0].size
    flush = [at for at, line in enumerate(block) if line.left - left <= _FLUSH * size]
    low, high = (left + share * size for share in _SET_IN)
    others = [line for at, line in enumerate(block) if at not in flush]
    is_list = any(MARKER.match(block[at].text) for at in flush)
    return flush if len(flush) >= _FEWEST and not is_list and all(low <= line.left <= high for line in others) else []


def _opens_bold(line: SetLine) -> bool:
    """Whether the first words of a line are bold, and the others are not."""
    return any(
        isinstance(style, tuple) and style[0] and start == 0 and end < len(line.text)
        for style, start, end in line.styles
    )


def _hang(block: Sequence[SetLine], flush: frozenset[int]) -> bool:
    """Whether lines are set in for no reason but that they go on with the one above, which is full, and those at the
    edge do not: some above them leave room, and where one stands right below another, this ends."""
    right = max(line.right for line in block)
    free = [leaves_room(one, other, right) for one, other in pairwise(block)]
    set_in = [at for at in range(1, len(block)) if at not in flush]
    hanging = sum(at - 1 in flush for at in set_in)
    begins = any(free[at - 1] for at in flush if at)
    of_one_line = [at for at in flush if at + 1 in flush]
    whole = sum(free[at] or ends_sentence(block[at].text) for at in of_one_line)
    if hanging < _FEWEST_HANGING or not begins or whole < _MOSTLY * len(of_one_line):
        return False
    return not any(free[at - 1] for at in set_in)
