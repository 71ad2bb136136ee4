"""Which headlines of a file open an article, and which are headings within one.

Size alone does not say: an article may have headings as large as another's headline, with rules above them too. Its
byline, date or dateline says so; without one, where it stands does: over several columns, below a rule, beside another
headline. Headings of one article are set alike, and headlines on a page are not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from copydesk.reading.pdf.drawn import Drawn
from copydesk.reading.pdf.heads import Head, below, rule_above
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates.datelines import find_dateline

SURE = 2.5
"""The weight of what shows that a headline opens an article."""

LIKELY = 2.0
"""The weight that makes it worth a word to a person."""

_POSSIBLE = 1.5  # the weight of a headline that is one where others surely are
_WEIGHTS = {
    "a byline": 2.5,
    "a dateline": 2.5,
    "a date": 1.0,
    "a name": 0.5,
    "a deck": 0.5,
    "a rule above": 1.0,
    "a box": 1.0,
    "several columns": 1.0,
    "another beside it": 0.5,
    "as large as any": 0.5,
    "the first": 1.0,
    "text that goes on": -3.0,
}
_OWN = frozenset(("a byline", "a dateline", "a date"))
"""What an article has and a section has not."""

_UNDER = 4  # lines below a headline that may be its byline, date or deck
_LONGEST_CREDIT = 90  # characters
_LONGEST_LABEL = 30  # characters of a line above the text that is no credit, such as a label
_FULL = 0.7  # of the lines below a headline, the width of one of the text
_AS_LARGE = 0.9  # of the largest headline with text
_ALIKE = 0.97
_MUCH_SMALLER = 0.8
_QUOTATION = re.compile(r"[\"“„«»‘'].+[\"”“»«’'][.!?]?")
_LARGER = 1.08  # times the size of the text, that of a deck


class Place(NamedTuple):
    """What a headline is judged by: those of its page that have text, the lines of the page and what is drawn on it,
    and how many columns it stands over; ``is_first`` of the file."""

    heads: Sequence[Head]
    lines: Sequence[SetLine]
    drawn: Drawn
    columns: int
    is_first: bool = False


def weights_of(places: Mapping[Head, Place], body: float, credit_lines: CreditLines) -> dict[Head, float]:
    """How much shows of each headline of a file that it opens an article. ``body`` is the size of the text."""
    large = _AS_LARGE * max((head.size for head in places), default=0.0)
    signs = {head: frozenset(_signs(head, place, body, credit_lines, large)) for head, place in places.items()}
    alike: defaultdict[tuple[int, bool], list[Head]] = defaultdict(list)
    for head in signs:
        alike[round(head.size), head.bold].append(head)
    weights: dict[Head, float] = {}
    for group in alike.values():
        have_credits = any(signs[head] & _OWN for head in group) or all("a name" in signs[head] for head in group)
        are_headings = len(group) > 1 and not have_credits
        for head in group:
            weight = sum(_WEIGHTS[sign] for sign in signs[head])
            most = LIKELY if "several columns" in signs[head] else 0.0
            weights[head] = min(weight, most) if are_headings else weight
    return weights


def _signs(head: Head, place: Place, body: float, credit_lines: CreditLines, large: float) -> Iterator[str]:
    for line in head.above:
        yield from _credit(line, body, credit_lines)
    yield from _under(below(head, place.lines, _UNDER), head, body, credit_lines)
    if place.is_first:
        yield "the first"
    if rule_above(head, place.drawn) and not _QUOTATION.fullmatch(head.text):  # a pull quote stands between rules
        yield "a rule above"
    if head.box is not None:
        yield "a box"
    if place.columns > 1:
        yield "several columns"
    if any(_are_beside(head, other) for other in place.heads if other is not head):
        yield "another beside it"
    if head.size >= large:
        yield "as large as any"


def _under(under: Sequence[SetLine], head: Head, body: float, credit_lines: CreditLines) -> Iterator[str]:
    """What the lines below a headline say, up to the first of the text."""
    widest = max((line.right - line.left for line in under), default=0.0)
    for number, line in enumerate(under):
        found = list(_credit(line, body, credit_lines))
        yield from found
        if found:
            continue
        if _LARGER * body <= line.size < head.size:
            yield "a deck"
        elif line.right - line.left > _FULL * widest or len(line.text) > _LONGEST_LABEL:
            if line.text[0].islower():
                yield "text that goes on"
            if find_dateline(" ".join(each.text for each in under[number : number + 2])):
                yield "a dateline"
            return


def _credit(line: SetLine, body: float, credit_lines: CreditLines) -> Iterator[str]:
    text = line.text.strip()
    if len(text) > _LONGEST_CREDIT or not text[0].isalnum() or text.endswith("."):
        return
    credit = credit_lines.byline(text)
    if credit and credit.announced and not credit.pictures:
        yield "a byline"
    elif credit_lines.is_date_line(text):
        yield "a date"
    elif (line.italic or line.bold or line.size < body or text.isupper()) and credit_lines.byline(
        text, in_byline_position=True
    ):
        yield "a name"


def _are_beside(head: Head, other: Head) -> bool:
    """Whether two headlines stand over columns side by side, on one level."""
    level = min(head.bottom, other.bottom) - max(head.top, other.top)
    apart = min(head.right, other.right) - max(head.left, other.left) < 0
    return apart and level > 0.5 * min(head.size, other.size)


def openings(weights: Mapping[Head, float]) -> list[Head]:
    """The headlines that open articles: those that surely do, those set like one of them, and such as are as large and
    probably do. None where fewer than two surely do; what stands under the first of the file is an article before the
    one that surely opens, where both are set alike."""
    sure = [head for head, weight in weights.items() if weight >= SURE]
    first = next(iter(weights), None)
    if len(sure) == 1 and first and weights[first] >= _POSSIBLE and first not in sure and _are_alike(first, sure[0]):
        sure.insert(0, first)
    if len(sure) < 2:
        return []
    smallest = _MUCH_SMALLER * min(head.size for head in sure)
    return [
        head
        for head, weight in weights.items()
        if weight >= SURE
        or (weight >= _POSSIBLE and head.size >= smallest)
        or any(_are_alike(head, other) for other in sure)
    ]


def _are_alike(head: Head, other: Head) -> bool:
    """Whether two headlines are set in the same type."""
    return head.bold == other.bold and _ALIKE < head.size / other.size < 1 / _ALIKE
