"""Minutes whose items have the numbers of a year: ``23/065  Planning``, ``23/066  The goat``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import ends_strongly

_ITEM = re.compile(r"(?P<year>(?:\d{2}|(?:19|20)\d\d)[/.-])(?P<number>\d{2,4})[.:]?\s+(?P<words>[^\W\d_].*)")
_FEWEST = 3  # items
_LONGEST = 80  # characters
_FURTHEST = 9  # numbers from one item to the next
_REASON = "it has the number of an item of minutes, as others have"


def minutes(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines that head such items: each stands apart, and their numbers rise within one year."""
    items = {
        index: match
        for index, line in enumerate(lines)
        if line.gap and line.text[0].isdigit() and not line.role and (match := _item(line.text))
    }
    numbers = [int(match["number"]) for match in items.values()]
    rise = all(0 < other - one <= _FURTHEST for one, other in pairwise(numbers))
    if len(items) < _FEWEST or not rise or len({match["year"] for match in items.values()}) > 1:
        return
    for index in items:
        yield Assigned(index, "frame", _REASON, role="heading", begins=True)


def _item(text: str) -> re.Match[str] | None:
    return _ITEM.fullmatch(text) if len(text) <= _LONGEST and not ends_strongly(text) else None
