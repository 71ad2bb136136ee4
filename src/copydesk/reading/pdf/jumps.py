"""Articles that go on pages later: where one breaks off, ``Continued on page 7``, and where it goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from copydesk.reading.pdf.drawn import Drawn
from copydesk.reading.pdf.heads import Head, place_head
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.text.furniture.words import PagePatterns

_NUMBER = re.compile(r"\d{1,4}")
_LONGEST = 80  # characters of a jump line
_CATCH = re.compile(r"(?P<catch>\w[^:,–—|]{1,40}?)\s*(?:[:,–—|]|\s-)\s*(?P<jump>\S.*)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST_WORDS = 0.6  # of the words of the shorter of two headlines, those that the other has
_NEAR = 2.5  # em of a headline, from it to the jump line that belongs to it
_ABOVE = 1.0  # em of a jump line, from it to a headline above it
_MOST_ABOVE = 3  # lines of that headline
_TOUCHING = 2.0  # points by which lines overlap
_CLOSE = 0.6  # em between the lines of a text
_ALIKE = 1.25  # times the size of a jump line, that of the text around it
_COUNTER = re.compile(r"(\d)\s*(?:版|面|页|頁|ページ|쪽)$")


class Jump(NamedTuple):
    """A line that says where an article goes on or comes from: its page, from 0, the number of the other page, 0 if it
    gives none, and words before it that name the article."""

    page: int
    line: SetLine
    number: int
    catch: str
    comes_from: bool


@dataclass(slots=True)
class Jumps:
    """The jump lines of a file; ``folios`` are the numbers of its pages as they are printed, 0 for one that has none.
    ``taken`` are those that lead to a part that was found."""

    all: list[Jump]
    folios: Sequence[int]
    taken: set[int] = field(default_factory=set)

    def names(self, page: int, number: int) -> bool:
        """Whether a number is that of a page."""
        return number in (self.folios[page], page + 1)


def jumps_in(pages: Sequence[Sequence[SetLine]], folios: Sequence[int], patterns: PagePatterns) -> Jumps:
    """The jump lines of the pages of a file."""
    found = [
        Jump(number, line, *said, comes_from)
        for number, lines in enumerate(pages)
        for line in lines
        if (said := jump_in(line.text, patterns))
        and (comes_from := _comes_from(line, said[0], number, folios[number] or number + 1, lines)) is not None
    ]
    return Jumps(found, folios)


def jump_in(text: str, patterns: PagePatterns) -> tuple[int, str] | None:
    """The number of a page, 0 for none, and the words that name the article in a jump line; None for any other line."""
    text = _COUNTER.sub(r"\1", text.strip(" .>»→▶►◄◀«<"))
    if not text or len(text) > _LONGEST:
        return None
    catch = ""
    if not _is_jump(text, patterns):
        match = _CATCH.fullmatch(text)
        if match is None or not _is_jump(match["jump"], patterns):
            return None
        catch = match["catch"]
    numbers = _NUMBER.findall(text)
    return int(numbers[-1]) if numbers else 0, catch


def _is_jump(text: str, patterns: PagePatterns) -> bool:
    return bool(patterns.continued.fullmatch(text) or patterns.jump.fullmatch(text))


def _comes_from(line: SetLine, number: int, page: int, folio: int, lines: Sequence[SetLine]) -> bool | None:
    """Whether a jump line says where text comes from, and not where it goes on; None if it may be a line of the text.
    Before the one no text stands close above it, behind the other none close below; both are so for a line that a text
    refers to another page with."""
    column = [
        other
        for other in lines
        if other is not line
        and other.size <= _ALIKE * line.size
        and min(line.right, other.right) > max(line.left, other.left)
    ]
    is_first = not any(0 <= line.top - other.bottom < _CLOSE * line.size for other in column)
    is_last = not any(0 <= other.top - line.bottom < _CLOSE * line.size for other in column)
    if number:
        comes_from = number < folio
        return comes_from if (is_first if comes_from else is_last) else None
    if is_first and page and not is_last:
        return True
    return False if is_last else None


def continued_on(
    page: int, heads: Sequence[Head], openings: Sequence[Head], lines: Sequence[SetLine], drawn: Drawn, jumps: Jumps
) -> Iterator[Head]:
    """What stands above text of a page that goes on from an earlier one: a headline beside a jump line, one that an
    earlier page has in the same words, or a jump line alone. ``heads`` are those of the page, ``openings`` those of the
    file that open articles."""
    own = [jump for jump in jumps.all if jump.page == page and jump.comes_from]
    for head in heads:
        near = beside(head, own)
        if near is not None:
            own.remove(near)
            head.jump = near.line
        if near is not None or (head not in openings and is_repeated(head, openings)):
            yield head
    for jump in own:
        line = jump.line
        shown = _headline_above(line, lines, openings) or [line]
        head = Head(page, shown, shown[0].left, shown[0].top, shown[-1].right, shown[-1].bottom, jump=line)
        place_head(head, lines, drawn)
        yield head


def _headline_above(jump: SetLine, lines: Sequence[SetLine], openings: Sequence[Head]) -> list[SetLine]:
    """The lines right above a jump line that are a headline in type too small for one: in the words of a headline that
    opens an article."""
    above: list[SetLine] = []
    top = jump.top
    for line in sorted(lines, key=lambda line: -line.bottom):
        is_next = -_TOUCHING < top - line.bottom < _ABOVE * jump.size
        if not is_next or line is jump or min(line.right, jump.right) <= max(line.left, jump.left):
            continue
        above.insert(0, line)
        top = line.top
        if any(same_words(" ".join(each.text for each in above), head.text) for head in openings):
            return above
        if len(above) == _MOST_ABOVE:
            break
    return []


def is_repeated(head: Head, openings: Sequence[Head]) -> bool:
    """Whether an earlier page has an article with the same headline."""
    return any(other.page < head.page and _letters(other.text) == _letters(head.text) for other in openings)


def beside(head: Head, jumps: Sequence[Jump]) -> Jump | None:
    """The jump line right above or below a headline."""
    near = [
        (min(abs(jump.line.top - head.bottom), abs(head.top - jump.line.bottom)), number)
        for number, jump in enumerate(jumps)
        if min(jump.line.right, head.span[1]) > max(jump.line.left, head.span[0])
    ]
    distance, number = min(near, default=(float("inf"), 0))
    return jumps[number] if distance <= _NEAR * head.size else None


def fit(head: Head, title: str, parts: Sequence[tuple[int, Sequence[SetLine]]], jumps: Jumps) -> float:
    """How well what goes on below a headline fits an article of this title, by its jump lines and its words; 0 if
    nothing says so."""
    here = next((jump for jump in jumps.all if head.jump is not None and jump.line is head.jump), None)
    weight = 3 * same_words(head.text if here is None or not head.is_jump_alone else here.catch, title)
    if here is not None:
        weight += 3 * same_words(here.catch, title)
        weight += 1.0 * any(jumps.names(page, here.number) for page, _ in parts)
    for jump in leading_on(parts, jumps):
        if id(jump.line) not in jumps.taken:
            weight += 2 if jumps.names(head.page, jump.number) else 1.5 * (not jump.number)
        weight += 2 * same_words(jump.catch, head.text)
    return weight


def leading_on(parts: Sequence[tuple[int, Sequence[SetLine]]], jumps: Jumps) -> list[Jump]:
    """The jump lines in the parts of an article that say where it goes on."""
    own = {id(line) for _, lines in parts for line in lines}
    return [jump for jump in jumps.all if not jump.comes_from and id(jump.line) in own]


def same_words(one: str, other: str) -> float:
    """The share of the words of the shorter of two headlines that the other has; 0 where they are not most."""
    words, others = ({word.casefold() for word in _WORD.findall(text)} for text in (one, other))
    fewest = min(len(words), len(others))
    share = len(words & others) / fewest if fewest else 0.0
    return share if share >= _MOST_WORDS else 0.0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
