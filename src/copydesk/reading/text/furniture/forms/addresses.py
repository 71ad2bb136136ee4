"""Address blocks: a name, a street and a town on lines of their own are one contact, with the number below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.addresses import reaches_somebody
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.words import alternatives

_FEWEST_LINES, _MOST_LINES = 3, 8
_LONGEST = 60  # characters of a line
_STREET = pattern(r"\d{1,5}[a-z]?,?\s+\S.*|[^\d,]{3,40}?,?\s\d{1,4}\s?[a-z]?", re.IGNORECASE)
_TOWN = re.compile(
    r"[^\W\d_][^\d]{1,40},?\s+(?:[A-Z]{2}\.?\s+)?\d{4,5}(?:-\d{4})?\.?"  # Ostwick, NL  20412
    r"|[^\W\d_][^\d]{1,40}\s+[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"  # Norwick NR2 1AB
    r"|(?:[A-Z]{1,2}-)?\d{4,5}(?:\s[A-Z]{2})?\s[^\W\d_][^\d]{2,40}"  # 44120 Norwick
)


@cache
def _street_words(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """A whole line with a word for a street."""
    streets = alternatives(word for locale in locales for word in locale.foot.streets)
    return re.compile(rf".*(?:{streets})(?!\w).*", re.IGNORECASE)


def addresses(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines of address blocks, below the first block of a text."""
    for block in blocks(lines):
        if not block.start or not _FEWEST_LINES <= len(block) <= _MOST_LINES:
            continue
        if _is_address([lines[index].text for index in block], credit_lines.locales):
            for index in block:
                yield Assigned(index, "frame", "it is of the address of somebody", role="contact", begins=True)


def _is_address(texts: list[str], locales: tuple[Locale, ...]) -> bool:
    """Whether short lines hold a street with a number, below it a town, and below that nothing but a few words each, or
    what reaches somebody."""
    if any(len(text) > _LONGEST for text in texts):
        return False
    towns = [index for index, text in enumerate(texts) if index and _TOWN.fullmatch(text)]
    if not towns:
        return False
    street = _street_words(locales)
    number = any(_STREET.fullmatch(text) and street.fullmatch(text) for text in texts[: towns[0]])
    rest = texts[towns[0] + 1 :]
    return number and all(reaches_somebody(text) or len(text.split()) <= 3 for text in rest)
