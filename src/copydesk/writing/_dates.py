"""When an article appeared and when it last changed, as documents say it. The clock is never asked."""

from __future__ import annotations

from datetime import UTC, datetime

from copydesk.tree import Article
from copydesk.writing._html import dates


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
