"""The bylines and dates of one article: each line or piece is read once, and the phases share what was recognised."""

from __future__ import annotations

from copydesk.locales import Locale
from copydesk.reading.text.recognisers.dates import LONGEST_DATE_LINE, DateMatch, find_date, is_all_of
from copydesk.reading.text.recognisers.dates.dated_places import find_dated_place, place_before_date
from copydesk.reading.text.recognisers.people.bylines import Credit, read_credit


class CreditLines:
    """Reads bylines and dates in the ``locales`` of an article, the first of which is its own."""

    def __init__(self, locales: tuple[Locale, ...]) -> None:
        self.locales = locales
        self._bylines: dict[tuple[str, bool], Credit | None] = {}
        self._dates: dict[str, DateMatch | None] = {}
        self._date_lines: dict[str, bool] = {}

    def byline(self, text: str, *, in_byline_position: bool = False) -> Credit | None:
        """The persons of a byline, None where the text is none: as ``read_credit``."""
        key = (text, in_byline_position)
        if key not in self._bylines:
            self._bylines[key] = read_credit(text, self.locales, in_byline_position=in_byline_position)
        return self._bylines[key]

    def date(self, text: str) -> DateMatch | None:
        """The first date in a text, None where there is none: as ``find_date``, and ``Kiel, 9 May`` too."""
        if text not in self._dates:
            short = len(text) <= LONGEST_DATE_LINE
            dated = find_date(text, self.locales)
            self._dates[text] = dated or (find_dated_place(text, self.locales) if short else None)
        return self._dates[text]

    def is_date_line(self, text: str) -> bool:
        """Whether a line holds a date and nothing else but a place before it: ``Published Monday, 3 May 2024, 10:15``,
        ``Kiel, 3 May 1886``."""
        if len(text) > LONGEST_DATE_LINE:
            return False
        if text not in self._date_lines:
            date, locales = self.date(text), self.locales
            self._date_lines[text] = date is not None and (
                is_all_of(text, date, locales) or bool(place_before_date(text, date, locales))
            )
        return self._date_lines[text]
