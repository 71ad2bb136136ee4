"""The dates of an article: as metadata and in words. The clock is never read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from copydesk.errors import MissingEngineError
from copydesk.locales import locale
from copydesk.tree import Article, PubDate
from copydesk.writing._shared.facts import dates

if TYPE_CHECKING:
    import babel

_ZEROS = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀"}
"""The zero of each numbering system that CLDR uses for dates; the other digits follow it."""


def moments(article: Article) -> tuple[datetime | None, datetime | None]:
    """The UTC times, without a zone, at which the article was published and last changed; None if unknown.

    A date without a time means midnight; one that cannot be parsed is ignored.
    """
    iso_dates = dates(article)
    published = _moment(iso_dates.get("published"))
    return published, _moment(iso_dates.get("updated")) or published


def _moment(iso: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(iso) if iso else None
    except ValueError:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment and moment.tzinfo else moment


def in_words(article: Article) -> Article:
    """The article with each date of the form ``2025-05-17`` written in its language: ``17 May 2025``.

    Dates that are in words already are not changed, nor is any if CLDR lacks the language. Raises MissingEngineError
    if Babel is missing.
    """
    unwritten = [date_ for date_ in article.head.dates if date_.text == date_.iso]
    language = _language(article.lang) if unwritten else None
    if language is None:
        return article
    written = tuple(_written(date_, language) if date_ in unwritten else date_ for date_ in article.head.dates)
    return replace(article, head=replace(article.head, dates=written))


def _language(tag: str) -> babel.Locale | None:
    """The CLDR locale of a tag, or else of its primary language, None if unknown. English without a region uses the
    international order of dates, not that of the United States."""
    try:
        from babel import Locale, UnknownLocaleError
    except ImportError:
        raise MissingEngineError("Babel, which writes dates in words, is missing", "pip install babel") from None
    tag = tag.replace("_", "-")
    primary = tag.split("-")[0].lower()
    if primary == "und":
        return None
    wide = {"en": "en-001"}.get(primary, primary)
    for name in (wide if tag.lower() == primary else tag, wide):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _written(pub_date: PubDate, language: babel.Locale) -> PubDate:
    from babel.dates import format_date

    try:
        day = date.fromisoformat(pub_date.text)
    except ValueError:
        return pub_date
    words = format_date(day, "long", language)
    first = locale(language.language).dates.first_day if day.day == 1 else ""
    if first and words.startswith("1 "):
        words = first + words[1:]
    zero = _ZEROS.get(language.default_numbering_system)
    if zero:
        words = words.translate({ord("0") + digit: ord(zero) + digit for digit in range(10)})
    return replace(pub_date, text=words)
