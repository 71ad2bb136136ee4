"""Lines that end where they are meant to: verse, ingredients with their amounts, labels with dots that lead to a value.

In running text a line ends where the next word does not fit. Where most lines of a block leave room for it, and the
block is as wide as its own longest line, each line stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from copydesk.reading.copy import Typeset
from copydesk.reading.pdf.credits import Credits
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.role import Role
from copydesk.reading.text.recognisers.marks import SENTENCE_ENDS

_Set = tuple[SetLine, Typeset]

_SAME_SIZE = 0.03
_LARGEST = 1.1  # times the size of the text
_SPACE = 0.25  # em between words
_FARTHEST = 2.0  # em between the lines of a block: stanzas
_OVER = 0.8  # em between the name of an author and verse below it
_STANZA = 1.4  # times the least leading of a block, from which a stanza begins
_MOSTLY = 0.5  # of the lines, those that leave room
_FEWEST_VERSES = 4
_FEWEST_WITHIN = 2  # lines of verse that break off in mid-sentence and leave room, the next in small letters
_LONGEST_VERSE = 66  # characters
_SHARE_WITHIN = 0.4  # of all lines
_FEWEST_LINES = 3
_LONGEST_AMOUNT = 45  # characters
_INDENT = 0.5  # em of a space by which a line of verse is set in
_WIDEST = 12  # such spaces
_AMOUNT = re.compile(r"[\d½¼¾⅓⅔⅛]+(?:[.,/–-]\d+)?\s*[^\W\d]")
_NOT_SHORT = re.compile(r"[-\u2010\u00ad]$|^(?:[•◦▪‣·–—*-]|\(?\w{1,2}[.)])\s")
"""Where a word is divided, and what opens an item of a list."""
_LEADER = re.compile(r"(?<=\w|[).,'’\"”?!])\s*(?:\.{4,}|(?:\. ?){4,}|…{2,}|·{4,}|_{4,})\s*(?=\S)")


def with_short_lines(lines: Sequence[_Set], body: float, credit: Credits) -> list[_Set]:
    """The lines of a file, in the order of reading, with the roles of those that stand for themselves; ``body`` is the
    size of the text."""
    result = _with_leaders(lines)
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or not _are_alike(result[end - 1], result[end]):
            if result[start][0].size <= _LARGEST * body:
                _mark_blocks(result, start, end, credit)
            start = end
    return result


def _are_alike(before: _Set, here: _Set) -> bool:
    """Whether two lines of one column are in one type, one not far below the other, and nothing is known of them."""
    (upper, one), (lower, other) = before, here
    return (
        (one.page, one.column) == (other.page, other.column)
        and not (one.furniture or other.furniture or one.role or other.role)
        and upper.bold == lower.bold
        and abs(upper.size - lower.size) <= _SAME_SIZE * lower.size
        and lower.baseline > upper.baseline
        and lower.top - upper.bottom <= _FARTHEST * lower.size
    )


def _mark_blocks(lines: list[_Set], start: int, end: int, credit: Credits) -> None:
    """Gives a role to the lines from ``start`` to ``end`` if all are short, or to each block of short ones among
    them."""
    if _mark_block(lines, *_without_ends(lines, start, start, end, credit)):
        return
    right = max(line.right for line, _ in lines[start:end])
    free = [leaves_room(one, other, right) for (one, _), (other, _) in pairwise(lines[start:end])]
    at = 0
    while at < len(free):
        last = at
        while last < len(free) and (free[last] or (at < last < len(free) - 1 and free[last - 1] and free[last + 1])):
            last += 1
        if last > at:
            _mark_block(lines, *_without_ends(lines, start, start + at, start + last + 1, credit))
        at = max(last, at + 1)


def _without_ends(lines: Sequence[_Set], first: int, start: int, end: int, credit: Credits) -> tuple[int, int]:
    """A block without the last line of a paragraph above it, and without bylines and dates."""
    if start > first and lines[start - 1][0].text[-1:] not in SENTENCE_ENDS:
        start += 1
    while start < end - 1 and _is_over(lines[start][0], lines[start + 1][0], credit):
        start += 1
    while start < end - 1 and _signs(lines[end - 2][0], lines[end - 1][0], credit):
        end -= 1
    return start, end


def _is_over(line: SetLine, below: SetLine, credit: Credits) -> bool:
    """Whether a line names an author or a day, by a word or apart from the lines below."""
    is_apart = below.top - line.bottom > _OVER * line.size
    return credit.is_credit(line.text) or (is_apart and credit.credit_lines.byline(line.text) is not None)


def _signs(above: SetLine, line: SetLine, credit: Credits) -> bool:
    """Whether a line below the end of a sentence names an author or a day."""
    is_name = credit.is_credit(line.text) or credit.credit_lines.byline(line.text) is not None
    return is_name and above.text[-1:] in SENTENCE_ENDS


def _mark_block(lines: list[_Set], start: int, end: int) -> bool:
    """Gives the lines from ``start`` to ``end`` their role, and tells whether they have one."""
    block = [line for line, _ in lines[start:end]]
    role = _role(block)
    if role is None:
        return False
    margin = min(line.left for line in block)
    stanzas = [number for number, stanza in enumerate(_stanzas(block)) for _ in stanza]
    for at, stanza in enumerate(stanzas, start):
        line, typeset = lines[at]
        spaces = min(round((line.left - margin) / (_INDENT * line.size)), _WIDEST) if role == "verse_line" else 0
        lines[at] = line.behind(" " * spaces), typeset._replace(role=role, block=-1 - start - stanza, begins=True)
    if end < len(lines):
        lines[end] = lines[end][0], lines[end][1]._replace(begins=True)
    return True


def _role(block: Sequence[SetLine]) -> Role | None:
    """The role of the lines of a block, None if they are running text."""
    if len(block) < _FEWEST_LINES or any(_NOT_SHORT.search(line.text) for line in block):
        return None
    if max(len(line.text) for line in block) <= _LONGEST_VERSE and _steps_in(_stanzas(block)):
        return "verse_line"
    free = _free(block)
    if sum(free) < _MOSTLY * len(free):
        return None
    if all(_AMOUNT.match(line.text) and _is_amount(line) for line in block):
        return "set_line"
    is_short = len(block) >= _FEWEST_VERSES and max(len(line.text) for line in block) <= _LONGEST_VERSE
    within = sum(_within(block))
    is_verse = is_short and within >= max(_FEWEST_WITHIN, _SHARE_WITHIN * len(free))
    if not is_verse or _are_centred(block):
        return None
    ragged = [_is_ragged(stanza) for stanza in _stanzas(block) if len(stanza) >= _FEWEST_LINES]
    return "verse_line" if 2 * sum(ragged) >= len(ragged) else None


def _free(block: Sequence[SetLine]) -> list[bool]:
    """For each line but the last whether it leaves room beside the widest, and beside that of most characters, by which
    some programs break lines."""
    right = max(line.right for line in block)
    longest = max(len(line.text) for line in block)
    return [
        leaves_room(one, other, right) and len(one.text) + 1 + len(other.text.split()[0]) <= longest
        for one, other in pairwise(block)
    ]


def _within(block: Sequence[SetLine]) -> list[bool]:
    """For each line but the last whether it leaves room and breaks off in mid-sentence."""
    return [
        is_free and one.text[-1:] not in SENTENCE_ENDS and other.text[:1].islower()
        for is_free, (one, other) in zip(_free(block), pairwise(block), strict=True)
    ]


def _stanzas(block: Sequence[SetLine]) -> list[list[SetLine]]:
    leading = min(other.baseline - one.baseline for one, other in pairwise(block))
    stanzas = [[block[0]]]
    for one, other in pairwise(block):
        if other.baseline - one.baseline > _STANZA * leading:
            stanzas.append([])
        stanzas[-1].append(other)
    return stanzas


def _steps_in(stanzas: Sequence[Sequence[SetLine]]) -> bool:
    """Whether the lines of several stanzas step in and out by turns, alike in all: those of a paragraph do not."""
    patterns = {
        tuple(round((line.left - stanza[0].left) / line.size) for line in stanza)
        for stanza in stanzas
        if len(stanza) > 2
    }
    steps = next(iter(patterns), ())
    turns = sum(one != other for one, other in pairwise(steps))
    return len(patterns) == 1 and len(stanzas) > 1 and all(len(stanza) > 2 for stanza in stanzas) and turns > 1


def _is_ragged(lines: Sequence[SetLine]) -> bool:
    """Whether some line of a stanza leaves room beside the longest of it: none does in a paragraph that is set in."""
    return any(_within(lines))


def _is_amount(line: SetLine) -> bool:
    return len(line.text) <= _LONGEST_AMOUNT and line.text[-1:] not in SENTENCE_ENDS


def _are_centred(block: Sequence[SetLine]) -> bool:
    middles = [line.left + line.right for line in block]
    lefts = [line.left for line in block]
    return max(middles) - min(middles) <= block[0].size and max(lefts) - min(lefts) > 2 * block[0].size


def leaves_room(line: SetLine, following: SetLine, right: float) -> bool:
    """Whether the first word of the next line would have fitted behind a line."""
    word = len(following.text.split(maxsplit=1)[0]) / len(following.text) * (following.right - following.left)
    return line.right + _SPACE * line.size + word <= right


def _with_leaders(lines: Sequence[_Set]) -> list[_Set]:
    """The lines, those below one another with dots that lead from a label to its value as rows."""
    led = [_is_led(each) for each in lines]
    result = list(lines)
    for at, (line, typeset) in enumerate(lines):
        above = at > 0 and led[at - 1] and _are_alike(lines[at - 1], lines[at])
        below = at + 1 < len(lines) and led[at + 1] and _are_alike(lines[at], lines[at + 1])
        if led[at] and (above or below):
            row = line._replace(text=_LEADER.sub("\t", line.text), styles=())
            result[at] = row, typeset._replace(role="table_row", block=-1 - at, begins=True)
    return result


def _is_led(each: _Set) -> bool:
    line, typeset = each
    return not typeset.role and not typeset.furniture and len(_LEADER.findall(line.text)) == 1
