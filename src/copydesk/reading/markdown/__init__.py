"""Markdown -> Article, through pandoc."""

from __future__ import annotations

from copydesk.errors import InputError
from copydesk.reading._shared.data_uris import taken_out
from copydesk.reading._shared.pictures import with_pictures
from copydesk.reading._source import Reading, ReadOptions, in_language
from copydesk.reading.text.characters.decode import decode
from copydesk.visit import plain


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a Markdown text in any encoding. Raises InputError if it cannot be read or contains no text, and
    MissingEngineError if pandoc is not installed."""
    from copydesk.reading.markdown.document import read_markdown  # large, and most articles are raw text

    text, _, problems = decode(data)
    embedded = taken_out(text)
    article, more_problems = read_markdown(embedded.text)
    if not plain((article.head, article.body, article.foot, article.notes)).strip():
        raise InputError("it holds no article text", "Name another file")
    taken = with_pictures(article, embedded.find)
    article = embedded.restored(taken.article)
    return in_language(Reading(article, (*problems, *more_problems, *taken.problems)), options)
