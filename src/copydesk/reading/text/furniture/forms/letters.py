"""Letters to a paper: ``To the Editor:`` belongs to the text, and what stands alone above it is the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.locales import Locale
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.furniture.words import is_credit
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import COLONS, COMMAS
from copydesk.reading.text.recognisers.words import alternatives

_REACH = 4  # lines from the top among which a letter opens
_LONGEST_TITLE = 100  # characters


@cache
def _salutation(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """A whole line that a letter to a paper opens with: ``To the Editor of the Harbour Mail:``, ``Sir,``"""
    words = {word for locale in locales for word in locale.head.to_editors}
    phrases = alternatives(word for word in words if " " in word)
    mark = rf"\s?[{COLONS}{COMMAS};!–—-]{{1,3}}"
    known = alternatives(words)
    return re.compile(
        rf"[*_]*(?:(?:{phrases})(?:\.?|(?: [^\W\d_]+){{0,6}}{mark})|(?:{known}){mark})[*_]*", re.IGNORECASE
    )


def letters(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The salutation of a letter to a paper, and the headline above it."""
    salutation = _salutation(credit_lines.locales)
    top = range(min(_REACH, len(lines) - 1))
    index = next((each for each in top if salutation.fullmatch(lines[each].text)), None)
    if index is None or not (lines[index + 1].gap or lines[index].text[-1] not in COMMAS):
        return
    yield Assigned(index, "frame", "a letter to a paper opens so", role="paragraph", begins=True)
    title = lines[0].text
    if index == 1 and lines[1].gap and len(title) <= _LONGEST_TITLE and not is_credit(title, credit_lines):
        yield Assigned(0, "frame", "it stands alone above a letter to a paper", role="headline")
