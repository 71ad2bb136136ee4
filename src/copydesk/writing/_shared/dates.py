"""When an article appeared and when it last changed, as documents say it. The clock is never asked."""

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
"""The zero of each numbering system that CLDR has a language write its dates in; the other digits follow it."""


def moments(article: Article) -> tuple[datetime | None, datetime | None]:
    """The UTC times, without their zone, at which it was published and last changed, as far as its dates tell.

    A date without a time is its midnight; one that cannot be read counts for nothing.
    """
    told = dates(article)
    published = _moment(told.get("published"))
    return published, _moment(told.get("updated")) or published


def _moment(iso: str | None) -> datetime | None:
    try:
        told = datetime.fromisoformat(iso) if iso else None
    except ValueError:
        return None
    return told.astimezone(UTC).replace(tzinfo=None) if told and told.tzinfo else told


def in_words(article: Article) -> Article:
    """The article with each date that stands as ``2025-05-17`` written as its language has it: ``17 May 2025``.

    A date that stood in words stays as it stood, and so do all where nobody knows how the language writes them.
    Raises MissingEngineError where Babel is missing.
    """
    bare = [told for told in article.head.dates if told.text == told.iso]
    language = _language(article.lang) if bare else None
    if language is None:
        return article
    written = tuple(_written(told, language) if told in bare else told for told in article.head.dates)
    return replace(article, head=replace(article.head, dates=written))


def _language(tag: str) -> babel.Locale | None:
    """What CLDR knows of a language in its region, or else of the language. English that is of no region writes its
    dates as most of the world does, not as the United States do."""
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


def _written(told: PubDate, language: babel.Locale) -> PubDate:
    from babel.dates import format_date

    try:
        day = date.fromisoformat(told.text)
    except ValueError:
        return told
    words = format_date(day, "long", language)
    first = locale(language.language).dates.first_day if day.day == 1 else ""
    if first and words.startswith("1 "):
        words = first + words[1:]
    zero = _ZEROS.get(language.default_numbering_system)
    if zero:
        words = words.translate({ord("0") + digit: ord(zero) + digit for digit in range(10)})
    return replace(told, text=words)
