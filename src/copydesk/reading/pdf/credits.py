"""Which lines of a file are bylines or dates, whose type says nothing of their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from copydesk.locales import locale, with_english
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.language import detect

_LONGEST = 120  # characters
_LINES = 200  # by which the language is known


def credits_of(lines: Sequence[str], lang: str | None) -> Callable[[str], bool]:
    """What tells whether a line of these is a byline or a date; ``lang`` is their language, if it is known."""
    known: list[CreditLines] = []

    def is_credit(text: str) -> bool:
        if len(text) > _LONGEST:
            return False
        if not known:
            language = lang or detect("\n".join(lines[:_LINES]))
            known.append(CreditLines(with_english(locale(language))))
        read = known[0].byline(text)
        return (read is not None and read.announced) or known[0].is_date_line(text)

    return is_credit
