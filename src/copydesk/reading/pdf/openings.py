"""Which headlines of a file open an article, and which are headings within one.

Size alone does not say: an article may have headings as large as another's headline. Its byline, date or dateline says
so, the rule or the box that parts it from the text before, and the name that closes the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copydesk.reading.pdf.drawn import Drawn
from copydesk.reading.pdf.heads import Head, below, rule_above
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates.datelines import find_dateline

SURE = 2.5
"""The weight of what shows that a headline opens an article."""

LIKELY = 2.0
"""The weight that makes it worth a word to a person."""

_WEIGHTS = {
    "a byline": 2.5,
    "a name": 0.5,
    "a dateline": 2.5,
    "a date": 1.5,
    "a deck": 0.5,
    "a rule above": 1.5,
    "a box": 1.5,
    "another beside it": 1.0,
    "as large as any": 0.5,
}
_UNDER = 4  # lines below a headline that may be its byline, date or deck
_LONGEST_CREDIT = 90  # characters
_AS_LARGE = 0.85  # of the largest headline with text
_ALIKE = 0.97
_LARGER = 1.08  # times the size of the text, that of a deck


def weight_of(
    head: Head, heads: Sequence[Head], lines: Sequence[SetLine], drawn: Drawn, body: float, credit_lines: CreditLines
) -> float:
    """How much shows that a headline opens an article; ``heads`` are those of its page that have text, ``lines`` those
    of its page."""
    return sum(_WEIGHTS[sign] for sign in set(_signs(head, heads, lines, drawn, body, credit_lines)))


def _signs(
    head: Head, heads: Sequence[Head], lines: Sequence[SetLine], drawn: Drawn, body: float, credit_lines: CreditLines
) -> Iterator[str]:
    for line in head.above:
        yield from _credit(line, body, credit_lines)
    under = list(below(head, lines, _UNDER))
    for number, line in enumerate(under):
        if number == 0 or _is_apart(under[number - 1], line):
            opening = line.text + " " + (under[number + 1].text if number + 1 < len(under) else "")
            if find_dateline(opening):
                yield "a dateline"
        yield from _credit(line, body, credit_lines)
        if number < 2 and _LARGER * body <= line.size < head.size:
            yield "a deck"
    if rule_above(head, drawn):
        yield "a rule above"
    if head.box is not None:
        yield "a box"
    if any(_are_beside(head, other) for other in heads if other is not head):
        yield "another beside it"
    if head.size >= _AS_LARGE * max((other.size for other in heads), default=0.0):
        yield "as large as any"


def _credit(line: SetLine, body: float, credit_lines: CreditLines) -> Iterator[str]:
    text = line.text.strip()
    if len(text) > _LONGEST_CREDIT:
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


def _is_apart(above: SetLine, line: SetLine) -> bool:
    """Whether a line may open a paragraph below another."""
    return above.size != line.size or line.top - above.bottom > 0.5 * line.size or line.left > above.left + 3


def _are_beside(head: Head, other: Head) -> bool:
    """Whether two headlines stand over columns side by side, on one level."""
    level = min(head.bottom, other.bottom) - max(head.top, other.top)
    apart = min(head.right, other.right) - max(head.left, other.left) < 0
    return apart and level > 0.5 * min(head.size, other.size)


def openings(weights: Mapping[Head, float]) -> list[Head]:
    """The headlines that open articles: those that surely do, those set like one of them, and such as are as large and
    probably do. None where fewer than two surely do."""
    sure = [head for head, weight in weights.items() if weight >= SURE]
    if len(sure) < 2:
        return []
    smallest = min(head.size for head in sure)
    return [
        head
        for head, weight in weights.items()
        if weight >= SURE
        or (weight >= LIKELY and head.size >= _ALIKE * smallest)
        or any(head.bold == other.bold and _ALIKE < head.size / other.size < 1 / _ALIKE for other in sure)
    ]
