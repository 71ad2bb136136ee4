"""Which lines of a file are bylines or dates, whose type says nothing of their words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from copydesk.locales import locale, with_english
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.language import detect

_LONGEST = 120  # characters
_LINES = 200  # by which the language is known


class Credits:
    """Tells which lines of a file are bylines or dates; ``lang`` is its language, if it is known."""

    def __init__(self, lines: Sequence[str], lang: str | None) -> None:
        self._lines = lines[:_LINES]
        self._lang = lang

    @cached_property
    def credit_lines(self) -> CreditLines:
        """What reads bylines and dates in the language of the file."""
        return CreditLines(with_english(locale(self._lang or detect("\n".join(self._lines)))))

    def is_credit(self, text: str) -> bool:
        """Whether a line is a byline that a word announces, or a date."""
        if len(text) > _LONGEST:
            return False
        read = self.credit_lines.byline(text)
        return (read is not None and read.announced) or self.is_date(text)

    def is_date(self, text: str) -> bool:
        """Whether a line holds a date and nothing else."""
        return len(text) <= _LONGEST and self.credit_lines.is_date_line(text)
